-- SPDX-License-Identifier: MIT
-- Mean number of users of the running chat subscriptions that are not paused (15-C29).
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
  SELECT s.ext_id AS subscription, c.quantity FROM chat c JOIN subscription s ON s.id = c.subscription_id WHERE c.quantity > 0 ORDER BY s.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, SUM(quantity) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known, CASE WHEN COUNT(*) = 0 THEN 'no_data' END AS why
FROM unit
