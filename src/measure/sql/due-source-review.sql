-- SPDX-License-Identifier: MIT
-- The review of all sources, from the first workday of each month through its fifth (spec 09 §9.6).
-- in:  now, today
-- out: subject_id, account_id, lead_id, severity, due_day, suffix, who, fact, fact_day, fact_at
WITH
month AS (
  SELECT y.month_key, y.ymd, y.local_day - y.ymd % 100 + 1 AS first_day FROM calendar_day y WHERE y.local_day = :today
),
begun AS (
  SELECT m.month_key, m.first_day, COUNT(*) AS workdays, MIN(w.local_day) AS due_day
  FROM month m JOIN calendar_day w ON w.month_key = m.month_key AND w.is_workday = 1 AND w.local_day <= :today GROUP BY m.month_key, m.first_day
)
SELECT 0 AS subject_id, NULL AS account_id, NULL AS lead_id, 1 AS severity, b.due_day, b.month_key AS suffix,
  (p.month_key / 100) || '-' || CASE WHEN p.month_key % 100 < 10 THEN '0' ELSE '' END || (p.month_key % 100) AS who, NULL AS fact, NULL AS fact_day, NULL AS fact_at
FROM begun b JOIN calendar_day p ON p.local_day = b.first_day - 1
WHERE b.workdays <= 5 AND EXISTS (SELECT 1 FROM lead l WHERE l.created_at <= :now AND l.source_id IS NOT NULL);
