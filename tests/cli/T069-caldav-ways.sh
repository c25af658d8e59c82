#!/bin/bash
# SPDX-License-Identifier: MIT
# The ways of CalDAV servers, one by one: what Nextcloud, iCloud, Fastmail, SOGo and others do with addresses, tokens, ETags and redirects; what
# a server in trouble says; and Xandikos itself.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need "curl" curl

F=$T/fake
mkdir -p "$F/cal"
python3 "$top_srcdir/tests/lib/dav-server.py" "$F" 2>/dev/null &
at_end+=("kill $! 2>/dev/null")
wait_for 20 test -s "$F/port" || exit 1
profile() { # profile URL
    configure <<C
[identity]
addresses = anna@satori.example; @satori.example
[calendar dav]
url = $1
[ui]
language = en
C
}
text() { # text UID DAY
    printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//test//EN BEGIN:VEVENT "UID:$1" DTSTAMP:20260301T080000Z "DTSTART:$2T090000Z" \
        DURATION:PT1H ATTENDEE:mailto:asa@boll.example END:VEVENT END:VCALENDAR
}
put() { text "$1" "$2" >"$F/cal/$1.ics"; }
once() { cadensd --once --now "$NOW"; }
uids() { json meetings --all | ask '" ".join(sorted(m["uid"] + ("" if m["status"] == "confirmed" else "!") for m in d["meetings"]))'; }
day_of() { json meetings --all | ask "[m['start'][:10] for m in d['meetings'] if m['uid'] == '$1'][0]"; }
source_is() { json status | ask '[[s["state"], s["error"]] for s in d["sources"]]'; }
asked() { cut -d ' ' -f 1 "$F/requests" | sort | uniq -c | awk '{print $2, $1}' | tr '\n' ' '; rm "$F/requests"; }
mode() { echo "$1" >"$F/mode"; rm -f "$F/requests"; }
ALL="a@x.example b c d e f g h"
fresh() { # fresh MODE [PATH]
    rm -f "$T"/cadens.db* "$F"/cal/*
    local uid n=10
    for uid in $ALL; do put "$uid" 202604$((n++)); done
    mode "$1"
    profile "caldav://127.0.0.1:$(cat "$F/port")${2-/cal/}"
}

# follows NAME: one event moves, one comes, one goes; nothing else is touched, and a third look finds nothing to do
follows() {
    put b 20260425
    put new 20260426
    rm "$F/cal/c.ics"
    status_is "$1: a second look" 0 once
    is "$1: moved, new and gone" "a@x.example b c! d e f g h new 2026-04-25" "$(uids) $(day_of b)"
    rm -f "$F/requests"
    cadens export --all >"$T/before"
    status_is "$1: a third one" 0 once
    cadens export --all >"$T/after"
    ok "$1: finds nothing" cmp "$T/before" "$T/after"
}
way() { # way NAME MODE [PATH]
    fresh "$2" "${3-/cal/}"
    status_is "$1" 0 once
    is "$1: every event, no complaint" "$ALL " "$(uids) $(cat "$T/err")"
    follows "$1"
}
way "Nextcloud: reports of changes" ""
is "asks for what changed only" "find 1 sync 1 " "$(asked)"
way "Nextcloud: from the name of the server alone, by redirects" path /
way "iCloud: addresses with the host" "path absolute" /
way "iCloud: addresses escaped in lists, plain in answers" escape
way "SOGo: no reports, the calendar without its slash" "no-sync bare"
way "SOGo: a report with the calendar itself, without its slash" bare
way "no ETags" no-etag
way "no ETags and no reports" "no-etag no-sync"
way "what is gone is said of its properties" old-404
way "reports want another depth" depth-1
is "so it is listed" "find 1 list 1 " "$(asked)"
way "Google, Yandex: reports in parts" parts
for status in 400 403 410 412 418 507; do
    fresh ""
    once
    mode "refuse=$status"
    follows "a token that is refused with $status"
done
fresh ""
once
mode escape
put b 20260425
status_is "a server that begins to escape its addresses" 0 once
is "has the same events" "$ALL 2026-04-25" "$(uids) $(day_of b)"

# --- servers in trouble -------------------------------------------------------------------------------------------------------------------
trouble() { # trouble NAME MODE STATUS LINE
    fresh no-sync
    once
    put b 20260425
    mode "no-sync $2"
    status_is "$1" "$3" once
    like "$1: one line" "^cadensd: dav: $4\$" "$(cat "$T/err")"
    [ "$3" = 0 ] || like "$1: status says it too" "$4" "$(source_is)"
    is "$1: every meeting is still there" "$ALL" "$(uids)"
    mode no-sync
    status_is "$1: the next good answer" 0 once
    is "$1: heals" '[["ok", null]] 2026-04-25' "$(source_is) $(day_of b)"
}
trouble "an XML document that is cut" cut 75 '127.0.0.1: the answer is not that of a calendar server'
trouble "an XML document that explodes" bomb 75 '127.0.0.1: the answer is not that of a calendar server'
trouble "a list of half of the events" half 75 'the server leaves out events that are there'
trouble "an empty list" none 75 'the server leaves out events that are there'
trouble "maintenance" maintenance 75 '127.0.0.1 answers HTTP 503'
trouble "one event that is refused" deny=b 0 '127.0.0.1 refuses access \(HTTP 403\)'
trouble "one event that fails" break=b 0 '127.0.0.1 answers HTTP 500'
fresh ""
once
for what in 'an event that becomes a page to log in|<html>sign in</html>|the answer is a web page, not a calendar' \
    'an event that becomes half of one|BEGIN:VCALENDAR|the calendar is incomplete' 'an event that becomes nothing||the answer is empty'; do
    IFS='|' read -r name body words <<<"$what"
    printf '%s' "$body" >"$F/cal/d.ics"
    put e 20260428
    status_is "$name" 0 once
    is "$name: is told of, each time" "cadensd: dav: $words" "$(cat "$T/err")"
    is "$name: is still there, and its neighbours move on" "$ALL 2026-04-13 2026-04-28" "$(uids) $(day_of d) $(day_of e)"
    once 2>"$T/err"
    is "$name: again" "cadensd: dav: $words" "$(cat "$T/err")"
    put e 20260414
    put d 20260429
    status_is "$name: the next good answer" 0 once
    is "$name: heals" "2026-04-29 2026-04-14" "$(day_of d) $(day_of e)"
    put d 20260413
    once
done

# --- Xandikos -------------------------------------------------------------------------------------------------------------------------------
[ "${CI:-}" = true ] || command -v xandikos >/dev/null || finish
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
xandikos -d "$T/xandikos" -l 127.0.0.1 -p "$port" --defaults >"$T/xandikos.log" 2>&1 &
at_end+=("kill $! 2>/dev/null")
X=http://127.0.0.1:$port/user/calendars/calendar
dav() { curl -sS -f -o /dev/null "$@"; }
wait_for 30 dav -X PROPFIND -H 'Depth: 0' "$X/" || { result 1 "Xandikos starts" "$(tail -n 5 "$T/xandikos.log")"; finish; }
send() { text "$1" "$2" | dav -X PUT -H 'Content-Type: text/calendar' --data-binary @- "$X/$1.ics"; }
send one 20260410
send two 20260411
send three 20260412
for start in / /user/ /user/calendars/calendar/; do
    rm -f "$T"/cadens.db*
    profile "caldav://127.0.0.1:$port$start"
    status_is "Xandikos, found from $start" 0 once
    is "every event, from $start" "one three two" "$(uids)"
done
send two 20260420
send four 20260421
dav -X DELETE "$X/one.ics"
status_is "Xandikos: a second look" 0 once
is "Xandikos: moved, new and gone" "four one! three two 2026-04-20" "$(uids) $(day_of two)"
cadens export --all >"$T/before"
status_is "Xandikos: a third one" 0 once
cadens export --all >"$T/after"
ok "Xandikos: finds nothing" diff "$T/before" "$T/after"
finish
