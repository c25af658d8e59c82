-- SPDX-License-Identifier: MIT
-- Opportunities whose probability somebody changed or confirmed lately (15-C53).
-- in:  active_from, active_to, asked, conservative, early_to, min_p, now, talks_from, talks_to, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: pipe-now
-- use: confirmed
unit AS (
  SELECT ext_id AS lead, name, probability, review_day,
    CASE WHEN :today - review_day <= CASE WHEN probability > 60 THEN 7 ELSE 31 END THEN 1 ELSE 0 END AS is_in_time
  FROM confirmed ORDER BY ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_in_time), 0) AS num, COUNT(*) AS den, COUNT(*) AS n,
  EXISTS (SELECT 1 FROM lead l WHERE l.created_at <= :asked) AS known, NULL AS why
FROM unit
