-- SPDX-License-Identifier: MIT
-- Customers of whom so much was noticed that somebody should act.
-- in:  now, risk_days, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: risk
unit AS (
  SELECT ext_id AS account, name, score FROM risk WHERE score >= 4 ORDER BY score DESC, ext_id
)
-- figure
SELECT 'all' AS scope, COUNT(*) AS value, NULL AS num, NULL AS den, COUNT(*) AS n, EXISTS (SELECT 1 FROM account a WHERE a.created_at <= :now) AS known, NULL AS why
FROM unit
