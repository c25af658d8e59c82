#!/bin/bash
# SPDX-License-Identifier: MIT
# verify --repair in a store that knows mail only, and one that knows meetings only: what is not there is not taken for torn out.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need "SQLite" sqlite3
. "$top_srcdir/tests/lib/letter.sh"
letter_conf never
letter /.Skickat 2026-03-02 offer $anna kund@acme.example Offert <<<Hej
letter '' 2026-03-03 answer kund@acme.example $anna "Sv: Offert" "In-Reply-To: <offer@t.example>" <<<Hej
letter '' 2026-03-04 other kund@acme.example $anna "Fråga" <<<Hej
printf 'id,name,domains\nA1,Acme,acme.example\n' >"$T/accounts.csv"
ok "accounts" cadens import accounts "$T/accounts.csv"
status_is "mail is read" 0 cadensd --once --now "$NOW"
everything() { cadens export --all | grep -v '^ledger' | LC_ALL=C sort; }
everything >"$T/clean"
sqlite3 "$T/cadens.db" "DELETE FROM ledger WHERE uid = 1"
status_is "missing" 1 cadens verify
status_is "repaired" 0 cadens verify --repair
is "nothing else went" "" "$(everything | diff "$T/clean" - | head -5)"
is "a repair of what is whole changes nothing" 0 "$(cadens verify --repair >/dev/null; echo $?)"
is "at all" "" "$(everything | diff "$T/clean" - | head -5)"

rm -f "$T"/cadens.db*
configure <<C
[identity]
addresses = $anna
[ui]
language = en
C
ok "accounts alone" cadens import accounts "$T/accounts.csv"
ok "a call" cadens log call A1 "hello" --outcome connected --at 2026-03-17T10:00
printf 'id,start,end,account,summary\nM1,2026-03-18T10:00,2026-03-18T11:00,A1,Möte\n' >"$T/meetings.csv"
ok "a meeting" cadens import meetings "$T/meetings.csv"
everything >"$T/clean"
status_is "a repair without any mail" 0 cadens verify --repair
is "leaves calls and meetings" "" "$(everything | diff "$T/clean" - | head -5)"
finish
