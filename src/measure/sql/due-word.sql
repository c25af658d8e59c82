-- SPDX-License-Identifier: MIT
-- Accounts that wrote words that warn in the last 30 days: enough of them, of one category (spec 09 §9.7, 17-L1). An escalation is over when we have
-- answered.
-- in:  now, today
-- out: account_id, account_name, tier, category, patterns, weight, last_at
WITH hit AS (
  SELECT ma.account_id, c.category, c.pattern, MAX(c.weight) AS weight, MAX(m.occurred_at) AS at
  FROM message m JOIN message_cue c ON c.message_id = m.id JOIN message_account ma ON ma.message_id = m.id AND ma.is_copied = 0
  JOIN account a ON a.id = ma.account_id
  WHERE m.direction = 'in' AND m.auto_class = 'human' AND m.is_skipped = 0 AND m.occurred_at > :now - 2592000 AND m.occurred_at <= :now
    AND (COALESCE(a.segment, '') <> 'construction' OR NOT (c.pattern LIKE 'anbud%' OR c.pattern LIKE 'upphandl%' OR c.pattern LIKE 'förfrågningsunderlag%'))
    AND (COALESCE(a.segment, '') <> 'union' OR NOT (c.pattern LIKE 'varsel%' OR c.pattern LIKE 'varsla%' OR c.pattern LIKE 'nedskärning%'))
  GROUP BY ma.account_id, c.category, c.pattern),
sign AS (
  SELECT account_id, category, GROUP_CONCAT(pattern, ', ') AS patterns, SUM(weight) AS weight, MAX(at) AS last_at FROM hit GROUP BY account_id, category)
SELECT s.account_id, a.name AS account_name,
  COALESCE((SELECT h.tier FROM account_tier_history h WHERE h.account_id = a.id AND h.from_day <= :today ORDER BY h.from_day DESC LIMIT 1), a.tier) AS tier,
  s.category, s.patterns, s.weight, s.last_at
FROM sign s JOIN account a ON a.id = s.account_id
WHERE s.weight >= 2 AND (s.category <> 'escalation' OR NOT EXISTS (
  SELECT 1 FROM touchpoint t WHERE t.account_id = s.account_id AND t.direction <> 'in' AND t.kind <> 'note' AND t.occurred_at > s.last_at AND t.occurred_at <= :now))
ORDER BY s.account_id, s.category;
