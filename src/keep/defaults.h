/* SPDX-License-Identifier: MIT
 * What is shipped, and the stored business calendar. */
#pragma once
#include "base/calendar.h"
#include "keep/db.h"

/* Services, stages, sources, lost reasons, tiers, review policies, targets (spec 01 §1.8, 03, 04 §4.1, 09 §9.4, 17-K3), installed once; and the
 * day from which review policies count (17-L6). Inside a transaction of the caller. */
gboolean keep_defaults_install(KeepDb *db, const Calendar *calendar, gint64 now, GError **error);
/* Fills the table calendar_day when the calendar differs from the stored one. */
gboolean keep_calendar_fill(KeepDb *db, const Calendar *calendar, GError **error);
