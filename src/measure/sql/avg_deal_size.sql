-- SPDX-License-Identifier: MIT
-- Mean amount of the deals won, all and by service (15-C10).
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
-- use: closed
unit AS (
  SELECT c.ext_id AS lead, c.name, c.closed_day, v.code AS service, c.amount_ore
  FROM closed c LEFT JOIN service v ON v.id = c.service_id
  WHERE c.status = 'won' AND c.closed_day BETWEEN :first AND :last AND c.amount_ore > 0 ORDER BY c.closed_day, c.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, SUM(amount_ore) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known, CASE WHEN COUNT(*) = 0 THEN 'no_data' END AS why
FROM unit
UNION ALL
SELECT 'service:' || service, NULL, SUM(amount_ore), COUNT(*), COUNT(*), 1, NULL
FROM unit WHERE service IS NOT NULL GROUP BY service
