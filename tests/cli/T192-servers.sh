#!/bin/bash
# SPDX-License-Identifier: MIT
# The daemon with the real xfce4-notifyd and notification-daemon: bubbles are posted once, withdrawn when answered, there again after restarts.
if [ "${1:-}" != inside ]; then
    n=0 bad=0
    for server in xfce daemon; do
        output=$("${top_srcdir:?}/tests/lib/desktop.sh" run $server bash "$0" inside 2>&1)
        if grep -q '^1\.\.0' <<<"$output"; then
            grep -m 1 '^1\.\.0' <<<"$output"
            exit 0
        fi
        while IFS= read -r line; do
            case $line in
            'ok '* | 'not ok '*) n=$((n + 1)) && sed -E "s/ok [0-9]+ - /ok $n - $server: /" <<<"$line" ;;
            '#'* | Bail*) echo "$line" ;;
            esac
        done <<<"$output"
        ! grep -qE '^(not ok|Bail)' <<<"$output" || bad=1
    done
    echo "1..$n"
    exit $bad
fi
bus=$DBUS_SESSION_BUS_ADDRESS
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
. "$top_srcdir/tests/lib/stale.sh" || exit 1
. "$top_srcdir/tests/lib/launch.sh" || exit 1
export DBUS_SESSION_BUS_ADDRESS=$bus
stale_conf 'digest_at = 16:30'
stale_leads 2 ' <b>&'
dbus-monitor --session "interface='org.freedesktop.Notifications'" >"$T/calls" 2>/dev/null &
monitor=$!
at_end+=("kill $monitor 2>/dev/null")
count() { grep -c "$1" "$T/calls"; }
posted() { [ "$(grep -c "^ *string \"No activity for 15 days: Lead $1" "$T/calls")" = "$2" ]; }
closed() { [ "$(count 'member=NotificationClosed')" -ge "$1" ]; }

launch
ok "what went stale is posted" wait_for 10 posted 1 1
ok "all of it" wait_for 10 posted 2 1
ok "one is done" cadens 'done' "$(stale_signal L1)"
ok "the server closes its bubble" wait_for 10 closed 1
"$top_srcdir/tests/lib/desktop.sh" stop
"$top_srcdir/tests/lib/desktop.sh" start
ok "after a restart of the server the other is there again" wait_for 10 posted 2 2
sleep 0.3
is "and only that" 1 "$(grep -c '^ *string "No activity for 15 days: Lead 1' "$T/calls")"
leave
result $? "the daemon ends"
ok "and takes its bubble along" wait_for 10 closed 2
unlike "it complained of nothing" . "$(grep -v ready "$T/daemon.log")"
finish
