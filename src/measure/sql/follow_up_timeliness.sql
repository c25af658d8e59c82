-- SPDX-License-Identifier: MIT
-- Share of the promises that were kept in time; an open one whose time has passed was not (15-C23).
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
unit AS (
  SELECT f.ext_id AS follow_up, a.ext_id AS account, f.promise, f.committed_due_day AS due_day, f.done_at,
    CASE WHEN f.done_at < f.committed_due_at THEN 1 ELSE 0 END AS is_in_time
  FROM follow_up f LEFT JOIN account a ON a.id = f.account_id
  WHERE f.status <> 'cancelled' AND f.committed_due_day BETWEEN :first AND :last AND f.committed_due_at <= :now AND f.created_at <= :now
  ORDER BY f.committed_due_at, f.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_in_time), 0) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
