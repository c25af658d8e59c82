-- SPDX-License-Identifier: MIT
-- Response episodes by their natural key.
-- in:
-- out: row, account, state, contact, contact_addr, lead, opened_at, opened_day, last_attempt_at, attempts, first_follow_up_at, first_follow_up_day, is_followup, is_invite, is_request, ooo_hit, in_quiet, closed_at, closed_day, closed_by, match, resp_secs, resp_work_secs
SELECT e.episode_key AS row, a.ext_id AS account, e.state, c.ext_id AS contact, e.contact_addr, l.ext_id AS lead, e.opened_at, e.opened_day, e.last_attempt_at,
  e.attempts, e.first_follow_up_at, e.first_follow_up_day, e.is_followup, e.is_invite, e.is_request, e.ooo_hit, e.in_quiet, e.closed_at, e.closed_day, e.closed_by,
  e.match, e.resp_secs, e.resp_work_secs
FROM response_episode e JOIN account a ON a.id = e.account_id LEFT JOIN contact c ON c.id = e.contact_id LEFT JOIN lead l ON l.id = e.lead_id
ORDER BY e.episode_key
