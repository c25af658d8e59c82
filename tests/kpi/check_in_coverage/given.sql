-- SPDX-License-Identifier: MIT
-- Tier 1 every month; tier 2 has no check-ins of its own, tier 3 every half-year.
INSERT INTO an_account (ext, lifecycle, tier, since, churned) VALUES
  ('A', 'customer', 1, #2025-01-01#, NULL), ('B', 'customer', 2, #2025-06-01#, NULL), ('C', 'customer', 3, #2025-01-01#, NULL),
  ('D', 'customer', 2, #2026-02-01#, NULL), ('E', 'former', 1, #2025-01-01#, #2026-03-31#), ('P', 'prospect', 1, NULL, NULL), ('F', 'customer', 1, NULL, NULL);
INSERT INTO account_tier_history (account_id, from_day, tier) SELECT id, #2026-03-15#, 3 FROM account WHERE ext_id = 'F';
INSERT INTO account_tier_history (account_id, from_day, tier) SELECT id, #2025-01-01#, 1 FROM account WHERE ext_id = 'F';
INSERT INTO a_touch (kind, direction, account, at, outcome) VALUES
  ('email', 'in', 'A', @2026-03-10T10:00@, NULL), ('call', 'out', 'A', @2026-02-10T10:00@, 'no_answer'),
  ('call', 'out', 'F', @2026-02-10T10:00@, 'connected'), ('email', 'in', 'C', @2026-01-10T10:00@, NULL);
INSERT INTO a_review (account, kind, day) VALUES ('E', 'annual', #2026-01-31#);
INSERT INTO calendar_source (name, coverage_from_day, state, last_ok_at) VALUES ('work', #2025-01-12#, 'ok', 1);
INSERT INTO a_meeting (uid, start, booked, account) VALUES ('m', @2026-01-31T23:30@, @2026-01-01T09:00@, 'A');
-- A will be of tier 3 from a day of April on
INSERT INTO account_tier_history (account_id, from_day, tier) SELECT id, #2026-04-20#, 3 FROM account WHERE ext_id = 'A';
