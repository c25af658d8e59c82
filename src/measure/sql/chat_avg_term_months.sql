-- SPDX-License-Identifier: MIT
-- Mean term of the chat subscriptions started in the period; open-ended ones are left out.
-- in:  first, last, today
-- out: scope, value, num, den, n, known, why
WITH
unit AS (
  SELECT s.ext_id AS subscription, s.start_day, s.term_months
  FROM subscription s JOIN service v ON v.id = s.service_id
  WHERE v.code = 'satori-chat' AND s.start_day BETWEEN :first AND :last AND s.start_day <= :today AND s.term_months IS NOT NULL ORDER BY s.start_day, s.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, SUM(term_months) AS num, COUNT(*) AS den, COUNT(*) AS n, COUNT(*) > 0 AS known, NULL AS why
FROM unit
