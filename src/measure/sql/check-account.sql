-- SPDX-License-Identifier: MIT
-- What accounts cache about themselves, for the comparison of what is stored with what follows from the facts.
-- in:
-- out: row, last_touch_at, last_in_at, last_out_at, last_meeting_at, next_meeting_at, ball, ball_since_at
SELECT ext_id AS row, last_touch_at, last_in_at, last_out_at, last_meeting_at, next_meeting_at, ball, ball_since_at
FROM account ORDER BY ext_id
