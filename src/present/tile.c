/* SPDX-License-Identifier: MIT
 * A figure as a tile of the dashboard: the value, what it is worth, and where it stands, each also
 * in words. */
#include "present/tile.h"
#include <glib/gi18n.h>
#include <math.h>
#include "present/explain.h"
#include "present/figure-words.h"
#include "present/html.h"
#include "present/print.h"
#include "present/state.h"

#define GAUGE_WIDTH 200.0
#define GAUGE_HEIGHT 14
#define LONG_VALUE 12 /* characters; what is longer is set smaller */

/* Öre are noise in the value of a pipeline, and in what it changed by. Borrows from FIGURE. */
static Figure
in_kronor(const Figure *figure)
{
    Figure shown = *figure;
    if (g_strcmp0(figure->unit, "ore") == 0 && fabs(figure->value) >= 100000) {
        shown.value = round(figure->value / 100) * 100;
        shown.previous_value = round(figure->previous_value / 100) * 100;
    }
    return shown;
}

static void
append_value(GString *out, const Figure *figure, gboolean swedish)
{
    if (!figure->has_value) {
        present_html_add(out, "<p class=\"value none\">–</p>\n<p class=\"badge\">%s</p>\n",
                         present_null_reason(figure->null_reason));
        return;
    }
    g_autofree char *text = present_quantity(in_kronor(figure).value, figure->unit, swedish);
    gboolean is_long = g_utf8_strlen(text, -1) > LONG_VALUE;
    present_html_add(out, "<p class=\"value%s\">%s</p>\n", is_long ? " long" : "", text);
}

/* The colour in words; a figure without a value has already said why, and one without a target has nothing to say. */
static void
append_status(GString *out, const Figure *figure, const char *status)
{
    g_autoptr(Value) value = value_text(status);
    const char *word = present_state("status", value, NULL);
    if (figure->has_value && word && !g_str_equal(status, "none"))
        present_html_add(out, "<p class=\"badge is-%s\">%s</p>\n", status, word);
}

/* Where the gauge ends: 100 % for rates, else room beyond the largest of what it shows. */
static double
gauge_end(const Figure *figure)
{
    if (g_strcmp0(figure->unit, "rate") == 0)
        return 1;
    double largest = figure->value;
    if (figure->has_interval)
        largest = MAX(largest, figure->hi);
    if (figure->has_low)
        largest = MAX(largest, figure->target_low);
    if (figure->has_high)
        largest = MAX(largest, figure->target_high);
    return largest * 1.15;
}

static void
append_rect(GString *out, const char *class, double from, double to, int y, int height)
{
    g_string_append_printf(out, "<rect class=\"%s\" x=\"", class);
    present_html_number(out, from);
    g_string_append(out, "\" width=\"");
    present_html_number(out, MAX(to - from, 2));
    g_string_append_printf(out, "\" y=\"%d\" height=\"%d\" rx=\"1\"/>", y, height);
}

static double
gauge_x(double value, double end)
{
    return CLAMP(value / end, 0, 1) * GAUGE_WIDTH;
}

static void
append_marks(GString *out, const Figure *figure, double end)
{
    append_rect(out, "track", 0, GAUGE_WIDTH, 5, 4);
    if (figure->has_interval)
        append_rect(out, "band", gauge_x(figure->lo, end), gauge_x(figure->hi, end), 3, 8);
    if (figure->has_low)
        append_rect(out, "goal", gauge_x(figure->target_low, end) - 1,
                    gauge_x(figure->target_low, end) + 1, 0, 14);
    if (figure->has_high)
        append_rect(out, "goal", gauge_x(figure->target_high, end) - 1,
                    gauge_x(figure->target_high, end) + 1, 0, 14);
    g_string_append(out, "<circle class=\"dot\" r=\"4.5\" cy=\"7\" cx=\"");
    present_html_number(out, CLAMP(gauge_x(figure->value, end), 5, GAUGE_WIDTH - 5));
    g_string_append(out, "\"/>");
}

static void
append_gauge(GString *out, const Figure *figure, guint number, gboolean swedish)
{
    double end = gauge_end(figure);
    gboolean has_scale = figure->has_interval || figure->has_low || figure->has_high;
    if (!figure->has_value || !has_scale || figure->value < 0 || !(end > 0))
        return;
    g_autofree char *value = present_figure_text(figure, swedish);
    g_autofree char *interval = present_figure_interval(figure, swedish);
    g_autofree char *target = present_figure_target(figure, swedish);
    g_string_append_printf(
        out,
        "<svg class=\"gauge\" role=\"img\" aria-labelledby=\"gauge-%u-t gauge-%u-d\" "
        "viewBox=\"0 0 %d %d\">",
        number, number, (int)GAUGE_WIDTH, GAUGE_HEIGHT);
    g_string_append_printf(out, "<title id=\"gauge-%u-t\">", number);
    present_html_add(out, "%s: %s</title>", figure->title, value);
    g_string_append_printf(out, "<desc id=\"gauge-%u-d\">", number);
    present_html_add(out, "%s %s, %s %s</desc>", _("interval"), interval ? interval : "–",
                     _("target"), target ? target : "–");
    append_marks(out, figure, end);
    g_string_append(out, "</svg>\n");
}

/* What one looks for first; the rest explains itself on focus. */
static void
append_facts(GString *out, const Figure *figure, gboolean swedish)
{
    const Figure shown = in_kronor(figure);
    g_autofree char *target = present_figure_target(figure, swedish), *change = present_figure_change(&shown, swedish);
    g_autofree char *period = period_words(&figure->period), *before = change != NULL ? period_words(&figure->previous_period) : NULL;
    present_html_add(out, "<p class=\"facts\"><span>%s</span>", period);
    if (target != NULL)
        present_html_add(out, " <span>%s %s</span>", _("target"), target);
    if (change != NULL)
        present_html_add(out, " <span title=\"%s\">%s <span class=\"unseen\">%s %s</span></span>", before, change, _("against"), before);
    if (figure->incomplete_since != 0)
        present_html_add(out, " <span class=\"late\">%s</span>", _("has a gap"));
    g_string_append(out, "</p>\n");
}

static void
append_scope(GString *out, const Figure *figure)
{
    g_autofree char *scope = present_scope(figure->scope, figure->subject);
    if (scope)
        present_html_add(out, " <small>%s</small>", scope);
}

void
present_tile(GString *out, const Figure *figure, guint number, GTimeZone *zone, gboolean swedish)
{
    const char *status = figure->status ? figure->status : "none";
    g_autofree char *id = g_strdup_printf("figure-%u", number);
    present_html_add(out, "<article class=\"tile is-%s\" id=\"%s\" tabindex=\"0\" aria-labelledby=\"%s-name\" aria-describedby=\"%s-why\">\n", status, id, id, id);
    present_html_add(out, "<h3 id=\"%s-name\">%s", id, figure->title);
    append_scope(out, figure);
    g_string_append(out, "</h3>\n");
    append_value(out, figure, swedish);
    append_status(out, figure, status);
    append_gauge(out, figure, number, swedish);
    append_facts(out, figure, swedish);
    present_explain(out, figure, id, zone, swedish);
    g_string_append(out, "</article>\n");
}
