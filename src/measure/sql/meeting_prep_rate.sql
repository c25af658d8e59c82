-- SPDX-License-Identifier: MIT
-- Share of the first meetings, demos, QBRs, strategic and annual reviews held in the period that somebody had prepared by their beginning.
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
-- use: held
unit AS (
  SELECT h.uid, h.local_day, h.summary, m.purpose, CASE WHEN m.prep_done_at <= m.start_at THEN 1 ELSE 0 END AS is_prepared
  FROM held h JOIN meeting m ON m.id = h.id WHERE h.local_day BETWEEN :first AND :last AND m.purpose IN ('first', 'demo', 'qbr', 'strategic', 'annual') ORDER BY h.start_at, h.uid
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_prepared), 0) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
