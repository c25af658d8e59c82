-- SPDX-License-Identifier: MIT
-- A million touchpoints: 2,000 accounts, 20,000 leads, 36 months up to 2026-03-31. Runs on an empty database of the product; :n is
-- the number of touchpoints, the rest follows from it. No messages and meetings stand behind them: what is measured reads the facts.
BEGIN;
CREATE TEMP TABLE size AS SELECT :n AS n, :n / 500 AS accounts, :n / 50 AS leads, 1774951200 AS now, 36 * 30 AS days;
CREATE TEMP TABLE number AS WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c, size WHERE i < size.n) SELECT i FROM c;
INSERT INTO account (id, name, lifecycle, tier, customer_since_day, ext_id, created_at, updated_at)
  SELECT i, 'Kund ' || i, CASE WHEN i % 3 = 0 THEN 'customer' ELSE 'prospect' END, i % 3 + 1, CASE WHEN i % 3 = 0 THEN 19500 + i % 700 END,
    'A' || i, 1680000000, 1680000000 FROM number, size WHERE i <= accounts;
INSERT INTO contact (id, account_id, full_name, role, is_decision_maker, ext_id, created_at, updated_at)
  SELECT i, (i - 1) % accounts + 1, 'Person ' || i, CASE i % 4 WHEN 0 THEN 'ceo' WHEN 1 THEN 'finance' ELSE 'other' END, i % 4 = 0,
    'C' || i, 1680000000, 1680000000 FROM number, size WHERE i <= 4 * accounts;
INSERT INTO lead (id, account_id, contact_id, name, stage_id, status, probability, amount_ore, expected_close_day, created_at, created_day,
    closed_at, closed_day, lost_reason_id, last_activity_at, last_activity_day, next_planned_day, ext_id, updated_at)
  SELECT i, (i - 1) % accounts + 1, (i - 1) % (4 * accounts) + 1, 'Lead ' || i,
    (SELECT id FROM stage WHERE kind = CASE WHEN i % 10 < 3 THEN 'open' WHEN i % 10 < 6 THEN 'won' ELSE 'lost' END
       AND (kind <> 'open' OR (SELECT COUNT(*) FROM stage lower WHERE lower.kind = 'open' AND lower.ord < stage.ord) = i / 10 % (SELECT COUNT(*) FROM stage WHERE kind = 'open'))
     ORDER BY ord LIMIT 1),
    CASE WHEN i % 10 < 3 THEN 'open' WHEN i % 10 < 6 THEN 'won' ELSE 'lost' END, i % 100, (i % 400 + 1) * 100000,
    20543 + i % 120 - 20, now - 86400 * (i % days), 20543 - i % days,
    CASE WHEN i % 10 >= 3 THEN now - 86400 * (i % days) / 2 END, CASE WHEN i % 10 >= 3 THEN 20543 - (i % days) / 2 END,
    CASE WHEN i % 10 >= 6 THEN (SELECT id FROM lost_reason LIMIT 1) END,
    now - 86400 * (i % 60), 20543 - i % 60, CASE WHEN i % 2 THEN 20543 + i % 14 END, 'L' || i, now
  FROM number, size WHERE i <= leads;
-- Every lead began as a prospect, and those that went further did so on their last day or when they were closed.
INSERT INTO lead_stage_history (lead_id, to_stage_id, at, local_day)
  SELECT id, (SELECT id FROM stage WHERE code = 'prospect'), created_at, created_day FROM lead
  UNION ALL SELECT id, stage_id, COALESCE(closed_at, MAX(last_activity_at, created_at)), COALESCE(closed_day, MAX(last_activity_day, created_day)) FROM lead
  WHERE stage_id <> (SELECT id FROM stage WHERE code = 'prospect');
INSERT INTO thread (id) SELECT i FROM number, size WHERE i <= n / 4;
INSERT INTO touchpoint (id, kind, direction, account_id, contact_id, lead_id, occurred_at, local_day, logged_at, ingest, thread_id, src_key)
  SELECT i, CASE WHEN k % 10 < 7 THEN 'email' WHEN k % 10 < 9 THEN 'call' ELSE 'meeting' END,
    CASE WHEN k % 10 = 9 THEN 'both' WHEN k / 10 % 10 < 4 THEN 'in' ELSE 'out' END,
    account, (k / 100 % 4) * accounts + account, CASE WHEN k / 400 % 3 THEN (k / 1200 % 10) * accounts + account END,
    at, (at + 3600) / 86400, at + 60, 'auto', CASE WHEN k % 10 < 7 THEN i / 4 + 1 END, 'x:' || i
  FROM (SELECT i, i * 2654435761 / 8192 % 12000 AS k, i * 7919 % accounts + 1 AS account, accounts, now - 60 - (n - i) * 86400 / n * days - i * 31 % 30000 AS at
        FROM number, size WHERE i < n);
INSERT INTO response_episode (id, episode_key, owed_by, account_id, contact_id, thread_id, opened_at, opened_day, last_attempt_at, state,
    closed_at, closed_day, closed_by, resp_secs, resp_work_secs)
  SELECT id, 'k' || id, CASE WHEN direction = 'in' THEN 'us' ELSE 'them' END, account_id, contact_id, thread_id, occurred_at, local_day,
    occurred_at, CASE WHEN id % 5 = 0 AND local_day > 20500 THEN 'open' WHEN id % 7 = 0 THEN 'superseded' ELSE 'answered' END,
    CASE WHEN NOT (id % 5 = 0 AND local_day > 20500) THEN occurred_at + id * 17 % 400000 END,
    CASE WHEN NOT (id % 5 = 0 AND local_day > 20500) THEN (occurred_at + 3600 + id * 17 % 400000) / 86400 END,
    CASE WHEN NOT (id % 5 = 0 AND local_day > 20500) AND id % 7 THEN 'email' END,
    CASE WHEN NOT (id % 5 = 0 AND local_day > 20500) AND id % 7 THEN id * 17 % 400000 END,
    CASE WHEN NOT (id % 5 = 0 AND local_day > 20500) AND id % 7 THEN id * 17 % 130000 END
  FROM touchpoint WHERE kind = 'email' AND id % 2;
INSERT INTO follow_up (id, ext_id, account_id, promise, created_at, committed_due_day, committed_due_at, due_day, due_at, status, done_at)
  SELECT i, 'F' || i, (i - 1) % accounts + 1, 'Offert', now - 86400 * (i % days), 20560 - i % days, now + 86400 * (17 - i % days), 20560 - i % days,
    now + 86400 * (17 - i % days), CASE WHEN i % 20 THEN 'done' ELSE 'open' END, CASE WHEN i % 20 THEN now - 86400 * (i % days) END
  FROM number, size WHERE i <= leads / 2;
UPDATE account SET last_touch_at = t.touch, last_in_at = t.incoming, last_out_at = t.outgoing FROM (SELECT account_id, MAX(occurred_at) AS touch,
    MAX(CASE WHEN direction = 'in' THEN occurred_at END) AS incoming, MAX(CASE WHEN direction = 'out' THEN occurred_at END) AS outgoing
    FROM touchpoint GROUP BY account_id) t WHERE t.account_id = account.id;
COMMIT;
