-- SPDX-License-Identifier: MIT
-- Whether reviews are held face to face and calls after words of somebody upset are followed by a letter.
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
-- use: held
met_at AS (
  SELECT h.local_day, h.summary AS what, CASE WHEN m.place IN ('video', 'in_person') THEN 1 ELSE 0 END AS is_fit FROM held h JOIN meeting m ON m.id = h.id
  WHERE h.local_day BETWEEN :first AND :last AND m.place IS NOT NULL AND m.purpose IN ('check_in', 'qbr', 'strategic', 'annual')
),
-- use: urgent-call
urgent AS (
  SELECT t.account_id, t.at AS occurred_at, t.local_day, (SELECT d.end_at FROM calendar_day d WHERE d.is_workday = 1 AND d.local_day > t.local_day ORDER BY d.local_day LIMIT 1) AS until_at
  FROM urgent_call t WHERE t.local_day BETWEEN :first AND :last
),
unit AS (
  SELECT local_day, what, is_fit FROM met_at
  UNION ALL
  SELECT u.local_day, a.name, CASE WHEN EXISTS (SELECT 1 FROM touchpoint t WHERE t.account_id = u.account_id AND t.kind = 'email' AND t.direction = 'out' AND t.is_human = 1
    AND t.occurred_at > u.occurred_at AND t.occurred_at < u.until_at AND t.occurred_at <= :now) THEN 1 ELSE 0 END
  FROM urgent u JOIN account a ON a.id = u.account_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_fit), 0) AS num, COUNT(*) AS den, COUNT(*) AS n,
  EXISTS (SELECT 1 FROM meeting m WHERE m.end_at <= :now UNION ALL SELECT 1 FROM touchpoint t WHERE t.occurred_at <= :now) AS known, NULL AS why
FROM unit
