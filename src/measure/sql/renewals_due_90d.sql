-- SPDX-License-Identifier: MIT
-- Running contracts that can be given notice of within 90 days (15-C78).
-- in:  today
-- out: scope, value, num, den, n, known, why
WITH
unit AS (
  SELECT s.ext_id AS subscription, a.ext_id AS account, a.name, v.code AS service, s.committed_until_day,
    s.committed_until_day - s.notice_days AS notice_day
  FROM subscription s JOIN account a ON a.id = s.account_id JOIN service v ON v.id = s.service_id
  WHERE s.start_day <= :today AND (s.end_day IS NULL OR s.end_day > :today)
    AND s.committed_until_day - s.notice_days BETWEEN :today AND :today + 90
  ORDER BY notice_day, s.ext_id
)
-- figure
SELECT 'all' AS scope, COUNT(*) AS value, NULL AS num, NULL AS den, COUNT(*) AS n,
  EXISTS (SELECT 1 FROM subscription s WHERE s.start_day <= :today) AS known, NULL AS why
FROM unit
