-- SPDX-License-Identifier: MIT
-- Reviews held, oldest first.
-- in:  account, today
-- out: account:h, account_name:pt, kind, held:d, confirmed:b, notes:t
SELECT a.ext_id AS "account:h", a.name AS "account_name:pt", r.kind AS kind, r.held_day AS "held:d", r.confirmed AS "confirmed:b", r.notes AS "notes:t"
FROM review r JOIN account a ON a.id = r.account_id
WHERE r.held_day <= :today AND (:account IS NULL OR a.ext_id = :account)
ORDER BY r.held_day, a.ext_id, r.kind
