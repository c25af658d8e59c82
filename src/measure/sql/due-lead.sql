-- SPDX-License-Identifier: MIT
-- Active leads (spec 01 §1.7) as of now with what the lead rules judge: the last activity (15-C17; an account's touches without
-- a lead count as well, 17-L4), the last follow-up kept, the next planned day, how many steps are planned at all, and the last day
-- they were heard.
-- in:  now, today
-- out: lead_id, lead_name, account_id, account_name, is_interested, is_opportunity, stale_days, created_day, lead_day, kept_at, account_day, planned_day, steps, heard_day
WITH stage_at AS (
  SELECT lead_id, to_stage_id AS stage_id,
         row_number() OVER (PARTITION BY lead_id ORDER BY at DESC, id DESC) AS place,
         MAX(local_day) OVER (PARTITION BY lead_id) AS moved_day
  FROM lead_stage_history WHERE at <= :now
), touch AS (
  SELECT t.lead_id, t.account_id, t.local_day,
         CASE WHEN t.direction <> 'out' AND t.is_copied = 0 THEN t.local_day END AS heard_day
  FROM touchpoint t
  LEFT JOIN meeting m ON m.id = t.meeting_id
  WHERE t.occurred_at <= :now AND t.is_human = 1 AND t.kind <> 'note'
    AND (t.kind <> 'meeting'
      OR (t.meeting_id IS NULL AND t.occurred_at + COALESCE(t.duration_s, 0) <= :now)
      OR (m.has_external = 1 AND m.all_day = 0 AND (m.status <> 'cancelled' OR m.cancelled_at > :now) AND m.end_at <= :now
        AND m.outcome IN ('assumed_held', 'held') AND COALESCE(m.own_partstat, '') <> 'declined'
        AND (NOT EXISTS (SELECT 1 FROM meeting_attendee a
                         WHERE a.meeting_id = m.id AND a.account_id = t.account_id)
          OR EXISTS (SELECT 1 FROM meeting_attendee a
                     WHERE a.meeting_id = m.id AND a.account_id = t.account_id AND a.partstat <> 'declined'))))
), lead_touch AS (
  SELECT lead_id, MAX(local_day) AS day, MAX(heard_day) AS heard_day FROM touch WHERE lead_id IS NOT NULL GROUP BY lead_id
), account_touch AS (
  SELECT account_id, MAX(local_day) AS day, MAX(heard_day) AS heard_day FROM touch WHERE lead_id IS NULL GROUP BY account_id
), kept AS (
  SELECT lead_id, MAX(done_at) AS at FROM follow_up
  WHERE lead_id IS NOT NULL AND status = 'done' AND done_at <= :now GROUP BY lead_id
), step AS (
  SELECT f.lead_id, f.account_id, f.due_day AS day
  FROM follow_up f
  WHERE f.created_at <= :now AND f.status <> 'cancelled' AND (f.done_at IS NULL OR f.done_at > :now)
  UNION ALL
  SELECT m.lead_id, a.account_id, m.local_day
  FROM meeting m
  LEFT JOIN meeting_attendee a ON m.lead_id IS NULL AND a.meeting_id = m.id AND a.account_id IS NOT NULL
    AND a.partstat <> 'declined' AND a.role <> 'resource'
  WHERE m.end_at > :now AND m.booked_at <= :now AND (m.status <> 'cancelled' OR m.cancelled_at > :now) AND m.has_external = 1 AND m.all_day = 0
    AND COALESCE(m.own_partstat, '') <> 'declined'
), lead_step AS (
  SELECT lead_id, MIN(CASE WHEN day >= :today THEN day END) AS day, COUNT(*) AS n FROM step WHERE lead_id IS NOT NULL GROUP BY lead_id
), account_step AS (
  SELECT account_id, MIN(CASE WHEN day >= :today THEN day END) AS day, COUNT(*) AS n FROM step
  WHERE lead_id IS NULL AND account_id IS NOT NULL GROUP BY account_id
), live AS (
  SELECT l.id, l.name, l.account_id, s.is_interested, s.is_opportunity, s.stale_days,
         l.created_day, h.moved_day
  FROM lead l
  LEFT JOIN stage_at h ON h.lead_id = l.id AND h.place = 1
  JOIN stage s ON s.id = CASE
    WHEN h.stage_id IS NOT NULL THEN h.stage_id
    WHEN l.closed_at > :now OR EXISTS (SELECT 1 FROM lead_stage_history x WHERE x.lead_id = l.id)
      THEN (SELECT p.id FROM stage p WHERE p.code = 'prospect')
    ELSE l.stage_id END
  WHERE l.created_at <= :now AND s.kind = 'open'
    AND (l.closed_at IS NULL OR l.closed_at > :now)
    AND (l.paused_until_day IS NULL OR l.paused_until_day <= :today)
    AND (l.status <> 'paused'
      OR EXISTS (SELECT 1 FROM lead_stage_history x WHERE x.lead_id = l.id AND x.at > :now))
), dated AS (
  SELECT l.*, t.day AS touch_day, t.heard_day AS lead_heard_day, u.day AS account_day, u.heard_day AS account_heard_day,
         k.at AS kept_at, p.day AS lead_step_day, q.day AS account_step_day,
         COALESCE(p.n, 0) + COALESCE(q.n, 0) AS steps
  FROM live l
  LEFT JOIN lead_touch t ON t.lead_id = l.id
  LEFT JOIN account_touch u ON u.account_id = l.account_id
  LEFT JOIN kept k ON k.lead_id = l.id
  LEFT JOIN lead_step p ON p.lead_id = l.id
  LEFT JOIN account_step q ON q.account_id = l.account_id
)
SELECT d.id AS lead_id, d.name AS lead_name, d.account_id, a.name AS account_name, d.is_interested,
       d.is_opportunity, d.stale_days,
       d.created_day,
       CASE WHEN d.moved_day > d.touch_day OR d.touch_day IS NULL THEN d.moved_day ELSE d.touch_day END AS lead_day,
       d.kept_at, d.account_day,
       CASE WHEN d.account_step_day < d.lead_step_day OR d.lead_step_day IS NULL THEN d.account_step_day
            ELSE d.lead_step_day END AS planned_day,
       d.steps,
       CASE WHEN d.account_heard_day > d.lead_heard_day OR d.lead_heard_day IS NULL THEN d.account_heard_day
            ELSE d.lead_heard_day END AS heard_day
FROM dated d JOIN account a ON a.id = d.account_id
ORDER BY d.id;
