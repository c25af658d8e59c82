-- SPDX-License-Identifier: MIT
-- Share of what happened that stood in the log within 24 hours of clock time; only what is noted by hand tells anything.
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
unit AS (
  SELECT t.ingest, t.kind, a.ext_id AS account, t.occurred_at AS at, t.logged_at,
    CASE WHEN t.logged_at - t.occurred_at <= 86400 THEN 1 ELSE 0 END AS is_in_time
  FROM touchpoint t JOIN account a ON a.id = t.account_id
  WHERE t.ingest IN ('auto', 'manual') AND t.kind <> 'note' AND t.local_day BETWEEN :first AND :last AND t.occurred_at <= :now
)
-- figure
SELECT s.scope, NULL AS value, COALESCE(SUM(u.is_in_time), 0) AS num, COUNT(u.is_in_time) AS den, COUNT(u.is_in_time) AS n,
  EXISTS (SELECT 1 FROM touchpoint t WHERE t.kind <> 'note' AND t.occurred_at <= :now) AS known, NULL AS why
FROM (SELECT 'all' AS scope, NULL AS ingest UNION ALL SELECT 'ingest:auto', 'auto' UNION ALL SELECT 'ingest:manual', 'manual') AS s
LEFT JOIN unit u ON s.ingest IS NULL OR u.ingest = s.ingest
GROUP BY s.scope
ORDER BY s.scope
