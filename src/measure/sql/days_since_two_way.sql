-- SPDX-License-Identifier: MIT
-- Days since somebody of the account last spoke with us (16-D08).
-- in:  account, now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: held
-- use: met
-- use: spoke
latest AS MATERIALIZED (
  SELECT a.id, a.ext_id AS account, a.name, a.created_at,
    (SELECT s.local_day FROM spoke s WHERE s.account_id = a.id ORDER BY s.at DESC LIMIT 1) AS spoke_day,
    (SELECT m.local_day FROM met m WHERE m.account_id = a.id ORDER BY m.at DESC LIMIT 1) AS met_day
  FROM account a
  WHERE :account IS NULL OR a.ext_id = :account
),
unit AS (
  SELECT account, name, CASE WHEN met_day > COALESCE(spoke_day, met_day - 1) THEN met_day ELSE spoke_day END AS last_day
  FROM latest WHERE created_at <= :now OR COALESCE(spoke_day, met_day) IS NOT NULL
  ORDER BY account
)
-- figure
SELECT 'account:' || account AS scope, :today - last_day AS value, NULL AS num, NULL AS den, NULL AS n,
  CASE WHEN last_day IS NULL THEN 0 ELSE 1 END AS known, NULL AS why
FROM unit
