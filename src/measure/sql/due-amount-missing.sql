-- SPDX-License-Identifier: MIT
-- Opportunities that would be in the pipeline if they had an amount (spec 09 §9.2).
-- in:  active_from, active_to, conservative, early_to, min_p, now, talks_from, talks_to, today
-- out: subject_id, account_id, lead_id, severity, due_day, suffix, who, fact, fact_day, fact_at
WITH
-- use: deal
bare AS (
  SELECT lead_id, account_id, who, probability FROM deal WHERE probability >= :min_p AND amount_ore IS NULL
)
SELECT lead_id AS subject_id, account_id, lead_id, 1 AS severity, NULL AS due_day, NULL AS suffix, who, probability || ' %' AS fact, NULL AS fact_day, NULL AS fact_at
FROM bare ORDER BY lead_id;
