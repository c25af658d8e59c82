/* SPDX-License-Identifier: MIT
 * The dashboard page: sections filled into the template. */
#include "present/dashboard.h"
#include <glib/gi18n.h>
#include "base/clock.h"
#include "base/day.h"
#include "present/cell.h"
#include "present/chart.h"
#include "present/html.h"
#include "present/page.h"
#include "present/tile.h"

static const char *
weekday_name(gint32 day)
{
    static const char *const names[] = {N_("Monday"),   N_("Tuesday"), N_("Wednesday"),
                                        N_("Thursday"), N_("Friday"),  N_("Saturday"),
                                        N_("Sunday")};
    return _(names[day_weekday(day) - 1]);
}

static void
add_due(Page *page, const Table *due)
{
    if (!due)
        return;
    present_page_open(page, "due", _("To do"), (int)due->rows->len);
    g_string_append(page->sections, "<div class=\"card\">\n");
    present_page_due(page->sections, due, &page->context);
    g_string_append(page->sections, "</div>\n");
    present_page_close(page);
}

static void
add_figures(Page *page, const GPtrArray *figures)
{
    if (!figures || figures->len == 0)
        return;
    present_page_open(page, "figures", _("Figures"), -1);
    g_string_append(page->sections, "<div class=\"tiles\">\n");
    for (guint i = 0; i < figures->len; i++)
        present_tile(page->sections, g_ptr_array_index(figures, i), i + 1, page->context.zone,
                     page->context.swedish);
    g_string_append(page->sections, "</div>\n");
    present_page_close(page);
}

static void
add_charts(Page *page, const GPtrArray *series)
{
    if (!series || series->len == 0)
        return;
    present_page_open(page, "trends", _("Trends"), -1);
    g_string_append(page->sections, "<div class=\"charts\">\n");
    for (guint i = 0; i < series->len; i++)
        present_chart(page->sections, g_ptr_array_index(series, i), i + 1, page->context.swedish);
    g_string_append(page->sections, "</div>\n");
    present_page_close(page);
}

static void
add_sections(Page *page, const Dashboard *dashboard)
{
    add_due(page, dashboard->due);
    add_figures(page, dashboard->figures);
    present_page_section(page, "meetings", _("Meetings, next 7 days"), _("No meetings."), dashboard->meetings);
    present_page_section(page, "owed", _("Replies owed"), _("No reply is owed."), dashboard->owed);
    add_charts(page, dashboard->series);
    present_page_section(page, "touchpoints", _("Latest touchpoints"), _("No touchpoints."),
              dashboard->touchpoints);
    present_page_section(page, "sources", _("Sources"), _("No sources."), dashboard->sources);
}

static char *
lede_text(const Table *due)
{
    guint n = due ? due->rows->len : 0, serious = 0;
    for (guint row = 0; row < n; row++) {
        const Value *severity = table_get(due, row, "severity");
        serious += severity && severity->kind == VALUE_INT && severity->i >= 2;
    }
    if (n == 0)
        return g_strdup(_("Nothing is due."));
    g_autofree char *all = g_strdup_printf(ngettext("%u thing is due", "%u things are due", n), n);
    if (serious == 0)
        return g_strdup_printf("%s.", all);
    g_autofree char *some =
        g_strdup_printf(ngettext("%u of them pressing", "%u of them pressing", serious), serious);
    return g_strdup_printf("%s, %s.", all, some);
}

static char *
fill_page(const Page *page, const Dashboard *dashboard)
{
    g_autofree char *lede = lede_text(dashboard->due);
    g_autofree char *day = day_format(page->context.today);
    g_autofree char *title = g_strconcat("Cadens ", day, NULL);
    g_autofree char *foot =
        g_strdup_printf(_("Written by Cadens %s as of the moment above. Answer from the command "
                          "line or from the notification."),
                        PACKAGE_VERSION);
    const PageFrame frame = {title, "Cadens", weekday_name(page->context.today), lede, foot};
    return present_page_fill(page, &frame);
}

char *
present_dashboard(const Dashboard *dashboard)
{
    g_auto(Page) page;
    present_page_init(&page, dashboard->now, dashboard->zone, dashboard->swedish);
    add_sections(&page, dashboard);
    return fill_page(&page, dashboard);
}
