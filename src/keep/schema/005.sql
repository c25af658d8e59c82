-- SPDX-License-Identifier: MIT
-- Indexes that answer one question each by their first columns alone, so that no plan depends on statistics: whether an attempt bounced,
-- the mails that asked for an answer in a span of days with all that is counted of them, those that were followed up, meetings by day,
-- the follow-ups of a lead.
DROP INDEX response_episode_bounced;
CREATE INDEX response_episode_bounced ON response_episode(account_id, thread_id, owed_by, opened_at, last_attempt_at) WHERE state = 'bounced';
DROP INDEX response_episode_day;
CREATE INDEX response_episode_day ON response_episode(owed_by, opened_day, opened_at, state, is_invite, is_request, closed_at, closed_day,
  closed_by, resp_secs, resp_work_secs);
DROP INDEX response_episode_follow_up;
CREATE INDEX response_episode_follow_up ON response_episode(owed_by, first_follow_up_day) WHERE first_follow_up_day IS NOT NULL;
CREATE INDEX meeting_day ON meeting(local_day) WHERE has_external = 1;
CREATE INDEX follow_up_lead ON follow_up(lead_id) WHERE lead_id IS NOT NULL;
-- The last word of somebody: the WHERE must stand in the query as it stands here (measure/sql/shared/spoke.sql, answer.sql).
CREATE INDEX touchpoint_spoke ON touchpoint(account_id, occurred_at, kind, lead_id) WHERE is_human = 1 AND is_copied = 0
  AND (kind IN ('email', 'linkedin', 'sms') AND direction = 'in'
    OR kind = 'call' AND (outcome IN ('connected', 'right_person', 'interested', 'booked') OR outcome IS NULL AND direction = 'in')
    OR kind = 'meeting');
CREATE INDEX touchpoint_lead_spoke ON touchpoint(lead_id, occurred_at) WHERE is_human = 1 AND is_copied = 0 AND lead_id IS NOT NULL
  AND (kind IN ('email', 'linkedin', 'sms') AND direction = 'in'
    OR kind = 'call' AND (outcome IN ('connected', 'right_person', 'interested', 'booked') OR outcome IS NULL AND direction = 'in')
    OR kind = 'meeting');
-- Attempts on a lead, with all that is counted of them (measure/sql/shared/attempt.sql).
CREATE INDEX touchpoint_attempt ON touchpoint(lead_id, occurred_at, kind, local_day, account_id, thread_id)
  WHERE direction = 'out' AND is_human = 1 AND is_copied = 0 AND lead_id IS NOT NULL AND kind IN ('call', 'email', 'linkedin', 'sms');
