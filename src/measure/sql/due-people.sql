-- SPDX-License-Identifier: MIT
-- People of an account that change without a word: a letter to one comes back for good, an automatic answer says that its
-- writer has left (and whom to write to instead), one who decides, by role or else by title, is new, the one we talked to is silent while others write (spec 09 §9.7, 17-L2).
-- in:  now, today
-- out: subject_id, account_id, lead_id, severity, due_day, suffix, who, fact, fact_day, fact_at
WITH
-- use: spoke
gone AS (
  SELECT c.account_id, c.full_name AS fact FROM report r JOIN report_recipient p ON p.message_id = r.message_id JOIN message m ON m.id = r.message_id
  JOIN contact_address d ON d.kind = 'email' AND d.value = p.addr JOIN contact c ON c.id = d.contact_id
  WHERE r.kind = 'bounce' AND r.status LIKE '5.1.%' AND m.occurred_at > :now - 2592000 AND m.occurred_at <= :now AND (c.left_day IS NULL OR c.left_day > :today)
    -- account: AND c.account_id = :account
),
chief AS (
  SELECT 'vd' AS title UNION ALL SELECT 'ceo' UNION ALL SELECT 'verkställande direktör' UNION ALL SELECT 'generalsekreterare' UNION ALL SELECT 'förbundsdirektör'
  UNION ALL SELECT 'it-chef' UNION ALL SELECT 'it-ansvarig' UNION ALL SELECT 'it-direktör' UNION ALL SELECT 'cio' UNION ALL SELECT 'cto' UNION ALL SELECT 'coo' UNION ALL SELECT 'driftchef'
),
fresh AS (
  SELECT c.account_id, c.full_name AS fact FROM contact c JOIN account a ON a.id = c.account_id
  WHERE (c.role IN ('ceo', 'it_coo') OR COALESCE(c.role, 'other') = 'other' AND EXISTS (SELECT 1 FROM chief h
      WHERE ' ' || LOWER(REPLACE(REPLACE(c.title, ',', ' '), '/', ' ')) || ' ' LIKE '% ' || h.title || ' %')) AND c.created_at > :now - 2592000 AND c.created_at <= :now AND a.created_at < c.created_at - 2592000
    -- account: AND c.account_id = :account
),
departed AS (
  SELECT ma.account_id, COALESCE(c.full_name, m.from_name, x.addr) || CASE WHEN m.colleague IS NULL THEN '' ELSE ' → ' || COALESCE(
    (SELECT o.full_name FROM contact_address d JOIN contact o ON o.id = d.contact_id WHERE d.kind = 'email' AND d.value = m.colleague), m.colleague) END AS fact
  FROM message m JOIN message_account ma ON ma.message_id = m.id AND ma.is_copied = 0 LEFT JOIN contact c ON c.id = ma.contact_id LEFT JOIN address x ON x.id = m.from_id
  WHERE m.says_left = 1 AND m.direction = 'in' AND m.auto_class = 'auto_reply' AND m.is_skipped = 0 AND m.occurred_at > :now - 2592000 AND m.occurred_at <= :now
    AND (c.left_day IS NULL OR c.left_day > :today)
    -- account: AND ma.account_id = :account
),
voice AS MATERIALIZED (
  SELECT s.account_id, s.contact_id, COUNT(*) AS n, MAX(s.at) AS last_at FROM spoke s JOIN account a ON a.id = s.account_id
  WHERE s.at > :now - 15552000 AND s.contact_id IS NOT NULL AND a.lifecycle = 'customer' GROUP BY s.account_id, s.contact_id
),
silent AS (
  SELECT v.account_id, c.full_name AS fact FROM voice v JOIN contact c ON c.id = v.contact_id
  WHERE v.last_at <= :now - 5184000 AND (c.left_day IS NULL OR c.left_day > :today) AND (c.away_until_day IS NULL OR c.away_until_day <= :today)
    AND NOT EXISTS (SELECT 1 FROM voice o WHERE o.account_id = v.account_id AND o.contact_id <> v.contact_id AND (o.n > v.n OR o.n = v.n AND o.contact_id < v.contact_id))
    AND EXISTS (SELECT 1 FROM voice o WHERE o.account_id = v.account_id AND o.contact_id <> v.contact_id AND o.last_at > :now - 5184000)
),
changed AS (
  SELECT account_id, fact FROM gone UNION SELECT account_id, fact FROM departed UNION SELECT account_id, fact FROM fresh UNION SELECT account_id, fact FROM silent
)
SELECT h.account_id AS subject_id, h.account_id, NULL AS lead_id, 1 AS severity, NULL AS due_day, NULL AS suffix, a.name AS who, MIN(h.fact) AS fact, NULL AS fact_day, NULL AS fact_at
FROM changed h JOIN account a ON a.id = h.account_id GROUP BY h.account_id, a.name ORDER BY h.account_id;
