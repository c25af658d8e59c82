#!/bin/bash
# SPDX-License-Identifier: MIT
# A year of a salesperson's life at speed: 25 customers, 120 leads, holidays, a laptop that sleeps for weeks, a channel that fails for days. No reminder
# is lost, none comes twice, none about silence within an hour of a touch; asking twice changes nothing; what was kept can be proved.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need "SQLite" sqlite3
mkdir -p "$T/year" "$T/box/new" "$T/box/cur" "$T/box/tmp" "$T/box/.Sent/new" "$T/box/.Sent/cur" "$T/box/.Sent/tmp"
/usr/bin/python3 -B "$top_srcdir/tests/lib/year.py" make "$T/year/world" "${CADENS_YEAR_SEED:-1}" || exit 1
cat >"$T/hook" <<'H'
#!/bin/sh
[ ! -e "${0%/*}/refuse" ] || exit 3
tr '\n' ' ' >>"${0%/*}/told"
echo >>"${0%/*}/told"
H
chmod +x "$T/hook"
configure <<C
[identity]
addresses = anna@satori.example
[mailbox mail]
type = maildir
path = $T/box
[notify]
hook = $T/hook
[report]
kinds =
C
NOW=2025-01-06T12:00:00+01:00
for kind in accounts contacts leads; do ok "$kind" cadens import $kind "$T/year/world/$kind.csv"; done

is "a year goes by" "" "$(/usr/bin/python3 -B "$top_srcdir/tests/lib/year.py" live "$T/year/world" "$T/box" "$top_builddir" "$T/cadens.conf" "$T/cadens.db")"
NOW=2025-12-30T14:05:00+01:00
is "no reminder lost, none twice, none about silence after a touch" "" "$(/usr/bin/python3 -B "$top_srcdir/tests/lib/year.py" check "$T/cadens.db" "$T/year/world" "$T/told" 2>"$T/counts")"
sed "s/^/# /" "$T/counts"
like "there were many" 'bubbles [1-9][0-9]+, digests [1-9][0-9][0-9]' "$(cat "$T/counts")"
is "the channel was given all of it in the end" 0 "$(sqlite3 "$T/cadens.db" 'SELECT COUNT(*) FROM hook_queue')"
ok "and the log can be proved" cadens verify
finish
