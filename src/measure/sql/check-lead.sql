-- SPDX-License-Identifier: MIT
-- What leads cache about themselves.
-- in:
-- out: row, first_contact_at, first_meeting_at, last_activity_at, last_activity_day, last_in_at, last_progress_day, next_planned_day, unanswered_attempts
SELECT ext_id AS row, first_contact_at, first_meeting_at, last_activity_at, last_activity_day, last_in_at, last_progress_day, next_planned_day,
  unanswered_attempts
FROM lead ORDER BY ext_id
