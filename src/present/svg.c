/* SPDX-License-Identifier: MIT
 * Drawing for charts. */
#include "present/svg.h"
#include <math.h>
#include "present/html.h"

void
present_svg_open(GString *out, const char *id, const char *class, int width, int height, const char *title)
{
    present_html_add(out, "<svg class=\"%s\" role=\"img\" aria-labelledby=\"%s-t %s-d\" viewBox=\"0 0 ", class, id, id);
    g_string_append_printf(out, "%d %d\">", width, height);
    present_html_add(out, "<title id=\"%s-t\">%s</title><desc id=\"%s-d\">", id, title, id);
}

void
present_svg_draw(GString *out)
{
    g_string_append(out, "</desc>");
}

void
present_svg_close(GString *out)
{
    g_string_append(out, "</svg>\n");
}

void
present_svg_attribute(GString *out, const char *name, double number)
{
    g_string_append_printf(out, " %s=\"", name);
    present_html_number(out, number);
    g_string_append_c(out, '"');
}

void
present_svg_text(GString *out, const char *class, double x, double y, const char *text)
{
    present_html_add(out, "<text class=\"%s\"", class);
    present_svg_attribute(out, "x", x);
    present_svg_attribute(out, "y", y);
    present_html_add(out, ">%s</text>", text);
}

void
present_svg_line(GString *out, const char *class, double x1, double y1, double x2, double y2)
{
    present_html_add(out, "<line class=\"%s\"", class);
    present_svg_attribute(out, "x1", x1);
    present_svg_attribute(out, "y1", y1);
    present_svg_attribute(out, "x2", x2);
    present_svg_attribute(out, "y2", y2);
    g_string_append(out, "/>");
}

static void
close_shape(GString *out, const char *name, const char *hint)
{
    if (hint == NULL) {
        g_string_append(out, "/>");
        return;
    }
    present_html_add(out, "><title>%s</title>", hint);
    g_string_append_printf(out, "</%s>", name);
}

void
present_svg_box(GString *out, const char *class, double x, double y, double width, double height, const char *hint)
{
    present_html_add(out, "<rect class=\"%s\" rx=\"1.5\"", class);
    present_svg_attribute(out, "x", x);
    present_svg_attribute(out, "y", y);
    present_svg_attribute(out, "width", MAX(width, 0));
    present_svg_attribute(out, "height", MAX(height, 0));
    close_shape(out, "rect", hint);
}

void
present_svg_dot(GString *out, const char *class, double x, double y, double radius, const char *hint)
{
    present_html_add(out, "<circle class=\"%s\"", class);
    present_svg_attribute(out, "cx", x);
    present_svg_attribute(out, "cy", y);
    present_svg_attribute(out, "r", radius);
    close_shape(out, "circle", hint);
}

double
present_svg_round_up(double value)
{
    static const double steps[] = { 1, 2, 4, 6, 8, 10 };
    if (!(value > 0))
        return 1;
    double power = pow(10, floor(log10(value)));
    for (gsize i = 0; i < G_N_ELEMENTS(steps); i++)
        if (steps[i] * power >= value * (1 - 1e-9))
            return steps[i] * power;
    return 10 * power;
}
