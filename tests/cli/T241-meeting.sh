#!/bin/bash
# SPDX-License-Identifier: MIT
# Who restarts the daemon, or the notification server, during a meeting gets the bubbles back after it, not in the middle of it.
if [ "${1:-}" != inside ]; then
    exec "${top_srcdir:?}/tests/lib/desktop.sh" run mako bash "$0" inside
fi
bus=$DBUS_SESSION_BUS_ADDRESS
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
. "$top_srcdir/tests/lib/stale.sh" || exit 1
. "$top_srcdir/tests/lib/launch.sh" || exit 1
export DBUS_SESSION_BUS_ADDRESS=$bus
stale_conf 'digest_at = 16:30'
stale_leads 2
posted() { grep -c '^notify .*Lead [12]' "$DESKTOP_DIR/server.log"; }
has_posted() { [ "$(posted)" = "$1" ]; }
launch
ok "both are posted" wait_for 10 has_posted 2
leave
printf 'id,start,end,account,summary\nM1,%s,%s,A9,Genomgång\n' "${NOW/T10:00/T09:30}" "${NOW/T10:00/T10:30}" >"$T/meetings.csv"
ok "somebody else" cadens account add Fem --id A9
ok "a meeting" cadens import meetings "$T/meetings.csv"
launch
sleep 3
is "none during the meeting" 2 "$(posted)"
leave
NOW=${NOW/T10:00/T10:31}
launch
ok "again after it" wait_for 10 has_posted 4
leave
finish
