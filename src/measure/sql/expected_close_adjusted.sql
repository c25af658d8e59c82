-- SPDX-License-Identifier: MIT
-- When each opportunity will close if it is as late as the wins of the last 12 months were in the median; known with five of them.
-- in:  active_from, active_to, conservative, early_to, min_p, now, talks_from, talks_to, today
-- out: scope, value, num, den, n, known, why
WITH
span AS (
  SELECT add_months(:today - 1, -12) + 1 AS first_day, :today - 1 AS last_day
),
-- use: ended
won AS (
  SELECT e.closed_day, COALESCE(x.old_value, CASE WHEN x.at <= :now THEN x.new_value END,
    CASE WHEN x.id IS NULL THEN l.expected_close_day END) AS first_day
  FROM ended e JOIN lead l ON l.id = e.lead_id LEFT JOIN lead_change x ON x.id = (SELECT y.id FROM lead_change y WHERE y.lead_id = l.id AND y.field = 'expected_close_day' ORDER BY y.at, y.id LIMIT 1)
  WHERE e.status = 'won' AND e.closed_day BETWEEN (SELECT s.first_day FROM span s) AND (SELECT s.last_day FROM span s)
),
sample AS (
  SELECT 'all' AS scope, closed_day - first_day AS value FROM won WHERE first_day IS NOT NULL
),
-- use: medians
delay AS (
  SELECT CASE WHEN m.value > 0 THEN m.value ELSE 0 END AS days FROM medians m WHERE m.n >= 5
),
-- use: pipe-now
unit AS (
  SELECT o.ext_id AS lead, CAST(o.close_day + d.days AS INTEGER) AS date_day, o.close_day AS expected_day, o.name FROM opp o JOIN delay d ON 1 = 1
  WHERE o.close_day IS NOT NULL ORDER BY o.close_day, o.ext_id
)
-- figure
SELECT 'all' AS scope, COUNT(*) AS value, NULL AS num, NULL AS den, COUNT(*) AS n, EXISTS (SELECT 1 FROM lead l WHERE l.created_at <= :now) AS known,
  CASE WHEN NOT EXISTS (SELECT 1 FROM delay d) THEN 'immature' END AS why
FROM unit
