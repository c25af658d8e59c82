-- SPDX-License-Identifier: MIT
-- Who the person is.
-- in:  address
-- out: id, name, title, role, account, decision_maker, channel, left:d, away_until:d, created:i, kind, value
WITH mine(addr) AS (SELECT CAST(:address AS TEXT) UNION SELECT o.value FROM contact_address c
  JOIN contact_address o ON o.contact_id = c.contact_id AND o.kind = 'email' WHERE c.kind = 'email' AND c.value = :address),
who(id) AS (SELECT contact_id FROM contact_address WHERE kind = 'email' AND value IN (SELECT addr FROM mine))
SELECT c.ext_id AS id, c.full_name AS name, c.title, c.role, a.ext_id AS account, c.is_decision_maker AS decision_maker, c.channel_pref AS channel,
  c.left_day AS "left:d", c.away_until_day AS "away_until:d", NULLIF(c.created_at, 0) AS "created:i", d.kind, d.value
FROM contact c JOIN account a ON a.id = c.account_id LEFT JOIN contact_address d ON d.contact_id = c.id
WHERE c.id IN (SELECT id FROM who)
ORDER BY 1, d.kind, d.value
