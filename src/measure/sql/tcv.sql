-- SPDX-License-Identifier: MIT
-- Everything that each account has brought and is bound to bring: invoices, whole months of subscriptions until they may end, projects won less what was invoiced for them (15-C63).
-- in:  now, today
-- out: scope, value, num, den, n, known, why
WITH
mark AS (
  SELECT CAST(:today AS INTEGER) AS day
),
-- use: line
-- use: worth
-- use: closed
term AS (
  SELECT w.account_id, w.ore, s.committed_until_day AS until_day, CAST((s.committed_until_day - :today) / 30.436875 AS INTEGER) + 1 AS months
  FROM worth w JOIN subscription s ON s.id = w.subscription_id
  WHERE s.committed_until_day >= :today
),
part AS (
  SELECT n.account_id, 'invoiced' AS part, SUM(n.net_ore) AS ore FROM line n GROUP BY n.account_id
  UNION ALL
  SELECT t.account_id, 'subscriptions', SUM(t.ore * CASE WHEN add_months(:today, t.months) <= t.until_day THEN t.months WHEN add_months(:today, t.months - 1) <= t.until_day THEN t.months - 1 ELSE t.months - 2 END) FROM term t GROUP BY t.account_id
  UNION ALL
  SELECT r.account_id, 'projects', SUM(CASE WHEN r.ore > 0 THEN r.ore ELSE 0 END) FROM (
    SELECT c.account_id, c.amount_ore - COALESCE((SELECT SUM(n.net_ore) FROM line n WHERE n.lead_id = c.id), 0) AS ore
    FROM closed c JOIN service v ON v.id = c.service_id AND v.category = 'one_off' WHERE c.status = 'won' AND c.amount_ore IS NOT NULL) AS r
  GROUP BY r.account_id
),
unit AS (
  SELECT a.ext_id AS account, a.name, p.part, p.ore FROM part p JOIN account a ON a.id = p.account_id ORDER BY a.ext_id, p.part
)
-- figure
SELECT 'account:' || account AS scope, SUM(ore) AS value, NULL AS num, NULL AS den, NULL AS n, 1 AS known, NULL AS why
FROM unit GROUP BY account ORDER BY account
