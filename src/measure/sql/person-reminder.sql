-- SPDX-License-Identifier: MIT
-- Reminders about the person's mail.
-- in:  address
-- out: rule, opened:i, state, evidence:m
WITH mine(addr) AS (SELECT CAST(:address AS TEXT) UNION SELECT o.value FROM contact_address c
  JOIN contact_address o ON o.contact_id = c.contact_id AND o.kind = 'email' WHERE c.kind = 'email' AND c.value = :address),
who(id) AS (SELECT contact_id FROM contact_address WHERE kind = 'email' AND value IN (SELECT addr FROM mine))
SELECT s.rule_id AS rule, s.opened_at AS "opened:i", s.state, s.evidence AS "evidence:m"
FROM signal s LEFT JOIN response_episode e ON s.subject_kind = 'episode' AND e.id = s.subject_id
WHERE e.contact_id IN (SELECT id FROM who) OR e.contact_addr IN (SELECT addr FROM mine)
  OR (s.subject_kind = 'contact' AND s.subject_id IN (SELECT id FROM who))
ORDER BY s.opened_at, s.id
