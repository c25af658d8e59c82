/* SPDX-License-Identifier: MIT
 * Tables of typed cells, and the document that holds them. */
#include "base/table.h"
#include <string.h>
#include "base/day.h"

static void
value_destroy(gpointer data)
{
    value_free(data);
}

static Value *
value_new(ValueKind kind)
{
    Value *value = g_new0(Value, 1);
    value->kind = kind;
    return value;
}

static Value *
value_number(ValueKind kind, gint64 i)
{
    Value *value = value_new(kind);
    value->i = i;
    return value;
}

Value *
value_null(void)
{
    return value_new(VALUE_NULL);
}

Value *
value_bool(gboolean b)
{
    return value_number(VALUE_BOOL, b != FALSE);
}

Value *
value_int(gint64 i)
{
    return value_number(VALUE_INT, i);
}

Value *
value_real(double r)
{
    Value *value = value_new(VALUE_REAL);
    value->r = r;
    return value;
}

Value *
value_text(const char *text)
{
    if (!text)
        return value_null();
    Value *value = value_new(VALUE_TEXT);
    value->t = g_utf8_make_valid(text, -1);
    return value;
}

Value *
value_instant(gint64 at)
{
    return value_number(VALUE_INSTANT, at);
}

Value *
value_utc(gint64 at)
{
    return value_number(VALUE_UTC, at);
}

Value *
value_day(gint32 day)
{
    return day == DAY_NONE ? value_null() : value_number(VALUE_DAY, day);
}

Value *
value_ore(gint64 ore)
{
    return value_number(VALUE_ORE, ore);
}

Value *
value_list(void)
{
    Value *value = value_new(VALUE_LIST);
    value->items = g_ptr_array_new_with_free_func(value_destroy);
    return value;
}

Value *
value_map(void)
{
    Value *value = value_new(VALUE_MAP);
    value->items = g_ptr_array_new_with_free_func(value_destroy);
    value->keys = g_ptr_array_new_with_free_func(g_free);
    return value;
}

void
value_free(Value *value)
{
    if (!value)
        return;
    g_free(value->t);
    g_clear_pointer(&value->items, g_ptr_array_unref);
    g_clear_pointer(&value->keys, g_ptr_array_unref);
    g_free(value);
}

void
value_append(Value *list, Value *item)
{
    g_return_if_fail(list->kind == VALUE_LIST);
    g_ptr_array_add(list->items, item);
}

static gboolean
find_key(const Value *map, const char *key, guint *ret_index)
{
    for (guint i = 0; i < map->keys->len; i++) {
        if (strcmp(g_ptr_array_index(map->keys, i), key) != 0)
            continue;
        *ret_index = i;
        return TRUE;
    }
    return FALSE;
}

void
value_set(Value *map, const char *key, Value *item)
{
    g_return_if_fail(map->kind == VALUE_MAP);
    guint i;
    if (find_key(map, key, &i)) {
        value_free(g_ptr_array_index(map->items, i));
        g_ptr_array_index(map->items, i) = item;
        return;
    }
    g_ptr_array_add(map->keys, g_strdup(key));
    g_ptr_array_add(map->items, item);
}

const Value *
value_get(const Value *map, const char *key)
{
    g_return_val_if_fail(map->kind == VALUE_MAP, NULL);
    guint i;
    return find_key(map, key, &i) ? g_ptr_array_index(map->items, i) : NULL;
}

static void
row_destroy(gpointer data)
{
    g_ptr_array_unref(data);
}

static void
column_clear(gpointer data)
{
    Column *column = data;
    g_free((char *)column->title);
}

Table *
table_new(const char *name)
{
    Table *table = g_new0(Table, 1);
    table->name = g_strdup(name);
    table->columns = g_array_new(FALSE, FALSE, sizeof(Column));
    g_array_set_clear_func(table->columns, column_clear);
    table->rows = g_ptr_array_new_with_free_func(row_destroy);
    return table;
}

void
table_free(Table *table)
{
    if (!table)
        return;
    g_free(table->name);
    g_free(table->title);
    g_array_unref(table->columns);
    g_ptr_array_unref(table->rows);
    g_free(table);
}

void
table_column(Table *table, const char *key, const char *title, ColumnFlags flags)
{
    g_return_if_fail(table->rows->len == 0);
    Column column = {g_intern_string(key), g_strdup(title), flags};
    g_array_append_val(table->columns, column);
}

void
table_row(Table *table)
{
    GPtrArray *row = g_ptr_array_new_with_free_func(value_destroy);
    g_ptr_array_add(table->rows, row);
}

void
table_cell(Table *table, Value *value)
{
    g_return_if_fail(table->rows->len > 0);
    GPtrArray *row = g_ptr_array_index(table->rows, table->rows->len - 1);
    g_return_if_fail(row->len < table->columns->len);
    g_ptr_array_add(row, value);
}

const Value *
table_get(const Table *table, guint row, const char *key)
{
    g_return_val_if_fail(row < table->rows->len, NULL);
    const GPtrArray *cells = g_ptr_array_index(table->rows, row);
    for (guint i = 0; i < table->columns->len && i < cells->len; i++)
        if (strcmp(g_array_index(table->columns, Column, i).key, key) == 0)
            return g_ptr_array_index(cells, i);
    return NULL;
}

static void
table_destroy(gpointer data)
{
    table_free(data);
}

Document *
document_new(void)
{
    Document *document = g_new0(Document, 1);
    document->facts = value_map();
    document->tables = g_ptr_array_new_with_free_func(table_destroy);
    return document;
}

void
document_free(Document *document)
{
    if (!document)
        return;
    value_free(document->facts);
    g_ptr_array_unref(document->tables);
    g_free(document);
}

void
document_fact(Document *document, const char *key, Value *value)
{
    value_set(document->facts, key, value);
}

void
document_add(Document *document, Table *table)
{
    g_ptr_array_add(document->tables, table);
}
