-- SPDX-License-Identifier: MIT
-- Active leads as of now with what the lead rules judge: the last activity (15-C17; an account's touches without a lead count as
-- well, 17-L4), the last follow-up kept, the next planned day, how many steps are planned at all, and the last day they were
-- heard in the last ten days (of opportunities).
-- in:  now, today
-- out: lead_id, lead_name, account_id, account_name, is_interested, is_opportunity, stale_days, created_day, lead_day, kept_at, account_day, planned_day, steps, heard_day
WITH
-- use: held
-- use: active
touch AS NOT MATERIALIZED (
  SELECT t.lead_id, t.account_id, t.occurred_at, t.local_day, t.direction, t.is_copied
  FROM touchpoint t
  LEFT JOIN held h ON h.id = t.meeting_id
  WHERE t.occurred_at <= :now AND t.is_human = 1 AND t.kind <> 'note'
    AND (t.kind <> 'meeting' OR h.id IS NOT NULL
      OR t.meeting_id IS NULL AND t.occurred_at + COALESCE(t.duration_s, 0) <= :now)
),
account_touch AS MATERIALIZED (
  SELECT o.account_id,
    (SELECT t.local_day FROM touch t WHERE t.account_id = o.account_id AND t.lead_id IS NULL ORDER BY t.occurred_at DESC LIMIT 1) AS day,
    (SELECT t.local_day FROM touch t WHERE t.account_id = o.account_id AND t.lead_id IS NULL AND t.direction <> 'out' AND t.is_copied = 0
       AND t.occurred_at > :now - 864000 ORDER BY t.occurred_at DESC LIMIT 1) AS heard_day
  FROM (SELECT DISTINCT account_id FROM active) AS o
),
lead_touch AS MATERIALIZED (
  SELECT l.id, (SELECT t.local_day FROM touch t WHERE t.lead_id = l.id ORDER BY t.occurred_at DESC LIMIT 1) AS day,
    CASE WHEN s.is_opportunity = 1 THEN
      (SELECT t.local_day FROM touch t WHERE t.lead_id = l.id AND t.direction <> 'out' AND t.is_copied = 0
         AND t.occurred_at > :now - 864000 ORDER BY t.occurred_at DESC LIMIT 1) END AS heard_day,
    (SELECT h.local_day FROM lead_stage_history h WHERE h.lead_id = l.id AND h.at <= :now ORDER BY h.at DESC LIMIT 1) AS moved_day,
    (SELECT MAX(f.done_at) FROM follow_up f WHERE f.lead_id = l.id AND f.status = 'done' AND f.done_at <= :now) AS kept_at
  FROM active l JOIN stage s ON s.code = l.stage
),
step AS (
  SELECT f.lead_id, f.account_id, f.due_day AS day
  FROM follow_up f
  WHERE f.created_at <= :now AND f.status <> 'cancelled' AND (f.done_at IS NULL OR f.done_at > :now)
    -- account: AND f.account_id = :account
  UNION ALL
  SELECT m.lead_id, a.account_id, m.local_day
  FROM meeting m
  LEFT JOIN guest a ON m.lead_id IS NULL AND a.list_id = m.guests AND a.account_id IS NOT NULL
    AND a.partstat <> 'declined' AND a.role <> 'resource'
  WHERE m.end_at > :now AND m.booked_at <= :now AND (m.status <> 'cancelled' OR m.cancelled_at > :now) AND m.has_external = 1
    AND m.all_day = 0 AND COALESCE(m.own_partstat, '') <> 'declined'
    -- account: AND (m.lead_id IS NOT NULL OR a.account_id = :account)
),
lead_step AS (
  SELECT lead_id, MIN(CASE WHEN day >= :today THEN day END) AS day, COUNT(*) AS n FROM step
  WHERE lead_id IS NOT NULL GROUP BY lead_id
),
account_step AS (
  SELECT account_id, MIN(CASE WHEN day >= :today THEN day END) AS day, COUNT(*) AS n FROM step
  WHERE lead_id IS NULL AND account_id IS NOT NULL GROUP BY account_id
)
SELECT l.id AS lead_id, l.name AS lead_name, l.account_id, a.name AS account_name, s.is_interested, s.is_opportunity, s.stale_days,
       l.created_day,
       CASE WHEN t.moved_day > t.day OR t.day IS NULL THEN t.moved_day ELSE t.day END AS lead_day,
       t.kept_at, u.day AS account_day,
       CASE WHEN q.day < p.day OR p.day IS NULL THEN q.day ELSE p.day END AS planned_day,
       COALESCE(p.n, 0) + COALESCE(q.n, 0) AS steps,
       CASE WHEN u.heard_day > t.heard_day OR t.heard_day IS NULL THEN u.heard_day ELSE t.heard_day END AS heard_day
FROM active l
JOIN account a ON a.id = l.account_id
JOIN stage s ON s.code = l.stage
JOIN lead_touch t ON t.id = l.id
LEFT JOIN account_touch u ON u.account_id = l.account_id
LEFT JOIN lead_step p ON p.lead_id = l.id
LEFT JOIN account_step q ON q.account_id = l.account_id
ORDER BY l.id;
