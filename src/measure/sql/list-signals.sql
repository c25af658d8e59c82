-- SPDX-License-Identifier: MIT
-- What people noticed and what still counts of it: of an account, of a lead, or all (17-L7).
-- in:  account, lead, now
-- out: id, kind, account:h, account_name:pt, lead, noted:i, note:t
WITH
-- use: noted
one AS (SELECT 1 AS x)
SELECT n.ext_id AS id, n.kind AS kind, a.ext_id AS "account:h", a.name AS "account_name:pt", l.ext_id AS lead, n.noted_at AS "noted:i", n.note AS "note:t"
FROM noted n JOIN account a ON a.id = n.account_id LEFT JOIN lead l ON l.id = n.lead_id
WHERE (:account IS NULL OR a.ext_id = :account) AND (:lead IS NULL OR l.ext_id = :lead)
ORDER BY n.noted_at, n.ext_id;
