-- SPDX-License-Identifier: MIT
-- How the time of the head of the business in meetings is spread over the tiers.
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
-- use: held
-- use: chief
spent AS (
  SELECT t.account_id, t.local_day, COALESCE(h.end_at - h.start_at, t.duration_s, 0) AS secs FROM touchpoint t JOIN chief x ON x.id = t.id LEFT JOIN held h ON h.id = t.meeting_id
  WHERE t.kind = 'meeting' AND t.local_day BETWEEN :first AND :last AND (h.id IS NOT NULL OR t.meeting_id IS NULL AND t.occurred_at + COALESCE(t.duration_s, 0) <= :now)
),
unit AS (
  SELECT a.ext_id AS account, a.name, s.local_day, s.secs,
    COALESCE((SELECT h.tier FROM account_tier_history h WHERE h.account_id = a.id AND h.from_day <= s.local_day ORDER BY h.from_day DESC LIMIT 1), a.tier) AS tier
  FROM spent s JOIN account a ON a.id = s.account_id ORDER BY s.local_day, a.ext_id
),
tiers AS (
  SELECT 1 AS tier UNION ALL SELECT 2 UNION ALL SELECT 3
)
-- figure
SELECT 'tier:' || t.tier AS scope, NULL AS value, COALESCE(SUM(CASE WHEN u.tier = t.tier THEN u.secs END), 0) / 3600.0 AS num, COALESCE(SUM(u.secs), 0) / 3600.0 AS den,
  COUNT(CASE WHEN u.tier = t.tier THEN 1 END) AS n, EXISTS (SELECT 1 FROM app_user u WHERE u.role = 'ceo') AS known, NULL AS why
FROM tiers t LEFT JOIN unit u ON u.tier IS NOT NULL GROUP BY t.tier ORDER BY t.tier
