-- SPDX-License-Identifier: MIT
-- Customers that have outgrown their tier for two quarters.
-- in:  now, today
-- out: scope, value, num, den, n, known, why
WITH
quarter AS (
  SELECT MIN(d.local_day) - 1 AS day FROM calendar_day d WHERE d.quarter_key = (SELECT y.quarter_key FROM calendar_day y WHERE y.local_day = :today)
),
mark AS (
  SELECT q.day, q.day AS last_day FROM quarter q UNION ALL SELECT add_months(q.day + 1, -3) - 1, add_months(q.day + 1, -3) - 1 FROM quarter q
),
-- use: line
-- use: suggested
-- use: client
placed AS (
  SELECT s.ext_id, s.name, s.day, s.tier AS suggested,
    COALESCE((SELECT h.tier FROM account_tier_history h WHERE h.account_id = s.id AND h.from_day <= s.day ORDER BY h.from_day DESC LIMIT 1), a.tier) AS tier
  FROM suggested s JOIN client c ON c.id = s.id JOIN account a ON a.id = s.id
),
unit AS (
  SELECT p.ext_id AS account, p.name, MAX(p.tier) AS tier, MAX(p.suggested) AS suggested FROM placed p
  GROUP BY p.ext_id, p.name HAVING SUM(CASE WHEN p.suggested < p.tier THEN 1 ELSE 0 END) = 2 ORDER BY p.ext_id
)
-- figure
SELECT 'all' AS scope, COUNT(*) AS value, NULL AS num, NULL AS den, COUNT(*) AS n,
  EXISTS (SELECT 1 FROM account a WHERE a.lifecycle IN ('customer', 'former') AND a.created_at <= :now) AS known, NULL AS why
FROM unit
