#!/bin/bash
# SPDX-License-Identifier: MIT
# A meeting called off and another booked in its place is one that was moved, as of any moment; what an event is sorted under says what it is for.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1

. "$top_srcdir/tests/lib/calendar.sh" || exit 1
ASA=ATTENDEE:mailto:asa@boll.example BO=ATTENDEE:mailto:bo@boll.example CARL=ATTENDEE:mailto:carl@klubb.example
configure <<C
[identity]
addresses = anna@satori.example; @satori.example
[calendar work]
url = file://$T/a.ics
[ui]
language = en
C
NOW=2026-03-09T12:00:00+01:00
printf 'id,name,domains\nA1,Bollförbundet,boll.example\nA2,Klubben,klubb.example\n' >"$T/accounts.csv"
cadens import accounts "$T/accounts.csv" >/dev/null || exit 1
poll() { # poll NAME NOW
    NOW=$2
    ok "$1" cadensd --once --now "$2"
}
kpi() { json kpi "$1" --period month:2026-03 | ask 'd["kpis"][0]["value"]'; }
moves() { json meetings --all | ask '{u: [m.get("moved"), (m.get("first_start") or "")[:10], m.get("moved_to"), m["status"], m.get("cancelled_late")] for u in "'"$1"'".split() for m in d["meetings"] if m["uid"] == u}'; }

demo=(demo 20260309T080000Z 20260313T090000Z 'Demo av Satori' "$ASA")
other=(other 20260309T080000Z 20260313T130000Z 'Demo av Satori' "$CARL")
{ event "${demo[@]}"; event "${other[@]}"; } | calendar
poll "two meetings" 2026-03-10T08:00:00+01:00
is "are two booked" 2 "$(kpi meetings_booked)"
demo[2]=20260312T140000Z
{ event "${demo[@]}"; event "${other[@]}"; } | calendar
poll "one is moved" 2026-03-11T08:00:00+01:00
is "once" '{"demo": [1, "2026-03-13", null, "confirmed", null]}' "$(moves demo)"
off=("${demo[@]}" STATUS:CANCELLED DTSTAMP:20260312T090000Z)
again=(again 20260312T100000Z 20260317T090000Z 'Demo av Satori!' "$ASA" "$BO")
late=(late 20260320T100000Z 20260325T090000Z 'Demo av Satori' "$CARL")
{ event "${off[@]}"; event "${again[@]}"; event "${other[@]}"; } | calendar
poll "then it is called off, and another booked with somebody more of the same customer" 2026-03-12T12:00:00+01:00
is "it was moved, and is neither late nor lost" '{"again": [2, "2026-03-13", null, "confirmed", null], "demo": [1, "2026-03-13", "again", "cancelled", null]}' "$(moves 'demo again')"
is "nothing was called off" 0 "$(kpi meetings_cancelled)"
is "and nothing booked anew" 2 "$(kpi meetings_booked)"

{ event "${off[@]}"; event "${again[@]}"; event "${other[@]}" STATUS:CANCELLED DTSTAMP:20260312T140000Z; event "${late[@]}"; } | calendar
poll "one called off for which nothing is booked within a week" 2026-03-21T12:00:00+01:00
is "is called off" 1 "$(kpi meetings_cancelled)"
is "and what comes later is booked anew" 3 "$(kpi meetings_booked)"
is "late as it was" '{"late": [null, "", null, "confirmed", null], "other": [null, "", null, "cancelled", true]}' "$(moves 'other late')"

NOW=2026-03-12T10:30:00+01:00
is "before the new one was booked it was called off" '{"demo": [1, "2026-03-13", null, "cancelled", true]}' "$(moves demo)"
is "which counts so" 1 "$(kpi meetings_cancelled)"
NOW=2026-03-12T09:00:00+01:00
is "before that it stood" '{"demo": [1, "2026-03-13", null, "confirmed", null]}' "$(moves demo)"
NOW=2026-03-10T12:00:00+01:00
is "and before it was moved it had not been" '{"demo": [null, "", null, "confirmed", null]}' "$(moves demo)"
is "two were booked all the time" 2 "$(kpi meetings_booked)"

NOW=2026-03-21T12:00:00+01:00
is "what is found does not depend on the order: all made again is the same" true "$(json verify | ask 'd["ok"]')"
rm "$T"/cadens.db*
cadens import accounts "$T/accounts.csv" >/dev/null
poll "read from nothing" 2026-03-21T12:00:00+01:00
is "the same is found" '{"again": null, "demo": "again", "late": null, "other": null}' "$(moves 'demo again other late' | ask '{u: d[u][2] for u in ("demo", "again", "other", "late")}')"

twin=(twin 20260316T080000Z 20260326T090000Z 'Genomgång av avtalet' "$CARL") next=(next 20260316T080000Z 20260331T090000Z 'Genomgång av avtalet' "$CARL")
{ event "${twin[@]}"; event "${next[@]}"; } | calendar
poll "two of the same kind" 2026-03-21T13:00:00+01:00
{ event "${twin[@]}" STATUS:CANCELLED DTSTAMP:20260321T130000Z; event "${next[@]}"; } | calendar
poll "and one is called off" 2026-03-21T15:00:00+01:00
is "the other was there before, and stands for itself only" '{"next": [null, "", null, "confirmed", null], "twin": [null, "", null, "cancelled", null]}' "$(moves 'twin next')"

{ event qbr 20260320T080000Z 20260327T090000Z 'Ses på Nobel' "$ASA" 'CATEGORIES:Blå\, stor,QBR'; event mix 20260320T080000Z 20260327T110000Z 'Demo' "$ASA" CATEGORIES:QBR
    event two 20260320T080000Z 20260327T130000Z 'Vi ses' "$ASA" CATEGORIES:Grön CATEGORIES:Workshop; event secret 20260320T080000Z 20260327T150000Z 'Hemligt' CLASS:PRIVATE CATEGORIES:QBR
    event none 20260320T080000Z 20260327T160000Z 'Vi ses igen' "$ASA" CATEGORIES: 'DESCRIPTION:QBR'; } | calendar
poll "events that are sorted" 2026-03-22T12:00:00+01:00
is "say what they are for, but for the title; what is private says nothing, and what is written in them is not read" \
    '{"mix": "demo", "none": null, "qbr": "qbr", "secret": null, "two": "delivery"}' \
    "$(json meetings --all --from 2026-03-27 | ask '{m["uid"]: m["purpose"] for u in ("qbr", "mix", "two", "secret", "none") for m in d["meetings"] if m["uid"] == u}')"
finish
