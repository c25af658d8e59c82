-- SPDX-License-Identifier: MIT
-- Active leads that have been tried often enough without a word back to be paused (15-C21).
-- in:  asked, max_attempts, now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: held
-- use: active
-- use: attempt
-- use: answer
heard AS MATERIALIZED (
  SELECT a.id, a.ext_id, COALESCE((SELECT b.at FROM answer b WHERE b.lead_id = a.id ORDER BY b.at DESC LIMIT 1), 0) AS heard_at
  FROM active a
),
tried AS (
  SELECT h.id, h.ext_id, t.kind, t.local_day, CASE WHEN t.kind = 'call' THEN COUNT(*) ELSE 1 END AS attempts
  FROM heard h JOIN attempt t ON t.lead_id = h.id AND t.occurred_at > h.heard_at
  GROUP BY h.id, h.ext_id, t.kind, t.local_day
),
unit AS (
  SELECT ext_id AS lead, SUM(attempts) AS attempts FROM tried
  GROUP BY id, ext_id
  HAVING SUM(attempts) >= :max_attempts
  ORDER BY 2 DESC, 1
)
-- figure
SELECT 'all' AS scope, COUNT(*) AS value, NULL AS num, NULL AS den, COUNT(*) AS n,
  EXISTS (SELECT 1 FROM lead l WHERE l.created_at <= :asked) AS known, NULL AS why
FROM unit
