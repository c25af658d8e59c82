-- SPDX-License-Identifier: MIT
-- Reviews that were taken from a meeting and that nobody has confirmed yet (spec 09 §9.4).
-- in:  today
-- out: review_id, account_id, account_name, kind, held_day, summary
SELECT r.id AS review_id, r.account_id, a.name AS account_name, r.kind, r.held_day, m.summary
FROM review r
JOIN account a ON a.id = r.account_id
JOIN meeting m ON m.id = r.meeting_id
WHERE r.confirmed = 0 AND r.held_day <= :today AND r.held_day > :today - 3
  -- account: AND r.account_id = :account
ORDER BY r.held_day, r.id;
