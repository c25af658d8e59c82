#!/bin/bash
# SPDX-License-Identifier: MIT
# A refused password never becomes a locked account: it is sent once, however often the daemon is started, told to reload, or run from a
# timer; a person is told once; a changed password is tried at once, and then everything is as if nothing had been.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need dbusmock dbus-daemon gdbus
. "$top_srcdir/tests/lib/bus.sh"
bus_start || { result 1 "a bus starts"; finish; }
/usr/bin/python3 -m dbusmock --template notification_daemon -p '{"capabilities": "body persistence"}' >"$T/bubbles" 2>&1 &
at_end+=("kill $! 2>/dev/null")
ok "a notification server" wait_for 10 bus_has org.freedesktop.Notifications
coproc imapd { exec /usr/bin/python3 -W ignore "$top_srcdir/tests/lib/imapd.py" 2>/dev/null; }
at_end+=("kill $imapd_PID 2>/dev/null")
echo "plain $T/commands" >&"${imapd[1]}"
read -r -t 10 port <&"${imapd[0]}"

configure <<C
[ui]
language = en
[business]
quiet =
work_hours = Mon-Sun 00:00-24:00
[notify]
hours = always
[mailbox work]
host = localhost
port = $port
tls = none
user = anna
password_file = $T/password
C
password() { # as editors and password managers do it: a new file in place of the old one
    (umask 077 && echo "$1" >"$T/password.new" && mv "$T/password.new" "$T/password")
}
attempts() { grep -c AUTHENTICATE "$T/commands"; }
attempts_are() { [ "$(attempts)" = "$1" ]; }
bubbles() { grep -c ' Notify .*Mailbox work needs you' "$T/bubbles"; }
bubbles_are() { [ "$(bubbles)" = "$1" ]; }
state() { "$top_builddir/cadens" --config "$T/cadens.conf" --format json status | ask 'd["sources"][0]["state"]'; }
state_is() { [ "$(state)" = "$1" ]; }
launch() {
    : >"$T/daemon.log" # what an earlier one said is not read for this one's
    "$top_builddir/cadensd" --config "$T/cadens.conf" >"$T/daemon.log" 2>&1 &
    daemon=$!
    wait_for 20 grep -q ready "$T/daemon.log"
}
gone() { ! kill -0 $daemon 2>/dev/null || grep -q '^State:.Z' /proc/$daemon/status; }
leave() {
    kill -TERM $daemon 2>/dev/null
    wait_for 5 gone || { kill -KILL $daemon; return 1; }
    wait $daemon
}
at_end+=('[ -z "${daemon:-}" ] || kill -KILL $daemon 2>/dev/null')

password wrong
launch
ok "a wrong password needs a person" wait_for 20 state_is needs_attention
ok "who is told" wait_for 20 bubbles_are 1
like "with the reason" 'localhost: refused the password of anna: wrong' "$(grep ' Notify ' "$T/bubbles")"
kill -HUP $daemon
ok "a reload" wait_for 20 grep -q 'read again' "$T/daemon.log"
ok "reads the password" wait_for 20 grep -q 'has refused this password of anna before' "$T/daemon.log"
leave
for _ in 1 2 3; do
    launch
    wait_for 20 grep -q 'has refused this password' "$T/daemon.log" || result 1 "a restart reads the password"
    leave
done
for _ in 1 2 3; do cadensd --once >/dev/null 2>"$T/err"; done
is "a run from a timer says 77" 77 $?
like "and why nothing was tried" 'work: localhost: has refused this password of anna before' "$(cat "$T/err")"
status_is "so does sync of everything" 77 "$top_builddir/cadens" --config "$T/cadens.conf" sync
is "after all that it was sent once" 1 "$(attempts)"
is "and told once" 1 "$(bubbles)"
unlike "it is not in the database" 'wrong' "$(sqlite3 "$T/cadens.db" "SELECT refused_mark FROM mailbox")"
like "which keeps 16 bits of it" '^[0-9a-f]{8}-[0-9a-f]{4}$' "$(sqlite3 "$T/cadens.db" "SELECT refused_mark FROM mailbox")"

status_is "a person who names the mailbox means it" 77 "$top_builddir/cadens" --config "$T/cadens.conf" sync work
is "then it is sent again" 2 "$(attempts)"
later=$(date -u -d '+7 hours' +%FT%TZ)
status_is "seven hours later" 77 cadensd --once --now "$later"
is "it may be another matter" 3 "$(attempts)"
sed -i 's/^user = anna/user = anna@satori.example/' "$T/cadens.conf"
status_is "another user" 77 cadensd --once --now "$later"
is "is another login" 4 "$(attempts)"
sed -i 's/^user = .*/user = anna/' "$T/cadens.conf"

launch
ok "waiting again" wait_for 20 state_is needs_attention
n=$(attempts)
password secret
ok "a changed password is tried without being asked" wait_for 20 attempts_are $((n + 1))
ok "and works" wait_for 20 state_is ok
ok "the journal says so" wait_for 5 grep -q 'work: works again' "$T/daemon.log"
is "nothing is kept of the refused one" "" "$(sqlite3 "$T/cadens.db" "SELECT refused_mark FROM mailbox")"
password wrong
kill -HUP $daemon
ok "the next trouble" wait_for 20 state_is needs_attention
ok "is told anew" wait_for 20 bubbles_are 2
password secret
ok "and when it is over" wait_for 20 state_is ok
ok "the bubble goes" wait_for 10 grep -q ' CloseNotification ' "$T/bubbles"
leave
result $? "the daemon stops"
finish
