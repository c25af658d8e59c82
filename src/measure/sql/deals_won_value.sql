-- SPDX-License-Identifier: MIT
-- What the leads won in the period are worth; one without an amount counts nothing.
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
-- use: closed
unit AS (
  SELECT c.ext_id AS lead, c.name, c.closed_day, c.amount_ore FROM closed c
  WHERE c.status = 'won' AND c.closed_day BETWEEN :first AND :last ORDER BY c.closed_day, c.ext_id
)
-- figure
SELECT 'all' AS scope, COALESCE(SUM(amount_ore), 0) AS value, NULL AS num, NULL AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
