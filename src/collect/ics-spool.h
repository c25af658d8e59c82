/* SPDX-License-Identifier: MIT
 * Readings wait on disk until all of a calendar has been read: as many as there are, one at a time in memory. */
#pragma once
#include "collect/ics-apart.h"

typedef struct IcsSpool IcsSpool;
/* A file without a name in the system's folder of temporary files. TRY_LATER when it cannot be made. */
IcsSpool *collect_ics_spool_new(GError **error);
void collect_ics_spool_free(IcsSpool *spool);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IcsSpool, collect_ics_spool_free)
/* Behind those that are there. What cannot be written is said by collect_ics_spool_rewind(). */
void collect_ics_spool_add(IcsSpool *spool, const IcsReading *reading);
/* The next one is the first. TRY_LATER when the disk did not take them all. */
gboolean collect_ics_spool_rewind(IcsSpool *spool, GError **error);
/* RET is empty, and the caller's to clear. FALSE at the end, or with ERROR (TRY_LATER). */
gboolean collect_ics_spool_next(IcsSpool *spool, IcsReading *ret, GError **error);
