/* SPDX-License-Identifier: MIT
 * What an import would change, field by field: the kind as export has it, before and after. */
#pragma once
#include "base/table.h"
#include "measure/kpi.h"

/* The rows of KIND as they are now. NULL with ERROR. */
Table *run_import_difference_read(const MeasureContext *context, const char *kind, GError **error);
/* A table "changes" of row, column, old, new, as their CSV has them: a new row has its columns with nothing old, a changed one those that differ. Rows
 * are known by their id or code, by natural keys without one (15-B24). RET_CHANGED: known rows that differ. */
Table *run_import_difference(const Table *before, const Table *after, GTimeZone *zone, guint *ret_changed);
