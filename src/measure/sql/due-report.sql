-- SPDX-License-Identifier: MIT
-- The latest report of each kind that was written on schedule, for as long as its news lasts (spec 10 §10.1): a day, a week, else a month.
-- in:  now, today
-- out: report_id, kind, period, scheduled_day, path
SELECT r.id AS report_id, r.kind, r.period, r.scheduled_day, r.path
FROM report_file r
WHERE r.scheduled_at <= :now AND r.made_at <= :now
  AND :today - r.scheduled_day < CASE r.kind WHEN 'daily' THEN 1 WHEN 'weekly' THEN 7 ELSE 31 END
  AND NOT EXISTS (SELECT 1 FROM report_file n WHERE n.kind = r.kind AND n.scheduled_at > r.scheduled_at AND n.scheduled_at <= :now AND n.made_at <= :now)
ORDER BY r.id;
