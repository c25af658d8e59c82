/* SPDX-License-Identifier: MIT
 * Tables of the dashboard. Roles are spelt out because the style shows rows as cards on a narrow
 * screen, where a browser would otherwise no longer call them a table. */
#include "present/page-table.h"
#include <glib/gi18n.h>
#include <string.h>
#include "present/cell.h"
#include "present/html.h"
#include "present/state.h"

static const char *
text_of(const Table *table, guint row, const char *key)
{
    const Value *value = table_get(table, row, key);
    return value && value->kind == VALUE_TEXT ? value->t : NULL;
}

/* The first place that asks for an id gets it. */
static void
append_anchor(GString *out, const char *kind, const char *key, PageContext *context)
{
    if (!key || !*key)
        return;
    char *anchor = present_html_anchor(kind, key);
    if (g_hash_table_add(context->anchors, anchor))
        present_html_add(out, "<span id=\"%s\"></span>", anchor);
}

static void
append_value_anchors(GString *out, const char *kind, const Value *value, PageContext *context)
{
    if (!value)
        return;
    if (value->kind == VALUE_TEXT)
        append_anchor(out, kind, value->t, context);
    for (guint i = 0; value->kind == VALUE_LIST && i < value->items->len; i++)
        append_value_anchors(out, kind, g_ptr_array_index(value->items, i), context);
}

static void
append_row_anchors(GString *out, const Table *table, guint row, PageContext *context)
{
    append_value_anchors(out, "account", table_get(table, row, "account"), context);
    append_value_anchors(out, "lead", table_get(table, row, "lead"), context);
}

static gboolean
append_state(GString *out, const char *key, const Value *value)
{
    StateColour colour;
    const char *word = present_state(key, value, &colour);
    if (word)
        present_html_add(out, "<span class=\"badge is-%s\">%s</span>", present_state_class(colour),
                         word);
    return word != NULL;
}

char *
present_distance(gint32 days)
{
    if (days == 0)
        return g_strdup(_("today"));
    if (days == 1)
        return g_strdup(_("tomorrow"));
    if (days > 0)
        return g_strdup_printf(ngettext("in %d day", "in %d days", (gulong)days), days);
    return g_strdup_printf(ngettext("%d day late", "%d days late", (gulong)-days), -days);
}

static void
append_due_day(GString *out, const Value *day, const PageContext *context)
{
    if (!day || day->kind != VALUE_DAY) {
        g_string_append(out, "–");
        return;
    }
    g_autofree char *text = present_cell(day, context->zone, context->swedish);
    gint64 days = CLAMP(day->i - context->today, -99999, 99999);
    g_autofree char *distance = present_distance((gint32)days);
    present_html_add(out, "%s<small class=\"%s\">%s</small>", text, days < 0 ? "late" : "",
                     distance);
}

/* How likely a customer is to leave, in the words of severity (09 §9.7: 2 is worth watching, 4 is at risk, 6 is critical). */
static gboolean
append_risk(GString *out, const char *key, const Value *value, const PageContext *context)
{
    if (strcmp(key, "risk") != 0 || value->kind != VALUE_REAL)
        return FALSE;
    g_autofree char *text = present_cell(value, context->zone, context->swedish);
    g_autoptr(Value) severity = value_int(value->r >= 6 ? 3 : value->r >= 4 ? 2 : value->r >= 2 ? 1 : 0);
    present_html_add(out, "%s ", text);
    append_state(out, "severity", severity);
    return TRUE;
}

/* A day on which something is to happen says how far off it is. */
static gboolean
append_next(GString *out, const char *key, const Value *value, const PageContext *context)
{
    if (!g_str_has_prefix(key, "next_") || value->kind != VALUE_DAY)
        return FALSE;
    append_due_day(out, value, context);
    return TRUE;
}

static void
append_value(GString *out, const char *key, const Value *value, const PageContext *context)
{
    if (!value || append_state(out, key, value) || append_risk(out, key, value, context) || append_next(out, key, value, context))
        return;
    if (value->kind == VALUE_TEXT && !present_word(key, value)) {
        present_html_maybe_mail(out, value->t);
    } else if (value->kind == VALUE_LIST) {
        for (guint i = 0; i < value->items->len; i++) {
            g_string_append(out, i ? ", " : "");
            append_value(out, key, g_ptr_array_index(value->items, i), context);
        }
    } else {
        g_autofree char *text = present_value(key, value, context->zone, context->swedish);
        present_html_text(out, text);
    }
}

static const Column *
column_at(const Table *table, guint i)
{
    return &g_array_index(table->columns, Column, i);
}

static const char *
title_at(const Table *table, guint i)
{
    return column_at(table, i)->title ? column_at(table, i)->title : column_at(table, i)->key;
}

static gboolean
is_shown(const Table *table, guint i)
{
    return !(column_at(table, i)->flags & COLUMN_HIDDEN);
}

/* What is to be typed. */
static gboolean
is_command(const Table *table, guint i)
{
    return strcmp(column_at(table, i)->key, "command") == 0;
}

static gboolean
is_time(const Table *table, guint column)
{
    const GPtrArray *cells = g_ptr_array_index(table->rows, 0);
    const Value *value = column < cells->len ? g_ptr_array_index(cells, column) : NULL;
    return value &&
           (value->kind == VALUE_INSTANT || value->kind == VALUE_UTC || value->kind == VALUE_DAY);
}

/* Of a table with rows. */
static const char *
class_at(const Table *table, guint column)
{
    ColumnFlags flags = column_at(table, column)->flags;
    if (is_command(table, column))
        return " class=\"how\"";
    if (flags & COLUMN_RIGHT)
        return " class=\"number\"";
    if (flags & (COLUMN_TRUNCATE | COLUMN_WRAP))
        return " class=\"wide\"";
    return is_time(table, column) ? " class=\"time\"" : "";
}

static void
open_table(GString *out, const char *caption)
{
    present_html_add(out,
                     "<table class=\"sorted\" role=\"table\"><caption class=\"unseen\">%s</caption>\n"
                     "<thead role=\"rowgroup\"><tr role=\"row\">",
                     caption);
}

static void
append_heading(GString *out, const char *class, const char *title)
{
    g_string_append_printf(out, "<th role=\"columnheader\" scope=\"col\"%s>", class);
    present_html_add(out, "%s</th>", title);
}

static void
open_body(GString *out)
{
    g_string_append(out, "</tr></thead>\n<tbody role=\"rowgroup\">\n");
}

static void
close_table(GString *out)
{
    g_string_append(out, "</tbody></table>\n");
}

static void
open_cell(GString *out, const char *class, const char *label)
{
    g_string_append_printf(out, "<td role=\"cell\"%s", class);
    present_html_add(out, " data-label=\"%s\">", label);
}

/* Numbers and moments go by what they are, not by how they are written. */
static void
open_value_cell(GString *out, const char *class, const char *label, const Value *value)
{
    g_string_append_printf(out, "<td role=\"cell\"%s", class);
    if (value && value->kind == VALUE_REAL) {
        g_string_append(out, " data-sort=\"");
        present_html_number(out, value->r);
        g_string_append_c(out, '"');
    } else if (value && value->kind != VALUE_NULL && value->kind != VALUE_TEXT && value->kind != VALUE_LIST && value->kind != VALUE_MAP) {
        g_string_append_printf(out, " data-sort=\"%" G_GINT64_FORMAT "\"", value->i);
    }
    present_html_add(out, " data-label=\"%s\">", label);
}

static void
append_none(GString *out, const char *none)
{
    present_html_add(out, "<p class=\"none\">%s</p>\n", none);
}

static void
append_row(GString *out, const Table *table, guint row, PageContext *context)
{
    const GPtrArray *cells = g_ptr_array_index(table->rows, row);
    gboolean is_first = TRUE;
    g_string_append(out, "<tr role=\"row\">");
    for (guint i = 0; i < table->columns->len; i++) {
        if (!is_shown(table, i))
            continue;
        const Value *value = i < cells->len ? g_ptr_array_index(cells, i) : NULL;
        open_value_cell(out, class_at(table, i), title_at(table, i), value);
        if (is_first)
            append_row_anchors(out, table, row, context);
        is_first = FALSE;
        if (is_command(table, i) && value && value->kind == VALUE_TEXT)
            present_html_add(out, "<code>%s</code>", value->t);
        else
            append_value(out, column_at(table, i)->key, value, context);
        g_string_append(out, "</td>");
    }
    g_string_append(out, "</tr>\n");
}

void
present_page_table(GString *out, const Table *table, const char *caption, const char *none,
                   PageContext *context)
{
    if (table->rows->len == 0) {
        append_none(out, none);
        return;
    }
    open_table(out, caption);
    for (guint i = 0; i < table->columns->len; i++)
        if (is_shown(table, i))
            append_heading(out, class_at(table, i), title_at(table, i));
    open_body(out);
    for (guint row = 0; row < table->rows->len; row++)
        append_row(out, table, row, context);
    close_table(out);
}

/* --- what is due --- */

static void
append_commands(GString *out, const char *id)
{
    present_html_add(out, "<code>cadens done %s</code> <code>cadens snooze %s 3d</code>", id, id);
}

static void
append_what(GString *out, const Table *table, guint row)
{
    const char *title = text_of(table, row, "title");
    const char *evidence = text_of(table, row, "evidence");
    const char *rule = text_of(table, row, "rule");
    present_html_add(out, "<strong>%s</strong>", title ? title : rule);
    if (evidence)
        present_html_add(out, "<small>%s</small>", evidence);
    if (table_get(table, row, "snoozed_until") &&
        table_get(table, row, "snoozed_until")->kind != VALUE_NULL)
        present_html_add(out, "<small>%s</small>", _("snoozed"));
}

static void
append_due_row(GString *out, const Table *table, guint row, PageContext *context)
{
    g_autofree char *id = present_cell(table_get(table, row, "id"), NULL, FALSE);
    g_string_append(out, "<tr role=\"row\">");
    open_value_cell(out, "", _("Severity"), table_get(table, row, "severity"));
    append_anchor(out, "signal", id, context);
    append_row_anchors(out, table, row, context);
    append_value(out, "severity", table_get(table, row, "severity"), context);
    g_string_append(out, "</td>");
    open_cell(out, " class=\"what\"", _("What"));
    append_what(out, table, row);
    g_string_append(out, "</td>");
    open_value_cell(out, " class=\"day\"", _("Due"), table_get(table, row, "due_day"));
    append_due_day(out, table_get(table, row, "due_day"), context);
    g_string_append(out, "</td>");
    open_cell(out, " class=\"how\"", _("Answer"));
    append_commands(out, id);
    g_string_append(out, "</td></tr>\n");
}

void
present_page_due(GString *out, const Table *table, const GArray *rows, const char *caption, PageContext *context)
{
    open_table(out, caption);
    append_heading(out, "", _("Severity"));
    append_heading(out, "", _("What"));
    append_heading(out, "", _("Due"));
    append_heading(out, " class=\"how\"", _("Answer"));
    open_body(out);
    for (guint i = 0; i < rows->len; i++)
        append_due_row(out, table, g_array_index(rows, guint, i), context);
    close_table(out);
}
