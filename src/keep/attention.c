/* SPDX-License-Identifier: MIT
 * Sources that need a person. */
#include "keep/attention.h"
#include "keep/handle.h"
#include "base/wording.h"

gboolean
keep_refusal_set(KeepDb *db, gint64 mailbox_id, const char *mark, gint64 now, GError **error)
{
    return keep_db_run(db, "UPDATE mailbox SET refused_mark = :mark, refused_at = :now WHERE id = :id",
                       BIND(KT("mark", mark), KO("now", mark == NULL, now), KI("id", mailbox_id)), error);
}

char *
keep_refusal_get(KeepDb *db, gint64 mailbox_id, gint64 since, GError **error)
{
    return keep_db_text(db, "SELECT refused_mark FROM mailbox WHERE id = :id AND refused_at > :since",
                        BIND(KI("id", mailbox_id), KI("since", since)), error);
}

gboolean
keep_refusal_forget(KeepDb *db, const char *name, GError **error)
{
    return keep_db_run(db, "UPDATE mailbox SET refused_mark = NULL, refused_at = NULL WHERE name = :name AND refused_mark IS NOT NULL",
                       BIND(KT("name", name)), error);
}

static void
attention_free(gpointer data)
{
    KeepAttention *attention = data;
    g_free(attention->name);
    g_free(attention->error);
    g_free(attention);
}

GPtrArray *
keep_attention_waiting(KeepDb *db, GError **error)
{
    static const char WAITING[] =
        "SELECT id, 0, name, last_error FROM mailbox WHERE state = 'needs_attention' AND told_at IS NULL UNION ALL "
        "SELECT id, 1, name, last_error FROM calendar_source WHERE state = 'needs_attention' AND told_at IS NULL ORDER BY 3, 2";
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(attention_free);
    g_autoptr(KeepRows) rows = keep_db_query(db, WAITING, NO_BIND, error);
    GError *problem = NULL;
    while (rows && keep_rows_next(rows, &problem)) {
        KeepAttention *one = g_new0(KeepAttention, 1);
        one->id = keep_rows_int(rows, 0);
        one->is_calendar = keep_rows_int(rows, 1) != 0;
        one->name = g_strdup(keep_rows_text(rows, 2));
        one->error = wording_drop_owner(wording_show(keep_rows_text(rows, 3)), one->name);
        g_ptr_array_add(all, one);
    }
    if (problem)
        g_propagate_error(error, problem);
    return !rows || problem ? NULL : g_steal_pointer(&all);
}

gboolean
keep_attention_told(KeepDb *db, const KeepAttention *attention, gint64 now, GError **error)
{
    const char *sql = attention->is_calendar ? "UPDATE calendar_source SET told_at = :now WHERE id = :id"
                                             : "UPDATE mailbox SET told_at = :now WHERE id = :id";
    return keep_db_run(db, sql, BIND(KI("now", now), KI("id", attention->id)), error);
}

gboolean
keep_attention_is_over(KeepDb *db, gboolean is_calendar, gint64 id)
{
    const char *sql = is_calendar ? "SELECT told_at FROM calendar_source WHERE id = :id" : "SELECT told_at FROM mailbox WHERE id = :id";
    gint64 told = 0;
    gboolean found = FALSE;
    return keep_db_int(db, sql, BIND(KI("id", id)), &told, &found, NULL) && !found;
}
