/* SPDX-License-Identifier: MIT
 * Snapshots: the pipeline of each local day, the forecast of the first workday, the figures of periods that are over (spec 01 §1.4, 06 §8). */
#pragma once
#include "measure/kpi.h"

/* Takes whatever has become due since the last call; after a long sleep each day and period of it, as the history of leads tells. */
gboolean measure_snapshot(const MeasureContext *context, GError **error);
