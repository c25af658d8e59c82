/* SPDX-License-Identifier: MIT
 * The weekly, monthly, quarterly and yearly reports: which figures and lists the business reviews when (spec 10 §10.1). */
#pragma once
#include "base/table.h"
#include "measure/kpi.h"
#include "run/profile.h"

typedef struct ReportKind ReportKind;
/* "weekly", "monthly", "quarterly", "yearly"; NULL for any other name. */
const ReportKind *run_report_find(const char *name);
/* The period that is over when DAY begins: last week, month, quarter, fiscal year. */
Period run_report_last(const ReportKind *kind, gint32 day);
/* TRUE if PERIOD is one that the report can tell of. */
gboolean run_report_fits(const ReportKind *kind, const Period *period);
/* The report as a document. For programs (IS_TOLD FALSE) all its figures are one table "kpis" and there are the facts report, period and as_of; for
 * people each section has its own, in SWEDISH numbers or English ones. Caller frees. */
Document *run_report_document(const MeasureContext *measure, const ReportKind *kind, const Period *period, gboolean is_told, gboolean swedish, GError **error);
/* The same as a page. Caller frees. */
char *run_report_page(const MeasureContext *measure, const Profile *profile, const ReportKind *kind, const Period *period, GError **error);
