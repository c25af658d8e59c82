#!/bin/bash
# SPDX-License-Identifier: MIT
# Downloads that lie: whatever a server says instead of the calendar, every stored meeting stays, `status` says in one line what is wrong,
# and the next good answer heals it. What is merely odd is understood. The secret address is shown nowhere.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need "a calendar server" python3
need "SQLite's shell" sqlite3

W=$T/web TOKEN=geheim7f3a
mkdir "$W"
calendar() { # calendar SUMMARY [LINE...]: three meetings, the last one with that summary; LINEs stand in the head
    local n
    printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n'
    [ $# -lt 2 ] || printf '%s\r\n' "${@:2}"
    for n in 1 2 3; do
        printf 'BEGIN:VEVENT\r\nUID:e%d\r\nDTSTAMP:20260301T080000Z\r\nDTSTART:202604%02dT090000Z\r\nDTEND:202604%02dT100000Z\r\nATTENDEE:mailto:asa@boll.example\r\nSUMMARY:%s\r\nEND:VEVENT\r\n' \
            $n $n $n "$([ $n = 3 ] && printf %s "$1" || echo "Möte $n")"
    done
    printf 'END:VCALENDAR\r\n'
}
calendar first >"$W/body"
python3 "$top_srcdir/tests/lib/lying-feed.py" "$W" "$top_srcdir/tests/collect/feed-server.pem" 2>/dev/null &
at_end+=("kill $! 2>/dev/null")
wait_for 20 test -s "$W/port.plain" || exit 1
PLAIN=http://127.0.0.1:$(cat "$W/port.plain") TLS=https://127.0.0.1:$(cat "$W/port.tls")
profile() { # profile URL [LINE...]
    {
        printf '[identity]\naddresses = anna@satori.example\n[ui]\nlanguage = en\n[calendar web]\nurl = %s\nca_file = %s\n' \
            "$1" "$top_srcdir/tests/collect/feed-server.pem"
        [ $# -lt 2 ] || printf '%s\n' "${@:2}"
    } | configure
}
once() { cadensd --once --now "$NOW"; }
dump() { cadens export --all; }
lie() { echo "$1" >"$W/lie"; }
truth() { rm -f "$W/lie"; }
last_request() { tail -n 1 "$W/requests"; }
source_is() { json status | ask '[[s["state"], s["error"]] for s in d["sources"]]'; }
column() { sqlite3 "$T/cadens.db" "SELECT $1 FROM calendar_source"; }
summaries() { json meetings --all | ask '[m["summary"] for m in d["meetings"]]'; }
everything=$T/everything # that was ever written for a person
said() { cat "$T/out" "$T/err" >>"$everything"; json status >>"$everything" 2>&1; }

# lies NAME LIE STATUS LINE: nothing is lost, one line says why, and the next good answer heals
lies() {
    dump >"$T/before"
    lie "$2"
    status_is "$1: exit status" "$3" once
    is "$1: one line" 1 "$(wc -l <"$T/err")"
    like "$1: which says what is wrong" "^cadensd: web: $4" "$(cat "$T/err")"
    said
    like "$1: status says it too" "\\[\\[\"(failing|needs_attention)\", \"$4" "$(source_is)"
    cadens doctor >>"$everything" 2>&1
    dump >"$T/after"
    ok "$1: every meeting is still there" cmp "$T/before" "$T/after"
    truth
    heals "$1"
}
heals() { # heals NAME: the calendar goes on, with something new
    calendar "after $1" >"$W/body"
    status_is "$1: the next good answer" 0 once
    is "$1: heals" "[[\"ok\", null]] [\"Möte 1\", \"Möte 2\", \"after $1\"]" "$(source_is) $(summaries)"
}
# takes NAME LIE: it is odd, and understood
takes() {
    lie "$2"
    status_is "$1: exit status" 0 once
    is "$1: no complaint" "" "$(cat "$T/err")"
    said
    is "$1: all is well" '[["ok", null]]' "$(source_is)"
    truth
}

profile "$PLAIN/a.ics?$TOKEN"
status_is "the truth is read" 0 once
is "and shown" '["Möte 1", "Möte 2", "first"]' "$(summaries)"
# Half a minute of too little: begun here, in a store of its own, looked at in the end.
sed "s|^path = $T/cadens.db|path = $T/drip.db|; s|a.ics|drip.ics|" "$T/cadens.conf" >"$T/drip.conf"
drip() { "$top_builddir/$1" --config "$T/drip.conf" "${@:2}"; }
drip cadensd --once --now "$NOW"
drip cadens export --all >"$T/drip.before"
echo drip >"$W/drip.ics.lie"
drip cadensd --once --now "$NOW" >"$T/drip.out" 2>"$T/drip.err" &
dripping=$!
at_end+=("kill $dripping 2>/dev/null")

# --- what is no calendar ---------------------------------------------------------------------------------------------------------
lies "a page to log in, said to be a calendar" login 75 '127.0.0.1: the answer is a web page, not a calendar'
lies "an empty body" empty 75 '127.0.0.1: the answer is empty'
for number in 404 410 500; do
    lies "HTTP $number" "status $number" 75 "127.0.0.1 answers HTTP $number"
done
for number in 401 403; do
    lies "HTTP $number" "status $number" 77 "127.0.0.1 refuses access \\(HTTP $number\\)"
done
lies "304 that nobody asked for" "status 304" 75 '127.0.0.1 answers HTTP 304'
lies "too many requests, seconds" "later 429 1234" 75 '127.0.0.1 answers HTTP 429'
NOW_SECONDS=$(date -d "$NOW" +%s)
lie "later 429 1234"
once 2>/dev/null
is "is left alone so long" 1234 "$(($(column next_poll_at) - NOW_SECONDS))"
lie "later 503 date $((1774951200 + 600))"
once 2>/dev/null
is "likewise until a day and hour of its own clock" 600 "$(($(column next_poll_at) - NOW_SECONDS))"
lie "later 503 99999999"
once 2>/dev/null
is "but not longer than a day" 86400 "$(($(column next_poll_at) - NOW_SECONDS))"
truth
heals "peace"
is "and then as ever" "" "$(column next_poll_at)"

# --- what is not all of it, or too much --------------------------------------------------------------------------------------------
lies "cut before END:VCALENDAR" cut 75 '127.0.0.1: the calendar is incomplete'
lies "cut inside an event, by the end of the connection" cut-event 75 '127.0.0.1: the calendar is incomplete'
lies "broken gzip" broken-gzip 75 '127.0.0.1: the download broke off'
lies "gzip that ends early" cut-gzip 75 '127.0.0.1: the (answer is not a calendar|calendar is incomplete|answer is empty|download broke off)'
lies "a gzip bomb" bomb 75 '127.0.0.1: more than 64 MB'
lies "a body without an end" flood 75 '127.0.0.1: more than 64 MB'

# --- where it sends us ---------------------------------------------------------------------------------------------------------------
lies "a redirect to itself" loop 75 '127.0.0.1: too many redirects'
echo truth >"$W/good.ics.lie"
echo login >"$W/page.lie"
lies "a redirect to a page to log in" "to http other page" 75 '127.0.0.1: the answer is a web page'
takes "a redirect to another server" "to http other good.ics"
is "which gets nothing but the name of the file" '/good.ics' "$(last_request | ask 'd["path"]')"
profile "$TLS/a.ics?$TOKEN"
takes "over TLS" truth
lies "from https to http" "to http plain good.ics" 75 '127.0.0.1: it leads to an unsafe address'
profile "$PLAIN/a.ics?$TOKEN"
takes "from http to https" "to https tls good.ics"

# --- what is a calendar, but not as it should be --------------------------------------------------------------------------------------
calendar odd >"$W/body"
takes "an ETag that changes each time" fickle
dump >"$T/before"
takes "and again" fickle
dump >"$T/after"
ok "of the same calendar changes nothing" cmp "$T/before" "$T/after"
is "and it is asked for with the last one" '"1"' "$(last_request | ask 'd["etag"]')"
is "which is kept" '"2"' "$(column etag)"
since='Mon, 30 Mar 2026 10:00:00 GMT'
takes "Last-Modified alone" "dated $since"
takes "is enough" "dated $since"
like "to ask for what is newer" "\"since\": \"$since\"" "$(last_request)"
is "and nothing is lost by it" '["Möte 1", "Möte 2", "odd"]' "$(summaries)"
{ printf '\xef\xbb\xbf'; calendar BOM; } >"$W/body"
takes "a byte order mark" truth
is "means nothing" '["Möte 1", "Möte 2", "BOM"]' "$(summaries)"
{ calendar one; calendar two | sed 's/UID:e/UID:f/'; printf '\n\n'; } >"$W/body"
takes "several calendars in one body" truth
is "are all read" '["Möte 1", "Möte 1", "Möte 2", "Möte 2", "one", "two"]' "$(summaries | ask 'sorted(d)')"
calendar Återträff >"$W/body"
takes "UTF-8 that is said to be Latin-1" "typed text/calendar; charset=iso-8859-1"
like "is UTF-8" '"Möte 1".*"Återträff"' "$(summaries)"
calendar Överläggning | iconv -f UTF-8 -t ISO-8859-1 >"$W/body"
takes "Latin-1 that says so" "typed text/calendar; charset=ISO-8859-1"
like "is understood" '"Möte 1".*"Överläggning"' "$(summaries)"
calendar Överenskommelse | iconv -f UTF-8 -t ISO-8859-1 >"$W/body"
takes "Latin-1 that says UTF-8" "typed text/calendar; charset=utf-8"
like "is understood too" '"Möte 1".*"Överenskommelse"' "$(summaries)"
calendar Köp | iconv -f UTF-8 -t ISO-8859-2 >"$W/body"
takes "Latin-2 of an unknown name" "typed text/calendar; charset=x-nothing"
like "is guessed" '"Köp"' "$(summaries)"
calendar Годовой | iconv -f UTF-8 -t KOI8-R -c >"$W/body"
takes "another alphabet that says so" "typed text/calendar;charset=\"koi8-r\""
like "is understood as well" '"Годовой"' "$(summaries)"

# --- how often, and as whom -------------------------------------------------------------------------------------------------------------
hint() { # hint SECONDS LINE
    calendar "$2" "$2" >"$W/body"
    takes "the hint $2" truth
    is "is $1 seconds" "$1" "$(column refresh_secs)"
}
hint 900 REFRESH-INTERVAL\;VALUE=DURATION:PT1M
hint 86400 REFRESH-INTERVAL\;VALUE=DURATION:P4W
hint 7200 X-PUBLISHED-TTL:PT2H
hint "" X-PUBLISHED-TTL:-PT2H
hint "" X-PUBLISHED-TTL:soon
like "we look like a browser" '"agent": "Mozilla/5.0 .*Chrome/' "$(last_request)"
profile "$PLAIN/a.ics?$TOKEN" 'user_agent = Eget namn/1'
takes "another name can be given" truth
like "and is" '"agent": "Eget namn/1"' "$(last_request)"

# --- too slow ---------------------------------------------------------------------------------------------------------------------------
ok "a body that drips is not waited for" wait_for 120 sh -c "! kill -0 $dripping"
wait $dripping
is "too slow: exit status" 75 $?
is "too slow: the line" "cadensd: web: 127.0.0.1: it is too slow" "$(cat "$T/drip.err")"
drip cadens export --all >"$T/drip.after"
ok "too slow: every meeting is still there" cmp "$T/drip.before" "$T/drip.after"
cat "$T/drip.err" >>"$everything"

# --- the secret -----------------------------------------------------------------------------------------------------------------------
profile "$PLAIN/a.ics?$TOKEN"
lie "status 500"
G_MESSAGES_DEBUG=all "$top_builddir/cadensd" --config "$T/cadens.conf" >"$T/log" 2>&1 & # the program itself, so that $! is its
daemon=$!
at_end+=("kill $daemon 2>/dev/null")
ok "a daemon that says everything" wait_for 30 grep -q 'answers HTTP 500' "$T/log"
cat "/proc/$daemon/cmdline" "/proc/$daemon/environ" >>"$everything" 2>/dev/null
kill $daemon
wait $daemon
ok "something was written" grep -q 'answers HTTP 500' "$everything"
ok "the address was asked for" grep -q "$TOKEN" "$W/requests"
is "it stands in no line for people, and in no log" "" "$(grep -a "$TOKEN" "$everything" "$T/log" "$T/drip.out")"
is "in no list of processes" "" "$(cat "$W/shown" 2>/dev/null)"
is "and not in the store" "" "$(grep -la "$TOKEN" "$T"/cadens.db* "$T"/drip.db* "$T/state" -r 2>/dev/null)"
finish
