/* SPDX-License-Identifier: MIT
 * The hook command. */
#include "run/hook.h"
#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include "keep/hook.h"
#include "present/json.h"

#define LIMIT_SECONDS 10
#define FIRST_WAIT_SECONDS 2 /* after a failure, then twice as long each time */
#define LONGEST_WAIT_SECONDS 3600
#define TRIES_MAX 14         /* some four hours */

struct Hook {
    Engine *engine;
    char **argv;
    GSubprocess *command; /* NULL = none runs */
    GCancellable *cancellable;
    gint64 item;          /* what it was given */
    gint64 tries;         /* so often before */
    gboolean is_late;     /* took too long, was killed */
    guint limit, wait;    /* timers; WAIT: until the next try */
};

static KeepDb *
store_of(const Hook *hook)
{
    return run_engine_db(hook->engine);
}

static void
warn(const char *what, const GError *error)
{
    g_warning("notify hook: %s: %s", what, error->message);
}

/* The command leads a group of its own, so that what it started ends with it. */
static void
lead_group(gpointer data G_GNUC_UNUSED)
{
    setpgid(0, 0);
}

static void
kill_group(GSubprocess *command)
{
    const char *id = g_subprocess_get_identifier(command);
    pid_t pid = id != NULL ? (pid_t)g_ascii_strtoll(id, NULL, 10) : 0;
    if (pid > 0 && kill(-pid, SIGKILL) < 0)
        g_subprocess_force_exit(command);
}

static gboolean
limit_reached(gpointer data)
{
    Hook *hook = data;
    hook->limit = 0;
    hook->is_late = TRUE;
    kill_group(hook->command);
    return G_SOURCE_REMOVE;
}

static gboolean
wait_ended(gpointer data)
{
    Hook *hook = data;
    hook->wait = 0;
    run_hook_work(hook);
    return G_SOURCE_REMOVE;
}

static void
try_again_later(Hook *hook)
{
    guint seconds = FIRST_WAIT_SECONDS << MIN(hook->tries, 12);
    hook->wait = g_timeout_add_seconds(MIN(seconds, LONGEST_WAIT_SECONDS), wait_ended, hook);
}

/* *RET_GONE: it does not wait any more. */
static gboolean
settle(Hook *hook, const GError *failure, gboolean *ret_gone, GError **error)
{
    *ret_gone = failure == NULL || hook->tries + 1 >= TRIES_MAX;
    if (*ret_gone)
        return keep_hook_drop(store_of(hook), hook->item, error);
    return keep_hook_failed(store_of(hook), hook->item, error);
}

static void
take_result(Hook *hook, const GError *failure)
{
    g_autoptr(GError) error = NULL;
    gboolean is_gone = FALSE;
    if (hook->is_late)
        g_warning("notify hook: takes longer than %d seconds", LIMIT_SECONDS);
    else if (failure != NULL)
        warn(hook->argv[0], failure);
    gboolean good = settle(hook, failure, &is_gone, &error);
    if (!good)
        warn("store", error);
    else if (failure != NULL && is_gone)
        g_warning("notify hook: gave up after %d tries, one notification is lost to it", TRIES_MAX);
    if (good && is_gone)
        run_hook_work(hook);
    else
        try_again_later(hook);
}

static void
command_ended(GObject *object, GAsyncResult *result, gpointer data)
{
    g_autoptr(GError) failure = NULL;
    gboolean good = g_subprocess_wait_check_finish(G_SUBPROCESS(object), result, &failure);
    if (!good && g_error_matches(failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return; /* the hook is no more */
    Hook *hook = data;
    g_clear_handle_id(&hook->limit, g_source_remove);
    g_clear_object(&hook->command);
    take_result(hook, failure);
}

/* A file in memory: nobody waits for a command that does not read. */
static int
input_of(const char *body)
{
    int fd = memfd_create("cadens-hook", MFD_CLOEXEC);
    gsize length = strlen(body);
    if (fd >= 0 && write(fd, body, length) == (gssize)length && lseek(fd, 0, SEEK_SET) == 0)
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

static gboolean
start(Hook *hook, const KeepHookItem *item, GError **error)
{
    g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new(G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
    int fd = input_of(item->body);
    if (fd < 0) {
        g_set_error_literal(error, G_IO_ERROR, g_io_error_from_errno(errno), g_strerror(errno));
        return FALSE;
    }
    g_subprocess_launcher_take_stdin_fd(launcher, fd);
    g_subprocess_launcher_set_child_setup(launcher, lead_group, NULL, NULL);
    hook->is_late = FALSE;
    hook->command = g_subprocess_launcher_spawnv(launcher, (const char *const *)hook->argv, error);
    if (hook->command == NULL)
        return FALSE;
    hook->limit = g_timeout_add_seconds(LIMIT_SECONDS, limit_reached, hook);
    g_subprocess_wait_check_async(hook->command, hook->cancellable, command_ended, hook);
    return TRUE;
}

void
run_hook_work(Hook *hook)
{
    g_auto(KeepHookItem) item = {0};
    g_autoptr(GError) error = NULL;
    if (hook == NULL || hook->command != NULL || hook->wait != 0)
        return;
    if (!keep_hook_first(store_of(hook), &item, &error)) {
        warn("store", error);
        return;
    }
    if (item.id == 0)
        return;
    hook->item = item.id;
    hook->tries = item.tries;
    if (!start(hook, &item, &error))
        take_result(hook, error);
}

gboolean
run_hook_is_busy(const Hook *hook)
{
    return hook != NULL && hook->command != NULL;
}

gboolean
run_hook_push(Hook *hook, Document *document, GError **error)
{
    g_autoptr(Document) owned = document;
    g_autoptr(GString) body = g_string_new(NULL);
    present_json_document(body, owned, calendar_zone(run_engine_profile(hook->engine)->calendar));
    return keep_hook_push(store_of(hook), body->str, run_engine_now(hook->engine), error);
}

Hook *
run_hook_new(Engine *engine)
{
    const char *text = config_text(run_engine_profile(engine)->config, "notify", "hook");
    g_autoptr(GError) error = NULL;
    if (text == NULL) {
        if (!keep_hook_clear(run_engine_db(engine), &error))
            warn("store", error);
        return NULL;
    }
    Hook *hook = g_new0(Hook, 1);
    hook->engine = engine;
    hook->cancellable = g_cancellable_new();
    if (!g_shell_parse_argv(text, NULL, &hook->argv, &error)) /* the configuration was checked */
        warn(text, error);
    if (hook->argv == NULL)
        g_clear_pointer(&hook, run_hook_free);
    return hook;
}

void
run_hook_free(Hook *hook)
{
    if (hook == NULL)
        return;
    g_clear_handle_id(&hook->limit, g_source_remove);
    g_clear_handle_id(&hook->wait, g_source_remove);
    g_cancellable_cancel(hook->cancellable);
    if (hook->command != NULL)
        kill_group(hook->command);
    g_clear_object(&hook->command);
    g_object_unref(hook->cancellable);
    g_strfreev(hook->argv);
    g_free(hook);
}
