-- SPDX-License-Identifier: MIT
-- What was decided about the address.
-- in:  address
-- out: kind, address, value
WITH mine(addr) AS (SELECT CAST(:address AS TEXT) UNION SELECT o.value FROM contact_address c
  JOIN contact_address o ON o.contact_id = c.contact_id AND o.kind = 'email' WHERE c.kind = 'email' AND c.value = :address)
SELECT 'rule' AS kind, r.pattern AS address, a.ext_id AS value FROM match_rule r JOIN account a ON a.id = r.account_id WHERE r.pattern IN (SELECT addr FROM mine)
UNION ALL SELECT 'triage', pattern, decision FROM triage_decision WHERE pattern IN (SELECT addr FROM mine)
UNION ALL SELECT 'own', value, origin FROM own_address WHERE value IN (SELECT addr FROM mine)
ORDER BY 1, 2
