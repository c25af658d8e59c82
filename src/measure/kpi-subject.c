/* SPDX-License-Identifier: MIT
 * What people call what a figure is about. */
#include "measure/kpi.h"
#include "measure/sql.h"

static GHashTable *
load_names(const MeasureContext *context, GError **error)
{
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    GError *problem = NULL;
    g_autoptr(KeepRows) rows = keep_db_query(context->db, measure_sql("list-subjects"), NO_BIND, error);
    while (rows && keep_rows_next(rows, &problem))
        g_hash_table_insert(names, g_strdup(keep_rows_text(rows, 0)), g_strdup(keep_rows_text(rows, 1)));
    if (problem)
        g_propagate_error(error, problem);
    return rows && !problem ? g_steal_pointer(&names) : NULL;
}

static gboolean
is_any_scoped(const GPtrArray *figures)
{
    for (guint i = 0; i < figures->len; i++)
        if (!g_str_equal(((const Figure *)g_ptr_array_index((GPtrArray *)figures, i))->scope, "all"))
            return TRUE;
    return FALSE;
}

gboolean
measure_kpi_subjects(const MeasureContext *context, GPtrArray *figures, GError **error)
{
    if (!is_any_scoped(figures))
        return TRUE;
    g_autoptr(GHashTable) names = load_names(context, error);
    for (guint i = 0; names && i < figures->len; i++) {
        Figure *figure = g_ptr_array_index(figures, i);
        g_free(figure->subject);
        figure->subject = g_strdup(g_hash_table_lookup(names, figure->scope));
    }
    return names != NULL;
}
