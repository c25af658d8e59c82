-- SPDX-License-Identifier: MIT
-- memo: activity
-- The last day on which something happened on each active lead (ACTIVITY of 01 §1.7, 15-C17): a touch, a move, a promise kept;
-- its beginning only where there is none of them. The latest of three is compared in its row: gathered and grouped they would be sorted.
-- use: held
-- use: active
moved AS MATERIALIZED (
  SELECT a.id, a.ext_id, a.name, a.account_id, a.stage, a.created_day,
    (SELECT t.local_day FROM touchpoint t LEFT JOIN held h ON h.id = t.meeting_id
     WHERE t.lead_id = a.id AND t.occurred_at <= :now AND t.is_human = 1 AND t.kind <> 'note'
       AND (t.kind <> 'meeting' OR h.id IS NOT NULL
            OR t.meeting_id IS NULL AND t.occurred_at + COALESCE(t.duration_s, 0) <= :now)
     ORDER BY t.occurred_at DESC LIMIT 1) AS touch_day,
    (SELECT h.local_day FROM lead_stage_history h WHERE h.lead_id = a.id AND h.at <= :now ORDER BY h.at DESC LIMIT 1) AS stage_day,
    (SELECT d.local_day FROM calendar_day d
     WHERE d.start_at <= (SELECT MAX(f.done_at) FROM follow_up f WHERE f.lead_id = a.id AND f.status = 'done' AND f.done_at <= :now)
     ORDER BY d.start_at DESC LIMIT 1) AS kept_day
  FROM active a
),
happened AS (
  SELECT m.id, m.ext_id, m.name, m.account_id, m.stage, m.created_day, m.kept_day,
    CASE WHEN m.stage_day IS NULL OR m.touch_day >= m.stage_day THEN m.touch_day ELSE m.stage_day END AS day
  FROM moved m
),
activity AS (
  SELECT h.id, h.ext_id, h.name, h.account_id, h.stage,
    COALESCE(CASE WHEN h.kept_day IS NULL OR h.day >= h.kept_day THEN h.day ELSE h.kept_day END, h.created_day) AS last_day
  FROM happened h
),
