-- SPDX-License-Identifier: MIT
-- Active leads that we chase: at least two attempts since anything last came back, and that is more than 14 days ago (15-C18).
-- in:  asked, now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: held
-- use: active
-- use: answer
-- use: one-sided
unit AS (
  SELECT ext_id AS lead, name, since_at, attempts FROM still WHERE attempts >= 2 ORDER BY since_at, ext_id
)
-- figure
SELECT 'all' AS scope, COUNT(*) AS value, NULL AS num, NULL AS den, COUNT(*) AS n,
  EXISTS (SELECT 1 FROM lead l WHERE l.created_at <= :asked) AS known, NULL AS why
FROM unit
