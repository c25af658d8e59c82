/* SPDX-License-Identifier: MIT
 * A report as a page. */
#include "present/report.h"
#include <glib/gi18n.h>
#include "base/clock.h"
#include "base/day.h"
#include "present/cell.h"
#include "present/figures.h"
#include "present/html.h"
#include "present/page.h"

static gint32
local_day(gint64 at, GTimeZone *zone)
{
    g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(at);
    g_autoptr(GDateTime) local = g_date_time_to_timezone(utc, zone);
    return day_from_ymd(g_date_time_get_year(local), g_date_time_get_month(local), g_date_time_get_day_of_month(local));
}

static char *
when_markup(gint64 now, GTimeZone *zone, gboolean swedish)
{
    g_autoptr(Value) at = value_instant(now);
    g_autofree char *machine = clock_format(now, zone), *person = present_cell(at, zone, swedish);
    GString *out = g_string_new(NULL);
    present_html_add(out, "<time datetime=\"%s\">%s</time>", machine, person);
    return g_string_free(out, FALSE);
}

static void
add_section(Page *page, const Table *table, guint number)
{
    g_autoptr(Table) readable = present_figures_is(table) ? present_figures_readable(table, 0, page->context.swedish) : NULL;
    g_autofree char *id = g_strdup_printf("section-%u", number);
    present_page_section(page, id, table->title != NULL ? table->title : table->name, _("Nothing to show."), readable != NULL ? readable : table);
}

char *
present_report(const Document *document, const char *title, gint64 now, GTimeZone *zone, gboolean swedish)
{
    g_auto(Page) page;
    present_page_init(&page, zone, swedish, local_day(now, zone));
    for (guint i = 0; i < document->tables->len; i++)
        add_section(&page, document->tables->pdata[i], i + 1);
    g_autofree char *when = when_markup(now, zone, swedish);
    g_autofree char *foot = g_strdup_printf(_("Written by Cadens %s as of the moment above."), PACKAGE_VERSION);
    const PageFrame frame = { title, title, when, "", foot };
    return present_page_fill(&page, &frame);
}
