#!/bin/bash
# SPDX-License-Identifier: MIT
# A calendar that changes at each look, as those do that write a new DTSTAMP into every download, shows as far ahead as any other, and nothing of it is
# missing in between.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1

event() { printf '%s\r\n' BEGIN:VEVENT "UID:$1" "DTSTAMP:$stamp" "CREATED:20260220T080000Z" "SUMMARY:$1" "${@:2}" END:VEVENT; }
calendar() { # calendar MOMENT
    stamp=$(date -u -d "$1" +%Y%m%dT%H%M%SZ)
    { printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n'
      event endless DTSTART:20260302T090000Z DURATION:PT1H RRULE:FREQ=DAILY ATTENDEE:mailto:asa@boll.example
      event hours DTSTART:20260302T000000Z DURATION:PT1H 'RRULE:FREQ=DAILY;BYHOUR=0,3,6,12,15,18,21'
      printf 'END:VCALENDAR\r\n'; } >"$T/a.ics"
}
configure <<C
[identity]
addresses = anna@satori.example
[calendar work]
url = file://$T/a.ics
[ui]
language = en
C
printf 'id,name,domains\nA1,Bollförbundet,boll.example\n' >"$T/accounts.csv"
NOW=2026-03-02T08:00:00Z
cadens import accounts "$T/accounts.csv" >/dev/null || exit 1
last() { sqlite3 "$T/cadens.db" "SELECT date(MAX(start_at), 'unixepoch') FROM meeting WHERE uid = 'endless'"; }
proof() { json verify | ask '[d["ok"], d["calendars"][0]["missing_occurrences"]]'; }
calendar $NOW
cadensd --once --now $NOW
is "400 days ahead" 2027-04-05 "$(last)"
look() { # look HOURS
    NOW=$(date -u -d "2026-03-02 08:00 UTC + $1 hours" +%Y-%m-%dT%H:%M:%SZ)
    calendar $NOW
    cadensd --once --now $NOW
}
look 7
is "another look some hours later finds nothing missing" '[true, 0]' "$(proof)"
for hours in $(seq 14 7 175); do look "$hours"; done
is "after a week of looks it is as far ahead as on the first day, but for the hours in which the window stands" 2027-04-12 "$(last)"
is "and nothing is missing" '[true, 0]' "$(proof)"
is "what was held was" 8 "$(json touchpoints | ask 'len(d["touchpoints"])')"
finish
