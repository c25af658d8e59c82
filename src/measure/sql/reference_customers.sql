-- SPDX-License-Identifier: MIT
-- Customers who let themselves be named.
-- in:  today
-- out: scope, value, num, den, n, known, why
WITH
unit AS (
  SELECT a.ext_id AS account, a.name FROM account a WHERE a.is_reference = 1 ORDER BY a.ext_id
)
-- figure
SELECT 'all' AS scope, COUNT(*) AS value, NULL AS num, NULL AS den, COUNT(*) AS n, EXISTS (SELECT 1 FROM account a JOIN calendar_day d ON d.local_day = :today WHERE a.created_at < d.end_at) AS known,
  NULL AS why
FROM unit
