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
#include "keep/attention.h"
#include "measure/list.h"
#include "present/bus.h"
#include "present/json.h"
#include "run/command.h"
#include "run/dashboard.h"
#include "run/inspection.h"
#include "run/lock.h"
#include "run/nightly.h"
#include "run/remind.h"
#include "run/report-round.h"
#include "run/sources.h"

#define EVALUATE_EVERY_S (15 * 60)
#define EVALUATE_SOON_MS 200       /* after something settled: several messages of one delivery are one evaluation */
#define DASHBOARD_AFTER_S 60
#define TRIM_AFTER_MESSAGES 500
#define PATIENCE_S 60              /* with sources that neither answer nor fail, before what is due is told without them */

typedef struct {
    DaemonOptions options;
    Profile *profile;
    Engine *engine;
    Bus *bus;
    Remind *remind;
    Wakeup *wakeup;
    GMainLoop *loop;
    Sources *sources;
    GThread *dashboard;  /* writes the page, or has written it */
    guint settle_source, evaluate_timer, periodic_timer, moment_timer, dashboard_timer, patience_timer, nightly_source;
    gboolean is_complete;  /* the next evaluation is one of everything, not only of the accounts that were settled */
    guint stored;          /* messages since memory was last given back */
    GHashTable *announced; /* of signal id: what BecameDue has told */
    char *said;            /* the last STATUS */
    Inspection *inspection; /* of this night, or NULL */
    ReportRound *reports;  /* being written, or NULL */
    gint64 reports_after;  /* on the monotonic clock: what could not be written is not tried again before */
    int lock, status;
} Daemon;

static void evaluate_soon(Daemon *daemon);
static void settle_soon(Daemon *daemon);

/* --- settle, evaluate, tell -------------------------------------------------------------------------------------------- */

/* What `systemctl --user status` shows. */
static void
say_status(Daemon *daemon)
{
    char *text = g_strdup_printf("STATUS=%u sources, %u reading, %u failing", run_sources_count(daemon->sources),
                                 run_sources_count_if(daemon->sources, run_watcher_is_reading),
                                 run_sources_count_if(daemon->sources, run_watcher_is_failing));
    if (g_strcmp0(text, daemon->said) != 0)
        present_supervisor_notify(text);
    g_free(daemon->said);
    daemon->said = text;
}

/* The allocator and the page cache keep what a backfill used unless told otherwise (notes desktop §2.5). */
static void
give_memory_back(Daemon *daemon)
{
    keep_db_shrink(run_engine_db(daemon->engine));
    malloc_trim(0);
}

static gboolean
write_dashboard(gpointer data)
{
    Daemon *daemon = data;
    daemon->dashboard_timer = 0;
    g_clear_pointer(&daemon->dashboard, g_thread_join); /* the one before is done long ago */
    daemon->dashboard = run_dashboard_start(daemon->profile, run_engine_now(daemon->engine));
    give_memory_back(daemon);
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

static const char *
title_of(const Table *item)
{
    const Value *title = item != NULL && item->rows->len > 0 ? table_get(item, 0, "title") : NULL;
    return title != NULL && title->kind == VALUE_TEXT ? title->t : "";
}

/* Each once: what waits for a server or for the digest is found again by every evaluation. NOTICES begin with the worst. */
static void
announce(Daemon *daemon, const GArray *notices)
{
    guint opened = 0;
    gint64 worst = 0;
    for (guint i = 0; i < notices->len; i++) {
        const DueNotice *notice = &g_array_index(notices, DueNotice, i);
        if (notice->cause != DUE_OPENED || !g_hash_table_add(daemon->announced, g_memdup2(&notice->signal_id, sizeof(gint64))))
            continue;
        worst = opened++ == 0 ? notice->signal_id : worst;
    }
    if (opened == 0)
        return;
    const MeasureContext measure = run_engine_measure(daemon->engine);
    g_autoptr(Table) item = measure_due_item(&measure, worst, NULL);
    present_bus_due(daemon->bus, opened, title_of(item));
}

static void
reports_written(gboolean is_all, gpointer data)
{
    Daemon *daemon = data;
    daemon->reports_after = is_all ? 0 : g_get_monotonic_time() + EVALUATE_EVERY_S * G_USEC_PER_SEC;
    g_clear_pointer(&daemon->reports, run_report_round_free);
    evaluate_soon(daemon);
}

/* Of what the sources have told; the digest waits for them, because it names them. */
static void
write_reports(Daemon *daemon)
{
    if (daemon->reports == NULL && daemon->patience_timer == 0 && g_get_monotonic_time() >= daemon->reports_after)
        daemon->reports = run_report_round_start(daemon->engine, reports_written, daemon);
}

/* The sources are asked before the person is told: a reply that lies on the server since the night has ended what waited for it. */
static void
tell(Daemon *daemon)
{
    if (daemon->patience_timer != 0 && run_sources_count_if(daemon->sources, run_watcher_has_reported) == run_sources_count(daemon->sources))
        g_clear_handle_id(&daemon->patience_timer, g_source_remove);
    write_reports(daemon);
    run_remind_hold(daemon->remind, daemon->patience_timer != 0 || daemon->reports != NULL);
    run_remind_tell(daemon->remind);
}

static gboolean
patience_ended(gpointer data)
{
    Daemon *daemon = data;
    daemon->patience_timer = 0;
    evaluate_soon(daemon);
    return G_SOURCE_REMOVE;
}

static void
be_patient(Daemon *daemon)
{
    g_clear_handle_id(&daemon->patience_timer, g_source_remove);
    daemon->patience_timer = g_timeout_add_seconds(PATIENCE_S, patience_ended, daemon);
    run_remind_hold(daemon->remind, TRUE);
}

static void
inspected(gpointer data)
{
    Daemon *daemon = data;
    g_clear_pointer(&daemon->inspection, run_inspection_free);
    settle_soon(daemon);
}

/* Day by day after a long sleep: whatever else is to do comes first. */
static gboolean
nightly(gpointer data)
{
    Daemon *daemon = data;
    gboolean missing = FALSE, more = FALSE;
    g_autoptr(GError) error = NULL;
    if (!run_nightly_light(daemon->engine, &missing, &more, &error))
        g_warning("nightly round: %s", error->message);
    if (more && error == NULL)
        return G_SOURCE_CONTINUE;
    daemon->nightly_source = 0;
    if (missing)
        run_sources_poll(daemon->sources, NULL);
    if (daemon->inspection == NULL)
        daemon->inspection = run_inspection_start(daemon->engine, inspected, daemon);
    return G_SOURCE_REMOVE;
}

static void
nightly_soon(Daemon *daemon)
{
    if (daemon->nightly_source == 0 && run_nightly_is_due(daemon->engine))
        daemon->nightly_source = g_idle_add_full(G_PRIORITY_LOW + 10, nightly, daemon, NULL);
}

static gboolean
evaluate(gpointer data)
{
    Daemon *daemon = data;
    daemon->evaluate_timer = 0;
    if (daemon->settle_source != 0)
        return G_SOURCE_REMOVE; /* it settles in slices, and an evaluation follows */
    g_autoptr(GArray) notices = g_array_new(FALSE, TRUE, sizeof(DueNotice));
    g_autoptr(GError) error = NULL;
    gboolean is_done = daemon->is_complete ? run_engine_evaluate(daemon->engine, notices, NULL, &error)
                                           : run_engine_evaluate_touched(daemon->engine, notices, &error);
    daemon->is_complete = !is_done;
    if (!is_done) {
        g_warning("evaluation: %s", error->message);
        return G_SOURCE_REMOVE;
    }
    announce(daemon, notices);
    tell(daemon);
    nightly_soon(daemon);
    arm_moment(daemon);
    if (daemon->dashboard_timer == 0)
        daemon->dashboard_timer = g_timeout_add_seconds(DASHBOARD_AFTER_S, write_dashboard, daemon);
    return G_SOURCE_REMOVE;
}

static void
evaluate_touched_soon(Daemon *daemon)
{
    if (daemon->evaluate_timer == 0)
        daemon->evaluate_timer = g_timeout_add(EVALUATE_SOON_MS, evaluate, daemon);
}

/* Everything: whatever is not a letter or a meeting may have changed anything. */
static void
evaluate_soon(Daemon *daemon)
{
    daemon->is_complete = TRUE;
    evaluate_touched_soon(daemon);
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
        give_memory_back(daemon);
    }
    evaluate_touched_soon(daemon);
    return G_SOURCE_REMOVE;
}

/* Behind everything that sources ask: reading goes before deciding, and a signal before both. */
static void
settle_touched_soon(Daemon *daemon)
{
    if (daemon->settle_source == 0)
        daemon->settle_source = g_idle_add_full(G_PRIORITY_LOW, settle, daemon, NULL);
}

static void
settle_soon(Daemon *daemon)
{
    daemon->is_complete = TRUE;
    settle_touched_soon(daemon);
}

/* --- sources ------------------------------------------------------------------------------------------------------------- */

static void
on_stored(guint new_messages, gpointer data)
{
    Daemon *daemon = data;
    daemon->stored += new_messages;
    if (new_messages > 0)
        settle_touched_soon(daemon);
}

static void
on_started(gpointer data)
{
    say_status(data);
}

/* The last connection that was let go lets the machine sleep. Sources that begin paused say so before they are there. */
static void
on_stopped(gpointer data)
{
    Daemon *daemon = data;
    if (daemon->wakeup != NULL && daemon->sources != NULL && run_sources_count_if(daemon->sources, run_watcher_is_running) == 0)
        run_wakeup_let_go(daemon->wakeup);
}

/* The journal tells a story, it does not count: the first failure, and its end. */
static void
on_synced(const char *name, gboolean was_failing, gpointer data)
{
    if (was_failing)
        g_message("%s: works again", name);
    say_status(data);
    if (was_failing)
        settle_soon(data);
    else
        settle_touched_soon(data);
}

static void
on_failed(const char *name, const GError *error, gboolean is_first_failure, gpointer data)
{
    if (is_first_failure)
        g_message("%s: %s", name, error->message);
    say_status(data);
    evaluate_soon(data);
}

static void
on_wakeup(WakeupKind kind, gpointer data)
{
    Daemon *daemon = data;
    if (kind == WAKEUP_RESUME || kind == WAKEUP_NETWORK) { /* one digest tells what came meanwhile */
        be_patient(daemon);
        evaluate_soon(daemon);
    }
    run_sources_wakeup(daemon->sources, kind);
    say_status(daemon);
}

/* --- D-Bus ---------------------------------------------------------------------------------------------------------------- */

static gboolean
bus_sync(const char *source, gpointer data)
{
    Daemon *daemon = data;
    if (*source != '\0')
        keep_refusal_forget(run_engine_db(daemon->engine), source, NULL);
    return run_sources_poll(daemon->sources, *source != '\0' ? source : NULL);
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

/* Done, snoozed, imported: the bubbles follow at once, also while a first sync is being settled. */
static void
bus_changed(gpointer data)
{
    Daemon *daemon = data;
    run_remind_tell(daemon->remind);
    settle_soon(daemon);
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

/* Takes ENGINE. */
static void
start(Daemon *daemon, Engine *engine)
{
    const WatcherCalls calls = { on_stored, on_started, on_synced, on_stopped, on_failed, daemon };
    daemon->engine = engine;
    daemon->remind = run_remind_new(daemon->engine, FALSE, click_changed, daemon);
    daemon->sources = run_sources_new(daemon->engine, &calls);
    say_status(daemon);
    be_patient(daemon);
    daemon->periodic_timer = g_timeout_add_seconds(EVALUATE_EVERY_S, evaluate_again, daemon);
    settle_soon(daemon); /* what a crash left behind */
}

static void
stop(Daemon *daemon)
{
    guint *const timers[] = { &daemon->settle_source,   &daemon->evaluate_timer,  &daemon->periodic_timer,
                              &daemon->moment_timer,    &daemon->dashboard_timer, &daemon->patience_timer,
                              &daemon->nightly_source };
    for (gsize i = 0; i < G_N_ELEMENTS(timers); i++)
        g_clear_handle_id(timers[i], g_source_remove);
    run_inspection_cancel(daemon->inspection);
    g_clear_pointer(&daemon->sources, run_sources_free);
    g_clear_pointer(&daemon->inspection, run_inspection_free);
    g_clear_pointer(&daemon->reports, run_report_round_free);
    g_clear_pointer(&daemon->dashboard, g_thread_join);
    g_clear_pointer(&daemon->remind, run_remind_free);
    g_clear_pointer(&daemon->engine, run_engine_free);
    g_clear_pointer(&daemon->said, g_free);
}

static gboolean
on_terminate(gpointer data)
{
    Daemon *daemon = data;
    g_main_loop_quit(daemon->loop);
    return G_SOURCE_CONTINUE;
}

/* The lock and the database of a new configuration; FALSE if it cannot be taken up. */
static gboolean
take_up(Daemon *daemon, const Profile *profile, int *ret_lock, Engine **ret_engine, GError **error)
{
    *ret_lock = daemon->lock;
    gboolean is_elsewhere = !g_str_equal(profile->store_path, daemon->profile->store_path);
    if (is_elsewhere && (*ret_lock = run_lock_take(profile->store_path, error)) < 0)
        return FALSE;
    *ret_engine = run_engine_open(profile, daemon->options.now, error);
    if (*ret_engine == NULL && is_elsewhere)
        close(*ret_lock);
    return *ret_engine != NULL;
}

static gboolean
replace_profile(Daemon *daemon, Profile *profile, GError **error)
{
    int lock;
    Engine *engine;
    if (!take_up(daemon, profile, &lock, &engine, error)) {
        run_profile_free(profile);
        return FALSE;
    }
    stop(daemon);
    if (lock != daemon->lock)
        close(daemon->lock);
    run_profile_free(daemon->profile);
    daemon->lock = lock;
    daemon->profile = profile;
    run_profile_speak(profile->swedish);
    start(daemon, engine);
    return TRUE;
}

static gboolean
reload(Daemon *daemon)
{
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    Profile *profile = run_profile_load(daemon->options.config_file, NULL, problems);
    for (guint i = 0; i < problems->len; i++)
        g_warning("%s", (char *)problems->pdata[i]);
    if (profile != NULL && replace_profile(daemon, profile, &error))
        return TRUE;
    if (error != NULL)
        g_warning("%s", error->message);
    return FALSE;
}

/* A configuration that is wrong changes nothing: the daemon goes on with the old one and says so. */
static gboolean
on_reload(gpointer data)
{
    Daemon *daemon = data;
    present_supervisor_notify("RELOADING=1");
    if (reload(daemon)) {
        g_message("configuration read again");
        present_supervisor_notify("READY=1");
    } else {
        present_supervisor_notify("READY=1\nSTATUS=configuration is wrong; the old one stays in force");
        g_clear_pointer(&daemon->said, g_free);
    }
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

static void
live(Daemon *daemon, Engine *engine)
{
    const BusHandlers handlers = { bus_sync, bus_status, bus_changed, bus_lost, daemon };
    daemon->loop = g_main_loop_new(NULL, FALSE);
    daemon->announced = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    start(daemon, engine);
    daemon->bus = present_bus_new(&handlers);
    daemon->wakeup = run_wakeup_new(on_wakeup, daemon);
    run_loop(daemon);
    g_clear_pointer(&daemon->wakeup, run_wakeup_free);
    g_clear_pointer(&daemon->bus, present_bus_free);
    stop(daemon);
    g_hash_table_unref(daemon->announced);
    g_main_loop_unref(daemon->loop);
}

/* A newer database is a matter of configuration: another version of the program is wanted (17-C). */
int
run_daemon(Profile *profile, const DaemonOptions *options)
{
    g_autoptr(GError) error = NULL;
    Daemon daemon = { .options = *options, .profile = profile };
    daemon.lock = run_lock_take(profile->store_path, &error);
    Engine *engine = daemon.lock >= 0 ? run_engine_open(profile, options->now, &error) : NULL;
    if (engine != NULL)
        live(&daemon, engine);
    if (error != NULL) {
        g_printerr("cadensd: %s\n", error->message);
        daemon.status = run_exit_status(error);
    }
    run_profile_free(daemon.profile);
    if (daemon.lock >= 0)
        close(daemon.lock);
    return daemon.status;
}
