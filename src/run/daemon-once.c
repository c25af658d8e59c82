/* SPDX-License-Identifier: MIT
 * The daemon's work done once: every source read, what is due evaluated and told. */
#include "run/daemon.h"
#include <unistd.h>
#include "run/calendar-export.h"
#include "run/command.h"
#include "run/lock.h"
#include "run/nightly.h"
#include "run/remind.h"
#include "run/report-file.h"
#include "run/sync.h"

#define TELL_ONCE_MS 500
#define HOOK_ONCE_S 30 /* what the hook could not take by then waits for the next time */

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
    g_autoptr(Remind) remind = run_remind_new(engine, TRUE, NULL, NULL); /* tells by itself when a server appears */
    if (!run_remind_is_on(remind))
        return;
    g_autoptr(GMainLoop) loop = g_main_loop_new(NULL, FALSE);
    g_timeout_add(TELL_ONCE_MS, stop_waiting, loop);
    g_main_loop_run(loop);
    run_remind_tell_hook(remind);
    gint64 until = g_get_monotonic_time() + HOOK_ONCE_S * G_USEC_PER_SEC;
    while (run_remind_is_busy(remind) && g_get_monotonic_time() < until)
        g_main_context_iteration(NULL, TRUE); /* the hook's own limit ends it */
}

static int
once(Engine *engine, GError **error)
{
    g_autoptr(GPtrArray) results = NULL;
    gboolean missing, more = run_nightly_is_due(engine);
    while (more)
        if (!run_nightly_light(engine, &missing, &more, error))
            return -1;
    if (!run_sync(engine, NULL, NULL, NULL, &results, error))
        return -1;
    report_results(results);
    gboolean is_written;
    if (!run_engine_evaluate(engine, NULL, NULL, error) || !run_report_catch_up(engine, &is_written, error) ||
        (is_written && !run_engine_evaluate(engine, NULL, NULL, error)))
        return -1;
    tell_once(engine);
    const MeasureContext measure = run_engine_measure(engine);
    if (!run_calendar_export_write(&measure, run_engine_profile(engine), error))
        return -1;
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
