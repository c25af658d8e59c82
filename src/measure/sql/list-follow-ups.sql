-- SPDX-License-Identifier: MIT
-- Promises by the day they are due; one done after now is still open.
-- in:  account, all, now
-- out: id, account:h, account_name:pt, lead:h, contact:h, contact_name:pt, kind:h, promise:t, created:ih, due:d, status, done:i
SELECT f.ext_id AS id, a.ext_id AS "account:h", a.name AS "account_name:pt", l.ext_id AS "lead:h", c.ext_id AS "contact:h", c.full_name AS "contact_name:pt", f.kind AS "kind:h", f.promise AS "promise:t",
  f.created_at AS "created:ih", f.due_day AS "due:d", CASE WHEN f.done_at > :now THEN 'open' ELSE f.status END AS status,
  CASE WHEN f.done_at <= :now THEN f.done_at END AS "done:i"
FROM follow_up f JOIN account a ON a.id = f.account_id LEFT JOIN lead l ON l.id = f.lead_id LEFT JOIN contact c ON c.id = f.contact_id
WHERE f.created_at <= :now AND (:account IS NULL OR a.ext_id = :account) AND (:all = 1 OR f.status = 'open' OR f.done_at > :now)
ORDER BY f.due_at, f.ext_id
