-- SPDX-License-Identifier: MIT
-- What the leads of an account cache about themselves: first contact, last activity, unanswered attempts, next step.
-- in:  account, now, today
-- out:
UPDATE lead SET first_contact_at = n.first_contact_at, first_meeting_at = n.first_meeting_at, last_activity_at = n.last_activity_at,
  last_activity_day = n.last_activity_day, last_in_at = n.last_in_at, last_progress_day = n.last_progress_day,
  next_planned_day = n.next_planned_day, unanswered_attempts = n.unanswered_attempts
FROM (
  WITH
  -- use: held
  -- use: spoke
  -- use: attempt
  mine AS (SELECT l.id, l.created_at, l.created_day FROM lead l WHERE l.account_id = :account AND l.created_at <= :now),
  touch AS (
    SELECT t.lead_id, t.occurred_at AS at, t.local_day, t.kind, t.direction, t.is_copied
    FROM mine JOIN touchpoint t ON t.lead_id = mine.id LEFT JOIN held h ON h.id = t.meeting_id
    WHERE t.occurred_at <= :now AND t.is_human = 1 AND t.kind <> 'note'
      AND (t.kind <> 'meeting' OR h.id IS NOT NULL
           OR t.meeting_id IS NULL AND t.occurred_at + COALESCE(t.duration_s, 0) <= :now)),
  happened AS (
    SELECT lead_id, at, local_day FROM touch
    UNION ALL
    SELECT mine.id, h.at, h.local_day FROM mine JOIN lead_stage_history h ON h.lead_id = mine.id WHERE h.at <= :now
    UNION ALL
    SELECT mine.id, f.done_at, (SELECT d.local_day FROM calendar_day d WHERE d.start_at <= f.done_at ORDER BY d.start_at DESC LIMIT 1)
    FROM mine JOIN follow_up f ON f.lead_id = mine.id WHERE f.status = 'done' AND f.done_at <= :now
    UNION ALL
    SELECT id, created_at, created_day FROM mine),
  last_one AS (SELECT lead_id, MAX(at) AS at, MAX(local_day) AS local_day FROM happened GROUP BY lead_id),
  touched AS (
    SELECT lead_id, MIN(at) AS first_at, MIN(CASE WHEN kind = 'meeting' THEN at END) AS first_meeting,
      MAX(CASE WHEN direction = 'in' AND is_copied = 0 THEN at END) AS last_in, MAX(CASE WHEN kind = 'meeting' THEN at END) AS met
    FROM touch GROUP BY lead_id),
  heard AS MATERIALIZED (
    SELECT mine.id, COALESCE((SELECT s.at FROM spoke s WHERE s.lead_id = mine.id ORDER BY s.at DESC LIMIT 1), 0) AS spoke_at,
      COALESCE(touched.met, 0) AS met_at
    FROM mine LEFT JOIN touched ON touched.lead_id = mine.id),
  tried AS (
    SELECT heard.id, a.kind, a.local_day, CASE WHEN a.kind = 'call' THEN COUNT(*) ELSE 1 END AS attempts
    FROM heard JOIN attempt a ON a.lead_id = heard.id AND a.occurred_at > heard.spoke_at AND a.occurred_at > heard.met_at
    GROUP BY heard.id, a.kind, a.local_day),
  counted AS (SELECT id, SUM(attempts) AS attempts FROM tried GROUP BY id),
  planned AS (
    SELECT id, MIN(local_day) AS local_day FROM (
      SELECT mine.id, f.due_day AS local_day FROM mine JOIN follow_up f ON f.lead_id = mine.id
      WHERE f.created_at <= :now AND f.due_day >= :today AND f.status <> 'cancelled' AND (f.done_at IS NULL OR f.done_at > :now)
      UNION ALL
      SELECT mine.id, m.local_day FROM mine JOIN meeting_attendee a ON a.account_id = :account JOIN meeting m ON m.id = a.meeting_id
      WHERE m.start_at > :now AND m.has_external = 1 AND m.all_day = 0 AND (m.lead_id IS NULL OR m.lead_id = mine.id)
        AND (m.status <> 'cancelled' OR m.cancelled_at > :now) AND COALESCE(m.own_partstat, '') <> 'declined') AS steps
    GROUP BY id)
  SELECT mine.id, touched.first_at AS first_contact_at, touched.first_meeting AS first_meeting_at, last_one.at AS last_activity_at,
    last_one.local_day AS last_activity_day, touched.last_in AS last_in_at,
    (SELECT MAX(h.local_day) FROM lead_stage_history h WHERE h.lead_id = mine.id AND h.at <= :now) AS last_progress_day,
    planned.local_day AS next_planned_day, COALESCE(counted.attempts, 0) AS unanswered_attempts
  FROM mine JOIN last_one ON last_one.lead_id = mine.id LEFT JOIN touched ON touched.lead_id = mine.id
  LEFT JOIN counted ON counted.id = mine.id LEFT JOIN planned ON planned.id = mine.id
) AS n
WHERE lead.id = n.id
  AND (lead.first_contact_at IS DISTINCT FROM n.first_contact_at OR lead.first_meeting_at IS DISTINCT FROM n.first_meeting_at
    OR lead.last_activity_at IS DISTINCT FROM n.last_activity_at OR lead.last_activity_day IS DISTINCT FROM n.last_activity_day
    OR lead.last_in_at IS DISTINCT FROM n.last_in_at OR lead.last_progress_day IS DISTINCT FROM n.last_progress_day
    OR lead.next_planned_day IS DISTINCT FROM n.next_planned_day OR lead.unanswered_attempts <> n.unanswered_attempts)
