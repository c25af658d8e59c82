-- SPDX-License-Identifier: MIT
-- Customers who are in the months in which more is bought.
-- in:  now
-- out: scope, value, num, den, n, known, why
WITH
unit AS (
  SELECT a.ext_id AS account, a.name, s.rule_id AS rule, s.due_day FROM signal s JOIN account a ON a.id = s.account_id
  WHERE s.rule_id IN ('expansion_post_delivery', 'expansion_budget_window') AND s.opened_at <= :now AND (s.resolved_at IS NULL OR s.resolved_at > :now)
    AND s.state <> 'dismissed' ORDER BY a.ext_id, s.rule_id
)
-- figure
SELECT 'all' AS scope, COUNT(*) AS value, NULL AS num, NULL AS den, COUNT(*) AS n,
  EXISTS (SELECT 1 FROM account a WHERE a.created_at <= :now) AS known, NULL AS why
FROM unit
