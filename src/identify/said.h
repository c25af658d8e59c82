/* SPDX-License-Identifier: MIT
 * Words of a text in order, and the days that they name. Pure. */
#pragma once
#include <glib.h>

/* TEXT folded, split at blanks and at line ends; what only ends a sentence or opens a bracket is cut off, ranges ("1/7-15/7") are two words.
 * At most the first few thousand. Caller frees. */
char **identify_said_words(const char *text);
/* The day that some of WORDS[FROM..TO) name, not before FIRST and within 400 days of TODAY: a date before a mere weekday, more words before
 * fewer, what stands first before the rest. */
gboolean identify_said_day(char *const *words, guint from, guint to, gint32 today, gint32 first, gint32 *ret_day);
