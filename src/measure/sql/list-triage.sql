-- SPDX-License-Identifier: MIT
-- People whose human mails belong to no account: those we have answered first, then the most frequent, then the latest.
-- in:  now
-- out: address, name, domain:h, messages:r, answered:b, last:i, subject:t
WITH
stranger AS (
  SELECT m.id, m.from_id AS address_id, m.from_name AS name, m.occurred_at, m.subject, 0 AS is_out FROM message m
  WHERE m.matched = 0 AND m.auto_class = 'human' AND m.direction = 'in' AND m.is_skipped = 0 AND m.occurred_at <= :now
  UNION ALL
  SELECT m.id, p.address_id, p.name, m.occurred_at, m.subject, 1 FROM message m
  JOIN message_party p ON p.message_id = m.id AND p.role = 'to'
  WHERE m.matched = 0 AND m.auto_class = 'human' AND m.direction = 'out' AND m.occurred_at <= :now
),
known AS (
  SELECT s.address_id, COUNT(*) AS messages, MAX(s.is_out) AS is_answered, MAX(s.occurred_at) AS last_at FROM stranger s GROUP BY s.address_id
)
SELECT a.addr AS address,
  (SELECT s.name FROM stranger s WHERE s.address_id = k.address_id AND s.name IS NOT NULL ORDER BY s.occurred_at DESC, s.id DESC LIMIT 1) AS name,
  a.domain AS "domain:h", k.messages AS "messages:r", k.is_answered AS "answered:b", k.last_at AS "last:i",
  (SELECT s.subject FROM stranger s WHERE s.address_id = k.address_id ORDER BY s.occurred_at DESC, s.id DESC LIMIT 1) AS "subject:t"
FROM known k JOIN address a ON a.id = k.address_id
WHERE NOT EXISTS (SELECT 1 FROM triage_decision d WHERE d.pattern = a.addr
    OR substr(d.pattern, 1, 1) = '@' AND substr('.' || a.domain, -length(d.pattern)) = '.' || substr(d.pattern, 2))
  AND NOT EXISTS (SELECT 1 FROM own_address o WHERE o.value = a.addr
    OR substr(o.value, 1, 1) = '@' AND substr('.' || a.domain, -length(o.value)) = '.' || substr(o.value, 2))
  AND NOT EXISTS (SELECT 1 FROM contact_address c WHERE c.kind = 'email' AND c.value = a.addr)
ORDER BY k.is_answered DESC, k.messages DESC, k.last_at DESC, a.addr
