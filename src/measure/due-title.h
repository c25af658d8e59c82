/* SPDX-License-Identifier: MIT
 * Titles of signals. They are made when they are read, so that they are in the reader's language and true today. */
#pragma once
#include "measure/due.h"

typedef struct { /* begins empty: what is not known is asked of the rules when it is first needed */
    GHashTable *by_key; /* key -> title of conditions that hold, inhibited or not */
    gboolean is_complete;
    gboolean only_names; /* for notifications that may not tell everything ([notify] privacy) */
} DueTitles;
/* TRUE when notifications tell names at most. */
gboolean measure_due_tells_names(const MeasureContext *context);
void measure_due_titles_clear(DueTitles *titles);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DueTitles, measure_due_titles_clear)
/* Of Alert*, as of the context that titles are asked for with. */
void measure_due_titles_add(DueTitles *titles, const GPtrArray *alerts);
/* What would be asked when it is first needed is asked now: it cannot be while rows are read (measure/memo.h). */
gboolean measure_due_titles_load(DueTitles *titles, const MeasureContext *context, GError **error);
/* The title of a signal; by its rule and account when its condition does not hold at the moment. Caller frees; NULL on error. */
char *measure_due_title(const MeasureContext *context, DueTitles *titles, const char *key, const char *rule,
                        gint64 account_id, GError **error);
