/* SPDX-License-Identifier: MIT
 * One poll of a calendar feed. */
#include "run/feed-poll.h"
#include <glib/gi18n.h>
#include <string.h>
#include "base/error.h"
#include "collect/dav.h"
#include "collect/ics-apart.h"
#include "run/libexec.h"

#define DAY 86400
#define PROBLEMS_MAX 5          /* of one answer that are told */
#define WINDOW_BEFORE (800 * DAY) /* 16-A06 */
#define WINDOW_AFTER (400 * DAY)
#define SUSPECT_WAIT (15 * 60)
#define WINDOW_STALE (20 * 3600)  /* the window moves with the day, also when the feed stands still */

static void
group_free(gpointer data)
{
    FeedGroup *group = data;
    g_free(group->uid);
    g_free(group);
}

static void
poll_clear(FeedPoll *poll)
{
    keep_calendar_free(poll->stored);
    g_clear_pointer(&poll->hashes, g_hash_table_unref);
    g_clear_pointer(&poll->groups, g_ptr_array_unref);
    run_feed_gift_clear(&poll->gift);
    g_free(poll->etag);
    g_free(poll->last_modified);
    g_free(poll->body_hash);
    g_clear_error(&poll->error);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(FeedPoll, poll_clear)

int
run_feed_position(const Profile *profile, const char *name)
{
    const char *const *names = config_sections(profile->config, "calendar");
    for (int i = 0; names != NULL && names[i] != NULL; i++)
        if (g_str_equal(names[i], name))
            return i;
    return 0;
}

/* --- in the engine's thread ----------------------------------------------------------------------------------------------------- */

static void
load(gpointer data)
{
    FeedPoll *poll = data;
    KeepDb *db = run_engine_db(poll->engine);
    poll->stored = keep_calendar_load(db, poll->source_id, &poll->error);
    if (poll->stored != NULL)
        poll->hashes = keep_calendar_hashes(db, poll->source_id, &poll->error);
}

typedef struct { /* the stored texts become the texts to read */
    FeedPoll *poll;
    GPtrArray *bodies, *uids;
} Texts;

static gboolean
add_text(gpointer data, const char *uid, const char *hash, const char *raw, GError **error)
{
    (void)hash, (void)error;
    Texts *texts = data;
    g_ptr_array_add(texts->bodies, g_bytes_new(raw, strlen(raw)));
    g_ptr_array_add(texts->uids, g_strdup(uid));
    return TRUE;
}

static void
load_texts(gpointer data)
{
    Texts *texts = data;
    FeedPoll *poll = texts->poll;
    keep_calendar_texts(run_engine_db(poll->engine), poll->source_id, add_text, texts, &poll->error);
}

/* Everything that the feed shows by now. */
static gboolean
store_answer(FeedPoll *poll, KeepDb *db, const KeepGroups *groups, const Calendar *calendar, GError **error)
{
    KeepPoll result;
    poll->gift.renamed = keep_churn_find(db, poll->source_id, groups, error);
    if (poll->gift.renamed == NULL ||
        (g_hash_table_size(poll->gift.renamed) > 0 && !keep_churn_note(db, poll->source_id, error)) ||
        !keep_calendar_store(db, poll->source_id, groups, poll->from, poll->to, calendar, poll->now, &result, error))
        return FALSE;
    poll->is_suspect = result.is_suspect;
    return keep_calendar_validators(db, poll->source_id, poll->etag, poll->last_modified, poll->body_hash, poll->refresh_secs, 0, error);
}

static gboolean
store_groups(FeedPoll *poll, KeepDb *db, GError **error)
{
    const Calendar *calendar = run_engine_profile(poll->engine)->calendar;
    const KeepGroups groups = run_feed_give(&poll->gift);
    KeepPoll result;
    if (!run_feed_hide(poll, error))
        return FALSE;
    /* of a new window over stored texts absence means nothing */
    return poll->is_answered
               ? store_answer(poll, db, &groups, calendar, error)
               : keep_calendar_expand(db, poll->source_id, &groups, poll->from, poll->to, calendar, poll->now, &result, error);
}

static void
store(gpointer data)
{
    FeedPoll *poll = data;
    KeepDb *db = run_engine_db(poll->engine);
    if (!keep_db_begin(db, &poll->error))
        return;
    if (store_groups(poll, db, &poll->error))
        keep_db_commit(db, &poll->error);
    else
        keep_db_rollback(db);
}

static void
stand_still(gpointer data)
{
    FeedPoll *poll = data;
    KeepDb *db = run_engine_db(poll->engine);
    KeepPoll result;
    if (!keep_calendar_unchanged(db, poll->source_id, run_engine_profile(poll->engine)->calendar, poll->now, &result, &poll->error))
        return;
    poll->is_suspect = result.is_suspect;
    /* the same body under a new ETag: asked for with the old one it would be sent again and again */
    if (poll->is_answered && (g_strcmp0(poll->etag, poll->stored->etag) != 0 || g_strcmp0(poll->last_modified, poll->stored->last_modified) != 0))
        keep_calendar_validators(db, poll->source_id, poll->etag, poll->last_modified, poll->body_hash, poll->refresh_secs, 0, &poll->error);
}

gboolean
run_feed_call(FeedPoll *poll, Sink *sink, void (*function)(gpointer data), gpointer data, GError **error)
{
    if (!run_sink_call(sink, function, data)) {
        g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped");
        return FALSE;
    }
    if (poll->error == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&poll->error));
    return FALSE;
}

/* --- in the source's thread -------------------------------------------------------------------------------------------------------- */

static gboolean
window_is_covered(const FeedPoll *poll)
{
    return poll->stored->expanded_to_at != 0 && poll->stored->expanded_from_at <= poll->from + WINDOW_STALE &&
           poll->stored->expanded_to_at >= poll->to - WINDOW_STALE;
}

/* What has not changed is not expanded for a window that is as good as the stored one, so that one stays: it moves when all is expanded. */
static void
keep_window(FeedPoll *poll)
{
    if (!window_is_covered(poll))
        return;
    poll->from = poll->stored->expanded_from_at;
    poll->to = poll->stored->expanded_to_at;
}

static gint64
clamp_refresh(gint64 seconds)
{
    return seconds <= 0 ? 0 : CLAMP(seconds, 15 * 60, DAY);
}

static void
take(IcsReading *reading, gpointer data)
{
    FeedPoll *poll = data;
    collect_ics_spool_add(poll->gift.spool, reading);
    FeedGroup *group = g_new0(FeedGroup, 1);
    group->body = reading->body;
    group->uid = g_steal_pointer(&reading->uid);
    g_ptr_array_add(poll->groups, group);
}

static void
unref_bytes(gpointer bytes)
{
    g_bytes_unref(bytes);
}

GPtrArray *
run_feed_bodies(void)
{
    return g_ptr_array_new_with_free_func(unref_bytes);
}

gboolean
run_feed_read(FeedPoll *poll, const char *name, GPtrArray *bodies, gboolean covered, GCancellable *cancellable, GError **error)
{
    g_autofree char *program = run_libexec_path("cadens-ics");
    const IcsWork work = {
        .program = program,
        .zone = calendar_zone(run_engine_profile(poll->engine)->calendar),
        .from = poll->from,
        .to = poll->to,
        .known = covered ? poll->hashes : NULL,
        .bodies = (const GBytes *const *)bodies->pdata,
        .n = bodies->len,
        .holder = bodies,
    };
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    gint64 refresh;
    run_feed_forget(poll);
    poll->gift.known = covered ? poll->hashes : NULL;
    poll->gift.spool = collect_ics_spool_new(error);
    if (poll->gift.spool == NULL || !collect_ics_apart(&work, take, poll, &refresh, problems, cancellable, error))
        return FALSE;
    poll->refresh_secs = clamp_refresh(refresh);
    run_feed_tell(name, problems);
    return TRUE;
}

void
run_feed_forget(FeedPoll *poll)
{
    g_ptr_array_set_size(poll->groups, 0);
    run_feed_gift_clear(&poll->gift);
}

void
run_feed_tell(const char *name, const GPtrArray *problems)
{
    for (guint i = 0; i < MIN(problems->len, PROBLEMS_MAX); i++)
        g_message("%s: %s", name, (char *)problems->pdata[i]);
}

/* A calendar that has lost most of what was to come is not asked every few seconds whether it has found it again. */
static gboolean
doubt(const FeedPoll *poll, const char *name, FeedWishes *ret_wishes, GError **error)
{
    ret_wishes->is_suspect = poll->is_suspect;
    if (!poll->is_suspect)
        return TRUE;
    ret_wishes->retry_after = MAX(ret_wishes->retry_after, SUSPECT_WAIT);
    return fail(error, FAIL_TRY_LATER, N_("most of what it showed is missing; everything is kept until it is sure (`cadens sync %s --accept` believes it)"), name);
}

static gboolean
take_body(FeedPoll *poll, Sink *sink, const char *name, char **body, gsize length, GCancellable *cancellable, GError **error)
{
    poll->is_answered = TRUE;
    poll->body_hash = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)*body, length);
    gboolean covered = window_is_covered(poll);
    if (covered && g_strcmp0(poll->body_hash, poll->stored->body_hash) == 0) /* the server does not know that nothing changed; we do */
        return run_feed_call(poll, sink, stand_still, poll, error);
    g_autoptr(GPtrArray) bodies = run_feed_bodies();
    g_ptr_array_add(bodies, g_bytes_new_take(g_steal_pointer(body), length));
    return run_feed_read(poll, name, bodies, covered, cancellable, error) && run_feed_call(poll, sink, store, poll, error);
}

static gboolean
read_texts(FeedPoll *poll, Sink *sink, const char *name, GCancellable *cancellable, GError **error)
{
    g_autoptr(GPtrArray) bodies = run_feed_bodies();
    g_autoptr(GPtrArray) uids = g_ptr_array_new_with_free_func(g_free);
    Texts texts = { poll, bodies, uids };
    if (!run_feed_call(poll, sink, load_texts, &texts, error) || !run_feed_read(poll, name, bodies, FALSE, cancellable, error))
        return FALSE;
    /* a text whose UID changes with each download is stored under its first */
    poll->gift.renamed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (guint i = 0; i < poll->groups->len; i++) {
        const FeedGroup *group = poll->groups->pdata[i];
        g_hash_table_insert(poll->gift.renamed, g_strdup(group->uid), g_strdup(uids->pdata[group->body]));
    }
    return run_feed_call(poll, sink, store, poll, error);
}

gboolean
run_feed_move_window(FeedPoll *poll, Sink *sink, const char *name, GCancellable *cancellable, GError **error)
{
    if (window_is_covered(poll))
        return TRUE;
    gint64 refresh = poll->refresh_secs; /* a stored text does not say it */
    gboolean good = read_texts(poll, sink, name, cancellable, error);
    poll->refresh_secs = refresh;
    run_feed_forget(poll);
    return good;
}

static gboolean
fetch(FeedPoll *poll, Sink *sink, const FeedConfig *config, FeedWishes *ret_wishes, GCancellable *cancellable, GError **error)
{
    g_autofree char *body = NULL;
    gsize length = 0;
    gboolean good = FALSE;
    switch (collect_feed_fetch(config, poll->stored->etag, poll->stored->last_modified, cancellable, &body, &length, &poll->etag,
                               &poll->last_modified, &ret_wishes->retry_after, error)) {
    case FEED_FAILED:
        break;
    case FEED_NOT_MODIFIED:
        good = run_feed_move_window(poll, sink, config->name, cancellable, error) && run_feed_call(poll, sink, stand_still, poll, error);
        break;
    case FEED_OK:
        good = take_body(poll, sink, config->name, &body, length, cancellable, error);
        break;
    }
    return good && doubt(poll, config->name, ret_wishes, error);
}

gboolean
run_feed_sync(Engine *engine, Sink *sink, gint64 source_id, const FeedConfig *config, gint64 now, FeedWishes *ret_wishes,
              GCancellable *cancellable, GError **error)
{
    g_auto(FeedPoll) poll = { .engine = engine, .source_id = source_id, .from = now - WINDOW_BEFORE, .to = now + WINDOW_AFTER, .now = now };
    poll.groups = g_ptr_array_new_with_free_func(group_free);
    *ret_wishes = (FeedWishes){ 0 };
    if (!run_feed_call(&poll, sink, load, &poll, error))
        return FALSE;
    poll.refresh_secs = poll.stored->refresh_secs;
    keep_window(&poll);
    gboolean good = collect_dav_is_url(config->url) ? run_feed_dav(&poll, sink, config, &ret_wishes->retry_after, cancellable, error)
                                                    : fetch(&poll, sink, config, ret_wishes, cancellable, error);
    ret_wishes->refresh = poll.refresh_secs;
    return good;
}
