/* SPDX-License-Identifier: MIT
 * A meeting that was called off, and another booked in its place: one that was moved, not one lost and one won; nobody outside of `keep` includes it. */
#pragma once
#include "keep/db.h"

/* The dirty meetings of a list of guests are being settled: finds again which ones they stand for, or which stand for them, and for all that might be
 * taken for the same. */
gboolean keep_move_settle(KeepDb *db, gint64 list_id, GError **error);
