-- SPDX-License-Identifier: MIT
-- Share of the projects delivered in the period, those with a last score below 7 left out, after which the customer was asked for a reference; judged 30 days after the period (15-C46).
-- in:  first, last, today
-- out: scope, value, num, den, n, known, why
WITH
done AS (
  SELECT p.id, p.ext_id, p.account_id, p.delivered_day, (SELECT s.score FROM survey_response s WHERE s.project_id = p.id AND s.kind = 'csat' AND s.local_day <= :today
      ORDER BY s.local_day DESC, s.id DESC LIMIT 1) AS score
  FROM project p WHERE p.status <> 'cancelled' AND p.delivered_day BETWEEN :first AND :last AND p.delivered_day <= :today
),
unit AS (
  SELECT d.ext_id AS project, a.ext_id AS account, d.delivered_day, CASE WHEN EXISTS (SELECT 1 FROM referral r WHERE r.referrer_account_id = d.account_id
      AND r.asked_day BETWEEN d.delivered_day AND d.delivered_day + 30 AND r.asked_day <= :today) THEN 1 ELSE 0 END AS is_asked
  FROM done d JOIN account a ON a.id = d.account_id WHERE d.score IS NULL OR d.score >= 7 ORDER BY d.delivered_day, d.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_asked), 0) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known, CASE WHEN :today < :last + 30 THEN 'immature' END AS why
FROM unit
