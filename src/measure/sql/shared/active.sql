-- SPDX-License-Identifier: MIT
-- memo: active
-- ACTIVE leads as of now: the stage history decides, not the current status (15-A5, B5, C4). What moves later stands in the history; a
-- lead that does not is where its latest row put it.
later AS MATERIALIZED (
  SELECT h.lead_id FROM lead_stage_history h WHERE h.local_day >= :today AND h.at > :now
),
active AS MATERIALIZED (
  SELECT l.id, l.ext_id, l.name, l.account_id, l.created_day, s.code AS stage
  FROM lead l JOIN stage s ON s.id = l.stage_id
  WHERE l.status = 'open' AND s.kind = 'open' AND l.created_at <= :now AND (l.paused_until_day IS NULL OR l.paused_until_day <= :today)
    AND l.id NOT IN (SELECT lead_id FROM later)
    -- account: AND l.account_id = :account
  UNION ALL
  SELECT l.id, l.ext_id, l.name, l.account_id, l.created_day, s.code
  FROM lead l JOIN stage s ON s.id = COALESCE(
    (SELECT h.to_stage_id FROM lead_stage_history h WHERE h.lead_id = l.id AND h.at <= :now ORDER BY h.at DESC, h.id DESC LIMIT 1),
    (SELECT p.id FROM stage p WHERE p.code = 'prospect'))
  WHERE l.id IN (SELECT lead_id FROM later) AND s.kind = 'open' AND l.created_at <= :now
    AND (l.paused_until_day IS NULL OR l.paused_until_day <= :today)
    -- account: AND l.account_id = :account
),
