/* SPDX-License-Identifier: MIT
 * A series that is known and comes with other starts: what is to come moves, what is past stays; nobody outside of `keep` includes it. */
#pragma once
#include "keep/occurrence.h"

/* Which occurrences of GROUP (owned by it) are believed. Meetings to come whose start is no longer in the series become those that took their
 * place, at most a week apart, and keep what a person said of them. What the series newly claims of a past that was looked at already (it was moved as a
 * whole, or has a further weekday) did not take place; it is noted as not believed, so that it is accounted for. Caller frees; NULL with ERROR. */
GPtrArray *keep_series_follow(const KeepPolling *polling, const KeepGroup *group, GError **error);
/* Nothing that the feed claims of UID stands as not believed. */
gboolean keep_series_believe(const KeepPolling *polling, const char *uid, GError **error);
