-- SPDX-License-Identifier: MIT
-- How much speaks for a customer to leave: 2 is worth watching, 4 is at risk, 6 is critical. Of customers of whom nothing was noticed there is no figure.
-- in:  now, risk_days, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: risk
unit AS (
  SELECT ext_id AS account, name, score FROM risk ORDER BY score DESC, ext_id
)
-- figure
SELECT 'account:' || account AS scope, score AS value, NULL AS num, NULL AS den, NULL AS n, 1 AS known, NULL AS why
FROM unit
