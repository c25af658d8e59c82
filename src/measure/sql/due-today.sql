-- SPDX-License-Identifier: MIT
-- Contact attempts of today (ATT, spec 01 §1.7), and whether there was a call in the last 30 days: without any, nobody here calls (17-L2).
-- in:  now, today
-- out: attempts, is_calling
WITH
-- use: attempt
tried AS MATERIALIZED (
  SELECT kind, lead_id FROM attempt WHERE local_day = :today
)
SELECT (SELECT COUNT(*) FROM tried WHERE kind = 'call')
         + (SELECT COUNT(*) FROM (SELECT DISTINCT kind, lead_id FROM tried WHERE kind <> 'call') once) AS attempts,
       EXISTS (SELECT 1 FROM touchpoint t WHERE t.kind = 'call' AND t.local_day > :today - 30 AND t.local_day <= :today
                 AND t.occurred_at <= :now) AS is_calling;
