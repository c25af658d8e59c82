-- SPDX-License-Identifier: MIT
-- Who is away, what of theirs waits until they are back, and whom to ask meanwhile: the one that the answer names, else the one of the account last
-- heard from (17-L7).
-- in:  now, today
-- out: contact_id, contact_name, account_id, account_name, until_day, how, colleague, waits
WITH
-- use: away
-- use: waits
spoke_last AS (
  SELECT t.contact_id, MAX(t.occurred_at) AS at FROM touchpoint t JOIN contact c ON c.id = t.contact_id
  WHERE c.account_id IN (SELECT account_id FROM away) AND t.direction <> 'out' AND t.is_human = 1 AND t.occurred_at <= :now GROUP BY t.contact_id
)
SELECT w.contact_id, w.full_name AS contact_name, w.account_id, a.name AS account_name, w.until_day, w.how,
  COALESCE((SELECT c.full_name FROM contact_address d JOIN contact c ON c.id = d.contact_id WHERE d.kind = 'email' AND d.value = w.colleague), w.colleague,
   (SELECT c.full_name FROM contact c LEFT JOIN spoke_last s ON s.contact_id = c.id
   WHERE c.account_id = w.account_id AND c.id <> w.contact_id AND (c.left_day IS NULL OR c.left_day > :today)
     AND c.id NOT IN (SELECT o.contact_id FROM away o)
   ORDER BY COALESCE(s.at, 0) DESC, c.is_decision_maker DESC, c.id LIMIT 1)) AS colleague,
  (SELECT COUNT(*) FROM waits x WHERE x.contact_id = w.contact_id) AS waits
FROM away w JOIN account a ON a.id = w.account_id
-- account: WHERE w.account_id = :account
ORDER BY w.contact_id;
