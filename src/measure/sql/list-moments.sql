-- SPDX-License-Identifier: MIT
-- When people were in touch: touchpoints of the days, counted by the quarter of an hour in which they began.
-- in:  from, now, to
-- out: slot, touches
SELECT t.occurred_at / 900 AS slot, COUNT(*) AS touches
FROM touchpoint t
WHERE t.occurred_at <= :now AND t.local_day BETWEEN :from AND :to AND t.is_human = 1 AND t.kind <> 'note'
GROUP BY t.occurred_at / 900
ORDER BY slot
