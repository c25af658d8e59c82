/* SPDX-License-Identifier: MIT
 * The queue of the hook command. */
#include "keep/hook.h"

gboolean
keep_hook_push(KeepDb *db, const char *body, gint64 now, GError **error)
{
    return keep_db_run(db, "INSERT INTO hook_queue (at, body) VALUES (:now, :body)", BIND(KI("now", now), KT("body", body)), error);
}

void
keep_hook_item_clear(KeepHookItem *item)
{
    g_clear_pointer(&item->body, g_free);
}

gboolean
keep_hook_first(KeepDb *db, KeepHookItem *ret, GError **error)
{
    g_autoptr(GError) problem = NULL;
    g_autoptr(KeepRows) rows = keep_db_query(db, "SELECT id, tries, body FROM hook_queue ORDER BY id LIMIT 1", NO_BIND, error);
    *ret = (KeepHookItem){0};
    if (!rows)
        return FALSE;
    if (keep_rows_next(rows, &problem))
        *ret = (KeepHookItem){keep_rows_int(rows, 0), keep_rows_int(rows, 1), g_strdup(keep_rows_text(rows, 2))};
    if (!problem)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&problem));
    return FALSE;
}

gboolean
keep_hook_drop(KeepDb *db, gint64 id, GError **error)
{
    return keep_db_run(db, "DELETE FROM hook_queue WHERE id = :id", BIND(KI("id", id)), error);
}

gboolean
keep_hook_failed(KeepDb *db, gint64 id, GError **error)
{
    return keep_db_run(db, "UPDATE hook_queue SET tries = tries + 1 WHERE id = :id", BIND(KI("id", id)), error);
}

gboolean
keep_hook_tell(KeepDb *db, gint64 signal_id, GError **error)
{
    return keep_db_run(db, "INSERT OR IGNORE INTO hook_told (signal_id) VALUES (:id)", BIND(KI("id", signal_id)), error);
}

GArray *
keep_hook_ended(KeepDb *db, GError **error)
{
    return keep_db_ids(db,
                       "SELECT h.signal_id FROM hook_told h LEFT JOIN signal s ON s.id = h.signal_id WHERE COALESCE(s.state, '') <> 'open' "
                       "ORDER BY h.signal_id",
                       NO_BIND, error);
}

gboolean
keep_hook_forget(KeepDb *db, gint64 signal_id, GError **error)
{
    return keep_db_run(db, "DELETE FROM hook_told WHERE signal_id = :id", BIND(KI("id", signal_id)), error);
}

gboolean
keep_hook_clear(KeepDb *db, GError **error)
{
    return keep_db_run(db, "DELETE FROM hook_queue", NO_BIND, error) && keep_db_run(db, "DELETE FROM hook_told", NO_BIND, error);
}
