-- SPDX-License-Identifier: MIT
-- How often the expected close of leads that are still open was put off (15-C13). Before its history a lead is open (15-B5).
-- in:  asked, first, last, now, until
-- out: scope, value, num, den, n, known, why
WITH
unit AS (
  SELECT l.ext_id AS lead, c.at, c.old_value AS from_day, c.new_value AS to_day
  FROM lead_change c JOIN lead l ON l.id = c.lead_id
  WHERE c.field = 'expected_close_day' AND c.local_day BETWEEN :first AND :last AND c.at <= :now AND c.new_value > c.old_value
    AND COALESCE((SELECT s.kind FROM lead_stage_history h JOIN stage s ON s.id = h.to_stage_id WHERE h.lead_id = l.id AND h.at <= :now AND h.at < :until
         ORDER BY h.at DESC, h.id DESC LIMIT 1), 'open') = 'open'
  ORDER BY l.ext_id, c.at, c.id
)
-- figure
SELECT 'all' AS scope, COUNT(*) AS value, NULL AS num, NULL AS den, COUNT(*) AS n,
  EXISTS (SELECT 1 FROM lead l WHERE l.created_at <= :asked) AS known, NULL AS why
FROM unit
