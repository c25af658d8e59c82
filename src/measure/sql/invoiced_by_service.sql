-- SPDX-License-Identifier: MIT
-- Invoiced by service.
-- in:  first, last, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: line
unit AS (
  SELECT v.code AS service, n.number, n.invoice_day, n.net_ore
  FROM line n JOIN service v ON v.id = n.service_id
  WHERE n.invoice_day BETWEEN :first AND :last
  ORDER BY v.code, n.invoice_day, n.number
)
-- figure
SELECT 'service:' || service AS scope, SUM(net_ore) AS value, NULL AS num, NULL AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit GROUP BY service ORDER BY service
