-- SPDX-License-Identifier: MIT
-- Whether reviews are held when they are due, each counted from the one before or the beginning of the customer (15-C73).
-- in:  calendar_annual, calendar_check_in, calendar_qbr, calendar_strategic, first, last, mail_1, mail_2, mail_3, now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: served
had AS (
  SELECT w.ext_id, w.name, w.kind, r.held_day, w.grace_days,
    add_cadence(COALESCE((SELECT MAX(s.day) FROM (SELECT v.day FROM served v WHERE v.account_id = w.id AND v.kind = w.kind AND v.day < r.held_day
      UNION ALL SELECT h.day FROM heard h WHERE w.kind = 'check_in' AND h.account_id = w.id AND h.day < r.held_day) AS s), w.since_day), w.interval_months, w.by_calendar) AS due_day
  FROM wanted w JOIN review r ON r.account_id = w.id AND r.kind = w.kind AND r.held_day BETWEEN :first AND :last AND r.held_day <= :today
),
unit AS (
  SELECT h.ext_id AS account, h.kind, h.due_day, h.held_day, CASE WHEN h.due_day IS NULL OR h.held_day <= h.due_day + h.grace_days THEN 1 ELSE 0 END AS is_in_time FROM had h
  UNION ALL SELECT o.ext_id, o.kind, o.due_day, NULL, 0 FROM overdue o
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_in_time), 0) AS num, COUNT(*) AS den, COUNT(*) AS n,
  EXISTS (SELECT 1 FROM account a WHERE a.lifecycle IN ('customer', 'former')) AS known, NULL AS why
FROM unit
