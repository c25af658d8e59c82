/* SPDX-License-Identifier: MIT
 * Promises that keep themselves: a follow-up is done once we have written or spoken to the person (spec 09 §9.3, 17-L3). */
#pragma once
#include "measure/kpi.h"

/* Closes every open follow-up with auto_close whose promise was kept by a touch of ours, from one workday before it is due; for after
 * settling, before the evaluation. The touch is recorded, its time is the time of doing. An inbound message closes nothing. */
gboolean measure_follow_up_auto_close(const MeasureContext *context, GError **error);
