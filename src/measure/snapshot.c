/* SPDX-License-Identifier: MIT
 * Snapshots, and catching up with them. */
#include "measure/snapshot.h"
#include "keep/setting.h"
#include "keep/snapshot.h"
#include "measure/kpi-engine.h"
#include "measure/policy.h"

#define DAY_SETTING "snapshot.day" /* the last local day that was dealt with */
#define DAYS_MAX 400               /* longer absences are caught up for their last days only */

static gint64
end_of(const MeasureContext *context, gint32 day)
{
    return calendar_day_start(context->calendar, day + 1) - 1;
}

/* --- the pipeline ----------------------------------------------------------------------------------------------------------------- */

static gboolean
keep_pipeline(const MeasureContext *context, gint32 day, GError **error)
{
    enum { LEAD_ID, STAGE_ID, AMOUNT, PROBABILITY, CLOSE_DAY };
    g_autoptr(KeepRows) rows = measure_policy_rows(context, "snapshot-pipeline", BIND(KI("at", end_of(context, day))), error);
    GError *problem = NULL;
    if (!rows)
        return FALSE;
    while (keep_rows_next(rows, &problem)) {
        KeepPipelineRow row = {
            .lead_id = keep_rows_int(rows, LEAD_ID), .stage_id = keep_rows_int(rows, STAGE_ID), .probability = keep_rows_int(rows, PROBABILITY),
            .has_amount = !keep_rows_is_null(rows, AMOUNT), .amount_ore = keep_rows_int(rows, AMOUNT),
            .has_close_day = !keep_rows_is_null(rows, CLOSE_DAY), .close_day = keep_rows_int(rows, CLOSE_DAY),
        };
        if (!keep_snapshot_pipeline(context->db, day, &row, error))
            return FALSE;
    }
    if (problem)
        g_propagate_error(error, problem);
    return problem == NULL;
}

/* --- the forecast ------------------------------------------------------------------------------------------------------------------- */

static gboolean
read_sum(const MeasureContext *context, const char *id, const Period *period, gint64 *ret_ore, Figure **ret, GError **error)
{
    g_autoptr(GPtrArray) figures = g_ptr_array_new_with_free_func((GDestroyNotify)figure_free);
    if (!measure_kpi(context, measure_kpi_find(id), period, "all", figures, error))
        return FALSE;
    const Figure *figure = figures->len > 0 ? figures->pdata[0] : NULL;
    *ret_ore = figure && figure->has_value ? (gint64)figure->value : 0;
    if (ret && figures->len > 0) {
        g_ptr_array_set_free_func(figures, NULL);
        *ret = figures->pdata[0];
    }
    return TRUE;
}

static gboolean
keep_forecast(const MeasureContext *context, gint32 day, PeriodKind kind, GError **error)
{
    Period period = period_containing(kind, day);
    MeasureContext then = *context;
    then.now = MIN(context->now, end_of(context, day));
    KeepForecast forecast = { 0 };
    Figure *won = NULL;
    if (!read_sum(&then, "deals_won_value", &period, &forecast.closed, &won, error) ||
        !read_sum(&then, "forecast_commit", &period, &forecast.commit, NULL, error) ||
        !read_sum(&then, "forecast_best_case", &period, &forecast.best_case, NULL, error) ||
        !read_sum(&then, "forecast_pipeline", &period, &forecast.pipeline, NULL, error) ||
        !read_sum(&then, "weighted_pipeline", &period, &forecast.weighted, NULL, error)) {
        g_clear_pointer(&won, figure_free);
        return FALSE;
    }
    forecast.has_target = won && won->has_low;
    forecast.target = forecast.has_target ? (gint64)won->target_low : 0;
    g_clear_pointer(&won, figure_free);
    return keep_snapshot_forecast(context->db, then.now, day, measure_kpi_period_name(kind), measure_kpi_period_key(context->calendar, &period), &forecast, error);
}

/* The day of the period on which its forecast is kept. */
static gboolean
is_forecast_day(const MeasureContext *context, gint32 day, PeriodKind kind)
{
    Period period = period_containing(kind, day);
    gboolean is_any = g_strcmp0(config_text(context->config, "forecast", "snapshot"), "first_day") == 0;
    gint32 first = period.first;
    while (!is_any && first < period.last && calendar_day(context->calendar, first) && !calendar_day(context->calendar, first)->is_workday)
        first++;
    return day == first;
}

/* --- figures ------------------------------------------------------------------------------------------------------------------------- */

static gboolean
keep_kpi(const MeasureContext *context, const KpiDefinition *kpi, const Period *period, GError **error)
{
    const char *name = measure_kpi_period_name(period->kind);
    gint64 key = measure_kpi_period_key(context->calendar, period);
    g_autoptr(GPtrArray) figures = g_ptr_array_new_with_free_func((GDestroyNotify)figure_free);
    if (!measure_kpi(context, kpi, period, NULL, figures, error))
        return FALSE;
    for (guint i = 0; i < figures->len; i++)
        if (!keep_snapshot_figure(context->db, figures->pdata[i], name, key, context->now, error))
            return FALSE;
    return TRUE;
}

static gboolean
keep_figures(const MeasureContext *context, const Period *period, GError **error)
{
    gsize n;
    const KpiDefinition *kpis = measure_kpi_catalogue(&n);
    MeasureContext kept = *context;
    g_autoptr(MeasureMemo) memo = kept.memo = measure_memo_new(context->db);
    for (gsize i = 0; i < n; i++)
        if (g_str_equal(kpis[i].primary, measure_kpi_period_name(period->kind)) && !keep_kpi(&kept, &kpis[i], period, error))
            return FALSE;
    return TRUE;
}

#define RIPE_SECONDS (400 * 86400) /* what is too early to tell for longer than that never ripens */

typedef struct {
    const KpiDefinition *kpi;
    gint32 first;
} Ripening;

/* Figures of the periods of KIND that were too early to tell when they were kept last. */
static gboolean
find_ripening(const MeasureContext *context, PeriodKind kind, GArray *ripening, GError **error)
{
    static const char SQL[] = "SELECT DISTINCT s.kpi_id, (SELECT MIN(d.local_day) FROM calendar_day d WHERE s.period_key = CASE :kind WHEN 'week' THEN d.iso_week"
                              " WHEN 'month' THEN d.month_key WHEN 'quarter' THEN d.quarter_key ELSE d.year_key END) AS first"
                              " FROM kpi_snapshot s WHERE s.period_kind = :kind AND s.null_reason = 'immature' AND s.as_of > :since AND NOT EXISTS ("
                              " SELECT 1 FROM kpi_snapshot x WHERE x.kpi_id = s.kpi_id AND x.scope = s.scope AND x.period_kind = s.period_kind"
                              " AND x.period_key = s.period_key AND x.revision > s.revision)";
    GError *problem = NULL;
    g_autoptr(KeepRows) rows = keep_db_query(context->db, SQL, BIND(KT("kind", measure_kpi_period_name(kind)), KI("since", context->now - RIPE_SECONDS)), error);
    while (rows && keep_rows_next(rows, &problem)) {
        Ripening one = { measure_kpi_find(keep_rows_text(rows, 0)), (gint32)keep_rows_int(rows, 1) };
        if (one.kpi && !keep_rows_is_null(rows, 1))
            g_array_append_val(ripening, one);
    }
    if (problem)
        g_propagate_error(error, problem);
    return rows && !problem;
}

static gboolean
keep_ripened(const MeasureContext *context, PeriodKind kind, GError **error)
{
    g_autoptr(GArray) ripening = g_array_new(FALSE, FALSE, sizeof(Ripening));
    if (!find_ripening(context, kind, ripening, error))
        return FALSE;
    for (guint i = 0; i < ripening->len; i++) {
        const Ripening *one = &g_array_index(ripening, Ripening, i);
        Period period = period_containing(kind, one->first);
        if (!keep_kpi(context, one->kpi, &period, error))
            return FALSE;
    }
    return TRUE;
}

/* A period that ended on DAY, and once more the one before it: late mail and late invoices have come since. And what has ripened by now. */
static gboolean
keep_closed(const MeasureContext *context, gint32 day, PeriodKind kind, GError **error)
{
    Period period = period_containing(kind, day);
    if (period.last != day)
        return TRUE;
    Period before = period_containing(kind, period.first - 1);
    return keep_ripened(context, kind, error) && keep_figures(context, &before, error) && keep_figures(context, &period, error);
}

/* --- days ------------------------------------------------------------------------------------------------------------------------------ */

static gboolean
take_day(const MeasureContext *context, gint32 day, gint32 today, GError **error)
{
    static const PeriodKind closing[] = { PERIOD_WEEK, PERIOD_MONTH, PERIOD_QUARTER, PERIOD_YEAR };
    static const PeriodKind forecast[] = { PERIOD_MONTH, PERIOD_QUARTER };
    for (gsize i = 0; i < G_N_ELEMENTS(forecast); i++)
        if (is_forecast_day(context, day, forecast[i]) && !keep_forecast(context, day, forecast[i], error))
            return FALSE;
    if (day == today)
        return TRUE;
    if (!keep_pipeline(context, day, error))
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(closing); i++)
        if (!keep_closed(context, day, closing[i], error))
            return FALSE;
    return TRUE;
}

/* Today is not over: it is looked at again. */
static gboolean
take_and_note(const MeasureContext *context, gint32 day, gint32 today, GError **error)
{
    g_autofree char *text = g_strdup_printf("%d", MIN(day, today - 1));
    return take_day(context, day, today, error) && keep_setting_set(context->db, DAY_SETTING, text, context->now, error);
}

gboolean
measure_snapshot(const MeasureContext *context, gboolean *ret_more, GError **error)
{
    gint32 today = calendar_day_of(context->calendar, context->now);
    g_autoptr(GError) failure = NULL;
    g_autofree char *last = keep_setting_get(context->db, DAY_SETTING, &failure);
    if (failure) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    gint32 from = last ? (gint32)g_ascii_strtoll(last, NULL, 10) + 1 : today - 1;
    from = MIN(MAX(from, today - DAYS_MAX), today);
    *ret_more = from < today;
    if (!keep_db_begin(context->db, error))
        return FALSE;
    if (take_and_note(context, from, today, error) && keep_db_commit(context->db, error))
        return TRUE;
    keep_db_rollback(context->db);
    return FALSE;
}
