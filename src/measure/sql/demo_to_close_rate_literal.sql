-- SPDX-License-Identifier: MIT
-- Leads shown a demo in the period, decided or not.
-- in:  from, last, now, today, until
-- out: scope, value, num, den, n, known, why
WITH
unit AS (
  SELECT l.ext_id AS lead, l.name, l.demo_at, CASE WHEN l.closed_at <= :now THEN l.status ELSE 'open' END AS state
  FROM lead l WHERE l.demo_at <= :now AND l.demo_at >= :from AND l.demo_at < :until
  ORDER BY l.demo_at, l.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(CASE WHEN state = 'won' THEN 1 ELSE 0 END), 0) AS num, COUNT(*) AS den, COUNT(*) AS n,
  1 AS known, CASE WHEN :today < :last + 180 THEN 'immature' END AS why
FROM unit
