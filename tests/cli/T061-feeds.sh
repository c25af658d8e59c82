#!/bin/bash
# SPDX-License-Identifier: MIT
# Calendars end to end: what a feed says becomes meetings, touchpoints and figures; what it fails to say changes nothing (16-A06, D04, D05).
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need "an HTTP server" python3

event() { # event UID LINES...: one VEVENT
    printf 'BEGIN:VEVENT\r\nUID:%s\r\nDTSTAMP:20260301T080000Z\r\n' "$1"
    shift
    printf '%s\r\n' "$@" END:VEVENT
}
US=anna@satori.example THEM=mailto:asa@boll.example ZONE='TZID=W. Europe Standard Time'
{
    printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n'
    event single DTSTART:20260310T090000Z DTEND:20260310T100000Z 'SUMMARY:Möte\, ett' "ATTENDEE;PARTSTAT=ACCEPTED:$THEM"
    event weekly "DTSTART;$ZONE:20260318T140000" DURATION:PT1H 'RRULE:FREQ=WEEKLY;COUNT=5' "EXDATE;$ZONE:20260325T140000" "ATTENDEE:$THEM"
    event weekly "RECURRENCE-ID;$ZONE:20260401T140000" "DTSTART;$ZONE:20260402T150000" DURATION:PT1H "ATTENDEE:$THEM"
    event weekly "RECURRENCE-ID;$ZONE:20260408T140000" "DTSTART;$ZONE:20260408T140000" DURATION:PT1H STATUS:CANCELLED "ATTENDEE:$THEM"
    event allday 'DTSTART;VALUE=DATE:20260312' "ATTENDEE:$THEM"
    event gap DTSTART:20260329T023000 "ATTENDEE:$THEM"
    event we-declined DTSTART:20260316T090000Z DTEND:20260316T100000Z "ORGANIZER:$THEM" "ATTENDEE;PARTSTAT=DECLINED:mailto:$US"
    event they-declined DTSTART:20260317T090000Z DTEND:20260317T100000Z "ATTENDEE;PARTSTAT=DECLINED:$THEM"
    event internal DTSTART:20260317T110000Z DTEND:20260317T120000Z ATTENDEE:mailto:bo@satori.example
    event cancelled DTSTART:20260317T130000Z DTEND:20260317T140000Z STATUS:CANCELLED "ATTENDEE:$THEM"
    event stranger DTSTART:20260317T150000Z DTEND:20260317T160000Z ATTENDEE:mailto:who@elsewhere.example
    event running DTSTART:20260331T093000Z DTEND:20260331T110000Z "ATTENDEE:$THEM"
    event broken DTSTART:NONSENSE "ATTENDEE:$THEM"
    printf 'END:VCALENDAR\r\n'
} >"$T/a.ics"

mkdir "$T/web"
cp "$T/a.ics" "$T/web/body"
echo '"1"' >"$T/web/etag"
python3 "$top_srcdir/tests/lib/feed-server.py" "$T/web" 2>/dev/null &
at_end+=("kill $! 2>/dev/null")
wait_for 20 test -s "$T/web/port" || exit 1
configure <<C
[identity]
addresses = $US; @satori.example
[calendar web]
url = http://127.0.0.1:$(cat "$T/web/port")/a.ics
[calendar copy]
url = file://$T/a.ics
[ui]
language = en
C
printf 'id,name,domains\nA1,Bollförbundet,boll.example\n' >"$T/accounts.csv"
cadens import accounts "$T/accounts.csv" >/dev/null || exit 1
once() { cadensd --once --now "$NOW"; }

status_is "two feeds are read" 0 once
like "a broken event is told of" 'web: broken: .*skipped' "$(cat "$T/err")"
json meetings --all >"$T/all"
occurrence() { ask "[[m['start'],m['end'],m['recurrence_id'],m['status']] for m in d['meetings'] if m['uid']=='$1']" <"$T/all"; }
is "the same meeting in two feeds is one, of the first feed" '["web"]' "$(ask 'sorted({m["feed"] for m in d["meetings"]})' <"$T/all")"
is "a single event" '[["2026-03-10T09:00:00Z", "2026-03-10T10:00:00Z", null, "confirmed"]]' "$(occurrence single)"
is "a series: excluded, moved, cancelled, across summer time" '[["2026-03-18T13:00:00Z", "2026-03-18T14:00:00Z", "2026-03-18T13:00:00Z", "confirmed"], ["2026-04-02T13:00:00Z", "2026-04-02T14:00:00Z", "2026-04-01T12:00:00Z", "confirmed"], ["2026-04-08T12:00:00Z", "2026-04-08T13:00:00Z", "2026-04-08T12:00:00Z", "cancelled"], ["2026-04-15T12:00:00Z", "2026-04-15T13:00:00Z", "2026-04-15T12:00:00Z", "confirmed"]]' "$(occurrence weekly)"
is "a whole day" '[["2026-03-12", "2026-03-13", null, "confirmed"]]' "$(occurrence allday)"
is "a floating time in the gap of spring" '[["2026-03-29T01:30:00Z", "2026-03-29T01:30:00Z", null, "confirmed"]]' "$(occurrence gap)"
is "what took place is assumed held; what was called off, declined or runs is not" '["gap", "single", "stranger", "weekly"]' \
    "$(ask 'sorted({m["uid"] for m in d["meetings"] if m["outcome"]=="assumed_held"})' <"$T/all")"
is "held meetings with an account are touchpoints" '["2026-03-10", "2026-03-18", "2026-03-29"]' \
    "$(json touchpoints | ask '[t["day"] for t in d["touchpoints"]]')"
NOW=2026-03-31T13:30:00+02:00
once
is "the running one when it is over" 2026-03-31 "$(json touchpoints | ask 'd["touchpoints"][-1]["day"]')"
NOW=2026-03-31T12:00:00+02:00
figure() { json kpi "$1" --period month:2026-03 | ask 'd["kpis"][0]["value"]'; }
is "booked: every outside event but days and our own refusals" 7 "$(figure meetings_booked)"
is "held" 4 "$(figure meetings_held)"
is "upcoming" 1 "$(json kpi meetings_upcoming | ask 'd["kpis"][0]["value"]')"

dump() { cadens export --all; }
dump >"$T/before"
once
like "a second look asks with the ETag" '"1"$' "$(tail -n 1 "$T/web/requests")"
sed 's/DTSTAMP:20260301/DTSTAMP:20260302/' "$T/a.ics" >"$T/web/body"
echo '"2"' >"$T/web/etag"
once
dump >"$T/after"
ok "a new DTSTAMP alone changes nothing" cmp "$T/before" "$T/after"

trouble() { # trouble NAME STATUS ERROR ANSWER: one clear line, the right status, a row of `status`, nothing lost
    rm -f "$T/web/etag"
    echo "$4" >"$T/web/answer"
    status_is "$1: exit status" "$2" once
    like "$1: the line" "^cadensd: web: $3" "$(cat "$T/err")"
    is "$1: one line" 1 "$(wc -l <"$T/err")"
    like "$1: status tells" "$3" "$(json status | ask 'd["sources"][0]["error"]')"
    dump >"$T/after"
    ok "$1: nothing is lost" cmp "$T/before" "$T/after"
}
cp "$T/a.ics" "$T/web/body"
trouble "not found" 75 '127.0.0.1 answers HTTP 404' 404
trouble "server error" 75 '127.0.0.1 answers HTTP 500' 500
trouble "refused" 77 '127.0.0.1 refuses access' 401
trouble "cut off on the way" 75 '127.0.0.1: the download broke off' '200 text/calendar 99999'
head -c 700 "$T/a.ics" >"$T/web/body"
trouble "half a file" 75 '127.0.0.1: the calendar is incomplete' 200
echo '<html><body>Log in</body></html>' >"$T/web/body"
trouble "a page to log in" 75 '127.0.0.1: the answer is a web page' '200 text/html'

status_is "inspect of a calendar" 0 json inspect "$T/a.ics" --from 2026-03-29 --to 2026-04-02 --timezone Europe/Stockholm
is "shows the window, both days included" '["gap", "running", "weekly"]' "$(ask '[o["uid"] for o in d["occurrences"]]' <"$T/out")"
like "and what is broken" 'broken: ' "$(ask 'd["problems"]' <"$T/out")"
is "status counts what could not be read for as long as it is there" 1 "$(json status | ask '[s["unreadable"] for s in d["sources"] if s["kind"] == "calendar"][0]')"
finish
