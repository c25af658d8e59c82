/* SPDX-License-Identifier: MIT
 * History heals: a change of who is whose, and all that is stored matched again, in one transaction. */
#pragma once
#include "base/table.h"
#include "run/engine.h"

typedef gboolean (*HealChange)(gpointer data, GError **error);
/* CHANGE (may be NULL) and the re-match in one transaction; with DRY_RUN it is all taken back. DOCUMENT (may be NULL) learns the difference: touchpoints
 * (net), added, removed, moved, changed, reclassified, erased, meetings, dry_run and a table "examples" of at most ten touchpoints. */
gboolean run_heal(Engine *engine, HealChange change, gpointer data, gboolean dry_run, Document *document, GError **error);
