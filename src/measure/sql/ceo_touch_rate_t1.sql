-- SPDX-License-Identifier: MIT
-- Whether the head of the business talks to the customers that matter most.
-- in:  now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: held
talk AS (
  SELECT t.id, t.account_id FROM touchpoint t LEFT JOIN held h ON h.id = t.meeting_id
  WHERE t.occurred_at BETWEEN (:today - 91) * 86400 AND :now AND t.local_day > :today - 90 AND t.is_human = 1 AND t.is_copied = 0
    AND (t.kind IN ('email', 'linkedin', 'sms') AND t.direction = 'in'
      OR t.kind = 'call' AND (t.outcome IN ('connected', 'right_person', 'interested', 'booked') OR t.outcome IS NULL AND t.direction = 'in')
      OR t.kind = 'meeting' AND (h.id IS NOT NULL OR t.meeting_id IS NULL AND t.occurred_at + COALESCE(t.duration_s, 0) <= :now))
),
-- use: chief
-- use: client
unit AS (
  SELECT c.ext_id AS account, c.name, CASE WHEN EXISTS (SELECT 1 FROM talk t JOIN chief h ON h.id = t.id WHERE t.account_id = c.id) THEN 1 ELSE 0 END AS is_seen
  FROM client c WHERE c.tier = 1 ORDER BY c.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_seen), 0) AS num, COUNT(*) AS den, COUNT(*) AS n, EXISTS (SELECT 1 FROM app_user u WHERE u.role = 'ceo') AS known, NULL AS why
FROM unit
