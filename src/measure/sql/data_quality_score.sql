-- SPDX-License-Identifier: MIT
-- Share of the active leads of which everything is known that should be (15-C57).
-- in:  active_from, active_to, asked, conservative, early_to, min_p, now, talks_from, talks_to, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: profile
unit AS (
  SELECT ext_id AS lead, name, filled, wanted, CASE WHEN filled = wanted THEN 1 ELSE 0 END AS is_complete FROM profile ORDER BY ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_complete), 0) AS num, COUNT(*) AS den, COUNT(*) AS n, EXISTS (SELECT 1 FROM lead l WHERE l.created_at <= :asked) AS known, NULL AS why
FROM unit
