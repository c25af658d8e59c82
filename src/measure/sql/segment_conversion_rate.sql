-- SPDX-License-Identifier: MIT
-- Leads of the period that are won by now, by segment; the youngest have had little time (15-C56).
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
-- use: ended
unit AS (
  SELECT l.ext_id AS lead, l.name, l.created_day, a.segment, CASE WHEN EXISTS (SELECT 1 FROM ended e WHERE e.lead_id = l.id AND e.status = 'won') THEN 1 ELSE 0 END AS is_won
  FROM lead l JOIN account a ON a.id = l.account_id
  WHERE a.segment IS NOT NULL AND l.created_day BETWEEN :first AND :last AND l.created_at <= :now ORDER BY l.created_day, l.ext_id
)
-- figure
SELECT 'segment:' || segment AS scope, NULL AS value, SUM(is_won) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit GROUP BY segment ORDER BY segment
