/* SPDX-License-Identifier: MIT
 * What an import would change. */
#include "run/import-difference.h"
#include <glib/gi18n.h>
#include "measure/list-table.h"
#include "present/csv.h"

Table *
run_import_difference_read(const MeasureContext *context, const char *kind, GError **error)
{
    g_autofree char *name = g_strconcat("export-", kind, NULL);
    return measure_list_query(context, kind, name, NO_BIND, error);
}

/* What makes rows without an id the same (15-B24). */
static const struct {
    const char *kind, *keys;
} natural_keys[] = {
    { "stage-history", "lead stage at" },
    { "lead-changes", "lead at field old new" },
    { "qualification", "lead step" },
    { "lead-touches", "lead source at" },
    { "invoices", "number line" },
    { "subscription-changes", "subscription effective" },
    { "reviews", "account kind held" },
    { "surveys", "account kind score date contact project" },
    { "targets", "kpi scope period key" },
    { "value-notes", "account date kind note" },
    { "tier-history", "account from" },
    { "tiers", "tier" },
    { "review-policies", "tier kind" },
    { "competitors", "name" },
    { "forecast-snapshots", "taken period_kind period_key" },
};

static const char *
keys_of(const char *kind)
{
    for (gsize i = 0; i < G_N_ELEMENTS(natural_keys); i++)
        if (g_str_equal(natural_keys[i].kind, kind))
            return natural_keys[i].keys;
    return "";
}

static char *
row_key(const Table *table, guint row, GTimeZone *zone)
{
    const Column *first = &g_array_index(table->columns, Column, 0);
    const Value *id = table_get(table, row, first->key);
    if ((g_str_equal(first->key, "id") || g_str_equal(first->key, "code")) && id->kind != VALUE_NULL)
        return present_csv_cell(id, first->key, zone);
    g_auto(GStrv) keys = g_strsplit(keys_of(table->name), " ", -1);
    GString *key = g_string_new(NULL);
    for (char **column = keys; *column != NULL; column++) {
        const Value *value = table_get(table, row, *column);
        g_autofree char *text = value != NULL ? present_csv_cell(value, *column, zone) : NULL;
        g_string_append_printf(key, "%s%s", column > keys ? " " : "", text != NULL ? text : "");
    }
    return g_string_free(key, FALSE);
}

static GHashTable *
index_rows(const Table *table, GTimeZone *zone)
{
    GHashTable *rows = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint row = 0; row < table->rows->len; row++)
        g_hash_table_insert(rows, row_key(table, row, zone), GUINT_TO_POINTER(row + 1));
    return rows;
}

/* NULL of what is empty. */
static const char *
filled(const char *text)
{
    return text != NULL && *text != '\0' ? text : NULL;
}

static void
add_change(Table *changes, const char *key, const char *column, const char *old, const char *now)
{
    table_row(changes);
    table_cell(changes, value_text(key));
    table_cell(changes, value_text(column));
    table_cell(changes, value_text(filled(old)));
    table_cell(changes, value_text(filled(now)));
}

/* OLD_ROW 0 = there was none. */
static guint
compare_row(Table *changes, const Table *before, guint old_row, const Table *after, guint row, const char *key, GTimeZone *zone)
{
    guint found = 0;
    for (guint i = 0; i < after->columns->len; i++) {
        const char *column = g_array_index(after->columns, Column, i).key;
        g_autofree char *now = present_csv_cell(table_get(after, row, column), column, zone);
        g_autofree char *old = old_row > 0 ? present_csv_cell(table_get(before, old_row - 1, column), column, zone) : g_strdup("");
        if (g_str_equal(now, old))
            continue;
        add_change(changes, key, column, old, now);
        found++;
    }
    return found;
}

Table *
run_import_difference(const Table *before, const Table *after, GTimeZone *zone, guint *ret_changed)
{
    Table *changes = table_new("changes");
    table_column(changes, "row", _("Row"), COLUMN_SHOWN);
    table_column(changes, "column", _("Column"), COLUMN_SHOWN);
    table_column(changes, "old", _("Before"), COLUMN_TRUNCATE);
    table_column(changes, "new", _("After"), COLUMN_TRUNCATE);
    g_autoptr(GHashTable) known = index_rows(before, zone);
    *ret_changed = 0;
    for (guint row = 0; row < after->rows->len; row++) {
        g_autofree char *key = row_key(after, row, zone);
        guint old_row = GPOINTER_TO_UINT(g_hash_table_lookup(known, key));
        guint found = compare_row(changes, before, old_row, after, row, key, zone);
        *ret_changed += old_row > 0 && found > 0;
    }
    return changes;
}
