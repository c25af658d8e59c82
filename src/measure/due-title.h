/* SPDX-License-Identifier: MIT
 * Titles of signals. They are made when they are read, so that they are in the reader's language and true today. */
#pragma once
#include "measure/due.h"

/* key -> title of every condition that holds, inhibited or not. */
GHashTable *measure_due_titles(const MeasureContext *context, GError **error);
/* The title of a signal; by its rule and account when its condition does not hold at the moment. Caller frees; NULL on error. */
char *measure_due_title(const MeasureContext *context, GHashTable *titles, const char *key, const char *rule,
                        gint64 account_id, GError **error);
