-- SPDX-License-Identifier: MIT
-- Contacts by account and name.
-- in:  account, now
-- out: row_id, id, account:h, account_name:pt, name, title, role, emails:t, phones:t, left:dh
SELECT c.id AS row_id, c.ext_id AS id, a.ext_id AS "account:h", a.name AS "account_name:pt", c.full_name AS name, c.title AS title, c.role AS role, NULL AS "emails:t", NULL AS "phones:t", c.left_day AS "left:dh"
FROM contact c JOIN account a ON a.id = c.account_id
WHERE c.created_at <= :now AND (:account IS NULL OR a.ext_id = :account)
ORDER BY a.name, c.full_name, c.ext_id
