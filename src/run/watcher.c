/* SPDX-License-Identifier: MIT
 * One source kept alive. */
#include "run/watcher.h"
#include <string.h>
#include "base/error.h"

#define BACK_OFF_FIRST_MS 5000
#define BACK_OFF_LAST_MS (15 * 60 * 1000)
#define BACK_OFF_PERSON_FIRST_MS (15 * 60 * 1000) /* refused credentials: never a lock-out loop (notes mail §2) */
#define BACK_OFF_PERSON_LAST_MS (6 * 60 * 60 * 1000)
#define SETTLE_DOWN_MS 2000 /* several files of one delivery */

struct Watcher {
    Engine *engine;
    JobKind kind;
    char *name;
    WatcherCalls calls;
    Job *job;            /* running, or NULL */
    guint timer;         /* of the next start */
    guint failures;      /* in a row */
    guint wake_after_ms; /* the job was broken off to be started again */
    gboolean is_waking;
    GFileMonitor *monitor; /* of a local mailbox */
};

static gboolean start(gpointer data);

static void
schedule(Watcher *watcher, guint delay_ms)
{
    g_clear_handle_id(&watcher->timer, g_source_remove);
    /* whole seconds share a wake-up with the other timers */
    watcher->timer = delay_ms >= 60000 ? g_timeout_add_seconds(delay_ms / 1000, start, watcher) : g_timeout_add(delay_ms, start, watcher);
}

/* +-20 %, so that many sources do not knock at the same moment. */
static guint
jitter(guint ms)
{
    return ms - ms / 5 + (guint)g_random_int_range(0, (gint32)(2 * (ms / 5) + 1));
}

static guint
back_off(const Watcher *watcher, const GError *error)
{
    gboolean needs_person = g_error_matches(error, CADENS_ERROR, CADENS_ERROR_ASK_USER);
    guint64 first = needs_person ? BACK_OFF_PERSON_FIRST_MS : BACK_OFF_FIRST_MS;
    guint64 last = needs_person ? BACK_OFF_PERSON_LAST_MS : BACK_OFF_LAST_MS;
    return jitter((guint)MIN(last, first << MIN(watcher->failures - 1, 12)));
}

static guint
period_ms(const Watcher *watcher)
{
    const Config *config = run_engine_profile(watcher->engine)->config;
    g_autofree char *section = g_strconcat(watcher->kind == JOB_MAILBOX ? "mailbox " : "calendar ", watcher->name, NULL);
    const char *key = watcher->kind == JOB_MAILBOX ? "poll_minutes" : "refresh_minutes";
    return jitter((guint)config_int(config, section, key) * 60 * 1000);
}

static void
on_stored(Job *job, guint new_messages, gpointer data)
{
    (void)job;
    Watcher *watcher = data;
    watcher->calls.stored(new_messages, watcher->calls.data);
}

static void
on_synced(Job *job, gpointer data)
{
    (void)job;
    Watcher *watcher = data;
    watcher->failures = 0;
    watcher->calls.synced(watcher->calls.data);
}

static void
on_ended(Job *job, const GError *error, gpointer data)
{
    (void)job;
    Watcher *watcher = data;
    gboolean was_broken_off = g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    if (error != NULL && !was_broken_off) {
        watcher->failures++;
        watcher->calls.failed(watcher->name, error, watcher->failures == 1, watcher->calls.data);
    }
    guint delay = error == NULL || was_broken_off ? period_ms(watcher) : back_off(watcher, error);
    if (watcher->is_waking)
        delay = watcher->wake_after_ms;
    watcher->is_waking = FALSE;
    schedule(watcher, delay);
}

static gboolean
start(gpointer data)
{
    Watcher *watcher = data;
    const JobCalls calls = { .stored = on_stored, .synced = on_synced, .ended = on_ended, .data = watcher };
    watcher->timer = 0;
    g_clear_pointer(&watcher->job, run_job_free); /* the last one has ended */
    g_autoptr(GError) error = NULL;
    watcher->job = run_job_start(watcher->engine, g_main_context_default(), watcher->kind, watcher->name, TRUE, &calls, &error);
    if (watcher->job == NULL) { /* the store is full or busy */
        watcher->failures++;
        watcher->calls.failed(watcher->name, error, watcher->failures == 1, watcher->calls.data);
        schedule(watcher, back_off(watcher, error));
    }
    return G_SOURCE_REMOVE;
}

static void
on_changed(GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, gpointer data)
{
    (void)monitor, (void)file, (void)other, (void)event;
    Watcher *watcher = data;
    if (watcher->timer != 0)
        schedule(watcher, SETTLE_DOWN_MS);
}

/* A local mailbox tells by itself when something is delivered; the poll stands beside it. */
static void
watch_path(Watcher *watcher)
{
    const Config *config = run_engine_profile(watcher->engine)->config;
    g_autofree char *section = g_strconcat("mailbox ", watcher->name, NULL);
    if (watcher->kind != JOB_MAILBOX)
        return;
    g_autofree char *path = config_path(config, section, "path");
    if (path == NULL || g_str_equal(config_text(config, section, "type"), "imap"))
        return;
    gboolean is_maildir = g_str_equal(config_text(config, section, "type"), "maildir");
    g_autofree char *watched = is_maildir ? g_build_filename(path, "new", NULL) : g_strdup(path);
    g_autoptr(GFile) file = g_file_new_for_path(watched);
    watcher->monitor = g_file_monitor(file, G_FILE_MONITOR_NONE, NULL, NULL);
    if (watcher->monitor != NULL)
        g_signal_connect(watcher->monitor, "changed", G_CALLBACK(on_changed), watcher);
}

Watcher *
run_watcher_new(Engine *engine, JobKind kind, const char *name, guint delay_ms, const WatcherCalls *calls)
{
    Watcher *watcher = g_new0(Watcher, 1);
    watcher->engine = engine;
    watcher->kind = kind;
    watcher->name = g_strdup(name);
    watcher->calls = *calls;
    watch_path(watcher);
    schedule(watcher, delay_ms);
    return watcher;
}

const char *
run_watcher_name(const Watcher *watcher)
{
    return watcher->name;
}

void
run_watcher_wake(Watcher *watcher, guint delay_ms)
{
    if (watcher->timer != 0) {
        schedule(watcher, delay_ms);
        return;
    }
    watcher->is_waking = TRUE;
    watcher->wake_after_ms = delay_ms;
    run_job_cancel(watcher->job);
}

void
run_watcher_free(gpointer data)
{
    Watcher *watcher = data;
    g_clear_handle_id(&watcher->timer, g_source_remove);
    g_clear_object(&watcher->monitor);
    g_clear_pointer(&watcher->job, run_job_free);
    g_free(watcher->name);
    g_free(watcher);
}
