-- SPDX-License-Identifier: MIT
-- Fewer or more active leads than the target at the end of each of the last five workdays (spec 09 §9.2).
-- in:  active_from, active_to, conservative, early_to, min_p, talks_from, talks_to, today
-- out: subject_id, account_id, lead_id, severity, due_day, suffix, who, fact, fact_day, fact_at
WITH
mark AS (
  SELECT local_day AS mark, end_at - 1 AS at FROM calendar_day WHERE is_workday = 1 AND local_day < :today ORDER BY local_day DESC LIMIT 5
),
-- use: pipe
goal AS (
  SELECT low, high FROM target WHERE kpi_id = 'active_leads' AND scope = 'all' AND period_kind = 'day' AND period_key = 0
),
counted AS (
  SELECT t.mark, COUNT(*) AS n FROM pending t JOIN lead l ON l.id = t.lead_id
  WHERE l.paused_until_day IS NULL OR l.paused_until_day <= t.mark GROUP BY t.mark
),
span AS (
  SELECT COUNT(*) AS days, MIN(n) AS low, MAX(n) AS high, SUM(CASE WHEN n > 0 THEN 1 ELSE 0 END) AS used FROM counted
)
SELECT 0 AS subject_id, NULL AS account_id, NULL AS lead_id, 1 AS severity, NULL AS due_day, NULL AS suffix,
  (SELECT n FROM counted ORDER BY mark DESC LIMIT 1) AS who, CAST(g.low AS INTEGER) || '–' || CAST(g.high AS INTEGER) AS fact, NULL AS fact_day, NULL AS fact_at
FROM goal g JOIN span s ON s.days = 5 WHERE s.high < g.low OR s.low > g.high;
