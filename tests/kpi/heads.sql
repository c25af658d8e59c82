-- SPDX-License-Identifier: MIT
-- Customers met by the head of the business and by others, in person, on video and by phone, and calls that were and were not confirmed, by hand.
INSERT INTO app_user (id, ext_id, name, role) VALUES (1, 'U1', 'Vera', 'ceo'), (2, 'U2', 'Sven', 'sales');
INSERT INTO own_address (value, user_id) VALUES ('vera@us.example', 1), ('sven@us.example', 2);
INSERT INTO an_account (ext, lifecycle, tier, since) VALUES ('A', 'customer', 1, #2025-01-01#), ('B', 'customer', 1, #2025-01-01#), ('C', 'customer', 3, #2025-01-01#);
INSERT INTO a_meeting (uid, start, minutes, booked, account) VALUES ('M1', @2026-03-10T10:00@, 60, @2026-03-01T10:00@, 'A'), ('M2', @2026-03-11T10:00@, 30, @2026-03-01T10:00@, 'C'),
  ('M3', @2026-03-12T10:00@, 90, @2026-03-01T10:00@, 'B');
UPDATE meeting SET purpose = CASE uid WHEN 'M1' THEN 'qbr' WHEN 'M2' THEN 'strategic' ELSE 'annual' END, place = CASE uid WHEN 'M1' THEN 'video' WHEN 'M2' THEN 'phone' END;
INSERT INTO guest (list_id, addr, is_own) SELECT guests, CASE uid WHEN 'M3' THEN 'sven@us.example' ELSE 'vera@us.example' END, 1 FROM meeting;
INSERT INTO touchpoint (kind, direction, account_id, occurred_at, local_day, logged_at, meeting_id, src_key, duration_s)
SELECT 'meeting', 'both', a.account_id, m.start_at, m.local_day, m.start_at, m.id, 'e:' || m.id, m.end_at - m.start_at FROM meeting m JOIN meeting_attendee a ON a.meeting_id = m.id AND a.account_id IS NOT NULL;
INSERT INTO a_touch (kind, direction, account, at, outcome) VALUES ('call', 'out', 'A', @2026-02-05T10:00@, 'connected'), ('call', 'out', 'B', @2026-02-06T10:00@, 'connected'),
  ('email', 'out', 'A', @2026-02-06T16:00@, NULL), ('email', 'out', 'B', @2026-02-10T10:00@, NULL);
INSERT INTO mailbox (id, name, kind, state, last_ok_at, complete_at) VALUES (1, 'm', 'imap', 'ok', 1, 1);
INSERT INTO mail_folder (id, mailbox_id, raw_name, name, role, uidvalidity) VALUES (1, 1, 'INBOX', 'INBOX', 'inbox', 1);
INSERT INTO thread (id) VALUES (1);
INSERT INTO msgid (id, value, thread_id) VALUES (1, 'x1', 1), (2, 'x2', 1);
INSERT INTO message (id, copy_key, msgid_id, thread_id, occurred_at, local_day, logged_at, best_folder_id, best_uidvalidity, best_uid, is_sent, class_in, class_reply, class_out, direction, auto_class)
SELECT i, 'k' || i, i, 1, @2026-02-04T10:00@, #2026-02-04#, @2026-02-04T10:00@, 1, 1, i, 0, 0, 0, 0, 'in', 'human' FROM (SELECT 1 AS i UNION ALL SELECT 2) n;
INSERT INTO message_account (message_id, account_id, method, confidence) SELECT m.id, a.id, 'address', 100 FROM message m JOIN account a ON a.ext_id = CASE m.id WHEN 1 THEN 'A' ELSE 'B' END;
INSERT INTO message_cue (message_id, category, pattern, weight) VALUES (1, 'escalation', 'missnöjd*', 2), (2, 'escalation', 'missnöjd*', 2);
