-- SPDX-License-Identifier: MIT
-- Words that warn in what each account wrote in the last 30 days, by category (spec 09 §9.7, 17-L1); a customer of some trades means
-- others by some of them. What a person noted counts as words do, and is enough by itself (17-L7).
-- use: noted
hit AS (
  SELECT ma.account_id, c.category, c.pattern, NULL AS note, MAX(c.weight) AS weight, MAX(m.occurred_at) AS at
  FROM message m JOIN message_cue c ON c.message_id = m.id JOIN message_account ma ON ma.message_id = m.id AND ma.is_copied = 0
  JOIN account a ON a.id = ma.account_id
  WHERE m.direction = 'in' AND m.auto_class = 'human' AND m.is_skipped = 0 AND m.occurred_at > :now - 2592000 AND m.occurred_at <= :now
    AND (COALESCE(a.segment, '') <> 'construction' OR NOT (c.pattern LIKE 'anbud%' OR c.pattern LIKE 'upphandl%' OR c.pattern LIKE 'förfrågningsunderlag%'))
    AND (COALESCE(a.segment, '') <> 'union' OR NOT (c.pattern LIKE 'varsel%' OR c.pattern LIKE 'varsla%' OR c.pattern LIKE 'nedskärning%'))
    -- account: AND ma.account_id = :account
  GROUP BY ma.account_id, c.category, c.pattern
  UNION ALL
  SELECT n.account_id, n.kind, NULL, COALESCE(n.note, ''), 2, n.noted_at FROM noted n WHERE n.kind NOT IN ('technical_complexity', 'competing_initiative')
    -- account: AND n.account_id = :account
),
sign AS (
  SELECT account_id, category, GROUP_CONCAT(pattern, ', ') AS patterns, MAX(note) AS note, SUM(weight) AS weight, MAX(at) AS last_at FROM hit
  GROUP BY account_id, category HAVING SUM(weight) >= 2
),
