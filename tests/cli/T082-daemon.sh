#!/bin/bash
# SPDX-License-Identifier: MIT
# The daemon's own life: what it costs while nothing happens, how it stops in the middle of a first sync, what it does when a server goes
# away and comes back, when the machine wakes up, when the configuration changes, and when a feed asks for peace.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need Dovecot dovecot openssl
need dbusmock dbus-daemon gdbus
DOVECOT_LIB=$top_srcdir/tests/lib
. "$DOVECOT_LIB/dovecot.sh"

chmod 711 "$T" # the server runs as another user
D=$T/dovecot
/usr/bin/python3 "$top_srcdir/tests/lib/make-mail.py" "$T/mail" 6000
dovecot_start "$D" || { result 1 "Dovecot starts" "$(tail -n 5 "$D/dovecot.log")"; finish; }
at_end+=('dovecot_stop "$D"')
. "$D/ports"
mkdir -p "$D/home/alice"
rm -rf "$D/home/alice/Maildir"
mv "$T/mail/Maildir" "$D/home/alice/Maildir"
dovecot_own "$D/home/alice"

# a system bus with a logind of our own, and a feed whose server wants to be left alone
cat >"$T/bus.conf" <<C
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path=$T/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
C
dbus-daemon --config-file="$T/bus.conf" --nofork 2>/dev/null &
at_end+=("kill $! 2>/dev/null")
wait_for 5 test -S "$T/bus"
export DBUS_SYSTEM_BUS_ADDRESS=unix:path=$T/bus DBUS_SESSION_BUS_ADDRESS=unix:path=$T/bus
/usr/bin/python3 -m dbusmock --system --template logind >/dev/null 2>&1 &
at_end+=("kill $! 2>/dev/null")
cat >"$T/feed.py" <<'P'
import http.server, sys
class Feed(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        print(self.path, flush=True)
        self.send_response(503)
        self.send_header("Retry-After", "7200")
        self.end_headers()
    def log_message(self, *_): pass
server = http.server.HTTPServer(("127.0.0.1", 0), Feed)
open(sys.argv[1], "w").write(str(server.server_port))
server.serve_forever()
P
/usr/bin/python3 "$T/feed.py" "$T/port" >"$T/asked" &
at_end+=("kill $! 2>/dev/null")
wait_for 5 test -s "$T/port"

mailbox() { # mailbox NAME USER [LINE...]
    printf '[mailbox %s]\nhost = localhost\nport = %s\nuser = %s\npassword_command = echo secret\nca_file = %s/ca.pem\n' "$1" "$IMAPS" "$2" "$D"
    printf '%s\n' "${@:3}"
}
profile() { # profile: more sections on standard input
    { printf '[identity]\naddresses = anna@satori.example\n'; cat; } | configure
}
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
at_least() { [ "$(sqlite3 "$T/cadens.db" "$1" 2>/dev/null || echo 0)" -ge "$2" ]; }
ledger='SELECT COUNT(*) FROM ledger'
now_cadens() { "$top_builddir/cadens" --config "$T/cadens.conf" "$@"; }
state_is() { [ "$(sqlite3 "$T/cadens.db" "SELECT state FROM mailbox WHERE name = '$1'")" = "$2" ]; }
logins() { grep -c 'Login: user=<alice>' "$D/dovecot.log"; }
logins_above() { [ "$(logins)" -gt "$1" ]; }

# --- told to stop in the middle of a first sync
profile <<<"$(mailbox work alice)"
launch
ok "the first sync begins" wait_for 20 at_least "$ledger" 500
begun=$(date +%s%N)
leave
result $? "it stops in the middle of it"
echo "# SIGTERM during a first sync: $((($(date +%s%N) - begun) / 1000000)) ms, with $(sqlite3 "$T/cadens.db" "$ledger") of 6000 messages"
ok "with something left to do" test "$(sqlite3 "$T/cadens.db" "$ledger")" -lt 6000

# --- and goes on where it stopped, beside a mailbox that fails and a feed that wants peace
profile <<<"$(mailbox work alice; mailbox dead nobody; printf '[calendar feed]\nurl = http://127.0.0.1:%s/feed.ics\nrefresh_minutes = 1\n' "$(cat "$T/port")")"
launch
status_is "a second daemon is 75" 75 timeout 30 "$top_builddir/cadensd" --config "$T/cadens.conf"
ok "the rest is read" wait_for 60 at_least "$ledger" 6000
ok "though another mailbox fails" wait_for 20 state_is dead needs_attention
ok "the mailbox is fine" wait_for 30 state_is work ok
is "the feed was asked once" 1 "$(wc -l <"$T/asked")"

# --- changed mailboxes
profile <<<"$(mailbox work alice; mailbox second bob; printf '[calendar feed]\nurl = http://127.0.0.1:%s/feed.ics\nrefresh_minutes = 1\n' "$(cat "$T/port")")"
kill -HUP $daemon
ok "a reload" wait_for 20 grep -q 'read again' "$T/daemon.log"
ok "takes up a new mailbox" wait_for 20 state_is second ok
is "and still leaves the feed in peace" 1 "$(wc -l <"$T/asked")"
ok "the first is watched again" wait_for 20 state_is work ok

# --- idle
sleep 2
switches() { # of every thread: a thread that ends must not count backwards
    awk '/^voluntary_ctxt/ { print FILENAME, $2 }' /proc/$daemon/task/*/status
}
ticks() { awk '{ print $14 + $15 }' /proc/$daemon/stat; }
# The least of three looks, because a round that has its own reason (a poll that is due) may fall into one of them.
for look in 1 2 3; do
    switches >"$T/before"
    before=$(ticks)
    sleep 20
    used=$(($(ticks) - before))
    woken=$(switches | awk 'NR == FNR { n[$1] = $2; next } { woken += $2 - n[$1] } END { print woken }' "$T/before" -)
    pss=$(awk '/^Pss:/ { print $2 }' /proc/$daemon/smaps_rollup)
    echo "# idle with two mailboxes and a feed, look $look: $woken wake-ups in 20 s, $used ticks, PSS $pss kB"
    [ "$woken" -gt 2 ] || [ $used -gt 1 ] || break
done
ok "idle, it is woken at most twice in 20 s" test "$woken" -le 2
ok "and uses no processor" test $used -le 1

# --- suspend and resume
n=$(logins)
gdbus emit --system -o /org/freedesktop/login1 -s org.freedesktop.login1.Manager.PrepareForSleep false 2>/dev/null
gdbus call --system -d org.freedesktop.login1 -o /org/freedesktop/login1 -m org.freedesktop.DBus.Mock.EmitSignal \
    org.freedesktop.login1.Manager PrepareForSleep b '[<false>]' >/dev/null
ok "after a resume it connects anew" wait_for 15 logins_above "$n"
ok "and is fine" wait_for 15 state_is work ok
is "the feed is not hurried" 1 "$(wc -l <"$T/asked")"

# --- Sync over the bus
n=$(logins)
ok "cadens sync pokes the daemon" now_cadens sync work
ok "which polls at once" wait_for 5 logins_above "$n"
ok "and is fine" wait_for 15 state_is work ok

# --- the server goes away
dovecot_stop "$D"
ok "a lost server is a failure" wait_for 10 state_is work failing
: >"$D/dovecot.log"
dovecot_run "$D"
begun=$(date +%s%N)
ok "that ends soon after it is back" wait_for 20 state_is work ok
echo "# server back to works again: $((($(date +%s%N) - begun) / 1000000)) ms"
ok "the journal tells how it began and how it ended" wait_for 5 grep -q 'work: works again' "$T/daemon.log"
is "once" 1 "$(grep -c '^cadensd: work: [^w]' "$T/daemon.log")"
kill -HUP $daemon
now_cadens sync >/dev/null
leave
result $? "told to stop while it reads its configuration and polls, it stops"
is "whole" ok "$(sqlite3 "$T/cadens.db" 'PRAGMA integrity_check')"
status_is "verify agrees" 0 now_cadens verify work
finish
