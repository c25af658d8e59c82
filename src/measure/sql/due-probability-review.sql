-- SPDX-License-Identifier: MIT
-- Opportunities whose probability nobody looked at for long, or not since something happened to their account (spec 09 §9.2, 15-C53).
-- in:  active_from, active_to, conservative, early_to, min_p, now, over, talks_from, talks_to, today
-- out: subject_id, account_id, lead_id, severity, due_day, suffix, who, fact, fact_day, fact_at
WITH
-- use: deal
-- use: confirmed
viewed AS (
  SELECT d.lead_id, d.account_id, d.who, d.probability, COALESCE(f.review_day, d.created_day) AS day
  FROM deal d JOIN confirmed f ON f.lead_id = d.lead_id
),
-- use: sign
event AS (
  SELECT s.account_id, MAX(y.local_day) AS day
  FROM sign s JOIN calendar_day y ON y.start_at <= s.last_at AND y.end_at > s.last_at
  WHERE s.category IN ('budget', 'personnel', 'competitor') GROUP BY s.account_id
)
SELECT v.lead_id AS subject_id, v.account_id, v.lead_id, 1 AS severity, v.day + CASE WHEN v.probability > :over THEN 7 ELSE 31 END AS due_day,
  NULL AS suffix, v.who, v.probability || ' %' AS fact, NULL AS fact_day, NULL AS fact_at
FROM viewed v LEFT JOIN event e ON e.account_id = v.account_id
WHERE :today - v.day > CASE WHEN v.probability > :over THEN 7 ELSE 31 END OR e.day > v.day
ORDER BY v.lead_id;
