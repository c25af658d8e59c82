/* SPDX-License-Identifier: MIT
 * A report as a page. */
#include "present/report.h"
#include <glib/gi18n.h>
#include "present/figures.h"
#include "present/page.h"
#include "present/title.h"

/* A page has room for the words of a figure; its id leads to none of its parts. */
static Table *
without_ids(Table *figures)
{
    Column *last = &g_array_index(figures->columns, Column, figures->columns->len - 1);
    last->flags |= COLUMN_HIDDEN;
    return figures;
}

static void
add_section(Page *page, const Table *table, guint number)
{
    g_autoptr(Table) readable = present_figures_is(table) ? without_ids(present_figures_readable(table, page->context.swedish)) : NULL;
    g_autofree char *id = g_strdup_printf("section-%u", number);
    present_page_section(page, id, present_table_title(table), present_table_none(table), readable != NULL ? readable : table);
}

char *
present_report(const Document *document, const char *title, gint64 now, GTimeZone *zone, gboolean swedish)
{
    g_auto(Page) page;
    present_page_init(&page, now, zone, swedish);
    for (guint i = 0; i < document->tables->len; i++)
        add_section(&page, document->tables->pdata[i], i + 1);
    g_autofree char *foot = g_strdup_printf(_("Written by Cadens %s as of the moment above."), PACKAGE_VERSION);
    const PageFrame frame = { title, title, NULL, "", foot };
    return present_page_fill(&page, &frame);
}
