-- SPDX-License-Identifier: MIT
-- The pipeline by horizon, weighted; every horizon, also one with nothing in it.
-- in:  active_from, active_to, asked, conservative, early_to, far, middle, min_p, near, now, talks_from, talks_to, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: by-horizon
unit AS (
  SELECT lead, name, stage, probability, amount_ore, close_day, weight, horizon FROM placed ORDER BY lead
)
-- figure
SELECT 'horizon:' || b.code AS scope, COALESCE((SUM(u.amount_ore * u.weight) + 50) / 100, 0) AS value, NULL AS num, NULL AS den, COUNT(u.lead) AS n,
  EXISTS (SELECT 1 FROM lead l WHERE l.created_at <= :asked) AS known, NULL AS why
FROM horizon b LEFT JOIN unit u ON u.horizon = b.code GROUP BY b.code, b.place ORDER BY b.place
