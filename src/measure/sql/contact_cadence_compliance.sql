-- SPDX-License-Identifier: MIT
-- Share of the customers of a tier of whom no review or check-in is overdue and not booked (15-C74).
-- in:  calendar_annual, calendar_check_in, calendar_qbr, calendar_strategic, mail_1, mail_2, mail_3, now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: served
late AS MATERIALIZED (
  SELECT o.id, MIN(o.due_day) AS due_day FROM overdue o GROUP BY o.id
),
unit AS (
  SELECT c.ext_id AS account, c.name, c.tier, l.due_day FROM client c LEFT JOIN late l ON l.id = c.id WHERE c.tier IS NOT NULL ORDER BY c.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(CASE WHEN due_day IS NULL THEN 1 ELSE 0 END), 0) AS num, COUNT(*) AS den, COUNT(*) AS n,
  EXISTS (SELECT 1 FROM account a WHERE a.lifecycle IN ('customer', 'former')) AS known, NULL AS why
FROM unit
