-- SPDX-License-Identifier: MIT
-- Share of the customers that never had recurring revenue and were invoiced in the 12 months before the period who were not in the 12 months that end with it.
-- in:  first, last, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: line
had AS (
  SELECT a.id, a.ext_id, a.name FROM account a
  WHERE EXISTS (SELECT 1 FROM line n WHERE n.account_id = a.id AND n.invoice_day >= add_months(:first, -12) AND n.invoice_day < :first)
    AND NOT EXISTS (SELECT 1 FROM subscription s JOIN subscription_change c ON c.subscription_id = s.id
                    WHERE s.account_id = a.id AND c.mrr_ore > 0 AND c.effective_day <= :today AND s.start_day <= :today)
),
unit AS (
  SELECT h.ext_id AS account, h.name, CASE WHEN EXISTS (
    SELECT 1 FROM line n WHERE n.account_id = h.id AND n.invoice_day >= add_months(:last + 1, -12) AND n.invoice_day <= :last) THEN 0 ELSE 1 END AS is_lost
  FROM had h ORDER BY h.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_lost), 0) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
