/* SPDX-License-Identifier: MIT
 * Figures as a table: one that machines read (spec 00 §4, 17-K7), and one that people read. */
#include "present/figures.h"
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
#include "present/figure-words.h"
#include "present/print.h"


static Value *
number(gboolean has, double value, gboolean is_int)
{
    if (!has || !isfinite(value))
        return value_null();
    return is_int && fabs(value) < 9e18 ? value_int((gint64)value) : value_real(value);
}

/* A limit is written as a whole number whenever it is one: 5, not 5.0, whatever the unit. */
static Value *
limit(gboolean has, double value)
{
    return number(has, value, value == floor(value));
}

static Value *
target(const Figure *figure)
{
    Value *map = value_map();
    value_set(map, "low", limit(figure->has_low, figure->target_low));
    value_set(map, "high", limit(figure->has_high, figure->target_high));
    value_set(map, "direction", value_text(figure->direction));
    return map;
}

static Value *
previous(const Figure *figure)
{
    if (!figure->has_previous)
        return value_null();
    g_autofree char *period = period_label(&figure->previous_period);
    Value *map = value_map();
    value_set(map, "period", value_text(period));
    value_set(map, "value",
              number(figure->previous_has_value, figure->previous_value, figure->previous_is_int));
    value_set(map, "n", figure->has_n ? value_int(figure->previous_n) : value_null());
    return map;
}

static Value *copy(const Value *value);

static void
copy_items(const Value *from, Value *to)
{
    for (guint i = 0; i < from->items->len; i++) {
        Value *item = copy(g_ptr_array_index(from->items, i));
        if (from->kind == VALUE_MAP)
            value_set(to, g_ptr_array_index(from->keys, i), item);
        else
            value_append(to, item);
    }
}

static Value *
copy(const Value *value)
{
    if (value->kind == VALUE_TEXT)
        return value_text(value->t);
    if (value->kind == VALUE_LIST || value->kind == VALUE_MAP) {
        Value *fresh = value->kind == VALUE_LIST ? value_list() : value_map();
        copy_items(value, fresh);
        return fresh;
    }
    Value *fresh = value_null();
    fresh->kind = value->kind;
    fresh->i = value->i;
    fresh->r = value->r;
    return fresh;
}

static Value *
row_map(const Table *table, const GPtrArray *cells)
{
    Value *map = value_map();
    for (guint i = 0; i < cells->len; i++)
        value_set(map, g_array_index(table->columns, Column, i).key,
                  copy(g_ptr_array_index(cells, i)));
    return map;
}

static Value *
rows(const Table *table)
{
    if (!table)
        return value_null();
    Value *list = value_list();
    for (guint i = 0; i < table->rows->len; i++)
        value_append(list, row_map(table, g_ptr_array_index(table->rows, i)));
    return list;
}

static void
add_columns(Table *table, gboolean with_rows, gboolean with_gaps, gboolean with_restated)
{
    static const char *const keys[] = {"id",          "scope",      "period", "value",  "num",
                                       "den",         "n",          "lo",     "hi",     "unit",
                                       "null_reason", "is_partial", "target", "status", "previous"};
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++)
        table_column(table, keys[i], NULL, COLUMN_SHOWN);
    if (with_rows)
        table_column(table, "rows", NULL, COLUMN_HIDDEN);
    if (with_gaps)
        table_column(table, "incomplete_since", NULL, COLUMN_HIDDEN);
    if (with_restated)
        table_column(table, "is_restated", NULL, COLUMN_HIDDEN);
    table_column(table, "title", NULL, COLUMN_PEOPLE);
    table_column(table, "period_words", NULL, COLUMN_PEOPLE);
    table_column(table, "subject", NULL, COLUMN_PEOPLE);
}

static void
cell(Table *table, char *owned)
{
    table_cell(table, value_text(owned));
    g_free(owned);
}

static void
add_row(Table *table, const Figure *figure, gboolean with_rows, gboolean with_gaps, gboolean with_restated)
{
    g_autofree char *period = period_label(&figure->period);
    gboolean has_interval = figure->has_value && figure->has_interval;
    table_row(table);
    table_cell(table, value_text(figure->id));
    table_cell(table, value_text(figure->scope));
    table_cell(table, value_text(period));
    table_cell(table, number(figure->has_value, figure->value, figure->value_is_int));
    table_cell(table, number(figure->has_num, figure->num, figure->num_is_int));
    table_cell(table, number(figure->has_den, figure->den, figure->den_is_int));
    table_cell(table, figure->has_n ? value_int(figure->n) : value_null());
    table_cell(table, number(has_interval, figure->lo, FALSE));
    table_cell(table, number(has_interval, figure->hi, FALSE));
    table_cell(table, value_text(figure->unit));
    table_cell(table, value_text(figure->has_value ? NULL : figure->null_reason));
    table_cell(table, value_bool(figure->is_partial));
    table_cell(table, target(figure));
    table_cell(table, value_text(figure->status ? figure->status : "none"));
    table_cell(table, previous(figure));
    if (with_rows)
        table_cell(table, rows(figure->rows));
    if (with_gaps)
        table_cell(table, figure->incomplete_since ? value_instant(figure->incomplete_since)
                                                   : value_null());
    if (with_restated)
        table_cell(table, value_bool(figure->is_restated));
    table_cell(table, value_text(figure->title ? figure->title : figure->id));
    cell(table, period_words(&figure->period));
    table_cell(table, value_text(figure->subject));
}

Table *
present_figures(GPtrArray *figures)
{
    gboolean with_rows = FALSE, with_gaps = FALSE, with_restated = FALSE;
    for (guint i = 0; i < figures->len; i++) {
        const Figure *figure = g_ptr_array_index(figures, i);
        with_rows |= figure->rows != NULL;
        with_gaps |= figure->incomplete_since != 0;
        with_restated |= figure->is_restated;
    }
    Table *table = table_new("kpis");
    add_columns(table, with_rows, with_gaps, with_restated);
    for (guint i = 0; i < figures->len; i++)
        add_row(table, g_ptr_array_index(figures, i), with_rows, with_gaps, with_restated);
    return table;
}

gboolean
present_figures_is(const Table *table)
{
    return table->columns->len >= 15 && g_strcmp0(table->name, "kpis") == 0 &&
           g_strcmp0(g_array_index(table->columns, Column, 10).key, "null_reason") == 0;
}

static gboolean
take_number(const Value *value, double *ret)
{
    if (!value || (value->kind != VALUE_INT && value->kind != VALUE_REAL))
        return FALSE;
    *ret = value->kind == VALUE_INT ? (double)value->i : value->r;
    return TRUE;
}

static const char *
text_of(const Table *table, guint row, const char *key)
{
    const Value *value = table_get(table, row, key);
    return value && value->kind == VALUE_TEXT ? value->t : NULL;
}

/* Only what the words need. Borrows from TABLE. */
static Figure
figure_of(const Table *table, guint row)
{
    Figure figure = {.id = text_of(table, row, "id"), .unit = text_of(table, row, "unit"),
                     .null_reason = text_of(table, row, "null_reason")};
    figure.has_value = take_number(table_get(table, row, "value"), &figure.value);
    figure.has_interval = take_number(table_get(table, row, "lo"), &figure.lo) &&
                          take_number(table_get(table, row, "hi"), &figure.hi);
    const Value *limits = table_get(table, row, "target");
    figure.has_low = take_number(value_get(limits, "low"), &figure.target_low);
    figure.has_high = take_number(value_get(limits, "high"), &figure.target_high);
    const Value *direction = value_get(limits, "direction");
    figure.direction = direction ? direction->t : NULL;
    const Value *before = table_get(table, row, "previous");
    figure.has_previous = before && before->kind == VALUE_MAP;
    if (figure.has_previous)
        figure.previous_has_value = take_number(value_get(before, "value"), &figure.previous_value);
    return figure;
}

static gboolean
is_subject_left_out(const Table *table)
{
    for (guint i = 0; i < table->columns->len; i++) {
        const Column *column = &g_array_index(table->columns, Column, i);
        if (strcmp(column->key, "subject") == 0)
            return (column->flags & COLUMN_HIDDEN) != 0;
    }
    return FALSE;
}

/* What a figure is about: nothing to tell when every one is about the whole business, or about what all of the answer is about. */
static gboolean
has_scopes(const Table *table)
{
    if (is_subject_left_out(table))
        return FALSE;
    for (guint i = 0; i < table->rows->len; i++)
        if (g_strcmp0(text_of(table, i, "scope"), "all") != 0)
            return TRUE;
    return FALSE;
}

/* Caller frees. */
static char *
subject_of(const Table *table, guint row)
{
    return g_strdup_printf("%s %s", text_of(table, row, "id"), text_of(table, row, "scope"));
}

/* Figures that are there for several periods: "id scope" -> 2. Caller unrefs. */
static GHashTable *
namesakes(const Table *table)
{
    GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < table->rows->len; i++) {
        char *subject = subject_of(table, i);
        g_hash_table_replace(seen, subject, GUINT_TO_POINTER(g_hash_table_contains(seen, subject) ? 2 : 1));
    }
    return seen;
}

/* Of several periods each says which it is: the column for it may have no room. */
static Value *
name_of(const Table *table, guint row, GHashTable *several)
{
    g_autofree char *subject = subject_of(table, row);
    if (GPOINTER_TO_UINT(g_hash_table_lookup(several, subject)) < 2)
        return value_text(text_of(table, row, "title"));
    g_autofree char *name = g_strdup_printf("%s, %s", text_of(table, row, "title"), text_of(table, row, "period_words"));
    return value_text(name);
}

static void
add_readable_columns(Table *out, gboolean with_scopes)
{
    table_column(out, "title", _("Figure"), COLUMN_WRAP);
    if (with_scopes)
        table_column(out, "scope", _("Scope"), COLUMN_WRAP);
    table_column(out, "value", _("Value"), COLUMN_RIGHT);
    table_column(out, "target", _("Target"), COLUMN_RIGHT);
    table_column(out, "status", _("Status"), COLUMN_SHOWN);
    table_column(out, "change", _("Change"), COLUMN_RIGHT | COLUMN_DETAIL);
    table_column(out, "n", _("n"), COLUMN_RIGHT | COLUMN_DETAIL);
    table_column(out, "interval", _("Interval"), COLUMN_RIGHT | COLUMN_DETAIL);
    table_column(out, "period", _("Period"), COLUMN_DETAIL);
    table_column(out, "id", _("Id"), COLUMN_DETAIL);
}

static void
add_readable(Table *out, const Table *table, guint row, gboolean with_scopes, GHashTable *several, gboolean swedish)
{
    Figure figure = figure_of(table, row);
    table_row(out);
    table_cell(out, name_of(table, row, several));
    if (with_scopes)
        cell(out, present_scope(text_of(table, row, "scope"), text_of(table, row, "subject")));
    cell(out, present_figure_text(&figure, swedish));
    cell(out, present_figure_target(&figure, swedish));
    table_cell(out, value_text(text_of(table, row, "status")));
    cell(out, present_figure_change(&figure, swedish));
    table_cell(out, copy(table_get(table, row, "n")));
    cell(out, present_figure_interval(&figure, swedish));
    table_cell(out, value_text(text_of(table, row, "period_words")));
    table_cell(out, value_text(text_of(table, row, "id")));
}

Table *
present_figures_readable(const Table *table, gboolean swedish)
{
    gboolean with_scopes = has_scopes(table);
    Table *out = table_new(table->name);
    g_autoptr(GHashTable) several = namesakes(table);
    add_readable_columns(out, with_scopes);
    for (guint i = 0; i < table->rows->len; i++)
        add_readable(out, table, i, with_scopes, several, swedish);
    return out;
}
