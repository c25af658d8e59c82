/* SPDX-License-Identifier: MIT
 * A series that is known and comes with other starts: what is to come moves, what is past stays; nobody outside of `keep` includes it. */
#pragma once
#include "keep/occurrence.h"

/* Which occurrences of GROUP (owned by it) are believed. Meetings to come whose start is no longer in the series become those that took their
 * place, at most a week apart, and keep what a person said of them. Where past ones are no longer in it, the series was moved as a whole: the past that it
 * would have had did not take place. Caller frees; NULL with ERROR. */
GPtrArray *keep_series_follow(const KeepPolling *polling, const KeepGroup *group, GError **error);
