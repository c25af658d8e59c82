/* SPDX-License-Identifier: MIT
 * A page in the making. */
#include "present/page.h"
#include <glib/gi18n.h>
#include "base/clock.h"
#include "base/day.h"
#include "present/cell.h"
#include "present/html.h"
#include "present/resource.h"

static gint32
local_day(gint64 at, GTimeZone *zone)
{
    g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(at);
    g_autoptr(GDateTime) local = g_date_time_to_timezone(utc, zone);
    return day_from_ymd(g_date_time_get_year(local), g_date_time_get_month(local),
                        g_date_time_get_day_of_month(local));
}

void
present_page_init(Page *page, gint64 now, GTimeZone *zone, gboolean swedish)
{
    page->now = now;
    page->utc = g_time_zone_new_utc();
    page->links = g_string_new(NULL);
    page->sections = g_string_new(NULL);
    if (!zone)
        zone = page->utc;
    page->context = (PageContext){zone, swedish, local_day(now, zone),
                                  g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
}

void
present_page_clear(Page *page)
{
    g_time_zone_unref(page->utc);
    g_string_free(page->links, TRUE);
    g_string_free(page->sections, TRUE);
    g_hash_table_unref(page->context.anchors);
}

void
present_page_open(Page *page, const char *id, const char *title, int count)
{
    present_html_add(page->links, "<li><a href=\"#%s\">%s</a></li>\n", id, title);
    present_html_add(page->sections,
                     "<section id=\"%s\" aria-labelledby=\"%s-title\">\n<h2 id=\"%s-title\">%s", id,
                     id, id, title);
    if (count >= 0)
        g_string_append_printf(page->sections, " <span class=\"count\">%d</span>", count);
    g_string_append(page->sections, "</h2>\n");
}

void
present_page_close(Page *page)
{
    g_string_append(page->sections, "</section>\n");
}

void
present_page_section(Page *page, const char *id, const char *title, const char *none, const Table *table)
{
    if (!table)
        return;
    present_page_open(page, id, title, (int)table->rows->len);
    g_string_append(page->sections, "<div class=\"card\">\n");
    present_page_table(page->sections, table, title, none, &page->context);
    g_string_append(page->sections, "</div>\n");
    present_page_close(page);
}

static char *
escaped(const char *text)
{
    GString *out = g_string_new(NULL);
    present_html_text(out, text);
    return g_string_free(out, FALSE);
}

static char *
when_markup(const Page *page, const char *before)
{
    g_autoptr(Value) now = value_instant(page->now);
    g_autofree char *machine = clock_format(page->now, page->context.zone);
    g_autofree char *person = present_cell(now, page->context.zone, page->context.swedish);
    GString *out = g_string_new(NULL);
    present_html_add(out, "<time datetime=\"%s\">%s%s%s</time>", machine, before ? before : "", before ? " " : "", person);
    return g_string_free(out, FALSE);
}

/* What a policy calls this text: nothing but it may run, or set the style. */
static char *
hash_of(const char *text)
{
    guint8 digest[32];
    gsize size = sizeof digest;
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(checksum, (const guchar *)text, -1);
    g_checksum_get_digest(checksum, digest, &size);
    return g_base64_encode(digest, size);
}

char *
present_page_fill(const Page *page, const PageFrame *frame)
{
    g_autofree char *template_text = present_resource("dashboard.html");
    g_autofree char *style = present_resource("dashboard.css");
    g_autofree char *script = present_resource("dashboard.js");
    g_autofree char *style_hash = hash_of(style), *script_hash = hash_of(script), *filter = escaped(_("Filter"));
    g_autofree char *when = when_markup(page, frame->when);
    g_autofree char *title = escaped(frame->title), *heading = escaped(frame->heading);
    g_autofree char *lede = escaped(frame->lede), *foot = escaped(frame->foot);
    g_autofree char *skip = escaped(_("Skip to the content"));
    g_autofree char *contents = escaped(_("Contents"));
    const HtmlSlot slots[] = {
        {"lang", page->context.swedish ? "sv" : "en"},
        {"title", title},
        {"style", style},
        {"style_hash", style_hash},
        {"script", script},
        {"script_hash", script_hash},
        {"filter", filter},
        {"skip", skip},
        {"heading", heading},
        {"when", when},
        {"lede", lede},
        {"contents", contents},
        {"links", page->links->str},
        {"sections", page->sections->str},
        {"foot", foot},
    };
    GString *out = g_string_new(NULL);
    present_html_fill(out, template_text, slots, G_N_ELEMENTS(slots));
    return g_string_free(out, FALSE);
}
