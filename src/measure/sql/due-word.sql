-- SPDX-License-Identifier: MIT
-- Accounts that wrote words that warn in the last 30 days: enough of them, of one category, or of which a person noted as much (spec 09 §9.7, 17-L1, L7). Three letters of one thread
-- that nobody answered are an escalation without any word (09 §9.5). An escalation is over when we have answered; a call that reached nobody is no answer.
-- in:  now, today
-- out: account_id, account_name, tier, category, patterns, note, last_at
WITH
-- use: sign
warned AS (
  SELECT account_id, category, patterns, note, last_at FROM sign
  UNION ALL
  SELECT e.account_id, 'escalation', NULL, NULL, MAX(e.last_attempt_at)
  FROM response_episode e
  WHERE e.owed_by = 'us' AND e.state = 'open' AND e.is_request = 0 AND e.attempts >= 3 AND e.last_attempt_at <= :now
    AND NOT EXISTS (SELECT 1 FROM episode_decision d WHERE d.episode_key = e.episode_key AND d.at <= :now)
    -- account: AND e.account_id = :account
  GROUP BY e.account_id
),
one AS (
  SELECT account_id, category, MAX(patterns) AS patterns, MAX(note) AS note, MAX(last_at) AS last_at FROM warned GROUP BY account_id, category
)
SELECT o.account_id, a.name AS account_name,
  COALESCE((SELECT h.tier FROM account_tier_history h WHERE h.account_id = a.id AND h.from_day <= :today ORDER BY h.from_day DESC LIMIT 1), a.tier) AS tier,
  o.category, o.patterns, o.note, o.last_at
FROM one o JOIN account a ON a.id = o.account_id
WHERE o.category <> 'escalation' OR NOT EXISTS (
  SELECT 1 FROM touchpoint t WHERE t.account_id = o.account_id AND t.direction <> 'in' AND t.kind <> 'note' AND t.is_human = 1
    AND COALESCE(t.outcome, '') NOT IN ('no_answer', 'voicemail', 'wrong_person') AND t.occurred_at > o.last_at AND t.occurred_at <= :now)
ORDER BY o.account_id, o.category;
