-- SPDX-License-Identifier: MIT
-- tiers as its CSV has it: what suggests a tier (04 4.1).
-- in:
-- out: tier, label, min_revenue:o, min_employees
SELECT tier AS "tier", label AS "label", min_revenue_ore AS "min_revenue:o", min_employees AS "min_employees" FROM tier_policy ORDER BY tier;
