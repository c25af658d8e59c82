-- SPDX-License-Identifier: MIT
-- Meetings with somebody from outside that are still to take place on the days asked for, and of today also what is over; not what was called off or declined by us.
-- in:  from, now, to
-- out: row_id, number:pr, uid:h, recurrence_id:h, start:u, end:uh, summary:t, status, account:h, account_name:pt, people:t, place, location:ht, purpose, prepared:b
SELECT m.id AS row_id, m.id AS "number:pr", m.uid AS "uid:h", NULLIF(m.recurrence_id, '') AS "recurrence_id:h", m.start_at AS "start:u", m.end_at AS "end:uh",
  m.summary AS "summary:t", CASE WHEN m.cancelled_at > :now THEN 'confirmed' ELSE m.status END AS status, NULL AS "account:h", NULL AS "account_name:pt", NULL AS "people:t",
  m.place AS place, m.location AS "location:ht", m.purpose AS purpose, CASE WHEN m.prep_done_at <= :now THEN 1 ELSE 0 END AS "prepared:b"
FROM meeting m
WHERE m.local_day BETWEEN :from AND :to AND m.has_external = 1 AND m.all_day = 0 AND m.booked_at <= :now
  AND (m.status <> 'cancelled' OR m.cancelled_at > :now) AND COALESCE(m.own_partstat, '') <> 'declined' AND m.outcome <> 'not_held'
ORDER BY m.start_at, m.uid, m.recurrence_id
