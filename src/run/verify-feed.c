/* SPDX-License-Identifier: MIT
 * What a feed shows against the stored events and their occurrences. */
#include "run/verify.h"
#include "collect/dav.h"
#include "collect/ics-apart.h"
#include "run/feed-poll.h"
#include "run/libexec.h"
#include "keep/calendar.h"
#include "keep/proof.h"
#include "run/source-config.h"

void
run_verify_feed_free(gpointer data)
{
    g_free(((FeedProof *)data)->calendar);
    g_free(data);
}

gboolean
run_verify_feed_is_whole(const FeedProof *feed)
{
    return feed->missing == 0 && feed->missing_occurrences == 0;
}

typedef struct {
    const Proof *proof;
    FeedProof *result;
    gint64 source_id; /* 0 = never read */
    const KeepCalendar *stored;
    GHashTable *hashes, *occurrences, *unbelieved;
} Comparison;

static char *
key_of(const Event *event)
{
    return g_strjoin("\t", event->uid, event->recurrence_id != NULL ? event->recurrence_id : "", NULL);
}

/* At its time: one that stands at another is as good as missing, but for one that is said to be off when it has long been held. */
static gboolean
is_stored(const Comparison *comparison, const char *key, const Event *event)
{
    gpointer times = NULL;
    g_autofree char *wanted = g_strdup_printf("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, event->start_at, MAX(event->start_at, event->end_at));
    if (!g_hash_table_lookup_extended(comparison->occurrences, key, NULL, &times))
        return FALSE;
    return times == NULL || g_str_equal(times, wanted) || (g_str_equal(event->status, "cancelled") && event->end_at <= comparison->proof->now);
}

static void
count_occurrences(const Comparison *comparison, const KeepGroup *group)
{
    FeedProof *result = comparison->result;
    for (guint i = 0; group->occurrences != NULL && i < group->occurrences->len; i++) {
        const Event *event = group->occurrences->pdata[i];
        g_autofree char *key = key_of(event);
        result->occurrences++;
        gboolean is_claim = g_hash_table_contains(comparison->unbelieved, key);
        result->unbelieved += is_claim;
        result->missing_occurrences += !is_claim && !is_stored(comparison, key, event);
    }
}

/* What has changed on the server since the last poll is no hole: the next poll takes it. */
static void
compare(const Comparison *comparison, const KeepGroup *group)
{
    FeedProof *result = comparison->result;
    const char *hash = g_hash_table_lookup(comparison->hashes, group->uid);
    result->feed++;
    result->missing += hash == NULL;
    result->changed += hash != NULL && !g_str_equal(hash, group->hash);
    if (hash != NULL && g_str_equal(hash, group->hash))
        count_occurrences(comparison, group);
}

static gboolean
compare_gift(const Comparison *comparison, FeedGift *gift, GError **error)
{
    const KeepGroups groups = run_feed_give(gift);
    GError *problem = NULL;
    KeepGroup group;
    gift->renamed = keep_churn_find(comparison->proof->measure.db, comparison->source_id, &groups, error);
    if (gift->renamed == NULL || !groups.rewind(groups.data, error))
        return FALSE;
    while (groups.next(groups.data, &group, &problem))
        compare(comparison, &group);
    if (problem != NULL)
        g_propagate_error(error, problem);
    return problem == NULL;
}

static void
take(IcsReading *reading, gpointer spool)
{
    collect_ics_spool_add(spool, reading);
}

static gboolean
compare_all(const Comparison *comparison, GPtrArray *bodies, GError **error)
{
    g_autofree char *program = run_libexec_path("cadens-ics");
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    g_auto(FeedGift) gift = { .spool = collect_ics_spool_new(error) };
    gint64 refresh;
    const IcsWork work = {
        .program = program,
        .zone = calendar_zone(comparison->proof->profile->calendar),
        .from = comparison->stored != NULL ? comparison->stored->expanded_from_at : 0,
        .to = comparison->stored != NULL ? comparison->stored->expanded_to_at : 0,
        .bodies = (const GBytes *const *)bodies->pdata,
        .n = bodies->len,
        .holder = bodies,
    };
    return gift.spool != NULL && collect_ics_apart(&work, take, gift.spool, &refresh, problems, NULL, error) &&
           compare_gift(comparison, &gift, error);
}

static gboolean
compare_feed(const Comparison *comparison, const FeedConfig *config, GError **error)
{
    g_autofree char *body = NULL, *etag = NULL, *last_modified = NULL;
    gsize length = 0;
    gint64 retry_after;
    if (collect_feed_fetch(config, NULL, NULL, NULL, &body, &length, &etag, &last_modified, &retry_after, error) != FEED_OK)
        return FALSE;
    g_autoptr(GPtrArray) bodies = run_feed_bodies();
    g_ptr_array_add(bodies, g_bytes_new_static(body, length));
    return compare_all(comparison, bodies, error);
}

/* Everything is fetched anew: what the server lists and cannot give is missing too. */
static gboolean
compare_dav(const Comparison *comparison, const FeedConfig *config, GError **error)
{
    g_autoptr(GHashTable) nothing = g_hash_table_new(g_str_hash, g_str_equal);
    const DavKnown known = { nothing, nothing };
    gint64 retry_after;
    g_autoptr(DavChanges) all = collect_dav_sync(config, &known, NULL, &retry_after, error);
    g_autoptr(GPtrArray) bodies = run_feed_bodies();
    for (guint i = 0; all != NULL && i < all->items->len; i++) {
        const DavItem *item = all->items->pdata[i];
        if (item->text != NULL)
            g_ptr_array_add(bodies, g_bytes_new_static(item->text, item->length));
    }
    return all != NULL && compare_all(comparison, bodies, error);
}

static gboolean
compare_source(const Comparison *comparison, const char *name, GError **error)
{
    FeedConfig config = run_source_calendar(comparison->proof->profile, name);
    gboolean good = collect_dav_is_url(config.url) ? compare_dav(comparison, &config, error) : compare_feed(comparison, &config, error);
    FeedProof *result = comparison->result;
    result->stored = g_hash_table_size(comparison->hashes);
    result->gone = result->stored - (result->feed - result->missing);
    run_source_calendar_clear(&config);
    return good;
}

static gboolean
prove(const Proof *proof, const char *name, gint64 source_id, FeedProof *result, GError **error)
{
    KeepDb *db = proof->measure.db;
    g_autoptr(KeepCalendar) stored = keep_calendar_load(db, source_id, error);
    g_autoptr(GHashTable) hashes = stored != NULL ? keep_calendar_hashes(db, source_id, error) : NULL;
    g_autoptr(GHashTable) occurrences = hashes != NULL ? keep_calendar_occurrences(db, source_id, proof->now, error) : NULL;
    g_autoptr(GHashTable) unbelieved = occurrences != NULL ? keep_calendar_unbelieved(db, source_id, error) : NULL;
    const Comparison comparison = { proof, result, source_id, stored, hashes, occurrences, unbelieved };
    return unbelieved != NULL && compare_source(&comparison, name, error);
}

/* Of a calendar that was never read, all is missing. */
static gboolean
prove_unread(const Proof *proof, const char *name, FeedProof *result, GError **error)
{
    g_autoptr(GHashTable) nothing = g_hash_table_new(g_str_hash, g_str_equal);
    const Comparison comparison = { proof, result, 0, NULL, nothing, nothing, nothing };
    return compare_source(&comparison, name, error);
}

gboolean
run_verify_calendar(const Proof *proof, const char *name, GPtrArray *feeds, GError **error)
{
    gint64 source_id = 0;
    gboolean is_known = FALSE;
    g_autofree FeedProof *result = g_new0(FeedProof, 1);
    if (!keep_db_int(proof->measure.db, "SELECT id FROM calendar_source WHERE name = :name", BIND(KT("name", name)), &source_id, &is_known, error) ||
        !(is_known ? prove(proof, name, source_id, result, error) : prove_unread(proof, name, result, error)))
        return FALSE;
    gint64 missing = result->missing + result->missing_occurrences;
    result->calendar = g_strdup(name);
    g_ptr_array_add(feeds, g_steal_pointer(&result));
    return !is_known || proof->engine == NULL || keep_proof_calendar(run_engine_db(proof->engine), source_id, missing, proof->now, error);
}
