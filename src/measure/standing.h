/* SPDX-License-Identifier: MIT
 * How an account stands and what the score of a lead is made of (04 4.1, 4.5; 09 §9.9, §9.10), as of context->now. */
#pragma once
#include "base/table.h"
#include "measure/kpi.h"

/* "standing": what (tier_suggested, icp_fit, anti_pattern for each reason, decision_maker for each role, geo_class, revenue_phase), value (null =
 * unknown), note; for people a heading and a finding. ACCOUNT is an external id. Caller's; NULL on error. */
Table *measure_standing_account(const MeasureContext *context, const char *account, GError **error);
/* "score": part, points, most, known; last the score itself. LEAD is an external id. */
Table *measure_standing_lead(const MeasureContext *context, const char *lead, GError **error);
