#!/bin/bash
# SPDX-License-Identifier: MIT
# The daemon on servers with the habits of GNOME Shell, Plasma and mako: bubbles, buttons, what the server takes away by itself, restarts.
if [ "${1:-}" != inside ]; then
    for server in gnome plasma mako; do
        "${top_srcdir:?}/tests/lib/desktop.sh" run $server bash "$0" inside >"${TMPDIR:-/tmp}/cadens-desktops.$$" 2>&1
        sed -n 's/^\(not ok\|ok\) [0-9]* - /\1 - '$server': /p; /^#/p; /^1\.\.0/p; /^Bail/p' "${TMPDIR:-/tmp}/cadens-desktops.$$"
    done >"${TMPDIR:-/tmp}/cadens-desktops.$$.all"
    rm -f "${TMPDIR:-/tmp}/cadens-desktops.$$"
    all=$(cat "${TMPDIR:-/tmp}/cadens-desktops.$$.all")
    rm -f "${TMPDIR:-/tmp}/cadens-desktops.$$.all"
    if skip=$(grep -m 1 '^1\.\.0' <<<"$all"); then
        echo "$skip"
        exit 0
    fi
    awk '/^(not )?ok - /{sub(/ok - /, "ok " ++n " - ")} {print} END {print "1.." n}' <<<"$all"
    ! grep -qE '^(not ok|Bail)' <<<"$all"
    exit
fi
bus=$DBUS_SESSION_BUS_ADDRESS
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
. "$top_srcdir/tests/lib/stale.sh" || exit 1
. "$top_srcdir/tests/lib/launch.sh" || exit 1
export DBUS_SESSION_BUS_ADDRESS=$bus
stale_conf 'digest_at = 16:30'
stale_leads 4 ' <b>&'
mkdir "$T/bin"
printf '#!/bin/sh\necho "$1" >"%s/opened"\n' "$T" >"$T/bin/xdg-open"
chmod +x "$T/bin/xdg-open"
PATH=$T/bin:$PATH
unset INVOCATION_ID # no service manager is asked to open anything
test_server() { gdbus call --session -d org.freedesktop.Notifications -o /org/freedesktop/Notifications -m org.cadens.Test.Server."$1" "${@:2}"; }
shown() { test_server List | grep -o "Lead [0-9]" | sort | tr '\n' ' '; }
shows() { [ "$(shown)" = "$1" ]; }
is_state() { [ "$(stale_state "$1")" = "$2" ]; }
posted() { grep -c "^notify .*Lead $1" "$DESKTOP_DIR/server.log"; }
all_posted() { [ "$(posted 1) $(posted 2) $(posted 3) $(posted 4)" = "$1" ]; }

launch
ok "each is posted once" wait_for 10 all_posted '1 1 1 1'
[ "$DESKTOP_SERVER" = gnome ] && kept='Lead 2 Lead 3 Lead 4 ' || kept='Lead 1 Lead 2 Lead 3 Lead 4 '
ok "and stays as long as the server keeps it" wait_for 5 shows "$kept"
is "all of them are to do, whatever the server took away" 'open open open open' "$(stale_state L1) $(stale_state L2) $(stale_state L3) $(stale_state L4)"
is "what the server took away nobody has seen" 0 "$(sqlite3 "$T/cadens.db" "SELECT COUNT(*) FROM signal_event WHERE event = 'seen'")"
is "urgency is always normal, the buttons wanted most stand first" 4 "$(grep -c '^notify .* urgency=1 actions=default,done,morning,snooze,open ' "$DESKTOP_DIR/server.log")"
like "the summary is plain" 'summary=.*Lead 4 <b>& \(Fyra\)' "$(cat "$DESKTOP_DIR/server.log")"
test_server Press 'Lead 2' 'done' >/dev/null
ok "done" wait_for 5 is_state L2 dismissed
test_server Press 'Lead 3' snooze >/dev/null
ok "snooze" wait_for 5 is_state L3 snoozed
kept=${kept/Lead 2 Lead 3 /}
ok "both are gone" wait_for 5 shows "$kept"
test_server Stray 1000 'done' >/dev/null
test_server Stray 2 'done' >/dev/null
sleep 0.3
is "a click on somebody else's is nothing to us" 'open open' "$(stale_state L1) $(stale_state L4)"
item=signal-$(stale_signal L4)
test_server Press 'Lead 4' default >/dev/null
ok "a click opens the page" wait_for 10 test -s "$T/opened"
is "at the item" "file://$T/page/dashboard.html#$item" "$(cat "$T/opened")"
is "which is there" 1 "$(grep -c "id=\"$item\"" "$T/page/dashboard.html")"
leave
result $? "the daemon ends"
launch
ok "after its restart what was there is there again" wait_for 10 shows 'Lead 1 Lead 4 '
"$top_srcdir/tests/lib/desktop.sh" stop
"$top_srcdir/tests/lib/desktop.sh" start
ok "after the server's, too" wait_for 10 shows 'Lead 1 Lead 4 '
test_server Press 'Lead 4' 'done' >/dev/null
ok "and its buttons work" wait_for 5 is_state L4 dismissed
is "nothing was told as new" '1 1' "$(sqlite3 "$T/cadens.db" "SELECT COUNT(*) FROM signal_event e JOIN signal s ON s.id = e.signal_id WHERE e.event = 'notified' GROUP BY s.id" | sort -u | tr '\n' ' ' | sed 's/ $//;s/^1$/1 1/')"
test_server Close 'Lead 1' 2 >/dev/null
seen() { [ "$(sqlite3 "$T/cadens.db" "SELECT COUNT(*) FROM signal_event WHERE event = 'seen'")" = 1 ]; }
ok "what a person closed is seen" wait_for 5 seen
is "and still to do" open "$(stale_state L1)"
leave
finish
