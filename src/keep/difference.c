/* SPDX-License-Identifier: MIT
 * What a re-match changes. Triggers of this connection take it down: a comparison of before and after would have to read every row. */
#include "keep/difference.h"

/* A touchpoint as a line of text: what is not the account. */
#define FACTS(row)                                                                                                   \
    "COALESCE(" row ".contact_id, 0) || ' ' || COALESCE(" row ".contact_addr, '') || ' ' || COALESCE(" row ".lead_id, 0) || ' ' || " \
    row ".method || ' ' || " row ".direction || ' ' || " row ".is_copied"

static const char *const begin_sql[] = {
    "CREATE TEMP TABLE difference_touch (src_key TEXT NOT NULL, account_id INTEGER NOT NULL, change INTEGER NOT NULL, facts TEXT NOT NULL)",
    "CREATE TEMP TABLE difference_message (message_id INTEGER NOT NULL, is_erased INTEGER NOT NULL)",
    "CREATE TEMP TABLE difference_meeting (meeting_id INTEGER NOT NULL)",
    "CREATE TEMP TRIGGER difference_insert AFTER INSERT ON main.touchpoint BEGIN "
    "INSERT INTO difference_touch VALUES (NEW.src_key, NEW.account_id, 1, " FACTS("NEW") "); END",
    "CREATE TEMP TRIGGER difference_delete AFTER DELETE ON main.touchpoint BEGIN "
    "INSERT INTO difference_touch VALUES (OLD.src_key, OLD.account_id, -1, " FACTS("OLD") "); END",
    "CREATE TEMP TRIGGER difference_update AFTER UPDATE ON main.touchpoint "
    "WHEN OLD.account_id <> NEW.account_id OR " FACTS("OLD") " <> " FACTS("NEW") " BEGIN "
    "INSERT INTO difference_touch VALUES (OLD.src_key, OLD.account_id, -1, " FACTS("OLD") "); "
    "INSERT INTO difference_touch VALUES (NEW.src_key, NEW.account_id, 1, " FACTS("NEW") "); END",
    "CREATE TEMP TRIGGER difference_class AFTER UPDATE OF direction, auto_class ON main.message "
    "WHEN OLD.auto_class IS NOT NULL AND (OLD.auto_class IS NOT NEW.auto_class OR OLD.direction IS NOT NEW.direction) BEGIN "
    "INSERT INTO difference_message VALUES (NEW.id, 0); END",
    "CREATE TEMP TRIGGER difference_erase AFTER DELETE ON main.message BEGIN INSERT INTO difference_message VALUES (OLD.id, 1); END",
    "CREATE TEMP TRIGGER difference_meeting AFTER UPDATE OF account_id, is_own ON main.guest "
    "WHEN OLD.account_id IS NOT NEW.account_id OR OLD.is_own <> NEW.is_own BEGIN "
    "INSERT INTO difference_meeting SELECT id FROM main.meeting WHERE guests = NEW.list_id; END",
};
static const char *const end_sql[] = {
    "DROP TRIGGER temp.difference_insert", "DROP TRIGGER temp.difference_delete", "DROP TRIGGER temp.difference_update",
    "DROP TRIGGER temp.difference_class",  "DROP TRIGGER temp.difference_erase",  "DROP TRIGGER temp.difference_meeting",
    "DROP TABLE temp.difference_touch",    "DROP TABLE temp.difference_message",  "DROP TABLE temp.difference_meeting",
};

/* Made and dropped again and again: none of them may stay prepared. */
static gboolean
run_each(KeepDb *db, const char *const *sql, gsize n, GError **error)
{
    for (gsize i = 0; i < n; i++)
        if (!keep_db_run_text(db, sql[i], NO_BIND, error))
            return FALSE;
    return TRUE;
}

gboolean
keep_difference_begin(KeepDb *db, GError **error)
{
    return run_each(db, begin_sql, G_N_ELEMENTS(begin_sql), error);
}

gboolean
keep_difference_end(KeepDb *db, GError **error)
{
    return run_each(db, end_sql, G_N_ELEMENTS(end_sql), error);
}

/* What was added and taken away again is nothing. A touch that left one account and came to another has moved. */
static const char read_sql[] =
    "WITH net AS (SELECT d.src_key, d.account_id, SUM(d.change) AS change, MIN(CASE WHEN d.change < 0 THEN d.rowid END) AS was, "
    "MAX(CASE WHEN d.change > 0 THEN d.rowid END) AS becomes FROM temp.difference_touch d GROUP BY d.src_key, d.account_id), "
    "touch AS (SELECT n.src_key, SUM(MAX(n.change, 0)) AS came, SUM(MAX(-n.change, 0)) AS went, SUM(n.change = 0 AND x.facts <> y.facts) AS changed "
    "FROM net n LEFT JOIN temp.difference_touch x ON x.rowid = n.was LEFT JOIN temp.difference_touch y ON y.rowid = n.becomes GROUP BY n.src_key) "
    "SELECT COALESCE(SUM(came - MIN(came, went)), 0), COALESCE(SUM(went - MIN(came, went)), 0), COALESCE(SUM(MIN(came, went)), 0), "
    "COALESCE(SUM(changed), 0), "
    "(SELECT COUNT(DISTINCT message_id) FROM temp.difference_message d WHERE is_erased = 0 AND NOT EXISTS (SELECT 1 FROM temp.difference_message e "
    "WHERE e.message_id = d.message_id AND e.is_erased = 1)), "
    "(SELECT COUNT(*) FROM temp.difference_message WHERE is_erased = 1), "
    "(SELECT COUNT(DISTINCT meeting_id) FROM temp.difference_meeting) FROM touch";

gboolean
keep_difference_read(KeepDb *db, KeepDifference *ret, GError **error)
{
    GError *problem = NULL;
    g_autoptr(KeepRows) rows = keep_db_query_text(db, read_sql, NO_BIND, FALSE, error);
    if (!rows)
        return FALSE;
    if (keep_rows_next(rows, &problem))
        *ret = (KeepDifference){ keep_rows_int(rows, 0), keep_rows_int(rows, 1), keep_rows_int(rows, 2), keep_rows_int(rows, 3),
                                 keep_rows_int(rows, 4), keep_rows_int(rows, 5), keep_rows_int(rows, 6) };
    if (problem)
        g_propagate_error(error, problem);
    return problem == NULL;
}

void
keep_example_free(gpointer data)
{
    KeepExample *example = data;
    if (!example)
        return;
    g_free(example->addr);
    g_free(example->subject);
    g_free(example->before);
    g_free(example->after);
    g_free(example);
}

/* src_key is 'm:<message>', 'e:<meeting>' or 'x:<external id>'. */
static const char examples_sql[] =
    "WITH net AS (SELECT src_key, account_id, SUM(change) AS change FROM temp.difference_touch GROUP BY src_key, account_id HAVING SUM(change) <> 0), "
    "touch AS (SELECT src_key, "
    "(SELECT group_concat(a.ext_id, ' ') FROM net n JOIN account a ON a.id = n.account_id WHERE n.src_key = o.src_key AND n.change < 0) AS went, "
    "(SELECT group_concat(a.ext_id, ' ') FROM net n JOIN account a ON a.id = n.account_id WHERE n.src_key = o.src_key AND n.change > 0) AS came "
    "FROM net o GROUP BY src_key) "
    "SELECT COALESCE(m.occurred_at, g.start_at, x.occurred_at), CASE WHEN m.direction = 'out' THEN (SELECT a.addr FROM message_party p "
    "JOIN address a ON a.id = p.address_id WHERE p.message_id = m.id AND p.role = 'to' ORDER BY p.position LIMIT 1) ELSE f.addr END, "
    "COALESCE(m.subject, g.summary, x.summary), t.went, t.came FROM touch t "
    "LEFT JOIN message m ON t.src_key LIKE 'm:%' AND m.id = CAST(substr(t.src_key, 3) AS INTEGER) LEFT JOIN address f ON f.id = m.from_id "
    "LEFT JOIN meeting g ON t.src_key LIKE 'e:%' AND g.id = CAST(substr(t.src_key, 3) AS INTEGER) "
    "LEFT JOIN touchpoint x ON x.id = (SELECT MIN(y.id) FROM touchpoint y WHERE t.src_key LIKE 'x:%' AND y.src_key = t.src_key) "
    "ORDER BY 1 DESC, t.src_key LIMIT :max";

GPtrArray *
keep_difference_examples(KeepDb *db, guint max, GError **error)
{
    GError *problem = NULL;
    g_autoptr(GPtrArray) examples = g_ptr_array_new_with_free_func(keep_example_free);
    g_autoptr(KeepRows) rows = keep_db_query_text(db, examples_sql, BIND(KI("max", max)), FALSE, error);
    while (rows && keep_rows_next(rows, &problem)) {
        KeepExample *example = g_new0(KeepExample, 1);
        *example = (KeepExample){ keep_rows_int(rows, 0), g_strdup(keep_rows_text(rows, 1)), g_strdup(keep_rows_text(rows, 2)),
                                  g_strdup(keep_rows_text(rows, 3)), g_strdup(keep_rows_text(rows, 4)) };
        g_ptr_array_add(examples, example);
    }
    if (problem)
        g_propagate_error(error, problem);
    return !rows || problem ? NULL : g_steal_pointer(&examples);
}
