#!/bin/bash
# SPDX-License-Identifier: MIT
# A series that is moved to another hour or weekday is not held twice in its past; what a person said of a meeting follows it; history stays.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1

series() { # series HOUR LINES...
    printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:weekly\r\nDTSTAMP:20260301T080000Z\r\n'
    printf '%s\r\n' "DTSTART;TZID=Europe/Stockholm:20260303T$1" DURATION:PT1H SUMMARY:Avstämning ATTENDEE:mailto:asa@boll.example "${@:2}" END:VEVENT END:VCALENDAR
}
configure <<C
[identity]
addresses = anna@satori.example; @satori.example
[calendar work]
url = file://$T/a.ics
[ui]
language = en
C
printf 'id,name,domains\nA1,Bollförbundet,boll.example\n' >"$T/accounts.csv"
NOW=2026-03-01T12:00:00+01:00 cadens import accounts "$T/accounts.csv" >/dev/null || exit 1
once() { cadensd --once --now "$1" >/dev/null 2>"$T/err"; }
held() { NOW=$1 json touchpoints | ask '[t["at"][:16] for t in d["touchpoints"]]'; }
standing() { NOW=$1 json meetings --all | ask '[[m["start"], m["outcome"]] for m in d["meetings"] if m["status"] == "confirmed"]'; }

series 100000 'RRULE:FREQ=WEEKLY;COUNT=6' >"$T/a.ics"
ok "a series" once 2026-03-18T12:00:00+01:00
is "is held week by week" '["2026-03-03T10:00", "2026-03-10T10:00", "2026-03-17T10:00"]' "$(held 2026-03-18T12:00:00+01:00)"
NOW=2026-03-18T12:00:00+01:00 cadens meeting outcome weekly no_show --recurrence-id 2026-03-10T09:00:00Z >/dev/null
is "one of them was not" '["2026-03-03T10:00", "2026-03-17T10:00"]' "$(held 2026-03-18T12:00:00+01:00)"

over='["2026-03-03T10:00", "2026-03-17T10:00"]'
NOW=2026-03-18T12:00:00+01:00 cadens meeting purpose weekly demo --recurrence-id 2026-03-24T09:00:00Z >/dev/null
series 110000 'RRULE:FREQ=WEEKLY;COUNT=6' >"$T/a.ics"
ok "it is moved to another hour, past and all" once 2026-03-18T13:00:00+01:00
is "what was held was held when it was; what comes is at the new hour, each one meeting still" '[["2026-03-03T09:00:00Z", "assumed_held"], ["2026-03-10T09:00:00Z", "no_show"], ["2026-03-17T09:00:00Z", "assumed_held"], ["2026-03-24T10:00:00Z", null], ["2026-03-31T09:00:00Z", null], ["2026-04-07T09:00:00Z", null]]' "$(standing 2026-03-18T13:00:00+01:00)"
is "none is called off for it" 0 "$(NOW=2026-03-18T13:00:00+01:00 json meetings --all | ask 'len([m for m in d["meetings"] if m["status"] == "cancelled"])')"
is "what a person said of one to come follows it" '["2026-03-24T10:00:00Z"]' "$(NOW=2026-03-18T13:00:00+01:00 json meetings --all | ask '[m["start"] for m in d["meetings"] if m["purpose"] == "demo"]')"
is "held once" "$over" "$(held 2026-03-18T13:00:00+01:00)"
ok "nothing new" once 2026-03-18T14:00:00+01:00
is "changes nothing" "$over" "$(held 2026-03-18T14:00:00+01:00)"
is "nor does a window that has moved on" "$over" "$(once 2026-03-20T14:00:00+01:00; held 2026-03-20T14:00:00+01:00)"
proof() { NOW=$1 json verify | ask '[d["ok"], d["calendars"][0]["missing_occurrences"]]'; }
is "and nothing is missing" '[true, 0]' "$(proof 2026-03-20T14:00:00+01:00)"

series 110000 'RRULE:FREQ=WEEKLY;COUNT=6' | sed 's/20260303/20260317/' >"$T/a.ics"
ok "a feed that begins later" once 2026-03-20T15:00:00+01:00
is "takes nothing away of the past" "$over" "$(held 2026-03-20T15:00:00+01:00)"

# --- to another weekday: Tuesdays become Thursdays
series 100000 'RRULE:FREQ=WEEKLY;COUNT=6' | sed 's/UID:weekly/UID:day/' >"$T/a.ics"
rm -f "$T"/cadens.db*
NOW=2026-03-01T12:00:00+01:00 cadens import accounts "$T/accounts.csv" >/dev/null || exit 1
ok "another one" once 2026-03-18T12:00:00+01:00
series 100000 'RRULE:FREQ=WEEKLY;COUNT=6' | sed 's/UID:weekly/UID:day/; s/20260303/20260305/' >"$T/a.ics"
ok "is moved to another weekday" once 2026-03-18T13:00:00+01:00
is "three were held, not five" '["2026-03-03T10:00", "2026-03-10T10:00", "2026-03-17T10:00"]' "$(held 2026-03-18T13:00:00+01:00)"
is "and three are to come, the first this week" '["2026-03-19T09:00:00Z", "2026-03-26T09:00:00Z", "2026-04-02T08:00:00Z"]' \
    "$(NOW=2026-03-18T13:00:00+01:00 json meetings --all | ask '[m["start"] for m in d["meetings"] if m["start"] > "2026-03-18"][:3]')"
ok "weeks later" once 2026-04-20T13:00:00+02:00
is "each has been held once" '["2026-03-03T10:00", "2026-03-10T10:00", "2026-03-17T10:00", "2026-03-19T10:00", "2026-03-26T10:00", "2026-04-02T10:00", "2026-04-09T10:00"]' \
    "$(held 2026-04-20T13:00:00+02:00)"
is "the feed has nothing that is missing here" '[true, 0]' "$(proof 2026-04-20T13:00:00+02:00)"

# --- a further weekday: Tuesdays become Tuesdays and Thursdays
further() { series 100000 "RRULE:FREQ=WEEKLY;BYDAY=$1" | sed 's/UID:weekly/UID:further/'; }
claims() { NOW=$1 json verify | ask '[d["ok"], d["calendars"][0]["missing_occurrences"], d["calendars"][0]["unbelieved"]]'; }
rm -f "$T"/cadens.db*
NOW=2026-03-01T12:00:00+01:00 cadens import accounts "$T/accounts.csv" >/dev/null || exit 1
further TU >"$T/a.ics"
ok "on Tuesdays" once 2026-03-18T12:00:00+01:00
further TU,TH >"$T/a.ics"
ok "and on Thursdays" once 2026-03-20T13:00:00+01:00
is "nobody met on the Thursdays before; the one since then counts" '["2026-03-03T10:00", "2026-03-10T10:00", "2026-03-17T10:00", "2026-03-19T10:00"]' \
    "$(held 2026-03-20T13:00:00+01:00)"
is "what is not believed is accounted for" '[true, 0, 2]' "$(claims 2026-03-20T13:00:00+01:00)"
further TU,TH | sed 's/SUMMARY:Avstämning/SUMMARY:Avstämning igen/' >"$T/a.ics"
ok "another word" once 2026-03-20T14:00:00+01:00
is "makes it no more credible" '[true, 0, 2]' "$(claims 2026-03-20T14:00:00+01:00)"
/usr/bin/python3 - "$T/cadens.db" <<'P'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
gone = db.execute("SELECT id FROM meeting WHERE recurrence_id LIKE '2026-03-10%'").fetchone()
for table, key in (("touchpoint", "meeting_id"), ("meeting_feed", "meeting_id"), ("guest", "-list_id"), ("meeting", "id")):
    db.execute(f"DELETE FROM {table} WHERE {key} = ?", gone)
db.commit()
P
is "what damage has taken is missing" '[false, 1, 2]' "$(claims 2026-03-20T14:00:00+01:00)"
NOW=2026-03-20T14:00:00+01:00 cadens verify --repair >/dev/null
once 2026-03-20T15:00:00+01:00
is "and comes back, alone" '[true, 0, 2]' "$(claims 2026-03-20T15:00:00+01:00)"
is "as held" '["2026-03-03T10:00", "2026-03-10T10:00", "2026-03-17T10:00", "2026-03-19T10:00"]' "$(held 2026-03-20T15:00:00+01:00)"
sqlite3 "$T/cadens.db" "UPDATE meeting SET start_at = start_at + 3600, end_at = end_at + 3600 WHERE recurrence_id LIKE '2026-03-17%'"
is "one that damage has moved is as good as missing" '[false, 1, 2]' "$(claims 2026-03-20T15:00:00+01:00)"
NOW=2026-03-20T15:00:00+01:00 cadens verify --repair >/dev/null
once 2026-03-20T16:00:00+01:00
is "and is put right" '[true, 0, 2]' "$(claims 2026-03-20T16:00:00+01:00)"
is "to when it was held" '["2026-03-03T10:00", "2026-03-10T10:00", "2026-03-17T10:00", "2026-03-19T10:00"]' "$(held 2026-03-20T16:00:00+01:00)"

# --- "this and following" in Google Calendar: the rest has a UID of its own, and is the same series
google() { # google FILE: the series as it was
    printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 BEGIN:VEVENT UID:abc@google.com DTSTAMP:20260301T080000Z CREATED:20260220T080000Z \
        "DTSTART;TZID=Europe/Stockholm:20260303T100000" DURATION:PT1H SUMMARY:Avstämning ATTENDEE:mailto:asa@boll.example "RRULE:FREQ=WEEKLY;$1" END:VEVENT "${@:2}" END:VCALENDAR
}
rm -f "$T"/cadens.db*
NOW=2026-03-01T12:00:00+01:00 cadens import accounts "$T/accounts.csv" >/dev/null || exit 1
google UNTIL=20260420T000000Z >"$T/a.ics"
ok "a series of Google" once 2026-03-18T12:00:00+01:00
NOW=2026-03-18T12:00:00+01:00 cadens meeting purpose abc@google.com demo --recurrence-id 2026-03-31T08:00:00Z >/dev/null
rest=(BEGIN:VEVENT UID:abc_R20260324T090000@google.com DTSTAMP:20260318T110000Z CREATED:20260220T080000Z "DTSTART;TZID=Europe/Stockholm:20260325T130000" DURATION:PT1H
    SUMMARY:Avstämning ATTENDEE:mailto:asa@boll.example "RRULE:FREQ=WEEKLY;UNTIL=20260420T000000Z" END:VEVENT)
google UNTIL=20260323T225959Z "${rest[@]}" >"$T/a.ics"
ok "from next week on it is another day and hour" once 2026-03-18T13:00:00+01:00
is "what was held was held; what comes has moved" '[["2026-03-03T09:00:00Z", "assumed_held"], ["2026-03-10T09:00:00Z", "assumed_held"], ["2026-03-17T09:00:00Z", "assumed_held"], ["2026-03-25T12:00:00Z", null], ["2026-04-01T11:00:00Z", null], ["2026-04-08T11:00:00Z", null], ["2026-04-15T11:00:00Z", null]]' \
    "$(standing 2026-03-18T13:00:00+01:00)"
is "nothing is called off" 0 "$(NOW=2026-03-18T13:00:00+01:00 json meetings --all | ask 'len([m for m in d["meetings"] if m["status"] == "cancelled"])')"
is "what a person said of one follows it" '["2026-04-01T11:00:00Z"]' "$(NOW=2026-03-18T13:00:00+01:00 json meetings --all | ask '[m["start"] for m in d["meetings"] if m["purpose"] == "demo"]')"
is "nor booked anew" 0 "$(NOW=2026-03-18T13:00:00+01:00 json kpi meetings_booked --period week:2026-W12 | ask 'd["kpis"][0]["value"]')"
is "and nothing is missing" '[true, 0]' "$(proof 2026-03-18T13:00:00+01:00)"
is "a file is shown as it is" '["abc@google.com", "abc_R20260324T090000@google.com"]' "$(json inspect "$T/a.ics" --from 2026-03-01 --to 2026-05-01 | ask 'sorted({o["uid"] for o in d["occurrences"]})')"

# --- history
several() { # several GUEST LINES...
    printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 BEGIN:VEVENT UID:several DTSTAMP:20260301T080000Z DTSTART:20260303T090000Z DURATION:PT1H SUMMARY:Avstämning \
        RRULE:FREQ=WEEKLY "ATTENDEE:mailto:$1" END:VEVENT "${@:2}" END:VCALENDAR >"$T/a.ics"
}
rm -f "$T"/cadens.db*
printf 'id,name,domains\nA1,Bollförbundet,boll.example\nA2,Klubben,klubb.example\n' >"$T/accounts.csv"
NOW=2026-03-01T12:00:00+01:00 cadens import accounts "$T/accounts.csv" >/dev/null || exit 1
several asa@boll.example
ok "a series with one customer" once 2026-03-25T12:00:00+01:00
several carl@klubb.example
ok "is given to another" once 2026-03-26T12:00:00+01:00
whose() { NOW=$1 json touchpoints | ask '[t["at"][5:10] + " " + t["account"] for t in d["touchpoints"]]'; }
is "who was there weeks ago was there" '["03-03 A1", "03-10 A1", "03-17 A1", "03-24 A2"]' "$(whose 2026-03-26T12:00:00+01:00)"
ok "later" once 2026-04-01T12:00:00+02:00
is "it goes on with the new one" '["03-03 A1", "03-10 A1", "03-17 A1", "03-24 A2", "03-31 A2"]' "$(whose 2026-04-01T12:00:00+02:00)"
one() { printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 BEGIN:VEVENT UID:one "DTSTAMP:20260301T080000Z" "DTSTART:$1" DURATION:PT1H "SUMMARY:$2" "ATTENDEE:mailto:$3" END:VEVENT END:VCALENDAR >"$T/a.ics"; }
rm -f "$T"/cadens.db*
NOW=2026-03-01T12:00:00+01:00 cadens import accounts "$T/accounts.csv" >/dev/null || exit 1
one 20260303T090000Z Demo asa@boll.example
ok "a meeting" once 2026-03-04T12:00:00+01:00
one 20260303T100000Z Demo asa@boll.example
ok "is put right the day after" once 2026-03-05T12:00:00+01:00
is "and was then" '["2026-03-03T11:00"]' "$(held 2026-03-05T12:00:00+01:00)"
ok "it stands" once 2026-03-11T12:00:00+01:00
one 20260303T090000Z Demo asa@boll.example
ok "somebody puts it right once more, weeks later" once 2026-03-20T12:00:00+01:00
is "and means that one" '["2026-03-03T10:00"]' "$(held 2026-03-20T12:00:00+01:00)"
one 20260325T100000Z Demo asa@boll.example
ok "the old event is dragged to next week" once 2026-03-20T13:00:00+01:00
is "what was held stays, and the new one is to come" '[["2026-03-03T09:00:00Z", "assumed_held"], ["2026-03-25T10:00:00Z", null]]' "$(standing 2026-03-20T13:00:00+01:00)"
ok "and takes place" once 2026-03-26T12:00:00+01:00
is "besides the first" '["2026-03-03T10:00", "2026-03-25T11:00"]' "$(held 2026-03-26T12:00:00+01:00)"
finish
