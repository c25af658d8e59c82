-- SPDX-License-Identifier: MIT
-- Median amount of the deals won, all and by service.
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
-- use: closed
unit AS (
  SELECT c.ext_id AS lead, c.name, c.closed_day, v.code AS service, c.amount_ore
  FROM closed c LEFT JOIN service v ON v.id = c.service_id
  WHERE c.status = 'won' AND c.closed_day BETWEEN :first AND :last AND c.amount_ore > 0 ORDER BY c.closed_day, c.ext_id
),
sample AS (
  SELECT 'all' AS scope, amount_ore AS value FROM unit UNION ALL SELECT 'service:' || service, amount_ore FROM unit WHERE service IS NOT NULL
),
-- use: medians
every AS (
  SELECT 'all' AS scope UNION SELECT scope FROM medians
)
-- figure
SELECT e.scope, m.value, NULL AS num, NULL AS den, COALESCE(m.n, 0) AS n, 1 AS known, CASE WHEN m.n IS NULL THEN 'no_data' END AS why
FROM every e LEFT JOIN medians m ON m.scope = e.scope ORDER BY e.scope
