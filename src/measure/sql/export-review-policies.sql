-- SPDX-License-Identifier: MIT
-- review-policies as its CSV has it: how often each kind of review is due (09 9.4).
-- in:
-- out: tier, kind, enabled:b, interval_months, remind_days, grace_days
SELECT tier AS "tier", kind AS "kind", enabled AS "enabled:b", interval_months AS "interval_months", remind_days AS "remind_days", grace_days AS "grace_days"
FROM review_policy ORDER BY tier, interval_months, kind;
