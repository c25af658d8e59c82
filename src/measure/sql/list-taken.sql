-- SPDX-License-Identifier: MIT
-- When the user's own calendars are taken, whole days as days.
-- in:  now, from, to
-- out: start_at, end_at
SELECT m.start_at, m.end_at FROM meeting m
WHERE m.end_at > :from AND m.start_at < :to AND (m.status <> 'cancelled' OR m.cancelled_at > :now) AND COALESCE(m.own_partstat, '') <> 'declined'
  AND m.booked_at <= :now
ORDER BY m.start_at, m.id;
