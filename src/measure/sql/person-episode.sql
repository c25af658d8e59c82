-- SPDX-License-Identifier: MIT
-- Who owed whom an answer.
-- in:  address
-- out: opened:i, owed_by, account, state, closed:i, response_s, attempts
WITH mine(addr) AS (SELECT CAST(:address AS TEXT) UNION SELECT o.value FROM contact_address c
  JOIN contact_address o ON o.contact_id = c.contact_id AND o.kind = 'email' WHERE c.kind = 'email' AND c.value = :address),
who(id) AS (SELECT contact_id FROM contact_address WHERE kind = 'email' AND value IN (SELECT addr FROM mine))
SELECT e.opened_at AS "opened:i", e.owed_by, a.ext_id AS account, e.state, e.closed_at AS "closed:i", e.resp_secs AS response_s, e.attempts
FROM response_episode e JOIN account a ON a.id = e.account_id
WHERE e.contact_id IN (SELECT id FROM who) OR e.contact_addr IN (SELECT addr FROM mine)
ORDER BY e.opened_at, e.id
