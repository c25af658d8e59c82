-- SPDX-License-Identifier: MIT
-- Business that names the person.
-- in:  address
-- out: kind, id, text, day:d
WITH mine(addr) AS (SELECT CAST(:address AS TEXT) UNION SELECT o.value FROM contact_address c
  JOIN contact_address o ON o.contact_id = c.contact_id AND o.kind = 'email' WHERE c.kind = 'email' AND c.value = :address),
who(id) AS (SELECT contact_id FROM contact_address WHERE kind = 'email' AND value IN (SELECT addr FROM mine))
SELECT 'lead' AS kind, l.ext_id AS id, l.name AS text, l.created_day AS "day:d" FROM lead l WHERE l.contact_id IN (SELECT id FROM who)
UNION ALL SELECT 'follow_up', f.ext_id, f.promise, f.due_day FROM follow_up f WHERE f.contact_id IN (SELECT id FROM who)
UNION ALL SELECT 'referral', r.ext_id, r.note, r.asked_day FROM referral r WHERE r.referrer_contact_id IN (SELECT id FROM who)
UNION ALL SELECT 'survey', CAST(s.score AS TEXT), s.comment, s.local_day FROM survey_response s WHERE s.contact_id IN (SELECT id FROM who)
ORDER BY 1, 2
