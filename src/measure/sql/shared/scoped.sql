-- SPDX-License-Identifier: MIT
-- Episodes that answer a mail, of the account, contact, tier, segment or source asked for (16-D01).
-- Everything but the episode itself is asked for by a subquery, which costs nothing where nobody reads it.
scoped AS NOT MATERIALIZED (
  SELECT e.id, e.episode_key, e.owed_by, e.state, e.opened_at, e.opened_day, e.closed_at, e.closed_day, e.closed_by,
    e.resp_secs, e.resp_work_secs, e.first_follow_up_at, e.first_follow_up_day, e.attempts, e.open_message_id,
    (SELECT a.ext_id FROM account a WHERE a.id = e.account_id) AS account,
    (SELECT c.ext_id FROM contact c WHERE c.id = e.contact_id) AS contact, e.contact_addr,
    COALESCE((SELECT h.tier FROM account_tier_history h WHERE h.account_id = e.account_id AND h.from_day <= e.opened_day
              ORDER BY h.from_day DESC LIMIT 1), (SELECT a.tier FROM account a WHERE a.id = e.account_id)) AS tier
  FROM response_episode e
  WHERE e.is_invite = 0 AND e.is_request = 0 AND e.opened_at <= :now
    AND (:account IS NULL OR e.account_id = (SELECT a.id FROM account a WHERE a.ext_id = :account))
    AND (:contact IS NULL OR e.contact_id = (SELECT c.id FROM contact c WHERE c.ext_id = :contact))
    AND (:segment IS NULL OR e.account_id IN (SELECT a.id FROM account a WHERE a.segment = :segment))
    AND (:source IS NULL OR e.lead_id IN (SELECT l.id FROM lead l JOIN lead_source s ON s.id = l.source_id WHERE s.code = :source))
),
