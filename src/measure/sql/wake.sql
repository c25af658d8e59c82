-- SPDX-License-Identifier: MIT
-- Marks the accounts of which something known beforehand has come true between two instants.
-- in:  then, now
-- out:
UPDATE account SET dirty = 1 WHERE dirty = 0 AND id IN (
  SELECT a.account_id FROM meeting m JOIN meeting_attendee a ON a.meeting_id = m.id
  WHERE m.start_at > :then - 864000 AND m.start_at <= :now AND a.account_id IS NOT NULL
    AND (m.start_at > :then OR m.end_at > :then)
  UNION ALL
  SELECT t.account_id FROM touchpoint t
  WHERE t.local_day BETWEEN :then / 86400 - 10 AND :now / 86400 + 1
    AND (t.logged_at < t.occurred_at AND t.occurred_at > :then AND t.occurred_at <= :now
         OR t.kind = 'meeting' AND t.meeting_id IS NULL AND t.occurred_at + COALESCE(t.duration_s, 0) > :then
            AND t.occurred_at + COALESCE(t.duration_s, 0) <= :now)
  UNION ALL
  SELECT l.account_id FROM lead l
  WHERE l.created_day BETWEEN :then / 86400 - 1 AND :now / 86400 + 1 AND l.created_at > :then AND l.created_at <= :now
  UNION ALL
  SELECT l.account_id FROM lead_stage_history h JOIN lead l ON l.id = h.lead_id
  WHERE h.local_day BETWEEN :then / 86400 - 1 AND :now / 86400 + 1 AND h.at > :then AND h.at <= :now
  UNION ALL
  SELECT f.account_id FROM follow_up f
  WHERE f.created_at > :then AND f.created_at <= :now OR f.done_at > :then AND f.done_at <= :now
    OR f.due_day >= (SELECT MAX(d.local_day) FROM calendar_day d WHERE d.start_at <= :then)
       AND f.due_day < (SELECT MAX(d.local_day) FROM calendar_day d WHERE d.start_at <= :now)
)
