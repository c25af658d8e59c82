-- SPDX-License-Identifier: MIT
-- Opportunities at the end of a local day (15-C4): what pipeline_day keeps of it.
-- in:  active_from, active_to, at, conservative, early_to, min_p, talks_from, talks_to
-- out: lead_id, stage_id, amount_ore, probability, close_day
WITH
mark AS (
  SELECT 'closing' AS mark, CAST(:at AS INTEGER) AS at
),
-- use: pipe
kept AS (
  SELECT o.lead_id, s.id AS stage_id, o.amount_ore, o.probability, o.close_day FROM opp o JOIN stage s ON s.code = o.stage
)
SELECT lead_id, stage_id, amount_ore, probability, close_day FROM kept ORDER BY lead_id;
