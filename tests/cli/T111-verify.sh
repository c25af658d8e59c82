#!/bin/bash
# SPDX-License-Identifier: MIT
# verify proves and repairs: each kind of source is damaged in turn, and each cached column (16-A03, 17-D; ../notes/crm 4.1).
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need "SQLite" sqlite3
letters() { /usr/bin/python3 "$top_srcdir/tests/lib/letters.py" "$@"; }
sql() { sqlite3 "$T/cadens.db" "PRAGMA busy_timeout=5000; $1" | tail -n +2; }

configure <<C
[identity]
addresses = anna@satori.example
[mailbox box]
type = maildir
path = $T/mail
[mailbox old]
type = mbox
path = $T/old.mbox
[calendar work]
url = file://$T/feed.ics
[ui]
language = en
C
letters write "$T/mail" <<'M'
== Skickat 2026-03-02T09:00 offer
To: kund@acme.example
Subject: Offert
== inbox 2026-03-03T09:00 answer
From: kund@acme.example
Subject: Sv: Offert
In-Reply-To: <offer@t.example>
== Skickat 2026-03-05T09:00 more
To: kund@acme.example
In-Reply-To: <answer@t.example>
== inbox 2026-03-20T09:00 news
From: nyhet@brev.example
List-Id: <nyhet.brev.example>
== inbox 2026-03-25T09:00 other
From: chef@bygg.example
Subject: Fråga
M
{ printf 'From kund@acme.example Mon Jan 12 09:00:00 2026\nFrom: kund@acme.example\nTo: anna@satori.example\nSubject: gammalt\nDate: Mon, 12 Jan 2026 10:00:00 +0100\nMessage-ID: <old1@acme.example>\n\nHej\n\n'
  printf 'From kund@acme.example Tue Jan 13 09:00:00 2026\nFrom: kund@acme.example\nTo: anna@satori.example\nSubject: gammalt igen\nDate: Tue, 13 Jan 2026 10:00:00 +0100\nMessage-ID: <old2@acme.example>\n\nHej\n\n'; } >"$T/old.mbox"
cat >"$T/feed.ics" <<'I'
BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:weekly@acme.example
DTSTAMP:20260301T080000Z
DTSTART:20260316T090000Z
DTEND:20260316T100000Z
RRULE:FREQ=WEEKLY;COUNT=4
SUMMARY:Avstämning
ORGANIZER:mailto:anna@satori.example
ATTENDEE;PARTSTAT=ACCEPTED:mailto:kund@acme.example
END:VEVENT
BEGIN:VEVENT
UID:lunch@acme.example
DTSTAMP:20260301T080000Z
DTSTART:20260320T110000Z
DTEND:20260320T120000Z
SUMMARY:Lunch
ATTENDEE:mailto:chef@bygg.example
END:VEVENT
END:VCALENDAR
I
printf 'id,name,domains\nA1,Acme,acme.example\nB1,Bygg,bygg.example\n' >"$T/accounts.csv"
printf 'id,account,name,created,stage\nL1,A1,Lösning,2026-02-01,need\n' >"$T/leads.csv"
ok "accounts" cadens import accounts "$T/accounts.csv"
ok "leads" cadens import leads "$T/leads.csv"
status_is "everything is read" 0 cadensd --once --now "$NOW"
# a file or a mail of an mbox that is found again gets another number, that is all
export_all() { cadens export --all | sed -E 's/^(ledger\t[^\t]*\t[^\t]*\t[0-9]*\t)[0-9]+/\1n/' | LC_ALL=C sort; }
export_all >"$T/clean"

folders() { ask '[[f["mailbox"],f["folder"],f["server"],f["ledger"],f["missing"],f["unexplained"]] for f in d["folders"]]' <"$T/out"; }
status_is "verify of the whole store" 0 json verify
is "every UID of every folder" '[["box", "INBOX", 3, 3, 0, 0], ["box", "Skickat", 2, 2, 0, 0], ["old", "old", 2, 2, 0, 0]]' \
    "$(folders | sed 's/"old.mbox"/"old"/')"
is "the calendar: two UIDs, five occurrences" '[["work", 2, 2, 0, 0, 0, 5, 0]]' \
    "$(ask '[[c[k] for k in ("calendar","feed","stored","missing","gone","changed","occurrences","missing_occurrences")] for c in d["calendars"]]' <"$T/out")"
is "and no drift" '[]' "$(ask 'd["drift"]' <"$T/out")"
like "a person reads it at a glance" '^0 unexplained$' "$(cadens verify)"

# --- each damage is found by name and row, and mended; then the store is what it was
damage() { # damage NAME SQL EXPRESSION EXPECTED
    sql "$2" >/dev/null
    status_is "$1: found" 1 json verify
    is "$1: by name" "$4" "$(ask "$3" <"$T/out")"
    status_is "$1: repaired" 0 json verify --repair
    export_all >"$T/mended"
    is "$1: the store is as before" "" "$(diff "$T/clean" "$T/mended" | head -5)"
    status_is "$1: and stays so" 0 cadens verify
}
drift='sorted({(x["what"],x["row"]) for x in d["drift"]})'
lost='[[f["folder"],f["missing"]] for f in d["folders"] if f["missing"]]'
damage "a lost row of the ledger" "DELETE FROM ledger WHERE message_id = (SELECT m.id FROM message m JOIN msgid i ON i.id = m.msgid_id WHERE i.value = 'answer@t.example')" \
    "$lost" '[["INBOX", 1]]'
damage "a lost row of an mbox" "DELETE FROM ledger WHERE folder_id = (SELECT f.id FROM mail_folder f JOIN mailbox b ON b.id = f.mailbox_id WHERE b.name = 'old') AND uid = 1" \
    '[[f["mailbox"],f["missing"]] for f in d["folders"] if f["missing"]]' '[["old", 1]]'
damage "a message that nothing was decided on" "UPDATE message SET auto_class = NULL, direction = NULL, digest = NULL WHERE id = (SELECT m.id FROM message m JOIN msgid i ON i.id = m.msgid_id WHERE i.value = 'news@t.example')" \
    '[[f["folder"],f["unexplained"]] for f in d["folders"] if f["unexplained"]]' '[["INBOX", 1]]'
damage "a message torn out of the store" "DELETE FROM message WHERE id = (SELECT m.id FROM message m JOIN msgid i ON i.id = m.msgid_id WHERE i.value = 'answer@t.example')" \
    '[[f["folder"],f["unexplained"]] for f in d["folders"] if f["unexplained"]]' '[["INBOX", 1]]'
damage "the last one, whose number is given again" "DELETE FROM message WHERE id = (SELECT MAX(id) FROM message)" \
    'sum(f["unexplained"] for f in d["folders"])' '1'
damage "ids torn out" "DELETE FROM msgid" '[x for x in d["drift"] if x["row"]=="news@t.example"] == []' true
damage "addresses torn out" "DELETE FROM address" 'sorted({x["row"] for x in d["drift"] if x["what"]=="link"})[:1]' '["answer@t.example A1"]'
damage "a wrong class" "UPDATE message SET auto_class = 'bulk' WHERE id = (SELECT m.id FROM message m JOIN msgid i ON i.id = m.msgid_id WHERE i.value = 'answer@t.example')" \
    'sorted(x["what"] for x in d["drift"] if x["row"]=="answer@t.example")' '["message.auto_class"]'
damage "a wrong last activity" "UPDATE account SET last_in_at = 1, ball = 'us' WHERE ext_id = 'A1'" \
    "$drift" '[["account.ball", "A1"], ["account.last_in_at", "A1"]]'
damage "a lead's caches" "UPDATE lead SET last_activity_day = 1, unanswered_attempts = 9" \
    "$drift" '[["lead.last_activity_day", "L1"], ["lead.unanswered_attempts", "L1"]]'
damage "a lost episode" "DELETE FROM response_episode WHERE closed_by = 'email' AND owed_by = 'them'" \
    '[x["what"] for x in d["drift"] if x["what"]=="episode"]' '["episode"]'
damage "a wrong episode" "UPDATE response_episode SET resp_work_secs = 1 WHERE closed_by = 'email' AND owed_by = 'them'" \
    '[x["what"] for x in d["drift"]]' '["episode.resp_work_secs"]'
damage "an episode of another account" "UPDATE response_episode SET account_id = (SELECT id FROM account WHERE ext_id = 'B1') WHERE closed_by = 'email' AND owed_by = 'them'" \
    '[[x["what"],x["stored"],x["computed"]] for x in d["drift"]]' '[["episode.account", "B1", "A1"]]'
damage "a lost touchpoint" "DELETE FROM touchpoint WHERE email_id = (SELECT m.id FROM message m JOIN msgid i ON i.id = m.msgid_id WHERE i.value = 'other@t.example')" \
    '[[x["what"],x["row"],x["stored"]] for x in d["drift"]]' '[["touchpoint", "other@t.example B1", null]]'
damage "a wrong link" "UPDATE message_account SET method = 'rule', confidence = 1 WHERE account_id = (SELECT id FROM account WHERE ext_id = 'B1')" \
    "$drift" '[["link.confidence", "other@t.example B1"], ["link.method", "other@t.example B1"]]'
damage "a thread torn apart" "INSERT INTO thread (dirty) VALUES (0); UPDATE message SET thread_id = last_insert_rowid() WHERE id = (SELECT m.id FROM message m JOIN msgid i ON i.id = m.msgid_id WHERE i.value = 'more@t.example')" \
    '[[x["what"],x["stored"],x["computed"]] for x in d["drift"] if x["what"]=="message.thread"]' '[["message.thread", "more@t.example", "answer@t.example"]]'
damage "ids torn apart" "INSERT INTO thread (dirty) VALUES (0); UPDATE msgid SET thread_id = last_insert_rowid() WHERE value = 'more@t.example'" \
    '[x["row"] for x in d["drift"] if x["what"]=="message.id_thread"]' '["more@t.example"]'
damage "an attendee of the wrong account" "UPDATE guest SET account_id = NULL, method = NULL, confidence = NULL WHERE addr = 'chef@bygg.example'" \
    '[x["what"] for x in d["drift"]][:1]' '["attendee.account"]'
damage "a wrong moment" "UPDATE message SET occurred_at = occurred_at + 500, is_sent = 1 WHERE id = (SELECT m.id FROM message m JOIN msgid i ON i.id = m.msgid_id WHERE i.value = 'other@t.example')" \
    'sorted(x["what"] for x in d["drift"] if x["what"] in ("message.occurred_at","message.is_sent"))' '["message.is_sent", "message.occurred_at"]'
damage "a wrong day" "UPDATE message SET local_day = local_day + 1 WHERE id = (SELECT m.id FROM message m JOIN msgid i ON i.id = m.msgid_id WHERE i.value = 'other@t.example')" \
    '[x["what"] for x in d["drift"] if x["row"]=="other@t.example"]' '["message.local_day"]'
damage "a lost occurrence" "DELETE FROM touchpoint WHERE meeting_id = (SELECT id FROM meeting WHERE uid = 'lunch@acme.example'); DELETE FROM meeting_feed WHERE meeting_id = (SELECT id FROM meeting WHERE uid = 'lunch@acme.example'); DELETE FROM guest WHERE list_id = (SELECT guests FROM meeting WHERE uid = 'lunch@acme.example'); DELETE FROM meeting WHERE uid = 'lunch@acme.example'" \
    '[c["missing_occurrences"] for c in d["calendars"]]' '[1]'
damage "a meeting torn out of the store" "DELETE FROM meeting WHERE uid = 'lunch@acme.example'" '[c["missing_occurrences"] for c in d["calendars"]]' '[1]'
damage "all meetings" "DELETE FROM meeting" '[c["missing_occurrences"] for c in d["calendars"]]' '[5]'
damage "a lost event" "DELETE FROM event WHERE uid = 'weekly@acme.example'" \
    '[c["missing"] for c in d["calendars"]]' '[1]'

# --- a file that goes and comes back is neither lost nor twice
file=$(grep -l '^Message-ID: <news@' "$T"/mail/cur/* "$T"/mail/new/* 2>/dev/null | head -1)
mv "$file" "$T/away"
status_is "a file went" 0 cadensd --once --now "$NOW"
is "it is gone, not extra" '[1]' "$(json verify | ask '[f["gone"] for f in d["folders"] if f["gone"]]')"
mv "$T/away" "$file"
status_is "it is back: missing until the next pass" 1 cadens verify
status_is "the next pass" 0 cadensd --once --now "$NOW"
status_is "all is there" 0 json verify
is "once" '[["box", "INBOX", 3, 3, 0, 0]]' "$(folders | ask '[f for f in d if f[1]=="INBOX"]')"

# --- sources: each by itself, and one that cannot be asked keeps no other from being verified
status_is "one source" 0 json verify old
is "is looked at alone" '[["old"], false]' "$(ask '[sorted({f["mailbox"] for f in d["folders"]}), "drift" in d]' <"$T/out")"
status_is "an unknown source" 1 cadens verify nowhere
mv "$T/old.mbox" "$T/hidden"
status_is "a source that is away" 1 json verify
like "is named" '^cadens: old: ' "$(cat "$T/err")"
is "the others are verified" '["INBOX", "Skickat"]' "$(ask '[f["folder"] for f in d["folders"]]' <"$T/out")"
is "and all is not well" false "$(ask 'd["ok"]' <"$T/out")"
mv "$T/hidden" "$T/old.mbox"
true & gone=$!; wait $gone
touch "$T/.cadens.db.verify-$gone-0x1" "$T/.cadens.db.verify-$gone-0x1.key"
status_is "after one that was killed" 0 cadens verify
is "no copy is left behind" "" "$(find "$T" -name '*verify-*')"
finish
