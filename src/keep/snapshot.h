/* SPDX-License-Identifier: MIT
 * What was so at the end of a day or a period, kept as it was known then (spec 06 §8, 01 §1.4). Nothing is ever changed: what turns out
 * otherwise is a further revision. */
#pragma once
#include "base/figure.h"
#include "keep/db.h"

typedef struct { /* an opportunity at the end of a local day */
    gint64 lead_id, stage_id, probability;
    gboolean has_amount, has_close_day;
    gint64 amount_ore, close_day;
} KeepPipelineRow;
gboolean keep_snapshot_pipeline(KeepDb *db, gint32 day, const KeepPipelineRow *row, GError **error);

typedef struct { /* in öre */
    gint64 closed, commit, best_case, pipeline, weighted;
    gboolean has_target;
    gint64 target;
} KeepForecast;
/* KIND "month" or "quarter"; KEY as calendar_day has it. One that is there for that day stays. */
gboolean keep_snapshot_forecast(KeepDb *db, gint64 taken_at, gint32 taken_day, const char *kind, gint64 key, const KeepForecast *forecast, GError **error);

/* The figure of a period that is over: its first revision, or a further one when it differs from the last. */
gboolean keep_snapshot_figure(KeepDb *db, const Figure *figure, const char *kind, gint64 key, gint64 as_of, GError **error);
/* TRUE if the figure was another when its period was over. */
gboolean keep_snapshot_is_restated(KeepDb *db, const Figure *figure, const char *kind, gint64 key, gboolean *ret_is_restated, GError **error);
