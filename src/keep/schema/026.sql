-- SPDX-License-Identifier: MIT
-- Version 26: the last word of somebody, and attempts on a lead, by single comparisons. For a list of three or more SQLite makes a table, at
-- each touchpoint that comes in; that took as long as four more indexes. The WHERE must stand in the query as it stands here
-- (measure/sql/shared/spoke.sql, answer.sql, attempt.sql).
DROP INDEX touchpoint_spoke;
CREATE INDEX touchpoint_spoke ON touchpoint(account_id, occurred_at, kind, lead_id) WHERE is_human = 1 AND is_copied = 0
  AND ((kind = 'email' OR kind = 'linkedin' OR kind = 'sms') AND direction = 'in'
    OR kind = 'call' AND (outcome = 'connected' OR outcome = 'right_person' OR outcome = 'interested' OR outcome = 'booked'
      OR outcome IS NULL AND direction = 'in')
    OR kind = 'meeting');
DROP INDEX touchpoint_lead_spoke;
CREATE INDEX touchpoint_lead_spoke ON touchpoint(lead_id, occurred_at) WHERE is_human = 1 AND is_copied = 0 AND lead_id IS NOT NULL
  AND ((kind = 'email' OR kind = 'linkedin' OR kind = 'sms') AND direction = 'in'
    OR kind = 'call' AND (outcome = 'connected' OR outcome = 'right_person' OR outcome = 'interested' OR outcome = 'booked'
      OR outcome IS NULL AND direction = 'in')
    OR kind = 'meeting');
DROP INDEX touchpoint_attempt;
CREATE INDEX touchpoint_attempt ON touchpoint(lead_id, occurred_at, kind, local_day, account_id, thread_id)
  WHERE direction = 'out' AND is_human = 1 AND is_copied = 0 AND lead_id IS NOT NULL AND (kind = 'call' OR kind = 'email' OR kind = 'linkedin' OR kind = 'sms');
