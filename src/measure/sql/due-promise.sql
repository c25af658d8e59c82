-- SPDX-License-Identifier: MIT
-- Promises of our own letters that nobody has noted (spec 09 §9.3): until a week after their day, unless one was noted by hand meanwhile, or
-- somebody wrote or spoke to them from the day before it on.
-- in:  now, today
-- out: subject_id, account_id, lead_id, severity, due_day, suffix, who, fact, fact_day, fact_at
SELECT t.account_id AS subject_id, t.account_id, t.lead_id, 1 AS severity, p.due_day, CAST(p.message_id AS TEXT) AS suffix,
       CASE WHEN c.full_name IS NULL THEN a.name ELSE c.full_name || ' (' || a.name || ')' END AS who, p.pattern AS fact, NULL AS fact_day, NULL AS fact_at
FROM message_promise p
JOIN message m ON m.id = p.message_id
JOIN touchpoint t ON t.email_id = m.id
JOIN account a ON a.id = t.account_id
LEFT JOIN contact c ON c.id = t.contact_id
WHERE p.due_day >= :today - 7 AND m.occurred_at <= :now AND m.direction = 'out' AND m.auto_class = 'human' AND t.direction = 'out' AND t.is_copied = 0
  AND (p.decided_at IS NULL OR p.decided_at > :now)
  -- account: AND t.account_id = :account
  AND NOT EXISTS (SELECT 1 FROM touchpoint k WHERE k.account_id = t.account_id AND k.occurred_at > t.occurred_at AND k.occurred_at <= :now
    AND k.direction <> 'in' AND k.is_human = 1 AND k.kind <> 'note' AND k.local_day >= p.due_day - 1
    AND (k.kind <> 'email' OR k.thread_id = t.thread_id OR k.contact_id = t.contact_id OR k.contact_addr = t.contact_addr))
  AND NOT EXISTS (SELECT 1 FROM follow_up f WHERE f.account_id = t.account_id AND f.created_at >= t.occurred_at - 3600 AND f.created_at <= :now
    AND f.committed_due_day BETWEEN p.due_day - 1 AND p.due_day + 1)
ORDER BY p.due_day, p.message_id, t.account_id;
