-- SPDX-License-Identifier: MIT
-- The whole pipeline against what is to be won in the month.
-- in:  active_from, active_to, asked, conservative, early_to, min_p, now, talks_from, talks_to, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: pipe-now
span AS (
  SELECT 'month' AS kind, d.month_key AS "key", MIN(d.local_day) AS first_day, MAX(d.local_day) AS last_day FROM calendar_day d
  WHERE d.month_key = (SELECT e.month_key FROM calendar_day e WHERE e.local_day = :today) GROUP BY d.month_key
),
-- use: goal
unit AS (
  SELECT p.ext_id AS lead, p.name, p.stage, p.probability, p.amount_ore, p.close_day FROM pipe p ORDER BY p.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(amount_ore), 0) AS num,
  (SELECT CAST(ROUND(g.ore) AS INTEGER) FROM goal g) AS den, COUNT(*) AS n,
  EXISTS (SELECT 1 FROM lead l WHERE l.created_at <= :asked) AS known,
  CASE WHEN NOT EXISTS (SELECT 1 FROM goal) THEN 'not_configured' END AS why
FROM unit
