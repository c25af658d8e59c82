/* SPDX-License-Identifier: MIT
 * How recurring revenue came and went, month by month. */
#include "present/movements.h"
#include <glib/gi18n.h>
#include <math.h>
#include "present/chart.h"
#include "present/explain.h"
#include "present/figure-words.h"
#include "present/html.h"
#include "present/svg.h"

#define WIDTH 360.0
#define HEIGHT 170.0
#define LEFT 62.0
#define RIGHT 8.0
#define TOP 12.0
#define BOTTOM 22.0

enum { SUM, NEW, EXPANSION, REACTIVATION, CONTRACTION, CHURN, KINDS };
static const char *const classes[KINDS] = { "", "gain-1", "gain-2", "gain-3", "loss-1", "loss-2" };

static const Figure *
figure_of(const GPtrArray *series, guint kind, guint month)
{
    const DashboardSeries *one = g_ptr_array_index(series, kind);
    return month < one->figures->len ? g_ptr_array_index(one->figures, month) : NULL;
}

static double
amount_of(const GPtrArray *series, guint kind, guint month)
{
    const Figure *figure = figure_of(series, kind, month);
    return figure != NULL && figure->has_value && isfinite(figure->value) ? fabs(figure->value) : 0;
}

static double
sum_of(const GPtrArray *series, guint first, guint last, guint month)
{
    double sum = 0;
    for (guint kind = first; kind <= last; kind++)
        sum += amount_of(series, kind, month);
    return sum;
}

typedef struct {
    double up, down; /* öre at the top and at the bottom, both positive */
} Range;

static double
y_at(const Range *range, double ore)
{
    return TOP + (HEIGHT - TOP - BOTTOM) * (range->up - ore) / (range->up + range->down);
}

static Range
range_of(const GPtrArray *series, guint months)
{
    double up = 0, down = 0;
    for (guint i = 0; i < months; i++) {
        up = MAX(up, sum_of(series, NEW, REACTIVATION, i));
        down = MAX(down, sum_of(series, CONTRACTION, CHURN, i));
    }
    return (Range){ present_svg_round_up(up), down > 0 ? present_svg_round_up(down) : 0 };
}

static void
append_rule(GString *out, const Range *range, double ore, gboolean swedish)
{
    g_autofree char *text = present_quantity(ore, "ore", swedish);
    present_svg_line(out, ore == 0 ? "rule zero" : "rule", LEFT, y_at(range, ore), WIDTH - RIGHT, y_at(range, ore));
    present_svg_text(out, "scale", LEFT - 6, y_at(range, ore) + 3.5, text);
}

static char *
hint_of(const GPtrArray *series, guint kind, guint month, gboolean swedish)
{
    const DashboardSeries *one = g_ptr_array_index(series, kind);
    g_autofree char *amount = present_quantity(amount_of(series, kind, month), "ore", swedish);
    return g_strdup_printf("%s, %s: %s", (const char *)g_ptr_array_index(one->labels, month), one->title, amount);
}

static void
append_month(GString *out, const GPtrArray *series, const Range *range, guint month, guint months, gboolean swedish)
{
    double room = (WIDTH - LEFT - RIGHT) / months, width = room * 0.62, x = LEFT + room * (month + 0.5) - width / 2, up = 0, down = 0;
    for (guint kind = NEW; kind < KINDS; kind++) {
        double ore = amount_of(series, kind, month);
        if (ore == 0)
            continue;
        g_autofree char *hint = hint_of(series, kind, month, swedish);
        double from = kind < CONTRACTION ? up : -down, to = kind < CONTRACTION ? up + ore : -down - ore;
        double top = y_at(range, MAX(from, to)), bottom = y_at(range, MIN(from, to));
        present_svg_box(out, classes[kind], x, top, width, MAX(bottom - top, 1.5), hint);
        *(kind < CONTRACTION ? &up : &down) += ore;
    }
}

/* What a screen reader says: each month's way up and down. */
static void
append_words(GString *out, const GPtrArray *series, guint months, gboolean swedish)
{
    const DashboardSeries *first = g_ptr_array_index(series, NEW);
    for (guint i = 0; i < months; i++) {
        g_autofree char *up = present_quantity(sum_of(series, NEW, REACTIVATION, i), "ore", swedish);
        g_autofree char *down = present_quantity(sum_of(series, CONTRACTION, CHURN, i), "ore", swedish);
        present_html_add(out, "%s%s: +%s −%s", i > 0 ? "; " : "", (const char *)g_ptr_array_index(first->labels, i), up, down);
    }
}

static void
append_svg(GString *out, const GPtrArray *series, guint months, gboolean swedish)
{
    const DashboardSeries *first = g_ptr_array_index(series, NEW);
    Range range = range_of(series, months);
    present_svg_open(out, "movements", "chart", (int)WIDTH, (int)HEIGHT, _("Movements of recurring revenue"));
    append_words(out, series, months, swedish);
    present_svg_draw(out);
    append_rule(out, &range, range.up, swedish);
    append_rule(out, &range, 0, swedish);
    if (range.down > 0)
        append_rule(out, &range, -range.down, swedish);
    for (guint i = 0; i < months; i++)
        append_month(out, series, &range, i, months, swedish);
    present_svg_text(out, "first", LEFT, HEIGHT - 6, g_ptr_array_index(first->labels, 0));
    present_svg_text(out, "last", WIDTH - RIGHT, HEIGHT - 6, g_ptr_array_index(first->labels, months - 1));
    present_svg_close(out);
}

static void
append_legend(GString *out, const GPtrArray *series)
{
    g_string_append(out, "<ul class=\"legend\">");
    for (guint kind = NEW; kind < KINDS; kind++) {
        const DashboardSeries *one = g_ptr_array_index(series, kind);
        present_html_add(out, "<li><svg aria-hidden=\"true\" viewBox=\"0 0 10 10\"><rect class=\"%s\" width=\"10\" height=\"10\" rx=\"2\"/></svg>%s</li>",
                         classes[kind], one->title);
    }
    g_string_append(out, "</ul>\n");
}

static void
append_values(GString *out, const GPtrArray *series, guint months, gboolean swedish)
{
    const DashboardSeries *first = g_ptr_array_index(series, NEW);
    present_html_add(out, "<details><summary>%s</summary><div class=\"scroll\"><table><caption class=\"unseen\">%s</caption><thead><tr><th scope=\"col\">%s</th>",
                     _("Values"), _("Movements of recurring revenue"), _("Month"));
    for (guint kind = SUM; kind < KINDS; kind++)
        present_html_add(out, "<th scope=\"col\" class=\"number\">%s</th>", ((DashboardSeries *)g_ptr_array_index(series, kind))->title);
    g_string_append(out, "</tr></thead><tbody>");
    for (guint i = 0; i < months; i++) {
        present_html_add(out, "<tr><th scope=\"row\">%s</th>", (const char *)g_ptr_array_index(first->labels, i));
        for (guint kind = SUM; kind < KINDS; kind++) {
            const Figure *figure = figure_of(series, kind, i);
            g_autofree char *text = figure != NULL && figure->has_value ? present_quantity(figure->value, "ore", swedish)
                                                                        : g_strdup(present_null_reason(figure != NULL ? figure->null_reason : NULL));
            present_html_add(out, "<td class=\"number\">%s</td>", text);
        }
        g_string_append(out, "</tr>");
    }
    g_string_append(out, "</tbody></table></div></details>\n");
}

void
present_movements(GString *out, const GPtrArray *series, GTimeZone *zone, gboolean swedish)
{
    if (series == NULL || series->len != KINDS)
        return;
    guint months = ((DashboardSeries *)g_ptr_array_index(series, NEW))->figures->len;
    const Figure *now = months > 0 ? figure_of(series, SUM, months - 1) : NULL;
    if (now == NULL)
        return;
    g_autofree char *text = present_quantity(now->value, "ore_per_month", swedish);
    present_chart_open(out, "movements", _("Movements of recurring revenue"));
    present_html_add(out, "<p class=\"now\"><strong>%s</strong></p>\n", now->has_value ? text : present_null_reason(now->null_reason));
    if (now->has_value) {
        append_svg(out, series, months, swedish);
        append_legend(out, series);
        append_values(out, series, months, swedish);
    }
    present_explain(out, now, "movements", zone, swedish);
    g_string_append(out, "</figure>\n");
}
