-- SPDX-License-Identifier: MIT
-- What each source cost in the period for each account that it won; a source without any cost on record has none (15-C39).
-- in:  first, last, now, today
-- out: scope, value, num, den, n, known, why
WITH
span AS (
  SELECT 1 AS mark, CAST(:first AS INTEGER) AS first_day, CASE WHEN :today < :last THEN CAST(:today AS INTEGER) ELSE CAST(:last AS INTEGER) END AS last_day
),
-- use: cost
-- use: ended
unit AS (
  SELECT DISTINCT a.ext_id AS account, a.name, (SELECT k.code FROM lead_source k WHERE k.id = l.source_id) AS source
  FROM ended e JOIN lead l ON l.id = e.lead_id JOIN account a ON a.id = l.account_id
  WHERE e.status = 'won' AND l.source_id IS NOT NULL AND e.closed_day BETWEEN :first AND :last ORDER BY a.ext_id
)
-- figure
SELECT 'source:' || s.code AS scope, NULL AS value, COALESCE((SELECT c.ore FROM cost c WHERE c.source_id = s.id), 0) AS num, COUNT(u.account) AS den, COUNT(u.account) AS n,
  EXISTS (SELECT 1 FROM source_cost k WHERE k.source_id = s.id AND k.from_day <= :today) AS known, NULL AS why
FROM lead_source s LEFT JOIN unit u ON u.source = s.code GROUP BY s.id, s.code ORDER BY s.code
