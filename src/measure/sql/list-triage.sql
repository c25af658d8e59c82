-- SPDX-License-Identifier: MIT
-- People whose human mails and meetings belong to no account: those we have answered first, then those we meet, then those whose domain is
-- that of a lead, then the most frequent, then the latest. With all also newsletters and robots, and those on whom something is decided.
-- in:  all, now
-- out: address, name, domain:h, class:h, messages:r, answered:b, meetings:r, lead, account, decision:h, last:i, subject:t
WITH
letter AS (
  SELECT m.id, a.addr, m.from_name AS name, m.occurred_at AS at, m.subject, 0 AS is_out, 0 AS is_met, m.auto_class AS class
  FROM message m JOIN address a ON a.id = m.from_id
  WHERE m.matched = 0 AND m.direction = 'in' AND m.is_skipped = 0 AND m.occurred_at <= :now
    AND (m.auto_class = 'human' OR :all = 1 AND (m.auto_class = 'bulk' OR m.auto_class = 'system'))
  UNION ALL
  SELECT m.id, a.addr, p.name, m.occurred_at, m.subject, 1, 0, 'human' FROM message m
  JOIN message_party p ON p.message_id = m.id AND p.role = 'to' JOIN address a ON a.id = p.address_id
  WHERE m.matched = 0 AND m.auto_class = 'human' AND m.direction = 'out' AND m.occurred_at <= :now
  UNION ALL
  SELECT g.id, x.addr, x.name, g.start_at, g.summary, 0, 1, 'human' FROM meeting_attendee x JOIN meeting g ON g.id = x.meeting_id
  WHERE x.account_id IS NULL AND x.is_own = 0 AND x.role <> 'resource' AND x.addr LIKE '%@%' AND g.status <> 'cancelled'
    AND g.first_seen_at <= :now
),
placed AS (
  SELECT l.*, ROW_NUMBER() OVER (PARTITION BY l.addr ORDER BY l.is_met, l.at DESC, l.id DESC) AS place,
    ROW_NUMBER() OVER (PARTITION BY l.addr, CASE WHEN l.name IS NULL THEN 1 ELSE 0 END ORDER BY l.at DESC, l.id DESC) AS name_place FROM letter l
),
known AS (
  SELECT p.addr, substr(p.addr, length(rtrim(p.addr, replace(p.addr, '@', ''))) + 1) AS domain, MAX(CASE WHEN p.name_place = 1 THEN p.name END) AS name,
    SUM(1 - p.is_met) AS messages, SUM(p.is_met) AS meetings, MAX(p.is_out) AS is_answered, MAX(p.at) AS last_at,
    MAX(CASE WHEN p.place = 1 THEN p.subject END) AS subject, MAX(CASE WHEN p.class = 'human' THEN 1 ELSE 0 END) AS is_human,
    MIN(p.class) AS class
  FROM placed p GROUP BY p.addr
),
colleague AS (
  SELECT substr(v.value, length(rtrim(v.value, replace(v.value, '@', ''))) + 1) AS domain,
    CASE WHEN COUNT(DISTINCT c.account_id) = 1 THEN MIN(a.ext_id) END AS account, MIN(l.ext_id) AS lead
  FROM contact_address v JOIN contact c ON c.id = v.contact_id JOIN account a ON a.id = c.account_id
  LEFT JOIN lead l ON l.account_id = a.id AND l.status = 'open' AND l.created_at <= :now
  WHERE v.kind = 'email' GROUP BY 1
),
open_case AS (
  SELECT k.*, o.account, o.lead,
    (SELECT d.decision FROM triage_decision d WHERE d.pattern = k.addr
       OR substr(d.pattern, 1, 1) = '@' AND substr('.' || k.domain, -length(d.pattern)) = '.' || substr(d.pattern, 2)
     ORDER BY length(d.pattern) DESC LIMIT 1) AS decision
  FROM known k LEFT JOIN colleague o ON o.domain = k.domain AND is_shared(k.domain) = 0
)
SELECT k.addr AS address, k.name AS name, k.domain AS "domain:h", CASE WHEN k.is_human = 1 THEN 'human' ELSE k.class END AS "class:h",
  k.messages AS "messages:r", k.is_answered AS "answered:b", k.meetings AS "meetings:r", k.lead AS lead, k.account AS account,
  k.decision AS "decision:h", k.last_at AS "last:i", k.subject AS "subject:t"
FROM open_case k
WHERE (:all = 1 OR k.decision IS NULL)
  AND NOT EXISTS (SELECT 1 FROM own_address o WHERE o.value = k.addr
    OR substr(o.value, 1, 1) = '@' AND substr('.' || k.domain, -length(o.value)) = '.' || substr(o.value, 2))
  AND NOT EXISTS (SELECT 1 FROM contact_address c WHERE c.kind = 'email' AND c.value = k.addr)
ORDER BY k.is_human DESC, k.is_answered DESC, CASE WHEN k.meetings > 0 THEN 0 ELSE 1 END, CASE WHEN k.lead IS NULL THEN 1 ELSE 0 END, k.messages DESC,
  k.last_at DESC, k.addr
