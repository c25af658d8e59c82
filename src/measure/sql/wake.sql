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
)
