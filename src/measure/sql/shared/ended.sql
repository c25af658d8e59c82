-- SPDX-License-Identifier: MIT
-- memo: ended
-- Leads that are won or lost as of now, and since when (15-A5, B4): as they stand, or, where the stage history goes on after now, as its latest row
-- before it left them.
beyond AS MATERIALIZED (
  SELECT h.lead_id FROM lead_stage_history h JOIN calendar_day d ON d.start_at <= :now AND d.end_at > :now WHERE h.local_day >= d.local_day AND h.at > :now
),
ended AS NOT MATERIALIZED (
  SELECT l.id AS lead_id, l.status, l.closed_at, l.closed_day FROM lead l
  WHERE l.closed_day IS NOT NULL AND l.closed_at <= :now AND l.id NOT IN (SELECT b.lead_id FROM beyond b)
  UNION ALL
  SELECT h.lead_id, s.kind, h.at, h.local_day FROM lead_stage_history h JOIN stage s ON s.id = h.to_stage_id AND s.kind IN ('won', 'lost')
  WHERE h.lead_id IN (SELECT b.lead_id FROM beyond b)
    AND h.id = (SELECT y.id FROM lead_stage_history y WHERE y.lead_id = h.lead_id AND y.at <= :now ORDER BY y.at DESC, y.id DESC LIMIT 1)
),
