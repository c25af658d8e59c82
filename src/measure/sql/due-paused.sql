-- SPDX-License-Identifier: MIT
-- Paused leads whose pause has run out (17-L5).
-- in:  now, today
-- out: lead_id, lead_name, account_id, account_name, paused_until_day
SELECT l.id AS lead_id, l.name AS lead_name, l.account_id, a.name AS account_name, l.paused_until_day
FROM lead l JOIN account a ON a.id = l.account_id
WHERE l.status = 'paused' AND l.created_at <= :now AND l.paused_until_day <= :today
  -- account: AND l.account_id = :account
ORDER BY l.id;
