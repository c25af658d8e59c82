-- SPDX-License-Identifier: MIT
-- No new source has been tested in a quarter that is in its last month (spec 09 §9.6, 15-C).
-- in:  now, today
-- out: subject_id, account_id, lead_id, severity, due_day, suffix, who, fact, fact_day, fact_at
WITH
quarter AS (
  SELECT y.month_key, y.quarter_key FROM calendar_day y WHERE y.local_day = :today AND (y.month_key % 100) % 3 = 0
),
span AS (
  SELECT q.quarter_key, MIN(d.local_day) AS first_day, MAX(d.local_day) AS last_day FROM quarter q JOIN calendar_day d ON d.quarter_key = q.quarter_key
  GROUP BY q.quarter_key
)
SELECT 0 AS subject_id, NULL AS account_id, NULL AS lead_id, 1 AS severity, s.last_day AS due_day, s.quarter_key AS suffix,
  (s.quarter_key / 10) || '-Q' || (s.quarter_key % 10) AS who, NULL AS fact, NULL AS fact_day, NULL AS fact_at
FROM span s
WHERE NOT EXISTS (SELECT 1 FROM lead_source r WHERE r.test_started_day BETWEEN s.first_day AND :today)
  AND EXISTS (SELECT 1 FROM lead l WHERE l.created_at <= :now AND l.source_id IS NOT NULL);
