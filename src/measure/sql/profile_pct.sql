-- SPDX-License-Identifier: MIT
-- How much is known of each active lead, and of all in the mean (15-F).
-- in:  active_from, active_to, asked, conservative, early_to, min_p, now, talks_from, talks_to, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: profile
unit AS (
  SELECT ext_id AS lead, name, filled, wanted FROM profile ORDER BY ext_id
)
-- figure
SELECT 'all' AS scope, AVG(1.0 * filled / wanted) AS value, NULL AS num, NULL AS den, COUNT(*) AS n, EXISTS (SELECT 1 FROM lead l WHERE l.created_at <= :asked) AS known,
  CASE WHEN COUNT(*) = 0 THEN 'no_data' END AS why
FROM unit
UNION ALL
SELECT 'lead:' || lead, NULL, filled, wanted, NULL, 1, NULL FROM unit
