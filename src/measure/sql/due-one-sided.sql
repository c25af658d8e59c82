-- SPDX-License-Identifier: MIT
-- Leads that we chase without an answer (15-C18).
-- in:  now, today
-- out: subject_id, account_id, lead_id, severity, due_day, suffix, who, fact, fact_day, fact_at
WITH
-- use: held
-- use: active
-- use: answer
-- use: one-sided
chased AS (
  SELECT s.id, s.account_id, s.name || ' (' || c.name || ')' AS who, s.since_at, s.attempts
  FROM still s JOIN account c ON c.id = s.account_id WHERE s.attempts >= 2
)
SELECT id AS subject_id, account_id, id AS lead_id, 1 AS severity, NULL AS due_day, NULL AS suffix, who, NULL AS fact, NULL AS fact_day, since_at AS fact_at
FROM chased ORDER BY id;
