#!/bin/bash
# SPDX-License-Identifier: MIT
# The people of a series stand once in the database; what is said of one occurrence concerns no other; a store of before loses nothing.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need "SQLite" sqlite3

sql() { sqlite3 "$T/cadens.db" "PRAGMA busy_timeout=5000; $1" | tail -n +2; }
event() { # event UID LINES...
    printf 'BEGIN:VEVENT\r\nUID:%s\r\nDTSTAMP:20260201T080000Z\r\nCREATED:20260201T080000Z\r\nDURATION:PT1H\r\n' "$1"
    shift
    printf '%s\r\n' "$@" END:VEVENT
}
calendar() { { printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n'; cat; printf 'END:VCALENDAR\r\n'; } >"$T/a.ics"; }
US='ATTENDEE;PARTSTAT=ACCEPTED:mailto:anna@satori.example' ASA='ATTENDEE;CN=Åsa Ek:mailto:asa@boll.example' CARL=ATTENDEE:mailto:carl@klubb.example
series() { # series SEQUENCE LINES...
    event weekly SEQUENCE:"$1" DTSTART:20260303T090000Z 'RRULE:FREQ=WEEKLY;COUNT=8' SUMMARY:Avstämning "$US" "$ASA" "${@:2}"
    event weekly SEQUENCE:"$1" RECURRENCE-ID:20260317T090000Z DTSTART:20260317T090000Z SUMMARY:Avstämning "$US" "$ASA" "$CARL"
    event bare DTSTART:20260304T090000Z 'RRULE:FREQ=WEEKLY;COUNT=8' SUMMARY:'Möte med Klubben'
    event once DTSTART:20260305T090000Z SUMMARY:Demo "$ASA"
}
configure <<C
[identity]
addresses = anna@satori.example; @satori.example
[calendar work]
url = file://$T/a.ics
[ui]
language = en
C
NOW=2026-03-30T08:00:00+02:00
printf 'id,name,domains\nA1,Bollförbundet,boll.example\nA2,Klubben,klubb.example\n' >"$T/accounts.csv"
cadens import accounts "$T/accounts.csv" >/dev/null || exit 1
poll() { # poll NAME NOW
    NOW=$2
    ok "$1" cadensd --once --now "$2"
}
lists() { sql "SELECT uid, COUNT(DISTINCT guests), SUM(guests < 0) FROM meeting GROUP BY uid ORDER BY uid" | tr '\n' ' '; }
whose() { json meetings --all | ask '[[m["start"][5:10], m["account"]] for m in d["meetings"] if m["uid"] == "'"$1"'"]'; }
touches() { json touchpoints | ask 'sorted([t["at"][5:10], t["account"]] for t in d["touchpoints"])'; }
picture() { json meetings --all; json touchpoints; json account list; json kpi meetings_booked --period month:2026-02; json personal-data asa@boll.example; }

series 0 | calendar
poll "two series and a meeting" 2026-03-30T09:00:00+02:00
is "are as many lists as there are different people" "bare|1|0 once|1|0 weekly|2|0 " "$(lists)"
is "with one row for each of them" 7 "$(sql "SELECT COUNT(*) FROM guest")"
is "each occurrence has its people" '[["03-03", ["A1"]], ["03-10", ["A1"]], ["03-17", ["A1", "A2"]], ["03-24", ["A1"]], ["03-31", ["A1"]], ["04-07", ["A1"]], ["04-14", ["A1"]], ["04-21", ["A1"]]]' "$(whose weekly)"
is "and what was held is a touch of each" '[["03-03", "A1"], ["03-04", "A2"], ["03-05", "A1"], ["03-10", "A1"], ["03-11", "A2"], ["03-17", "A1"], ["03-17", "A2"], ["03-18", "A2"], ["03-24", "A1"], ["03-25", "A2"]]' "$(touches)"


touch() { json touchpoints | ask '[t["id"] for t in d["touchpoints"] if t["at"][5:10] == "'"$1"'" and t["account"] == "'"$2"'"][0]'; }
ok "one of them was the other customer's" cadens touchpoint move "$(touch 03-10 A1)" A2
moved='[["03-03", ["A1"]], ["03-10", ["A2"]], ["03-17", ["A1", "A2"]], ["03-24", ["A1"]], ["03-31", ["A1"]], ["04-07", ["A1"]], ["04-14", ["A1"]], ["04-21", ["A1"]]]'
is "no other changes" "$moved" "$(whose weekly)"
is "which has its own list" "bare|1|0 once|1|0 weekly|3|1 " "$(lists)"
series 1 "LOCATION:Nobel" | calendar
poll "the series gets another place" 2026-03-30T10:00:00+02:00
is "what was said by hand stays" "$moved" "$(whose weekly)"
is "history keeps its own, and no other list is left" "bare|1|0 once|1|0 weekly|4|1 |0" "$(lists)|$(sql "SELECT COUNT(*) FROM guest WHERE list_id NOT IN (SELECT guests FROM meeting)")"
ok "somebody new" cadens contact add A1 'Åsa Ek' --emails asa@boll.example
is "is in all of them but that" 8 "$(sql "SELECT COUNT(*) FROM meeting_attendee WHERE contact_id IS NOT NULL")"
is "all made again is the same" true "$(json verify | ask 'd["ok"]')"

# the store as it was before the lists
before=$(picture)
cp "$T/cadens.db" "$T/new.db"
sqlite3 "$T/cadens.db" >/dev/null <<'SQL'
PRAGMA journal_mode = DELETE;
CREATE TABLE old AS SELECT * FROM meeting_attendee;
DROP VIEW meeting_attendee;
DROP TRIGGER meeting_has_guests;
DROP INDEX meeting_guests;
DROP INDEX meeting_dirty;
DROP TABLE guest;
CREATE INDEX meeting_dirty ON meeting(id) WHERE dirty = 1;
CREATE TABLE meeting_attendee (
  meeting_id INTEGER NOT NULL REFERENCES meeting(id), addr TEXT NOT NULL, name TEXT, role TEXT NOT NULL DEFAULT 'req',
  partstat TEXT NOT NULL DEFAULT 'needs_action', is_organizer INTEGER NOT NULL DEFAULT 0, is_own INTEGER NOT NULL DEFAULT 0, partstat_at INTEGER,
  contact_id INTEGER REFERENCES contact(id), account_id INTEGER REFERENCES account(id), method TEXT, confidence INTEGER,
  from_mail INTEGER NOT NULL DEFAULT 0, feed_partstat TEXT, PRIMARY KEY (meeting_id, addr)
) STRICT;
CREATE INDEX meeting_attendee_account ON meeting_attendee(account_id, meeting_id);
INSERT INTO meeting_attendee SELECT * FROM old;
DROP TABLE old;
ALTER TABLE meeting DROP COLUMN guests; -- views must have their tables
DROP TABLE meeting_unbelieved; -- of versions 29 and 30
ALTER TABLE event DROP COLUMN is_odd;
PRAGMA user_version = 26;
SQL
is "a store of before is brought up to date and says the same" "" "$(diff <(printf '%s\n' "$before") <(picture) | head -5)"
is "with lists" "bare|1|0 once|1|0 weekly|4|1 " "$(lists)"
is "and as many rows" 12 "$(sql "SELECT COUNT(*) FROM guest")"
is "all made again is the same there, too" true "$(json verify | ask 'd["ok"]')"
poll "read once more" 2026-03-30T11:00:00+02:00
is "it is as it was" "$moved" "$(whose weekly)"

ok "she is forgotten" cadens forget asa@boll.example
is "on every list" 0 "$(sql "SELECT COUNT(*) FROM guest WHERE addr = 'asa@boll.example' OR name LIKE 'Åsa%'")"
series 2 | calendar
poll "and stays so when the calendar names her again" 2026-03-30T12:00:00+02:00
is "on the new ones" 0 "$(sql "SELECT COUNT(*) FROM guest WHERE addr = 'asa@boll.example' OR name LIKE 'Åsa%'")"
is "while the meetings are still the customer's" "$moved" "$(whose weekly)"
finish
