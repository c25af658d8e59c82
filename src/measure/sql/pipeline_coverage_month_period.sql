-- SPDX-License-Identifier: MIT
-- No value once the target is met.
-- in:  active_from, active_to, asked, conservative, early_to, min_p, now, talks_from, talks_to, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: pipe-now
span AS (
  SELECT 'month' AS kind, d.month_key AS "key", MIN(d.local_day) AS first_day, MAX(d.local_day) AS last_day FROM calendar_day d
  WHERE d.month_key = (SELECT e.month_key FROM calendar_day e WHERE e.local_day = :today) GROUP BY d.month_key
),
-- use: goal
-- use: closed
left_over AS (
  SELECT CAST(ROUND(g.ore) AS INTEGER) - COALESCE((SELECT SUM(c.amount_ore) FROM closed c JOIN span s ON c.closed_day BETWEEN s.first_day AND s.last_day
    WHERE c.status = 'won'), 0) AS ore
  FROM goal g
),
unit AS (
  SELECT p.ext_id AS lead, p.name, p.stage, p.probability, p.amount_ore, p.close_day FROM pipe p JOIN span s ON p.close_day BETWEEN s.first_day AND s.last_day ORDER BY p.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(amount_ore), 0) AS num,
  (SELECT g.ore FROM left_over g) AS den, COUNT(*) AS n,
  EXISTS (SELECT 1 FROM lead l WHERE l.created_at <= :asked) AS known,
  CASE WHEN NOT EXISTS (SELECT 1 FROM goal) THEN 'not_configured'
    WHEN (SELECT g.ore FROM left_over g) <= 0 THEN 'zero_denominator' END AS why
FROM unit
