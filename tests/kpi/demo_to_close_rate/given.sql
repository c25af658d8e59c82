-- SPDX-License-Identifier: MIT
-- scene: cycle
INSERT INTO a_move (lead, stage, at) VALUES ('L7', 'lost', @2026-04-20T10:00@);
INSERT INTO a_meeting (uid, start, minutes, booked, account) VALUES ('D1', @2026-04-10T10:00@, 60, @2026-04-01T10:00@, 'A1');
UPDATE meeting SET purpose = 'demo' WHERE uid = 'D1';
INSERT INTO touchpoint (kind, direction, account_id, lead_id, occurred_at, local_day, logged_at, meeting_id, src_key, duration_s)
SELECT 'meeting', 'both', l.account_id, l.id, m.start_at, m.local_day, m.start_at, m.id, 'e:' || m.id, 3600 FROM meeting m JOIN lead l ON l.ext_id = 'L7' WHERE m.uid = 'D1';
