/* SPDX-License-Identifier: MIT
 * The tables of a report beside its figures (spec 10 §10.1). */
#pragma once
#include "base/table.h"
#include "measure/kpi.h"

/* "customers": each with what it brought in PERIOD, its revenue a month at the end and how that changed, its phase. Caller frees. */
Table *run_report_customers(const MeasureContext *measure, const Period *period, GError **error);
/* "competitor_mentions": customers and leads of whom a competitor was heard in PERIOD. Caller frees. */
Table *run_report_mentions(const MeasureContext *measure, const Period *period, GError **error);
/* "tier_mismatch": customers whose tier is another than the one suggested at the end of PERIOD. Caller frees. */
Table *run_report_tiers(const MeasureContext *measure, const Period *period, GError **error);
/* Takes DEALS, a list whose first column is "lead", and returns it with the name of the company of each for people; any other as it is. Caller frees. */
Table *run_report_with_accounts(const MeasureContext *measure, Table *deals, GError **error);
/* "series": stagnation, response, attempts and meetings of the thirteen weeks to the end of PERIOD, or to now (17-K9): numbers for programs, words for people
 * if IS_TOLD. Caller frees. */
Table *run_report_series(const MeasureContext *measure, const Period *period, gboolean is_told, gboolean swedish, GError **error);
