-- SPDX-License-Identifier: MIT
-- Promises whose time has passed and that are not kept yet (15-C82).
-- in:  asked, now, today
-- out: scope, value, num, den, n, known, why
WITH
unit AS (
  SELECT f.ext_id AS follow_up, a.ext_id AS account, l.ext_id AS lead, c.ext_id AS contact, f.promise, f.due_at, f.due_day,
    :today - f.due_day AS days
  FROM follow_up f JOIN account a ON a.id = f.account_id LEFT JOIN lead l ON l.id = f.lead_id
  LEFT JOIN contact c ON c.id = f.contact_id
  WHERE f.status <> 'cancelled' AND f.created_at <= :now AND f.due_at <= :now AND (f.done_at IS NULL OR f.done_at > :now)
  ORDER BY f.due_at, f.ext_id
)
-- figure
SELECT 'all' AS scope, COUNT(*) AS value, NULL AS num, NULL AS den, COUNT(*) AS n,
  EXISTS (SELECT 1 FROM follow_up f WHERE f.created_at <= :asked) AS known, NULL AS why
FROM unit
