-- SPDX-License-Identifier: MIT
-- Leads being worked on at the end of the day: in an open stage and not paused.
-- in:  asked, now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: active
unit AS (
  SELECT ext_id AS lead, name, stage FROM active
  ORDER BY ext_id
)
-- figure
SELECT 'all' AS scope, COUNT(*) AS value, NULL AS num, NULL AS den, COUNT(*) AS n,
  EXISTS (SELECT 1 FROM lead l WHERE l.created_at <= :asked) AS known, NULL AS why
FROM unit
