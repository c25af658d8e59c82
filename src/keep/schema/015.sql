-- SPDX-License-Identifier: MIT
-- Version 15: a policy says each thing once. A tier ends where the one above begins, how many customers it should have is a target, and how fast
-- we answer is an option; what coverage of the pipeline is green is an option, too.
ALTER TABLE tier_policy DROP COLUMN max_revenue_ore;
ALTER TABLE tier_policy DROP COLUMN max_employees;
ALTER TABLE tier_policy DROP COLUMN capacity_min;
ALTER TABLE tier_policy DROP COLUMN capacity_max;
ALTER TABLE tier_policy DROP COLUMN our_sla_work_secs;
DELETE FROM target WHERE kpi_id = 'pipeline_coverage_month' AND scope = 'all' AND period_kind = 'day' AND period_key = 0 AND low = 3 AND high IS NULL AND source <> 'import';
