#!/bin/bash
# SPDX-License-Identifier: MIT
# From event to activity (../notes calendar §3): moved, called off, late, tentative, declined, held, and what is none of the trade's.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1

event() { # event UID LINES...: one VEVENT
    printf 'BEGIN:VEVENT\r\nUID:%s\r\nDTSTAMP:20260301T080000Z\r\nCREATED:20260302T080000Z\r\n' "$1"
    shift
    printf '%s\r\n' "$@" END:VEVENT
}
THEM=ATTENDEE:mailto:asa@boll.example US='ATTENDEE;PARTSTAT=ACCEPTED:mailto:anna@satori.example'
calendar() { printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n'; cat; printf 'END:VCALENDAR\r\n'; }
visit() { event visit SEQUENCE:"$2" "DTSTART:$1" DURATION:PT1H SUMMARY:Besök "$THEM" "${@:3}"; }
rest() {
    event weekly DTSTART:20260303T090000Z DURATION:PT1H 'RRULE:FREQ=WEEKLY;COUNT=6' SUMMARY:Avstämning "$THEM"
    event maybe DTSTART:20260330T090000Z DURATION:PT1H STATUS:TENTATIVE SUMMARY:Kanske "$THEM"
    event no DTSTART:20260330T100000Z DURATION:PT1H SUMMARY:Nej 'ATTENDEE;PARTSTAT=DECLINED:mailto:asa@boll.example'
    event lunch DTSTART:20260330T110000Z DURATION:PT1H SUMMARY:Lunch
    event guest DTSTART:20260330T113000Z DURATION:PT1H SUMMARY:Lunch "$THEM"
    event day 'DTSTART;VALUE=DATE:20260330' SUMMARY:Bolldagen
    event secret CLASS:PRIVATE DTSTART:20260330T120000Z DURATION:PT1H SUMMARY:Hemligt
    event idle TRANSP:TRANSPARENT DTSTART:20260330T130000Z DURATION:PT1H SUMMARY:Påminnelse
    event oof TRANSP:OPAQUE X-MICROSOFT-CDO-BUSYSTATUS:OOF DTSTART:20260330T140000Z DURATION:PT1H SUMMARY:Borta
    event busy DTSTART:20260330T150000Z DURATION:PT1H SUMMARY:Busy
    event ours DTSTART:20260330T160000Z DURATION:PT1H SUMMARY:Säljmöte "$US" ATTENDEE:mailto:bo@satori.example
    event riddle DTSTART:20260330T170000Z DURATION:PT1H SUMMARY:Möte
}
configure <<C
[identity]
addresses = anna@satori.example; @satori.example
[calendar work]
url = file://$T/a.ics
[ui]
language = en
C
NOW=2026-03-09T12:00:00+01:00
printf 'id,name,domains\nA1,Bollförbundet,boll.example\n' >"$T/accounts.csv"
cadens import accounts "$T/accounts.csv" >/dev/null || exit 1
poll() { # poll NOW START SEQUENCE LINES...: the calendar with the visit at START
    NOW=$1
    { visit "${@:2}"; rest; } | calendar >"$T/a.ics"
    cadensd --once --now "$NOW" >/dev/null 2>"$T/err"
}
visit_is() { json meetings --all | ask '[[m["start"], m["status"], m.get("moved"), m.get("first_start"), m.get("cancelled_late"), m["booked"][:10]] for m in d["meetings"] if m["uid"] == "visit"][0]'; }
booked() { json kpi meetings_booked --period month:2026-03 | ask 'd["kpis"][0]["value"]'; }

poll 2026-03-10T12:00:00+01:00 20260320T090000Z 0
is "booked" '["2026-03-20T09:00:00Z", "confirmed", null, null, null, "2026-03-02"]' "$(visit_is)"
once=$(booked)
poll 2026-03-11T12:00:00+01:00 20260323T090000Z 1
is "moved: the same meeting, which knows when it was first for" '["2026-03-23T09:00:00Z", "confirmed", 1, "2026-03-20T09:00:00Z", null, "2026-03-02"]' "$(visit_is)"
poll 2026-03-12T12:00:00+01:00 20260323T090000Z 1
is "once" 1 "$(visit_is | ask 'd[2]')"
poll 2026-03-12T13:00:00+01:00 20260325T090000Z 2
is "and once more" '["2026-03-25T09:00:00Z", "confirmed", 2, "2026-03-20T09:00:00Z", null, "2026-03-02"]' "$(visit_is)"
is "which is no further booking" "$once" "$(booked)"
poll 2026-03-24T12:00:00+01:00 20260325T090000Z 3 STATUS:CANCELLED DTSTAMP:20260324T100000Z
is "called off within a day of it is late" '["2026-03-25T09:00:00Z", "cancelled", 2, "2026-03-20T09:00:00Z", true, "2026-03-02"]' "$(visit_is)"
is "it was booked all the same" "$once" "$(booked)"
is "and called off" 1 "$(json kpi meetings_cancelled --period month:2026-03 | ask 'd["kpis"][0]["value"]')"


# some servers leave DTSTAMP at the creation
stale() { event stale DTSTART:20260401T160000Z DURATION:PT1H SUMMARY:Test "$THEM" "$@"; }
drop() { NOW=$1; { visit 20260325T090000Z 3 STATUS:CANCELLED; stale "${@:2}"; rest; } | calendar >"$T/a.ics"; cadensd --once --now "$NOW" >/dev/null 2>&1; }
drop 2026-03-29T12:00:00+02:00
drop 2026-03-29T13:00:00+02:00 STATUS:CANCELLED
is "it was called off after it was last seen to stand" '2026-03-29T10:00:00Z' "$(sqlite3 "$T/cadens.db" "SELECT strftime('%Y-%m-%dT%H:%M:%SZ', cancelled_at, 'unixepoch') FROM meeting WHERE uid = 'stale'")"
is "and counts on that day" 1 "$(json kpi meetings_cancelled --period day:2026-03-29 | ask 'd["kpis"][0]["value"]')"
poll 2026-03-31T12:00:00+02:00 20260325T090000Z 3 STATUS:CANCELLED
is "what took place: check-ins one by one, a tentative one, lunch with a customer" '["weekly", "weekly", "weekly", "weekly", "maybe", "guest", "weekly"]' \
    "$(json meetings | ask '[m["uid"] for m in d["meetings"] if m["outcome"]]')"
is "each is a touch" 7 "$(json touchpoints | ask 'len(d["touchpoints"])')"
held() { json kpi meetings_held meetings_cancelled --period month:2026-03 | ask '[k["value"] for k in d["kpis"]]'; }
is "what was called off did not take place" '[7, 2]' "$(held)"
ok "but somebody was there" cadens meeting outcome visit held
is "who says so knows better than the calendar" '[8, 1]' "$(held)"
is "and it is a touch" 8 "$(json touchpoints | ask 'len(d["touchpoints"])')"
is "all made again is the same" true "$(json verify | ask 'd["ok"]')"
ok "it was not" cadens meeting outcome visit not_held
is "and is none" '[7, 2]' "$(held)"
is "nor a touch" 7 "$(json touchpoints | ask 'len(d["touchpoints"])')"
is "and the one to come is none" null "$(json meetings --from 2026-04-07 | ask 'd["meetings"][0]["outcome"]')"
is "what is ignored, and why" '{"busy": "busy", "day": "all_day", "idle": "free", "lunch": "routine", "oof": "free", "ours": "internal", "secret": "private"}' \
    "$(json meetings --all | ask '{m["uid"]: m["ignored"] for m in d["meetings"] if m["ignored"]}')"
is "what is a riddle is not ignored" '[null]' "$(json meetings --all | ask '[m["ignored"] for m in d["meetings"] if m["uid"] == "riddle"]')"
like "for people, too" 'Lunch .*lunch, travel and the like' "$(cadens meetings --all)"
is "customers' meetings have nothing to say of it" false "$(json meetings | ask '"ignored" in d["meetings"][0]')"
poll 2026-04-01T12:00:00+02:00 20260324T100000Z 4
is "a past one whose time is put right was not moved" 2 "$(visit_is | ask 'd[2]')"

{ for hour in {00..20}; do event "busy-$hour" "DTSTART:20260402T${hour}0000Z" DURATION:PT1H SUMMARY:Upptagen; done; event one "DTSTART:20260403T090000Z" SUMMARY:Möte; } |
    calendar >"$T/a.ics"
unlike "a calendar with titles is well" 'shows only when you are busy' "$(cadens doctor 2>&1)"
cp "$T/a.ics" "$T/b.ics"
printf '[calendar other]\nurl = file://%s/b.ics\n' "$T" >>"$T/cadens.conf"
cadensd --once --now "$NOW" >/dev/null 2>&1
like "one that shows only when somebody is busy is told of" 'other .*shows only when you are busy' "$(cadens doctor 2>&1)"
finish
