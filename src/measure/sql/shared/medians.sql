-- SPDX-License-Identifier: MIT
-- The median of the values of `sample` (scope, value), one row a scope.
ranked AS (
  SELECT s.scope, s.value, ROW_NUMBER() OVER (PARTITION BY s.scope ORDER BY s.value) AS place, COUNT(*) OVER (PARTITION BY s.scope) AS n
  FROM sample s
),
medians AS (
  SELECT r.scope, AVG(r.value) AS value, MAX(r.n) AS n FROM ranked r WHERE 2 * r.place IN (r.n, r.n + 1, r.n + 2) GROUP BY r.scope
),
