/* SPDX-License-Identifier: MIT
 * A small SVG chart of a series: vector on paper, words for a screen reader, no script. */
#include "present/chart.h"
#include <glib/gi18n.h>
#include <math.h>
#include "present/explain.h"
#include "present/figure-words.h"
#include "present/html.h"
#include "present/print.h"
#include "present/state.h"
#include "present/svg.h"

#define WIDTH 360.0
#define HEIGHT 150.0
#define LEFT 44.0 /* room for the scale */
#define RIGHT 8.0
#define TOP 12.0
#define BOTTOM 22.0 /* room for the labels */
#define FLOOR (HEIGHT - BOTTOM)

typedef struct {
    guint n;
    double end; /* value at the top */
    gboolean is_line;
} Scale;

DashboardSeries *
present_series_new(const char *title)
{
    DashboardSeries *series = g_new(DashboardSeries, 1);
    *series = (DashboardSeries){ title, g_ptr_array_new_with_free_func(g_free), g_ptr_array_new_with_free_func((GDestroyNotify)figure_free) };
    return series;
}

void
present_series_free(DashboardSeries *series)
{
    g_ptr_array_unref(series->labels);
    g_ptr_array_unref(series->figures);
    g_free(series);
}

void
present_series_add(DashboardSeries *series, const char *label, Figure *figure)
{
    g_ptr_array_add(series->labels, g_strdup(label));
    g_ptr_array_add(series->figures, figure);
}

static const Figure *
figure_at(const DashboardSeries *series, guint i)
{
    return g_ptr_array_index(series->figures, i);
}

static const char *
label_at(const DashboardSeries *series, guint i)
{
    return g_ptr_array_index(series->labels, i);
}

static gboolean
has_value(const Figure *figure)
{
    return figure->has_value && isfinite(figure->value);
}

/* The last one that has a value, else the last one; NULL of an empty series. */
static const Figure *
latest(const DashboardSeries *series)
{
    for (guint i = series->figures->len; i > 0; i--)
        if (has_value(figure_at(series, i - 1)))
            return figure_at(series, i - 1);
    return series->figures->len > 0 ? figure_at(series, series->figures->len - 1) : NULL;
}

static Scale
scale_of(const DashboardSeries *series)
{
    static const char *const lines[] = { "rate", "hours", "days", "ratio", NULL };
    Scale scale = { .n = series->figures->len, .end = 0 };
    const char *unit = scale.n > 0 ? figure_at(series, 0)->unit : NULL;
    for (guint i = 0; i < scale.n; i++) {
        const Figure *figure = figure_at(series, i);
        if (has_value(figure))
            scale.end = MAX(scale.end, MAX(figure->value, figure->has_interval && isfinite(figure->hi) ? figure->hi : 0));
        scale.end = MAX(scale.end, MAX(figure->has_low ? figure->target_low : 0, figure->has_high ? figure->target_high : 0));
    }
    scale.end = present_svg_round_up(scale.end);
    if (g_strcmp0(unit, "rate") == 0 && scale.end > 0.5)
        scale.end = 1;
    if (g_strcmp0(unit, "count") == 0)
        scale.end = MAX(scale.end, 2); /* no half things on the scale */
    scale.is_line = unit != NULL && g_strv_contains(lines, unit);
    return scale;
}

static double
x_at(const Scale *scale, guint i)
{
    return LEFT + (WIDTH - LEFT - RIGHT) * (i + 0.5) / MAX(scale->n, 1);
}

static double
y_at(const Scale *scale, double value)
{
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - CLAMP(value / scale->end, 0, 1));
}

static void
append_grid(GString *out, const char *unit, const Scale *scale, gboolean swedish)
{
    /* "per workday" has no room beside the axis; the title says it. */
    const char *shown = g_strcmp0(unit, "per_workday") == 0 ? "count" : unit;
    for (int i = 0; i <= 2; i++) {
        double value = scale->end * i / 2, y = y_at(scale, value);
        g_autofree char *text = present_quantity(value, shown, swedish);
        present_svg_line(out, "rule", LEFT, y, WIDTH - RIGHT, y);
        present_svg_text(out, "scale", LEFT - 6, y + 3.5, text);
    }
}

/* First, middle and last: more would not fit. */
static void
append_labels(GString *out, const DashboardSeries *series, const Scale *scale)
{
    double y = HEIGHT - 6;
    if (scale->n == 0)
        return;
    present_svg_text(out, scale->n > 1 ? "first" : "middle", scale->n > 1 ? LEFT : x_at(scale, 0), y, label_at(series, 0));
    if (scale->n >= 5)
        present_svg_text(out, "middle", x_at(scale, scale->n / 2), y, label_at(series, scale->n / 2));
    if (scale->n > 1)
        present_svg_text(out, "last", WIDTH - RIGHT, y, label_at(series, scale->n - 1));
}

/* What the target asks for: a band, or a line on whose right side one wants to be. */
static void
append_target(GString *out, const Figure *figure, const Scale *scale)
{
    double low = figure->has_low ? y_at(scale, figure->target_low) : FLOOR, high = figure->has_high ? y_at(scale, figure->target_high) : TOP;
    if (figure->has_low && figure->has_high && g_strcmp0(figure->direction, "range") == 0)
        present_svg_box(out, "aim", LEFT, high, WIDTH - LEFT - RIGHT, low - high, NULL);
    if (figure->has_low)
        present_svg_line(out, "goal", LEFT, low, WIDTH - RIGHT, low);
    if (figure->has_high)
        present_svg_line(out, "goal", LEFT, high, WIDTH - RIGHT, high);
}

static char *
value_words(const Figure *figure, gboolean swedish)
{
    return has_value(figure) ? present_quantity(figure->value, figure->unit, swedish) : g_strdup(present_null_reason(figure->null_reason));
}

/* "w13: 23 % (12–35 %, n 40)" */
static char *
hint_at(const DashboardSeries *series, guint i, gboolean swedish)
{
    const Figure *figure = figure_at(series, i);
    g_autofree char *value = value_words(figure, swedish), *interval = present_figure_interval(figure, swedish);
    g_autoptr(GString) out = g_string_new(NULL);
    g_string_append_printf(out, "%s: %s", label_at(series, i), value);
    if (interval != NULL)
        g_string_append_printf(out, ", %s", interval);
    if (figure->has_n)
        g_string_append_printf(out, " (n %" G_GINT64_FORMAT ")", figure->n);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static void
append_nothing(GString *out, const Scale *scale, guint i)
{
    present_svg_text(out, "null", x_at(scale, i), FLOOR - 4, "–");
}

static void
append_bars(GString *out, const DashboardSeries *series, const Scale *scale, gboolean swedish)
{
    double room = (WIDTH - LEFT - RIGHT) / MAX(scale->n, 1), width = MIN(room * 0.66, 34);
    for (guint i = 0; i < scale->n; i++) {
        const Figure *figure = figure_at(series, i);
        if (!has_value(figure)) {
            append_nothing(out, scale, i);
            continue;
        }
        g_autofree char *hint = hint_at(series, i, swedish);
        double y = MIN(y_at(scale, figure->value), FLOOR - 1.5); /* a zero is seen, unlike nothing */
        present_svg_box(out, i + 1 == scale->n ? "bar now" : "bar", x_at(scale, i) - width / 2, y, width, FLOOR - y, hint);
    }
}

static void
append_path(GString *out, const DashboardSeries *series, const Scale *scale)
{
    gboolean pen_is_down = FALSE;
    g_string_append(out, "<path class=\"line\" d=\"");
    for (guint i = 0; i < scale->n; i++) {
        const Figure *figure = figure_at(series, i);
        if (has_value(figure)) {
            g_string_append_c(out, pen_is_down ? 'L' : 'M');
            present_html_number(out, x_at(scale, i));
            g_string_append_c(out, ' ');
            present_html_number(out, y_at(scale, figure->value));
        }
        pen_is_down = has_value(figure); /* a gap stays a gap */
    }
    g_string_append(out, "\"/>");
}

static void
append_whisker(GString *out, const Figure *figure, const Scale *scale, guint i)
{
    if (figure->has_interval && isfinite(figure->lo) && isfinite(figure->hi))
        present_svg_line(out, "whisker", x_at(scale, i), y_at(scale, figure->lo), x_at(scale, i), y_at(scale, figure->hi));
}

static void
append_line(GString *out, const DashboardSeries *series, const Scale *scale, gboolean swedish)
{
    for (guint i = 0; i < scale->n; i++)
        if (has_value(figure_at(series, i)))
            append_whisker(out, figure_at(series, i), scale, i);
    append_path(out, series, scale);
    for (guint i = 0; i < scale->n; i++) {
        const Figure *figure = figure_at(series, i);
        if (!has_value(figure)) {
            append_nothing(out, scale, i);
            continue;
        }
        g_autofree char *hint = hint_at(series, i, swedish);
        gboolean is_now = i + 1 == scale->n;
        present_svg_dot(out, is_now ? "point now" : "point", x_at(scale, i), y_at(scale, figure->value), is_now ? 4 : 2.5, hint);
    }
}

static void
append_svg(GString *out, const DashboardSeries *series, const char *title, const char *id, gboolean swedish)
{
    Scale scale = scale_of(series);
    present_svg_open(out, id, "chart", (int)WIDTH, (int)HEIGHT, title);
    for (guint i = 0; i < scale.n; i++) {
        g_autofree char *value = value_words(figure_at(series, i), swedish);
        present_html_add(out, "%s%s: %s", i > 0 ? "; " : "", label_at(series, i), value);
    }
    present_svg_draw(out);
    append_grid(out, scale.n > 0 ? figure_at(series, 0)->unit : NULL, &scale, swedish);
    if (scale.n > 0)
        append_target(out, figure_at(series, scale.n - 1), &scale);
    if (scale.is_line)
        append_line(out, series, &scale, swedish);
    else
        append_bars(out, series, &scale, swedish);
    append_labels(out, series, &scale);
    present_svg_close(out);
}

static void
append_row(GString *out, const DashboardSeries *series, guint i, gboolean has_interval, gboolean swedish)
{
    const Figure *figure = figure_at(series, i);
    g_autofree char *value = value_words(figure, swedish), *interval = present_figure_interval(figure, swedish);
    g_autofree char *n = figure->has_n ? g_strdup_printf("%" G_GINT64_FORMAT, figure->n) : NULL;
    present_html_add(out, "<tr><th scope=\"row\">%s</th><td class=\"number\">%s</td>", label_at(series, i), value);
    if (has_interval)
        present_html_add(out, "<td class=\"number\">%s</td>", interval);
    present_html_add(out, "<td class=\"number\">%s</td></tr>", n);
}

static void
append_values(GString *out, const DashboardSeries *series, const char *title, gboolean swedish)
{
    gboolean has_interval = FALSE;
    for (guint i = 0; i < series->figures->len; i++)
        has_interval |= figure_at(series, i)->has_interval;
    present_html_add(out, "<details><summary>%s</summary><table><caption class=\"unseen\">%s</caption><thead><tr><th scope=\"col\">%s</th>", _("Values"),
                     title, _("Period"));
    present_html_add(out, "<th scope=\"col\" class=\"number\">%s</th>", _("Value"));
    if (has_interval)
        present_html_add(out, "<th scope=\"col\" class=\"number\">%s</th>", _("Interval"));
    present_html_add(out, "<th scope=\"col\" class=\"number\">%s</th></tr></thead><tbody>", _("n"));
    for (guint i = 0; i < series->figures->len; i++)
        append_row(out, series, i, has_interval, swedish);
    g_string_append(out, "</tbody></table></details>\n");
}

/* The latest value, how it stands to the target, and of which period it is. */
static void
append_now(GString *out, const Figure *figure, gboolean swedish)
{
    g_autofree char *text = value_words(figure, swedish), *target = present_figure_target(figure, swedish);
    g_autoptr(Value) status = value_text(figure->status);
    const char *word = has_value(figure) && target != NULL ? present_state("status", status, NULL) : NULL;
    present_html_add(out, "<p class=\"now\"><strong>%s</strong>", text);
    if (word != NULL)
        present_html_add(out, " <span class=\"badge is-%s\">%s</span>", figure->status, word);
    if (target != NULL)
        present_html_add(out, " <small>%s %s</small>", _("target"), target);
    g_autofree char *when = period_words(&figure->period); /* a tile of the same figure may tell of another period */
    present_html_add(out, " <small>%s</small></p>\n", when);
}

void
present_chart_open(GString *out, const char *id, const char *title)
{
    present_html_add(out, "<figure class=\"card\" id=\"%s\" tabindex=\"0\" aria-describedby=\"%s-why\">\n<figcaption>%s</figcaption>\n", id, id, title);
}

void
present_chart(GString *out, const DashboardSeries *series, const char *id, GTimeZone *zone, gboolean swedish)
{
    const Figure *now = latest(series);
    if (now == NULL)
        return;
    const char *title = series->title != NULL ? series->title : now->title;
    present_chart_open(out, id, title);
    append_now(out, now, swedish);
    if (has_value(now)) /* else axes without anything */
        append_svg(out, series, title, id, swedish);
    append_values(out, series, title, swedish);
    present_explain(out, now, id, zone, swedish);
    g_string_append(out, "</figure>\n");
}
