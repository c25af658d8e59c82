-- SPDX-License-Identifier: MIT
-- Whom of an account to invite: those who spoke with us most in the last 180 days (17-L2), then those who decide; with an address, not gone.
-- in:  now, today, account
-- out: name, addr
WITH
-- use: spoke
voice AS (
  SELECT s.contact_id, COUNT(*) AS n FROM spoke s WHERE s.account_id = :account AND s.contact_id IS NOT NULL AND s.at > :now - 15552000 GROUP BY s.contact_id
)
SELECT c.full_name AS name, MIN(d.value) AS addr
FROM contact c JOIN contact_address d ON d.contact_id = c.id AND d.kind = 'email' LEFT JOIN voice v ON v.contact_id = c.id
WHERE c.account_id = :account AND (c.left_day IS NULL OR c.left_day > :today)
GROUP BY c.id, c.full_name, v.n, c.is_decision_maker, c.role
ORDER BY COALESCE(v.n, 0) DESC, c.is_decision_maker DESC, CASE WHEN c.role IN ('ceo', 'it_coo') THEN 0 ELSE 1 END, c.id
LIMIT 2;
