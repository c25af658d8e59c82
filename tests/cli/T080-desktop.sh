#!/bin/bash
# SPDX-License-Identifier: MIT
# The daemon on a desktop of its own with a real notification server (dunst): what becomes due is a bubble, what a person does with it
# arrives in the database, and the other way round; nothing is lost without a server, and nothing is told twice.
if [ "${1:-}" != inside ]; then
    exec "${top_srcdir:?}/tests/lib/desktop.sh" run dunst bash "$0" inside
fi
bus=$DBUS_SESSION_BUS_ADDRESS
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
. "$top_srcdir/tests/lib/stale.sh" || exit 1
export DBUS_SESSION_BUS_ADDRESS=$bus
server() { "$top_srcdir/tests/lib/desktop.sh" "$1"; }

# bubbles that stay, and a menu in which $T/wish has chosen already
mkdir -p "$XDG_CONFIG_HOME/dunst"
printf '#!/bin/sh\nexec grep -m 1 "$(cat "%s/wish")"\n' "$T" >"$T/menu"
chmod +x "$T/menu"
cat >"$XDG_CONFIG_HOME/dunst/dunstrc" <<C
[global]
dmenu = $T/menu
notification_limit = 20
[urgency_normal]
timeout = 0
C
server stop
server start

settings() { stale_conf "$@"; }
begin() { stale_leads 4 ' <b>&' 08:05; }
launch() { # launch [NAME=VALUE...]: the daemon at NOW
    : >"$T/daemon.log" # what an earlier one said is not read for this one's
    env "$@" "$top_builddir/cadensd" --config "$T/cadens.conf" --now "$NOW" >"$T/daemon.log" 2>&1 &
    daemon=$!
    wait_for 10 grep -q ready "$T/daemon.log"
}
gone() { ! kill -0 $daemon 2>/dev/null || grep -q '^State:.Z' /proc/$daemon/status; }
leave() { # the daemon ends within five seconds
    kill -TERM $daemon 2>/dev/null
    wait_for 5 gone || { kill -KILL $daemon; return 1; }
    wait $daemon
}
at_end+=('[ -z "${daemon:-}" ] || kill -KILL $daemon 2>/dev/null')
shown() { dunstctl count displayed; }
shows() { [ "$(shown)" = "$1" ]; }
posted() { grep -c "summary: '.*$1" "$DESKTOP_DIR/server.log"; }
is_state() { [ "$(stale_state "$1")" = "$2" ]; }
press() { # press ACTION LEAD: a button of the bubble, through the server's own menu
    printf 'Lead %s.*,%s]' "${2#L}" "$1" >"$T/wish"
    dunstctl context
}
call() { gdbus call --session -d org.cadens.Cadens1 -o /org/cadens/Cadens1 -m "org.cadens.Cadens1.$1" "${@:2}"; }
daemon=

# --- bubbles and what people do with them
settings 'max_per_hour = 3' 'digest_at = 08:15'
begin
is "nothing is stale yet" 0 "$(sqlite3 "$T/cadens.db" "SELECT COUNT(*) FROM signal WHERE rule_id = 'lead_stale'")"
gdbus monitor --session -d org.cadens.Cadens1 >"$T/signals" 2>&1 &
monitor=$!
at_end+=("kill $monitor 2>/dev/null")
launch
result $? "the daemon starts"
ok "three leads that went stale are bubbles, the fourth is over the hourly cap" wait_for 10 shows 3
ok "BecameDue tells how many and what" wait_for 5 grep -Eq "BecameDue \(uint32 4, ['\"].*Lead 1" "$T/signals"
like "the text is escaped where the server reads markup, and nowhere else" 'Lead 1 <b>&' "$(grep "summary:" "$DESKTOP_DIR/server.log")"
press 'done' L1
ok "done on the bubble is done in the database" wait_for 5 is_state L1 dismissed
ok "and its bubble is gone" wait_for 5 shows 2
cadens 'done' "$(stale_signal L2)"
ok "done on the command line takes the bubble away" wait_for 2 shows 1
like "the buttons wanted most stand first" 'Done.*Next morning.*Snooze 3 d.*Open' "$(dunstctl history >/dev/null; tr '\n' ' ' <"$DESKTOP_DIR/server.log")"
press morning L3
ok "snooze on the bubble" wait_for 5 is_state L3 snoozed
ok "takes it away" wait_for 5 shows 0
sleep 0.5
is "nobody is told twice" 1 "$(grep -c BecameDue "$T/signals")"
is "each bubble was posted once" '1 1 1' "$(posted 'Lead 1') $(posted 'Lead 2') $(posted 'Lead 3')"
is "Status says of the sources what the command line says" "$(json status | ask '{"schema": d["schema"], "sources": d["sources"]}')" \
    "$(call Status | /usr/bin/python3 -c 'import ast,json,sys; print(json.dumps(json.loads(ast.literal_eval(sys.stdin.read())[0]),ensure_ascii=False,sort_keys=True))')"
ok "Sync answers" call Sync ''
like "of a source that there is not with an error" 'org.freedesktop.DBus.Error.InvalidArgs: no source nosuch' "$(call Sync nosuch 2>&1)"
status_is "so does sync" 1 cadens sync nosuch
like "which says why" 'nosuch: no such source' "$(cat "$T/err")"
like "sync leaves the reading to the daemon" 'daemon polls' "$(cadens sync)"
leave
result $? "it ends"

# --- the same morning, an hour later: one digest of what waits
NOW=2026-03-31T09:20:00+02:00
launch
ok "the digest" wait_for 10 grep -q "summary: 'To do: 1" "$DESKTOP_DIR/server.log"
ok "is the only bubble" wait_for 5 shows 1
leave
result $? "it ends"
ok "and takes its bubble along" wait_for 2 shows 0
launch
sleep 1
is "the digest of a day comes once" 1 "$(posted 'To do')"
leave

# --- quiet hours
settings 'max_per_hour = 10' 'digest_at = 08:15'
begin
NOW=2026-03-31T07:30:00+02:00
: >"$DESKTOP_DIR/server.log"
launch
sleep 1
is "before work nothing is shown" 0 "$(shown)"
is "but known" 4 "$(json due | ask 'len([i for i in d["due"] if i["rule"]=="lead_stale"])')"
leave
NOW=2026-03-31T20:00:00+02:00
launch
sleep 1
is "nor after work" 0 "$(shown)"
leave

# --- no server, then one; another one
begin
server stop
launch
sleep 1
is "without a server nothing counts as told" 0 "$(sqlite3 "$T/cadens.db" "SELECT COUNT(*) FROM signal_event WHERE event = 'notified'")"
server start
ok "a server that comes later shows everything" wait_for 10 shows 4
press 'done' L4
ok "one is done" wait_for 5 shows 3
server stop
sleep 0.3
: >"$DESKTOP_DIR/server.log"
server start
ok "a new server is told again what is open" wait_for 10 shows 3
sleep 0.5
is "each once" '1 1 1 0' "$(posted 'Lead 1') $(posted 'Lead 2') $(posted 'Lead 3') $(posted 'Lead 4')"
is "and counted once" 4 "$(sqlite3 "$T/cadens.db" "SELECT COUNT(*) FROM signal_event WHERE event = 'notified'")"
press 'done' L1
ok "the buttons of the new bubbles work" wait_for 5 is_state L1 dismissed
kill -HUP $daemon
posted_is() { [ "$(posted "$1")" = "$2" ]; }
ok "a reload shows the open ones again" wait_for 5 posted_is 'Lead 2' 2
ok "in place of the old ones" wait_for 5 shows 2
press 'done' L2
ok "and their buttons work" wait_for 5 is_state L2 dismissed
kill -KILL $daemon
wait $daemon 2>/dev/null
launch
sleep 1
is "killed and started again, it shows the one that is open, once" 1 "$(shown)"
dunstctl close
sleep 0.5
leave
launch
sleep 1
is "what a person closed is not shown again" 0 "$(shown)"
leave

# --- a frozen server
begin
: >"$DESKTOP_DIR/server.log"
kill -STOP "$(cat "$DESKTOP_DIR/server.pid")"
launch
sleep 1
ok "with a frozen server the daemon answers" timeout 2 gdbus call --session -d org.cadens.Cadens1 -o /org/cadens/Cadens1 -m org.cadens.Cadens1.Status
begun=$(date +%s%N)
leave
result $? "and ends"
echo "# frozen server, SIGTERM to end: $((($(date +%s%N) - begun) / 1000000)) ms"
kill -CONT "$(cat "$DESKTOP_DIR/server.pid")"
sleep 0.5
dunstctl close-all

# --- once; no bus
begin
ok "--once tells" cadensd --once --now "$NOW"
ok "and what it told stays" shows 4
dunstctl close-all
begin
launch DBUS_SESSION_BUS_ADDRESS="unix:path=$T/no-bus"
sleep 1
is "without any bus it goes on" 4 "$(sqlite3 "$T/cadens.db" "SELECT COUNT(*) FROM signal WHERE rule_id = 'lead_stale' AND state = 'open'")"
leave
result $? "and ends"
is "nothing was told" 0 "$(sqlite3 "$T/cadens.db" "SELECT COUNT(*) FROM signal_event WHERE event = 'notified'")"
finish
