/* SPDX-License-Identifier: MIT
 * The day at a glance. */
#include "present/today.h"
#include <glib/gi18n.h>
#include <string.h>
#include "present/cell.h"
#include "present/due-groups.h"
#include "present/html.h"

#define SHOWN 5 /* items of a card; the others are one step away */

static const char *
text_of(const Table *table, guint row, const char *key)
{
    const Value *value = table_get(table, row, key);
    return value != NULL && value->kind == VALUE_TEXT ? value->t : NULL;
}

static void
open_card(GString *out, const char *id, const char *title, guint count)
{
    present_html_add(out, "<div class=\"card at-a-glance\">\n<h3 id=\"%s\">%s", id, title);
    g_string_append_printf(out, " <span class=\"count\">%u</span></h3>\n", count);
}

static void
append_none(GString *out, const char *none)
{
    present_html_add(out, "<p class=\"none\">%s</p>\n</div>\n", none);
}

static void
close_list(GString *out, guint count, const char *anchor)
{
    g_string_append(out, "</ul>\n");
    if (count > SHOWN) {
        g_autofree char *more = g_strdup_printf(ngettext("%u more", "%u more", count - SHOWN), count - SHOWN);
        present_html_add(out, "<p class=\"more\"><a href=\"#%s\">%s</a></p>\n", anchor, more);
    }
    g_string_append(out, "</div>\n");
}

/* --- what is due ------------------------------------------------------------------------------------------------------------------ */

static void
append_due_item(GString *out, const Table *due, guint row, const PageContext *context)
{
    g_autofree char *id = present_cell(table_get(due, row, "id"), NULL, FALSE);
    const Value *day = table_get(due, row, "due_day"), *severity = table_get(due, row, "severity");
    g_autofree char *distance =
        day != NULL && day->kind == VALUE_DAY ? present_distance((gint32)CLAMP(day->i - context->today, -99999, 99999)) : NULL;
    gboolean is_late = day != NULL && day->kind == VALUE_DAY && day->i < context->today;
    const char *title = text_of(due, row, "title"), *rule = text_of(due, row, "rule");
    g_string_append_printf(out, "<li class=\"severity-%d\">", severity != NULL && severity->kind == VALUE_INT ? (int)CLAMP(severity->i, 0, 3) : 0);
    present_html_add(out, "<a href=\"#signal-%s\">%s</a>", id, title != NULL ? title : rule);
    if (distance != NULL)
        present_html_add(out, "<small class=\"%s\">%s</small>", is_late ? "late" : "", distance);
    g_string_append(out, "</li>\n");
}

static void
append_due_card(Page *page, const Table *due, const GArray *rows, const char *id, const char *title, const char *none, const char *anchor)
{
    open_card(page->sections, id, title, rows->len);
    if (rows->len == 0) {
        append_none(page->sections, none);
        return;
    }
    g_string_append(page->sections, "<ul>\n");
    for (guint i = 0; i < MIN(rows->len, SHOWN); i++)
        append_due_item(page->sections, due, g_array_index(rows, guint, i), &page->context);
    close_list(page->sections, rows->len, anchor);
}

/* --- who waits for us ------------------------------------------------------------------------------------------------------------- */

static void
append_owed_item(Page *page, const Table *owed, guint row)
{
    const Value *due = table_get(owed, row, "due_at");
    const char *contact = text_of(owed, row, "contact"), *account = text_of(owed, row, "account_name"), *subject = text_of(owed, row, "subject");
    g_autofree char *before = present_cell(due, page->context.zone, page->context.swedish);
    gboolean is_late = due != NULL && due->kind == VALUE_INSTANT && due->i < page->now;
    present_html_add(page->sections, "<li class=\"%s\"><a href=\"#owed\">%s", is_late ? "severity-2" : "severity-1", contact != NULL ? contact : account);
    if (contact != NULL && account != NULL)
        present_html_add(page->sections, " (%s)", account);
    g_string_append(page->sections, "</a>");
    if (subject != NULL)
        present_html_add(page->sections, "<small>%s</small>", subject);
    if (*before != '\0')
        present_html_add(page->sections, "<small class=\"%s\">%s %s</small>", is_late ? "late" : "", _("Answer before"), before);
    g_string_append(page->sections, "</li>\n");
}

/* Everybody who waits, also those of whom nobody has to be reminded yet. */
static void
append_owed(Page *page, const Table *owed)
{
    open_card(page->sections, "replies", _("Replies owed"), owed->rows->len);
    if (owed->rows->len == 0) {
        append_none(page->sections, _("No reply is owed."));
        return;
    }
    g_string_append(page->sections, "<ul>\n");
    for (guint i = 0; i < MIN(owed->rows->len, SHOWN); i++)
        append_owed_item(page, owed, i);
    close_list(page->sections, owed->rows->len, "owed");
}

/* --- what has passed -------------------------------------------------------------------------------------------------------------- */

/* Beyond replies, meetings and reviews, which have cards of their own. */
static GArray *
overdue_rows(const Table *due, gint32 today)
{
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < due->rows->len; i++) {
        const Value *day = table_get(due, i, "due_day");
        DueGroup group = present_due_group(text_of(due, i, "rule"));
        if (day != NULL && day->kind == VALUE_DAY && day->i < today && group != DUE_REPLIES && group != DUE_MEETINGS && group != DUE_REVIEWS)
            g_array_append_val(rows, i);
    }
    return rows;
}

/* --- meetings --------------------------------------------------------------------------------------------------------------------- */

/* The anchors that rows of the tables will have. */
static GHashTable *
accounts_shown(const Dashboard *dashboard)
{
    const Table *tables[] = { dashboard->due, dashboard->customers, dashboard->owed, dashboard->touchpoints };
    GHashTable *shown = g_hash_table_new(g_str_hash, g_str_equal);
    for (gsize i = 0; i < G_N_ELEMENTS(tables); i++)
        for (guint row = 0; tables[i] != NULL && row < tables[i]->rows->len; row++)
            if (text_of(tables[i], row, "account") != NULL)
                g_hash_table_add(shown, (gpointer)text_of(tables[i], row, "account"));
    return shown;
}

static const char *
first_shown(const Value *accounts, GHashTable *shown)
{
    for (guint i = 0; accounts != NULL && accounts->kind == VALUE_LIST && i < accounts->items->len; i++) {
        const Value *account = g_ptr_array_index(accounts->items, i);
        if (account->kind == VALUE_TEXT && g_hash_table_contains(shown, account->t))
            return account->t;
    }
    return NULL;
}

static void
append_subject(GString *out, const Table *meetings, guint row, GHashTable *shown)
{
    const char *account = first_shown(table_get(meetings, row, "account"), shown), *summary = text_of(meetings, row, "summary");
    g_autofree char *anchor = account != NULL ? present_html_anchor("account", account) : NULL;
    if (anchor != NULL)
        present_html_add(out, "<a href=\"#%s\">%s</a>", anchor, summary != NULL ? summary : _("Meeting"));
    else
        present_html_add(out, "<strong>%s</strong>", summary != NULL ? summary : _("Meeting"));
}

static void
append_meeting(Page *page, const Table *meetings, guint row, GHashTable *shown)
{
    const Value *prepared = table_get(meetings, row, "prepared"), *start = table_get(meetings, row, "start");
    const PageContext *context = &page->context;
    g_autofree char *when = present_cell(start, context->zone, context->swedish);
    g_autofree char *who = present_cell(table_get(meetings, row, "account_name"), context->zone, context->swedish);
    g_autofree char *people = present_cell(table_get(meetings, row, "people"), context->zone, context->swedish);
    gboolean is_prepared = prepared != NULL && prepared->kind == VALUE_BOOL && prepared->i != 0;
    present_html_add(page->sections, "<li><span class=\"time\">%s</span> ", when);
    append_subject(page->sections, meetings, row, shown);
    present_html_add(page->sections, "<small>%s</small>", *who != '\0' ? who : people);
    present_html_add(page->sections, "<span class=\"badge is-%s\">%s</span></li>\n", is_prepared ? "green" : "amber", is_prepared ? _("prepared") : _("not prepared"));
}

static void
append_meetings(Page *page, const Dashboard *dashboard)
{
    const Table *meetings = dashboard->meetings;
    open_card(page->sections, "meetings", _("Meetings, next 7 days"), meetings->rows->len);
    if (meetings->rows->len == 0) {
        append_none(page->sections, _("No meetings."));
        return;
    }
    g_autoptr(GHashTable) shown = accounts_shown(dashboard);
    g_string_append(page->sections, "<ul>\n");
    for (guint i = 0; i < meetings->rows->len; i++)
        append_meeting(page, meetings, i, shown);
    g_string_append(page->sections, "</ul>\n</div>\n");
}

void
present_today(Page *page, const Dashboard *dashboard)
{
    const Table *due = dashboard->due;
    if (due == NULL && dashboard->meetings == NULL && dashboard->owed == NULL)
        return;
    present_page_open(page, "today", _("Today"), -1);
    g_string_append(page->sections, "<div class=\"cards\">\n");
    if (dashboard->meetings != NULL)
        append_meetings(page, dashboard);
    if (dashboard->owed != NULL)
        append_owed(page, dashboard->owed);
    if (due != NULL) {
        g_autoptr(GArray) reviews = present_due_rows(due, DUE_REVIEWS);
        g_autoptr(GArray) overdue = overdue_rows(due, page->context.today);
        append_due_card(page, due, overdue, "overdue", _("Overdue"), _("Nothing is overdue."), "due");
        append_due_card(page, due, reviews, "reviews", _("Reviews"), _("No review is due."), "due-reviews");
    }
    g_string_append(page->sections, "</div>\n");
    present_page_close(page);
}
