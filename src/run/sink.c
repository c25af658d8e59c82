/* SPDX-License-Identifier: MIT
 * The bridge from a source's thread to the engine's. */
#include "run/sink.h"
#include "base/error.h"

#define BATCHES_AHEAD 3 /* parsed while the store still writes: bounds memory */

struct Sink {
    Engine *engine;
    GMainContext *context;
    gint64 mailbox_id;
    gboolean is_first; /* the mailbox has never been complete: everything is history */
    void (*on_stored)(guint new_messages, gpointer data);
    void (*on_progress)(const SourceFolder *folder, guint64 done, guint64 total, gpointer data);
    gpointer data;
    SourceSink calls;
    GMutex mutex;
    GCond changed;
    GQueue queued;       /* of GSource*: calls and batches that the context has not come to yet */
    guint outstanding;   /* batches handed over and not yet durable */
    gboolean is_closed;
    GError *failure;     /* of an earlier batch */
};

typedef struct { /* one synchronous call; reference counted, because either side may leave first */
    Sink *sink;
    void (*call)(gpointer data);
    gpointer data;
    gboolean is_running, is_done;
} Call;

/* An explicit source, because g_main_context_invoke would run the call here when nobody iterates the context just now. Holds the lock. */
static void
attach(Sink *sink, GSourceFunc function, gpointer data, GDestroyNotify destroy)
{
    GSource *source = g_idle_source_new();
    g_source_set_priority(source, G_PRIORITY_DEFAULT);
    g_source_set_callback(source, function, data, destroy);
    g_queue_push_tail(&sink->queued, source);
    g_source_attach(source, sink->context);
}

/* The context comes to them in their order, so the one that runs is the first. Holds the lock. */
static void
leave_queue(Sink *sink)
{
    g_source_unref(g_queue_pop_head(&sink->queued));
}

static gboolean
carry_out(gpointer data)
{
    Call *call = data;
    Sink *sink = call->sink;
    g_mutex_lock(&sink->mutex);
    leave_queue(sink);
    call->is_running = !sink->is_closed;
    g_mutex_unlock(&sink->mutex);
    if (!call->is_running) /* the caller has gone, and its data with it */
        return G_SOURCE_REMOVE;
    call->call(call->data);
    g_mutex_lock(&sink->mutex);
    call->is_done = TRUE;
    g_cond_broadcast(&sink->changed);
    g_mutex_unlock(&sink->mutex);
    return G_SOURCE_REMOVE;
}

static void
call_unref(gpointer call)
{
    g_atomic_rc_box_release(call);
}

gboolean
run_sink_call(Sink *sink, void (*function)(gpointer data), gpointer data)
{
    Call *call = g_atomic_rc_box_new0(Call);
    *call = (Call){ sink, function, data, FALSE, FALSE };
    g_mutex_lock(&sink->mutex);
    if (!sink->is_closed) {
        attach(sink, carry_out, g_atomic_rc_box_acquire(call), call_unref);
        while (!call->is_done && (call->is_running || !sink->is_closed))
            g_cond_wait(&sink->changed, &sink->mutex);
    }
    gboolean done = call->is_done;
    g_mutex_unlock(&sink->mutex);
    call_unref(call);
    return done;
}

static gboolean
closed(GError **error)
{
    g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped");
    return FALSE;
}

/* --- what is known ---------------------------------------------------------------------------------------------------- */

typedef struct {
    Sink *sink;
    const SourceFolder *folder;
    guint32 uidvalidity, from, to;
    KeepFolder *kept;
    const char *const *raw_names;
    gboolean gone; /* which keys are asked for */
    GArray *uids;
    GHashTable *keys;
    GError *error;
} Question;

static void
ask_folder(gpointer data)
{
    Question *question = data;
    question->kept = keep_folder_ensure(run_engine_db(question->sink->engine), question->sink->mailbox_id,
                                        question->folder->raw_name, question->folder->name, question->folder->role,
                                        &question->error);
}

static void
ask_uids(gpointer data)
{
    Question *question = data;
    ask_folder(data);
    if (question->kept != NULL)
        question->uids = keep_folder_uids(run_engine_db(question->sink->engine), question->kept->id, question->uidvalidity,
                                          question->from, question->to, &question->error);
}

#define AGAIN_MAX 200 /* in one pass */

static void
ask_again(gpointer data)
{
    Question *question = data;
    Engine *engine = question->sink->engine;
    ask_folder(data);
    if (question->kept != NULL)
        question->uids = keep_mail_again(run_engine_db(engine), question->kept->id, question->uidvalidity, PACKAGE_VERSION,
                                         run_engine_now(engine), AGAIN_MAX, &question->error);
}

static void
tell_listed(gpointer data)
{
    Question *question = data;
    Engine *engine = question->sink->engine;
    keep_folder_listed(run_engine_db(engine), question->sink->mailbox_id, question->raw_names, run_engine_now(engine),
                       &question->error);
}

static void
ask_keys(gpointer data)
{
    Question *question = data;
    ask_folder(data);
    if (question->kept != NULL)
        question->keys = keep_folder_local_keys(run_engine_db(question->sink->engine), question->kept->id, question->gone, &question->error);
}

static gboolean
ask(Question *question, void (*call)(gpointer data), GError **error)
{
    if (!run_sink_call(question->sink, call, question))
        return closed(error);
    if (question->error == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&question->error));
    return FALSE;
}

static gboolean
sink_frontier(gpointer data, const SourceFolder *folder, SourceFrontier *ret, GError **error)
{
    Question question = { .sink = data, .folder = folder };
    if (!ask(&question, ask_folder, error))
        return FALSE;
    g_autoptr(KeepFolder) kept = question.kept;
    gint64 yesterday = run_engine_now(question.sink->engine) - 24 * 60 * 60;
    *ret = (SourceFrontier){ kept->uidvalidity, kept->frontier_up, kept->frontier_down, kept->backfill_done, kept->server_count,
                             (kept->renumbered_at > yesterday) + (kept->renumbered_before_at > yesterday), "" };
    if (kept->mark != NULL)
        g_strlcpy(ret->mark, kept->mark, sizeof ret->mark);
    return TRUE;
}

static GArray *
sink_again(gpointer data, const SourceFolder *folder, guint32 uidvalidity, GError **error)
{
    Question question = { .sink = data, .folder = folder, .uidvalidity = uidvalidity };
    gboolean good = ask(&question, ask_again, error);
    keep_folder_free(question.kept);
    return good ? question.uids : NULL;
}

static gboolean
sink_listed(gpointer data, const char *const *raw_names, GError **error)
{
    Question question = { .sink = data, .raw_names = raw_names };
    return ask(&question, tell_listed, error);
}

static GArray *
sink_uids(gpointer data, const SourceFolder *folder, guint32 uidvalidity, guint32 from, guint32 to, GError **error)
{
    Question question = { .sink = data, .folder = folder, .uidvalidity = uidvalidity, .from = from, .to = to };
    gboolean good = ask(&question, ask_uids, error);
    keep_folder_free(question.kept);
    return good ? question.uids : NULL;
}

static GHashTable *
sink_local_keys(gpointer data, const SourceFolder *folder, gboolean gone, GError **error)
{
    Question question = { .sink = data, .folder = folder, .gone = gone };
    gboolean good = ask(&question, ask_keys, error);
    keep_folder_free(question.kept);
    return good ? question.keys : NULL;
}

/* --- batches ---------------------------------------------------------------------------------------------------------- */

typedef struct {
    Sink *sink;
    SourceBatch *batch;
} Delivery;

static void
delivery_free(gpointer data)
{
    Delivery *delivery = data;
    source_batch_free(delivery->batch);
    g_free(delivery);
}

static gboolean
deliver(gpointer data)
{
    Delivery *delivery = data;
    Sink *sink = delivery->sink;
    g_mutex_lock(&sink->mutex);
    leave_queue(sink);
    gboolean wanted = !sink->is_closed && sink->failure == NULL;
    g_mutex_unlock(&sink->mutex);
    g_autoptr(GError) error = NULL;
    guint new_messages = 0;
    if (wanted)
        run_engine_store(sink->engine, sink->mailbox_id, delivery->batch,
                         sink->is_first || !delivery->batch->frontier.backfill_done, &new_messages, &error);
    g_mutex_lock(&sink->mutex);
    if (error != NULL && sink->failure == NULL)
        sink->failure = g_steal_pointer(&error);
    sink->outstanding--;
    wanted = wanted && sink->failure == NULL;
    g_cond_broadcast(&sink->changed);
    g_mutex_unlock(&sink->mutex);
    if (wanted && sink->on_stored != NULL)
        sink->on_stored(new_messages, sink->data);
    return G_SOURCE_REMOVE;
}

/* Waits until at most ALLOWED batches are outstanding; reports an earlier failure. Holds the lock. */
static gboolean
wait_for_room(Sink *sink, guint allowed, GError **error)
{
    while (sink->outstanding > allowed && !sink->is_closed && sink->failure == NULL)
        g_cond_wait(&sink->changed, &sink->mutex);
    if (sink->failure != NULL) {
        if (error != NULL)
            *error = g_error_copy(sink->failure);
        return FALSE;
    }
    return !sink->is_closed || closed(error);
}

static gboolean
sink_store(gpointer data, SourceBatch *batch, GError **error)
{
    Sink *sink = data;
    g_autoptr(SourceBatch) owned = batch;
    g_mutex_lock(&sink->mutex);
    gboolean good = wait_for_room(sink, BATCHES_AHEAD - 1, error);
    if (good) {
        Delivery *delivery = g_new0(Delivery, 1);
        *delivery = (Delivery){ sink, g_steal_pointer(&owned) };
        sink->outstanding++;
        attach(sink, deliver, delivery, delivery_free);
    }
    g_mutex_unlock(&sink->mutex);
    return good;
}

static gboolean
sink_flush(gpointer data, GError **error)
{
    Sink *sink = data;
    g_mutex_lock(&sink->mutex);
    gboolean good = wait_for_room(sink, 0, error);
    g_mutex_unlock(&sink->mutex);
    return good;
}

typedef struct {
    Sink *sink;
    const SourceFolder *folder;
    const GPtrArray *mails;
    gboolean *wanted;
    GError *error;
} Glance;

static void
ask_glance(gpointer data)
{
    Glance *glance = data;
    run_engine_glance(glance->sink->engine, glance->folder->role, glance->mails, glance->wanted, &glance->error);
}

static gboolean
sink_glance(gpointer data, const SourceFolder *folder, const GPtrArray *mails, gboolean *wanted, GError **error)
{
    Glance glance = { data, folder, mails, wanted, NULL };
    if (!run_sink_call(data, ask_glance, &glance))
        return closed(error);
    if (glance.error == NULL)
        return TRUE;
    g_propagate_error(error, glance.error);
    return FALSE;
}

static void
sink_progress(gpointer data, const SourceFolder *folder, guint64 done, guint64 total)
{
    Sink *sink = data;
    if (sink->on_progress != NULL)
        sink->on_progress(folder, done, total, sink->data);
}

Sink *
run_sink_new(Engine *engine, GMainContext *context, gint64 mailbox_id, gboolean is_first,
             void (*on_stored)(guint new_messages, gpointer data),
             void (*on_progress)(const SourceFolder *folder, guint64 done, guint64 total, gpointer data), gpointer data)
{
    Sink *sink = g_new0(Sink, 1);
    sink->engine = engine;
    sink->context = g_main_context_ref(context);
    sink->mailbox_id = mailbox_id;
    sink->is_first = is_first;
    sink->on_stored = on_stored;
    sink->on_progress = on_progress;
    sink->data = data;
    g_mutex_init(&sink->mutex);
    g_cond_init(&sink->changed);
    sink->calls = (SourceSink){ sink_frontier, sink_uids, sink_again, sink_listed, sink_local_keys, sink_store, sink_flush, sink_progress, sink, NULL };
    if (g_str_equal(config_text(run_engine_profile(engine)->config, "privacy", "bodies"), "glance"))
        sink->calls.glance = sink_glance;
    return sink;
}

const SourceSink *
run_sink_calls(Sink *sink)
{
    return &sink->calls;
}

void
run_sink_close(Sink *sink)
{
    g_mutex_lock(&sink->mutex);
    sink->is_closed = TRUE;
    g_cond_broadcast(&sink->changed);
    g_mutex_unlock(&sink->mutex);
}

void
run_sink_free(Sink *sink)
{
    if (sink == NULL)
        return;
    run_sink_close(sink);
    for (GSource *source; (source = g_queue_pop_head(&sink->queued)) != NULL; g_source_unref(source))
        g_source_destroy(source); /* nobody waits for it any more, and what it points to goes */
    g_main_context_unref(sink->context);
    g_clear_error(&sink->failure);
    g_mutex_clear(&sink->mutex);
    g_cond_clear(&sink->changed);
    g_free(sink);
}
