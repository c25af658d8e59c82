-- SPDX-License-Identifier: MIT
-- Contact attempts of today (ATT, spec 01 §1.7), and calls in the last 30 days: without any, nobody here calls (17-L2).
-- in:  now, today
-- out: attempts, calls
WITH
-- use: attempt
tried AS (
  SELECT kind, lead_id FROM attempt WHERE local_day = :today
), calls AS (
  SELECT COUNT(*) AS n FROM touchpoint
  WHERE kind = 'call' AND local_day > :today - 30 AND local_day <= :today AND occurred_at <= :now
)
SELECT (SELECT COUNT(*) FROM tried WHERE kind = 'call')
         + (SELECT COUNT(*) FROM (SELECT DISTINCT kind, lead_id FROM tried WHERE kind <> 'call') once) AS attempts,
       (SELECT n FROM calls) AS calls;
