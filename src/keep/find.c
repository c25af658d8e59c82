/* SPDX-License-Identifier: MIT
 * Rows found by the names that people use for them. */
#include "keep/find.h"
#include <string.h>

/* An id may really end in "#2": then it is meant as it stands. */
gboolean
keep_find_message(KeepDb *db, const char *public_id, gint64 *ret_id, gint64 *ret_thread_id, GError **error)
{
    static const char FIND[] =
        "SELECT m.id, m.thread_id FROM msgid x JOIN message m ON m.msgid_id = x.id "
        "WHERE (x.value = :whole AND m.twin = 1) OR (x.value = :bare AND m.twin = :twin) ORDER BY x.value = :whole DESC LIMIT 1";
    g_autofree char *bare = g_strdup(public_id);
    char *hash = strrchr(bare, '#');
    gint64 twin = hash ? g_ascii_strtoll(hash + 1, NULL, 10) : 0;
    if (twin > 1)
        *hash = '\0';
    GError *problem = NULL;
    g_autoptr(KeepRows) rows =
        keep_db_query(db, FIND, BIND(KT("whole", public_id), KT("bare", bare), KI("twin", MAX(twin, 1))), error);
    if (!rows)
        return FALSE;
    gboolean found = keep_rows_next(rows, &problem);
    *ret_id = found ? keep_rows_int(rows, 0) : 0;
    *ret_thread_id = found ? keep_rows_int(rows, 1) : 0;
    if (problem)
        g_propagate_error(error, problem);
    return problem == NULL;
}

gboolean
keep_find_touchpoint(KeepDb *db, const char *name, KeepTouch *ret, GError **error)
{
    static const char FIND[] = "SELECT id, account_id, COALESCE(email_id, 0), COALESCE(meeting_id, 0) FROM touchpoint "
                               "WHERE ext_id = :name OR (id = :number AND ext_id IS NULL)";
    guint64 number = 0;
    if (!g_ascii_string_to_unsigned(name, 10, 1, G_MAXINT64, &number, NULL))
        number = 0;
    GError *problem = NULL;
    *ret = (KeepTouch){ 0 };
    g_autoptr(KeepRows) rows = keep_db_query(db, FIND, BIND(KT("name", name), KI("number", (gint64)number)), error);
    if (!rows)
        return FALSE;
    if (keep_rows_next(rows, &problem))
        *ret = (KeepTouch){ keep_rows_int(rows, 0), keep_rows_int(rows, 1), keep_rows_int(rows, 2), keep_rows_int(rows, 3) };
    if (problem)
        g_propagate_error(error, problem);
    return problem == NULL;
}
