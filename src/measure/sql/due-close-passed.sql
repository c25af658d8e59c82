-- SPDX-License-Identifier: MIT
-- Opportunities that were to be closed before today (spec 09 §9.2).
-- in:  active_from, active_to, conservative, early_to, min_p, now, talks_from, talks_to, today
-- out: subject_id, account_id, lead_id, severity, due_day, suffix, who, fact, fact_day, fact_at
WITH
-- use: deal
late AS (
  SELECT lead_id, account_id, who, close_day FROM deal WHERE close_day < :today
)
SELECT lead_id AS subject_id, account_id, lead_id, 2 AS severity, close_day AS due_day, NULL AS suffix, who, NULL AS fact, close_day AS fact_day, NULL AS fact_at
FROM late ORDER BY lead_id;
