-- SPDX-License-Identifier: MIT
-- Annual recurring revenue by account.
-- in:  today
-- out: scope, value, num, den, n, known, why
WITH
-- use: recurring
unit AS (
  SELECT account, name, month_ore FROM recurring ORDER BY account
)
-- figure
SELECT 'account:' || account AS scope, 12 * month_ore AS value, NULL AS num, NULL AS den, NULL AS n, 1 AS known, NULL AS why
FROM unit
