/* SPDX-License-Identifier: MIT
 * Response episodes: who owes whom an answer (spec 08 §8.4-8.6, 16-C, 17). Rebuilt per account from its messages, meetings and calls, the
 * same in whatever order they arrived. */
#pragma once
#include "base/calendar.h"
#include "base/option.h"
#include "keep/db.h"

/* Rebuilds the stored episodes and caches (ball, last_*) of up to MAX dirty accounts, as of NOW; each in the caller's transaction.
 * Appends their row ids to REFRESHED (of gint64; may be NULL); *RET_LEFT is how many are still dirty. */
gboolean measure_episode_refresh(KeepDb *db, const Calendar *calendar, const Config *config, gint64 now, guint max, GArray *refreshed,
                                 guint *ret_left, GError **error);
/* Marks accounts whose HELD meetings or maturing state have changed between THEN and NOW dirty. */
gboolean measure_episode_wake(KeepDb *db, gint64 then, gint64 now, GError **error);
/* Builds a temp table response_episode that shadows the stored one with the state as of NOW (messages and meetings later than
 * NOW do not exist, 16-C13). Works on a read-only handle. */
gboolean measure_episode_as_of(KeepDb *db, const Calendar *calendar, const Config *config, gint64 now, GError **error);
