-- SPDX-License-Identifier: MIT
-- Everything invoiced to each account from the first day of the fiscal year of the business to the day, or to the end of the period.
-- in:  fiscal_month, last, today
-- out: scope, value, num, den, n, known, why
WITH
span AS (
  SELECT d.local_day AS last_day, add_months(d.local_day - d.ymd % 100 + 1, -((d.month_key % 100 - :fiscal_month + 12) % 12)) AS first_day
  FROM calendar_day d WHERE d.local_day = CASE WHEN :today < :last THEN :today ELSE :last END
),
-- use: line
unit AS (
  SELECT a.ext_id AS account, n.number, n.invoice_day, n.net_ore
  FROM span p JOIN line n ON n.invoice_day BETWEEN p.first_day AND p.last_day JOIN account a ON a.id = n.account_id ORDER BY a.ext_id, n.invoice_day, n.number
)
-- figure
SELECT 'account:' || account AS scope, SUM(net_ore) AS value, NULL AS num, NULL AS den, NULL AS n, 1 AS known, NULL AS why
FROM unit GROUP BY account ORDER BY account
