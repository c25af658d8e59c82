/* SPDX-License-Identifier: MIT
 * CSV of a document. */
#include "present/csv.h"
#include <string.h>
#include "present/cell.h"
#include "present/field.h"
#include "present/json.h"

#define NAME_HEADER "table"
#define FACTS_NAME "facts"

static char *
kronor_text(gint64 ore)
{
    guint64 size = ore < 0 ? -(guint64)ore : (guint64)ore;
    return g_strdup_printf("%s%" G_GUINT64_FORMAT ".%02d", ore < 0 ? "-" : "", size / 100,
                           (int)(size % 100));
}

/* Raw text of a scalar, as JSON writes it but without quotes. */
static char *
scalar_text(const Value *value, const char *header, GTimeZone *zone)
{
    if (value->kind == VALUE_NULL)
        return g_strdup("");
    if (value->kind == VALUE_BOOL)
        return g_strdup(value->i ? "yes" : "no");
    if (value->kind == VALUE_TEXT)
        return present_plain(value->t, 0, TRUE);
    if (value->kind == VALUE_ORE && !g_str_has_suffix(header, "_ore"))
        return kronor_text(value->i);
    g_autoptr(GString) json = g_string_new(NULL);
    present_json_value(json, value, zone);
    if (json->str[0] != '"')
        return g_string_free(g_steal_pointer(&json), FALSE);
    /* Instants and days hold nothing that JSON escapes. */
    return g_strndup(json->str + 1, json->len - 2);
}

static gboolean
has_maps(const Value *list)
{
    for (guint i = 0; list->items && i < list->items->len; i++) {
        const Value *item = g_ptr_array_index(list->items, i);
        if (item->kind == VALUE_MAP || item->kind == VALUE_LIST)
            return TRUE;
    }
    return FALSE;
}

static char *
list_text(const Value *list, const char *header, GTimeZone *zone)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; list->items && i < list->items->len; i++) {
        g_autofree char *item = scalar_text(g_ptr_array_index(list->items, i), header, zone);
        g_string_append_printf(out, "%s%s", i ? "|" : "", item);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

char *
present_csv_cell(const Value *value, const char *header, GTimeZone *zone)
{
    if (value->kind == VALUE_MAP || (value->kind == VALUE_LIST && has_maps(value))) {
        g_autoptr(GString) json = g_string_new(NULL);
        present_json_value(json, value, zone);
        return g_string_free(g_steal_pointer(&json), FALSE);
    }
    return value->kind == VALUE_LIST ? list_text(value, header, zone)
                                     : scalar_text(value, header, zone);
}

/* Text cells only: -5 is a number, "-5" typed by a stranger may be the start of a formula
 * (CWE-1236). One that begins like a guarded one is guarded, too, so that import takes off just what was put on. */
static gboolean
is_formula(const Value *value, const char *text)
{
    gboolean is_text = value->kind == VALUE_TEXT || value->kind == VALUE_LIST;
    const char *start = text + strspn(text, "'");
    return is_text && *start && strchr("=+-@\t", *start);
}

static void
append_field(GString *out, const char *text, gboolean neutralise)
{
    if (!neutralise && !strpbrk(text, ",\"\n")) {
        g_string_append(out, text);
        return;
    }
    g_string_append(out, neutralise ? "\"'" : "\"");
    for (const char *p = text; *p; p++)
        g_string_append(out, *p == '"' ? "\"\"" : (char[]){*p, '\0'});
    g_string_append_c(out, '"');
}

static void
append_value(GString *out, const Value *value, const char *header, GTimeZone *zone)
{
    if (!value)
        return;
    g_autofree char *text = present_csv_cell(value, header, zone);
    append_field(out, text, is_formula(value, text));
}

/* Among several blocks the first column says whose line it is. */
static void
append_name(GString *out, const char *name)
{
    if (!name)
        return;
    append_field(out, name, FALSE);
    g_string_append_c(out, ',');
}

static void
append_table_row(GString *out, const char *name, const GArray *fields, const GPtrArray *row, GTimeZone *zone)
{
    append_name(out, name);
    for (guint i = 0; i < fields->len; i++) {
        const PresentField *field = &g_array_index(fields, PresentField, i);
        if (i)
            g_string_append_c(out, ',');
        append_value(out, present_field_value(field, row), field->header, zone);
    }
    g_string_append(out, "\r\n");
}

/* NAME is NULL of a table that stands alone. */
static void
append_table(GString *out, const char *name, const Table *table, GTimeZone *zone)
{
    g_autoptr(GArray) fields = present_fields(table);
    append_name(out, name ? NAME_HEADER : NULL);
    for (guint i = 0; i < fields->len; i++) {
        if (i)
            g_string_append_c(out, ',');
        append_field(out, g_array_index(fields, PresentField, i).header, FALSE);
    }
    g_string_append(out, "\r\n");
    for (guint i = 0; i < table->rows->len; i++)
        append_table_row(out, name, fields, g_ptr_array_index(table->rows, i), zone);
}

static void
append_facts(GString *out, const char *name, const Value *facts, GTimeZone *zone)
{
    guint n = facts->items ? facts->items->len : 0;
    append_name(out, name ? NAME_HEADER : NULL);
    for (guint i = 0; i < n; i++) {
        if (i)
            g_string_append_c(out, ',');
        append_field(out, g_ptr_array_index(facts->keys, i), FALSE);
    }
    g_string_append(out, "\r\n");
    append_name(out, name);
    for (guint i = 0; i < n; i++) {
        if (i)
            g_string_append_c(out, ',');
        append_value(out, g_ptr_array_index(facts->items, i), g_ptr_array_index(facts->keys, i),
                     zone);
    }
    g_string_append(out, "\r\n");
}

/* A table without rows says nothing here: it would be a header that nobody's lines follow. */
static void
append_blocks(GString *out, const Document *document, GTimeZone *zone)
{
    if (document->facts && document->facts->items->len)
        append_facts(out, FACTS_NAME, document->facts, zone);
    for (guint i = 0; i < document->tables->len; i++) {
        const Table *table = g_ptr_array_index(document->tables, i);
        if (!table->rows->len)
            continue;
        if (out->len)
            g_string_append(out, "\r\n");
        append_table(out, table->name, table, zone);
    }
    if (!out->len)
        g_string_append(out, NAME_HEADER "\r\n");
}

void
present_csv_document(GString *out, const Document *document, GTimeZone *zone)
{
    if (document->tables->len > 1)
        append_blocks(out, document, zone);
    else if (document->tables->len == 1)
        append_table(out, NULL, g_ptr_array_index(document->tables, 0), zone);
    else if (document->facts)
        append_facts(out, NULL, document->facts, zone);
}
