/* SPDX-License-Identifier: MIT
 * Targets and colours (spec 01 §1.4-1.6, 15-B15, 17-K3). */
#include "measure/kpi-engine.h"
#include "measure/kpi-own.h"

#define TOLERANCE 0.2 /* amber within 20 % of the mark */

const char *
measure_kpi_period_name(PeriodKind kind)
{
    static const char *const names[] = {
        [PERIOD_DAY] = "day", [PERIOD_WEEK] = "week", [PERIOD_MONTH] = "month", [PERIOD_QUARTER] = "quarter", [PERIOD_YEAR] = "year",
    };
    return kind < G_N_ELEMENTS(names) && names[kind] ? names[kind] : "";
}

gint64
measure_kpi_period_key(const Calendar *calendar, const Period *period)
{
    const CalendarDay *day = calendar_day(calendar, period->first);
    if (!day)
        return 0;
    switch (period->kind) {
    case PERIOD_DAY:
        return day->ymd;
    case PERIOD_WEEK:
        return day->week_key;
    case PERIOD_MONTH:
        return day->month_key;
    case PERIOD_QUARTER:
        return day->quarter_key;
    case PERIOD_YEAR:
        return day->year_key;
    case PERIOD_HALF:
    case PERIOD_ROLLING_DAYS:
    case PERIOD_ROLLING_MONTHS:
    case PERIOD_POINT:
    case PERIOD_LIFETIME:
    default:
        return 0;
    }
}

/* Sums grow with the period; rates, times, states, means and medians do not, so any standing target speaks of them. */
static gboolean
is_sum(const Figure *figure)
{
    gboolean is_average = figure->has_den || g_str_has_suffix(figure->id, "_median");
    return !is_average && !measure_kpi_is_state(measure_kpi_find(figure->id)) && (g_str_equal(figure->unit, "count") || g_str_equal(figure->unit, "ore"));
}

static const char *
known_direction(const char *text)
{
    static const char *const directions[] = { "higher", "lower", "range" };
    for (guint i = 0; i < G_N_ELEMENTS(directions); i++)
        if (g_strcmp0(text, directions[i]) == 0)
            return directions[i];
    return NULL;
}

/* The target in the unit of the figure. */
static double
factor(const Figure *figure, const char *unit)
{
    if (g_str_equal(figure->unit, "rate") && (g_strcmp0(unit, "percent") == 0 || g_strcmp0(unit, "%") == 0))
        return 0.01;
    return g_str_has_prefix(figure->unit, "ore") && g_strcmp0(unit, "SEK") == 0 ? 100 : 1;
}

/* A KPI that exists only per account has one target for all of them. */
static const char *
wider_scope(const Figure *figure)
{
    return g_str_has_prefix(measure_kpi_find(figure->id)->scopes, "all") ? figure->scope : "all";
}

/* Where the table has none. */
static void
shipped_target(const MeasureContext *context, Figure *figure)
{
    if (!g_str_equal(figure->id, "pipeline_coverage_month")) {
        measure_kpi_own_target(figure);
        return;
    }
    figure->has_low = TRUE;
    figure->target_low = config_real(context->config, "coverage", "green");
    figure->direction = "higher";
}

static gboolean
find_target(const MeasureContext *context, Figure *figure, GError **error)
{
    static const char SQL[] =
        "SELECT low, high, direction, unit FROM target WHERE kpi_id = :kpi AND scope IN (:scope, :wider)"
        " AND (period_kind = :kind AND period_key IN (0, :key) OR period_key = 0 AND :any = 1)"
        " ORDER BY CASE WHEN scope = :scope THEN 0 ELSE 1 END, CASE WHEN period_kind = :kind AND period_key = :key AND :key <> 0 THEN 0 WHEN period_kind = :kind THEN 1"
        " WHEN period_kind = 'month' THEN 2 ELSE 3 END, id LIMIT 1";
    g_autoptr(KeepRows) rows = keep_db_query(context->db, SQL,
                                             BIND(KT("kpi", figure->id), KT("scope", figure->scope), KT("wider", wider_scope(figure)),
                                                  KT("kind", measure_kpi_period_name(figure->period.kind)),
                                                  KI("key", measure_kpi_period_key(context->calendar, &figure->period)),
                                                  KI("any", !is_sum(figure))),
                                             error);
    if (!rows)
        return FALSE;
    GError *problem = NULL;
    if (keep_rows_next(rows, &problem)) {
        double unit = factor(figure, keep_rows_text(rows, 3));
        figure->has_low = !keep_rows_is_null(rows, 0);
        figure->has_high = !keep_rows_is_null(rows, 1);
        figure->target_low = keep_rows_real(rows, 0) * unit;
        figure->target_high = keep_rows_real(rows, 1) * unit;
        figure->direction = known_direction(keep_rows_text(rows, 2));
    }
    if (problem)
        g_propagate_error(error, problem);
    return problem == NULL;
}

/* The share of a running period's workdays that has begun (01 §1.4); 1 for what does not grow with time. */
static double
elapsed(const MeasureContext *context, const Figure *figure)
{
    gint32 today = calendar_day_of(context->calendar, context->now);
    if (!figure->is_partial || !is_sum(figure) || today >= figure->period.last || today < figure->period.first)
        return 1;
    int all = calendar_workdays_between(context->calendar, figure->period.first - 1, figure->period.last);
    int past = calendar_workdays_between(context->calendar, figure->period.first - 1, today);
    return all == 0 ? 1 : (double)past / all;
}

/* The coverage of the pipeline has marks of its own (17-K3). */
static gboolean
is_coverage(const Figure *figure)
{
    return g_str_has_prefix(figure->id, "pipeline_coverage_");
}

static const char *
colour(const MeasureContext *context, const Figure *figure, double share)
{
    double amber = is_coverage(figure) ? config_real(context->config, "coverage", "amber") : (1 - TOLERANCE) * figure->target_low * share;
    double low = figure->target_low * share, high = figure->target_high * share;
    gboolean is_lower = g_str_equal(figure->direction, "lower"), is_range = g_str_equal(figure->direction, "range");
    gboolean above = is_lower || !figure->has_low || figure->value >= low;
    gboolean below = !(is_lower || is_range) || !figure->has_high || figure->value <= high;
    if (above && below)
        return "green";
    gboolean near_low = above || figure->value >= amber;
    gboolean near_high = below || figure->value <= (1 + TOLERANCE) * high;
    return near_low && near_high ? "amber" : "red";
}

/* Few cases say little about a rate or a time; a count is what it is (01 §1.5), and so is money against money (12 E12). */
static gboolean
is_too_few(const MeasureContext *context, const Figure *figure)
{
    gboolean is_count = g_str_equal(figure->unit, "count") || g_str_equal(figure->unit, "per_workday") ||
                        g_str_has_prefix(figure->unit, "ore") || g_str_equal(figure->unit, "days");
    return !is_count && !is_coverage(figure) && figure->has_n && figure->n < config_int(context->config, "kpi", "min_n_colour");
}

gboolean
measure_kpi_has_target(const MeasureContext *context, const char *id, gboolean *ret, GError **error)
{
    gint64 one;
    return keep_db_int(context->db, "SELECT 1 FROM target WHERE kpi_id = :id LIMIT 1", BIND(KT("id", id)), &one, ret, error);
}

gboolean
measure_kpi_target(const MeasureContext *context, Figure *figure, gboolean is_any, GError **error)
{
    if (is_any && !find_target(context, figure, error))
        return FALSE;
    if (!figure->direction)
        shipped_target(context, figure);
    if (!figure->direction)
        figure->status = "none";
    else if (!figure->has_value || is_too_few(context, figure))
        figure->status = "grey";
    else
        figure->status = colour(context, figure, elapsed(context, figure));
    return TRUE;
}
