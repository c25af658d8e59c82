/* SPDX-License-Identifier: MIT
 * Values, tables and documents: what goes in comes out, in order, once. */
#include "base/table.h"
#include "base/day.h"

static void
test_values(void)
{
    g_autoptr(Value) map = value_map();
    value_set(map, "a", value_int(1));
    value_set(map, "b", value_text("x"));
    value_set(map, "a", value_ore(250));
    g_assert_cmpuint(map->items->len, ==, 2);
    g_assert_cmpstr(map->keys->pdata[0], ==, "a");
    g_assert_cmpint(value_get(map, "a")->kind, ==, VALUE_ORE);
    g_assert_cmpint(value_get(map, "a")->i, ==, 250);
    g_assert_null(value_get(map, "c"));
    Value *list = value_list();
    value_append(list, value_bool(TRUE));
    value_append(list, value_real(0.5));
    value_set(map, "list", list);
    g_assert_cmpuint(value_get(map, "list")->items->len, ==, 2);
    g_autoptr(Value) none = value_text(NULL), no_day = value_day(DAY_NONE),
                     broken = value_text("a\xff");
    g_assert_cmpint(none->kind, ==, VALUE_NULL);
    g_assert_cmpint(no_day->kind, ==, VALUE_NULL);
    g_assert_true(g_utf8_validate(broken->t, -1, NULL));
    g_autoptr(Value) day = value_day(-1), instant = value_instant(7), utc = value_utc(8);
    g_assert_cmpint(day->i, ==, -1);
    g_assert_cmpint(instant->kind, ==, VALUE_INSTANT);
    g_assert_cmpint(utc->kind, ==, VALUE_UTC);
}

static void
test_table(void)
{
    Table *table = table_new("rows");
    g_autofree char *title = g_strdup("Konto");
    table_column(table, "account", title, COLUMN_SHOWN);
    table_column(table, "n", NULL, COLUMN_RIGHT);
    title[0] = 'X'; /* the table has its own copy */
    table_row(table);
    table_cell(table, value_text("A1"));
    table_cell(table, value_int(3));
    table_row(table);
    table_cell(table, value_text("A2"));
    g_assert_cmpstr(table_get(table, 0, "account")->t, ==, "A1");
    g_assert_cmpint(table_get(table, 0, "n")->i, ==, 3);
    g_assert_cmpstr(table_get(table, 1, "account")->t, ==, "A2");
    g_assert_null(table_get(table, 1, "n"));
    g_assert_null(table_get(table, 0, "x"));
    g_assert_cmpstr(g_array_index(table->columns, Column, 0).title, ==, "Konto");
    g_autoptr(Document) document = document_new();
    document_fact(document, "as_of", value_instant(1));
    document_add(document, table);
    g_assert_cmpint(value_get(document->facts, "as_of")->i, ==, 1);
    g_assert_true(g_ptr_array_index(document->tables, 0) == table);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/table/values", test_values);
    g_test_add_func("/table/table", test_table);
    return g_test_run();
}
