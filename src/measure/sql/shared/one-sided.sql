-- SPDX-License-Identifier: MIT
-- Active leads with the last time that anything came back, and our attempts since; only where that is more than 14 days ago (15-C18).
point AS MATERIALIZED (
  SELECT a.id, a.ext_id, a.name, a.account_id, l.created_at, l.created_day,
    COALESCE((SELECT b.at FROM answer b WHERE b.lead_id = a.id ORDER BY b.at DESC LIMIT 1), 0) AS heard_at,
    COALESCE((SELECT h.at FROM lead_stage_history h WHERE h.lead_id = a.id AND h.at <= :now ORDER BY h.at DESC LIMIT 1), 0) AS moved_at
  FROM active a JOIN lead l ON l.id = a.id
),
latest AS MATERIALIZED (
  SELECT p.id, p.ext_id, p.name, p.account_id, CASE WHEN p.heard_at >= p.moved_at AND p.heard_at >= p.created_at THEN p.heard_at
    WHEN p.moved_at >= p.created_at THEN p.moved_at ELSE p.created_at END AS since_at
  FROM point p
),
still AS MATERIALIZED (
  SELECT l.id, l.ext_id, l.name, l.account_id, l.since_at, (SELECT COUNT(*) FROM touchpoint t WHERE t.lead_id = l.id AND t.occurred_at > l.since_at
    AND t.occurred_at <= :now AND t.direction = 'out' AND t.is_human = 1 AND t.kind IN ('call', 'email', 'linkedin', 'sms')) AS attempts
  FROM latest l
  WHERE :today - (SELECT d.local_day FROM calendar_day d WHERE d.start_at <= l.since_at ORDER BY d.start_at DESC LIMIT 1) > 14
),
