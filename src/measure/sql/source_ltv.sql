-- SPDX-License-Identifier: MIT
-- What the customers of each source bring in three years: seen where these are over, else projected.
-- in:  now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: first-win
-- use: worth-of
unit AS (
  SELECT w.account, w.name, (SELECT k.code FROM lead_source k WHERE k.id = f.source_id) AS source, w.is_over, w.ore FROM worth_of w JOIN first_win f ON f.account_id = w.id WHERE f.source_id IS NOT NULL ORDER BY w.account
)
-- figure
SELECT 'source:' || s.code AS scope, NULL AS value, COALESCE(SUM(u.ore), 0) AS num, COUNT(u.account) AS den, COUNT(u.account) AS n,
  EXISTS (SELECT 1 FROM line) OR EXISTS (SELECT 1 FROM worth) AS known,
  CASE WHEN COUNT(u.account) = 0 THEN 'no_data' END AS why
FROM lead_source s LEFT JOIN unit u ON u.source = s.code GROUP BY s.id, s.code ORDER BY s.code
