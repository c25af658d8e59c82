-- SPDX-License-Identifier: MIT
-- What the chat would earn if every employee of its customers used it (15-C31).
-- in:  today
-- out: scope, value, num, den, n, known, why
WITH
mark AS (
  SELECT CAST(:today AS INTEGER) AS day
),
-- use: worth
chat AS (
  SELECT w.account_id, w.subscription_id, w.quantity FROM worth w JOIN service v ON v.id = w.service_id WHERE v.code = 'satori-chat'
),
unit AS (
  SELECT a.ext_id AS account, a.name, a.employees, SUM(c.quantity) AS users
  FROM chat c JOIN account a ON a.id = c.account_id
  WHERE a.employees IS NOT NULL
  GROUP BY a.id HAVING SUM(c.quantity) > 0 ORDER BY a.ext_id
)
-- figure
SELECT 'all' AS scope, COALESCE(SUM(CASE WHEN employees > users THEN employees - users ELSE 0 END), 0) * 15000 AS value, NULL AS num, NULL AS den,
  COUNT(*) AS n, COUNT(*) > 0 AS known, NULL AS why
FROM unit
