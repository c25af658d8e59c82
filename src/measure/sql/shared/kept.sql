-- SPDX-License-Identifier: MIT
-- Months of the period that are over and whose forecast was kept on their first workday, with what was won in them (15-C52).
month AS (
  SELECT d.month_key, MIN(d.local_day) AS first_day, MAX(d.local_day) AS last_day, MIN(CASE WHEN d.is_workday = 1 THEN d.local_day END) AS workday
  FROM calendar_day d WHERE d.local_day BETWEEN :first AND :last GROUP BY d.month_key
),
-- use: closed
unit AS (
  SELECT m.month_key AS month, f.weighted_ore AS forecast_ore,
    COALESCE((SELECT SUM(c.amount_ore) FROM closed c WHERE c.status = 'won' AND c.closed_day BETWEEN m.first_day AND m.last_day), 0) AS won_ore
  FROM month m JOIN forecast_snapshot f ON f.period_kind = 'month' AND f.period_key = m.month_key AND f.taken_day = m.workday AND f.taken_at <= :now
  WHERE m.last_day < :today ORDER BY m.month_key
)
