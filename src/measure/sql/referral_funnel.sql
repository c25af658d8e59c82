-- SPDX-License-Identifier: MIT
-- How many referrals took each step in the period, each by its own day (15-C45).
-- in:  first, last, now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: ended
step AS (
  SELECT 1 AS place, 'asked' AS step, r.ext_id AS referral, r.asked_day AS day FROM referral r
  UNION ALL SELECT 2, 'introduced', r.ext_id, r.introduced_day FROM referral r
  UNION ALL SELECT 3, 'lead', r.ext_id, l.created_day FROM referral r JOIN lead l ON l.id = r.lead_id AND l.created_at <= :now
  UNION ALL SELECT 4, 'won', r.ext_id, e.closed_day FROM referral r JOIN ended e ON e.lead_id = r.lead_id AND e.status = 'won'
  UNION ALL SELECT 5, 'feedback', r.ext_id, r.feedback_day FROM referral r
  UNION ALL SELECT 6, 'rewarded', r.ext_id, r.rewarded_day FROM referral r
),
unit AS (
  SELECT place, step, referral, day FROM step WHERE day BETWEEN :first AND :last AND day <= :today ORDER BY place, day, referral
),
every AS (
  SELECT 1 AS place, 'asked' AS step UNION ALL SELECT 2, 'introduced' UNION ALL SELECT 3, 'lead' UNION ALL SELECT 4, 'won' UNION ALL SELECT 5, 'feedback' UNION ALL SELECT 6, 'rewarded'
)
-- figure
SELECT 'step:' || e.step AS scope, COUNT(u.referral) AS value, NULL AS num, NULL AS den, COUNT(u.referral) AS n, 1 AS known, NULL AS why
FROM every e LEFT JOIN unit u ON u.place = e.place GROUP BY e.place, e.step ORDER BY e.place
