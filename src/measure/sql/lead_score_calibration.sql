-- SPDX-License-Identifier: MIT
-- Whether leads of a high score are won more often than those of a low one.
-- in:  avoid_over, avoid_under, ideal_from, ideal_to, now
-- out: scope, value, num, den, n, known, why
WITH
-- use: ended
judged AS (
  SELECT l.id, l.account_id, l.ext_id, l.name, l.source_id, e.closed_at AS at, e.closed_day AS day FROM ended e JOIN lead l ON l.id = e.lead_id
),
-- use: score
unit AS (
  SELECT s.ext_id AS lead, s.name, s.score, CASE WHEN s.score <= 3 THEN '1-3' WHEN s.score <= 6 THEN '4-6' ELSE '7-10' END AS band, CASE WHEN e.status = 'won' THEN 1 ELSE 0 END AS is_won
  FROM score s JOIN ended e ON e.lead_id = s.id ORDER BY s.score, s.ext_id
),
every AS (
  SELECT '1-3' AS band UNION ALL SELECT '4-6' UNION ALL SELECT '7-10'
),
total AS (
  SELECT COUNT(*) AS n FROM unit
)
-- figure
SELECT 'band:' || e.band AS scope, NULL AS value, COALESCE(SUM(u.is_won), 0) AS num, COUNT(u.lead) AS den, COUNT(u.lead) AS n,
  EXISTS (SELECT 1 FROM lead l WHERE l.created_at <= :now) AS known,
  CASE WHEN t.n < 30 THEN 'immature' END AS why
FROM every e JOIN total t ON 1 = 1 LEFT JOIN unit u ON u.band = e.band GROUP BY e.band, t.n ORDER BY e.band
