/* SPDX-License-Identifier: MIT
 * The columns of a file. */
#include "present/field.h"

static void
field_clear(gpointer field)
{
    g_free(((PresentField *)field)->header);
}

static const Value *
cell_at(const GPtrArray *row, guint column)
{
    return column < row->len ? g_ptr_array_index(row, column) : NULL;
}

static void
add_field(GArray *fields, guint column, const char *key, const char *sub)
{
    for (guint i = 0; i < fields->len; i++) {
        const PresentField *field = &g_array_index(fields, PresentField, i);
        if (field->column == column && g_strcmp0(field->sub, sub) == 0)
            return;
    }
    PresentField field = {column, sub, sub ? g_strdup_printf("%s_%s", key, sub) : g_strdup(key)};
    g_array_append_val(fields, field);
}

static void
add_column_fields(GArray *fields, const Table *table, guint column)
{
    const char *key = g_array_index(table->columns, Column, column).key;
    gboolean is_map = FALSE;
    for (guint i = 0; i < table->rows->len; i++) {
        const Value *value = cell_at(g_ptr_array_index(table->rows, i), column);
        if (!value || value->kind != VALUE_MAP)
            continue;
        is_map = TRUE;
        for (guint k = 0; value->keys && k < value->keys->len; k++)
            add_field(fields, column, key, g_ptr_array_index(value->keys, k));
    }
    if (!is_map)
        add_field(fields, column, key, NULL);
}

GArray *
present_fields(const Table *table)
{
    GArray *fields = g_array_new(FALSE, FALSE, sizeof(PresentField));
    g_array_set_clear_func(fields, field_clear);
    for (guint i = 0; i < table->columns->len; i++)
        if (!(g_array_index(table->columns, Column, i).flags & COLUMN_PEOPLE))
            add_column_fields(fields, table, i);
    return fields;
}

const Value *
present_field_value(const PresentField *field, const GPtrArray *row)
{
    const Value *value = cell_at(row, field->column);
    if (!value || !field->sub)
        return value;
    return value->kind == VALUE_MAP ? value_get(value, field->sub) : NULL;
}
