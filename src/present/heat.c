/* SPDX-License-Identifier: MIT
 * When in the week people are in touch. */
#include "present/heat.h"
#include <glib/gi18n.h>
#include "base/day.h"
#include "present/chart.h"
#include "present/explain.h"
#include "present/html.h"
#include "present/svg.h"

#define WIDTH 360
#define LEFT 34.0
#define TOP 16.0
#define ROW 20.0
#define GAP 2.0
#define SHADES 5

const char *
present_weekday(int day)
{
    static const char *const names[] = { N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday") };
    return _(names[day - 1]);
}

static const char *
short_weekday(int day)
{
    static const char *const names[] = { N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun") };
    return _(names[day - 1]);
}

typedef struct {
    int first, last; /* hours shown: the working day, and whatever else was used */
    gint64 most;
} Span;

static Span
span_of(const WeekHours *hours)
{
    Span span = { 8, 17, 0 };
    for (int day = 0; day < 7; day++)
        for (int hour = 0; hour < 24; hour++) {
            span.most = MAX(span.most, hours->touches[day][hour]);
            if (hours->touches[day][hour] > 0) {
                span.first = MIN(span.first, hour);
                span.last = MAX(span.last, hour);
            }
        }
    return span;
}

/* 0 = nothing; the others in even steps to the most. */
static int
shade_of(gint64 touches, gint64 most)
{
    return touches == 0 ? 0 : (int)((touches * SHADES + most - 1) / most);
}

static void
append_cell(GString *out, const WeekHours *hours, const Span *span, int day, int hour)
{
    double width = (WIDTH - LEFT) / (span->last - span->first + 1);
    gint64 touches = hours->touches[day][hour];
    g_autofree char *class = g_strdup_printf("heat-%d", shade_of(touches, span->most));
    g_autofree char *hint = g_strdup_printf("%s %02d–%02d: %" G_GINT64_FORMAT, present_weekday(day + 1), hour, hour + 1, touches);
    present_svg_box(out, class, LEFT + width * (hour - span->first), TOP + ROW * day, width - GAP, ROW - GAP, hint);
}

static void
append_hours(GString *out, const Span *span)
{
    double width = (WIDTH - LEFT) / (span->last - span->first + 1);
    for (int hour = span->first; hour <= span->last; hour++) {
        g_autofree char *text = g_strdup_printf("%02d", hour);
        if (width >= 16 || (hour - span->first) % 2 == 0)
            present_svg_text(out, "middle", LEFT + width * (hour - span->first) + (width - GAP) / 2, TOP - 5, text);
    }
}

/* The busiest hour is what one wants to hear. */
static void
append_words(GString *out, const WeekHours *hours, const Span *span)
{
    for (int day = 0; day < 7; day++)
        for (int hour = 0; hour < 24; hour++)
            if (hours->touches[day][hour] == span->most) {
                g_autofree char *clock = g_strdup_printf("%02d–%02d", hour, hour + 1);
                g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, span->most);
                present_html_add(out, "%s: %s %s, %s", _("busiest"), present_weekday(day + 1), clock, number);
                return;
            }
}

static void
append_map(GString *out, const WeekHours *hours, const Span *span)
{
    present_svg_open(out, "heat", "chart", WIDTH, (int)(TOP + ROW * 7), _("Touchpoints by weekday and hour"));
    append_words(out, hours, span);
    present_svg_draw(out);
    append_hours(out, span);
    for (int day = 0; day < 7; day++) {
        present_svg_text(out, "scale", LEFT - 6, TOP + ROW * day + 13, short_weekday(day + 1));
        for (int hour = span->first; hour <= span->last; hour++)
            append_cell(out, hours, span, day, hour);
    }
    present_svg_close(out);
}

static void
append_values(GString *out, const WeekHours *hours, const Span *span)
{
    present_html_add(out, "<details><summary>%s</summary><div class=\"scroll\"><table><caption class=\"unseen\">%s</caption><thead><tr><td></td>", _("Values"),
                     _("Touchpoints by weekday and hour"));
    for (int hour = span->first; hour <= span->last; hour++)
        g_string_append_printf(out, "<th scope=\"col\" class=\"number\">%02d</th>", hour);
    g_string_append(out, "</tr></thead><tbody>");
    for (int day = 0; day < 7; day++) {
        present_html_add(out, "<tr><th scope=\"row\">%s</th>", present_weekday(day + 1));
        for (int hour = span->first; hour <= span->last; hour++)
            g_string_append_printf(out, "<td class=\"number\">%" G_GINT64_FORMAT "</td>", hours->touches[day][hour]);
        g_string_append(out, "</tr>");
    }
    g_string_append(out, "</tbody></table></div></details>\n");
}

void
present_heat(GString *out, const WeekHours *hours)
{
    g_autofree char *from = day_format(hours->from), *to = day_format(hours->to), *n = g_strdup_printf("%" G_GINT64_FORMAT, hours->n);
    Span span = span_of(hours);
    present_chart_open(out, "heat", _("Touchpoints by weekday and hour"));
    present_html_add(out, "<p class=\"now\"><strong>%s</strong> <small>%s – %s</small></p>\n", n, from, to);
    if (hours->n > 0) {
        append_map(out, hours, &span);
        append_values(out, hours, &span);
    } else {
        present_html_add(out, "<p class=\"none\">%s</p>\n", _("No touchpoints."));
    }
    present_explain_words(out, "heat", _("mails, calls, messages and meetings with people, by the hour in which they began on the clock of the business"), n);
    g_string_append(out, "</figure>\n");
}
