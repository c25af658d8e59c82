-- SPDX-License-Identifier: MIT
-- `back`: the day on which a customer has paid back its share of what its source cost in the quarter of the first win (15-C67), or none yet.
-- use: first-win
quarter AS (
  SELECT DISTINCT y.quarter_key AS mark FROM first_win f JOIN calendar_day y ON y.local_day = f.closed_day WHERE f.source_id IS NOT NULL
),
span AS (
  SELECT q.mark, MIN(d.local_day) AS first_day, CASE WHEN MAX(d.local_day) > :today THEN CAST(:today AS INTEGER) ELSE MAX(d.local_day) END AS last_day
  FROM quarter q JOIN calendar_day d ON d.quarter_key = q.mark GROUP BY q.mark
),
-- use: cost
customers AS (
  SELECT p.mark, l.source_id, COUNT(DISTINCT l.account_id) AS n
  FROM span p JOIN ended e ON e.status = 'won' AND e.closed_day BETWEEN p.first_day AND p.last_day JOIN lead l ON l.id = e.lead_id GROUP BY p.mark, l.source_id
),
spent AS (
  SELECT f.account_id, f.closed_day, 1.0 * COALESCE(c.ore, 0) / n.n AS ore
  FROM first_win f JOIN calendar_day y ON y.local_day = f.closed_day JOIN customers n ON n.mark = y.quarter_key AND n.source_id = f.source_id
  LEFT JOIN cost c ON c.mark = y.quarter_key AND c.source_id = f.source_id
  WHERE EXISTS (SELECT 1 FROM source_cost k WHERE k.source_id = f.source_id AND k.from_day <= :today)
),
-- use: line
earned AS (
  SELECT s.account_id, s.closed_day, s.ore AS spent_ore, n.invoice_day, SUM(n.net_ore) OVER (PARTITION BY s.account_id ORDER BY n.invoice_day) * :margin AS ore
  FROM spent s JOIN line n ON n.account_id = s.account_id AND n.invoice_day >= s.closed_day
),
back AS (
  SELECT s.account_id, s.closed_day, s.ore AS spent_ore,
    CASE WHEN s.ore = 0 THEN s.closed_day ELSE (SELECT MIN(e.invoice_day) FROM earned e WHERE e.account_id = s.account_id AND e.ore >= s.ore) END AS day
  FROM spent s
),
