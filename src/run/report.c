/* SPDX-License-Identifier: MIT
 * Reports by week, month, quarter and year. */
#include "run/report.h"
#include <glib/gi18n.h>
#include <math.h>
#include "base/cadence.h"
#include "measure/list-table.h"
#include "present/print.h"
#include "present/report.h"
#include "run/report-table.h"

#define WORST_MAX 5
#define FIGURES_MAX 20
#define LISTS_MAX 4

typedef struct {
    const char *title;
    const char *ids[FIGURES_MAX]; /* ended by NULL; "*" = every figure of the whole business */
} Section;
/* The rows behind a figure, as a list of its own. */
#define ATTRIBUTION "attribution_*" /* the one of [attribution] model */

typedef struct {
    const char *name, *title, *id;
} List;
struct ReportKind {
    const char *name; /* of its cadence */
    const Section *sections; /* ended by one without title */
    List lists[LISTS_MAX];   /* ended by one without name */
    gboolean has_customers, has_worst, has_risks, has_tiers; /* the one with the worst has the competitors, too */
};

static const Section weekly[] = {
    { N_("Won and lost"), { "deals_won_count", "deals_won_value", "win_rate", "lost_reasons" } },
    { N_("Movement"), { "pipeline_value_change", "stage_moves", "new_leads", "qualified_new", "source_leads", "source_conversion_rate" } },
    { N_("Forecast"), { "forecast_commit", "forecast_best_case", "forecast_pipeline", "weighted_pipeline", "weighted_pipeline_total",
                        "pipeline_value_total", "probability_review_timeliness" } },
    { N_("Activity"), { "meetings_booked", "first_meetings_booked", "meetings_held", "contact_attempts_per_day", "response_rate_km",
                        "our_sla_rate", "stagnation_rate", "pipeline_cleanliness", "overdue_follow_ups" } },
    { NULL, { NULL } },
};
/* Of the weekly review: what is to come. */
static const char *const outlook[] = { "forecast_commit", "forecast_best_case", "forecast_pipeline", "weighted_pipeline", "weighted_pipeline_total",
                                       "pipeline_value_total", "probability_review_timeliness", NULL };
static const Section monthly[] = {
    { N_("Every figure"), { "*" } },
    { N_("Sources"), { "source_leads", "source_conversion_rate", "source_qualification_rate", "cost_per_lead", "cost_per_won", "source_roi",
                       "source_avg_deal_size", "source_sales_cycle_days", ATTRIBUTION } },
    { N_("Competition"), { "competitor_win_rate", "lost_reasons" } },
    { N_("Tiers and services"), { "tier_capacity", "invoiced_by_service", "mrr_by_service" } },
    { NULL, { NULL } },
};
static const Section quarterly[] = {
    { N_("Portfolio"), { "revenue_concentration_top5", "recurring_ratio", "pipeline_coverage_next_quarter", "pipeline_coverage_next_quarter_period",
                         "tier_capacity", "tier_upgrade_candidate", "reference_customers" } },
    { N_("Relations"), { "qbr_coverage", "strategic_coverage", "review_on_time_rate", "contact_cadence_compliance", "senior_time_share",
                         "ceo_touch_rate_t1", "nps", "multithread_depth" } },
    { N_("Risk"), { "at_risk_accounts", "churn_risk_score", "renewals_due_90d", "customers_untouched_30d", "logo_churn_rate", "grr", "nrr" } },
    { N_("Expansion"), { "expansion_windows_open", "expansion_opps_created", "uppstart_to_chat_rate", "referral_request_rate", "referral_funnel",
                         "new_sources_tested" } },
    { N_("Forecast"), { "forecast_accuracy", "forecast_bias", "expected_close_adjusted" } },
    { NULL, { NULL } },
};
static const Section yearly[] = {
    { N_("Customer value"), { "clv_3y_observed", "clv_3y_projected", "payback_months", "expansion_rate", "time_to_revenue_months", "ltv_predictive",
                              "customer_roi_12m", "deals_won_value", "invoiced_total", "arr" } },
    { N_("Sources"), { "source_ltv", "source_roi", "source_customer_months", "source_upsell_rate", "cost_per_won", "segment_conversion_rate" } },
    { N_("Seasons"), { "seasonal_index" } },
    { N_("Relations"), { "annual_coverage", "nps", "nps_account_mean", "revenue_phase", "phase_on_track", "project_customer_churn_rate" } },
    { NULL, { NULL } },
};

static const ReportKind kinds[] = {
    { "weekly", weekly,
      { { "won", N_("Won"), "deals_won_count" }, { "lost", N_("Lost"), "lost_reasons" }, { "moves", N_("Moves in the pipeline"), "stage_moves" },
        { "likely", N_("Probabilities to review"), "probability_review_timeliness" } }, FALSE, FALSE, TRUE, FALSE },
    { "monthly", monthly, { { NULL, NULL, NULL } }, TRUE, TRUE, FALSE, FALSE },
    { "quarterly", quarterly,
      { { "windows", N_("Windows of expansion"), "expansion_windows_open" }, { "risks", N_("Accounts at risk"), "at_risk_accounts" },
        { "renewals", N_("Contracts to renew"), "renewals_due_90d" } }, TRUE, FALSE, FALSE, TRUE },
    { "yearly", yearly, { { "reviews_missing", N_("Annual reviews"), "annual_coverage" } }, TRUE, FALSE, FALSE, FALSE },
};

const ReportKind *
run_report_find(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (g_str_equal(kinds[i].name, name))
            return &kinds[i];
    return NULL;
}

Period
run_report_last(const ReportKind *kind, gint32 day)
{
    PeriodKind period = cadence_find(kind->name)->period;
    Period running = period_containing(period, day);
    return period_containing(period, running.first - 1);
}

gboolean
run_report_fits(const ReportKind *kind, const Period *period)
{
    return period->kind == cadence_find(kind->name)->period;
}

/* --- figures ------------------------------------------------------------------------------------------------------------------- */

static void
free_figure(gpointer figure)
{
    figure_free(figure);
}

/* The figures of the whole business come from the catalogue in its order. */
static gboolean
is_whole(const KpiDefinition *kpi)
{
    return g_str_has_prefix(kpi->scopes, "all");
}

static gboolean
add_every(const MeasureContext *measure, const Period *period, GPtrArray *figures, GError **error)
{
    gsize n;
    const KpiDefinition *all = measure_kpi_catalogue(&n);
    for (gsize i = 0; i < n; i++)
        if (is_whole(&all[i]) && !measure_kpi(measure, &all[i], period, "all", figures, error))
            return FALSE;
    return TRUE;
}

/* A figure that no day or week can be told of stands with its own period. */
static gboolean
add_one(const MeasureContext *measure, const Period *period, const char *id, GPtrArray *figures, GError **error)
{
    const KpiDefinition *kpi = measure_kpi_find(id);
    guint before = figures->len;
    return measure_kpi(measure, kpi, period, NULL, figures, error) && (figures->len > before || measure_kpi(measure, kpi, NULL, NULL, figures, error));
}

/* The figure of PERIOD as it stood at the end of DAY. */
static gboolean
add_as_of(const MeasureContext *measure, const KpiDefinition *kpi, const Period *period, gint32 day, GPtrArray *figures, GError **error)
{
    MeasureContext then = *measure;
    then.now = MIN(measure->now, calendar_day_start(measure->calendar, day + 1) - 1);
    return measure_kpi_alone(&then, kpi, period, "all", figures, error);
}

static gboolean
add_against_week_before(const MeasureContext *measure, const KpiDefinition *kpi, const Period *week, const Period *period, const Period *earlier,
                        GPtrArray *figures, GError **error)
{
    g_autoptr(GPtrArray) before = g_ptr_array_new_with_free_func(free_figure);
    guint at = figures->len;
    if (!add_as_of(measure, kpi, period, week->last, figures, error) || !add_as_of(measure, kpi, earlier, week->first - 1, before, error))
        return FALSE;
    const Period when = period_point(week->first - 1);
    if (at < figures->len && before->len > 0)
        figure_compare(figures->pdata[at], before->pdata[0], &when);
    return TRUE;
}

/* Nothing is forecast for a week: what the month and the quarter that go on after it will bring, against the week before (10 §10.1). */
static gboolean
add_outlook(const MeasureContext *measure, const Period *week, const char *id, GPtrArray *figures, GError **error)
{
    const KpiDefinition *kpi = measure_kpi_find(id);
    if (g_str_equal(kpi->primary, "point")) {
        const Period point = period_point(week->last), earlier = period_point(week->first - 1);
        return add_against_week_before(measure, kpi, week, &point, &earlier, figures, error);
    }
    const Period month = period_containing(PERIOD_MONTH, week->last + 1), quarter = period_containing(PERIOD_QUARTER, week->last + 1);
    return add_against_week_before(measure, kpi, week, &month, &month, figures, error) &&
           add_against_week_before(measure, kpi, week, &quarter, &quarter, figures, error);
}

/* Caller frees. */
static char *
id_meant(const MeasureContext *measure, const char *id)
{
    return g_str_equal(id, ATTRIBUTION) ? g_strconcat("attribution_", config_text(measure->config, "attribution", "model"), NULL) : g_strdup(id);
}

static GPtrArray *
section_figures(const MeasureContext *measure, const Section *section, const Period *period, GError **error)
{
    g_autoptr(GPtrArray) figures = g_ptr_array_new_with_free_func(free_figure);
    for (const char *const *known = section->ids; *known != NULL; known++) {
        g_autofree char *id = id_meant(measure, *known);
        gboolean is_outlook = period->kind == PERIOD_WEEK && g_strv_contains(outlook, id);
        if (!(is_outlook ? add_outlook(measure, period, id, figures, error) : g_str_equal(id, "*") ? add_every(measure, period, figures, error) : add_one(measure, period, id, figures, error)))
            return NULL;
    }
    return g_steal_pointer(&figures);
}

/* --- the worst -------------------------------------------------------------------------------------------------------------------- */

/* How far the value is from its target, as a share of that; 0 when it is met or cannot be told. */
static double
distance(const Figure *figure)
{
    if (!figure->has_value || figure->direction == NULL || g_str_equal(figure->status, "green") || g_str_equal(figure->status, "grey"))
        return 0;
    double low = figure->has_low && !g_str_equal(figure->direction, "lower") ? figure->target_low - figure->value : 0;
    double high = figure->has_high && !g_str_equal(figure->direction, "higher") ? figure->value - figure->target_high : 0;
    double mark = low > 0 ? figure->target_low : figure->target_high;
    return MAX(low, high) / MAX(fabs(mark), 1e-9);
}

static int
by_distance(gconstpointer a, gconstpointer b)
{
    const Figure *one = *(const Figure *const *)a, *two = *(const Figure *const *)b;
    double first = distance(one), second = distance(two);
    return first < second ? 1 : first > second ? -1 : g_strcmp0(one->id, two->id);
}

/* The figures that miss their target by most: what the business wants to get better at. */
static GPtrArray *
worst_of(const GPtrArray *figures)
{
    GPtrArray *worst = g_ptr_array_new();
    for (guint i = 0; i < figures->len; i++)
        if (distance(figures->pdata[i]) > 0)
            g_ptr_array_add(worst, figures->pdata[i]);
    g_ptr_array_sort(worst, by_distance);
    g_ptr_array_set_size(worst, (int)MIN(worst->len, WORST_MAX));
    return worst;
}

/* --- the document ------------------------------------------------------------------------------------------------------------------ */

static Table *
titled(Table *table, const char *name, const char *title)
{
    if (table == NULL)
        return NULL;
    g_free(table->name);
    table->name = g_strdup(name);
    g_free(table->title);
    table->title = g_strdup(title);
    return table;
}

static void
add_worst(Document *document, const GPtrArray *figures, gboolean is_told)
{
    g_autoptr(GPtrArray) worst = worst_of(figures);
    if (is_told) {
        document_add(document, titled(present_figures(worst), "kpis", _("Furthest from the target")));
        return;
    }
    Value *ids = value_list();
    for (guint i = 0; i < worst->len; i++)
        value_append(ids, value_text(((Figure *)worst->pdata[i])->id));
    document_fact(document, "worst", ids);
}

static gboolean
add_sections(const MeasureContext *measure, const ReportKind *kind, const Period *period, gboolean is_told, Document *document, GError **error)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(free_figure);
    for (const Section *section = kind->sections; section->title != NULL; section++) {
        g_autoptr(GPtrArray) figures = section_figures(measure, section, period, error);
        if (figures == NULL || (is_told && !measure_kpi_subjects(measure, figures, error)))
            return FALSE;
        if (kind->has_worst && section == kind->sections)
            add_worst(document, figures, is_told);
        if (is_told)
            document_add(document, titled(present_figures(figures), "kpis", _(section->title)));
        else
            g_ptr_array_extend_and_steal(all, g_steal_pointer(&figures));
    }
    if (!is_told)
        document_add(document, present_figures(all));
    return TRUE;
}

static guint
column_of(const Table *table, const char *key)
{
    guint at = 0;
    while (at < table->columns->len && !g_str_equal(g_array_index(table->columns, Column, at).key, key))
        at++;
    return at;
}

static int
by_most(gconstpointer a, gconstpointer b, gpointer column)
{
    const GPtrArray *one = *(GPtrArray *const *)a, *two = *(GPtrArray *const *)b;
    const Value *first = one->pdata[GPOINTER_TO_UINT(column)], *second = two->pdata[GPOINTER_TO_UINT(column)];
    return first->i < second->i ? 1 : first->i > second->i ? -1 : 0;
}

static gboolean
add_lists(const MeasureContext *measure, const ReportKind *kind, const Period *period, Document *document, GError **error)
{
    for (guint i = 0; i < LISTS_MAX && kind->lists[i].name != NULL; i++) {
        const List *list = &kind->lists[i];
        Table *rows = titled(measure_kpi_explain(measure, measure_kpi_find(list->id), period, NULL, error), list->name, _(list->title));
        rows = rows != NULL ? run_report_with_accounts(measure, rows, error) : NULL;
        if (rows == NULL)
            return FALSE;
        guint probability = column_of(rows, "probability"); /* the likeliest matter most (10 §10.1: those over 60 %) */
        if (probability < rows->columns->len)
            g_ptr_array_sort_with_data(rows->rows, by_most, GUINT_TO_POINTER(probability));
        document_add(document, rows);
    }
    return TRUE;
}

/* Takes TABLE; NULL is an error that is set already. TITLE NULL = that of such a list. */
static gboolean
add_table(Document *document, Table *table, const char *title)
{
    if (table == NULL)
        return FALSE;
    if (title != NULL)
        table->title = g_strdup(title);
    document_add(document, table);
    return TRUE;
}

Document *
run_report_document(const MeasureContext *measure, const ReportKind *kind, const Period *period, gboolean is_told, gboolean swedish, GError **error)
{
    g_autoptr(Document) document = document_new();
    MeasureContext kept = *measure;
    g_autoptr(MeasureMemo) memo = kept.memo = measure_memo_new(measure->db);
    if (!is_told) {
        g_autofree char *label = period_label(period);
        document_fact(document, "report", value_text(kind->name));
        document_fact(document, "period", value_text(label));
        document_fact(document, "as_of", value_instant(measure->now));
    }
    if (!add_sections(&kept, kind, period, is_told, document, error) || !add_lists(&kept, kind, period, document, error) ||
        (kind->has_risks && !add_table(document, measure_list_signals(&kept, NULL, NULL, error), NULL)) || /* what people noted (09 §9.10) */
        (kind->has_tiers && !add_table(document, run_report_tiers(&kept, period, error), _("Customers in another tier than suggested"))) ||
        (kind->has_worst && !add_table(document, run_report_mentions(&kept, period, error), _("Competitors heard of"))) ||
        (kind->has_customers && !add_table(document, run_report_customers(&kept, period, error), NULL)) ||
        !add_table(document, run_report_series(&kept, period, is_told, swedish, error), _("Thirteen weeks")))
        return NULL;
    return g_steal_pointer(&document);
}

char *
run_report_page(const MeasureContext *measure, const Profile *profile, const ReportKind *kind, const Period *period, GError **error)
{
    g_autofree char *title = cadence_title(cadence_find(kind->name), period);
    g_autoptr(Document) document = run_report_document(measure, kind, period, TRUE, profile->swedish, error);
    return document == NULL ? NULL : present_report(document, title, measure->now, calendar_zone(measure->calendar), profile->swedish);
}
