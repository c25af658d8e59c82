#!/bin/bash
# SPDX-License-Identifier: MIT
# Calendars of CalDAV servers: Radicale itself, and what other servers answer (RFC 4791, 6578, 6764).
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need "Radicale" radicale
need "curl" curl

W=$T/dav
mkdir -p "$W"
echo 'anna:secret' >"$W/users"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
cat >"$W/radicale.conf" <<C
[server]
hosts = 127.0.0.1:$port
[auth]
type = htpasswd
htpasswd_filename = $W/users
htpasswd_encryption = plain
delay = 0
[storage]
filesystem_folder = $W/store
[logging]
level = warning
C
radicale --config "$W/radicale.conf" >"$W/log" 2>&1 &
at_end+=("kill $! 2>/dev/null")
dav() { curl -sS -f -u anna:secret -o /dev/null "$@"; }
wait_for 30 curl -sS -o /dev/null "http://127.0.0.1:$port/" || exit 1

collection() { # collection NAME COMPONENT
    dav -X MKCOL -H 'Content-Type: text/xml' --data "<mkcol xmlns='DAV:' xmlns:C='urn:ietf:params:xml:ns:caldav'><set><prop><resourcetype><collection/><C:calendar/></resourcetype><C:supported-calendar-component-set><C:comp name='$2'/></C:supported-calendar-component-set></prop></set></mkcol>" "http://127.0.0.1:$port/anna/$1/"
}
event() { # event CALENDAR UID LINES...
    local at=$1/$2.ics
    {
        printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VEVENT\r\nUID:%s\r\nDTSTAMP:20260301T080000Z\r\n' "$2"
        shift 2
        printf '%s\r\n' "$@" ATTENDEE:mailto:asa@boll.example END:VEVENT END:VCALENDAR
    } | dav -X PUT -H 'Content-Type: text/calendar' --data-binary @- "http://127.0.0.1:$port/anna/$at"
}
collection work VEVENT
collection private VEVENT
collection todo VTODO
event work single DTSTART:20260310T090000Z DTEND:20260310T100000Z 'SUMMARY:Möte ett'
event work weekly 'DTSTART;TZID=Europe/Stockholm:20260318T140000' DURATION:PT1H 'RRULE:FREQ=WEEKLY;COUNT=5'
event work coming DTSTART:20260410T090000Z DTEND:20260410T100000Z SUMMARY:Kommande
event private other DTSTART:20260411T090000Z DTEND:20260411T100000Z SUMMARY:Annat

profile() { # profile URL [USER]
    configure <<C
[identity]
addresses = anna@satori.example; @satori.example
[calendar dav]
url = $1
user = ${2-anna}
password_command = printf secret
[ui]
language = en
C
}
once() { cadensd --once --now "${1:-$NOW}"; }
meetings() { json meetings --all | ask 'sorted([m["uid"], m["start"], m["status"]] for m in d["meetings"])'; }
ALL='[["coming", "2026-04-10T09:00:00Z", "confirmed"], ["other", "2026-04-11T09:00:00Z", "confirmed"], ["single", "2026-03-10T09:00:00Z", "confirmed"], ["weekly", "2026-03-18T13:00:00Z", "confirmed"], ["weekly", "2026-03-25T13:00:00Z", "confirmed"], ["weekly", "2026-04-01T12:00:00Z", "confirmed"], ["weekly", "2026-04-08T12:00:00Z", "confirmed"], ["weekly", "2026-04-15T12:00:00Z", "confirmed"]]'
requests() { grep -cE "\"?($1) request" "$W/log"; }

for start in / /anna/ /.well-known/caldav; do
    rm -f "$T"/cadens.db*
    profile "caldav://127.0.0.1:$port$start"
    status_is "found from $start" 0 once
    is "every calendar with events is read, from $start" "$ALL" "$(meetings)"
done
rm -f "$T"/cadens.db*
profile "caldav://127.0.0.1:$port/anna/work/"
status_is "one calendar by its own address" 0 once
is "and only that" 7 "$(json meetings --all | ask 'len(d["meetings"])')"
is "verify finds everything" '[[3, 3, 0, 0]]' "$(json verify | ask '[[c["feed"], c["stored"], c["missing"], c["gone"]] for c in d["calendars"]]')"

event work coming DTSTART:20260413T090000Z DTEND:20260413T100000Z SUMMARY:Flyttat
event work new DTSTART:20260414T090000Z DTEND:20260414T100000Z SUMMARY:Nytt
dav -X DELETE "http://127.0.0.1:$port/anna/work/weekly.ics"
status_is "a second poll" 0 once
is "moved, new, and a series that was deleted: what is past stays, what was to come is cancelled" \
    '[["coming", "2026-04-13T09:00:00Z", "confirmed"], ["new", "2026-04-14T09:00:00Z", "confirmed"], ["single", "2026-03-10T09:00:00Z", "confirmed"], ["weekly", "2026-03-18T13:00:00Z", "confirmed"], ["weekly", "2026-03-25T13:00:00Z", "confirmed"], ["weekly", "2026-04-01T12:00:00Z", "cancelled"], ["weekly", "2026-04-08T12:00:00Z", "cancelled"], ["weekly", "2026-04-15T12:00:00Z", "cancelled"]]' "$(meetings)"
is "an event that moves to another calendar is not cancelled" '[["coming", "2026-04-13T09:00:00Z", "confirmed"]]' "$(
    profile "caldav://127.0.0.1:$port/anna/"; once >/dev/null 2>&1
    dav -X MOVE -H "Destination: http://127.0.0.1:$port/anna/private/coming.ics" "http://127.0.0.1:$port/anna/work/coming.ics"
    once >/dev/null 2>&1; json meetings --all | ask 'sorted([m["uid"], m["start"], m["status"]] for m in d["meetings"] if m["uid"] == "coming")')"
before=$(meetings)
status_is "nothing new" 0 once
is "changes nothing" "$before" "$(meetings)"
status_is "half a year later the window has moved with the days" 0 once 2026-10-01T12:00:00+02:00

rm -rf "$W/store/collection-root/anna/work/.Radicale.cache/sync-token"
event work after DTSTART:20260415T090000Z DTEND:20260415T100000Z SUMMARY:Efter
status_is "a server that has forgotten its tokens" 0 once
is "is listed anew" '[["after", "confirmed"], ["new", "confirmed"]]' "$(json meetings --all | ask 'sorted([m["uid"], m["status"]] for m in d["meetings"] if m["uid"] in ("after", "new"))')"

before=$(meetings)
dav -X DELETE "http://127.0.0.1:$port/anna/private/"
status_is "a calendar that was deleted" 0 once
is "takes what was to come with it" '["coming", "other"]' "$(json meetings --all | ask 'sorted({m["uid"] for m in d["meetings"] if m["status"] == "cancelled" and m["uid"] != "weekly"})')"

profile "caldav://127.0.0.1:$port/anna/nowhere/"
echo 'anna:other' >"$W/users"
status_is "a refused password" 77 once
like "is told in one line" '^cadensd?: dav: 127.0.0.1 refuses access \(HTTP 401\)$' "$(cat "$T/err")"
is "and changes nothing" "new confirmed" "$(json meetings --all | ask '[" ".join([m["uid"], m["status"]]) for m in d["meetings"] if m["uid"] == "new"][0]' | tr -d '"')"

# --- servers that cannot do everything, and worse ---------------------------------------------------------------------------
F=$T/fake
mkdir -p "$F/cal"
python3 "$top_srcdir/tests/lib/dav-server.py" "$F" 2>/dev/null &
at_end+=("kill $! 2>/dev/null")
wait_for 20 test -s "$F/port" || exit 1
put() { # put UID DAY
    printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:%s\r\nDTSTART:%sT090000Z\r\nATTENDEE:mailto:asa@boll.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n' "$1" "$2" >"$F/cal/$1.ics"
}
asked() { cut -d ' ' -f 1 "$F/requests" | sort | uniq -c | awk '{print $2, $1}' | tr '\n' ' '; rm "$F/requests"; }
uids() { json meetings --all | ask '" ".join(sorted(m["uid"] + ("" if m["status"] == "confirmed" else "!") for m in d["meetings"]))'; }
profile "caldav://127.0.0.1:$(cat "$F/port")/cal/" ""
fresh() { rm -f "$T"/cadens.db* "$F"/cal/* "$F/requests"; put a 20260410; put b 20260411; put c 20260412; echo "$1" >"$F/mode"; }

fresh parts
status_is "changes that come in parts" 0 once
is "are all taken" "a b c" "$(uids)"
is "part by part, in one batch" "find 1 multiget 1 sync 3 " "$(asked)"

fresh no-sync
status_is "a server without change reports" 0 once
is "is listed" "a b c" "$(uids)"
rm "$F/cal/a.ics" "$F/requests"
put b 20260421
status_is "and compared by ETags" 0 once
is "what is gone, and what changed" "a! b c" "$(uids)"
is "with one question for what changed, and one for what is listed no longer" "find 1 get 1 list 1 multiget 1 " "$(asked)"

fresh no-multiget
status_is "a server that gives no batches" 0 once
is "is asked one by one" "a b c find 1 get 3 multiget 1 sync 1 " "$(uids) $(asked)"

fresh "no-sync stranger"
status_is "an event on another server" 0 once
is "is not asked for" "a b c" "$(uids)"

fresh ""
echo '<html>sign in</html>' >"$F/cal/b.ics"
status_is "an event that is a web page" 0 once
like "is told of" 'dav: the answer is a web page, not a calendar' "$(cat "$T/err")"
is "and costs its neighbours nothing" "a c" "$(uids)"

before=$(uids)
for mode in cut bomb; do
    echo "$mode" >"$F/mode"
    rm -f "$F/cal/"*
    status_is "an answer that is no multistatus: $mode" 75 once
    like "is told, $mode" "127.0.0.1: the answer is not that of a calendar server" "$(cat "$T/err")"
    is "and changes nothing, $mode" "$before" "$(uids)"
done
finish
