-- SPDX-License-Identifier: MIT
-- Months from the first touch on an account, or its first lead where nobody noted any, to its first invoice (15-C65).
-- in:  now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: line
start AS (
  SELECT a.id, a.ext_id, a.name, (SELECT MIN(n.invoice_day) FROM line n WHERE n.account_id = a.id) AS invoice_day,
    COALESCE((SELECT t.local_day FROM touchpoint t WHERE t.account_id = a.id AND t.occurred_at <= :now AND t.is_human = 1 AND t.kind <> 'note' ORDER BY t.occurred_at LIMIT 1),
      (SELECT MIN(l.created_day) FROM lead l WHERE l.account_id = a.id AND l.created_at <= :now)) AS first_day
  FROM account a
),
unit AS (
  SELECT s.ext_id AS account, s.name, s.first_day, s.invoice_day, (s.invoice_day - s.first_day) / 30.4375 AS months
  FROM start s WHERE s.invoice_day >= s.first_day ORDER BY s.ext_id
),
sample AS (
  SELECT 'all' AS scope, months AS value FROM unit
),
-- use: medians
every AS (
  SELECT 'all' AS scope
)
-- figure
SELECT e.scope, m.value, NULL AS num, NULL AS den, COALESCE(m.n, 0) AS n, 1 AS known, CASE WHEN m.n IS NULL THEN 'no_data' END AS why
FROM every e LEFT JOIN medians m ON m.scope = e.scope
