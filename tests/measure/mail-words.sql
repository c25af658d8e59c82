-- SPDX-License-Identifier: MIT
-- Short words for mails: a view whose trigger stores message, ids, parties, invitation and the verdict on its account.
INSERT INTO mailbox (id, name, kind, state, last_ok_at) VALUES (1, 'work', 'imap', 'ok', 1);
INSERT INTO mail_folder (id, mailbox_id, raw_name, name, role, uidvalidity, server_count) VALUES (1, 1, 'INBOX', 'INBOX', 'inbox', 7, 9);
INSERT INTO own_address (value) VALUES ('me@us.example');
INSERT INTO address (addr, domain) VALUES ('me@us.example', 'us.example');

CREATE TEMP VIEW a_mail AS SELECT NULL AS id, NULL AS at, NULL AS direction, NULL AS class, NULL AS thread, NULL AS account, NULL AS who,
  NULL AS also, NULL AS subject, NULL AS method, NULL AS uid, NULL AS invite, NULL AS partstat, NULL AS parent, NULL AS copied, NULL AS skipped;
CREATE TEMP TRIGGER add_mail INSTEAD OF INSERT ON a_mail BEGIN
  INSERT OR IGNORE INTO thread (id) VALUES (NEW.thread);
  INSERT OR IGNORE INTO msgid (value, thread_id) VALUES (NEW.id, NEW.thread);
  INSERT OR IGNORE INTO address (addr, domain) VALUES (NEW.who, substr(NEW.who, instr(NEW.who, '@') + 1));
  INSERT OR IGNORE INTO address (addr, domain) SELECT NEW.also, substr(NEW.also, instr(NEW.also, '@') + 1) WHERE NEW.also IS NOT NULL;
  INSERT INTO message (copy_key, msgid_id, thread_id, in_reply_to, occurred_at, local_day, logged_at, from_id, from_name, subject, subject_norm,
    best_folder_id, best_uidvalidity, best_uid, is_sent, class_in, class_reply, class_out, direction, auto_class, because, is_skipped, matched,
    calendar_method)
  SELECT NEW.id, i.id, NEW.thread, (SELECT p.id FROM msgid p WHERE p.value = NEW.parent), NEW.at,
    (SELECT local_day FROM calendar_day WHERE start_at <= NEW.at ORDER BY start_at DESC LIMIT 1), NEW.at,
    (SELECT id FROM address WHERE addr = CASE NEW.direction WHEN 'out' THEN 'me@us.example' ELSE NEW.who END), NULL, NEW.subject,
    lower(NEW.subject), 1, 7, (SELECT COUNT(*) + 1 FROM message), NEW.direction = 'out', 7, 7, 7, NEW.direction,
    COALESCE(NEW.class, 'human'), CASE WHEN NEW.class = 'bulk' THEN 'List-Id' END, COALESCE(NEW.skipped, 0), NEW.account IS NOT NULL, NEW.invite
  FROM msgid i WHERE i.value = NEW.id;
  INSERT INTO ledger (folder_id, uidvalidity, uid, state, message_id) SELECT 1, 7, m.best_uid, 'stored', m.id FROM message m WHERE m.copy_key = NEW.id;
  INSERT INTO message_party (message_id, role, position, address_id)
  SELECT m.id, 'to', 1, a.id FROM message m, address a WHERE m.copy_key = NEW.id
    AND a.addr = CASE NEW.direction WHEN 'out' THEN NEW.who ELSE 'me@us.example' END;
  INSERT INTO message_party (message_id, role, position, address_id)
  SELECT m.id, 'to', 2, a.id FROM message m, address a WHERE m.copy_key = NEW.id AND a.addr = NEW.also;
  INSERT INTO message_account (message_id, account_id, contact_id, address_id, method, confidence, is_copied)
  SELECT m.id, a.id, NULL, (SELECT id FROM address WHERE addr = NEW.who), COALESCE(NEW.method, 'domain'), 80, COALESCE(NEW.copied, 0)
  FROM message m, account a WHERE m.copy_key = NEW.id AND a.ext_id = NEW.account;
  INSERT INTO invite (message_id, method, uid) SELECT m.id, NEW.invite, NEW.uid FROM message m WHERE m.copy_key = NEW.id AND NEW.invite IS NOT NULL;
  INSERT INTO invite_attendee (invite_id, addr, partstat)
  SELECT i.id, NEW.who, NEW.partstat FROM invite i JOIN message m ON m.id = i.message_id WHERE m.copy_key = NEW.id AND NEW.partstat IS NOT NULL;
  INSERT INTO touchpoint (kind, direction, account_id, contact_addr, occurred_at, local_day, logged_at, email_id, thread_id, method, confidence,
    is_copied, src_key)
  SELECT 'email', NEW.direction, a.id, NEW.who, m.occurred_at, m.local_day, m.logged_at, m.id, m.thread_id, COALESCE(NEW.method, 'domain'), 80,
    COALESCE(NEW.copied, 0), 'm:' || m.id
  FROM message m, account a WHERE m.copy_key = NEW.id AND a.ext_id = NEW.account AND m.auto_class = 'human' AND m.is_skipped = 0
    AND m.direction <> 'internal';
  UPDATE account SET dirty = 1 WHERE ext_id = NEW.account;
END;
