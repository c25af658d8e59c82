-- SPDX-License-Identifier: MIT
-- What each source cost in the period for each new lead that it gave; a source without any cost on record has none (15-C38).
-- in:  first, last, now, today
-- out: scope, value, num, den, n, known, why
WITH
span AS (
  SELECT 1 AS mark, CAST(:first AS INTEGER) AS first_day, CASE WHEN :today < :last THEN CAST(:today AS INTEGER) ELSE CAST(:last AS INTEGER) END AS last_day
),
-- use: cost
unit AS (
  SELECT l.ext_id AS lead, l.name, l.created_day, (SELECT k.code FROM lead_source k WHERE k.id = l.source_id) AS source
  FROM lead l WHERE l.kind = 'new_business' AND l.source_id IS NOT NULL AND l.created_day BETWEEN :first AND :last AND l.created_at <= :now
  ORDER BY l.created_day, l.ext_id
)
-- figure
SELECT 'source:' || s.code AS scope, NULL AS value, COALESCE((SELECT c.ore FROM cost c WHERE c.source_id = s.id), 0) AS num, COUNT(u.lead) AS den, COUNT(u.lead) AS n,
  EXISTS (SELECT 1 FROM source_cost k WHERE k.source_id = s.id AND k.from_day <= :today) AS known, NULL AS why
FROM lead_source s LEFT JOIN unit u ON u.source = s.code GROUP BY s.id, s.code ORDER BY s.code
