-- SPDX-License-Identifier: MIT
-- Contacts that are away as of now and the first day they are back: by hand, or by their last automatic answer (the day it names, else a week),
-- unless they wrote themselves on a later day (17-L7); whom that answer names. Who has left is not away.
auto_reply AS (
  SELECT d.contact_id, m.occurred_at, m.local_day, CASE WHEN m.says_left = 1 THEN m.local_day ELSE COALESCE(m.away_until_day, m.local_day + 7) END AS until_day, m.colleague,
         CASE WHEN m.away_until_day IS NULL THEN 0 ELSE 1 END AS is_named
  FROM message m JOIN address x ON x.id = m.from_id JOIN contact_address d ON d.kind = 'email' AND d.value = x.addr
  WHERE m.auto_class = 'auto_reply' AND m.direction = 'in' AND m.occurred_at <= :now AND m.occurred_at > :now - 34560000
),
last_at AS (SELECT contact_id, MAX(occurred_at) AS at FROM auto_reply GROUP BY contact_id),
last_reply AS (
  SELECT a.contact_id, a.occurred_at, a.local_day, a.until_day, a.is_named, a.colleague
  FROM last_at l JOIN auto_reply a ON a.contact_id = l.contact_id AND a.occurred_at = l.at
),
away_said AS (
  SELECT c.id AS contact_id, c.account_id, c.full_name, r.until_day, CASE WHEN r.is_named = 1 THEN 'named' ELSE 'assumed' END AS how, r.colleague
  FROM last_reply r JOIN contact c ON c.id = r.contact_id
  WHERE (c.away_said_at IS NULL OR c.away_said_at > :now OR r.occurred_at > c.away_said_at) AND (c.left_day IS NULL OR c.left_day > :today)
    AND NOT EXISTS (SELECT 1 FROM touchpoint t WHERE t.contact_id = c.id AND t.direction = 'in' AND t.kind = 'email' AND t.is_human = 1
      AND t.is_copied = 0 AND t.local_day > r.local_day AND t.occurred_at <= :now)
  UNION ALL
  SELECT c.id, c.account_id, c.full_name, c.away_until_day, 'by_hand', NULL
  FROM contact c
  WHERE c.away_until_day IS NOT NULL AND (c.away_said_at IS NULL OR c.away_said_at <= :now) AND (c.left_day IS NULL OR c.left_day > :today)
    AND NOT EXISTS (SELECT 1 FROM last_reply r WHERE r.contact_id = c.id AND r.occurred_at > COALESCE(c.away_said_at, 0))
),
away AS (
  SELECT contact_id, account_id, full_name, until_day, MIN(how) AS how, MAX(colleague) AS colleague FROM away_said WHERE until_day > :today
  GROUP BY contact_id, account_id, full_name, until_day
),
