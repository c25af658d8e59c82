/* SPDX-License-Identifier: MIT
 * One source kept alive. */
#include "run/watcher.h"
#include <string.h>
#include "base/error.h"
#include "run/network.h"
#include "run/patience.h"

#define SETTLE_DOWN_MS 2000 /* several files of one delivery */

struct Watcher {
    Engine *engine;
    JobKind kind;
    char *name;
    WatcherCalls calls;
    Job *job;            /* running, or NULL */
    guint timer;         /* of the next start */
    guint failures;      /* in a row */
    guint tries;         /* of them since the network was last seen to change: the measure of patience */
    gint64 due_at;       /* monotonic microseconds: of the timer */
    gboolean is_held;
    guint wake_after_ms; /* the job was broken off to be started again */
    gboolean is_waking;
    gboolean is_reading;   /* the first pass of a job is under way */
    gboolean is_changed;   /* something was delivered meanwhile */
    gboolean is_patient;   /* what the timer waits for is not to be hurried by the network */
    gboolean needs_person; /* the credentials were refused */
    gboolean has_reported;
    GFileMonitor *monitor; /* of a local mailbox */
    GFileMonitor *secret;  /* of the file with the password */
};

static gboolean start(gpointer data);

static void
schedule(Watcher *watcher, guint delay_ms)
{
    g_clear_handle_id(&watcher->timer, g_source_remove);
    watcher->is_patient = FALSE;
    watcher->due_at = g_get_monotonic_time() + (gint64)delay_ms * 1000;
    /* whole seconds share a wake-up with the other timers */
    watcher->timer = delay_ms >= 60000 ? g_timeout_add_seconds(delay_ms / 1000, start, watcher) : g_timeout_add(delay_ms, start, watcher);
}

static guint
back_off(const Watcher *watcher, const GError *error)
{
    return run_patience_ms(watcher->tries, g_error_matches(error, CADENS_ERROR, CADENS_ERROR_ASK_USER), g_random_double());
}

static char *
section_of(const Watcher *watcher)
{
    return g_strconcat(watcher->kind == JOB_MAILBOX ? "mailbox " : "calendar ", watcher->name, NULL);
}

static guint
period_ms(const Watcher *watcher)
{
    const Config *config = run_engine_profile(watcher->engine)->config;
    g_autofree char *section = section_of(watcher);
    const char *key = watcher->kind == JOB_MAILBOX ? "poll_minutes" : "refresh_minutes";
    gint64 minutes = config_int(config, section, key);
    if (run_network_is_metered() && g_str_equal(config_text(config, "network", "metered"), "light"))
        minutes = MIN(minutes * LIGHT_FACTOR, 24 * 60);
    return run_patience_jitter((guint)minutes * 60 * 1000, g_random_double());
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
    gboolean was_failing = watcher->failures > 0;
    watcher->failures = watcher->tries = 0;
    watcher->needs_person = FALSE;
    watcher->is_reading = FALSE;
    watcher->has_reported = TRUE;
    watcher->calls.synced(watcher->name, was_failing, watcher->calls.data);
}

static void
note_failure(Watcher *watcher, const GError *error)
{
    watcher->failures++;
    watcher->tries++;
    watcher->needs_person = g_error_matches(error, CADENS_ERROR, CADENS_ERROR_ASK_USER);
    watcher->has_reported = TRUE;
    watcher->calls.failed(watcher->name, error, watcher->failures == 1, watcher->calls.data);
}

static guint
clamp_ms(gint64 seconds)
{
    return (guint)(CLAMP(seconds, 0, 24 * 60 * 60) * 1000);
}

static void
schedule_next(Watcher *watcher, const Job *job, const GError *error)
{
    guint patience = clamp_ms(run_job_patience(job));
    gboolean good = error == NULL || g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    guint delay = good ? period_ms(watcher) : back_off(watcher, error);
    if (good && watcher->is_changed)
        delay = SETTLE_DOWN_MS;
    schedule(watcher, MAX(delay, patience));
    watcher->is_patient = g_error_matches(error, CADENS_ERROR, CADENS_ERROR_ASK_USER) || (!good && patience > 0);
}

static void
on_ended(Job *job, const GError *error, gpointer data)
{
    Watcher *watcher = data;
    gboolean was_broken_off = g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    watcher->is_reading = FALSE;
    if (error != NULL && !was_broken_off)
        note_failure(watcher, error);
    if (watcher->is_held) {
        watcher->is_waking = FALSE;
        watcher->calls.stopped(watcher->calls.data);
        return;
    }
    if (watcher->is_waking)
        schedule(watcher, watcher->wake_after_ms);
    else
        schedule_next(watcher, job, error);
    watcher->is_waking = FALSE;
}

static void watch_path(Watcher *watcher);

static gboolean
start(gpointer data)
{
    Watcher *watcher = data;
    const JobCalls calls = { .stored = on_stored, .synced = on_synced, .ended = on_ended, .data = watcher };
    watcher->timer = 0;
    watcher->is_changed = FALSE;
    watcher->is_patient = FALSE;
    g_clear_pointer(&watcher->job, run_job_free); /* the last one has ended */
    watch_path(watcher);
    g_autoptr(GError) error = NULL;
    watcher->job = run_job_start(watcher->engine, g_main_context_default(), watcher->kind, watcher->name, TRUE, &calls, &error);
    watcher->is_reading = watcher->job != NULL;
    if (watcher->job == NULL) { /* the store is full or busy */
        note_failure(watcher, error);
        schedule(watcher, back_off(watcher, error));
    }
    watcher->calls.started(watcher->calls.data);
    return G_SOURCE_REMOVE;
}

static void
on_changed(GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, gpointer data)
{
    (void)monitor, (void)file, (void)other, (void)event;
    Watcher *watcher = data;
    gboolean is_news = !watcher->is_changed; /* a stream of deliveries must not put the reading off for ever */
    watcher->is_changed = TRUE;
    if (is_news && watcher->timer != 0)
        schedule(watcher, SETTLE_DOWN_MS);
}

/* A local mailbox tells by itself when something is delivered; the poll stands beside it. A folder that is not there yet would be
 * looked for every four seconds. */
static void
watch_path(Watcher *watcher)
{
    if (watcher->monitor != NULL)
        return;
    const Config *config = run_engine_profile(watcher->engine)->config;
    g_autofree char *section = g_strconcat("mailbox ", watcher->name, NULL);
    if (watcher->kind != JOB_MAILBOX)
        return;
    g_autofree char *path = config_path(config, section, "path");
    if (path == NULL || g_str_equal(config_text(config, section, "type"), "imap"))
        return;
    gboolean is_maildir = g_str_equal(config_text(config, section, "type"), "maildir");
    g_autofree char *watched = is_maildir ? g_build_filename(path, "new", NULL) : g_strdup(path);
    if (!g_file_test(watched, G_FILE_TEST_EXISTS))
        return;
    g_autoptr(GFile) file = g_file_new_for_path(watched);
    watcher->monitor = g_file_monitor(file, G_FILE_MONITOR_NONE, NULL, NULL);
    if (watcher->monitor != NULL)
        g_signal_connect(watcher->monitor, "changed", G_CALLBACK(on_changed), watcher);
}

/* A person has put another password there: what waits for hours is tried now. */
static void
on_secret(GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, gpointer data)
{
    (void)monitor, (void)file, (void)other, (void)event;
    Watcher *watcher = data;
    if (watcher->needs_person && watcher->timer != 0)
        schedule(watcher, SETTLE_DOWN_MS);
}

static void
watch_secret(Watcher *watcher)
{
    const Config *config = run_engine_profile(watcher->engine)->config;
    g_autofree char *section = section_of(watcher);
    g_autofree char *path = config_path(config, section, "password_file");
    if (path == NULL)
        return;
    g_autoptr(GFile) file = g_file_new_for_path(path);
    watcher->secret = g_file_monitor(file, G_FILE_MONITOR_NONE, NULL, NULL);
    if (watcher->secret != NULL)
        g_signal_connect(watcher->secret, "changed", G_CALLBACK(on_secret), watcher);
}

/* How long the server still wants to be left alone. */
static gint64
peace_ms(Engine *engine, JobKind kind, const char *name)
{
    const char *sql = kind == JOB_CALENDAR ? "SELECT next_poll_at FROM calendar_source WHERE name = :name"
                                           : "SELECT leave_until_at FROM mailbox WHERE name = :name";
    gint64 until = 0;
    gboolean found = FALSE;
    keep_db_int(run_engine_db(engine), sql, BIND(KT("name", name)), &until, &found, NULL);
    return found ? clamp_ms(until - run_engine_now(engine)) : 0;
}

Watcher *
run_watcher_new(Engine *engine, JobKind kind, const char *name, guint delay_ms, const WatcherCalls *calls)
{
    Watcher *watcher = g_new0(Watcher, 1);
    watcher->engine = engine;
    watcher->kind = kind;
    watcher->name = g_strdup(name);
    watcher->calls = *calls;
    gint64 peace = peace_ms(engine, kind, name);
    schedule(watcher, MAX(delay_ms, (guint)peace));
    watcher->is_patient = watcher->has_reported = peace > 0;
    watch_secret(watcher);
    return watcher;
}

const char *
run_watcher_name(const Watcher *watcher)
{
    return watcher->name;
}

static void
break_off(Watcher *watcher, guint delay_ms)
{
    watcher->is_waking = TRUE;
    watcher->wake_after_ms = delay_ms;
    run_job_cancel(watcher->job);
}

void
run_watcher_poll(Watcher *watcher)
{
    if (watcher->timer != 0 || (watcher->is_held && !run_watcher_is_running(watcher)))
        schedule(watcher, 0);
    else if (!watcher->is_reading)
        break_off(watcher, 0);
}

void
run_watcher_wake(Watcher *watcher, guint delay_ms)
{
    if (watcher->is_patient || watcher->is_held)
        return;
    watcher->has_reported = FALSE;
    watcher->tries = 0;
    if (watcher->timer != 0)
        schedule(watcher, delay_ms);
    else
        break_off(watcher, delay_ms);
}

gboolean
run_watcher_is_remote(const Watcher *watcher)
{
    const Config *config = run_engine_profile(watcher->engine)->config;
    g_autofree char *section = section_of(watcher);
    if (watcher->kind == JOB_MAILBOX)
        return g_str_equal(config_text(config, section, "type"), "imap");
    return g_ascii_strncasecmp(config_text(config, section, "url"), "file:", 5) != 0;
}

gboolean
run_watcher_is_running(const Watcher *watcher)
{
    return watcher->job != NULL && !run_job_has_ended(watcher->job);
}

void
run_watcher_hold(Watcher *watcher)
{
    gboolean is_waiting = watcher->timer != 0;
    watcher->is_held = TRUE;
    g_clear_handle_id(&watcher->timer, g_source_remove);
    if (!is_waiting && run_watcher_is_running(watcher))
        run_job_cancel(watcher->job);
    else
        watcher->calls.stopped(watcher->calls.data);
}

void
run_watcher_go_on(Watcher *watcher, guint delay_ms)
{
    if (!watcher->is_held)
        return;
    watcher->is_held = FALSE;
    watcher->tries = 0;
    gboolean is_patient = watcher->is_patient;
    gint64 left_ms = (watcher->due_at - g_get_monotonic_time()) / 1000;
    watcher->has_reported = is_patient;
    if (run_watcher_is_running(watcher)) { /* not even let go yet */
        break_off(watcher, delay_ms);
        return;
    }
    schedule(watcher, is_patient ? (guint)CLAMP(left_ms, delay_ms, G_MAXINT) : delay_ms);
    watcher->is_patient = is_patient;
}

gboolean
run_watcher_has_reported(const Watcher *watcher)
{
    return watcher->has_reported;
}

gboolean
run_watcher_is_reading(const Watcher *watcher)
{
    return watcher->is_reading;
}

gboolean
run_watcher_is_failing(const Watcher *watcher)
{
    return watcher->failures > 0;
}

void
run_watcher_cancel(Watcher *watcher)
{
    if (watcher->job != NULL)
        run_job_cancel(watcher->job);
}

void
run_watcher_free(gpointer data)
{
    Watcher *watcher = data;
    g_clear_handle_id(&watcher->timer, g_source_remove);
    g_clear_object(&watcher->monitor);
    g_clear_object(&watcher->secret);
    g_clear_pointer(&watcher->job, run_job_free);
    g_free(watcher->name);
    g_free(watcher);
}
