/* SPDX-License-Identifier: MIT
 * Free time for a meeting, of the user's own calendars (spec 09 §9.4). */
#pragma once
#include "measure/kpi.h"

typedef struct {
    gint64 start_at, end_at;
} Slot;
/* At most N slots of MINUTES, one a day, from FROM on for at most 60 days: in working hours but lunch, on workdays outside of quiet periods, at half
 * hours, where no meeting and no whole-day event stands (declined and cancelled ones do not count). Mornings and afternoons take turns. (of Slot) */
GArray *measure_slots(const MeasureContext *context, gint32 from, int minutes, guint n, GError **error);
