/* SPDX-License-Identifier: MIT
 * What many figures and rules ask for anew (the opportunities of an instant, the active leads, what was won and lost) is worked out once and kept in
 * temporary tables for as long as a memo lives: for one list of figures, one page, one round of the rules. Works on a read-only handle. While rows of something
 * else are being read no table can be dropped: whoever reads does not end a memo meanwhile. */
#pragma once
#include "keep/db.h"

typedef struct MeasureMemo MeasureMemo;
MeasureMemo *measure_memo_new(KeepDb *db);
void measure_memo_free(MeasureMemo *memo); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MeasureMemo, measure_memo_free)
/* The rows of sql/NAME.sql with BINDS, lax. MEMO NULL = nothing is kept. Caller frees; NULL with ERROR. */
KeepRows *measure_memo_rows(MeasureMemo *memo, KeepDb *db, const char *name, const KeepBind *binds, GError **error);
