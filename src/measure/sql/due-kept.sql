-- SPDX-License-Identifier: MIT
-- What may have kept each open promise, in the order of time (17-L3).
-- in:  now
-- out: follow_up_id, touchpoint_id, due_day, local_day, occurred_at
WITH RECURSIVE
-- use: kept-promise
sure AS (
  SELECT follow_up_id, touchpoint_id, due_day, local_day, occurred_at FROM kept_promise
)
SELECT follow_up_id, touchpoint_id, due_day, local_day, occurred_at FROM sure ORDER BY occurred_at, touchpoint_id;
