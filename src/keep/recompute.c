/* SPDX-License-Identifier: MIT
 * Facts speak again: what was worked out from them is worked out anew, or made dirty. */
#include "keep/proof.h"
#include "keep/handle.h"

static GArray *
query_pairs(KeepDb *db, const char *sql, GError **error)
{
    g_autoptr(KeepRows) rows = keep_db_query(db, sql, NO_BIND, error);
    g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(gint64));
    GError *problem = NULL;
    while (rows && keep_rows_next(rows, &problem))
        for (int i = 0; i < keep_rows_columns(rows); i++) {
            gint64 id = keep_rows_int(rows, i);
            g_array_append_val(pairs, id);
        }
    if (problem)
        g_propagate_error(error, problem);
    return rows && !problem ? g_steal_pointer(&pairs) : NULL;
}

/* Each step halves the way to the root; an id stands under its root when no step is left. */
static gboolean
shorten_ids(KeepDb *db, GError **error)
{
    static const char STEP[] = "UPDATE msgid SET thread_id = t.merged_into FROM thread t WHERE t.id = msgid.thread_id AND t.merged_into IS NOT NULL";
    static const char THREADS[] = "SELECT COUNT(*) FROM thread WHERE merged_into IS NOT NULL";
    gint64 longest;
    if (!keep_db_int(db, THREADS, NO_BIND, &longest, NULL, error))
        return FALSE;
    for (gint64 steps = 0, changes = 1; changes > 0 && steps <= longest; steps++) {
        if (!keep_db_run(db, STEP, NO_BIND, error))
            return FALSE;
        changes = keep_db_changes(db);
    }
    return TRUE;
}

static gboolean
merge(KeepDb *db, gint64 a, gint64 b, GError **error)
{
    static const char IDS[] = "UPDATE msgid SET thread_id = :winner WHERE thread_id = :loser";
    static const char FOLLOW_UPS[] = "UPDATE follow_up SET thread_id = :winner WHERE thread_id = :loser";
    static const char LINK[] = "UPDATE thread SET merged_into = :winner, dirty = 0 WHERE id = :loser";
    const KeepBind binds[] = {KI("winner", MIN(a, b)), KI("loser", MAX(a, b)), {NULL, KEEP_BIND_NULL, 0, 0, NULL}};
    return keep_db_run(db, IDS, binds, error) && keep_db_run(db, FOLLOW_UPS, binds, error) && keep_db_run(db, LINK, binds, error);
}

/* Ids of one message that lie in two threads: they are one (16-B17). */
static gboolean
join_threads(KeepDb *db, GError **error)
{
    static const char APART[] = "SELECT i.thread_id, o.thread_id FROM message_ref r JOIN message m ON m.id = r.message_id "
                                "JOIN msgid i ON i.id = m.msgid_id JOIN msgid o ON o.id = r.msgid_id WHERE i.thread_id <> o.thread_id LIMIT 1";
    static const char MESSAGES[] = "UPDATE message SET thread_id = i.thread_id FROM msgid i "
                                   "WHERE i.id = message.msgid_id AND i.thread_id <> message.thread_id";
    for (gboolean more = TRUE; more;) {
        g_autoptr(GArray) pair = query_pairs(db, APART, error);
        if (!pair)
            return FALSE;
        more = pair->len > 0;
        if (more && !merge(db, g_array_index(pair, gint64, 0), g_array_index(pair, gint64, 1), error))
            return FALSE;
    }
    return keep_db_run(db, MESSAGES, NO_BIND, error);
}

#define OCCURRED                                                                                                     \
    "CASE WHEN arrived_at IS NULL THEN COALESCE(date_at, logged_at) WHEN date_at IS NULL OR date_at < arrived_at - 86400 " \
    "OR date_at > arrived_at + 86400 THEN arrived_at ELSE date_at END" /* 17-A1 */

/* By the index on start_at; a join would try every day. */
#define DAY "(SELECT d.local_day FROM calendar_day d WHERE d.start_at <= message.occurred_at ORDER BY d.start_at DESC LIMIT 1)"

static gboolean
work_out_messages(KeepDb *db, GError **error)
{
    static const char *const ways[] = {
        "UPDATE message SET is_sent = x.is_sent FROM (SELECT l.message_id AS id, MAX(f.role = 'sent') AS is_sent FROM ledger l "
        "JOIN mail_folder f ON f.id = l.folder_id WHERE l.message_id IS NOT NULL GROUP BY l.message_id) x "
        "WHERE x.id = message.id AND x.is_sent <> message.is_sent",
        "UPDATE message SET arrived_at = x.at FROM (SELECT message_id, MIN(arrived_at) AS at FROM ledger WHERE message_id IS NOT NULL "
        "GROUP BY message_id) x WHERE x.message_id = message.id AND x.at IS NOT NULL AND x.at IS DISTINCT FROM message.arrived_at",
        "UPDATE message SET occurred_at = " OCCURRED " WHERE occurred_at <> " OCCURRED,
        "UPDATE message SET local_day = " DAY " WHERE local_day <> " DAY " AND occurred_at >= (SELECT MIN(start_at) FROM calendar_day) "
        "AND occurred_at < (SELECT MAX(end_at) FROM calendar_day)",
        "UPDATE message SET twin = n.twin FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY msgid_id ORDER BY occurred_at, copy_key) AS twin "
        "FROM message) n WHERE n.id = message.id AND n.twin <> message.twin",
        "UPDATE message SET digest = '' WHERE digest IS NOT NULL",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(ways); i++)
        if (!keep_db_run(db, ways[i], NO_BIND, error))
            return FALSE;
    return TRUE;
}

/* A touchpoint of a message or meeting that is no more has nothing that would settle it; and an episode under another account than the one in its
 * key would stand in the way of the right one. */
static gboolean
drop_strays(KeepDb *db, GError **error)
{
    static const char EPISODES[] =
        "DELETE FROM response_episode WHERE id IN (SELECT e.id FROM response_episode e JOIN account a ON a.id = e.account_id "
        "WHERE substr(e.episode_key, instr(e.episode_key, '|'), length(a.ext_id) + 2) <> '|' || a.ext_id || '|')";
    static const char STRAYS[] = "DELETE FROM touchpoint WHERE (src_key LIKE 'm:%' AND email_id IS NULL) "
                                 "OR (src_key LIKE 'e:%' AND meeting_id IS NULL)";
    return keep_db_run(db, STRAYS, NO_BIND, error) && keep_db_run(db, EPISODES, NO_BIND, error);
}

static gboolean
recompute(KeepDb *db, GError **error)
{
    const char *const all[] = {"*", NULL};
    return shorten_ids(db, error) && join_threads(db, error) && work_out_messages(db, error) && drop_strays(db, error) &&
           keep_thread_mark(db, all, NULL, error) &&
           keep_db_run(db, "UPDATE account SET dirty = 1 WHERE dirty = 0", NO_BIND, error);
}

gboolean
keep_proof_recompute(KeepDb *db, GError **error)
{
    if (!keep_db_begin(db, error))
        return FALSE;
    return keep_db_end(db, recompute(db, error), error);
}
