-- SPDX-License-Identifier: MIT
-- Accounts whose playbook is running: one of its tasks is open, or it was opened less than 90 days ago (spec 09 §9.7).
playbook AS (
  SELECT DISTINCT f.account_id FROM follow_up f
  WHERE f.kind = 'playbook' AND f.created_at <= :now AND (f.created_at > :now - 7776000 OR f.status = 'open' OR f.done_at > :now)
),
