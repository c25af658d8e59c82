/* SPDX-License-Identifier: MIT
 * Once a night: is everything there, does what is stored follow from the facts, and what is kept no longer. */
#pragma once
#include "run/drift.h"

/* TRUE on the first call after three in the morning of a day (and never on the very first day, on which everything is new). */
gboolean run_nightly_is_due(Engine *engine);
/* Everything that asks nobody and takes a moment; notes that it was done. *RET_MISSING tells whether a folder holds less than it should: its next pass
 * looks at all of it. *RET_MORE: that was one day of several that were slept through, and it is to be called again. */
gboolean run_nightly_light(Engine *engine, gboolean *ret_missing, gboolean *ret_more, GError **error);
/* Notes what run_drift_find() found, and mends it. */
gboolean run_nightly_drift(Engine *engine, const GPtrArray *drifts, GError **error);
