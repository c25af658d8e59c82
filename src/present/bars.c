/* SPDX-License-Identifier: MIT
 * A table whose rows are drawn as bars. */
#include "present/bars.h"
#include <math.h>
#include "present/html.h"
#include "present/svg.h"

#define LENGTH 100.0
#define THICK 12
#define THIN 1.0 /* the least that is seen */

static void
bar_free(gpointer data)
{
    Bar *bar = data;
    g_free(bar->label);
    g_free(bar->value);
    g_free(bar->note);
    g_free(bar);
}

GPtrArray *
present_bars_new(void)
{
    return g_ptr_array_new_with_free_func(bar_free);
}

Bar *
present_bars_add(GPtrArray *bars, char *label, char *value, char *note, const char *class, double from, double to)
{
    Bar *bar = g_new0(Bar, 1);
    *bar = (Bar){ .label = label, .value = value, .note = note, .class = class, .from = from, .to = to };
    g_ptr_array_add(bars, bar);
    return bar;
}

static double
x_of(double share)
{
    return CLAMP(share, 0, 1) * LENGTH;
}

/* The cells beside it say all of it. */
static void
append_drawing(GString *out, const Bar *bar)
{
    g_string_append_printf(out, "<svg class=\"stripe\" aria-hidden=\"true\" viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\">", (int)LENGTH, THICK);
    if (isfinite(bar->from) && isfinite(bar->to)) {
        double left = x_of(MIN(bar->from, bar->to)), right = x_of(MAX(bar->from, bar->to));
        present_svg_box(out, bar->class, MIN(left, LENGTH - THIN), 0, MAX(right - left, THIN), THICK, NULL);
    }
    if (bar->has_interval && isfinite(bar->lo) && isfinite(bar->hi))
        present_svg_box(out, "span", x_of(bar->lo), THICK / 2.0 - 1, MAX(x_of(bar->hi) - x_of(bar->lo), THIN), 2, NULL);
    g_string_append(out, "</svg>");
}

void
present_bars(GString *out, const GPtrArray *bars, const char *caption, const char *const headings[3])
{
    present_html_add(out, "<table class=\"bars\"><caption class=\"unseen\">%s</caption>\n<thead class=\"unseen\"><tr><th scope=\"col\">%s</th>", caption, headings[0]);
    present_html_add(out, "<td></td><th scope=\"col\">%s</th>", headings[1]);
    if (headings[2] != NULL)
        present_html_add(out, "<th scope=\"col\">%s</th>", headings[2]);
    g_string_append(out, "</tr></thead>\n<tbody>\n");
    for (guint i = 0; i < bars->len; i++) {
        const Bar *bar = g_ptr_array_index(bars, i);
        present_html_add(out, "<tr><th scope=\"row\">%s</th><td class=\"drawn\">", bar->label);
        append_drawing(out, bar);
        present_html_add(out, "</td><td class=\"number\">%s</td>", bar->value);
        if (headings[2] != NULL)
            present_html_add(out, "<td class=\"note\">%s</td>", bar->note);
        g_string_append(out, "</tr>\n");
    }
    g_string_append(out, "</tbody></table>\n");
}
