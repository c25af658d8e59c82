-- SPDX-License-Identifier: MIT
-- Active leads that count as qualified without a result of each of the first three steps (spec 09 §9.2, 15-C49).
-- in:  now, today
-- out: subject_id, account_id, lead_id, severity, due_day, suffix, who, fact, fact_day, fact_at
WITH
-- use: active
bare AS (
  SELECT a.id, a.account_id, a.name || ' (' || c.name || ')' AS who,
    (SELECT COUNT(*) FROM qualification_step q WHERE q.lead_id = a.id AND q.step <= 3 AND q.at <= :now) AS steps
  FROM active a JOIN stage s ON s.code = a.stage JOIN account c ON c.id = a.account_id WHERE s.is_qualified = 1
)
SELECT id AS subject_id, account_id, id AS lead_id, 0 AS severity, NULL AS due_day, NULL AS suffix, who, steps || '/3' AS fact, NULL AS fact_day, NULL AS fact_at
FROM bare WHERE steps < 3 ORDER BY id;
