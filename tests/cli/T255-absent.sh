#!/bin/bash
# SPDX-License-Identifier: MIT
# Whoever is never to be logged makes no touch by a meeting either, from the moment on that it is said, and is no stranger to be sorted.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1

event() { printf '%s\r\n' BEGIN:VEVENT "UID:$1" DTSTAMP:20260301T080000Z CREATED:20260301T080000Z DTSTART:20260303T090000Z DURATION:PT1H "SUMMARY:$1" "${@:2}" END:VEVENT; }
{
    printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n'
    event lawyer ATTENDEE:mailto:lawyer@boll.example
    event both ATTENDEE:mailto:lawyer@boll.example ATTENDEE:mailto:asa@boll.example
    event doctor ATTENDEE:mailto:doctor@clinic.example
    event stranger ATTENDEE:mailto:nils@elsewhere.example
    printf 'END:VCALENDAR\r\n'
} >"$T/a.ics"
profile() {
    configure <<C
[identity]
addresses = anna@satori.example
[calendar work]
url = file://$T/a.ics
[ui]
language = en
[privacy]
never_log = $1
C
}
printf 'id,name,domains\nA1,Bollförbundet,boll.example\n' >"$T/accounts.csv"
profile ''
cadens import accounts "$T/accounts.csv" >/dev/null || exit 1
cadensd --once --now "$NOW"
touches() { json touchpoints | ask '" ".join(sorted(t["subject"] for t in d["touchpoints"]))'; }
strangers() { json triage | ask '" ".join(sorted(s["address"] if "address" in s else s["addr"] for s in list(d.values())[1]))'; }
is "everybody counts" 'both lawyer' "$(touches)"
is "and is asked about" 'doctor@clinic.example nils@elsewhere.example' "$(strangers)"
profile 'lawyer@boll.example; @clinic.example'
cadensd --once --now "$NOW"
is "who is never to be logged is not" 'both' "$(touches)"
is "nor asked about" 'nils@elsewhere.example' "$(strangers)"
ok "all made again is the same" cadens verify
profile ''
cadensd --once --now "$NOW"
is "who is no longer among them counts again" 'both lawyer' "$(touches)"
ok "all made again is the same then, too" cadens verify
ok "never, at the command line" cadens triage never-log lawyer@boll.example
is "does the same" 'both' "$(touches)"
ok "and all made again is the same" cadens verify
ok "taken back" cadens triage undo lawyer@boll.example
is "it is as it was" 'both lawyer' "$(touches)"
ok "and so is all made again" cadens verify
finish
