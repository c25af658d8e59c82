-- SPDX-License-Identifier: MIT
-- Opportunities with a probability between the bands (spec 09 §9.2, 15-C6).
-- in:  active_from, active_to, conservative, early_from, early_to, min_p, now, talks_from, talks_to, today
-- out: subject_id, account_id, lead_id, severity, due_day, suffix, who, fact, fact_day, fact_at
WITH
-- use: deal
odd AS (
  SELECT lead_id, account_id, who, probability FROM deal
  WHERE NOT (probability BETWEEN :early_from AND :early_to OR probability BETWEEN :active_from AND :active_to
    OR probability BETWEEN :talks_from AND :talks_to)
)
SELECT lead_id AS subject_id, account_id, lead_id, 0 AS severity, NULL AS due_day, NULL AS suffix, who, probability || ' %' AS fact, NULL AS fact_day, NULL AS fact_at
FROM odd ORDER BY lead_id;
