-- SPDX-License-Identifier: MIT
-- Episodes that answer a mail, of the account, contact, tier, segment or source asked for (16-D01).
scoped AS (
  SELECT e.id, e.episode_key, e.owed_by, e.state, e.opened_at, e.opened_day, e.closed_at, e.closed_day, e.closed_by,
    e.resp_secs, e.resp_work_secs, e.first_follow_up_at, e.first_follow_up_day, e.attempts, e.open_message_id,
    a.ext_id AS account, c.ext_id AS contact, e.contact_addr,
    COALESCE((SELECT h.tier FROM account_tier_history h WHERE h.account_id = a.id AND h.from_day <= e.opened_day
              ORDER BY h.from_day DESC LIMIT 1), a.tier) AS tier
  FROM response_episode e JOIN account a ON a.id = e.account_id LEFT JOIN contact c ON c.id = e.contact_id
  LEFT JOIN lead l ON l.id = e.lead_id LEFT JOIN lead_source s ON s.id = l.source_id
  WHERE e.is_invite = 0 AND e.is_request = 0 AND e.opened_at <= :now
    AND (:account IS NULL OR a.ext_id = :account) AND (:contact IS NULL OR c.ext_id = :contact)
    AND (:segment IS NULL OR a.segment = :segment) AND (:source IS NULL OR s.code = :source)
),
