-- SPDX-License-Identifier: MIT
-- The reports that were written on schedule (spec 10 §10.1).
-- in:  now
-- out: report, period, at:i, written:ih, file
SELECT r.kind AS report, r.period AS period, r.scheduled_at AS "at:i", r.made_at AS "written:ih", r.path AS file
FROM report_file r
WHERE r.made_at <= :now
ORDER BY r.scheduled_at, r.id;
