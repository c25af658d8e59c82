-- SPDX-License-Identifier: MIT
-- Customers with whom nobody has spoken for more than 30 days.
-- in:  asked, first, last, now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: held
-- use: met
-- use: spoke
-- use: customer
latest AS MATERIALIZED (
  SELECT c.id, c.ext_id AS account, c.name,
    (SELECT s.local_day FROM spoke s WHERE s.account_id = c.id ORDER BY s.at DESC LIMIT 1) AS spoke_day,
    (SELECT m.local_day FROM met m WHERE m.account_id = c.id ORDER BY m.at DESC LIMIT 1) AS met_day
  FROM customer c
),
touched AS (
  SELECT account, name, CASE WHEN met_day > COALESCE(spoke_day, met_day - 1) THEN met_day ELSE spoke_day END AS last_day FROM latest
),
unit AS (
  SELECT account, name, last_day, :today - last_day AS days FROM touched
  WHERE last_day IS NULL OR :today - last_day > 30
  ORDER BY last_day, account
)
-- figure
SELECT 'all' AS scope, COUNT(*) AS value, NULL AS num, NULL AS den, COUNT(*) AS n,
  CASE WHEN EXISTS (SELECT 1 FROM touchpoint t WHERE t.kind <> 'note' AND t.occurred_at <= :asked)
         OR EXISTS (SELECT 1 FROM held) THEN 1 ELSE 0 END AS known, NULL AS why
FROM unit
