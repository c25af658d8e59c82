-- SPDX-License-Identifier: MIT
-- Share of the customers due for a quarterly review in the period who had one (11.8 as amended by 15-C70).
-- in:  first, last, months, now
-- out: scope, value, num, den, n, known, why
WITH
kind AS (
  SELECT 'qbr' AS kind
),
-- use: reviewed
unit AS (
  SELECT account, name, tier, is_done FROM reviewed ORDER BY account
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_done), 0) AS num, COUNT(*) AS den, COUNT(*) AS n,
  EXISTS (SELECT 1 FROM account a WHERE a.lifecycle IN ('customer', 'former')) AS known, NULL AS why
FROM unit
