-- SPDX-License-Identifier: MIT
-- The sources that touched each lead won in the period, in their order, up to the closing and not before [attribution] lookback_days; without any
-- the source of the lead itself, or none (15-C41).
-- use: closed
gain AS (
  SELECT c.id, c.ext_id, c.closed_day, c.source_id, c.amount_ore FROM closed c
  WHERE c.status = 'won' AND c.amount_ore > 0 AND c.closed_day BETWEEN :first AND :last
),
contacted AS (
  SELECT g.id AS lead_id, t.id AS touch, s.code AS source, t.at, t.local_day, g.closed_day
  FROM gain g JOIN lead_touch_source t ON t.lead_id = g.id AND t.local_day BETWEEN g.closed_day - :lookback AND g.closed_day JOIN lead_source s ON s.id = t.source_id
),
touched AS (
  SELECT c.lead_id, c.touch, c.source, c.closed_day - c.local_day AS days, ROW_NUMBER() OVER (PARTITION BY c.lead_id ORDER BY c.at, c.touch) AS place,
    COUNT(*) OVER (PARTITION BY c.lead_id) AS n
  FROM contacted c
  UNION ALL
  SELECT g.id, 0, COALESCE((SELECT s.code FROM lead_source s WHERE s.id = g.source_id), 'none'), 0, 1, 1 FROM gain g WHERE g.id NOT IN (SELECT c.lead_id FROM contacted c)
),
