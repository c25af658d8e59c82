-- SPDX-License-Identifier: MIT
-- How the monthly revenue of each account moved from month's end to month's end within the period (11.1, 15-C59, C61, C62, E8).
mark AS MATERIALIZED (
  SELECT MAX(d.local_day) AS day, LAG(MAX(d.local_day)) OVER (ORDER BY d.month_key) AS before
  FROM calendar_day d
  WHERE d.local_day <= :today AND d.local_day >= (SELECT MIN(s.start_day) FROM subscription s) - 31
  GROUP BY d.month_key
),
-- use: worth
ends AS MATERIALIZED (
  SELECT w.account_id, w.day, SUM(w.ore) AS ore FROM worth w GROUP BY w.account_id, w.day
),
began AS (
  SELECT e.account_id, MIN(e.day) AS day FROM ends e WHERE e.ore > 0 GROUP BY e.account_id
),
step AS (
  SELECT b.account_id, m.day, b.day AS began_day, COALESCE(e.ore, 0) AS ore, COALESCE(f.ore, 0) AS was
  FROM began b
  JOIN mark m ON m.day >= :first
  LEFT JOIN ends e ON e.account_id = b.account_id AND e.day = m.day
  LEFT JOIN ends f ON f.account_id = b.account_id AND f.day = m.before
),
moves AS (
  SELECT a.ext_id AS account, a.name, s.day AS month_end_day, s.was AS was_ore, s.ore AS is_now_ore,
    CASE WHEN s.ore > s.was THEN s.ore - s.was ELSE s.was - s.ore END AS moved_ore,
    CASE WHEN s.was = 0 AND s.day = s.began_day THEN 'new' WHEN s.was = 0 THEN 'reactivation' WHEN s.ore > s.was THEN 'expansion'
         WHEN s.ore = 0 THEN 'churn' ELSE 'contraction' END AS movement
  FROM step s JOIN account a ON a.id = s.account_id
  WHERE s.ore <> s.was
),
