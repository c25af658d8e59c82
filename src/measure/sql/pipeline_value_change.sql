-- SPDX-License-Identifier: MIT
-- What came into the pipeline, went out of it and changed in it during the period (15-C5).
-- in:  active_from, active_to, conservative, early_to, from, min_p, now, talks_from, talks_to, until
-- out: scope, value, num, den, n, known, why
WITH
mark AS (
  SELECT 'opening' AS mark, :from - 1 AS at UNION ALL SELECT 'closing', CASE WHEN :until - 1 < :now THEN :until - 1 ELSE :now END
),
-- use: pipe
pair AS (
  SELECT p.lead_id, SUM(CASE WHEN p.mark = 'opening' THEN p.amount_ore END) AS was_ore, SUM(CASE WHEN p.mark = 'closing' THEN p.amount_ore END) AS now_ore
  FROM pipe p GROUP BY p.lead_id
),
unit AS (
  SELECT l.ext_id AS lead, l.name, p.was_ore, p.now_ore,
    CASE WHEN p.was_ore IS NULL THEN 'created' WHEN p.now_ore > p.was_ore THEN 'increased' WHEN p.now_ore < p.was_ore THEN 'decreased'
      WHEN p.now_ore IS NOT NULL THEN 'same' WHEN t.kind IN ('won', 'lost') THEN t.kind ELSE 'removed' END AS component
  FROM pair p JOIN lead l ON l.id = p.lead_id JOIN stood t ON t.lead_id = p.lead_id AND t.mark = 'closing'
  ORDER BY l.ext_id
),
moved AS (
  SELECT u.component, ABS(COALESCE(u.now_ore, 0) - COALESCE(u.was_ore, 0)) AS ore FROM unit u
  UNION ALL SELECT 'opening', u.was_ore FROM unit u WHERE u.was_ore IS NOT NULL
  UNION ALL SELECT 'closing', u.now_ore FROM unit u WHERE u.now_ore IS NOT NULL
),
component AS (
  SELECT 'opening' AS code, 1 AS place UNION ALL SELECT 'created', 2 UNION ALL SELECT 'increased', 3 UNION ALL SELECT 'decreased', 4
  UNION ALL SELECT 'won', 5 UNION ALL SELECT 'lost', 6 UNION ALL SELECT 'removed', 7 UNION ALL SELECT 'closing', 8
)
-- figure
SELECT 'all' AS scope, COALESCE(SUM(now_ore), 0) - COALESCE(SUM(was_ore), 0) AS value, NULL AS num, NULL AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
UNION ALL
SELECT * FROM (
  SELECT 'component:' || c.code, COALESCE(SUM(m.ore), 0), NULL, NULL, COUNT(m.ore), 1, NULL
  FROM component c LEFT JOIN moved m ON m.component = c.code GROUP BY c.code, c.place ORDER BY c.place) AS parts
