/* SPDX-License-Identifier: MIT
 * A small SVG chart of a series: vector on paper, words for a screen reader, no script. */
#include "present/chart.h"
#include <glib/gi18n.h>
#include <math.h>
#include "present/figure-words.h"
#include "present/html.h"

#define WIDTH 360.0
#define HEIGHT 150.0
#define LEFT 44.0 /* room for the scale */
#define RIGHT 8.0
#define TOP 12.0
#define BOTTOM 22.0 /* room for the labels */

typedef struct {
    guint n;
    double end; /* value at the top */
    gboolean is_line;
} Scale;

static guint
length_of(const DashboardSeries *series)
{
    return MIN(series->values->len, series->labels->len);
}

static double
value_at(const DashboardSeries *series, guint i)
{
    return g_array_index(series->values, double, i);
}

static const char *
label_at(const DashboardSeries *series, guint i)
{
    return g_ptr_array_index(series->labels, i);
}

/* The smallest of these steps times a power of ten that is not below VALUE; half of each is a plain
 * number too. */
static double
round_up(double value)
{
    static const double steps[] = {1, 2, 4, 6, 8, 10};
    double power = pow(10, floor(log10(value)));
    for (gsize i = 0; i < G_N_ELEMENTS(steps); i++)
        if (steps[i] * power >= value * (1 - 1e-9))
            return steps[i] * power;
    return 10 * power;
}

static Scale
scale_of(const DashboardSeries *series)
{
    Scale scale = {.n = length_of(series), .end = 0};
    for (guint i = 0; i < scale.n; i++)
        if (isfinite(value_at(series, i)))
            scale.end = MAX(scale.end, value_at(series, i));
    scale.end = scale.end > 0 ? round_up(scale.end) : 1;
    if (g_strcmp0(series->unit, "rate") == 0 && scale.end > 0.5)
        scale.end = 1;
    if (g_strcmp0(series->unit, "count") == 0)
        scale.end = MAX(scale.end, 2); /* no half things on the scale */
    scale.is_line = g_strcmp0(series->unit, "rate") == 0 || g_strcmp0(series->unit, "hours") == 0 ||
                    g_strcmp0(series->unit, "days") == 0 || g_strcmp0(series->unit, "ratio") == 0;
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
attribute(GString *out, const char *name, double number)
{
    g_string_append_printf(out, " %s=\"", name);
    present_html_number(out, number);
    g_string_append_c(out, '"');
}

static void
append_label(GString *out, const char *class, double x, double y, const char *text)
{
    g_string_append_printf(out, "<text class=\"%s\"", class);
    attribute(out, "x", x);
    attribute(out, "y", y);
    present_html_add(out, ">%s</text>", text);
}

static void
append_grid(GString *out, const DashboardSeries *series, const Scale *scale, gboolean swedish)
{
    /* "per workday" has no room beside the axis; the title says it. */
    const char *unit = g_strcmp0(series->unit, "per_workday") == 0 ? "count" : series->unit;
    for (int i = 0; i <= 2; i++) {
        double value = scale->end * i / 2, y = y_at(scale, value);
        g_autofree char *text = present_quantity(value, unit, swedish);
        g_string_append(out, "<line class=\"rule\"");
        attribute(out, "x1", LEFT);
        attribute(out, "x2", WIDTH - RIGHT);
        attribute(out, "y1", y);
        attribute(out, "y2", y);
        g_string_append(out, "/>");
        append_label(out, "scale", LEFT - 6, y + 3.5, text);
    }
}

/* First, middle and last: more would not fit. */
static void
append_labels(GString *out, const DashboardSeries *series, const Scale *scale)
{
    if (scale->n == 0)
        return;
    double y = HEIGHT - 6;
    append_label(out, scale->n > 1 ? "first" : "middle", scale->n > 1 ? LEFT : x_at(scale, 0), y,
                 label_at(series, 0));
    if (scale->n >= 5)
        append_label(out, "middle", x_at(scale, scale->n / 2), y, label_at(series, scale->n / 2));
    if (scale->n > 1)
        append_label(out, "last", WIDTH - RIGHT, y, label_at(series, scale->n - 1));
}

static void
append_bars(GString *out, const DashboardSeries *series, const Scale *scale)
{
    double room = (WIDTH - LEFT - RIGHT) / MAX(scale->n, 1), width = MIN(room * 0.66, 34);
    for (guint i = 0; i < scale->n; i++) {
        double value = value_at(series, i), x = x_at(scale, i);
        if (!isfinite(value)) {
            append_label(out, "null", x, HEIGHT - BOTTOM - 4, "–");
            continue;
        }
        /* A zero is seen, unlike nothing. */
        double y = MIN(y_at(scale, value), HEIGHT - BOTTOM - 1.5);
        g_string_append_printf(out, "<rect class=\"bar%s\" rx=\"1.5\"",
                               i + 1 == scale->n ? " now" : "");
        attribute(out, "x", x - width / 2);
        attribute(out, "y", y);
        attribute(out, "width", width);
        attribute(out, "height", HEIGHT - BOTTOM - y);
        g_string_append(out, "/>");
    }
}

static void
append_path(GString *out, const DashboardSeries *series, const Scale *scale)
{
    gboolean pen_is_down = FALSE;
    g_string_append(out, "<path class=\"line\" d=\"");
    for (guint i = 0; i < scale->n; i++) {
        double value = value_at(series, i);
        if (isfinite(value)) {
            g_string_append_c(out, pen_is_down ? 'L' : 'M');
            present_html_number(out, x_at(scale, i));
            g_string_append_c(out, ' ');
            present_html_number(out, y_at(scale, value));
        }
        pen_is_down = isfinite(value); /* a gap stays a gap */
    }
    g_string_append(out, "\"/>");
}

static void
append_line(GString *out, const DashboardSeries *series, const Scale *scale)
{
    append_path(out, series, scale);
    for (guint i = 0; i < scale->n; i++) {
        double value = value_at(series, i);
        if (!isfinite(value)) {
            append_label(out, "null", x_at(scale, i), HEIGHT - BOTTOM - 4, "–");
            continue;
        }
        gboolean is_now = i + 1 == scale->n;
        g_string_append_printf(out, "<circle class=\"point%s\"", is_now ? " now" : "");
        attribute(out, "cx", x_at(scale, i));
        attribute(out, "cy", y_at(scale, value));
        attribute(out, "r", is_now ? 4 : 2.5);
        g_string_append(out, "/>");
    }
}

static char *
spoken_value(const DashboardSeries *series, guint i, gboolean swedish)
{
    double value = value_at(series, i);
    return isfinite(value) ? present_quantity(value, series->unit, swedish)
                           : g_strdup(_("no value"));
}

static void
append_description(GString *out, const DashboardSeries *series, guint n, gboolean swedish)
{
    for (guint i = 0; i < n; i++) {
        g_autofree char *text = spoken_value(series, i, swedish);
        present_html_add(out, "%s%s: %s", i ? "; " : "", label_at(series, i), text);
    }
}

static void
append_svg(GString *out, const DashboardSeries *series, guint number, gboolean swedish)
{
    Scale scale = scale_of(series);
    g_string_append_printf(
        out,
        "<svg class=\"chart\" role=\"img\" aria-labelledby=\"chart-%u-t chart-%u-d\" "
        "viewBox=\"0 0 %d %d\"><title id=\"chart-%u-t\">",
        number, number, (int)WIDTH, (int)HEIGHT, number);
    present_html_text(out, series->title);
    g_string_append_printf(out, "</title><desc id=\"chart-%u-d\">", number);
    append_description(out, series, scale.n, swedish);
    g_string_append(out, "</desc>");
    append_grid(out, series, &scale, swedish);
    if (scale.is_line)
        append_line(out, series, &scale);
    else
        append_bars(out, series, &scale);
    append_labels(out, series, &scale);
    g_string_append(out, "</svg>\n");
}

static void
append_values(GString *out, const DashboardSeries *series, gboolean swedish)
{
    present_html_add(
        out, "<details><summary>%s</summary><table><caption class=\"unseen\">%s</caption><tbody>",
        _("Values"), series->title);
    for (guint i = 0; i < length_of(series); i++) {
        g_autofree char *text = spoken_value(series, i, swedish);
        present_html_add(out, "<tr><th scope=\"row\">%s</th><td class=\"number\">%s</td></tr>",
                         label_at(series, i), text);
    }
    g_string_append(out, "</tbody></table></details>\n");
}

void
present_chart(GString *out, const DashboardSeries *series, guint number, gboolean swedish)
{
    present_html_add(out, "<figure class=\"card\">\n<figcaption>%s</figcaption>\n", series->title);
    append_svg(out, series, number, swedish);
    append_values(out, series, swedish);
    g_string_append(out, "</figure>\n");
}
