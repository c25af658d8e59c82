-- SPDX-License-Identifier: MIT
-- Leads shown a demo in the period that are decided by now (15-C24).
-- in:  from, last, now, today, until
-- out: scope, value, num, den, n, known, why
WITH
-- use: ended
-- use: shown
unit AS (
  SELECT l.ext_id AS lead, l.name, s.demo_at, COALESCE((SELECT e.status FROM ended e WHERE e.lead_id = l.id), 'open') AS state
  FROM shown s JOIN lead l ON l.id = s.lead_id WHERE s.demo_at >= :from AND s.demo_at < :until AND l.created_at <= :now
  ORDER BY s.demo_at, l.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(CASE WHEN state = 'won' THEN 1 ELSE 0 END), 0) AS num,
  COALESCE(SUM(CASE WHEN state IN ('won', 'lost') THEN 1 ELSE 0 END), 0) AS den, COALESCE(SUM(CASE WHEN state IN ('won', 'lost') THEN 1 ELSE 0 END), 0) AS n,
  1 AS known, CASE WHEN :today < :last + 180 THEN 'immature' END AS why
FROM unit
