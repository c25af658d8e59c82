/* SPDX-License-Identifier: MIT
 * The daemon. */
#include "run/daemon.h"
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <malloc.h>
#include <signal.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/error.h"
#include "measure/list.h"
#include "present/bus.h"
#include "present/json.h"
#include "run/command.h"
#include "run/dashboard.h"
#include "run/lock.h"
#include "run/remind.h"
#include "run/sync.h"
#include "run/wakeup.h"
#include "run/watcher.h"

#define EVALUATE_EVERY_S (15 * 60)
#define EVALUATE_SOON_MS 200       /* after something settled: several messages of one delivery are one evaluation */
#define DASHBOARD_AFTER_S 60
#define TRIM_AFTER_MESSAGES 5000   /* the allocator keeps what a backfill used unless told otherwise (notes desktop §2.5) */
#define WAKE_SPREAD_MS 3000
#define TELL_ONCE_MS 500
#define RESUME_DELAY_MS 5000       /* the network needs a moment after a resume */

typedef struct {
    DaemonOptions options;
    Profile *profile;
    Engine *engine;
    Bus *bus;
    Remind *remind;
    Wakeup *wakeup;
    GMainLoop *loop;
    GPtrArray *watchers; /* of Watcher* */
    guint settle_source, evaluate_timer, periodic_timer, moment_timer, dashboard_timer;
    guint stored;        /* messages since memory was last given back */
    guint failing;       /* sources in trouble, for STATUS */
    int status;
} Daemon;

static void evaluate_soon(Daemon *daemon);

/* --- settle, evaluate, tell -------------------------------------------------------------------------------------------- */

static void
say_status(Daemon *daemon)
{
    g_autofree char *text = g_strdup_printf("STATUS=%u sources, %u failing", daemon->watchers->len, daemon->failing);
    present_supervisor_notify(text);
}

static gboolean
write_dashboard(gpointer data)
{
    Daemon *daemon = data;
    g_autoptr(GError) error = NULL;
    daemon->dashboard_timer = 0;
    const MeasureContext measure = run_engine_measure(daemon->engine);
    if (!run_dashboard_write(&measure, daemon->profile, &error))
        g_warning("dashboard: %s", error->message);
    return G_SOURCE_REMOVE;
}

static gboolean
moment_came(gpointer data)
{
    Daemon *daemon = data;
    daemon->moment_timer = 0;
    evaluate_soon(daemon);
    return G_SOURCE_REMOVE;
}

/* The digest, a snooze that ends: the next moment has one timer of its own, never shorter than a minute. */
static void
arm_moment(Daemon *daemon)
{
    gint64 next = run_remind_next(daemon->remind);
    g_clear_handle_id(&daemon->moment_timer, g_source_remove);
    if (next == 0)
        return;
    gint64 wait = next - run_engine_now(daemon->engine);
    daemon->moment_timer = g_timeout_add_seconds((guint)CLAMP(wait, 60, EVALUATE_EVERY_S), moment_came, daemon);
}

static void
announce(Daemon *daemon, const GArray *notices)
{
    guint opened = 0;
    for (guint i = 0; i < notices->len; i++)
        opened += g_array_index(notices, DueNotice, i).cause == DUE_OPENED;
    if (opened > 0)
        present_bus_due(daemon->bus, opened, "");
}

static gboolean
evaluate(gpointer data)
{
    Daemon *daemon = data;
    daemon->evaluate_timer = 0;
    g_autoptr(GArray) notices = g_array_new(FALSE, TRUE, sizeof(DueNotice));
    g_autoptr(GError) error = NULL;
    if (!run_engine_evaluate(daemon->engine, notices, &error)) {
        g_warning("evaluation: %s", error->message);
        return G_SOURCE_REMOVE;
    }
    announce(daemon, notices);
    run_remind_tell(daemon->remind);
    arm_moment(daemon);
    if (daemon->dashboard_timer == 0)
        daemon->dashboard_timer = g_timeout_add_seconds(DASHBOARD_AFTER_S, write_dashboard, daemon);
    return G_SOURCE_REMOVE;
}

static void
evaluate_soon(Daemon *daemon)
{
    if (daemon->evaluate_timer == 0)
        daemon->evaluate_timer = g_timeout_add(EVALUATE_SOON_MS, evaluate, daemon);
}

static gboolean
evaluate_again(gpointer data)
{
    evaluate_soon(data);
    return G_SOURCE_CONTINUE;
}

static gboolean
settle(gpointer data)
{
    Daemon *daemon = data;
    gboolean more = FALSE;
    g_autoptr(GError) error = NULL;
    if (!run_engine_settle(daemon->engine, &more, &error)) {
        g_warning("settling: %s", error->message);
        more = FALSE;
    }
    if (more)
        return G_SOURCE_CONTINUE;
    daemon->settle_source = 0;
    if (daemon->stored >= TRIM_AFTER_MESSAGES) {
        daemon->stored = 0;
        malloc_trim(0);
    }
    evaluate_soon(daemon);
    return G_SOURCE_REMOVE;
}

/* Behind everything that sources ask: reading goes before deciding, and a signal before both. */
static void
settle_soon(Daemon *daemon)
{
    if (daemon->settle_source == 0)
        daemon->settle_source = g_idle_add_full(G_PRIORITY_LOW, settle, daemon, NULL);
}

/* --- sources ------------------------------------------------------------------------------------------------------------- */

static void
on_stored(guint new_messages, gpointer data)
{
    Daemon *daemon = data;
    daemon->stored += new_messages;
    if (new_messages > 0)
        settle_soon(daemon);
}

static void
on_synced(gpointer data)
{
    settle_soon(data);
}

/* Once at the first failure: the journal tells a story, it does not count. */
static void
on_failed(const char *name, const GError *error, gboolean is_first_failure, gpointer data)
{
    (void)data;
    if (is_first_failure)
        g_message("%s: %s", name, error->message);
}

static void
watch_kind(Daemon *daemon, JobKind kind, const char *section)
{
    const WatcherCalls calls = { on_stored, on_synced, on_failed, daemon };
    const char *const *names = config_sections(daemon->profile->config, section);
    for (; names != NULL && *names != NULL; names++)
        g_ptr_array_add(daemon->watchers, run_watcher_new(daemon->engine, kind, *names, 50 * daemon->watchers->len, &calls));
}

static void
watch_all(Daemon *daemon)
{
    watch_kind(daemon, JOB_MAILBOX, "mailbox");
    watch_kind(daemon, JOB_CALENDAR, "calendar");
    say_status(daemon);
}

static void
wake_all(Daemon *daemon, guint delay_ms)
{
    for (guint i = 0; i < daemon->watchers->len; i++)
        run_watcher_wake(daemon->watchers->pdata[i], delay_ms + (guint)g_random_int_range(0, WAKE_SPREAD_MS));
}

static void
on_wakeup(gboolean resumed, gpointer data)
{
    Daemon *daemon = data;
    wake_all(daemon, resumed ? RESUME_DELAY_MS : 0);
    evaluate_soon(daemon);
}

/* --- D-Bus ---------------------------------------------------------------------------------------------------------------- */

static void
bus_sync(const char *source, gpointer data)
{
    Daemon *daemon = data;
    for (guint i = 0; i < daemon->watchers->len; i++)
        if (*source == '\0' || g_str_equal(source, run_watcher_name(daemon->watchers->pdata[i])))
            run_watcher_wake(daemon->watchers->pdata[i], 0);
}

static char *
bus_status(gpointer data)
{
    Daemon *daemon = data;
    const MeasureContext measure = run_engine_measure(daemon->engine);
    g_autoptr(Document) document = document_new();
    Table *table = measure_list_sources(&measure, NULL);
    if (table != NULL)
        document_add(document, table);
    GString *text = g_string_new(NULL);
    present_json_document(text, document, calendar_zone(daemon->profile->calendar));
    return g_string_free(text, FALSE);
}

static void
bus_changed(gpointer data)
{
    settle_soon(data);
}

static void
bus_lost(gpointer data)
{
    Daemon *daemon = data;
    g_warning("another cadensd owns the name on the session bus");
    daemon->status = EXIT_LATER;
    g_main_loop_quit(daemon->loop);
}

/* --- life --------------------------------------------------------------------------------------------------------------------- */

static void
click_changed(gpointer data)
{
    evaluate_soon(data);
}

static gboolean
start(Daemon *daemon, GError **error)
{
    daemon->engine = run_engine_open(daemon->profile, daemon->options.now, error);
    if (daemon->engine == NULL)
        return FALSE;
    daemon->remind = run_remind_new(daemon->engine, click_changed, daemon);
    daemon->watchers = g_ptr_array_new_with_free_func(run_watcher_free);
    watch_all(daemon);
    daemon->periodic_timer = g_timeout_add_seconds(EVALUATE_EVERY_S, evaluate_again, daemon);
    settle_soon(daemon); /* what a crash left behind */
    return TRUE;
}

static void
stop(Daemon *daemon)
{
    g_clear_pointer(&daemon->watchers, g_ptr_array_unref);
    guint *const timers[] = { &daemon->settle_source, &daemon->evaluate_timer, &daemon->periodic_timer, &daemon->moment_timer,
                              &daemon->dashboard_timer };
    for (gsize i = 0; i < G_N_ELEMENTS(timers); i++)
        g_clear_handle_id(timers[i], g_source_remove);
    g_clear_pointer(&daemon->remind, run_remind_free);
    g_clear_pointer(&daemon->engine, run_engine_free);
}

static gboolean
on_terminate(gpointer data)
{
    Daemon *daemon = data;
    g_main_loop_quit(daemon->loop);
    return G_SOURCE_CONTINUE;
}

/* A configuration that is wrong changes nothing: the daemon goes on with the old one and says so. */
static gboolean
on_reload(gpointer data)
{
    Daemon *daemon = data;
    g_autofree char *reloading = g_strdup_printf("RELOADING=1\nMONOTONIC_USEC=%" G_GINT64_FORMAT, g_get_monotonic_time());
    present_supervisor_notify(reloading);
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    Profile *profile = run_profile_load(daemon->options.config_file, NULL, problems);
    for (guint i = 0; i < problems->len; i++)
        g_warning("%s", (char *)problems->pdata[i]);
    if (profile == NULL) {
        present_supervisor_notify("READY=1\nSTATUS=configuration is wrong; the old one stays in force");
        return G_SOURCE_CONTINUE;
    }
    stop(daemon);
    run_profile_free(daemon->profile);
    daemon->profile = profile;
    g_autoptr(GError) error = NULL;
    if (!start(daemon, &error)) {
        g_warning("%s", error->message);
        daemon->status = run_exit_status(error);
        g_main_loop_quit(daemon->loop);
        return G_SOURCE_CONTINUE;
    }
    g_message("configuration read again");
    present_supervisor_notify("READY=1");
    say_status(daemon);
    return G_SOURCE_CONTINUE;
}

static gboolean
feed_watchdog(gpointer data)
{
    (void)data;
    present_supervisor_notify("WATCHDOG=1");
    return G_SOURCE_CONTINUE;
}

/* A whole check of a large file takes its time; it must not hold up the start (17-A3). */
static gpointer
check_store(gpointer data)
{
    g_autofree char *path = data;
    g_autoptr(GError) error = NULL;
    g_autoptr(KeepDb) db = keep_db_open(path, KEEP_READ_ONLY, &error);
    if (db != NULL)
        keep_db_check(db, &error);
    if (error != NULL)
        g_critical("the database is damaged, restore a backup: %s", error->message);
    return NULL;
}

static void
run_loop(Daemon *daemon)
{
    guint signals[] = { g_unix_signal_add(SIGTERM, on_terminate, daemon), g_unix_signal_add(SIGINT, on_terminate, daemon),
                        g_unix_signal_add(SIGHUP, on_reload, daemon) };
    guint watchdog = present_supervisor_watchdog();
    guint feeding = watchdog > 0 ? g_timeout_add_seconds(MAX(1, watchdog / 2000), feed_watchdog, NULL) : 0;
    g_thread_unref(g_thread_new("check", check_store, g_strdup(daemon->profile->store_path)));
    present_supervisor_notify("READY=1");
    g_message("ready");
    g_main_loop_run(daemon->loop);
    present_supervisor_notify("STOPPING=1");
    for (gsize i = 0; i < G_N_ELEMENTS(signals); i++)
        g_source_remove(signals[i]);
    g_clear_handle_id(&feeding, g_source_remove);
}

/* A newer database is a matter of configuration: another version of the program is wanted (17-C). */
int
run_daemon(Profile *profile, const DaemonOptions *options)
{
    g_autoptr(GError) error = NULL;
    int lock = run_lock_take(profile->store_path, &error);
    if (lock < 0) {
        g_printerr("cadensd: %s\n", error->message);
        run_profile_free(profile);
        return EXIT_LATER;
    }
    Daemon daemon = { .options = *options, .profile = profile, .loop = g_main_loop_new(NULL, FALSE) };
    const BusHandlers handlers = { bus_sync, bus_status, bus_changed, bus_lost, &daemon };
    if (start(&daemon, &error)) {
        daemon.bus = present_bus_new(&handlers);
        daemon.wakeup = run_wakeup_new(on_wakeup, &daemon);
        run_loop(&daemon);
    } else {
        g_printerr("cadensd: %s\n", error->message);
        daemon.status = run_exit_status(error);
    }
    g_clear_pointer(&daemon.wakeup, run_wakeup_free);
    g_clear_pointer(&daemon.bus, present_bus_free);
    stop(&daemon);
    g_main_loop_unref(daemon.loop);
    run_profile_free(daemon.profile);
    close(lock);
    return daemon.status;
}

/* --- once --------------------------------------------------------------------------------------------------------------------- */

static void
report_results(GPtrArray *results)
{
    for (guint i = 0; i < results->len; i++) {
        const SyncResult *result = results->pdata[i];
        if (result->error != NULL)
            g_printerr("cadensd: %s: %s\n", result->name, result->error->message);
    }
}

static gboolean
stop_waiting(gpointer data)
{
    g_main_loop_quit(data);
    return G_SOURCE_REMOVE;
}

/* Whether a server is there is known a moment after the start; what nobody can show waits in the store. */
static void
tell_once(Engine *engine)
{
    g_autoptr(GMainLoop) loop = g_main_loop_new(NULL, FALSE);
    g_autoptr(Remind) remind = run_remind_new(engine, NULL, NULL); /* tells by itself when a server appears */
    g_timeout_add(TELL_ONCE_MS, stop_waiting, loop);
    g_main_loop_run(loop);
}

static int
once(Engine *engine, GError **error)
{
    g_autoptr(GPtrArray) results = NULL;
    if (!run_sync(engine, NULL, NULL, NULL, &results, error))
        return -1;
    report_results(results);
    if (!run_engine_evaluate(engine, NULL, error))
        return -1;
    tell_once(engine);
    return run_sync_status(results);
}

int
run_daemon_once(const Profile *profile, const DaemonOptions *options)
{
    g_autoptr(GError) error = NULL;
    int lock = run_lock_take(profile->store_path, &error);
    if (lock < 0) {
        g_printerr("cadensd: %s\n", error->message);
        return EXIT_LATER;
    }
    g_autoptr(Engine) engine = run_engine_open(profile, options->now, &error);
    int status = engine != NULL ? once(engine, &error) : -1;
    if (error != NULL) {
        g_printerr("cadensd: %s\n", error->message);
        status = run_exit_status(error);
    }
    close(lock);
    return status;
}
