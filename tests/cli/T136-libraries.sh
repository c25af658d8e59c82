#!/bin/bash
# SPDX-License-Identifier: MIT
# The daemon loads what brings many libraries along only when there is work for it (spec 14, start and idling): no feed, no libcurl.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need "an HTTP server" python3

mkdir "$T/web"
printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nEND:VCALENDAR\r\n' >"$T/web/body"
echo '"1"' >"$T/web/etag"
python3 "$top_srcdir/tests/lib/feed-server.py" "$T/web" 2>/dev/null &
at_end+=("kill $! 2>/dev/null")
wait_for 20 test -s "$T/web/port" || exit 1

has_read() { [ "$(json status 2>/dev/null | ask '[s["state"] for s in d["sources"]]')" = '["ok"]' ]; }
# start CALENDAR: the daemon with that calendar runs until it has read it
start() {
    printf '[identity]\naddresses = anna@satori.example\n[notify]\nenabled = no\n[calendar feed]\nurl = %s\n' "$1" | configure
    rm -f "$T/cadens.db"*
    "$top_builddir/cadensd" --config "$T/cadens.conf" >"$T/log" 2>&1 &
    daemon=$!
    wait_for 20 has_read || exit 1
}
stop() {
    kill "$daemon"
    wait "$daemon"
}
at_end+=('kill "$daemon" 2>/dev/null')
loaded() { # the optional ones among the libraries of the daemon
    sed -n 's,.*/\(libcurl\|libical\|libxml2\|libnotify\)[-.a-z]*\.so.*,\1,p' "/proc/$daemon/maps" | sort -u | tr '\n' ' '
}

printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nEND:VCALENDAR\r\n' >"$T/a.ics"
start "file:$T/a.ics"
is "a calendar in a file needs none of them" "" "$(loaded)"
stop
start "http://127.0.0.1:$(cat "$T/web/port")/a.ics"
is "one on a server needs libcurl" "libcurl " "$(loaded)"
stop
finish
