/* SPDX-License-Identifier: MIT
 * The store is proven: everything that is worked out is worked out again on a copy, and compared. */
#pragma once
#include <gio/gio.h>
#include "measure/drift.h"
#include "run/engine.h"

/* (of Drift*, owned) NULL on error, or G_IO_ERROR_CANCELLED. Reads DB only; the copy lies beside the database, or in the folder for temporary
 * files when that cannot be written, and is gone afterwards. */
GPtrArray *run_drift_find(const Profile *profile, KeepDb *db, gint64 now, GCancellable *cancellable, GError **error);
/* Removes copies of processes that were killed. */
void run_drift_sweep(const KeepDb *db);
/* Works everything out anew in the engine's database. */
gboolean run_drift_mend(Engine *engine, GError **error);
