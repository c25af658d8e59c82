-- SPDX-License-Identifier: MIT
-- How often customers were asked to speak for us.
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
unit AS (
  SELECT a.ext_id AS account, t.kind, t.local_day, t.summary FROM touchpoint t JOIN account a ON a.id = t.account_id
  WHERE t.local_day BETWEEN :first AND :last AND t.occurred_at <= :now AND ' ' || REPLACE(t.tags, '|', ' ') || ' ' LIKE '% reference_request %' ORDER BY t.occurred_at, t.id
)
-- figure
SELECT 'all' AS scope, COUNT(*) AS value, NULL AS num, NULL AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
