-- SPDX-License-Identifier: MIT
-- Share of the calls, in and out, whose outcome was noted.
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
unit AS (
  SELECT a.ext_id AS account, t.occurred_at AS at, t.direction, t.outcome, CASE WHEN t.outcome IS NULL THEN 0 ELSE 1 END AS is_noted
  FROM touchpoint t LEFT JOIN account a ON a.id = t.account_id
  WHERE t.kind = 'call' AND t.local_day BETWEEN :first AND :last AND t.occurred_at <= :now ORDER BY t.occurred_at, t.id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_noted), 0) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
