-- SPDX-License-Identifier: MIT
-- Share of the calls to the cold leads of the period that reached somebody.
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
cold AS (
  SELECT l.id, l.ext_id, l.name, l.account_id, l.created_day, l.created_at FROM lead l JOIN lead_source s ON s.id = l.source_id AND s.category = 'cold_calling'
  WHERE l.created_day BETWEEN :first AND :last AND l.created_at <= :now
),
unit AS (
  SELECT c.ext_id AS lead, t.local_day, t.outcome, CASE WHEN t.outcome IN ('connected', 'right_person', 'interested', 'booked', 'not_interested') THEN 1 ELSE 0 END AS is_answered
  FROM cold c JOIN touchpoint t ON t.lead_id = c.id AND t.kind = 'call' AND t.direction = 'out' AND t.occurred_at <= :now ORDER BY t.occurred_at, t.id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_answered), 0) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
