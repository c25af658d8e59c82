-- SPDX-License-Identifier: MIT
-- Version 20: indexes for what is asked of few touchpoints, and would otherwise be looked for in all of them: the first meeting with an account
-- (measure/sql/shared/score.sql), what was written on LinkedIn, what a colleague did. The WHERE must stand in the query as it stands here.
CREATE INDEX touchpoint_account_meeting ON touchpoint(account_id, occurred_at) WHERE kind = 'meeting';
CREATE INDEX touchpoint_linkedin ON touchpoint(lead_id, occurred_at) WHERE kind = 'linkedin' AND direction = 'out' AND is_human = 1 AND lead_id IS NOT NULL;
CREATE INDEX touchpoint_user ON touchpoint(user_id) WHERE user_id IS NOT NULL;
