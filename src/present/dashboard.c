/* SPDX-License-Identifier: MIT
 * The dashboard page: sections filled into the template, from what the day wants to what lasts. */
#include "present/dashboard.h"
#include <glib/gi18n.h>
#include <string.h>
#include "base/day.h"
#include "present/chart.h"
#include "present/due-groups.h"
#include "present/flow.h"
#include "present/heat.h"
#include "present/html.h"
#include "present/movements.h"
#include "present/page.h"
#include "present/tile.h"
#include "present/today.h"

#define OPEN_MAX 12 /* items of a group that is not folded */

/* Which figures stand in which section; what stands in none is in the last one. */
static const char *const effort_figures[] = { "activities_today", "contact_attempts_per_day", "first_meetings_booked", "meetings_held", NULL };
static const char *const pipeline_figures[] = { "pipeline_value_total", "weighted_pipeline_total", "pipeline_coverage_month", "pipeline_value_change",
                                                "active_leads", "new_leads", "qualified_new", NULL };
static const char *const response_figures[] = { "response_rate", "response_rate_km", "their_response_time", "our_first_response_time", "our_sla_rate",
                                                "follow_up_response_rate", "replies_owed_by_us", NULL };
static const char *const customer_figures[] = { "customers_untouched_30d", "check_in_coverage", "qbr_coverage", "at_risk_accounts", NULL };
/* Whose last week is the figure itself: a chart tells all of it. */
static const char *const charted_figures[] = { "meetings_booked", "stagnation_rate", "pipeline_cleanliness", NULL };
static const char *const *const placed[] = { effort_figures, pipeline_figures, response_figures, customer_figures };

static gboolean
is_charted(const Dashboard *dashboard, const char *id)
{
    return dashboard->charts[CHARTS_HEALTH] != NULL && dashboard->charts[CHARTS_EFFORT] != NULL && g_strv_contains(charted_figures, id);
}

static gboolean
is_placed(const Dashboard *dashboard, const char *id)
{
    if (is_charted(dashboard, id))
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(placed); i++)
        if (g_strv_contains(placed[i], id))
            return TRUE;
    return FALSE;
}

/* The figures of IDS; NULL = those of no section. */
static void
add_tiles(Page *page, const Dashboard *dashboard, const char *const *ids)
{
    gboolean is_open = FALSE;
    for (guint i = 0; dashboard->figures != NULL && i < dashboard->figures->len; i++) {
        const Figure *figure = g_ptr_array_index(dashboard->figures, i);
        if (ids != NULL ? !g_strv_contains(ids, figure->id) : is_placed(dashboard, figure->id))
            continue;
        if (!is_open)
            g_string_append(page->sections, "<div class=\"tiles\">\n");
        is_open = TRUE;
        present_tile(page->sections, figure, i + 1, page->context.zone, page->context.swedish);
    }
    if (is_open)
        g_string_append(page->sections, "</div>\n");
}

static void
add_charts(Page *page, const Dashboard *dashboard, ChartsKind kind)
{
    const GPtrArray *charts = dashboard->charts[kind];
    for (guint i = 0; charts != NULL && i < charts->len; i++) {
        g_autofree char *id = g_strdup_printf("chart-%d-%u", (int)kind + 1, i + 1);
        present_chart(page->sections, g_ptr_array_index(charts, i), id, page->context.zone, page->context.swedish);
    }
}

static gboolean
has_figure(const Dashboard *dashboard, const char *const *ids)
{
    for (guint i = 0; dashboard->figures != NULL && i < dashboard->figures->len; i++)
        if (g_strv_contains(ids, ((const Figure *)g_ptr_array_index(dashboard->figures, i))->id))
            return TRUE;
    return FALSE;
}

static void
open_charts(Page *page)
{
    g_string_append(page->sections, "<div class=\"charts\">\n");
}

static void
close_charts(Page *page)
{
    g_string_append(page->sections, "</div>\n");
}

/* --- what is to be done ----------------------------------------------------------------------------------------------------------------- */

static gboolean
is_all_done(const DashboardStep *steps)
{
    for (const DashboardStep *step = steps; step != NULL && step->words != NULL; step++)
        if (!step->done)
            return FALSE;
    return TRUE;
}

/* A page about nothing says how it comes to tell something. */
static void
add_steps(Page *page, const DashboardStep *steps)
{
    if (is_all_done(steps))
        return;
    present_page_open(page, "start", _("First steps"), -1);
    present_html_add(page->sections, "<div class=\"card\">\n<p>%s</p>\n<ol class=\"steps\">\n",
                     _("Figures come by themselves as soon as Cadens knows whose mail to read and who your customers are. What it does not know yet it does not guess."));
    for (const DashboardStep *step = steps; step->words != NULL; step++) {
        g_string_append_printf(page->sections, "<li class=\"%s\">", step->done ? "done" : "open");
        present_html_add(page->sections, "%s <span class=\"badge%s\">%s</span>", step->words, step->done ? " is-green" : "", step->done ? _("done") : _("not yet"));
        if (!step->done)
            present_html_add(page->sections, " <code>%s</code>", step->command);
        g_string_append(page->sections, "</li>\n");
    }
    g_string_append(page->sections, "</ol>\n</div>\n");
    present_page_close(page);
}

static void
add_due_group(Page *page, const Table *due, DueGroup group)
{
    static const char *const ids[] = { "due-replies", "due-meetings", "due-reviews", "due-follow-ups", "due-customers", "due-leads", "due-others" };
    g_autoptr(GArray) rows = present_due_rows(due, group);
    if (rows->len == 0)
        return;
    present_html_add(page->sections, "<details class=\"card group\" id=\"%s\"", ids[group]);
    g_string_append(page->sections, rows->len <= OPEN_MAX ? " open>" : ">");
    present_html_add(page->sections, "<summary><h3>%s", present_due_group_name(group));
    g_string_append_printf(page->sections, " <span class=\"count\">%u</span></h3></summary>\n", rows->len);
    present_page_due(page->sections, due, rows, present_due_group_name(group), &page->context);
    g_string_append(page->sections, "</details>\n");
}

static void
add_due(Page *page, const Table *due)
{
    if (due == NULL)
        return;
    present_page_open(page, "due", _("To do"), (int)due->rows->len);
    for (int group = 0; group < DUE_GROUPS; group++)
        add_due_group(page, due, (DueGroup)group);
    if (due->rows->len == 0)
        present_html_add(page->sections, "<div class=\"card\"><p class=\"none\">%s</p></div>\n", _("Nothing is due."));
    present_page_close(page);
}

/* --- how it goes -------------------------------------------------------------------------------------------------------------------------- */

static void
add_pipeline(Page *page, const Dashboard *dashboard)
{
    GTimeZone *zone = page->context.zone;
    gboolean swedish = page->context.swedish;
    if (dashboard->waterfall == NULL && dashboard->funnel == NULL && dashboard->charts[CHARTS_HEALTH] == NULL && !has_figure(dashboard, pipeline_figures))
        return;
    present_page_open(page, "pipeline", _("Pipeline"), -1);
    open_charts(page);
    present_waterfall(page->sections, dashboard->waterfall, zone, swedish);
    present_funnel(page->sections, dashboard->funnel, zone, swedish);
    g_string_append(page->sections, "<div class=\"pile\">\n");
    add_charts(page, dashboard, CHARTS_HEALTH);
    g_string_append(page->sections, "</div>\n");
    close_charts(page);
    add_tiles(page, dashboard, pipeline_figures);
    present_page_close(page);
}

static void
add_responses(Page *page, const Dashboard *dashboard)
{
    if (dashboard->charts[CHARTS_RESPONSES] == NULL && dashboard->owed == NULL && !has_figure(dashboard, response_figures))
        return;
    present_page_open(page, "responses", _("Responses"), -1);
    open_charts(page);
    add_charts(page, dashboard, CHARTS_RESPONSES);
    close_charts(page);
    add_tiles(page, dashboard, response_figures);
    if (dashboard->owed != NULL) {
        present_html_add(page->sections, "<div class=\"card\" id=\"owed\">\n<h3>%s", _("Replies owed"));
        g_string_append_printf(page->sections, " <span class=\"count\">%u</span></h3>\n", dashboard->owed->rows->len);
        present_page_table(page->sections, dashboard->owed, _("Replies owed"), _("No reply is owed."), &page->context);
        g_string_append(page->sections, "</div>\n");
    }
    present_page_close(page);
}

static void
add_effort(Page *page, const Dashboard *dashboard)
{
    if (dashboard->charts[CHARTS_EFFORT] == NULL && dashboard->hours == NULL && !has_figure(dashboard, effort_figures))
        return;
    present_page_open(page, "activity", _("Activity"), -1);
    open_charts(page);
    add_charts(page, dashboard, CHARTS_EFFORT);
    if (dashboard->hours != NULL)
        present_heat(page->sections, dashboard->hours);
    close_charts(page);
    add_tiles(page, dashboard, effort_figures);
    present_page_close(page);
}

static void
add_customers(Page *page, const Dashboard *dashboard)
{
    if (dashboard->customers == NULL && !has_figure(dashboard, customer_figures))
        return;
    present_page_open(page, "customers", _("Customers"), dashboard->customers != NULL ? (int)dashboard->customers->rows->len : -1);
    if (dashboard->customers != NULL) {
        g_string_append(page->sections, "<div class=\"card\">\n");
        present_page_table(page->sections, dashboard->customers, _("Customers"), _("No customers."), &page->context);
        g_string_append(page->sections, "</div>\n");
    }
    add_tiles(page, dashboard, customer_figures);
    present_page_close(page);
}

static void
add_revenue(Page *page, const Dashboard *dashboard)
{
    GTimeZone *zone = page->context.zone;
    gboolean swedish = page->context.swedish;
    if (dashboard->movements == NULL && dashboard->concentration == NULL && dashboard->conversion == NULL)
        return;
    present_page_open(page, "revenue", _("Revenue and sources"), -1);
    open_charts(page);
    present_movements(page->sections, dashboard->movements, zone, swedish);
    present_concentration(page->sections, dashboard->concentration, zone, swedish);
    present_conversion(page->sections, dashboard->conversion, zone, swedish);
    close_charts(page);
    present_page_close(page);
}

static gboolean
has_others(const Dashboard *dashboard)
{
    for (guint i = 0; dashboard->figures != NULL && i < dashboard->figures->len; i++)
        if (!is_placed(dashboard, ((const Figure *)g_ptr_array_index(dashboard->figures, i))->id))
            return TRUE;
    return FALSE;
}

static void
add_others(Page *page, const Dashboard *dashboard)
{
    if (!has_others(dashboard))
        return;
    present_page_open(page, "figures", _("More figures"), -1);
    add_tiles(page, dashboard, NULL);
    present_page_close(page);
}

static void
add_sections(Page *page, const Dashboard *dashboard)
{
    add_steps(page, dashboard->steps);
    present_today(page, dashboard);
    add_due(page, dashboard->due);
    add_pipeline(page, dashboard);
    add_effort(page, dashboard);
    add_responses(page, dashboard);
    add_customers(page, dashboard);
    add_revenue(page, dashboard);
    add_others(page, dashboard);
    present_page_section(page, "touchpoints", _("Latest touchpoints"), _("No touchpoints."), dashboard->touchpoints);
    present_page_section(page, "sources", _("Connections"), _("No sources."), dashboard->sources);
}

static char *
lede_text(const Table *due)
{
    guint n = due != NULL ? due->rows->len : 0, serious = 0;
    for (guint row = 0; row < n; row++) {
        const Value *severity = table_get(due, row, "severity");
        serious += severity != NULL && severity->kind == VALUE_INT && severity->i >= 2;
    }
    if (n == 0)
        return g_strdup(_("Nothing is due."));
    g_autofree char *all = g_strdup_printf(ngettext("%u thing is due", "%u things are due", n), n);
    if (serious == 0)
        return g_strdup_printf("%s.", all);
    g_autofree char *some = g_strdup_printf(ngettext("%u of them pressing", "%u of them pressing", serious), serious);
    return g_strdup_printf("%s, %s.", all, some);
}

static char *
fill_page(const Page *page, const Dashboard *dashboard)
{
    g_autofree char *lede = lede_text(dashboard->due);
    g_autofree char *day = day_format(page->context.today);
    g_autofree char *title = g_strconcat("Cadens ", day, NULL);
    g_autofree char *foot = g_strdup_printf(_("Written by Cadens %s as of the moment above. Answer from the command "
                                              "line or from the notification."),
                                            PACKAGE_VERSION);
    const PageFrame frame = { title, "Cadens", present_weekday(day_weekday(page->context.today)), lede, foot };
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
