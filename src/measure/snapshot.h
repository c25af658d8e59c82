/* SPDX-License-Identifier: MIT
 * Snapshots: the pipeline of each local day, the forecast of the first workday, the figures of periods that are over (spec 01 §1.4, 06 §8). */
#pragma once
#include "measure/kpi.h"

/* Takes the next day that has none yet, with the periods that ended on it, as the history of leads tells; in a transaction. *RET_MORE: there are further
 * days, of a long sleep. */
gboolean measure_snapshot(const MeasureContext *context, gboolean *ret_more, GError **error);
