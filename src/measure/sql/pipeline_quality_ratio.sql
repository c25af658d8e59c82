-- SPDX-License-Identifier: MIT
-- Share of the active leads that are in a qualified stage.
-- in:  asked, now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: active
unit AS (
  SELECT a.ext_id AS lead, a.name, a.stage, s.is_qualified FROM active a JOIN stage s ON s.code = a.stage ORDER BY a.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_qualified), 0) AS num, COUNT(*) AS den, COUNT(*) AS n,
  EXISTS (SELECT 1 FROM lead l WHERE l.created_at <= :asked) AS known, NULL AS why
FROM unit
