-- SPDX-License-Identifier: MIT
-- Whether the people of an account would recommend us; an answer without a name is one person.
-- in:  first, last, today
-- out: scope, value, num, den, n, known, why
WITH
answer AS (
  SELECT s.id, a.ext_id AS account, c.ext_id AS contact, s.score, s.local_day,
    ROW_NUMBER() OVER (PARTITION BY COALESCE(s.contact_id, -s.id) ORDER BY s.local_day DESC, s.id DESC) AS place
  FROM survey_response s JOIN account a ON a.id = s.account_id LEFT JOIN contact c ON c.id = s.contact_id
  WHERE s.kind = 'nps' AND s.local_day BETWEEN :first AND :last AND s.local_day <= :today
),
unit AS (
  SELECT account, contact, score, local_day FROM answer WHERE place = 1 ORDER BY account, local_day, id
)
-- figure
SELECT 'account:' || account AS scope, NULL AS value, SUM(score) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit GROUP BY account ORDER BY account
