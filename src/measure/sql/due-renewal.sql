-- SPDX-License-Identifier: MIT
-- Days to which running contracts pull the annual review of their customer forward (15-C81).
-- in:  today
-- out: account_id, pulled_day
SELECT account_id, committed_until_day - notice_days - 45 AS pulled_day
FROM subscription
WHERE committed_until_day IS NOT NULL AND start_day <= :today AND (end_day IS NULL OR end_day > :today)
  -- account: AND account_id = :account
ORDER BY account_id, pulled_day;
