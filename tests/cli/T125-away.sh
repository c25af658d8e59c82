#!/bin/bash
# SPDX-License-Identifier: MIT
# Away and back: sleep that is announced and sleep that is not, a network that is cut, falls silent, or wants a login first, one that costs
# money. Mail flows again by itself, without a storm of connections, and nobody is alarmed about what was only the network.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need dbusmock dbus-daemon gdbus
need compiler gcc
. "$top_srcdir/tests/lib/bus.sh"
. "$top_srcdir/tests/lib/imapd.sh"
imapd_start idle-quiet
at_end+=('exec 9>&-')
mode() { echo "$1" >"$T/mode.new" && mv "$T/mode.new" "$T/mode"; }
mode open
mkfifo "$T/hold"
/usr/bin/python3 "$top_srcdir/tests/lib/gate.py" "$T/port" "$T/mode" "$IMAPD_PORT" <"$T/hold" &
exec 9>"$T/hold"
ok "a gate" wait_for 10 test -s "$T/port"
bus_start || { result 1 "a bus starts"; finish; }
/usr/bin/python3 -m dbusmock --system --template logind >"$T/logind" 2>&1 &
at_end+=("kill $! 2>/dev/null")
/usr/bin/python3 -m dbusmock --system --template networkmanager >"$T/nm" 2>&1 &
at_end+=("kill $! 2>/dev/null")
/usr/bin/python3 -m dbusmock --template notification_daemon -p '{"capabilities": "body persistence"}' >"$T/bubbles" 2>&1 &
at_end+=("kill $! 2>/dev/null")
for name in login1 NetworkManager Notifications; do ok "$name on the bus" wait_for 10 bus_has org.freedesktop.$name; done
logind() { gdbus call --system -d org.freedesktop.login1 -o /org/freedesktop/login1 -m "org.freedesktop.DBus.Mock.$1" "${@:2}" >/dev/null; }
sleeping() { logind EmitSignal org.freedesktop.login1.Manager PrepareForSleep b "[<$1>]"; }
gdbus call --system -d org.freedesktop.NetworkManager -o /org/freedesktop/NetworkManager -m org.freedesktop.DBus.Mock.AddProperty \
    org.freedesktop.NetworkManager Metered '<uint32 2>' >/dev/null
network() { # network PROPERTY VALUE: NetworkManager's, and everybody is told
    gdbus call --system -d org.freedesktop.NetworkManager -o /org/freedesktop/NetworkManager -m org.freedesktop.DBus.Mock.UpdateProperties \
        org.freedesktop.NetworkManager "{'$1': <uint32 $2>}" >/dev/null
}
gcc -shared -fPIC -o "$T/slept.so" "$top_srcdir/tests/lib/slept.c" -ldl || { result 1 "the clock's other hand is built"; finish; }

profile() { # profile [LINE...]: below [network]
    configure <<C
[ui]
language = en
[notify]
hours = always
[network]
$(printf '%s\n' "$@")
[mailbox work]
host = localhost
port = $(cat "$T/port")
tls = none
user = anna
password_command = echo secret
C
}
launch() {
    echo 0 >"$T/slept"
    : >"$T/daemon.log" # what an earlier one said is not read for this one's
    env ASAN_OPTIONS="verify_asan_link_order=0:${ASAN_OPTIONS:-}" LD_PRELOAD="$T/slept.so" SLEPT_FILE="$T/slept" "$top_builddir/cadensd" --config "$T/cadens.conf" >"$T/daemon.log" 2>&1 &
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
sql() { sqlite3 -readonly "$T/cadens.db" "$1" 2>/dev/null; }
state_is() { [ "$(sql "SELECT state FROM mailbox")" = "$1" ]; }
error_like() { sql "SELECT last_error FROM mailbox" | grep -q "$1"; }
logins() { grep -c AUTHENTICATE "$IMAPD_LOG"; }
logins_above() { [ "$(logins)" -gt "$1" ]; }
idles() { grep -c ' IDLE$' "$IMAPD_LOG"; }
idles_above() { [ "$(idles)" -gt "$1" ]; }
connections() { # established ones to the gate
    awk -v port="$(printf ':%04X' "$(cat "$T/port")")" 'index($3, port) && $4 == "01"' /proc/net/tcp /proc/net/tcp6 | wc -l
}
taken() { wc -l <"$T/port.log"; }
has_all() { [ "$(sql "SELECT COUNT(*) FROM ledger")" = 12 ]; }
bubbles() { grep -c ' Notify ' "$T/bubbles"; }

profile
launch
ok "mail is watched" wait_for 20 idles_above 0

# --- an announced sleep
n=$(logins) i=$(idles)
sleeping true
ok "before a sleep it lets go" wait_for 10 state_is waiting
is "of every connection" 0 "$(connections)"
sleeping false
ok "after it, it is back" wait_for 30 idles_above "$i"
ok "and fine" wait_for 10 state_is ok
is "with one login" $((n + 1)) "$(logins)"

# --- a sleep that nobody announces
n=$(logins) i=$(idles)
echo 3600 >"$T/slept"
ok "an hour that only the clock knows of is noticed" wait_for 60 logins_above "$n"
ok "and mail flows again" wait_for 30 idles_above "$i"
is "with one login, too" $((n + 1)) "$(logins)"

# --- a portal
n=$(taken) i=$(idles)
network Connectivity 2
mode portal
ok "behind a portal the mailbox fails" wait_for 30 state_is failing
ok "and the portal is told, not the server" error_like 'the network wants a login first (captive portal)'
bubbles_before=$(bubbles)
mode open
network Connectivity 4
ok "when it has let us in, mail flows at once" wait_for 30 idles_above "$i"
ok "and all is well" wait_for 10 state_is ok
is "nobody was alarmed" "$bubbles_before" "$(bubbles)"

# --- the network is cut, the way back is announced
n=$(taken) i=$(idles)
network Connectivity 1
mode closed
ok "a cut is a failure" wait_for 30 state_is failing
wait_for 30 grep -q 'closed' "$T/port.log"
refused=$(($(taken) - n))
mode open
network Connectivity 4
ok "that ends when the network is back" wait_for 30 idles_above "$i"
ok "all is well" wait_for 10 state_is ok
ok "without a storm" test $(($(taken) - n - refused)) -le 3

# --- the line goes dead without a word, and the system tells of another network
i=$(idles)
mode black
network Connectivity 1
mode open
network Connectivity 4
ok "a dead line is left for a new one" wait_for 30 idles_above "$i"
ok "nothing is wrong" wait_for 10 state_is ok

# --- metered
i=$(idles)
network Metered 1
ok "where it costs money it begins anew" wait_for 30 idles_above "$i"
ok "and still watches" wait_for 10 state_is ok
leave
result $? "the daemon stops"
rm -f "$T/cadens.db"*
i=$(idles)
launch
ok "a first sync where it costs money" wait_for 30 idles_above "$i"
is "leaves the past for later" 0 "$(sql "SELECT COUNT(*) FROM ledger")"
is "and completes nothing" "" "$(sql "SELECT complete_at FROM mailbox")"
network Metered 2
ok "and goes on where it costs nothing" wait_for 30 has_all
leave

profile 'metered = pause'
network Metered 1
n=$(logins)
launch
ok "paused, nothing is read" state_is waiting
is "nor asked" "$n" "$(logins)"
cadens_sync() { "$top_builddir/cadens" --config "$T/cadens.conf" sync work >/dev/null; }
ok "but a person is served" cadens_sync
ok "at once" wait_for 30 logins_above "$n"
i=$(idles) n=$(logins)
network Metered 2
ok "and where it costs nothing everything is as always" wait_for 30 idles_above "$i"
ok "and fine" wait_for 10 state_is ok
leave
result $? "the daemon stops at last"
is "nobody was ever alarmed" 0 "$(bubbles)"
finish
