/* SPDX-License-Identifier: MIT
 * Evaluates a KPI: runs its SQL, decides why there may be no value, and compares with target and previous period. */
#include "measure/kpi-engine.h"
#include "measure/kpi-own.h"
#include "measure/gap.h"
#include "base/error.h"
#include "base/statistic.h"
#include "keep/snapshot.h"
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

static gboolean
is_calendar_period(const Period *period)
{
    return period->kind <= PERIOD_YEAR;
}

static Figure *
new_figure(const KpiRun *run, const char *scope)
{
    Figure *figure = figure_new(run->kpi->id);
    figure->title = _(run->kpi->title);
    figure->formula = run->formula;
    figure->origin = run->kpi->covered_by;
    figure->source = run->kpi->source;
    figure->unit = run->kpi->unit;
    figure->period = run->period;
    g_free(figure->scope);
    figure->scope = g_strdup(scope);
    return figure;
}

/* In the order of 15-A11. */
static const char *
why_null(const KpiRun *run, const KpiCoverage *coverage, gboolean known, const char *why)
{
    static const char *const reasons[] = { "no_data", "immature", "zero_denominator" };
    const char *kind = run->kpi->covered_by;
    if (g_strcmp0(why, "not_configured") == 0)
        return "not_configured";
    gboolean from_source = g_strcmp0(kind, "mail") == 0 || g_strcmp0(kind, "calendar") == 0;
    if (from_source && !coverage->ever)
        return "not_covered";
    if (is_calendar_period(&run->period) && coverage->ever && !coverage->all_time && run->period.last < coverage->from)
        return "not_covered";
    if (!known || !coverage->ever)
        return "no_data";
    for (guint i = 0; why && i < G_N_ELEMENTS(reasons); i++)
        if (g_str_equal(why, reasons[i]))
            return reasons[i];
    return NULL;
}

static gboolean
is_partial(const KpiRun *run, const KpiCoverage *coverage)
{
    if (!is_calendar_period(&run->period))
        return FALSE;
    gint64 end = calendar_day_start(run->context->calendar, run->period.last + 1);
    return run->context->now < end || (coverage->ever && !coverage->all_time && coverage->from > run->period.first && coverage->from <= run->period.last);
}

static void
set_interval(const KpiDefinition *kpi, Figure *figure)
{
    if (!g_str_equal(figure->unit, "rate") || (kpi->traits & KPI_AMOUNTS) || !figure->has_value || !figure->has_num || !figure->num_is_int ||
        !figure->den_is_int || figure->num < 0 || figure->num > figure->den)
        return;
    figure->has_interval = TRUE;
    statistic_wilson((gint64)figure->num, (gint64)figure->den, &figure->lo, &figure->hi);
}

/* Two columns more are an interval of the figure's own. */
static void
set_own_interval(KeepRows *rows, Figure *figure)
{
    if (keep_rows_columns(rows) < 9 || !figure->has_value || keep_rows_is_null(rows, 7))
        return;
    figure->has_interval = TRUE;
    figure->lo = keep_rows_real(rows, 7);
    figure->hi = keep_rows_real(rows, 8);
}

/* out: scope, value, num, den, n, known, why[, lo, hi] */
static Figure *
read_figure(const KpiRun *run, KeepRows *rows, const KpiCoverage *coverage)
{
    Figure *figure = new_figure(run, keep_rows_text(rows, 0));
    figure->null_reason = why_null(run, coverage, keep_rows_int(rows, 5) != 0, keep_rows_text(rows, 6));
    figure->has_num = !keep_rows_is_null(rows, 2);
    figure->has_den = !keep_rows_is_null(rows, 3);
    figure->has_n = !keep_rows_is_null(rows, 4);
    figure->num = keep_rows_real(rows, 2);
    figure->den = keep_rows_real(rows, 3);
    figure->n = keep_rows_int(rows, 4);
    figure->num_is_int = !keep_rows_is_real(rows, 2);
    figure->den_is_int = !keep_rows_is_real(rows, 3);
    if (!figure->null_reason && figure->has_den && figure->den == 0)
        figure->null_reason = "zero_denominator";
    gboolean is_ratio = keep_rows_is_null(rows, 1); /* numerator by denominator, unless the SQL says otherwise (15-A20) */
    double value = is_ratio ? figure->num / figure->den : keep_rows_real(rows, 1);
    if (!figure->null_reason && ((is_ratio && !(figure->has_num && figure->has_den)) || !isfinite(value)))
        figure->null_reason = "no_data"; /* the mean of nothing, in SQL of one's own */
    figure->has_value = !figure->null_reason;
    figure->value_is_int = !figure->has_den && !keep_rows_is_real(rows, 1);
    if (figure->has_value)
        figure->value = value;
    set_interval(run->kpi, figure);
    set_own_interval(rows, figure);
    return figure;
}

/* SQL of one's own may answer anything. */
static gboolean
check_row(KeepRows *rows, GError **error)
{
    static const char *const reasons[] = { "not_configured", "not_covered", "no_data", "immature", "zero_denominator", NULL };
    if (!keep_rows_is_text(rows, 0))
        return fail(error, FAIL_BAD_INPUT, N_("a row of the figure has no scope"));
    for (int i = 1; i < 5; i++)
        if (keep_rows_is_text(rows, i))
            return fail(error, FAIL_BAD_INPUT, N_("\"%s\" is no number for %s"), keep_rows_text(rows, i), keep_rows_name(rows, i));
    const char *why = keep_rows_text(rows, 6);
    g_autofree char *all = g_strjoinv(", ", (char **)reasons);
    return !why || g_strv_contains(reasons, why) || fail(error, FAIL_BAD_INPUT, N_("\"%s\" is no reason why there is no value: %s"), why, all);
}

static gboolean
read_figures(const KpiRun *run, KeepRows *rows, const KpiCoverage *coverage, GPtrArray *figures, GError **error)
{
    GError *problem = NULL;
    while (keep_rows_next(rows, &problem) && check_row(rows, &problem))
        g_ptr_array_add(figures, read_figure(run, rows, coverage));
    if (problem)
        g_propagate_error(error, problem);
    return problem == NULL;
}

/* out: scope, time, is_event: the share with an event within the window, or the time by which half have one (08 §8.6). */
static void
set_survival(Figure *figure, const KpiRun *run, GArray *observations)
{
    StatisticSurvival *list = (StatisticSurvival *)observations->data;
    if (g_str_equal(figure->unit, "rate")) {
        double window = (double)config_int(run->context->config, "reply", "window_days");
        figure->value = 1 - statistic_survival_at(list, observations->len, window);
        figure->has_value = TRUE;
        return;
    }
    figure->has_value = statistic_survival_median(list, observations->len, &figure->value);
    if (!figure->has_value)
        figure->null_reason = "immature";
}

static gboolean
read_survival(const KpiRun *run, KeepRows *rows, const KpiCoverage *coverage, GPtrArray *figures, GError **error)
{
    g_autoptr(GArray) observations = g_array_new(FALSE, FALSE, sizeof(StatisticSurvival));
    GError *problem = NULL;
    while (keep_rows_next(rows, &problem)) {
        StatisticSurvival one = { keep_rows_real(rows, 1), keep_rows_int(rows, 2) != 0 };
        g_array_append_val(observations, one);
    }
    if (problem) {
        g_propagate_error(error, problem);
        return FALSE;
    }
    Figure *figure = new_figure(run, "all");
    figure->has_n = TRUE;
    figure->n = observations->len;
    figure->null_reason = why_null(run, coverage, observations->len > 0, NULL);
    if (!figure->null_reason)
        set_survival(figure, run, observations);
    g_ptr_array_add(figures, figure);
    return TRUE;
}

static gboolean
evaluate(const KpiRun *run, const KpiCoverage *coverage, GPtrArray *figures, GError **error)
{
    g_autoptr(KeepRows) rows = measure_kpi_rows(run, error);
    if (!rows)
        return FALSE;
    if (keep_rows_columns(rows) >= 2 && g_str_equal(keep_rows_name(rows, 1), "time"))
        return read_survival(run, rows, coverage, figures, error);
    if (keep_rows_columns(rows) < 7)
        return fail(error, FAIL_BAD_INPUT, N_("the figure wants the columns %s"), "scope, value, num, den, n, known, why");
    return read_figures(run, rows, coverage, figures, error);
}

/* The SQL filters by account and the like and calls the result "all"; other scopes it names itself. */
static void
keep_scope(const KpiDefinition *kpi, GPtrArray *figures, const char *scope)
{
    for (guint i = figures->len; i > 0; i--) {
        Figure *figure = figures->pdata[i - 1];
        if (scope && (kpi->traits & KPI_FILTERED) && g_str_equal(figure->scope, "all")) {
            g_free(figure->scope);
            figure->scope = g_strdup(scope);
        }
        if (scope && !g_str_equal(figure->scope, scope))
            g_ptr_array_remove_index(figures, i - 1);
    }
}

static gboolean
compare_previous(const KpiRun *run, const KpiCoverage *coverage, const char *scope, GPtrArray *figures, GError **error)
{
    gint32 today = calendar_day_of(run->context->calendar, run->context->now);
    Period before = period_previous(&run->period, today, run->context->calendar);
    KpiRun earlier;
    if (!measure_kpi_run_init(&earlier, run->context, run->kpi, &before, scope, error))
        return FALSE;
    g_autoptr(GPtrArray) others = g_ptr_array_new_with_free_func((GDestroyNotify)figure_free);
    if (!evaluate(&earlier, coverage, others, error))
        return FALSE;
    keep_scope(run->kpi, others, scope);
    g_autoptr(GHashTable) by_scope = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < others->len; i++)
        g_hash_table_insert(by_scope, ((Figure *)others->pdata[i])->scope, others->pdata[i]);
    for (guint i = 0; i < figures->len; i++) {
        Figure *figure = figures->pdata[i];
        const Figure *other = g_hash_table_lookup(by_scope, figure->scope);
        if (other)
            figure_compare(figure, other, &earlier.period);
    }
    return TRUE;
}

/* Figures of leads and customers look at what was last heard of them. */
static Reads
reads_of(const KpiDefinition *kpi)
{
    static const char *const from_talk[] = { "attempts_to_pause", "pipeline_cleanliness", "stagnation_rate", NULL };
    static const char *const talk[] = { "mail", "touchpoints", NULL };
    const char *kind = kpi->covered_by;
    if (g_strcmp0(kind, "calendar") == 0 || g_strcmp0(kind, "meetings") == 0)
        return READS_CALENDAR;
    return !kind || g_strv_contains(talk, kind) || g_strv_contains(from_talk, kpi->id) ? READS_MAIL | READS_CALENDAR : READS_STORE;
}

#define STATE_DAYS 90 /* so far back a state still depends on what was said */

static gboolean
find_gap(const KpiRun *run, gint64 *ret_since, GError **error)
{
    const MeasureContext *context = run->context;
    g_autoptr(GArray) gaps = measure_gap_list(context, error);
    if (!gaps)
        return FALSE;
    gint32 first = run->period.kind == PERIOD_POINT ? run->period.first - STATE_DAYS : run->period.first;
    *ret_since = measure_gap_since(gaps, reads_of(run->kpi), calendar_day_start(context->calendar, first),
                                   calendar_day_start(context->calendar, run->period.last + 1));
    return TRUE;
}

/* What was said of the period when it was over. */
static gboolean
compare_kept(const KpiRun *run, Figure *figure, GError **error)
{
    const char *kind = measure_kpi_period_name(figure->period.kind);
    gint64 key = measure_kpi_period_key(run->context->calendar, &figure->period);
    if (!*kind || figure->period.last >= calendar_day_of(run->context->calendar, run->context->now))
        return TRUE;
    return keep_snapshot_is_restated(run->context->db, figure, kind, key, &figure->is_restated, error);
}

static gboolean
finish_each(const KpiRun *run, const KpiCoverage *coverage, GPtrArray *figures, GError **error)
{
    gint64 gap = 0;
    gboolean has_target;
    if (!find_gap(run, &gap, error) || !measure_kpi_has_target(run->context, run->kpi->id, &has_target, error))
        return FALSE;
    for (guint i = 0; i < figures->len; i++) {
        Figure *figure = figures->pdata[i];
        figure->is_partial = is_partial(run, coverage);
        figure->incomplete_since = gap;
        if (!measure_kpi_target(run->context, figure, has_target, error) || !compare_kept(run, figure, error))
            return FALSE;
        if ((run->kpi->traits & KPI_LIST) && !(figure->rows = measure_kpi_units(run, "rows", error)))
            return FALSE;
    }
    return TRUE;
}

/* A figure by account, source or the like says so too when there is none of them. */
static void
add_nothing(const KpiRun *run, const KpiCoverage *coverage, GPtrArray *figures)
{
    Figure *figure = new_figure(run, "all");
    figure->null_reason = why_null(run, coverage, FALSE, NULL);
    g_ptr_array_add(figures, figure);
}

static gboolean
require_account(const KpiRun *run, GError **error)
{
    gboolean found = TRUE;
    gint64 id;
    if (run->account && !keep_db_int(run->context->db, "SELECT id FROM account WHERE ext_id = :ext", BIND(KT("ext", run->account)),
                                     &id, &found, error))
        return FALSE;
    return found || fail(error, FAIL_NOT_FOUND, N_("no account '%s'"), run->account);
}

static gboolean
evaluate_alone(KpiRun *run, const KpiCoverage *coverage, const char *scope, GPtrArray *figures, GError **error)
{
    if (!evaluate(run, coverage, figures, error))
        return FALSE;
    keep_scope(run->kpi, figures, scope);
    if (!scope && figures->len == 0)
        add_nothing(run, coverage, figures);
    return TRUE;
}

/* Figures of the run in SCOPE, with what they are compared to. */
static gboolean
evaluate_all(KpiRun *run, const KpiCoverage *coverage, const char *scope, GPtrArray *figures, GError **error)
{
    return evaluate_alone(run, coverage, scope, figures, error) && compare_previous(run, coverage, scope, figures, error) &&
           finish_each(run, coverage, figures, error);
}

static gboolean
evaluate_own(KpiRun *run, const KpiCoverage *coverage, const char *scope, GPtrArray *figures, GError **error)
{
    g_autoptr(GError) failure = NULL;
    measure_kpi_guard(run);
    gboolean good = evaluate_all(run, coverage, scope, figures, &failure);
    return measure_kpi_unguard(run, good, failure, error);
}

gboolean
measure_kpi(const MeasureContext *context, const KpiDefinition *kpi, const Period *period, const char *scope,
            GPtrArray *figures, GError **error)
{
    KpiRun run;
    KpiCoverage coverage;
    if ((kpi->traits & KPI_MONTHLY) && period && (period->kind == PERIOD_DAY || period->kind == PERIOD_WEEK))
        return TRUE;
    if (!measure_kpi_run_init(&run, context, kpi, period, scope, error) || !require_account(&run, error) ||
        !measure_kpi_coverage(context, kpi->covered_by, &coverage, error))
        return FALSE;
    g_autoptr(GPtrArray) mine = g_ptr_array_new_with_free_func((GDestroyNotify)figure_free);
    gboolean is_own = measure_kpi_own_find(kpi->id) == kpi;
    if (!(is_own ? evaluate_own : evaluate_all)(&run, &coverage, scope, mine, error))
        return FALSE;
    gboolean show_immature = config_bool(context->config, "kpi", "show_immature");
    g_ptr_array_set_free_func(mine, NULL);
    for (guint i = 0; i < mine->len; i++)
        if (show_immature || g_strcmp0(((Figure *)mine->pdata[i])->null_reason, "immature") != 0)
            g_ptr_array_add(figures, mine->pdata[i]);
        else
            figure_free(mine->pdata[i]);
    return TRUE;
}

gboolean
measure_kpi_alone(const MeasureContext *context, const KpiDefinition *kpi, const Period *period, const char *scope,
                  GPtrArray *figures, GError **error)
{
    KpiRun run;
    KpiCoverage coverage;
    g_autoptr(GPtrArray) mine = g_ptr_array_new_with_free_func((GDestroyNotify)figure_free);
    if (!measure_kpi_run_init(&run, context, kpi, period, scope, error) ||
        !measure_kpi_coverage(context, kpi->covered_by, &coverage, error) ||
        !evaluate_alone(&run, &coverage, scope, mine, error) || !finish_each(&run, &coverage, mine, error))
        return FALSE;
    g_ptr_array_extend_and_steal(figures, g_steal_pointer(&mine));
    return TRUE;
}
