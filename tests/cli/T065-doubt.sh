#!/bin/bash
# SPDX-License-Identifier: MIT
# A calendar that has lost most of what was to come is doubted, told once, and believed when a person says so; one that invents UIDs is known by
# what its events say; what is missing stays missing while nothing changes.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need "an HTTP server" python3

W=$T/web
mkdir "$W"
feed() { # feed UID-PREFIX NUMBER...: one event a day in April, NUMBER is its day
    local prefix=$1 n
    shift
    {
        printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n'
        for n in "$@"; do
            printf 'BEGIN:VEVENT\r\nUID:%s%02d\r\nDTSTAMP:20260301T080000Z\r\nSUMMARY:Möte %d\r\nDTSTART:202604%02dT090000Z\r\nDTEND:202604%02dT100000Z\r\nATTENDEE:mailto:asa@boll.example\r\nEND:VEVENT\r\n' \
                "$prefix" "$n" "$n" "$n" "$n"
        done
        printf 'END:VCALENDAR\r\n'
    } >"$W/body"
}
feed a 1 2 3 4 5 6 7 8 9 10 11 12
python3 "$top_srcdir/tests/lib/feed-server.py" "$W" 2>/dev/null &
at_end+=("kill $! 2>/dev/null")
wait_for 20 test -s "$W/port" || exit 1
configure <<C
[identity]
addresses = anna@satori.example
[calendar work]
url = http://127.0.0.1:$(cat "$W/port")/a.ics
[ui]
language = en
C
at() { NOW=2026-03-31T$1:00+02:00; }
confirmed() { json meetings --all | ask 'len([m for m in d["meetings"] if m["status"] == "confirmed"])'; }
state() { json status | ask '[s["state"] for s in d["sources"]][0]' | tr -d '"'; }

at 08:00
status_is "twelve events" 0 cadens sync
is "are twelve meetings" 12 "$(confirmed)"
status_is "nothing to accept of a calendar that is believed" 1 cadens sync work --accept
like "is said" '^cadens: work: there is nothing to accept, what it shows is believed$' "$(cat "$T/err")"
status_is "--accept wants a name" 2 cadens sync --accept

feed a 1 2 3
status_is "nine of twelve are missing" 75 cadens sync
like "is told, with what helps" '^cadens: work: most of what it showed is missing; everything is kept until it is sure \(.cadens sync work --accept. believes it\)$' "$(cat "$T/err")"
is "everything is kept" 12 "$(confirmed)"
is "the source needs a person" needs_attention "$(state)"
status_is "doctor says so too" 1 cadens doctor
like "with the same words" 'calendar +work +needs you +most of what it showed is missing' "$(cat "$T/out")"
for hour in 09:00 15:00 23:00; do
    at $hour
    status_is "the same answer again at $hour is no proof" 75 cadens sync
done
is "everything is still kept" 12 "$(confirmed)"
is "and the source still needs a person" needs_attention "$(state)"
status_is "accepted" 0 cadens sync work --accept
is "what is missing is cancelled" 3 "$(confirmed)"
is "the source is well" ok "$(state)"
status_is "and stays so" 0 cadens sync
feed a 1 2 3 4 5 6 7 8 9 10 11 12
status_is "what comes back" 0 cadens sync
is "is confirmed again" 12 "$(confirmed)"

feed a 9 10 11 12
for day in 01 02 03 04; do
    NOW=2026-04-${day}T12:00:00+02:00
    status_is "the next eight are missing, on April $day" 75 cadens sync
done
is "that days go by makes it no truer" 12 "$(confirmed)"
feed a 1 2 3 4 5 6 7 8 9 10 11 12
status_is "they are there again" 0 cadens sync
is "and the doubt is over" ok "$(state)"

at 23:30
printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n' >"$W/body"
status_is "an empty calendar" 75 cadens sync
is "empties nothing" 12 "$(confirmed)"
NOW=2026-04-08T01:00:00+02:00
status_is "a week of it is believed" 0 cadens sync
status_is "when it is asked for the third time" 0 cadens sync
is "what is past stays, what was to come is cancelled" 7 "$(confirmed)"

rm -f "$T"/cadens.db*
feed a 10 11 12
at 08:00
cadens sync >/dev/null
feed a 10 11
echo '"1"' >"$W/etag"
cadens sync >/dev/null
at 12:00
status_is "one is missing, and nothing changes any more" 0 cadens sync
is "which is no proof after four hours" 3 "$(confirmed)"
at 15:00
status_is "asked a third time" 0 cadens sync
is "it is gone after seven" 2 "$(confirmed)"
rm "$W/etag"

rm -f "$T"/cadens.db*
feed a 10 11 12
cadens sync >/dev/null
cadens meeting outcome a10 no_show >/dev/null 2>&1
cadens export --all >"$T/before"
for round in b c d; do
    feed $round 10 11 12
    status_is "new UIDs, round $round" 0 cadens sync
    cadens export --all >"$T/after"
    ok "change nothing, round $round" cmp "$T/before" "$T/after"
done
feed e 10 11 12 13 14 15 16 17 18
status_is "new UIDs and six new events" 0 cadens sync
is "are six more meetings" '["a10", "a11", "a12", "e13", "e14", "e15", "e16", "e17", "e18"]' "$(json meetings --all | ask 'sorted(m["uid"] for m in d["meetings"])')"
feed f 10 11 12 13 14 15 16 17
sed -i 's/20260412T1/20260412T2/; s/Möte 13/Möte tretton/' "$W/body"
status_is "new UIDs, one moved, one renamed, one gone" 0 cadens sync
is "what can be known is known" '["a10", "a11", "e14", "e15", "e16", "e17"]' \
    "$(json meetings --all | ask 'sorted(m["uid"] for m in d["meetings"] if m["status"] == "confirmed" and m["uid"] in ("a10", "a11", "e14", "e15", "e16", "e17"))')"
NOW=2026-04-02T12:00:00+02:00
status_is "the window moves with the days" 0 cadens sync
is "by the stored texts, each under its first UID" 0 "$(json meetings --all | ask 'len([m for m in d["meetings"] if m["uid"] in ("f10", "f11", "f14", "f15", "f16", "f17")])')"
status_is "verify knows them too" 0 cadens verify work
finish
