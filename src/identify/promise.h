/* SPDX-License-Identifier: MIT
 * Promises in our own letters (spec 09 §9.3). Pure; what is read is not kept. */
#pragma once
#include <glib.h>

/* The first promise of TEXT, what one of us has just written on TODAY, that says by when: "jag återkommer på fredag", "I'll send it next week".
 * *RET_PATTERN is the phrase of our own list that was found; static. FALSE if nothing is promised for a day. */
gboolean identify_promise(const char *text, gint32 today, gint32 *ret_day, const char **ret_pattern);
