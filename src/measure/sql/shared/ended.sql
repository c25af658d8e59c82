-- SPDX-License-Identifier: MIT
-- Leads that are won or lost as of now, and since when (15-A5, B4). One that was closed and opened again, or closed anew, after now is told by its history.
ended AS NOT MATERIALIZED (
  SELECT l.id AS lead_id, l.status, l.closed_at, l.closed_day FROM lead l WHERE l.closed_day IS NOT NULL AND l.closed_at <= :now
  UNION ALL
  SELECT h.lead_id, s.kind, h.at, h.local_day
  FROM lead_stage_history h JOIN stage s ON s.id = h.to_stage_id AND s.kind IN ('won', 'lost')
  WHERE h.lead_id IN (SELECT x.lead_id FROM lead_stage_history x JOIN calendar_day d ON d.start_at <= :now AND d.end_at > :now WHERE x.local_day >= d.local_day AND x.at > :now)
    AND h.id = (SELECT y.id FROM lead_stage_history y WHERE y.lead_id = h.lead_id AND y.at <= :now ORDER BY y.at DESC, y.id DESC LIMIT 1)
),
