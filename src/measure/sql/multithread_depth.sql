-- SPDX-License-Identifier: MIT
-- How many people of an account have spoken with us in the last 90 days, read account by account: what was spoken has an index of its own, much
-- shorter than all of these days. No local day begins more than a day before its number says: that bounds it.
-- in:  account, asked, now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: held
-- use: met
-- use: spoke
person AS (
  SELECT s.account_id, s.contact_id, s.addr FROM account b CROSS JOIN spoke s ON s.account_id = b.id AND s.at >= (:today - 91) * 86400
  WHERE (:account IS NULL OR b.ext_id = :account) AND s.local_day BETWEEN :today - 90 AND :today AND (s.contact_id IS NOT NULL OR s.addr IS NOT NULL)
  UNION
  SELECT m.account_id, m.contact_id, m.addr FROM met m WHERE m.local_day >= :today - 90 AND m.addr NOT LIKE 'account:%'
),
unit AS (
  SELECT DISTINCT a.ext_id AS account, COALESCE(c.ext_id, p.addr) AS contact
  FROM person p JOIN account a ON a.id = p.account_id LEFT JOIN contact c ON c.id = p.contact_id
  WHERE :account IS NULL OR a.ext_id = :account
  ORDER BY 1, 2
)
-- figure
SELECT 'account:' || a.ext_id AS scope, COUNT(u.contact) AS value, NULL AS num, NULL AS den, NULL AS n,
  CASE WHEN EXISTS (SELECT 1 FROM touchpoint t WHERE t.kind <> 'note' AND t.occurred_at <= :asked)
         OR EXISTS (SELECT 1 FROM held) THEN 1 ELSE 0 END AS known, NULL AS why
FROM account a LEFT JOIN unit u ON u.account = a.ext_id
WHERE a.ext_id = :account OR :account IS NULL AND u.contact IS NOT NULL
GROUP BY a.ext_id
ORDER BY a.ext_id
