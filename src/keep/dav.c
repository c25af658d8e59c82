/* SPDX-License-Identifier: MIT
 * The rows of CalDAV calendars and their resources. */
#include "keep/dav.h"
#include "keep/handle.h"
#include "keep/occurrence.h"

static GHashTable *
load_pairs(KeepDb *db, const char *sql, gint64 source_id, GError **error)
{
    g_autoptr(GHashTable) pairs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(KeepRows) rows = keep_db_query(db, sql, BIND(KI("id", source_id)), error);
    GError *problem = NULL;
    while (rows && keep_rows_next(rows, &problem))
        g_hash_table_replace(pairs, g_strdup(keep_rows_text(rows, 0)), g_strdup(keep_rows_text(rows, 1)));
    if (problem)
        g_propagate_error(error, problem);
    return !rows || problem ? NULL : g_steal_pointer(&pairs);
}

gboolean
keep_dav_load(KeepDb *db, gint64 source_id, GHashTable **ret_tokens, GHashTable **ret_etags, GError **error)
{
    g_autoptr(GHashTable) tokens = load_pairs(db, "SELECT href, token FROM dav_calendar WHERE source_id = :id", source_id, error);
    g_autoptr(GHashTable) etags = tokens ? load_pairs(db, "SELECT href, etag FROM dav_item WHERE source_id = :id", source_id, error) : NULL;
    if (!etags)
        return FALSE;
    *ret_tokens = g_steal_pointer(&tokens);
    *ret_etags = g_steal_pointer(&etags);
    return TRUE;
}

/* The UIDs that a resource held are candidates for being gone. */
static gboolean
forget_item(KeepDb *db, gint64 source_id, const char *href, GHashTable *candidates, GError **error)
{
    static const char FORGET[] = "DELETE FROM dav_item WHERE source_id = :id AND href = :href RETURNING uid";
    g_autoptr(KeepRows) rows = keep_db_query(db, FORGET, BIND(KI("id", source_id), KT("href", href)), error);
    GError *problem = NULL;
    while (rows && keep_rows_next(rows, &problem))
        g_hash_table_add(candidates, g_strdup(keep_rows_text(rows, 0)));
    if (problem)
        g_propagate_error(error, problem);
    return rows && !problem;
}

static gboolean
write_item(KeepDb *db, gint64 source_id, const KeepDavItem *item, GError **error)
{
    static const char WRITE[] = "INSERT INTO dav_item (source_id, href, etag, uid) VALUES (:id, :href, :etag, :uid) ON CONFLICT DO NOTHING";
    for (guint i = 0; i < MAX(item->uids->len, 1); i++) {
        const char *uid = item->uids->len > 0 ? g_ptr_array_index((GPtrArray *)item->uids, i) : "";
        if (!keep_db_run(db, WRITE, BIND(KI("id", source_id), KT("href", item->href), KT("etag", item->etag), KT("uid", uid)), error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
write_items(KeepDb *db, gint64 source_id, const KeepDavItem *items, gsize n, GHashTable *candidates, GError **error)
{
    for (gsize i = 0; i < n; i++)
        if (!forget_item(db, source_id, items[i].href, candidates, error))
            return FALSE;
    for (gsize i = 0; i < n; i++)
        if (items[i].uids && !write_item(db, source_id, &items[i], error))
            return FALSE;
    return TRUE;
}

static gboolean
withdraw_orphans(const KeepPolling *polling, GHashTable *candidates, GError **error)
{
    static const char HELD[] = "SELECT 1 FROM dav_item WHERE source_id = :id AND uid = :uid LIMIT 1";
    GHashTableIter iter;
    gpointer uid;
    g_hash_table_iter_init(&iter, candidates);
    while (g_hash_table_iter_next(&iter, &uid, NULL)) {
        gint64 one;
        gboolean is_held;
        if (!keep_db_int(polling->db, HELD, BIND(KI("id", polling->source_id), KT("uid", uid)), &one, &is_held, error) ||
            (!is_held && !keep_occurrence_withdraw(polling, uid, error)))
            return FALSE;
    }
    return TRUE;
}

static gboolean
write_tokens(KeepDb *db, gint64 source_id, GHashTable *tokens, GError **error)
{
    static const char WRITE[] = "INSERT INTO dav_calendar (source_id, href, token) VALUES (:id, :href, :token)";
    GHashTableIter iter;
    gpointer href, token;
    if (!keep_db_run(db, "DELETE FROM dav_calendar WHERE source_id = :id", BIND(KI("id", source_id)), error))
        return FALSE;
    g_hash_table_iter_init(&iter, tokens);
    while (g_hash_table_iter_next(&iter, &href, &token))
        if (!keep_db_run(db, WRITE, BIND(KI("id", source_id), KT("href", href), KT("token", token)), error))
            return FALSE;
    return TRUE;
}

gboolean
keep_dav_store(KeepDb *db, gint64 source_id, GHashTable *tokens, const KeepDavItem *items, gsize n_items, const KeepGroups *groups,
               gint64 from, gint64 to, const Calendar *calendar, gint64 now, KeepPoll *ret, GError **error)
{
    g_autoptr(GHashTable) candidates = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const KeepPolling polling = {.db = db, .source_id = source_id, .calendar = calendar, .now = now, .from = from, .to = to, .result = ret, .has_followers = TRUE};
    if (!keep_db_begin(db, error))
        return FALSE;
    gboolean ok = keep_calendar_expand(db, source_id, groups, from, to, calendar, now, ret, error) &&
                  write_items(db, source_id, items, n_items, candidates, error) && withdraw_orphans(&polling, candidates, error) &&
                  keep_occurrence_cover(&polling, error) && write_tokens(db, source_id, tokens, error);
    return keep_db_end(db, ok, error);
}
