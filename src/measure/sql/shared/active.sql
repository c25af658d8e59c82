-- SPDX-License-Identifier: MIT
-- ACTIVE leads as of now: the stage history decides, not the current status (15-A5, B5, C4).
candidate AS (
  SELECT l.id FROM lead l WHERE l.status = 'open'
  UNION
  SELECT h.lead_id FROM lead_stage_history h WHERE h.local_day >= :today
),
placed AS (
  SELECT l.id, l.ext_id, l.name, l.account_id, l.created_day, l.paused_until_day,
    COALESCE((SELECT h.to_stage_id FROM lead_stage_history h WHERE h.lead_id = l.id AND h.at <= :now
              ORDER BY h.at DESC, h.id DESC LIMIT 1),
             CASE WHEN EXISTS (SELECT 1 FROM lead_stage_history h WHERE h.lead_id = l.id)
                  THEN (SELECT s.id FROM stage s WHERE s.code = 'prospect') ELSE l.stage_id END) AS stage_id
  FROM candidate c JOIN lead l ON l.id = c.id
  WHERE l.created_at <= :now
),
active AS MATERIALIZED (
  SELECT p.id, p.ext_id, p.name, p.account_id, p.created_day, s.code AS stage
  FROM placed p JOIN stage s ON s.id = p.stage_id
  WHERE s.kind = 'open' AND (p.paused_until_day IS NULL OR p.paused_until_day <= :today)
),
