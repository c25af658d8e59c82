-- SPDX-License-Identifier: MIT
-- Contact attempts per workday; today counts as the part of its working time that has passed (15-C20).
-- in:  first, last, now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: attempt
unit AS (
  SELECT a.local_day, l.ext_id AS lead, a.kind, CASE WHEN a.kind = 'call' THEN COUNT(*) ELSE 1 END AS attempts
  FROM attempt a JOIN lead l ON l.id = a.lead_id
  WHERE a.local_day BETWEEN :first AND :last
  GROUP BY a.local_day, l.ext_id, a.kind
),
worked AS (
  SELECT COALESCE(SUM(CASE WHEN d.local_day < :today OR :now >= d.work_end_at THEN 1.0
      WHEN :now <= d.work_start_at THEN 0.0 ELSE (:now - d.work_start_at) * 1.0 / (d.work_end_at - d.work_start_at) END), 0.0) AS days,
    COUNT(*) AS n
  FROM calendar_day d WHERE d.is_workday = 1 AND d.local_day BETWEEN :first AND :last AND d.local_day <= :today
)
-- figure
SELECT 'all' AS scope, NULL AS value, (SELECT COALESCE(SUM(u.attempts), 0) FROM unit u) AS num, w.days AS den, w.n AS n,
  EXISTS (SELECT 1 FROM touchpoint t WHERE t.kind <> 'note' AND t.occurred_at <= :now) AS known, NULL AS why
FROM worked w
