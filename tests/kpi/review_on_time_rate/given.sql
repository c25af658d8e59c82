-- SPDX-License-Identifier: MIT
-- Three customers and two more: the first had its QBR in time, the second late and its next one is overdue but booked, the third owes one.
UPDATE review_policy SET enabled = 0 WHERE kind <> 'qbr';
INSERT INTO an_account (ext, lifecycle, tier, since) VALUES ('A', 'customer', 1, #2025-01-01#), ('B', 'customer', 2, #2025-01-01#), ('C', 'customer', 2, #2025-09-15#), ('D', 'customer', NULL, #2025-01-01#);
INSERT INTO a_review (account, kind, day) VALUES ('A', 'qbr', #2025-11-10#), ('A', 'qbr', #2026-02-10#), ('B', 'qbr', #2025-09-01#), ('B', 'qbr', #2026-01-10#);
INSERT INTO a_meeting (uid, start, booked, account) VALUES ('M1', @2026-04-20T10:00@, @2026-03-01T10:00@, 'B');
UPDATE meeting SET purpose = 'qbr';
-- E had its annual review, and its contract calls for the next one: 2026-06-30 less 90 days of notice and 45 is 2026-02-15
INSERT OR REPLACE INTO review_policy (tier, kind, enabled, interval_months, remind_days) VALUES (3, 'annual', 1, 12, 45);
INSERT INTO an_account (ext, lifecycle, tier, since) VALUES ('E', 'customer', 3, #2024-10-01#);
INSERT INTO a_review (account, kind, day) VALUES ('E', 'annual', #2025-10-01#);
INSERT OR IGNORE INTO service (id, code, name, category) VALUES (1, 'satori-chat', 'satori-chat', 'recurring');
INSERT INTO subscription (account_id, service_id, start_day, committed_until_day, notice_days, ext_id)
SELECT a.id, 1, #2025-07-01#, #2026-06-30#, 90, 'S1' FROM account a WHERE a.ext_id = 'E';
