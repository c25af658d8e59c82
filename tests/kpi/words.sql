-- SPDX-License-Identifier: MIT
-- Short words for the given data of the golden folders: views whose triggers fill in what the tables want.
INSERT OR IGNORE INTO stage (id, code, name_sv, name_en, ord, kind, is_contacted, is_interested, is_qualified, is_opportunity,
  default_probability) VALUES
  (1, 'paused', 'Pausad', 'Paused', 5, 'paused', 0, 0, 0, 0, 0),
  (2, 'prospect', 'Prospekt', 'Prospect', 10, 'open', 0, 0, 0, 0, 0),
  (3, 'contacted', 'Kontaktad', 'Contacted', 20, 'open', 1, 0, 0, 0, 0),
  (4, 'interested', 'Visat intresse', 'Interested', 30, 'open', 1, 1, 0, 0, 5),
  (7, 'active', 'Aktivt utforskat', 'Active', 60, 'open', 1, 1, 1, 1, 50),
  (10, 'won', 'Vunnen', 'Won', 90, 'won', 1, 1, 1, 1, 100),
  (11, 'lost', 'Förlorad', 'Lost', 95, 'lost', 0, 0, 0, 0, 0);
INSERT OR IGNORE INTO lead_source (id, code, name, category) VALUES (1, 'referral', 'Referral', 'referral');
INSERT OR IGNORE INTO review_policy (tier, kind, enabled, interval_months, remind_days) VALUES
  (1, 'check_in', 1, 1, 7), (2, 'check_in', 0, 3, 7), (3, 'check_in', 1, 6, 21),
  (1, 'qbr', 1, 3, 30), (2, 'qbr', 1, 3, 30), (3, 'qbr', 0, 3, 30);

CREATE TEMP VIEW an_account AS SELECT NULL AS ext, NULL AS lifecycle, NULL AS tier, NULL AS since, NULL AS churned, NULL AS segment;
CREATE TEMP TRIGGER add_account INSTEAD OF INSERT ON an_account BEGIN
  INSERT INTO account (name, ext_id, lifecycle, tier, customer_since_day, churned_day, segment, created_at, updated_at)
  VALUES (NEW.ext, NEW.ext, COALESCE(NEW.lifecycle, 'prospect'), NEW.tier, NEW.since, NEW.churned, NEW.segment, 0, 0);
END;
CREATE TEMP VIEW a_contact AS SELECT NULL AS ext, NULL AS account;
CREATE TEMP TRIGGER add_contact INSTEAD OF INSERT ON a_contact BEGIN
  INSERT INTO contact (account_id, full_name, ext_id, created_at, updated_at)
  VALUES ((SELECT id FROM account WHERE ext_id = NEW.account), NEW.ext, NEW.ext, 0, 0);
END;

-- A lead with one row of history; stages it moves to later are rows of a_move.
CREATE TEMP VIEW a_lead AS SELECT NULL AS ext, NULL AS account, NULL AS created, NULL AS stage, NULL AS kind, NULL AS paused_until;
CREATE TEMP TRIGGER add_lead INSTEAD OF INSERT ON a_lead BEGIN
  INSERT INTO lead (account_id, kind, name, stage_id, created_at, created_day, paused_until_day, ext_id, updated_at)
  VALUES ((SELECT id FROM account WHERE ext_id = NEW.account), COALESCE(NEW.kind, 'new_business'), NEW.ext,
    (SELECT id FROM stage WHERE code = NEW.stage), NEW.created,
    (SELECT local_day FROM calendar_day WHERE start_at <= NEW.created ORDER BY start_at DESC LIMIT 1), NEW.paused_until, NEW.ext, 0);
  INSERT INTO a_move (lead, stage, at) VALUES (NEW.ext, NEW.stage, NEW.created);
END;
CREATE TEMP VIEW a_move AS SELECT NULL AS lead, NULL AS stage, NULL AS at;
CREATE TEMP TRIGGER add_move INSTEAD OF INSERT ON a_move BEGIN
  INSERT INTO lead_stage_history (lead_id, to_stage_id, at, local_day)
  VALUES ((SELECT id FROM lead WHERE ext_id = NEW.lead), (SELECT id FROM stage WHERE code = NEW.stage), NEW.at,
    (SELECT local_day FROM calendar_day WHERE start_at <= NEW.at ORDER BY start_at DESC LIMIT 1));
  UPDATE lead SET stage_id = (SELECT id FROM stage WHERE code = NEW.stage),
    status = (SELECT kind FROM stage WHERE code = NEW.stage),
    closed_at = CASE WHEN NEW.stage IN ('won', 'lost') THEN NEW.at END,
    closed_day = CASE WHEN NEW.stage IN ('won', 'lost')
      THEN (SELECT local_day FROM calendar_day WHERE start_at <= NEW.at ORDER BY start_at DESC LIMIT 1) END
  WHERE ext_id = NEW.lead;
END;

CREATE TEMP VIEW a_touch AS SELECT NULL AS kind, NULL AS direction, NULL AS account, NULL AS at, NULL AS lead, NULL AS contact,
  NULL AS addr, NULL AS outcome, NULL AS logged, NULL AS ingest, NULL AS human, NULL AS copied, NULL AS minutes, NULL AS thread;
CREATE TEMP TRIGGER add_touch INSTEAD OF INSERT ON a_touch BEGIN
  INSERT OR IGNORE INTO thread (id) SELECT NEW.thread WHERE NEW.thread IS NOT NULL;
  INSERT INTO touchpoint (kind, direction, account_id, contact_id, contact_addr, lead_id, occurred_at, local_day, logged_at, ingest,
    is_human, is_copied, outcome, duration_s, src_key, thread_id)
  VALUES (NEW.kind, NEW.direction, (SELECT id FROM account WHERE ext_id = NEW.account),
    (SELECT id FROM contact WHERE ext_id = NEW.contact), NEW.addr, (SELECT id FROM lead WHERE ext_id = NEW.lead), NEW.at,
    (SELECT local_day FROM calendar_day WHERE start_at <= NEW.at ORDER BY start_at DESC LIMIT 1), COALESCE(NEW.logged, NEW.at),
    COALESCE(NEW.ingest, 'import'), COALESCE(NEW.human, 1), COALESCE(NEW.copied, 0), NEW.outcome, NEW.minutes * 60,
    'x:' || (SELECT COUNT(*) FROM touchpoint), NEW.thread);
END;

-- An episode; its working time is that of the calendar table.
CREATE TEMP VIEW an_episode AS SELECT NULL AS key, NULL AS owed_by, NULL AS account, NULL AS opened, NULL AS closed, NULL AS state,
  NULL AS closed_by, NULL AS follow_up, NULL AS contact, NULL AS invite, NULL AS request, NULL AS thread;
CREATE TEMP VIEW work AS
  SELECT d.start_at, d.end_at, d.cum_work_secs AS cum, COALESCE(d.work_start_at, d.end_at) AS a, COALESCE(d.work_end_at, d.end_at) AS b
  FROM calendar_day d;
CREATE TEMP TRIGGER add_episode INSTEAD OF INSERT ON an_episode BEGIN
  INSERT OR IGNORE INTO thread (id) SELECT NEW.thread WHERE NEW.thread IS NOT NULL;
  INSERT INTO response_episode (episode_key, owed_by, account_id, contact_id, thread_id, opened_at, opened_day, last_attempt_at, attempts,
    first_follow_up_at, first_follow_up_day, is_invite, is_request, state, closed_at, closed_day, closed_by, resp_secs, resp_work_secs)
  VALUES (NEW.key, NEW.owed_by, (SELECT id FROM account WHERE ext_id = NEW.account),
    (SELECT id FROM contact WHERE ext_id = NEW.contact), NEW.thread, NEW.opened,
    (SELECT local_day FROM calendar_day WHERE start_at <= NEW.opened ORDER BY start_at DESC LIMIT 1), COALESCE(NEW.follow_up, NEW.opened),
    1, NEW.follow_up, (SELECT local_day FROM calendar_day WHERE start_at <= NEW.follow_up ORDER BY start_at DESC LIMIT 1),
    COALESCE(NEW.invite, 0), COALESCE(NEW.request, 0),
    COALESCE(NEW.state, CASE WHEN NEW.closed IS NULL THEN 'open' ELSE 'answered' END), NEW.closed,
    (SELECT local_day FROM calendar_day WHERE start_at <= NEW.closed ORDER BY start_at DESC LIMIT 1),
    CASE WHEN NEW.closed IS NOT NULL AND NEW.state IS NULL THEN COALESCE(NEW.closed_by, 'email') END,
    CASE WHEN NEW.closed_by IS NULL AND NEW.state IS NULL THEN NEW.closed - NEW.opened END,
    CASE WHEN NEW.closed_by IS NULL AND NEW.state IS NULL THEN
      (SELECT cum + MAX(0, MIN(NEW.closed, b) - a) FROM work WHERE start_at <= NEW.closed ORDER BY start_at DESC LIMIT 1)
      - (SELECT cum + MAX(0, MIN(NEW.opened, b) - a) FROM work WHERE start_at <= NEW.opened ORDER BY start_at DESC LIMIT 1) END);
END;

CREATE TEMP VIEW a_meeting AS SELECT NULL AS uid, NULL AS recurrence, NULL AS start, NULL AS minutes, NULL AS booked, NULL AS account,
  NULL AS contact, NULL AS addr, NULL AS partstat, NULL AS status, NULL AS outcome, NULL AS own, NULL AS external, NULL AS all_day,
  NULL AS cancelled;
CREATE TEMP TRIGGER add_meeting INSTEAD OF INSERT ON a_meeting BEGIN
  INSERT INTO meeting (source_id, uid, recurrence_id, start_at, end_at, local_day, booked_at, booked_day, first_seen_at, status, outcome,
    own_partstat, has_external, all_day, cancelled_at, summary)
  VALUES ((SELECT MIN(id) FROM calendar_source), NEW.uid, COALESCE(NEW.recurrence, ''), NEW.start,
    NEW.start + COALESCE(NEW.minutes, 60) * 60, (SELECT local_day FROM calendar_day WHERE start_at <= NEW.start ORDER BY start_at DESC LIMIT 1),
    NEW.booked, (SELECT local_day FROM calendar_day WHERE start_at <= NEW.booked ORDER BY start_at DESC LIMIT 1), NEW.booked,
    COALESCE(NEW.status, 'confirmed'), COALESCE(NEW.outcome, 'assumed_held'), NEW.own, COALESCE(NEW.external, 1),
    COALESCE(NEW.all_day, 0), NEW.cancelled, NEW.uid);
  INSERT INTO guest (list_id, addr, partstat, account_id, contact_id)
  SELECT m.guests, COALESCE(NEW.addr, 'guest@example.org'), COALESCE(NEW.partstat, 'needs_action'),
    (SELECT id FROM account WHERE ext_id = NEW.account), (SELECT id FROM contact WHERE ext_id = NEW.contact)
  FROM meeting m WHERE m.uid = NEW.uid AND m.recurrence_id = COALESCE(NEW.recurrence, '');
END;

CREATE TEMP VIEW a_promise AS SELECT NULL AS ext, NULL AS account, NULL AS created, NULL AS due, NULL AS status, NULL AS done, NULL AS lead;
CREATE TEMP TRIGGER add_promise INSTEAD OF INSERT ON a_promise BEGIN
  INSERT INTO follow_up (ext_id, account_id, lead_id, promise, created_at, committed_due_day, committed_due_at, due_day, due_at, status,
    done_at)
  VALUES (NEW.ext, (SELECT id FROM account WHERE ext_id = NEW.account), (SELECT id FROM lead WHERE ext_id = NEW.lead), 'x', NEW.created,
    NEW.due, (SELECT end_at FROM calendar_day WHERE local_day = NEW.due), NEW.due,
    (SELECT end_at FROM calendar_day WHERE local_day = NEW.due),
    COALESCE(NEW.status, CASE WHEN NEW.done IS NULL THEN 'open' ELSE 'done' END), NEW.done);
END;
CREATE TEMP VIEW a_review AS SELECT NULL AS account, NULL AS kind, NULL AS day;
CREATE TEMP TRIGGER add_review INSTEAD OF INSERT ON a_review BEGIN
  INSERT INTO review (account_id, kind, held_day) VALUES ((SELECT id FROM account WHERE ext_id = NEW.account), NEW.kind, NEW.day);
END;
