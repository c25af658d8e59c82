-- SPDX-License-Identifier: MIT
-- Follow-up mails of March: one answer after four nudges is one of one; answered before the follow-up is none.
INSERT INTO mailbox (name, kind, coverage_from_day, state, last_ok_at) VALUES ('work', 'imap', NULL, 'ok', 1);
INSERT INTO an_account (ext, lifecycle, tier, segment) VALUES ('A1', 'customer', 1, 'sports'), ('A2', 'customer', 2, 'union'), ('A3', 'prospect', NULL, NULL);
INSERT INTO an_episode (key, owed_by, account, opened, follow_up, closed) VALUES
  ('f1', 'them', 'A1', @2026-02-20T09:00@, @2026-03-02T09:00@, @2026-03-16T23:00@),
  ('f2', 'them', 'A1', @2026-02-20T09:00@, @2026-03-02T09:00@, @2026-03-17T08:00@),
  ('f3', 'them', 'A2', @2026-03-05T09:00@, @2026-03-12T09:00@, NULL),
  ('f4', 'them', 'A2', @2026-03-20T09:00@, @2026-03-27T09:00@, @2026-03-27T10:00@),
  ('f5', 'them', 'A2', @2026-03-06T09:00@, NULL, @2026-03-06T10:00@);
