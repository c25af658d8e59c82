-- SPDX-License-Identifier: MIT
-- Opportunities by the months since they first were one (15-C11).
-- in:  active_from, active_to, asked, conservative, early_to, min_p, now, talks_from, talks_to, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: pipe-now
begun AS (
  SELECT o.ext_id, o.name, o.stage, (SELECT MIN(h.local_day) FROM lead_stage_history h JOIN stage s ON s.id = h.to_stage_id
     WHERE h.lead_id = o.lead_id AND h.at <= :now AND s.is_opportunity = 1) AS since_day
  FROM opp o
),
unit AS (
  SELECT ext_id AS lead, name, stage, since_day, CASE WHEN :today > add_months(since_day, 6) THEN 1 ELSE 0 END AS is_over
  FROM begun ORDER BY since_day, ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_over), 0) AS num, COUNT(*) AS den, COUNT(*) AS n,
  EXISTS (SELECT 1 FROM lead l WHERE l.created_at <= :asked) AS known, NULL AS why
FROM unit
