-- SPDX-License-Identifier: MIT
-- The last day on which something happened on each active lead (ACTIVITY of 01 §1.7, 15-C17).
moved AS (
  SELECT a.id, a.ext_id, a.name, a.account_id, a.stage, a.created_day AS local_day FROM active a
  UNION ALL
  SELECT a.id, a.ext_id, a.name, a.account_id, a.stage,
    (SELECT t.local_day FROM touchpoint t LEFT JOIN held h ON h.id = t.meeting_id
     WHERE t.lead_id = a.id AND t.occurred_at <= :now AND t.is_human = 1 AND t.kind <> 'note'
       AND (t.kind <> 'meeting' OR h.id IS NOT NULL
            OR t.meeting_id IS NULL AND t.occurred_at + COALESCE(t.duration_s, 0) <= :now)
     ORDER BY t.occurred_at DESC LIMIT 1)
  FROM active a
  UNION ALL
  SELECT a.id, a.ext_id, a.name, a.account_id, a.stage,
    (SELECT h.local_day FROM lead_stage_history h WHERE h.lead_id = a.id AND h.at <= :now ORDER BY h.at DESC LIMIT 1)
  FROM active a
  UNION ALL
  SELECT a.id, a.ext_id, a.name, a.account_id, a.stage,
    (SELECT d.local_day FROM calendar_day d WHERE d.start_at <= f.done_at ORDER BY d.start_at DESC LIMIT 1)
  FROM follow_up f JOIN active a ON a.id = f.lead_id
  WHERE f.status = 'done' AND f.done_at <= :now
),
activity AS (
  SELECT m.id, m.ext_id, m.name, m.account_id, m.stage, MAX(m.local_day) AS last_day
  FROM moved m GROUP BY m.id, m.ext_id, m.name, m.account_id, m.stage
),
