-- SPDX-License-Identifier: MIT
-- Reviews that are due or overdue, by the day on which they are. The last word of the key is their kind (17-B3).
-- in:
-- out: key, account, account_name, due_day, opened_at
SELECT s.dedup_key AS "key", a.ext_id AS account, a.name AS account_name, s.due_day AS due_day, s.opened_at AS opened_at
FROM signal s JOIN account a ON a.id = s.account_id
WHERE s.rule_id IN ('review_due', 'review_overdue') AND s.state IN ('open', 'ack', 'snoozed') AND s.suppress = 0 AND s.due_day IS NOT NULL
ORDER BY s.due_day, a.ext_id, s.dedup_key;
