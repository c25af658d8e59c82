/* SPDX-License-Identifier: MIT
 * Rows of pipeline_day, forecast_snapshot and kpi_snapshot. */
#include "keep/snapshot.h"
#include <math.h>

#define SAME 1e-9 /* relative: the same number, computed twice */

gboolean
keep_snapshot_pipeline(KeepDb *db, gint32 day, const KeepPipelineRow *row, GError **error)
{
    return keep_db_run(db, "INSERT OR IGNORE INTO pipeline_day (local_day, lead_id, stage_id, amount_ore, probability, expected_close_day) "
                           "VALUES (:day, :lead, :stage, :amount, :probability, :close)",
                       BIND(KI("day", day), KI("lead", row->lead_id), KI("stage", row->stage_id), KO("amount", !row->has_amount, row->amount_ore),
                            KI("probability", row->probability), KO("close", !row->has_close_day, row->close_day)), error);
}

gboolean
keep_snapshot_forecast(KeepDb *db, gint64 taken_at, gint32 taken_day, const char *kind, gint64 key, const KeepForecast *forecast, GError **error)
{
    return keep_db_run(db, "INSERT OR IGNORE INTO forecast_snapshot (taken_at, taken_day, period_kind, period_key, closed_ore, commit_ore, "
                           "best_case_ore, pipeline_ore, weighted_ore, target_ore) "
                           "VALUES (:at, :day, :kind, :key, :closed, :commit, :best, :pipeline, :weighted, :target)",
                       BIND(KI("at", taken_at), KI("day", taken_day), KT("kind", kind), KI("key", key), KI("closed", forecast->closed),
                            KI("commit", forecast->commit), KI("best", forecast->best_case), KI("pipeline", forecast->pipeline),
                            KI("weighted", forecast->weighted), KO("target", !forecast->has_target, forecast->target)), error);
}

typedef struct {
    gint64 revision; /* 0 = none */
    gboolean has_value;
    double value;
} Kept;

/* The FIRST or the last revision. To ripen is not to be restated: the first is that which was not too early to tell. */
static gboolean
read_kept(KeepDb *db, const Figure *figure, const char *kind, gint64 key, gboolean first, Kept *ret, GError **error)
{
    static const char FIRST[] = "SELECT revision, value FROM kpi_snapshot WHERE kpi_id = :kpi AND scope = :scope AND period_kind = :kind AND period_key = :key "
                                "AND COALESCE(null_reason, '') <> 'immature' ORDER BY revision LIMIT 1";
    static const char LAST[] = "SELECT revision, value FROM kpi_snapshot WHERE kpi_id = :kpi AND scope = :scope AND period_kind = :kind AND period_key = :key "
                               "ORDER BY revision DESC LIMIT 1";
    *ret = (Kept){ 0 };
    g_autoptr(KeepRows) rows = keep_db_query(db, first ? FIRST : LAST,
                                             BIND(KT("kpi", figure->id), KT("scope", figure->scope), KT("kind", kind), KI("key", key)), error);
    if (rows == NULL)
        return FALSE;
    GError *problem = NULL;
    if (keep_rows_next(rows, &problem))
        *ret = (Kept){ keep_rows_int(rows, 0), !keep_rows_is_null(rows, 1), keep_rows_real(rows, 1) };
    if (problem != NULL)
        g_propagate_error(error, problem);
    return problem == NULL;
}

static gboolean
is_same(const Figure *figure, const Kept *kept)
{
    if (!figure->has_value || !kept->has_value)
        return figure->has_value == kept->has_value;
    return fabs(figure->value - kept->value) <= SAME * MAX(fabs(figure->value), 1);
}

#define REAL(name, has, value) { name, (has) ? KEEP_BIND_REAL : KEEP_BIND_NULL, 0, (value), NULL }

gboolean
keep_snapshot_figure(KeepDb *db, const Figure *figure, const char *kind, gint64 key, gint64 as_of, GError **error)
{
    Kept last;
    if (!read_kept(db, figure, kind, key, FALSE, &last, error))
        return FALSE;
    if (last.revision > 0 && is_same(figure, &last))
        return TRUE;
    gboolean has_interval = figure->has_value && figure->has_interval;
    return keep_db_run(db, "INSERT INTO kpi_snapshot (kpi_id, scope, period_kind, period_key, as_of, revision, value, num, den, n, lo, hi, null_reason, is_partial) "
                           "VALUES (:kpi, :scope, :kind, :key, :as_of, :revision, :value, :num, :den, :n, :lo, :hi, :why, :partial)",
                       BIND(KT("kpi", figure->id), KT("scope", figure->scope), KT("kind", kind), KI("key", key), KI("as_of", as_of),
                            KI("revision", last.revision + 1), REAL("value", figure->has_value, figure->value), REAL("num", figure->has_num, figure->num),
                            REAL("den", figure->has_den, figure->den), KO("n", !figure->has_n, figure->n), REAL("lo", has_interval, figure->lo),
                            REAL("hi", has_interval, figure->hi), KT("why", figure->has_value ? NULL : figure->null_reason), KI("partial", figure->is_partial)),
                       error);
}

gboolean
keep_snapshot_is_restated(KeepDb *db, const Figure *figure, const char *kind, gint64 key, gboolean *ret_is_restated, GError **error)
{
    Kept first;
    if (!read_kept(db, figure, kind, key, TRUE, &first, error))
        return FALSE;
    *ret_is_restated = first.revision > 0 && !is_same(figure, &first);
    return TRUE;
}
