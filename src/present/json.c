/* SPDX-License-Identifier: MIT
 * JSON of values and documents. */
#include "present/json.h"
#include <math.h>
#include "base/clock.h"
#include "base/day.h"
#include "present/cell.h"

#define SCHEMA 1

static void
append_text(GString *out, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text ? text : "", -1);
    g_string_append_c(out, '"');
    for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == '"' || c == '\\')
            g_string_append_printf(out, "\\%c", (char)c);
        else if (c == '\n')
            g_string_append(out, "\\n");
        else if (c == '\t')
            g_string_append(out, "\\t");
        else if (present_is_control(c)) /* also C1 and bidi: JSON is read on terminals too */
            g_string_append_printf(out, "\\u%04x", c);
        else
            g_string_append_unichar(out, c);
    }
    g_string_append_c(out, '"');
}

static void
append_real(GString *out, double number)
{
    if (!isfinite(number)) {
        g_string_append(out, "null");
        return;
    }
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    char format[] = "%.15g";
    for (int precision = 15; precision <= 17; precision++) {
        format[3] = (char)('0' + precision - 10);
        g_ascii_formatd(digits, sizeof digits, format, number == 0 ? 0.0 : number);
        if (g_ascii_strtod(digits, NULL) == number)
            break;
    }
    g_string_append(out, digits);
}

static void
append_quoted(GString *out, char *owned)
{
    append_text(out, owned);
    g_free(owned);
}

static void
append_items(GString *out, const Value *value, GTimeZone *zone)
{
    gboolean is_map = value->kind == VALUE_MAP;
    g_string_append_c(out, is_map ? '{' : '[');
    for (guint i = 0; value->items && i < value->items->len; i++) {
        if (i)
            g_string_append(out, ", ");
        if (is_map) {
            append_text(out, g_ptr_array_index(value->keys, i));
            g_string_append(out, ": ");
        }
        present_json_value(out, g_ptr_array_index(value->items, i), zone);
    }
    g_string_append_c(out, is_map ? '}' : ']');
}

static char *
instant(gint64 at, GTimeZone *zone)
{
    return zone ? clock_format(at, zone) : clock_format_utc(at);
}

void
present_json_value(GString *out, const Value *value, GTimeZone *zone)
{
    switch (value->kind) {
    case VALUE_NULL:
        g_string_append(out, "null");
        break;
    case VALUE_BOOL:
        g_string_append(out, value->i ? "true" : "false");
        break;
    case VALUE_INT:
    case VALUE_ORE:
        g_string_append_printf(out, "%" G_GINT64_FORMAT, value->i);
        break;
    case VALUE_REAL:
        append_real(out, value->r);
        break;
    case VALUE_TEXT:
        append_text(out, value->t);
        break;
    case VALUE_INSTANT:
        append_quoted(out, instant(value->i, zone));
        break;
    case VALUE_UTC:
        append_quoted(out, clock_format_utc(value->i));
        break;
    case VALUE_DAY:
        append_quoted(out, day_format((gint32)value->i));
        break;
    case VALUE_LIST:
    case VALUE_MAP:
        append_items(out, value, zone);
        break;
    }
}

static void
append_row(GString *out, const Table *table, const GPtrArray *cells, GTimeZone *zone)
{
    gboolean is_first = TRUE;
    g_string_append_c(out, '{');
    for (guint i = 0; i < cells->len && i < table->columns->len; i++) {
        if (g_array_index(table->columns, Column, i).flags & COLUMN_PEOPLE)
            continue;
        g_string_append(out, is_first ? "" : ", ");
        is_first = FALSE;
        append_text(out, g_array_index(table->columns, Column, i).key);
        g_string_append(out, ": ");
        present_json_value(out, g_ptr_array_index(cells, i), zone);
    }
    g_string_append_c(out, '}');
}

static void
append_table(GString *out, const Table *table, GTimeZone *zone)
{
    append_text(out, table->name);
    g_string_append(out, ": [");
    for (guint i = 0; i < table->rows->len; i++) {
        g_string_append(out, i ? ",\n  " : "\n  ");
        append_row(out, table, g_ptr_array_index(table->rows, i), zone);
    }
    g_string_append(out, table->rows->len ? "\n ]" : "]");
}

void
present_json_document(GString *out, const Document *document, GTimeZone *zone)
{
    g_string_append_printf(out, "{\"schema\": %d", SCHEMA);
    const Value *facts = document->facts;
    for (guint i = 0; facts && facts->items && i < facts->items->len; i++) {
        g_string_append(out, ",\n ");
        append_text(out, g_ptr_array_index(facts->keys, i));
        g_string_append(out, ": ");
        present_json_value(out, g_ptr_array_index(facts->items, i), zone);
    }
    for (guint i = 0; i < document->tables->len; i++) {
        g_string_append(out, ",\n ");
        append_table(out, g_ptr_array_index(document->tables, i), zone);
    }
    g_string_append(out, "}\n");
}
