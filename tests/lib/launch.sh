# SPDX-License-Identifier: MIT
# For tests of the daemon on the day of $NOW: launch and leave; its number is $daemon. Source it behind tap.sh.
# shellcheck shell=bash
launch() {
    "$top_builddir/cadensd" --config "$T/cadens.conf" --now "$NOW" >"$T/daemon.log" 2>&1 &
    daemon=$!
    wait_for 10 grep -q ready "$T/daemon.log"
}
leave() { kill -TERM $daemon && wait $daemon; }
at_end+=('[ -z "${daemon:-}" ] || kill -KILL $daemon 2>/dev/null')
