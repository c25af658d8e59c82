/* SPDX-License-Identifier: MIT
 * One poll of a calendar feed. */
#include "run/feed-poll.h"
#include <glib/gi18n.h>
#include <string.h>
#include "base/error.h"
#include "collect/dav.h"
#include "collect/ics-apart.h"
#include "run/libexec.h"
#include "run/tomb.h"

#define DAY 86400
#define PROBLEMS_MAX 5          /* of one answer that are told */
#define WINDOW_BEFORE (800 * DAY) /* 16-A06 */
#define WINDOW_AFTER (400 * DAY)
#define WINDOW_STALE (20 * 3600)  /* the window moves with the day, also when the feed stands still */

static void
group_free(gpointer data)
{
    FeedGroup *group = data;
    g_free(group->uid);
    g_free(group->hash);
    g_free(group->raw);
    g_clear_pointer(&group->occurrences, g_ptr_array_unref);
    g_free(group);
}

static void
poll_clear(FeedPoll *poll)
{
    keep_calendar_free(poll->stored);
    g_clear_pointer(&poll->hashes, g_hash_table_unref);
    g_clear_pointer(&poll->groups, g_ptr_array_unref);
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

static gboolean
add_text(gpointer data, const char *uid, const char *hash, const char *raw, GError **error)
{
    (void)error;
    FeedPoll *poll = data;
    FeedGroup *group = g_new0(FeedGroup, 1);
    group->uid = g_strdup(uid);
    group->hash = g_strdup(hash);
    group->raw = g_strdup(raw);
    g_ptr_array_add(poll->groups, group);
    return TRUE;
}

static void
load_texts(gpointer data)
{
    FeedPoll *poll = data;
    keep_calendar_texts(run_engine_db(poll->engine), poll->source_id, add_text, poll, &poll->error);
}

gboolean
run_feed_hide(FeedPoll *poll, GError **error)
{
    g_autoptr(KeepTombs) tombs = keep_tombs_load(run_engine_db(poll->engine), error);
    for (guint i = 0; tombs != NULL && !keep_tombs_is_empty(tombs) && i < poll->groups->len; i++) {
        FeedGroup *group = poll->groups->pdata[i];
        if (group->occurrences != NULL)
            run_tomb_events(tombs, group->occurrences, &group->raw);
    }
    return tombs != NULL;
}

KeepGroup *
run_feed_groups(const FeedPoll *poll)
{
    KeepGroup *groups = g_new0(KeepGroup, poll->groups->len + 1);
    for (guint i = 0; i < poll->groups->len; i++) {
        const FeedGroup *group = poll->groups->pdata[i];
        groups[i] = (KeepGroup){ group->uid, group->hash, group->raw, group->occurrences };
    }
    return groups;
}

typedef gboolean (*StoreGroups)(KeepDb *db, gint64 source_id, const KeepGroup *groups, gsize n, gint64 from, gint64 to,
                                const Calendar *calendar, gint64 now, KeepPoll *ret, GError **error);

static gboolean
store_groups(FeedPoll *poll, KeepDb *db, GError **error)
{
    if (!run_feed_hide(poll, error))
        return FALSE;
    /* of a new window over stored texts absence means nothing */
    StoreGroups store_them = poll->is_answered ? keep_calendar_store : keep_calendar_expand;
    g_autofree KeepGroup *groups = run_feed_groups(poll);
    KeepPoll result = { 0 };
    if (!store_them(db, poll->source_id, groups, poll->groups->len, poll->from, poll->to,
                    run_engine_profile(poll->engine)->calendar, poll->now, &result, error))
        return FALSE;
    poll->is_suspect = result.is_suspect;
    return !poll->is_answered || keep_calendar_validators(db, poll->source_id, poll->etag, poll->last_modified, poll->body_hash, poll->refresh_secs, 0, error);
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

static gint64
clamp_refresh(gint64 seconds)
{
    return seconds <= 0 ? 0 : CLAMP(seconds, 15 * 60, DAY);
}

static void
take(IcsReading *reading, gpointer data)
{
    FeedPoll *poll = data;
    FeedGroup *group = g_new0(FeedGroup, 1);
    group->body = reading->body;
    group->uid = g_steal_pointer(&reading->uid);
    group->hash = g_steal_pointer(&reading->hash);
    group->raw = g_steal_pointer(&reading->raw);
    group->occurrences = g_steal_pointer(&reading->occurrences);
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
run_feed_read(FeedPoll *poll, const char *name, const GPtrArray *bodies, gboolean covered, GCancellable *cancellable, GError **error)
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
    };
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    gint64 refresh;
    if (!collect_ics_apart(&work, take, poll, &refresh, problems, cancellable, error))
        return FALSE;
    poll->refresh_secs = clamp_refresh(refresh);
    run_feed_tell(name, problems);
    return TRUE;
}

void
run_feed_tell(const char *name, const GPtrArray *problems)
{
    for (guint i = 0; i < MIN(problems->len, PROBLEMS_MAX); i++)
        g_message("%s: %s", name, (char *)problems->pdata[i]);
}

static gboolean
take_body(FeedPoll *poll, Sink *sink, const char *name, const char *body, gsize length, GCancellable *cancellable, GError **error)
{
    poll->is_answered = TRUE;
    poll->body_hash = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)body, length);
    gboolean covered = window_is_covered(poll);
    if (covered && g_strcmp0(poll->body_hash, poll->stored->body_hash) == 0)
        return TRUE; /* the server does not know that nothing changed; we do */
    g_autoptr(GPtrArray) bodies = run_feed_bodies();
    g_ptr_array_add(bodies, g_bytes_new_static(body, length));
    if (!run_feed_read(poll, name, bodies, covered, cancellable, error) || !run_feed_call(poll, sink, store, poll, error))
        return FALSE;
    return !poll->is_suspect ||
           fail(error, FAIL_TRY_LATER, "%s", _("most of what it showed is missing; everything is kept until it is sure"));
}

/* The stored texts become the texts to read. */
static GPtrArray *
texts_of(FeedPoll *poll)
{
    GPtrArray *bodies = run_feed_bodies();
    for (guint i = 0; i < poll->groups->len; i++) {
        FeedGroup *group = poll->groups->pdata[i];
        gsize length = strlen(group->raw);
        g_ptr_array_add(bodies, g_bytes_new_take(g_steal_pointer(&group->raw), length));
    }
    g_ptr_array_set_size(poll->groups, 0);
    return bodies;
}

gboolean
run_feed_move_window(FeedPoll *poll, Sink *sink, const char *name, GCancellable *cancellable, GError **error)
{
    if (window_is_covered(poll))
        return TRUE;
    if (!run_feed_call(poll, sink, load_texts, poll, error))
        return FALSE;
    gint64 refresh = poll->refresh_secs; /* a stored text does not say it */
    g_autoptr(GPtrArray) bodies = texts_of(poll);
    gboolean good = run_feed_read(poll, name, bodies, FALSE, cancellable, error) && run_feed_call(poll, sink, store, poll, error);
    poll->refresh_secs = refresh;
    g_ptr_array_set_size(poll->groups, 0);
    return good;
}

static gboolean
fetch(FeedPoll *poll, Sink *sink, const FeedConfig *config, gint64 *ret_retry_after, GCancellable *cancellable, GError **error)
{
    g_autofree char *body = NULL;
    gsize length = 0;
    switch (collect_feed_fetch(config, poll->stored->etag, poll->stored->last_modified, cancellable, &body, &length, &poll->etag,
                               &poll->last_modified, ret_retry_after, error)) {
    case FEED_FAILED:
        return FALSE;
    case FEED_NOT_MODIFIED:
        return run_feed_move_window(poll, sink, config->name, cancellable, error);
    case FEED_OK:
        return take_body(poll, sink, config->name, body, length, cancellable, error);
    }
    return FALSE;
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
    gboolean good = collect_dav_is_url(config->url) ? run_feed_dav(&poll, sink, config, &ret_wishes->retry_after, cancellable, error)
                                                    : fetch(&poll, sink, config, &ret_wishes->retry_after, cancellable, error);
    ret_wishes->refresh = poll.refresh_secs;
    return good;
}
