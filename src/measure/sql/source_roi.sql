-- SPDX-License-Identifier: MIT
-- What the customers whose first deal came from a source brought in 36 months, against all that the source cost (15-C40). Without [finance] gross_margin all revenue counts.
-- in:  margin, now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: first-win
span AS (
  SELECT 1 AS mark, -1000000 AS first_day, CAST(:today AS INTEGER) AS last_day
),
-- use: cost
-- use: line
unit AS (
  SELECT a.ext_id AS account, a.name, (SELECT k.code FROM lead_source k WHERE k.id = f.source_id) AS source, f.closed_day, COALESCE((SELECT SUM(n.net_ore) FROM line n
    WHERE n.account_id = f.account_id AND n.invoice_day >= f.closed_day AND n.invoice_day < add_months(f.closed_day, 36)), 0) AS revenue_ore
  FROM first_win f JOIN account a ON a.id = f.account_id WHERE f.source_id IS NOT NULL ORDER BY a.ext_id
)
-- figure
SELECT 'source:' || s.code AS scope, NULL AS value, COALESCE(SUM(u.revenue_ore), 0) * :margin - COALESCE(c.ore, 0) AS num, COALESCE(c.ore, 0) AS den, COUNT(u.account) AS n,
  EXISTS (SELECT 1 FROM source_cost k WHERE k.source_id = s.id AND k.from_day <= :today) AS known, NULL AS why
FROM lead_source s LEFT JOIN cost c ON c.source_id = s.id LEFT JOIN unit u ON u.source = s.code GROUP BY s.id, s.code, c.ore ORDER BY s.code
