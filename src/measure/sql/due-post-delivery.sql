-- SPDX-License-Identifier: MIT
-- Projects in the window in which a customer is asked for more: two to three months after delivery (spec 09 §9.6).
-- in:  now, today
-- out: subject_id, account_id, lead_id, severity, due_day, suffix, who, fact, fact_day, fact_at
WITH
-- use: held
-- use: delivery
opening AS (
  SELECT id, account_id, who, delivered_day, add_months(delivered_day, 2) AS from_day, add_months(delivered_day, 3) AS to_day
  FROM delivery WHERE service = 'satori-uppstart'
)
SELECT o.id AS subject_id, o.account_id, NULL AS lead_id, CASE WHEN :today >= o.from_day THEN 2 ELSE 1 END AS severity, o.to_day AS due_day, NULL AS suffix,
  o.who, NULL AS fact, o.delivered_day AS fact_day, NULL AS fact_at
FROM opening o
WHERE :today BETWEEN o.from_day - 7 AND o.to_day + 30
  -- account: AND o.account_id = :account
  AND NOT EXISTS (SELECT 1 FROM lead l WHERE l.account_id = o.account_id AND l.kind = 'expansion' AND l.created_at <= :now AND l.created_day >= o.delivered_day)
  AND NOT EXISTS (SELECT 1 FROM held h JOIN meeting m ON m.id = h.id AND m.purpose = 'expansion' JOIN meeting_attendee a ON a.meeting_id = h.id
                  WHERE a.account_id = o.account_id AND h.local_day >= o.delivered_day)
ORDER BY o.id;
