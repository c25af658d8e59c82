-- SPDX-License-Identifier: MIT
-- Monthly recurring revenue by service.
-- in:  today
-- out: scope, value, num, den, n, known, why
WITH
mark AS (
  SELECT CAST(:today AS INTEGER) AS day
),
-- use: worth
unit AS (
  SELECT v.code AS service, v.name, SUM(w.ore) AS month_ore, COUNT(*) AS subscriptions
  FROM worth w JOIN service v ON v.id = w.service_id
  WHERE w.ore > 0
  GROUP BY v.id ORDER BY v.code
)
-- figure
SELECT 'service:' || service AS scope, month_ore AS value, NULL AS num, NULL AS den, subscriptions AS n, 1 AS known, NULL AS why
FROM unit
