-- SPDX-License-Identifier: MIT
-- Customers whose words say that something changes and more could be sold (spec 09 §9.6).
-- in:  now, today
-- out: subject_id, account_id, lead_id, severity, due_day, suffix, who, fact, fact_day, fact_at
WITH
-- use: sign
changed AS (
  SELECT s.account_id, a.name, COALESCE(MAX(s.patterns), NULLIF(MAX(s.note), '')) AS patterns FROM sign s JOIN account a ON a.id = s.account_id
  WHERE s.category IN ('reorg', 'competitor', 'expansion') AND a.lifecycle = 'customer' AND (a.churned_day IS NULL OR a.churned_day > :today)
  GROUP BY s.account_id, a.name
)
SELECT account_id AS subject_id, account_id, NULL AS lead_id, 0 AS severity, NULL AS due_day, NULL AS suffix, name AS who, patterns AS fact, NULL AS fact_day, NULL AS fact_at
FROM changed ORDER BY account_id;
