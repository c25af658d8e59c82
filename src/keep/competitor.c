/* SPDX-License-Identifier: MIT
 * Competitors and their spellings. */
#include "keep/competitor.h"
#include "base/text.h"

static const char all_sql[] = "SELECT id, name || CASE WHEN aliases = '' THEN '' ELSE '" KEEP_COMPETITOR_SPLIT "' || aliases END FROM competitor ORDER BY id";

static gboolean
is_called(const char *spellings, const char *folded)
{
    g_auto(GStrv) words = g_strsplit(spellings, KEEP_COMPETITOR_SPLIT, -1);
    for (char **word = words; *word != NULL; word++) {
        g_autofree char *one = text_fold(*word);
        if (g_str_equal(one, folded))
            return TRUE;
    }
    return FALSE;
}

gboolean
keep_competitor_find(KeepDb *db, const char *text, gint64 *ret_id, GError **error)
{
    g_autofree char *folded = text_fold(text);
    g_autoptr(KeepRows) rows = keep_db_query(db, all_sql, NO_BIND, error);
    GError *problem = NULL;
    *ret_id = 0;
    while (rows != NULL && *ret_id == 0 && keep_rows_next(rows, &problem))
        if (is_called(keep_rows_text(rows, 1), folded))
            *ret_id = keep_rows_int(rows, 0);
    if (problem != NULL)
        g_propagate_error(error, problem);
    return rows != NULL && problem == NULL;
}

GPtrArray *
keep_competitor_words(KeepDb *db, GError **error)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(KeepRows) rows = keep_db_query(db, all_sql, NO_BIND, error);
    GError *problem = NULL;
    while (rows != NULL && keep_rows_next(rows, &problem)) {
        g_auto(GStrv) words = g_strsplit(keep_rows_text(rows, 1), KEEP_COMPETITOR_SPLIT, -1);
        for (char **word = words; *word != NULL; word++)
            if (**word != '\0')
                g_ptr_array_add(all, g_strdup(*word));
    }
    if (problem != NULL)
        g_propagate_error(error, problem);
    return rows != NULL && problem == NULL ? g_steal_pointer(&all) : NULL;
}
