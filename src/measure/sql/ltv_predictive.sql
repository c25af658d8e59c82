-- SPDX-License-Identifier: MIT
-- Monthly recurring revenue of a customer today by the churn of the last six complete months that began with any. Without churn it is unknown.
-- in:  asked, margin, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: full
back AS (
  SELECT 0 AS k UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6
),
month_end AS (
  SELECT b.k, add_months(f.next_day, -b.k) - 1 AS day FROM back b JOIN full f ON 1 = 1
),
mark AS (
  SELECT day FROM month_end UNION SELECT CAST(:today AS INTEGER)
),
-- use: worth
paid AS (
  SELECT w.account_id, w.day, SUM(w.ore) AS ore FROM worth w GROUP BY w.account_id, w.day HAVING SUM(w.ore) > 0
),
churn AS (
  SELECT m.k, COUNT(*) AS was, SUM(CASE WHEN n.ore IS NULL THEN 1 ELSE 0 END) AS lost
  FROM month_end m JOIN paid p ON p.day = m.day JOIN month_end e ON e.k = m.k - 1 LEFT JOIN paid n ON n.account_id = p.account_id AND n.day = e.day
  GROUP BY m.k
),
rate AS (
  SELECT AVG(1.0 * c.lost / c.was) AS churn FROM churn c
),
unit AS (
  SELECT a.ext_id AS account, a.name, p.ore AS month_ore FROM paid p JOIN account a ON a.id = p.account_id WHERE p.day = :today ORDER BY a.ext_id
)
-- figure
SELECT 'all' AS scope, AVG(u.month_ore) * :margin / r.churn AS value, NULL AS num, NULL AS den, COUNT(u.account) AS n,
  EXISTS (SELECT 1 FROM subscription s WHERE s.start_day <= :today) AS known,
  CASE WHEN r.churn IS NULL OR COUNT(u.account) = 0 THEN 'no_data' WHEN r.churn = 0 THEN 'zero_denominator' END AS why
FROM rate r LEFT JOIN unit u ON 1 = 1 GROUP BY r.churn
