-- SPDX-License-Identifier: MIT
-- Leads closed in the period that had been qualified; a win always was (15-C27).
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
-- use: closed
unit AS (
  SELECT c.ext_id AS lead, c.name, c.closed_day, CASE WHEN c.status = 'won' THEN 1 ELSE 0 END AS is_won
  FROM closed c
  WHERE c.closed_day BETWEEN :first AND :last AND (c.status = 'won' OR (SELECT MAX(s.ord) FROM lead_stage_history h JOIN stage s ON s.id = h.to_stage_id
    WHERE h.lead_id = c.id AND h.at <= :now AND s.kind IN ('open', 'won')) >= (SELECT MIN(q.ord) FROM stage q WHERE q.is_qualified = 1))
  ORDER BY c.closed_day, c.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_won), 0) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
