-- SPDX-License-Identifier: MIT
-- Net promoter score of the latest answer of each contact; an answer without a contact is one person (15-C76).
-- in:  first, last, today
-- out: scope, value, num, den, n, known, why, lo, hi
WITH
answer AS (
  SELECT s.id, a.ext_id AS account, c.ext_id AS contact, s.score, s.local_day,
    ROW_NUMBER() OVER (PARTITION BY COALESCE(s.contact_id, -s.id) ORDER BY s.local_day DESC, s.id DESC) AS place
  FROM survey_response s JOIN account a ON a.id = s.account_id LEFT JOIN contact c ON c.id = s.contact_id
  WHERE s.kind = 'nps' AND s.local_day BETWEEN :first AND :last AND s.local_day <= :today
),
unit AS (
  SELECT account, contact, score, local_day FROM answer WHERE place = 1 ORDER BY local_day, id
),
share AS (
  SELECT COUNT(*) AS n, COALESCE(SUM(CASE WHEN score >= 9 THEN 1 ELSE 0 END), 0) AS p, COALESCE(SUM(CASE WHEN score <= 6 THEN 1 ELSE 0 END), 0) AS d FROM unit
)
-- figure
SELECT 'all' AS scope, CASE WHEN n > 0 THEN 100.0 * (p - d) / n END AS value, p - d AS num, n AS den, n,
  EXISTS (SELECT 1 FROM survey_response s WHERE s.kind = 'nps' AND s.local_day <= :today) AS known, CASE WHEN n = 0 THEN 'no_data' END AS why,
  CASE WHEN n > 0 THEN 100.0 * (p - d) / n - 195.9963985 * sqrt(((p + d) * 1.0 / n - 1.0 * (p - d) * (p - d) / n / n) / n) END AS lo,
  CASE WHEN n > 0 THEN 100.0 * (p - d) / n + 195.9963985 * sqrt(((p + d) * 1.0 / n - 1.0 * (p - d) * (p - d) / n / n) / n) END AS hi
FROM share
