-- SPDX-License-Identifier: MIT
-- How far each customer should have come by the months since the first deal.
-- in:  now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: phase
unit AS (
  SELECT ext_id AS account, name, closed_day, phase FROM phase ORDER BY ext_id
)
-- figure
SELECT 'account:' || account AS scope, phase AS value, NULL AS num, NULL AS den, NULL AS n, 1 AS known, NULL AS why
FROM unit
