/* SPDX-License-Identifier: MIT
 * A meeting that was called off, and another booked in its place: one that was moved, not one lost and one won; nobody outside of `keep` includes it. */
#pragma once
#include "keep/db.h"

/* The meeting has been settled: finds again which one it stands for, or which stands for it, and for all that might be taken for the same. */
gboolean keep_move_settle(KeepDb *db, gint64 meeting_id, GError **error);
