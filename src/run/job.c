/* SPDX-License-Identifier: MIT
 * One source at work: a thread that reads it, and the bridge to the engine. */
#include "run/job.h"
#include <glib/gi18n.h>
#include <string.h>
#include "base/error.h"
#include "base/wording.h"
#include "collect/imap.h"
#include "keep/attention.h"
#include "keep/calendar.h"
#include "run/feed.h"
#include "run/network.h"
#include "run/source-config.h"

struct Job {
    Engine *engine;
    GMainContext *context;
    JobKind kind;
    char *name;
    gboolean is_watch;
    JobCalls calls;
    gint64 source_id;      /* mailbox.id or calendar_source.id */
    gint64 now;            /* of the start */
    SourceConfig mailbox;
    FeedConfig calendar;
    Sink *sink;
    GCancellable *cancellable;
    GThread *thread;
    GError *error;         /* written by the thread before it says that it has ended */
    FeedWishes wishes;     /* likewise; of a calendar */
    SourceRefusal refusal; /* likewise; of a mailbox */
    GSource *end;          /* tells the engine's thread that this one is through */
    guint new_messages;
    gboolean was_complete; /* has been read completely before */
    gboolean has_ended;
};

const char *
run_job_name(const Job *job)
{
    return job->name;
}

gboolean
run_job_has_ended(const Job *job)
{
    return job->has_ended;
}

JobKind
run_job_kind(const Job *job)
{
    return job->kind;
}

guint
run_job_new_messages(const Job *job)
{
    return job->new_messages;
}

gint64
run_job_patience(const Job *job)
{
    if (job->kind == JOB_MAILBOX)
        return error_wait(job->error);
    return job->error != NULL ? job->wishes.retry_after : MAX(job->wishes.refresh, job->wishes.retry_after);
}

/* --- state of the source ------------------------------------------------------------------------------------------------ */

static gboolean
note_state(Job *job, const char *state, const char *text, gboolean is_complete, GError **error)
{
    KeepDb *db = run_engine_db(job->engine);
    gint64 now = run_engine_now(job->engine);
    if (job->kind == JOB_MAILBOX)
        return keep_mailbox_state(db, job->source_id, state, text, is_complete, now, error);
    return keep_calendar_state(db, job->source_id, state, text, is_complete, now, error);
}

/* Refused credentials and a calendar that is not believed need a person; everything else mends itself or is tried again. */
static void
note_failure(Job *job, const GError *failure)
{
    if (g_error_matches(failure, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
        note_state(job, "waiting", NULL, FALSE, NULL);
        return;
    }
    gboolean needs_person = g_error_matches(failure, CADENS_ERROR, CADENS_ERROR_ASK_USER) || job->wishes.is_suspect;
    g_autofree char *text = wording_of(failure->message);
    note_state(job, needs_person ? "needs_attention" : "failing", text, FALSE, NULL);
}

/* --- from the source's thread -------------------------------------------------------------------------------------------- */

static void
on_progress(const SourceFolder *folder, guint64 done, guint64 total, gpointer data)
{
    Job *job = data;
    if (job->calls.progress != NULL)
        job->calls.progress(job, folder->name, done, total, job->calls.data);
}

static void
on_stored(guint new_messages, gpointer data)
{
    Job *job = data;
    job->new_messages += new_messages;
    if (job->calls.stored != NULL)
        job->calls.stored(job, new_messages, job->calls.data);
}

/* A pass that leaves the backfill out completes nothing that is not complete already. */
static gboolean
is_backfilled(const Job *job)
{
    gint64 n = 0;
    gboolean found = FALSE;
    return keep_db_int(run_engine_db(job->engine),
                       "SELECT 1 FROM mail_folder WHERE mailbox_id = :id AND backfill_done = 0 AND gone_at IS NULL LIMIT 1",
                       BIND(KI("id", job->source_id)), &n, &found, NULL) && !found;
}

static void
complete(gpointer data)
{
    Job *job = data;
    note_state(job, "ok", NULL, !job->mailbox.is_light || is_backfilled(job), NULL);
    if (job->calls.synced != NULL)
        job->calls.synced(job, job->calls.data);
}

static void
after_pass(gpointer data)
{
    Job *job = data;
    if (run_sink_calls(job->sink)->flush(job->sink, NULL))
        run_sink_call(job->sink, complete, job);
}

/* Kept, so that a restart does not knock where the server asked for peace. What cannot be written now is asked for again. */
static void
note_patience(Job *job)
{
    gint64 after = job->kind == JOB_CALENDAR ? job->wishes.retry_after : error_wait(job->error);
    gint64 until = after > 0 ? run_engine_now(job->engine) + after : 0;
    if (job->kind == JOB_CALENDAR)
        keep_calendar_leave(run_engine_db(job->engine), job->source_id, until, NULL);
    else
        keep_mailbox_leave(run_engine_db(job->engine), job->source_id, until, NULL);
}

/* A password that was refused is kept in mind beyond this program's end. */
static void
note_refusal(Job *job)
{
    if (job->refusal.is_new)
        keep_refusal_set(run_engine_db(job->engine), job->source_id, job->refusal.mark, run_engine_now(job->engine), NULL);
}

/* Behind a portal nothing that a server seems to say is the server's word: not even that the password is wrong. */
static void
blame_portal(Job *job)
{
    if (g_error_matches(job->error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !run_network_is_captive())
        return;
    GError *error = NULL;
    fail(&error, FAIL_TRY_LATER, N_("the network wants a login first (captive portal): %s"), job->error->message);
    g_error_free(job->error);
    job->error = error;
    job->refusal.is_new = FALSE;
}

static gboolean
end(gpointer data)
{
    Job *job = data;
    job->has_ended = TRUE;
    if (job->error != NULL)
        blame_portal(job);
    note_refusal(job);
    note_patience(job);
    if (job->error != NULL) {
        note_failure(job, job->error);
        wording_drop_owner(job->error->message, job->name);
    }
    job->calls.ended(job, job->error, job->calls.data);
    return G_SOURCE_REMOVE;
}

static void
read_mailbox(Job *job)
{
    const SourceSink *calls = run_sink_calls(job->sink);
    gboolean is_imap = g_str_equal(job->mailbox.type, "imap");
    if (job->is_watch && is_imap) {
        collect_imap_watch(&job->mailbox, calls, after_pass, job, job->cancellable, &job->error);
        return;
    }
    if (collect_source_sync(&job->mailbox, calls, job->cancellable, &job->error) && calls->flush(job->sink, &job->error))
        run_sink_call(job->sink, complete, job);
}

static void
read_calendar(Job *job)
{
    if (run_feed_sync(job->engine, job->sink, job->source_id, &job->calendar, job->now, &job->wishes, job->cancellable, &job->error))
        run_sink_call(job->sink, complete, job);
}

static gpointer
work(gpointer data)
{
    Job *job = data;
    if (job->kind == JOB_MAILBOX)
        read_mailbox(job);
    else
        read_calendar(job);
    job->end = g_idle_source_new();
    g_source_set_priority(job->end, G_PRIORITY_DEFAULT);
    g_source_set_callback(job->end, end, job, NULL);
    g_source_attach(job->end, job->context);
    return NULL;
}

/* --- starting and stopping ------------------------------------------------------------------------------------------------ */

/* What a person asks for is read whole; what is read by itself spares the purse. */
static void
go_lightly(Job *job)
{
    const Config *config = run_engine_profile(job->engine)->config;
    if (!job->is_watch || !run_network_is_metered() || !g_str_equal(config_text(config, "network", "metered"), "light"))
        return;
    job->mailbox.is_light = TRUE;
    job->mailbox.poll_minutes = MIN(job->mailbox.poll_minutes * LIGHT_FACTOR, 24 * 60);
}

static gboolean
prepare(Job *job, GError **error)
{
    const Profile *profile = run_engine_profile(job->engine);
    KeepDb *db = run_engine_db(job->engine);
    if (job->kind == JOB_MAILBOX) {
        job->mailbox = run_source_mailbox(profile, job->name, job->now);
        if (!keep_mailbox_ensure(db, job->name, job->mailbox.type, run_source_coverage(profile, job->name, job->now),
                                 &job->source_id, error))
            return FALSE;
    } else {
        job->calendar = run_source_calendar(profile, job->name);
        if (!keep_calendar_ensure(db, job->name, run_feed_position(profile, job->name), &job->source_id, error))
            return FALSE;
    }
    if (job->kind == JOB_MAILBOX) {
        g_autofree char *mark = keep_refusal_get(db, job->source_id, job->now - KEEP_REFUSAL_SECONDS, NULL);
        g_strlcpy(job->refusal.mark, mark != NULL ? mark : "", sizeof job->refusal.mark);
        job->mailbox.refusal = &job->refusal;
        go_lightly(job);
    }
    const char *sql = job->kind == JOB_MAILBOX ? "SELECT complete_at FROM mailbox WHERE id = :id"
                                               : "SELECT complete_at FROM calendar_source WHERE id = :id";
    gint64 ignored = 0;
    if (!keep_db_int(db, sql, BIND(KI("id", job->source_id)), &ignored, &job->was_complete, error))
        return FALSE;
    return note_state(job, "syncing", NULL, FALSE, error);
}

Job *
run_job_start(Engine *engine, GMainContext *context, JobKind kind, const char *name, gboolean watch, const JobCalls *calls,
              GError **error)
{
    Job *job = g_new0(Job, 1);
    job->engine = engine;
    job->context = g_main_context_ref(context);
    job->kind = kind;
    job->name = g_strdup(name);
    job->is_watch = watch;
    job->calls = *calls;
    job->now = run_engine_now(engine);
    job->cancellable = g_cancellable_new();
    if (!prepare(job, error)) {
        run_job_free(job);
        return NULL;
    }
    job->sink = run_sink_new(engine, context, job->source_id, !job->was_complete, on_stored, on_progress, job);
    job->thread = g_thread_new("source", work, job);
    return job;
}

void
run_job_cancel(Job *job)
{
    g_cancellable_cancel(job->cancellable);
}

void
run_job_free(Job *job)
{
    if (job == NULL)
        return;
    g_cancellable_cancel(job->cancellable);
    if (job->sink != NULL)
        run_sink_close(job->sink);
    if (job->thread != NULL)
        g_thread_join(job->thread);
    if (job->end != NULL) { /* an end that nobody waits for any more */
        g_source_destroy(job->end);
        g_source_unref(job->end);
    }
    if (!job->has_ended && job->source_id != 0)
        note_state(job, "waiting", NULL, FALSE, NULL);
    run_sink_free(job->sink);
    g_clear_error(&job->error);
    run_source_mailbox_clear(&job->mailbox);
    run_source_calendar_clear(&job->calendar);
    g_object_unref(job->cancellable);
    g_main_context_unref(job->context);
    g_free(job->name);
    g_free(job);
}
