/* SPDX-License-Identifier: MIT
 * The log as a calendar that other programs subscribe to: touchpoints and the reviews that are due. */
#pragma once
#include "measure/kpi.h"
#include "run/profile.h"

/* The calendar as text; the same bytes as long as the log says the same. Caller frees. */
char *run_calendar_export_text(const MeasureContext *measure, GError **error);
/* Brings [export] ics up to date; a file that says all of it already is not touched. Does nothing when none is configured. */
gboolean run_calendar_export_write(const MeasureContext *measure, const Profile *profile, GError **error);
