-- SPDX-License-Identifier: MIT
-- Replies that we owe (spec 09 §9.5): open us-episodes but calendar requests (16-D09) and those answered otherwise (17-B1). Whoever is
-- forgotten now gets none, whatever instant is asked for.
-- in:  now, today
-- out: episode_id, account_id, account_name, lead_id, who, subject, opened_at, tier
WITH owed AS (
  SELECT e.id, e.account_id, a.name, e.lead_id, e.contact_id, e.contact_addr, e.opened_at, e.open_message_id,
         COALESCE((SELECT h.tier FROM account_tier_history h
                   WHERE h.account_id = a.id AND h.from_day <= :today ORDER BY h.from_day DESC LIMIT 1), a.tier) AS tier
  FROM response_episode e JOIN account a ON a.id = e.account_id
  WHERE e.owed_by = 'us' AND e.state = 'open' AND e.is_request = 0 AND e.opened_at <= :now
    -- account: AND e.account_id = :account
    AND NOT EXISTS (SELECT 1 FROM episode_decision d WHERE d.episode_key = e.episode_key AND d.at <= :now)
    AND NOT EXISTS (SELECT 1 FROM forgotten f WHERE f.alias = e.contact_addr)
)
SELECT o.id AS episode_id, o.account_id, o.name AS account_name, o.lead_id, COALESCE(c.full_name, o.contact_addr) AS who,
       m.subject, o.opened_at, o.tier
FROM owed o
LEFT JOIN contact c ON c.id = o.contact_id
LEFT JOIN message m ON m.id = o.open_message_id
ORDER BY o.opened_at, o.id;
