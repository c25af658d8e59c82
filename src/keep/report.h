/* SPDX-License-Identifier: MIT
 * Reports that were written on schedule (table report_file). */
#pragma once
#include "keep/db.h"

typedef struct {
    const char *kind, *period; /* "weekly", "week:2026-W13" */
    gint64 scheduled_at;
    gint32 scheduled_day;
    const char *path;
} KeepReport;
/* Notes that it was written at NOW; one of the same kind and period stays as it is. */
gboolean keep_report_add(KeepDb *db, const KeepReport *report, gint64 now, GError **error);
/* TRUE in *RET if there is one. */
gboolean keep_report_has(KeepDb *db, const char *kind, const char *period, gboolean *ret, GError **error);
/* The file of the report with this row id, or NULL without error. Caller frees. */
char *keep_report_path(KeepDb *db, gint64 id, GError **error);
