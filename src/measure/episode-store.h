/* SPDX-License-Identifier: MIT
 * Episodes of one account into the table response_episode, touching only rows that differ. */
#pragma once
#include "keep/db.h"

/* EPISODES of Episode*. Rows keep their id by episode key; vanished keys are deleted. */
gboolean measure_episode_store(KeepDb *db, gint64 account_id, GPtrArray *episodes, GError **error);
/* Makes the temp table response_episode, a copy that shadows the stored one on this handle from now on. */
gboolean measure_episode_shadow(KeepDb *db, GError **error);
