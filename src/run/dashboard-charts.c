/* SPDX-License-Identifier: MIT
 * What the charts of the dashboard are made of. */
#include "run/dashboard-charts.h"
#include <glib/gi18n.h>
#include <string.h>
#include "present/state.h"

#define WEEKS 13 /* 17-K9 */
#define MONTHS 12
#define WATERFALL_DAYS 30
#define COHORT_DAYS 365
#define MATURE_DAYS 180 /* that a lead has to become a customer (15-C8, C36) */

static const char *const charts[CHARTS_KINDS][4] = {
    [CHARTS_RESPONSES] = { "response_rate", "their_response_time", "our_first_response_time", NULL },
    [CHARTS_HEALTH] = { "stagnation_rate", "pipeline_cleanliness", NULL },
    [CHARTS_EFFORT] = { "contact_attempts_per_day", "meetings_booked", NULL },
};

static gint32
today_of(const MeasureContext *measure)
{
    return calendar_day_of(measure->calendar, measure->now);
}

static GPtrArray *
figures_of(const MeasureContext *measure, const char *id, const Period *period, const char *scope, GError **error)
{
    g_autoptr(GPtrArray) figures = g_ptr_array_new_with_free_func((GDestroyNotify)figure_free);
    return measure_kpi_alone(measure, measure_kpi_find(id), period, scope, figures, error) ? g_steal_pointer(&figures) : NULL;
}

/* --- over time ------------------------------------------------------------------------------------------------------------------ */

static gboolean
add_moment(const MeasureContext *measure, DashboardSeries *series, const char *id, const Period *period, const char *label, GError **error)
{
    g_autoptr(GPtrArray) figures = figures_of(measure, id, period, "all", error);
    if (figures == NULL)
        return FALSE;
    if (figures->len > 0)
        present_series_add(series, label, g_ptr_array_steal_index(figures, 0));
    return TRUE;
}

/* Weeks up to the running one, which comes last. */
static DashboardSeries *
weekly(const MeasureContext *measure, const char *id, GError **error)
{
    g_autoptr(DashboardSeries) series = present_series_new(_(measure_kpi_find(id)->title));
    for (int i = WEEKS - 1; i >= 0; i--) {
        const Period week = period_containing(PERIOD_WEEK, today_of(measure) - 7 * i);
        int year, number;
        day_iso_week(week.first, &year, &number);
        g_autofree char *label = g_strdup_printf(_("w%d"), number);
        if (!add_moment(measure, series, id, &week, label, error))
            return NULL;
    }
    return g_steal_pointer(&series);
}

static DashboardSeries *
monthly(const MeasureContext *measure, const char *id, GError **error)
{
    g_autoptr(DashboardSeries) series = present_series_new(_(measure_kpi_find(id)->title));
    for (int i = MONTHS - 1; i >= 0; i--) {
        const Period month = period_containing(PERIOD_MONTH, day_add_months(day_month_start(today_of(measure)), -i));
        int year, number, day;
        day_to_ymd(month.first, &year, &number, &day);
        g_autofree char *label = g_strdup_printf("%04d-%02d", year, number);
        if (!add_moment(measure, series, id, &month, label, error))
            return NULL;
    }
    return g_steal_pointer(&series);
}

GPtrArray *
run_charts(const MeasureContext *measure, ChartsKind kind, GError **error)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)present_series_free);
    for (const char *const *id = charts[kind]; *id != NULL; id++) {
        DashboardSeries *series = (kind == CHARTS_RESPONSES ? monthly : weekly)(measure, *id, error);
        if (series == NULL)
            return NULL;
        g_ptr_array_add(list, series);
    }
    return g_steal_pointer(&list);
}

GPtrArray *
run_charts_movements(const MeasureContext *measure, GError **error)
{
    static const char *const ids[] = { "mrr", "mrr_new", "mrr_expansion", "mrr_reactivation", "mrr_contraction", "mrr_churn" };
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)present_series_free);
    for (gsize i = 0; i < G_N_ELEMENTS(ids); i++) {
        DashboardSeries *series = monthly(measure, ids[i], error);
        if (series == NULL)
            return NULL;
        g_ptr_array_add(list, series);
    }
    return g_steal_pointer(&list);
}

/* --- parts of one figure ------------------------------------------------------------------------------------------------------------ */

static const char *
component_name(const char *code, gpointer data G_GNUC_UNUSED)
{
    g_autoptr(Value) value = value_text(code);
    const char *word = present_word("component", value);
    return word != NULL ? word : code;
}

/* code -> name, as SQL selects them; "" and NULL values are no names. */
static GHashTable *
read_names(const MeasureContext *measure, const char *sql, GError **error)
{
    GError *problem = NULL;
    g_autoptr(KeepRows) rows = keep_db_query(measure->db, sql, NO_BIND, error);
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    if (rows == NULL)
        return NULL;
    while (keep_rows_next(rows, &problem))
        g_hash_table_insert(names, g_strdup(keep_rows_text(rows, 0)), g_strdup(keep_rows_text(rows, 1)));
    if (problem != NULL) {
        g_propagate_error(error, problem);
        return NULL;
    }
    return g_steal_pointer(&names);
}

static const char *
name_in(const char *code, gpointer names)
{
    const char *name = g_hash_table_lookup(names, code);
    return name != NULL ? name : code;
}

/* The shipped sources have words in every language, own ones the name that they were given. */
static const char *
source_name(const char *code, gpointer names)
{
    g_autoptr(Value) value = value_text(code);
    const char *word = present_word("source", value);
    return word != NULL ? word : name_in(code, names);
}

typedef const char *(*NameOf)(const char *code, gpointer data);

/* The figures whose scope is KIND:code; they are taken out of FIGURES. */
static DashboardSeries *
take_parts(GPtrArray *figures, const char *kind, NameOf name_of, gpointer data)
{
    DashboardSeries *series = present_series_new(NULL);
    for (guint i = 0; i < figures->len;) {
        const char *scope = ((const Figure *)figures->pdata[i])->scope;
        if (g_str_has_prefix(scope, kind) && scope[strlen(kind)] == ':')
            present_series_add(series, name_of(scope + strlen(kind) + 1, data), g_ptr_array_steal_index(figures, i));
        else
            i++;
    }
    return series;
}

DashboardSeries *
run_charts_waterfall(const MeasureContext *measure, GError **error)
{
    const Period period = period_rolling_days(WATERFALL_DAYS, today_of(measure));
    g_autoptr(GPtrArray) figures = figures_of(measure, "pipeline_value_change", &period, NULL, error);
    return figures != NULL ? take_parts(figures, "component", component_name, NULL) : NULL;
}

static gboolean
is_about_somebody(const GPtrArray *figures)
{
    for (guint i = 0; i < figures->len; i++)
        if (((const Figure *)figures->pdata[i])->den > 0)
            return TRUE;
    return FALSE;
}

static GPtrArray *
cohort_figures(const MeasureContext *measure, const char *id, GError **error)
{
    const Period mature = period_rolling_days(COHORT_DAYS, today_of(measure) - MATURE_DAYS), young = period_rolling_days(MATURE_DAYS, today_of(measure));
    g_autoptr(GPtrArray) figures = figures_of(measure, id, &mature, NULL, error);
    if (figures == NULL || is_about_somebody(figures))
        return g_steal_pointer(&figures);
    return figures_of(measure, id, &young, NULL, error);
}

DashboardSeries *
run_charts_funnel(const MeasureContext *measure, gboolean swedish, GError **error)
{
    g_autoptr(GHashTable) names = read_names(measure, swedish ? "SELECT code, name_sv FROM stage" : "SELECT code, name_en FROM stage", error);
    g_autoptr(GPtrArray) figures = names != NULL ? cohort_figures(measure, "stage_conversion_rate", error) : NULL;
    return figures != NULL ? take_parts(figures, "stage", name_in, names) : NULL;
}

DashboardSeries *
run_charts_conversion(const MeasureContext *measure, GError **error)
{
    g_autoptr(GHashTable) names = read_names(measure, "SELECT code, name FROM lead_source", error);
    g_autoptr(GPtrArray) figures = names != NULL ? cohort_figures(measure, "source_conversion_rate", error) : NULL;
    return figures != NULL ? take_parts(figures, "source", source_name, names) : NULL;
}

Figure *
run_charts_concentration(const MeasureContext *measure, GError **error)
{
    const char *id = "revenue_concentration_top5";
    g_autoptr(GPtrArray) figures = figures_of(measure, id, NULL, "all", error);
    if (figures == NULL)
        return NULL;
    g_autoptr(Figure) figure = g_ptr_array_steal_index(figures, 0);
    figure->rows = measure_kpi_explain(measure, measure_kpi_find(id), NULL, NULL, error);
    return figure->rows != NULL ? g_steal_pointer(&figure) : NULL;
}
