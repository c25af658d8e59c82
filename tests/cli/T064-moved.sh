#!/bin/bash
# SPDX-License-Identifier: MIT
# A series that is moved to another hour is not held twice in its past; what a person said of a meeting follows it.
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
cadens import accounts "$T/accounts.csv" >/dev/null || exit 1
once() { cadensd --once --now "$1" >/dev/null 2>"$T/err"; }
held() { NOW=$1 json touchpoints | ask '[t["at"][:16] for t in d["touchpoints"]]'; }
standing() { NOW=$1 json meetings --all | ask '[[m["start"], m["outcome"]] for m in d["meetings"] if m["status"] == "confirmed"]'; }

series 100000 'RRULE:FREQ=WEEKLY;COUNT=6' >"$T/a.ics"
ok "a series" once 2026-03-18T12:00:00+01:00
is "is held week by week" '["2026-03-03T10:00", "2026-03-10T10:00", "2026-03-17T10:00"]' "$(held 2026-03-18T12:00:00+01:00)"
NOW=2026-03-18T12:00:00+01:00 cadens meeting outcome weekly no_show --recurrence-id 2026-03-10T09:00:00Z >/dev/null
is "one of them was not" '["2026-03-03T10:00", "2026-03-17T10:00"]' "$(held 2026-03-18T12:00:00+01:00)"

series 110000 'RRULE:FREQ=WEEKLY;COUNT=6' >"$T/a.ics"
ok "it is moved to another hour, past and all" once 2026-03-18T13:00:00+01:00
is "and each is one meeting still" '[["2026-03-03T10:00:00Z", "assumed_held"], ["2026-03-10T10:00:00Z", "no_show"], ["2026-03-17T10:00:00Z", "assumed_held"], ["2026-03-24T10:00:00Z", null], ["2026-03-31T09:00:00Z", null], ["2026-04-07T09:00:00Z", null]]' "$(standing 2026-03-18T13:00:00+01:00)"
is "held once" '["2026-03-03T11:00", "2026-03-17T11:00"]' "$(held 2026-03-18T13:00:00+01:00)"
ok "nothing new" once 2026-03-18T14:00:00+01:00
is "changes nothing" '["2026-03-03T11:00", "2026-03-17T11:00"]' "$(held 2026-03-18T14:00:00+01:00)"

series 110000 'RRULE:FREQ=WEEKLY;COUNT=6' | sed 's/20260303/20260317/' >"$T/a.ics"
ok "a feed that begins later" once 2026-03-18T15:00:00+01:00
is "takes nothing away of the past" '["2026-03-03T11:00", "2026-03-17T11:00"]' "$(held 2026-03-18T15:00:00+01:00)"
finish
