-- SPDX-License-Identifier: MIT
-- Accounts whose stored episodes do not show the state as of now: something is later than now, or has come true unnoticed.
-- in:  now, today
-- out: id, ext_id
SELECT a.id, a.ext_id FROM account a WHERE a.dirty = 1 OR a.id IN (
  SELECT ma.account_id FROM message m JOIN message_account ma ON ma.message_id = m.id
  WHERE m.local_day >= :today AND m.occurred_at > :now
  UNION ALL
  SELECT t.account_id FROM touchpoint t WHERE t.local_day >= :today AND t.occurred_at > :now AND t.kind IN ('call', 'meeting')
  UNION ALL
  SELECT e.account_id FROM response_episode e JOIN meeting m ON m.id = e.close_meeting_id
  WHERE e.close_meeting_id IS NOT NULL AND m.end_at > :now
  UNION ALL
  SELECT e.account_id FROM episode_decision d JOIN response_episode e ON e.episode_key = d.episode_key WHERE d.at > :now
  UNION ALL
  SELECT e.account_id FROM forgotten f JOIN response_episode e ON e.contact_addr = f.alias WHERE f.at > :now
  UNION ALL
  SELECT e.account_id FROM meeting m JOIN meeting_attendee ma ON ma.meeting_id = m.id
  JOIN response_episode e ON e.account_id = ma.account_id AND e.state = 'open' AND e.opened_at < m.start_at
   AND (e.contact_id = ma.contact_id OR e.contact_addr = ma.addr)
  WHERE m.start_at > :now - 2592000 AND m.start_at <= :now AND m.end_at <= :now AND ma.partstat <> 'declined'
    AND m.has_external = 1 AND m.all_day = 0 AND m.outcome IN ('assumed_held', 'held')
    AND (m.outcome = 'held' OR m.status <> 'cancelled' OR m.cancelled_at > :now) AND COALESCE(m.own_partstat, '') <> 'declined'
) ORDER BY a.id
