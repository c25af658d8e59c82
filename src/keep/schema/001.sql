-- SPDX-License-Identifier: MIT
-- The schema of version 1. Portable to PostgreSQL by substitution: "id INTEGER PRIMARY KEY" -> identity, other INTEGER -> BIGINT,
-- REAL -> DOUBLE PRECISION, ") STRICT, WITHOUT ROWID;" and ") STRICT;" -> ");".
-- ============ 0. conventions ============
-- *_at = UTC seconds; *_day = local day number (days since 1970-01-01 of the business-TZ date);
-- *_ore = integer minor units excl. VAT; probability = integer percent 0..100; *_bp = basis points.
-- Tables of many rows check words by OR: an IN of more than two values makes SQLite open a temporary table at each insert.
-- ============ 1. calendar, settings, people ============
CREATE TABLE setting (
  key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL, updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE calendar_day (
  local_day     INTEGER NOT NULL PRIMARY KEY,
  ymd           INTEGER NOT NULL UNIQUE,
  start_at      INTEGER NOT NULL,
  end_at        INTEGER NOT NULL,
  weekday       INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  iso_week      INTEGER NOT NULL,
  month_key     INTEGER NOT NULL,
  quarter_key   INTEGER NOT NULL,
  year_key      INTEGER NOT NULL,
  is_workday    INTEGER NOT NULL CHECK (is_workday IN (0,1)),
  is_quiet      INTEGER NOT NULL DEFAULT 0 CHECK (is_quiet IN (0,1)),
  holiday       TEXT,
  work_start_at INTEGER,
  work_end_at   INTEGER,
  cum_work_secs INTEGER NOT NULL,
  cum_workdays  INTEGER NOT NULL,
  CHECK (end_at > start_at),
  CHECK ((is_workday = 1) = (work_start_at IS NOT NULL AND work_end_at IS NOT NULL))
) STRICT;
CREATE INDEX calendar_day_month ON calendar_day(month_key);
CREATE INDEX calendar_day_week  ON calendar_day(iso_week);
CREATE UNIQUE INDEX calendar_day_start ON calendar_day(start_at);

CREATE TABLE app_user (
  id INTEGER PRIMARY KEY, ext_id TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
  role TEXT NOT NULL DEFAULT 'sales' CHECK (role IN ('sales','ceo','delivery','other')),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0,1)),
  hour_cost_ore INTEGER
) STRICT;

CREATE TABLE own_address (           -- what is "us"
  value TEXT NOT NULL PRIMARY KEY,   -- lower-cased address, or '@domain'
  user_id INTEGER REFERENCES app_user(id),
  origin TEXT NOT NULL DEFAULT 'config' CHECK (origin IN ('config','user','learned')) -- learned from the From of a Sent copy (16-B14)
) STRICT;

CREATE TABLE import_batch (
  id INTEGER PRIMARY KEY, source TEXT NOT NULL, file_name TEXT, file_sha256 TEXT,
  started_at INTEGER NOT NULL, finished_at INTEGER, rows_ok INTEGER NOT NULL DEFAULT 0,
  rows_bad INTEGER NOT NULL DEFAULT 0, UNIQUE (source, file_sha256)
) STRICT;

-- ============ 2. reference data ============
CREATE TABLE service (
  id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
  category TEXT NOT NULL CHECK (category IN ('one_off','recurring')),
  unit TEXT NOT NULL DEFAULT 'project' CHECK (unit IN ('user_month','month','hour','project','fee')),
  list_price_ore INTEGER, std_duration_days INTEGER,
  cycle_target_min_days INTEGER, cycle_target_max_days INTEGER,
  status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('planned','active','retired'))
) STRICT;

CREATE TABLE stage (
  id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name_sv TEXT NOT NULL, name_en TEXT NOT NULL,
  ord INTEGER NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('open','won','lost','paused')),
  is_contacted INTEGER NOT NULL DEFAULT 0 CHECK (is_contacted IN (0,1)),
  is_interested INTEGER NOT NULL DEFAULT 0 CHECK (is_interested IN (0,1)),
  is_qualified INTEGER NOT NULL DEFAULT 0 CHECK (is_qualified IN (0,1)),
  is_opportunity INTEGER NOT NULL DEFAULT 0 CHECK (is_opportunity IN (0,1)),
  default_probability INTEGER NOT NULL CHECK (default_probability BETWEEN 0 AND 100),
  stale_days INTEGER
) STRICT;

CREATE TABLE lost_reason (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name_sv TEXT NOT NULL) STRICT;
CREATE TABLE competitor  (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, aliases TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE lead_source (
  id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
  category TEXT NOT NULL CHECK (category IN ('cold_calling','referral','website','linkedin','event','content','other')),
  status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active','testing','planned','retired')),
  test_started_day INTEGER, conv_target_min_bp INTEGER, conv_target_max_bp INTEGER
) STRICT;

CREATE TABLE source_cost (
  id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL REFERENCES lead_source(id),
  from_day INTEGER NOT NULL, to_day INTEGER NOT NULL,      -- inclusive, spread evenly over the days
  kind TEXT NOT NULL CHECK (kind IN ('staff','tool','content','event','travel','incentive','ads','other')),
  amount_ore INTEGER NOT NULL, note TEXT, ext_id TEXT NOT NULL UNIQUE,
  CHECK (to_day >= from_day)
) STRICT;

CREATE TABLE tier_policy (           -- shipped defaults = the seeds' values; per-install configurable
  tier INTEGER NOT NULL PRIMARY KEY CHECK (tier BETWEEN 1 AND 3),
  label TEXT NOT NULL, min_revenue_ore INTEGER, max_revenue_ore INTEGER,
  min_employees INTEGER, max_employees INTEGER, capacity_min INTEGER, capacity_max INTEGER,
  our_sla_work_secs INTEGER NOT NULL
) STRICT;

CREATE TABLE review_policy (
  tier INTEGER NOT NULL CHECK (tier BETWEEN 1 AND 3),
  kind TEXT NOT NULL CHECK (kind IN ('check_in','qbr','strategic','annual')),
  enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0,1)),
  interval_months INTEGER NOT NULL CHECK (interval_months > 0),
  remind_days INTEGER NOT NULL, grace_days INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (tier, kind)
) STRICT;

-- ============ 3. accounts and contacts ============
CREATE TABLE account (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, org_nr TEXT UNIQUE,
  lifecycle TEXT NOT NULL DEFAULT 'prospect' CHECK (lifecycle IN ('prospect','customer','former','partner','other')),
  tier INTEGER CHECK (tier BETWEEN 1 AND 3), tier_locked INTEGER NOT NULL DEFAULT 0 CHECK (tier_locked IN (0,1)),
  segment TEXT CHECK (segment IN ('nonprofit','study_assoc','union','sports','construction','consulting','manufacturing','tech','other')),
  employees INTEGER CHECK (employees >= 0), city TEXT, turnover_ore INTEGER, health INTEGER CHECK (health BETWEEN 1 AND 5),
  has_swedish_ops INTEGER CHECK (has_swedish_ops IN (0,1)), it_maturity INTEGER CHECK (it_maturity BETWEEN 1 AND 5),
  fiscal_start_month INTEGER NOT NULL DEFAULT 1 CHECK (fiscal_start_month BETWEEN 1 AND 12),
  is_reference INTEGER NOT NULL DEFAULT 0 CHECK (is_reference IN (0,1)),
  customer_since_day INTEGER, churned_day INTEGER, owner_user_id INTEGER REFERENCES app_user(id),
  last_touch_at INTEGER, last_in_at INTEGER, last_out_at INTEGER, last_meeting_at INTEGER, next_meeting_at INTEGER,
  ball TEXT NOT NULL DEFAULT 'none' CHECK (ball IN ('none','us','them')), ball_since_at INTEGER,
  ext_id TEXT NOT NULL UNIQUE, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
  dirty INTEGER NOT NULL DEFAULT 0 CHECK (dirty IN (0,1))  -- episodes and caches are to be rebuilt
) STRICT;
CREATE INDEX account_lifecycle ON account(lifecycle, tier);
CREATE INDEX account_dirty ON account(id) WHERE dirty = 1;

CREATE TABLE account_domain (
  domain TEXT NOT NULL PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES account(id)
) STRICT;
CREATE INDEX account_domain_account ON account_domain(account_id);

CREATE TABLE account_tier_history (
  account_id INTEGER NOT NULL REFERENCES account(id), from_day INTEGER NOT NULL,
  tier INTEGER CHECK (tier BETWEEN 1 AND 3), reason TEXT, PRIMARY KEY (account_id, from_day)
) STRICT;

CREATE TABLE contact (
  id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES account(id),
  full_name TEXT NOT NULL, title TEXT,
  role TEXT CHECK (role IN ('ceo','it_coo','hr_admin','finance','other')),
  is_decision_maker INTEGER NOT NULL DEFAULT 0 CHECK (is_decision_maker IN (0,1)),
  channel_pref TEXT CHECK (channel_pref IN ('email','phone','video','in_person','linkedin')),
  first_seen_at INTEGER, last_in_at INTEGER, left_day INTEGER,
  away_until_day INTEGER, ext_id TEXT NOT NULL UNIQUE, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX contact_account ON contact(account_id);

CREATE TABLE contact_address (
  kind TEXT NOT NULL CHECK (kind IN ('email','phone','linkedin')), value TEXT NOT NULL,
  contact_id INTEGER NOT NULL REFERENCES contact(id), PRIMARY KEY (kind, value)
) STRICT;
CREATE INDEX contact_address_contact ON contact_address(contact_id);

-- ============ 4. leads / opportunities ============
CREATE TABLE lead (
  id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES account(id),
  contact_id INTEGER REFERENCES contact(id), service_id INTEGER REFERENCES service(id),
  kind TEXT NOT NULL DEFAULT 'new_business' CHECK (kind IN ('new_business','expansion','renewal')),
  expansion_type TEXT CHECK (expansion_type IN ('organic','service','technology','strategic')),
  name TEXT NOT NULL, stage_id INTEGER NOT NULL REFERENCES stage(id),
  status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open','paused','won','lost')),
  probability INTEGER CHECK (probability BETWEEN 0 AND 100), probability_reviewed_day INTEGER,
  prob_evidence INTEGER NOT NULL DEFAULT 0 CHECK (prob_evidence BETWEEN 0 AND 7),  -- 1 engagement 2 budget 4 timeline
  amount_ore INTEGER CHECK (amount_ore >= 0), users INTEGER, term_months INTEGER,
  expected_close_day INTEGER,
  forecast_category TEXT CHECK (forecast_category IN ('omitted','pipeline','best_case','commit')),
  source_id INTEGER REFERENCES lead_source(id), owner_user_id INTEGER REFERENCES app_user(id),
  created_at INTEGER NOT NULL, created_day INTEGER NOT NULL,
  first_contact_at INTEGER, first_meeting_at INTEGER, demo_at INTEGER,
  closed_at INTEGER, closed_day INTEGER, lost_reason_id INTEGER REFERENCES lost_reason(id),
  competitor_id INTEGER REFERENCES competitor(id), paused_until_day INTEGER,
  score INTEGER CHECK (score BETWEEN 1 AND 10), profile_complete INTEGER NOT NULL DEFAULT 0 CHECK (profile_complete IN (0,1)),
  profile_pct INTEGER NOT NULL DEFAULT 0, enriched_at INTEGER,
  -- maintained caches (recomputable by `verify`)
  last_activity_at INTEGER, last_activity_day INTEGER, last_in_at INTEGER, last_progress_day INTEGER,
  next_planned_day INTEGER, unanswered_attempts INTEGER NOT NULL DEFAULT 0,
  ext_id TEXT NOT NULL UNIQUE, updated_at INTEGER NOT NULL,
  CHECK ((status IN ('won','lost')) = (closed_at IS NOT NULL)),
  CHECK ((closed_at IS NULL) = (closed_day IS NULL))
) STRICT;
CREATE INDEX lead_account ON lead(account_id);
CREATE INDEX lead_open_activity ON lead(last_activity_day) WHERE status = 'open';
CREATE INDEX lead_open_close ON lead(expected_close_day) WHERE status = 'open';
CREATE INDEX lead_created ON lead(created_day, source_id);
CREATE INDEX lead_closed ON lead(closed_day, status) WHERE closed_day IS NOT NULL;

CREATE TABLE lead_stage_history (
  id INTEGER PRIMARY KEY, lead_id INTEGER NOT NULL REFERENCES lead(id),
  from_stage_id INTEGER REFERENCES stage(id), to_stage_id INTEGER NOT NULL REFERENCES stage(id),
  at INTEGER NOT NULL, local_day INTEGER NOT NULL, user_id INTEGER REFERENCES app_user(id),
  ingest TEXT NOT NULL DEFAULT 'live' CHECK (ingest IN ('live','backfill')),
  is_synthetic INTEGER NOT NULL DEFAULT 0 CHECK (is_synthetic IN (0,1)) -- made from leads.stage until real history comes (15-B3)
) STRICT;
CREATE INDEX lead_stage_history_lead ON lead_stage_history(lead_id, at);
CREATE INDEX lead_stage_history_day ON lead_stage_history(local_day);

CREATE TABLE lead_change (           -- audit of forecast-relevant fields
  id INTEGER PRIMARY KEY, lead_id INTEGER NOT NULL REFERENCES lead(id),
  at INTEGER NOT NULL, local_day INTEGER NOT NULL,
  field TEXT NOT NULL CHECK (field IN ('probability','amount_ore','expected_close_day','status','source_id','forecast_category')),
  old_value INTEGER, new_value INTEGER, old_text TEXT, new_text TEXT
) STRICT;
CREATE INDEX lead_change_lead ON lead_change(lead_id, at);
CREATE INDEX lead_change_day ON lead_change(local_day, field);

CREATE TABLE qualification_step (
  lead_id INTEGER NOT NULL REFERENCES lead(id), step INTEGER NOT NULL CHECK (step BETWEEN 1 AND 9),
  result TEXT NOT NULL CHECK (result IN ('pass','fail')), at INTEGER NOT NULL, local_day INTEGER NOT NULL,
  note TEXT, PRIMARY KEY (lead_id, step)
) STRICT;

CREATE TABLE lead_touch_source (     -- multi-touch attribution and UTM
  id INTEGER PRIMARY KEY, lead_id INTEGER NOT NULL REFERENCES lead(id),
  source_id INTEGER NOT NULL REFERENCES lead_source(id), at INTEGER NOT NULL, local_day INTEGER NOT NULL,
  touchpoint_id INTEGER, utm_source TEXT, utm_medium TEXT, utm_campaign TEXT,
  UNIQUE (lead_id, source_id, at)
) STRICT;

CREATE TABLE proposal (
  id INTEGER PRIMARY KEY, lead_id INTEGER NOT NULL REFERENCES lead(id),
  service_id INTEGER REFERENCES service(id), amount_ore INTEGER NOT NULL,
  presented_at INTEGER, presented_day INTEGER, valid_until_day INTEGER,
  status TEXT NOT NULL CHECK (status IN ('draft','presented','won','lost','expired','withdrawn')),
  decided_at INTEGER, decided_day INTEGER, ext_id TEXT NOT NULL UNIQUE,
  CHECK ((status IN ('won','lost','expired','withdrawn')) = (decided_day IS NOT NULL))
) STRICT;
CREATE INDEX proposal_lead ON proposal(lead_id);
CREATE INDEX proposal_decided ON proposal(decided_day) WHERE decided_day IS NOT NULL;

CREATE TABLE referral (
  id INTEGER PRIMARY KEY, ext_id TEXT NOT NULL UNIQUE, referrer_kind TEXT NOT NULL CHECK (referrer_kind IN ('customer','partner','network')),
  referrer_account_id INTEGER REFERENCES account(id), referrer_contact_id INTEGER REFERENCES contact(id),
  lead_id INTEGER REFERENCES lead(id), asked_day INTEGER, introduced_day INTEGER, followed_up_day INTEGER,
  feedback_day INTEGER, rewarded_day INTEGER, reward_ore INTEGER, note TEXT
) STRICT;

-- ============ 5. money ============
CREATE TABLE project (
  id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES account(id),
  lead_id INTEGER REFERENCES lead(id), service_id INTEGER NOT NULL REFERENCES service(id),
  start_day INTEGER, planned_end_day INTEGER, delivered_day INTEGER,
  status TEXT NOT NULL CHECK (status IN ('planned','active','delivered','cancelled')),
  ext_id TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE invoice (
  id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES account(id), number TEXT NOT NULL,
  invoice_day INTEGER NOT NULL, due_day INTEGER, paid_day INTEGER,
  status TEXT NOT NULL DEFAULT 'issued' CHECK (status IN ('issued','paid','void')),
  import_id INTEGER REFERENCES import_batch(id), UNIQUE (number)
) STRICT;
CREATE INDEX invoice_account_day ON invoice(account_id, invoice_day);
CREATE INDEX invoice_day_idx ON invoice(invoice_day);

CREATE TABLE invoice_line (
  id INTEGER PRIMARY KEY, invoice_id INTEGER NOT NULL REFERENCES invoice(id),
  line_no INTEGER NOT NULL, service_id INTEGER REFERENCES service(id),
  category TEXT NOT NULL CHECK (category IN ('one_off','recurring')),
  net_ore INTEGER NOT NULL,          -- excl. VAT; negative on credit notes
  vat_ore INTEGER NOT NULL DEFAULT 0, lead_id INTEGER REFERENCES lead(id),
  period_from_day INTEGER, period_to_day INTEGER, UNIQUE (invoice_id, line_no)
) STRICT;

CREATE TABLE subscription (
  id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES account(id),
  service_id INTEGER NOT NULL REFERENCES service(id), lead_id INTEGER REFERENCES lead(id),
  start_day INTEGER NOT NULL, end_day INTEGER,             -- end_day = first day without service
  committed_until_day INTEGER, notice_days INTEGER NOT NULL DEFAULT 90, term_months INTEGER,
  ext_id TEXT NOT NULL UNIQUE, CHECK (end_day IS NULL OR end_day >= start_day)
) STRICT;
CREATE INDEX subscription_account ON subscription(account_id);

CREATE TABLE subscription_change (   -- effective-dated price and quantity
  subscription_id INTEGER NOT NULL REFERENCES subscription(id), effective_day INTEGER NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity >= 0), unit_price_ore INTEGER NOT NULL,
  interval_months INTEGER NOT NULL DEFAULT 1 CHECK (interval_months > 0),
  discount_bp INTEGER NOT NULL DEFAULT 0 CHECK (discount_bp BETWEEN 0 AND 10000),
  mrr_ore INTEGER NOT NULL,          -- round half up (qty*price*(1-d))/interval, written with the row
  PRIMARY KEY (subscription_id, effective_day)
) STRICT;

-- ============ 6. mail, calendar, touchpoints ============
CREATE TABLE mailbox (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL CHECK (kind IN ('imap','maildir','mbox')),
  user_id INTEGER REFERENCES app_user(id),
  coverage_from_day INTEGER,             -- null = all time (backfill = all)
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('ok','syncing','waiting','failing','needs_attention')),
  last_try_at INTEGER, last_ok_at INTEGER, last_error TEXT,
  complete_at INTEGER                    -- end of the first complete sync: what opens before is never a bubble (17-B2)
) STRICT;
CREATE TABLE mail_folder (
  id INTEGER PRIMARY KEY, mailbox_id INTEGER NOT NULL REFERENCES mailbox(id),
  raw_name TEXT NOT NULL,                -- as the server spells it
  name TEXT NOT NULL,                    -- for people
  role TEXT NOT NULL CHECK (role IN ('inbox','sent','other')),
  uidvalidity INTEGER,                   -- the current one
  frontier_up INTEGER NOT NULL DEFAULT 0,   -- every UID <= this and > frontier_down is in the ledger
  frontier_down INTEGER NOT NULL DEFAULT 0, -- backfill has come down to this UID, exclusive
  backfill_done INTEGER NOT NULL DEFAULT 0 CHECK (backfill_done IN (0,1)),
  last_scan_at INTEGER, server_count INTEGER,
  UNIQUE (mailbox_id, raw_name)
) STRICT;
CREATE TABLE thread (                    -- union-find: merged_into is null for a root
  id INTEGER PRIMARY KEY, merged_into INTEGER REFERENCES thread(id),
  dirty INTEGER NOT NULL DEFAULT 0 CHECK (dirty IN (0,1))
) STRICT;
CREATE INDEX thread_dirty ON thread(id) WHERE dirty = 1;
CREATE TABLE msgid (                     -- every id seen in Message-ID, In-Reply-To, References; also the product's own ids
  id INTEGER PRIMARY KEY, value TEXT NOT NULL UNIQUE, thread_id INTEGER NOT NULL REFERENCES thread(id)
) STRICT;
CREATE TABLE address (
  id INTEGER PRIMARY KEY, addr TEXT NOT NULL UNIQUE, domain TEXT NOT NULL
) STRICT;
CREATE INDEX address_domain ON address(domain);
CREATE TABLE message (                   -- one row per message; its copies are rows of the ledger
  id INTEGER PRIMARY KEY,
  copy_key TEXT NOT NULL UNIQUE,         -- Message-ID, first From, raw Date (16-B05)
  msgid_id INTEGER NOT NULL REFERENCES msgid(id), -- Message-ID, or the stable id of 16-B06
  twin INTEGER NOT NULL DEFAULT 1,       -- 2, 3, ...: another message with the same Message-ID (16-B05)
  thread_id INTEGER NOT NULL REFERENCES thread(id),
  in_reply_to INTEGER REFERENCES msgid(id),
  date_at INTEGER,                       -- usable Date header
  arrived_at INTEGER,                    -- smallest arrival of all copies
  occurred_at INTEGER NOT NULL, local_day INTEGER NOT NULL, logged_at INTEGER NOT NULL,
  from_id INTEGER REFERENCES address(id), from_name TEXT,
  subject TEXT, subject_norm TEXT,
  -- facts of the copy that speaks for the message (16-B15)
  best_folder_id INTEGER NOT NULL REFERENCES mail_folder(id), best_uidvalidity INTEGER NOT NULL, best_uid INTEGER NOT NULL,
  is_sent INTEGER NOT NULL CHECK (is_sent IN (0,1)),
  class_in INTEGER NOT NULL, because_in TEXT,       -- rule number of 08 §8.1 if inbound
  class_reply INTEGER NOT NULL, because_reply TEXT, -- if inbound and an answer to us (16-B09)
  class_out INTEGER NOT NULL, because_out TEXT,     -- if outbound
  -- decided by the thread as a whole
  direction TEXT CHECK (direction = 'in' OR direction = 'out' OR direction = 'internal'),
  auto_class TEXT CHECK (auto_class = 'human' OR auto_class = 'auto_reply' OR auto_class = 'bounce' OR auto_class = 'bulk' OR auto_class = 'calendar' OR auto_class = 'receipt' OR auto_class = 'system'),
  because TEXT,
  is_skipped INTEGER NOT NULL DEFAULT 0 CHECK (is_skipped IN (0,1)), -- the sender is on skip_person
  matched INTEGER NOT NULL DEFAULT 0 CHECK (matched IN (0,1)),
  digest TEXT,                           -- of the verdict and what it was made from; '' = facts changed since
  calendar_method TEXT,
  ingest TEXT NOT NULL DEFAULT 'auto' CHECK (ingest IN ('auto','backfill'))
) STRICT;
CREATE INDEX message_thread ON message(thread_id, occurred_at);
CREATE INDEX message_day ON message(local_day);
CREATE INDEX message_bounce ON message(id) WHERE auto_class = 'bounce';
CREATE INDEX message_msgid ON message(msgid_id);
CREATE INDEX message_from ON message(from_id);
CREATE TABLE message_party (             -- parties of the best copy; the first From stands in message, further ones here
  message_id INTEGER NOT NULL REFERENCES message(id), role TEXT NOT NULL
    CHECK (role = 'from' OR role = 'sender' OR role = 'reply_to' OR role = 'to' OR role = 'cc' OR role = 'bcc'), position INTEGER NOT NULL,
  address_id INTEGER NOT NULL REFERENCES address(id), name TEXT,
  PRIMARY KEY (message_id, role, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX message_party_address ON message_party(address_id);
CREATE TABLE message_ref (               -- References and In-Reply-To
  message_id INTEGER NOT NULL REFERENCES message(id), msgid_id INTEGER NOT NULL REFERENCES msgid(id),
  PRIMARY KEY (message_id, msgid_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE ledger (                    -- every UID ever seen, and what became of it
  folder_id INTEGER NOT NULL REFERENCES mail_folder(id), uidvalidity INTEGER NOT NULL, uid INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state = 'stored' OR state = 'never_log' OR state = 'quarantined' OR state = 'outside' OR state = 'forgotten'),
  message_id INTEGER REFERENCES message(id),
  reason TEXT,                           -- of any state but stored
  arrived_at INTEGER, gone_at INTEGER,   -- gone_at: the server no longer has it (17-D1)
  local_key TEXT,                        -- maildir base name or mbox content hash
  CHECK ((state = 'stored') = (message_id IS NOT NULL)),
  PRIMARY KEY (folder_id, uidvalidity, uid)
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_message ON ledger(message_id) WHERE message_id IS NOT NULL;
CREATE INDEX ledger_local ON ledger(folder_id, local_key) WHERE local_key IS NOT NULL;
CREATE TABLE message_account (           -- verdict of the ladder, one row per account
  message_id INTEGER NOT NULL REFERENCES message(id), account_id INTEGER NOT NULL REFERENCES account(id),
  contact_id INTEGER REFERENCES contact(id), address_id INTEGER REFERENCES address(id),
  method TEXT NOT NULL CHECK (method = 'address' OR method = 'rule' OR method = 'domain' OR method = 'thread' OR method = 'manual'),
  confidence INTEGER NOT NULL CHECK (confidence BETWEEN 0 AND 100), rule TEXT, -- e.g. 'domain acme.example'
  is_copied INTEGER NOT NULL DEFAULT 0 CHECK (is_copied IN (0,1)), -- inbound: only in To/Cc; outbound: only in Cc/Bcc (16 B01, B02)
  PRIMARY KEY (message_id, account_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX message_account_account ON message_account(account_id);
CREATE TABLE invite (                    -- iMIP part of a message
  id INTEGER PRIMARY KEY, message_id INTEGER NOT NULL REFERENCES message(id), method TEXT NOT NULL,
  uid TEXT, recurrence_id TEXT, sequence INTEGER NOT NULL DEFAULT 0, organizer TEXT, dtstamp INTEGER,
  start_at INTEGER, end_at INTEGER, summary TEXT, UNIQUE (message_id)
) STRICT;
CREATE INDEX invite_uid ON invite(uid);
CREATE TABLE invite_attendee (
  invite_id INTEGER NOT NULL REFERENCES invite(id), addr TEXT NOT NULL, partstat TEXT NOT NULL,
  is_resource INTEGER NOT NULL DEFAULT 0 CHECK (is_resource IN (0,1)), PRIMARY KEY (invite_id, addr)
) STRICT;
CREATE TABLE report (                    -- bounce or receipt
  message_id INTEGER NOT NULL PRIMARY KEY REFERENCES message(id), kind TEXT NOT NULL, status TEXT, original_id TEXT
) STRICT;
CREATE TABLE report_recipient (
  message_id INTEGER NOT NULL REFERENCES message(id), addr TEXT NOT NULL, PRIMARY KEY (message_id, addr)
) STRICT;
CREATE TABLE match_rule (                -- an address or @domain that a user gave to an account
  pattern TEXT NOT NULL PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES account(id),
  contact_id INTEGER REFERENCES contact(id), created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE manual_link (               -- made or refused by hand; survives every re-match
  message_id INTEGER NOT NULL REFERENCES message(id), account_id INTEGER NOT NULL REFERENCES account(id),
  verdict TEXT NOT NULL CHECK (verdict IN ('link','reject')), at INTEGER NOT NULL, PRIMARY KEY (message_id, account_id)
) STRICT;
CREATE TABLE triage_decision (           -- what to do with an unmatched address or @domain
  pattern TEXT NOT NULL PRIMARY KEY, decision TEXT NOT NULL CHECK (decision IN ('ignore','never_log')), at INTEGER NOT NULL
) STRICT;
CREATE TABLE forgotten (                 -- erased persons: salted hash of the canonical address
  hash TEXT NOT NULL PRIMARY KEY, at INTEGER NOT NULL
) STRICT;

CREATE TABLE calendar_source (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, position INTEGER NOT NULL DEFAULT 0, user_id INTEGER REFERENCES app_user(id),
  coverage_from_day INTEGER,             -- local day of the first DTSTART
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('ok','syncing','waiting','failing','needs_attention')),
  last_try_at INTEGER, last_ok_at INTEGER, last_error TEXT, complete_at INTEGER,
  etag TEXT, last_modified TEXT, body_hash TEXT, refresh_secs INTEGER, next_poll_at INTEGER, suspect_since INTEGER,
  expanded_from_at INTEGER, expanded_to_at INTEGER, time_zone TEXT
) STRICT;
CREATE TABLE event (                     -- a UID's text as the feed gave it, so that tomorrow's window needs no download
  source_id INTEGER NOT NULL REFERENCES calendar_source(id), uid TEXT NOT NULL, content_hash TEXT NOT NULL, raw TEXT NOT NULL,
  missing_since INTEGER, missing_polls INTEGER NOT NULL DEFAULT 0, -- good polls that did not show it any more
  PRIMARY KEY (source_id, uid)
) STRICT;
CREATE TABLE meeting (                   -- one row per occurrence
  id INTEGER PRIMARY KEY, source_id INTEGER REFERENCES calendar_source(id), -- the feed that speaks for it; null = imported or by hand
  uid TEXT NOT NULL, recurrence_id TEXT NOT NULL DEFAULT '', -- original start as printed (16 A06), '' = single
  is_series INTEGER NOT NULL DEFAULT 0 CHECK (is_series IN (0,1)),
  sequence INTEGER NOT NULL DEFAULT 0, dtstamp INTEGER,
  all_day INTEGER NOT NULL DEFAULT 0 CHECK (all_day IN (0,1)), start_day INTEGER, end_day INTEGER, -- days: all-day only, end exclusive
  summary TEXT, location TEXT, place TEXT CHECK (place = 'in_person' OR place = 'video' OR place = 'phone'),
  status TEXT NOT NULL DEFAULT 'confirmed' CHECK (status = 'confirmed' OR status = 'tentative' OR status = 'cancelled'),
  start_at INTEGER NOT NULL, end_at INTEGER NOT NULL, local_day INTEGER NOT NULL,
  booked_at INTEGER NOT NULL, booked_day INTEGER NOT NULL, first_seen_at INTEGER NOT NULL, missing_since INTEGER,
  cancelled_at INTEGER, own_partstat TEXT, -- of one of us; declined = neither booked nor held (16-D04)
  outcome TEXT NOT NULL DEFAULT 'assumed_held' CHECK (outcome = 'assumed_held' OR outcome = 'held' OR outcome = 'no_show' OR outcome = 'not_held'),
  purpose TEXT CHECK (purpose = 'first' OR purpose = 'demo' OR purpose = 'check_in' OR purpose = 'qbr' OR purpose = 'strategic' OR purpose = 'annual' OR purpose = 'expansion' OR purpose = 'delivery' OR purpose = 'other'),
  purpose_by TEXT NOT NULL DEFAULT 'title' CHECK (purpose_by = 'title' OR purpose_by = 'user' OR purpose_by = 'import'),
  has_external INTEGER NOT NULL DEFAULT 0 CHECK (has_external IN (0,1)), prep_done_at INTEGER,
  is_private INTEGER NOT NULL DEFAULT 0 CHECK (is_private IN (0,1)), zone_guessed INTEGER NOT NULL DEFAULT 0 CHECK (zone_guessed IN (0,1)),
  lead_id INTEGER REFERENCES lead(id), ext_id TEXT UNIQUE, -- of imported ones
  dirty INTEGER NOT NULL DEFAULT 1 CHECK (dirty IN (0,1)), -- attendees are to be matched again
  digest TEXT,                           -- of what the feed says, times of editing left out
  UNIQUE (uid, recurrence_id), CHECK (end_at >= start_at)
) STRICT;
CREATE INDEX meeting_start ON meeting(start_at);
CREATE INDEX meeting_dirty ON meeting(id) WHERE dirty = 1;
CREATE INDEX meeting_booked ON meeting(booked_day) WHERE has_external = 1;
CREATE TABLE meeting_feed (              -- every feed that shows an occurrence, and how it ranks there
  meeting_id INTEGER NOT NULL REFERENCES meeting(id), source_id INTEGER NOT NULL REFERENCES calendar_source(id),
  sequence INTEGER NOT NULL, dtstamp INTEGER NOT NULL, PRIMARY KEY (meeting_id, source_id)
) STRICT;
CREATE TABLE meeting_attendee (
  meeting_id INTEGER NOT NULL REFERENCES meeting(id), addr TEXT NOT NULL, name TEXT,
  role TEXT NOT NULL DEFAULT 'req' CHECK (role = 'chair' OR role = 'req' OR role = 'opt' OR role = 'non' OR role = 'resource'),
  partstat TEXT NOT NULL DEFAULT 'needs_action' CHECK (partstat = 'needs_action' OR partstat = 'accepted' OR partstat = 'declined' OR partstat = 'tentative' OR partstat = 'delegated'),
  is_organizer INTEGER NOT NULL DEFAULT 0 CHECK (is_organizer IN (0,1)), is_own INTEGER NOT NULL DEFAULT 0 CHECK (is_own IN (0,1)),
  partstat_at INTEGER, contact_id INTEGER REFERENCES contact(id), account_id INTEGER REFERENCES account(id),
  method TEXT, confidence INTEGER, PRIMARY KEY (meeting_id, addr)
) STRICT;
CREATE INDEX meeting_attendee_account ON meeting_attendee(account_id, meeting_id);

CREATE TABLE touchpoint (                -- one row per (event, account); the KPI fact table
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind = 'email' OR kind = 'meeting' OR kind = 'call' OR kind = 'linkedin' OR kind = 'sms' OR kind = 'note'),
  direction TEXT NOT NULL CHECK (direction = 'in' OR direction = 'out' OR direction = 'both'),
  account_id INTEGER NOT NULL REFERENCES account(id), contact_id INTEGER REFERENCES contact(id),
  contact_addr TEXT,                     -- the person without a contact row: sender, or first recipient of that account
  lead_id INTEGER REFERENCES lead(id), user_id INTEGER REFERENCES app_user(id),
  occurred_at INTEGER NOT NULL, local_day INTEGER NOT NULL, logged_at INTEGER NOT NULL,
  ingest TEXT NOT NULL DEFAULT 'auto' CHECK (ingest = 'auto' OR ingest = 'manual' OR ingest = 'import' OR ingest = 'backfill'),
  is_human INTEGER NOT NULL DEFAULT 1 CHECK (is_human IN (0,1)),
  is_copied INTEGER NOT NULL DEFAULT 0 CHECK (is_copied IN (0,1)), -- only copied: no TWO_WAY, no attempt (16 B02, C17)
  thread_id INTEGER REFERENCES thread(id), email_id INTEGER REFERENCES message(id),
  meeting_id INTEGER REFERENCES meeting(id),
  method TEXT NOT NULL DEFAULT 'manual' CHECK (method = 'address' OR method = 'rule' OR method = 'domain' OR method = 'thread' OR method = 'attendee' OR method = 'manual'),
  confidence INTEGER NOT NULL DEFAULT 100 CHECK (confidence BETWEEN 0 AND 100), rule TEXT,
  outcome TEXT CHECK (outcome = 'connected' OR outcome = 'right_person' OR outcome = 'no_answer' OR outcome = 'voicemail' OR outcome = 'wrong_person' OR outcome = 'not_interested' OR outcome = 'interested' OR outcome = 'booked'),
  duration_s INTEGER, summary TEXT, tags TEXT,
  src_key TEXT NOT NULL,                 -- 'm:<message.id>', 'e:<meeting.id>', 'x:<external id>'
  ext_id TEXT UNIQUE,                    -- of imported and hand-made ones
  UNIQUE (src_key, account_id)
) STRICT;
CREATE INDEX touchpoint_account ON touchpoint(account_id, occurred_at);
CREATE INDEX touchpoint_lead ON touchpoint(lead_id, occurred_at) WHERE lead_id IS NOT NULL;
CREATE INDEX touchpoint_day ON touchpoint(local_day, kind, direction);
CREATE INDEX touchpoint_email ON touchpoint(email_id) WHERE email_id IS NOT NULL;
CREATE INDEX touchpoint_meeting ON touchpoint(meeting_id) WHERE meeting_id IS NOT NULL;

CREATE TABLE response_episode (          -- derived: one "turn" somebody owes (08 §8.4); rebuilt per account, ids kept by key
  id INTEGER PRIMARY KEY, episode_key TEXT NOT NULL UNIQUE,
  owed_by TEXT NOT NULL CHECK (owed_by IN ('them','us')),
  account_id INTEGER NOT NULL REFERENCES account(id), contact_id INTEGER REFERENCES contact(id), contact_addr TEXT,
  lead_id INTEGER REFERENCES lead(id), thread_id INTEGER REFERENCES thread(id),
  opened_at INTEGER NOT NULL, opened_day INTEGER NOT NULL, last_attempt_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 1 CHECK (attempts >= 1),
  first_follow_up_at INTEGER, first_follow_up_day INTEGER, -- 16-D03
  is_followup INTEGER NOT NULL DEFAULT 0 CHECK (is_followup IN (0,1)),
  is_invite INTEGER NOT NULL DEFAULT 0 CHECK (is_invite IN (0,1)),
  is_request INTEGER NOT NULL DEFAULT 0 CHECK (is_request IN (0,1)), -- owed by us, opened by their calendar REQUEST (16-D09)
  invite_uid TEXT,
  ooo_hit INTEGER NOT NULL DEFAULT 0 CHECK (ooo_hit IN (0,1)), in_quiet INTEGER NOT NULL DEFAULT 0 CHECK (in_quiet IN (0,1)),
  state TEXT NOT NULL CHECK (state = 'open' OR state = 'answered' OR state = 'superseded' OR state = 'bounced' OR state = 'cancelled'),
  closed_at INTEGER, closed_day INTEGER, closed_by TEXT CHECK (closed_by = 'email' OR closed_by = 'meeting' OR closed_by = 'call' OR closed_by = 'invite_reply'),
  match TEXT CHECK (match = 'thread' OR match = 'contact' OR match = 'account_subject'),
  resp_secs INTEGER, resp_work_secs INTEGER,
  open_message_id INTEGER REFERENCES message(id), close_message_id INTEGER REFERENCES message(id),
  close_meeting_id INTEGER REFERENCES meeting(id), close_touchpoint_id INTEGER REFERENCES touchpoint(id),
  CHECK ((state = 'open') = (closed_at IS NULL))
) STRICT;
CREATE INDEX response_episode_account ON response_episode(account_id, owed_by, opened_at);
CREATE INDEX response_episode_day ON response_episode(owed_by, opened_day);
CREATE INDEX response_episode_call ON response_episode(close_touchpoint_id) WHERE close_touchpoint_id IS NOT NULL;
CREATE INDEX response_episode_open ON response_episode(owed_by, opened_at) WHERE state = 'open';
CREATE INDEX response_episode_closed ON response_episode(closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX response_episode_follow_up ON response_episode(first_follow_up_day) WHERE first_follow_up_day IS NOT NULL;
CREATE INDEX response_episode_bounced ON response_episode(account_id, thread_id) WHERE state = 'bounced';
CREATE INDEX response_episode_meeting ON response_episode(close_meeting_id) WHERE close_meeting_id IS NOT NULL;
CREATE TABLE episode_decision (          -- `done` on a reply owed: answered otherwise (17-B1); survives every rebuild
  episode_key TEXT NOT NULL PRIMARY KEY, decision TEXT NOT NULL CHECK (decision IN ('cancelled')), at INTEGER NOT NULL
) STRICT;


-- ============ 7. follow-ups, reviews, surveys ============
CREATE TABLE follow_up (
  id INTEGER PRIMARY KEY, ext_id TEXT NOT NULL UNIQUE, account_id INTEGER NOT NULL REFERENCES account(id), lead_id INTEGER REFERENCES lead(id),
  contact_id INTEGER REFERENCES contact(id), owner_user_id INTEGER REFERENCES app_user(id),
  kind TEXT NOT NULL DEFAULT 'follow_up' CHECK (kind IN ('follow_up','proposal','documentation','referral_thanks','playbook','other')),
  promise TEXT NOT NULL, created_at INTEGER NOT NULL, thread_id INTEGER REFERENCES thread(id),
  committed_due_day INTEGER NOT NULL, committed_due_at INTEGER NOT NULL,  -- end of that local day unless a time was promised
  due_day INTEGER NOT NULL, due_at INTEGER NOT NULL,
  auto_close INTEGER NOT NULL DEFAULT 1 CHECK (auto_close IN (0,1)),
  status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open','done','cancelled')),
  done_at INTEGER, done_touchpoint_id INTEGER REFERENCES touchpoint(id), signal_id INTEGER,
  CHECK ((status = 'done') = (done_at IS NOT NULL))
) STRICT;
CREATE INDEX follow_up_open ON follow_up(due_at) WHERE status = 'open';
CREATE INDEX follow_up_due ON follow_up(committed_due_day);
CREATE INDEX follow_up_thread ON follow_up(thread_id) WHERE thread_id IS NOT NULL;

CREATE TABLE review (
  id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES account(id),
  kind TEXT NOT NULL CHECK (kind IN ('check_in','qbr','strategic','annual')),
  held_day INTEGER NOT NULL, meeting_id INTEGER REFERENCES meeting(id), touchpoint_id INTEGER REFERENCES touchpoint(id),
  confirmed INTEGER NOT NULL DEFAULT 0 CHECK (confirmed IN (0,1)), notes TEXT,
  UNIQUE (account_id, kind, held_day)
) STRICT;

CREATE TABLE survey_response (
  id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES account(id), contact_id INTEGER REFERENCES contact(id),
  kind TEXT NOT NULL CHECK (kind IN ('nps','csat')), score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 10),
  local_day INTEGER NOT NULL, review_id INTEGER REFERENCES review(id), project_id INTEGER REFERENCES project(id), comment TEXT
) STRICT;
CREATE INDEX survey_day ON survey_response(kind, local_day);

CREATE TABLE value_note (            -- quantified benefit / ROI evidence (value reinforcement, ROI within 12 months)
  id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES account(id), local_day INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('benefit','cost_saving','roi_report')), amount_ore INTEGER, note TEXT NOT NULL
) STRICT;

-- ============ 8. targets, forecasts, snapshots ============
CREATE TABLE target (
  id INTEGER PRIMARY KEY, kpi_id TEXT NOT NULL, scope TEXT NOT NULL DEFAULT 'all',
  period_kind TEXT NOT NULL CHECK (period_kind IN ('day','week','month','quarter','year')),
  period_key INTEGER NOT NULL DEFAULT 0,         -- 0 = standing target
  low REAL, high REAL, direction TEXT NOT NULL CHECK (direction IN ('higher','lower','range')),
  unit TEXT NOT NULL, source TEXT NOT NULL DEFAULT 'default', UNIQUE (kpi_id, scope, period_kind, period_key)
) STRICT;

CREATE TABLE forecast_snapshot (
  id INTEGER PRIMARY KEY, taken_at INTEGER NOT NULL, taken_day INTEGER NOT NULL,
  period_kind TEXT NOT NULL CHECK (period_kind IN ('month','quarter')), period_key INTEGER NOT NULL,
  closed_ore INTEGER NOT NULL, commit_ore INTEGER NOT NULL, best_case_ore INTEGER NOT NULL,
  pipeline_ore INTEGER NOT NULL, weighted_ore INTEGER NOT NULL, manual_ore INTEGER, target_ore INTEGER,
  UNIQUE (taken_day, period_kind, period_key)
) STRICT;

CREATE TABLE pipeline_day (          -- end-of-local-day state, one row per open opportunity
  local_day INTEGER NOT NULL, lead_id INTEGER NOT NULL REFERENCES lead(id), stage_id INTEGER NOT NULL REFERENCES stage(id),
  amount_ore INTEGER, probability INTEGER, expected_close_day INTEGER, forecast_category TEXT,
  PRIMARY KEY (local_day, lead_id)
) STRICT;

CREATE TABLE kpi_snapshot (
  id INTEGER PRIMARY KEY, kpi_id TEXT NOT NULL, scope TEXT NOT NULL DEFAULT 'all',
  period_kind TEXT NOT NULL CHECK (period_kind IN ('day','week','month','quarter','year','rolling','point')),
  period_key INTEGER NOT NULL, as_of INTEGER NOT NULL, revision INTEGER NOT NULL DEFAULT 1,
  value REAL, num REAL, den REAL, n INTEGER, lo REAL, hi REAL,
  null_reason TEXT CHECK (null_reason IN ('no_data','zero_denominator','not_covered','immature','not_configured')),
  is_partial INTEGER NOT NULL DEFAULT 0 CHECK (is_partial IN (0,1)), def_version INTEGER NOT NULL DEFAULT 1,
  CHECK ((value IS NULL) = (null_reason IS NOT NULL)),
  UNIQUE (kpi_id, scope, period_kind, period_key, revision)
) STRICT;

-- ============ 9. signals and notifications ============
CREATE TABLE signal_keyword (
  id INTEGER PRIMARY KEY, category TEXT NOT NULL CHECK (category IN
    ('budget','personnel','competitor','cancel','escalation','expansion','referral','reorg')),
  lang TEXT NOT NULL CHECK (lang IN ('sv','en','any')), pattern TEXT NOT NULL, match_kind TEXT NOT NULL
    CHECK (match_kind IN ('word','prefix','phrase')), weight INTEGER NOT NULL DEFAULT 1,
  enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0,1)), UNIQUE (category, pattern)
) STRICT;

CREATE TABLE signal (
  id INTEGER PRIMARY KEY, rule_id TEXT NOT NULL, dedup_key TEXT NOT NULL,
  subject_kind TEXT NOT NULL CHECK (subject_kind IN ('account','lead','contact','meeting','follow_up',
    'episode','review','project','subscription','referral','source','system')),
  subject_id INTEGER NOT NULL, account_id INTEGER REFERENCES account(id), lead_id INTEGER REFERENCES lead(id),
  severity INTEGER NOT NULL CHECK (severity BETWEEN 0 AND 3),       -- 0 info 1 watch 2 warn 3 critical
  state TEXT NOT NULL CHECK (state IN ('open','ack','snoozed','resolved','dismissed')),
  opened_at INTEGER NOT NULL, last_seen_at INTEGER NOT NULL, resolved_at INTEGER, snooze_until_at INTEGER,
  hits INTEGER NOT NULL DEFAULT 1, evidence TEXT, due_day INTEGER,
  is_silent INTEGER NOT NULL DEFAULT 0 CHECK (is_silent IN (0,1)), -- opened by a first sync or an import: never a bubble (17-B2)
  suppress INTEGER NOT NULL DEFAULT 0 CHECK (suppress IN (0,1)),   -- `done`: quiet until the condition has been false once (17-B1)
  frozen TEXT,                                                     -- a watch keeps its baseline (17-L8)
  last_notified_at INTEGER, notify_count INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX signal_live ON signal(dedup_key) WHERE state <> 'resolved';
CREATE INDEX signal_account ON signal(account_id, state);
CREATE INDEX signal_state ON signal(state, severity);

CREATE TABLE signal_event (
  id INTEGER PRIMARY KEY, signal_id INTEGER NOT NULL REFERENCES signal(id), at INTEGER NOT NULL,
  event TEXT NOT NULL CHECK (event IN ('opened','seen','escalated','notified','ack','snoozed','woke','resolved','reopened','dismissed')),
  detail TEXT
) STRICT;
CREATE INDEX signal_event_signal ON signal_event(signal_id, at);
