/* SPDX-License-Identifier: MIT
 * Touchpoints: those of mails and meetings are verdicts, those by hand and from files are facts (spec 06 §6.2, 15-B9). */
#pragma once
#include "keep/db.h"

/* Chooses the lead of the automatic touchpoints (mails, meetings of feeds) of the lead's account since FROM anew, and of the account LEFT
 * that it had before (0 = none), and marks both: whether a lead is there before the mail or comes after it must not show (15-B9). */
gboolean keep_touchpoint_relink(KeepDb *db, gint64 lead_id, gint64 left, gint64 from, GError **error);
/* Removes one and whatever points at it; its account becomes dirty. */
gboolean keep_touchpoint_drop(KeepDb *db, gint64 id, GError **error);
