/* SPDX-License-Identifier: MIT
 * Touchpoints: those of mails and meetings are verdicts, those by hand and from files are facts (spec 06 §6.2, 15-B9). */
#pragma once
#include "keep/db.h"

/* Removes one and whatever points at it; its account becomes dirty. */
gboolean keep_touchpoint_drop(KeepDb *db, gint64 id, GError **error);
