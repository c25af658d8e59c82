/* SPDX-License-Identifier: MIT
 * Drift: what is stored of verdicts and caches and does not follow from the facts. */
#pragma once
#include "keep/db.h"

typedef struct {
    char *what;              /* "account.last_in_at", or "touchpoint" when a whole row is there or not */
    char *row;               /* its natural key */
    char *stored, *computed; /* NULL = null, or no such row */
} Drift;
void measure_drift_free(gpointer drift);

/* All that is worked out and not fact, as it stands in DB. NULL on error; caller unrefs. */
GHashTable *measure_drift_picture(KeepDb *db, GError **error);
/* Where the picture before recomputing and the one after differ. (of Drift*, owned; by what, then row) */
GPtrArray *measure_drift_compare(GHashTable *before, GHashTable *after);
