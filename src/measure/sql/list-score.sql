-- SPDX-License-Identifier: MIT
-- What the score of a lead is made of; what is unknown gives no points (09 9.9).
-- in:  avoid_over, avoid_under, ideal_from, ideal_to, lead, now, today
-- out: part, points, most, known, place
WITH
judged AS (
  SELECT l.id, l.account_id, l.ext_id, l.name, l.source_id, CAST(:now AS INTEGER) AS at, CAST(:today AS INTEGER) AS day FROM lead l WHERE l.ext_id = :lead
),
-- use: score
part AS (
  SELECT 'employees' AS part, p.size_points AS points, 20 AS most, a.employees IS NOT NULL AS known, 1 AS place FROM point p JOIN judged j ON j.id = p.id JOIN account a ON a.id = j.account_id
  UNION ALL SELECT 'segment', p.segment_points, 20, a.segment IS NOT NULL, 2 FROM point p JOIN judged j ON j.id = p.id JOIN account a ON a.id = j.account_id
  UNION ALL SELECT 'region', p.region_points, 10, COALESCE(a.city, '') <> '' OR a.has_swedish_ops = 0, 3 FROM point p JOIN judged j ON j.id = p.id JOIN account a ON a.id = j.account_id
  UNION ALL SELECT 'it_maturity', p.maturity_points, 5, a.it_maturity IS NOT NULL, 4 FROM point p JOIN judged j ON j.id = p.id JOIN account a ON a.id = j.account_id
  UNION ALL SELECT 'decision_maker', p.decider_points, 10, 1, 5 FROM point p
  UNION ALL SELECT 'source', p.source_points, 15, j.source_id IS NOT NULL, 6 FROM point p JOIN judged j ON j.id = p.id
  UNION ALL SELECT 'inbound_mail', p.mail_points, 10, 1, 7 FROM point p
  UNION ALL SELECT 'meeting', p.meeting_points, 10, 1, 8 FROM point p
)
SELECT t.part, t.points, t.most, t.known, t.place FROM part t
UNION ALL
SELECT 'score', s.score, 10, 1, 9 FROM score s
UNION ALL
SELECT 'avoided', s.score, 2, 1, 10 FROM score s WHERE s.is_avoided = 1
ORDER BY 5
