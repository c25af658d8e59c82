-- SPDX-License-Identifier: MIT
-- Sources and how well they are read, so that a rule is silent while what it reads is not known (spec 09 §9.1).
-- in:
-- out: kind, name, state, last_ok_at, complete_at
SELECT 'mailbox' AS kind, name, state, last_ok_at, complete_at FROM mailbox
UNION ALL
SELECT 'calendar', name, state, last_ok_at, complete_at FROM calendar_source;
