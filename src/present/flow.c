/* SPDX-License-Identifier: MIT
 * Waterfall, funnel, sources, and who the revenue hangs on. */
#include "present/flow.h"
#include <glib/gi18n.h>
#include <math.h>
#include "base/money.h"
#include "present/bars.h"
#include "present/chart.h"
#include "present/explain.h"
#include "present/figure-words.h"
#include "present/html.h"

#define LARGEST 5

static const Figure *
figure_at(const DashboardSeries *series, guint i)
{
    return g_ptr_array_index(series->figures, i);
}

static const char *
label_at(const DashboardSeries *series, guint i)
{
    return g_ptr_array_index(series->labels, i);
}

static char *
number_text(gint64 number)
{
    return g_strdup_printf("%" G_GINT64_FORMAT, number);
}

static void
close_figure(GString *out, const Figure *explained, const char *id, GTimeZone *zone, gboolean swedish)
{
    present_explain(out, explained, id, zone, swedish);
    g_string_append(out, "</figure>\n");
}

static void
append_period(GString *out, const Figure *figure)
{
    g_autofree char *period = period_words(&figure->period);
    present_html_add(out, "<p class=\"now\"><small>%s</small></p>\n", period);
}

/* What is said instead of bars when no figure has a value. */
static gboolean
append_reason(GString *out, const DashboardSeries *series)
{
    for (guint i = 0; i < series->figures->len; i++)
        if (figure_at(series, i)->has_value || (figure_at(series, i)->has_den && figure_at(series, i)->den > 0))
            return FALSE;
    present_html_add(out, "<p class=\"none\">%s</p>\n", present_null_reason(figure_at(series, 0)->null_reason));
    return TRUE;
}

/* --- waterfall: components in their order, the first and the last are what was and what is ------------------------------------- */

typedef struct {
    double level, most; /* where the pipeline stands after the row; its highest */
} Water;

/* The level after component I of amount AMOUNT, which is no sum. */
static double
flow(const DashboardSeries *series, guint i, double level)
{
    static const char *const gains[] = { "component:created", "component:increased", NULL };
    double amount = figure_at(series, i)->value;
    return g_strv_contains(gains, figure_at(series, i)->scope) ? level + amount : level - amount;
}

static gboolean
is_sum(const DashboardSeries *series, guint i)
{
    return i == 0 || i + 1 == series->figures->len;
}

static double
highest(const DashboardSeries *series)
{
    Water water = { 0, 0 };
    for (guint i = 0; i < series->figures->len; i++) {
        water.level = is_sum(series, i) ? figure_at(series, i)->value : flow(series, i, water.level);
        water.most = MAX(water.most, water.level);
    }
    return water.most > 0 ? water.most : 1;
}

/* Whole crowns: öre are noise beside a bar. What is unknown has none. */
static char *
crowns(double ore, gboolean swedish)
{
    return isfinite(ore) ? money_format((gint64)CLAMP(round(ore / 100), -9e16, 9e16) * 100, swedish) : g_strdup("–");
}

static char *
signed_money(double ore, gboolean is_gain, gboolean swedish)
{
    g_autofree char *amount = crowns(ore, swedish);
    return ore == 0 ? g_steal_pointer(&amount) : g_strconcat(is_gain ? "+" : "−", amount, NULL);
}

void
present_waterfall(GString *out, const DashboardSeries *series, GTimeZone *zone, gboolean swedish)
{
    const char *const headings[] = { _("Change"), _("Amount"), _("Leads") };
    if (series == NULL || series->figures->len == 0)
        return;
    g_autoptr(GPtrArray) bars = present_bars_new();
    double level = 0, most = highest(series);
    for (guint i = 0; i < series->figures->len; i++) {
        const Figure *figure = figure_at(series, i);
        double next = is_sum(series, i) ? figure->value : flow(series, i, level);
        char *value = is_sum(series, i) ? crowns(figure->value, swedish) : signed_money(figure->value, next > level, swedish);
        present_bars_add(bars, g_strdup(label_at(series, i)), value, number_text(figure->n), is_sum(series, i) ? "sum" : next < level ? "down" : "up",
                         is_sum(series, i) ? 0 : level / most, next / most);
        level = next;
    }
    present_chart_open(out, "waterfall", _("How the pipeline changed"));
    append_period(out, figure_at(series, 0));
    if (!append_reason(out, series))
        present_bars(out, bars, _("How the pipeline changed"), headings);
    close_figure(out, figure_at(series, 0), "waterfall", zone, swedish);
}

/* --- funnel: how many reached each stage, and how many of them the next ---------------------------------------------------------- */

/* "62 % (23 of 37)", or why it cannot be told yet. */
static char *
onward_text(const Figure *figure, gboolean swedish)
{
    if (!figure->has_value)
        return g_strdup(present_null_reason(figure->null_reason));
    return present_quantity(figure->value, "rate", swedish);
}

void
present_funnel(GString *out, const DashboardSeries *series, GTimeZone *zone, gboolean swedish)
{
    const char *const headings[] = { _("Stage"), _("Leads"), _("Go on") };
    if (series == NULL || series->figures->len == 0)
        return;
    double most = 1;
    for (guint i = 0; i < series->figures->len; i++)
        most = MAX(most, figure_at(series, i)->den);
    g_autoptr(GPtrArray) bars = present_bars_new();
    for (guint i = 0; i < series->figures->len; i++) {
        const Figure *figure = figure_at(series, i);
        present_bars_add(bars, g_strdup(label_at(series, i)), number_text((gint64)figure->den), onward_text(figure, swedish), "share", 0, figure->den / most);
    }
    present_chart_open(out, "funnel", _("How far leads come"));
    append_period(out, figure_at(series, 0));
    if (!append_reason(out, series))
        present_bars(out, bars, _("How far leads come"), headings);
    close_figure(out, figure_at(series, 0), "funnel", zone, swedish);
}

/* --- sources: what share of their leads became customers ---------------------------------------------------------------------------- */

void
present_conversion(GString *out, const DashboardSeries *series, GTimeZone *zone, gboolean swedish)
{
    const char *const headings[] = { _("Source"), _("Conversion"), _("Leads") };
    if (series == NULL || series->figures->len == 0)
        return;
    g_autoptr(GPtrArray) bars = present_bars_new();
    for (guint i = 0; i < series->figures->len; i++) {
        const Figure *figure = figure_at(series, i);
        if (figure->den <= 0)
            continue; /* a source without leads has nothing to compare */
        Bar *bar = present_bars_add(bars, g_strdup(label_at(series, i)), onward_text(figure, swedish), g_strdup_printf("%.0f / %.0f", figure->num, figure->den), "share", 0,
                                    figure->has_value ? figure->value : NAN);
        bar->has_interval = figure->has_interval;
        bar->lo = figure->lo;
        bar->hi = figure->hi;
    }
    present_chart_open(out, "conversion", _("Leads that become customers, by source"));
    append_period(out, figure_at(series, 0));
    if (bars->len > 0)
        present_bars(out, bars, _("Leads that become customers, by source"), headings);
    else
        present_html_add(out, "<p class=\"none\">%s</p>\n", present_null_reason("no_data"));
    close_figure(out, figure_at(series, 0), "conversion", zone, swedish);
}

/* --- concentration ------------------------------------------------------------------------------------------------------------------- */

static gint64
net_at(const Table *table, guint row)
{
    const Value *net = table_get(table, row, "net_ore");
    return net != NULL && (net->kind == VALUE_INT || net->kind == VALUE_ORE) ? net->i : 0;
}

static void
add_share(GPtrArray *bars, const char *label, gint64 ore, double all, const char *class, gboolean swedish)
{
    present_bars_add(bars, g_strdup(label), present_quantity((double)ore / all, "rate", swedish), crowns((double)ore, swedish), class, 0, (double)ore / all);
}

void
present_concentration(GString *out, const Figure *concentration, GTimeZone *zone, gboolean swedish)
{
    const char *const headings[] = { _("Customer"), _("Share"), _("Invoiced") };
    if (concentration == NULL)
        return;
    const Table *rows = concentration->rows;
    gint64 others = 0;
    g_autoptr(GPtrArray) bars = present_bars_new();
    for (guint i = 0; rows != NULL && concentration->den > 0 && i < rows->rows->len; i++) {
        const Value *name = table_get(rows, i, "name");
        if (i < LARGEST)
            add_share(bars, name != NULL ? name->t : NULL, net_at(rows, i), concentration->den, "sum", swedish);
        else
            others += net_at(rows, i);
    }
    if (others > 0) {
        g_autofree char *label = g_strdup_printf(ngettext("%u other", "%u others", rows->rows->len - LARGEST), rows->rows->len - LARGEST);
        add_share(bars, label, others, concentration->den, "share", swedish);
    }
    g_autofree char *text = present_quantity(concentration->value, "rate", swedish);
    present_chart_open(out, "concentration", concentration->title);
    present_html_add(out, "<p class=\"now\"><strong>%s</strong></p>\n", concentration->has_value ? text : present_null_reason(concentration->null_reason));
    if (bars->len > 0)
        present_bars(out, bars, concentration->title, headings);
    close_figure(out, concentration, "concentration", zone, swedish);
}
