-- SPDX-License-Identifier: MIT
-- Three customers: the first had its QBR in time, the second late and its next one is overdue but booked, the third owes one.
UPDATE review_policy SET enabled = 0 WHERE kind <> 'qbr';
INSERT INTO an_account (ext, lifecycle, tier, since) VALUES ('A', 'customer', 1, #2025-01-01#), ('B', 'customer', 2, #2025-01-01#), ('C', 'customer', 2, #2025-09-15#), ('D', 'customer', NULL, #2025-01-01#);
INSERT INTO a_review (account, kind, day) VALUES ('A', 'qbr', #2025-11-10#), ('A', 'qbr', #2026-02-10#), ('B', 'qbr', #2025-09-01#), ('B', 'qbr', #2026-01-10#);
INSERT INTO a_meeting (uid, start, booked, account) VALUES ('M1', @2026-04-20T10:00@, @2026-03-01T10:00@, 'B');
UPDATE meeting SET purpose = 'qbr';
