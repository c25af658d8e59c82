-- SPDX-License-Identifier: MIT
-- Share of the customers whose first uppstart was delivered in the period that took the chat since; judged 180 days after the period (15-C34).
-- in:  first, last, today
-- out: scope, value, num, den, n, known, why
WITH
earliest AS (
  SELECT p.account_id, p.start_day, p.delivered_day, ROW_NUMBER() OVER (PARTITION BY p.account_id ORDER BY p.delivered_day, p.id) AS place
  FROM project p JOIN service v ON v.id = p.service_id WHERE v.code = 'satori-uppstart' AND p.status <> 'cancelled' AND p.delivered_day <= :today
),
cohort AS (
  SELECT e.account_id, COALESCE(e.start_day, e.delivered_day) AS start_day, e.delivered_day FROM earliest e WHERE e.place = 1 AND e.delivered_day BETWEEN :first AND :last
),
chat AS (
  SELECT s.account_id, s.start_day FROM subscription s JOIN service v ON v.id = s.service_id WHERE v.code = 'satori-chat' AND s.start_day <= :today
),
unit AS (
  SELECT a.ext_id AS account, a.name, c.delivered_day,
    CASE WHEN EXISTS (SELECT 1 FROM chat x WHERE x.account_id = c.account_id AND x.start_day > c.start_day) THEN 1 ELSE 0 END AS has_chat
  FROM cohort c JOIN account a ON a.id = c.account_id
  WHERE NOT EXISTS (SELECT 1 FROM chat x WHERE x.account_id = c.account_id AND x.start_day <= c.start_day) ORDER BY a.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(has_chat), 0) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known, CASE WHEN :today < :last + 180 THEN 'immature' END AS why
FROM unit
