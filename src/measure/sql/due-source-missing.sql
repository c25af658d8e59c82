-- SPDX-License-Identifier: MIT
-- Active leads of which nobody knows where they came from (spec 09 §9.2).
-- in:  now, today
-- out: subject_id, account_id, lead_id, severity, due_day, suffix, who, fact, fact_day, fact_at
WITH
-- use: active
bare AS (
  SELECT a.id, a.account_id, a.name || ' (' || c.name || ')' AS who
  FROM active a JOIN lead l ON l.id = a.id JOIN account c ON c.id = a.account_id WHERE l.source_id IS NULL
)
SELECT id AS subject_id, account_id, id AS lead_id, 0 AS severity, NULL AS due_day, NULL AS suffix, who, NULL AS fact, NULL AS fact_day, NULL AS fact_at
FROM bare ORDER BY id;
