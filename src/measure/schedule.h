/* SPDX-License-Identifier: MIT
 * When which report is written by itself (spec 10 §10.1): at [notify] digest_at of each workday, of Monday, of the first workday of a month, of a
 * quarter and of the fiscal year. */
#pragma once
#include "base/cadence.h"
#include "measure/kpi.h"

typedef struct {
    const Cadence *cadence;
    Period period;
    gint64 at; /* the moment it tells of */
} ScheduleRun;
/* Every report of [report] kinds whose moment has come since the last call of measure_schedule_done() and that was not written yet, earliest first (of
 * ScheduleRun); caller unrefs. The first call ever finds none and remembers the moment: what was before Cadens is nobody's to miss. Of an absence of more
 * than 400 days the last 400. */
GArray *measure_schedule_due(const MeasureContext *context, GError **error);
/* Everything up to context->now is dealt with. */
gboolean measure_schedule_done(const MeasureContext *context, GError **error);
