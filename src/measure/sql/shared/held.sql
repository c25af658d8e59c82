-- SPDX-License-Identifier: MIT
-- Meetings that were held by now (HELD of spec 01 §1.7, 16-D04, 16-D05). Who says that one was held knows better than a calendar that calls it off.
held AS NOT MATERIALIZED (
  SELECT m.id, m.uid, m.recurrence_id, m.start_at, m.end_at, m.local_day, m.summary
  FROM meeting m
  WHERE m.has_external = 1 AND m.all_day = 0 AND m.end_at <= :now AND m.outcome IN ('assumed_held', 'held')
    AND (m.outcome = 'held' OR m.status <> 'cancelled' OR m.cancelled_at > :now) AND COALESCE(m.own_partstat, '') <> 'declined'
    AND (EXISTS (SELECT 1 FROM meeting_attendee a
                 WHERE a.meeting_id = m.id AND a.is_own = 0 AND a.role <> 'resource' AND a.partstat <> 'declined')
      OR NOT EXISTS (SELECT 1 FROM meeting_attendee a WHERE a.meeting_id = m.id AND a.is_own = 0 AND a.role <> 'resource'))
),
