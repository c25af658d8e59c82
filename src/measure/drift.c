/* SPDX-License-Identifier: MIT
 * Pictures of everything that is worked out, and their difference. */
#include "measure/drift.h"
#include "measure/sql.h"

static const char *const tables[] = {"account", "attendee", "episode", "lead", "link", "message", "touchpoint"};

typedef struct { /* one row; its key in the picture is TABLE, a tab, ROW */
    const char *table;
    char *row;
    GPtrArray *names, *cells; /* of char*; names are shared by the rows of a table */
} Line;

void
measure_drift_free(gpointer data)
{
    Drift *drift = data;
    g_free(drift->what);
    g_free(drift->row);
    g_free(drift->stored);
    g_free(drift->computed);
    g_free(drift);
}

static void
free_line(gpointer data)
{
    Line *line = data;
    g_free(line->row);
    g_ptr_array_unref(line->names);
    g_ptr_array_unref(line->cells);
    g_free(line);
}

static char *
cell(KeepRows *rows, int column)
{
    if (keep_rows_is_null(rows, column))
        return NULL;
    return keep_rows_is_text(rows, column) ? g_strdup(keep_rows_text(rows, column))
                                           : g_strdup_printf("%" G_GINT64_FORMAT, keep_rows_int(rows, column));
}

static void
add_line(GHashTable *picture, const char *table, GPtrArray *names, KeepRows *rows)
{
    Line *line = g_new0(Line, 1);
    line->table = table;
    line->row = g_strdup(keep_rows_text(rows, 0));
    line->names = g_ptr_array_ref(names);
    line->cells = g_ptr_array_new_with_free_func(g_free);
    for (int i = 1; i < keep_rows_columns(rows); i++)
        g_ptr_array_add(line->cells, cell(rows, i));
    g_hash_table_replace(picture, g_strconcat(table, "\t", line->row, NULL), line);
}

static gboolean
add_table(GHashTable *picture, KeepDb *db, const char *table, GError **error)
{
    g_autofree char *name = g_strconcat("check-", table, NULL);
    g_autoptr(KeepRows) rows = keep_db_query_text(db, measure_sql(name), NO_BIND, FALSE, error);
    if (!rows)
        return FALSE;
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (int i = 1; i < keep_rows_columns(rows); i++)
        g_ptr_array_add(names, g_strdup(keep_rows_name(rows, i)));
    GError *problem = NULL;
    while (keep_rows_next(rows, &problem))
        add_line(picture, table, names, rows);
    if (problem)
        g_propagate_error(error, problem);
    return problem == NULL;
}

GHashTable *
measure_drift_picture(KeepDb *db, GError **error)
{
    g_autoptr(GHashTable) picture = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_line);
    for (gsize i = 0; i < G_N_ELEMENTS(tables); i++)
        if (!add_table(picture, db, tables[i], error))
            return NULL;
    return g_steal_pointer(&picture);
}

static void
add(GPtrArray *drifts, char *what, const char *row, const char *stored, const char *computed)
{
    Drift *drift = g_new0(Drift, 1);
    drift->what = what;
    drift->row = g_strdup(row);
    drift->stored = g_strdup(stored);
    drift->computed = g_strdup(computed);
    g_ptr_array_add(drifts, drift);
}

static void
compare_line(const Line *before, const Line *after, GPtrArray *drifts)
{
    for (guint i = 0; i < before->cells->len; i++)
        if (g_strcmp0(before->cells->pdata[i], after->cells->pdata[i]) != 0)
            add(drifts, g_strconcat(before->table, ".", before->names->pdata[i], NULL), before->row, before->cells->pdata[i],
                after->cells->pdata[i]);
}

static int
by_name(gconstpointer a, gconstpointer b)
{
    const Drift *x = *(Drift *const *)a, *y = *(Drift *const *)b;
    int order = g_strcmp0(x->what, y->what);
    return order != 0 ? order : g_strcmp0(x->row, y->row);
}

GPtrArray *
measure_drift_compare(GHashTable *before, GHashTable *after)
{
    GPtrArray *drifts = g_ptr_array_new_with_free_func(measure_drift_free);
    GHashTableIter iter;
    gpointer key, value;
    g_hash_table_iter_init(&iter, before);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        const Line *line = value, *other = g_hash_table_lookup(after, key);
        if (other)
            compare_line(line, other, drifts);
        else
            add(drifts, g_strdup(line->table), line->row, line->row, NULL);
    }
    g_hash_table_iter_init(&iter, after);
    while (g_hash_table_iter_next(&iter, &key, &value))
        if (!g_hash_table_contains(before, key))
            add(drifts, g_strdup(((const Line *)value)->table), ((const Line *)value)->row, NULL, ((const Line *)value)->row);
    g_ptr_array_sort(drifts, by_name);
    return drifts;
}
