#!/bin/bash
# SPDX-License-Identifier: MIT
# The installed unit in a real `systemd --user`: start, status, reload, a wrong configuration, the watchdog, the sandbox, activation by
# D-Bus, and the end.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
. "$top_srcdir/tests/lib/systemd-user.sh"

image=$T/image
make -C "$top_builddir" -s install DESTDIR="$image" >"$T/install.log" 2>&1
result $? "make install" "$(tail -n 5 "$T/install.log")"
chmod -R go+rX "$T/image"
chmod 755 "$T"
at_end+=(systemd_halt)
if ! systemd_boot "$image"; then
    # not every machine can: no failure even where every real component is asked for
    echo "# $systemd_why"
    tail -n 3 "$image.console" 2>/dev/null | sed 's/^/# /'
    echo "ok 2 # SKIP systemd --user: $systemd_why"
    echo 1..2
    exit $tap_failed
fi

unit() { as_user "systemctl --user $*"; }
property() { unit show cadensd --value -p "$1"; }
property_is() { [ "$(property "$1")" = "$2" ]; }
journal() { as_user 'journalctl --user -u cadensd -o cat --no-pager'; }
settings() { # settings: ~/.config/cadens/cadens.conf from standard input
    local text
    text=$(cat)
    as_user "mkdir -p -m 700 .config/cadens && cat > .config/cadens/cadens.conf <<'C'
$text
C"
}

unit start cadensd
is "without a configuration the unit is skipped" 'no inactive' "$(property ConditionResult) $(property ActiveState)"
good() {
    settings <<'C'
[business]
timezone = Europe/Stockholm
[calendar feed]
url = http://127.0.0.1:1/feed.ics
user = anna
password_command = sh -c "touch $HOME/asked; cat /proc/self/status > $HOME/inside; echo secret"
C
}
good
as_user 'systemd-analyze --user verify cadensd.service' >"$T/verify" 2>&1
is "systemd-analyze verify has nothing to say" '0 ' "$? $(grep -v 'man:\|Cannot open display' "$T/verify")"
ok "it starts, and start waits until it is ready" unit start cadensd
is "it runs" active "$(property ActiveState)"
ok "its status tells of the sources" wait_for 10 property_is StatusText '1 sources, 0 reading, 1 failing'
pid=$(property MainPID)
is "system calls are filtered, privileges cannot grow" '2 1' \
    "$(as_root "awk '/^Seccomp:/ { s = \$2 } /^NoNewPrivs:/ { n = \$2 } END { print s, n }' /proc/$pid/status")"
ok "a password command works in there" as_user 'test -e asked'
like "and is confined as well" 'NoNewPrivs:.1' "$(as_user 'cat inside')"
is "the database is private" '600 700' "$(as_user "stat -c %a .local/share/cadens/cadens.db .local/share/cadens | paste -sd' '")"

ok "reload" unit reload cadensd
is "it is done when the command ends" 1 "$(journal | grep -c 'configuration read again')"
is "the same process" "$pid" "$(property MainPID)"
settings <<<'[bussiness]'
ok "reload with a wrong configuration" unit reload cadensd
like "says so in the status" 'wrong' "$(property StatusText)"
like "and where in the journal" 'cadens.conf:1: .*business' "$(journal)"
is "and goes on" "active $pid" "$(property ActiveState) $(property MainPID)"
unit restart cadensd 2>/dev/null
sleep 1
is "started with it, it ends with 78 and is not started again" 'failed 78 0' \
    "$(property ActiveState) $(property ExecMainStatus) $(property NRestarts)"

good
unit reset-failed cadensd
unit start cadensd
begun=$(date +%s%N)
unit stop cadensd
took=$((($(date +%s%N) - begun) / 1000000))
ok "it stops within five seconds ($took ms)" test $took -lt 5000
is "cleanly" 'success 0' "$(property Result) $(property ExecMainStatus)"

ok "a call on the bus starts it" as_user 'gdbus call --session -d org.cadens.Cadens1 -o /org/cadens/Cadens1 -m org.cadens.Cadens1.Status'
is "as the unit" active "$(property ActiveState)"
unit stop cadensd

as_user 'mkdir -p .config/systemd/user/cadensd.service.d
printf "[Service]\nWatchdogSec=2s\nTimeoutAbortSec=1s\nRestartSec=100ms\n" > .config/systemd/user/cadensd.service.d/watchdog.conf'
unit daemon-reload
unit start cadensd
pid=$(property MainPID)
sleep 3
is "the watchdog is fed" "$pid 0" "$(property MainPID) $(property NRestarts)"
as_root "kill -STOP $pid"
ok "a daemon that hangs is started again" wait_for 15 property_is NRestarts 1
ok "and runs" wait_for 10 property_is ActiveState active
unlike "the journal tells no password" secret "$(journal)"
unit stop cadensd
finish
