/* SPDX-License-Identifier: MIT
 * Competitors: each has a name and further spellings of it. */
#pragma once
#include "keep/db.h"

#define KEEP_COMPETITOR_SPLIT "|" /* between the spellings in competitor.aliases */

/* The competitor that is called TEXT, by its name or by one of its other spellings, upper and lower case alike; *RET_ID 0 = there is none. */
gboolean keep_competitor_find(KeepDb *db, const char *text, gint64 *ret_id, GError **error);
/* Every name and spelling of every competitor. (of char*, owned) */
GPtrArray *keep_competitor_words(KeepDb *db, GError **error);
