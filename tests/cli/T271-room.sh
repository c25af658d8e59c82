#!/bin/bash
# SPDX-License-Identifier: MIT
# What a reader has room for: reports fit terminals of 80 and 120 columns, with as many details of each figure as there is room for, and say what is left out;
# rows that only differ in a detail are told apart. On a page, what is listed leads on.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
sample <<'C'
[ui]
language = sv
C
for kind in accounts contacts leads touchpoints reviews follow-ups; do ok "$kind" cadens import $kind "$T/sample/$kind.csv"; done
printf 'id,account,name,stage,created,closed,lost_reason\nL90,A4,Tappad,lost,2026-02-02,2026-02-20,\n' >"$T/lost.csv"
ok "a lead that was lost, nobody said why" cadens import leads "$T/lost.csv"
ok "a store" cadensd --once --now "$NOW"

# --- terminals
at() { # at COLUMNS WORD...: as a terminal of so many columns shows it
    script -qec "stty cols $1 rows 50; TERM=xterm $top_builddir/cadens --config $T/cadens.conf --now $NOW ${*:2}" /dev/null </dev/null | tr -d '\r'
}
wider() { /usr/bin/python3 -c 'import sys; print("\n".join(l for l in sys.stdin.read().split("\n") if len(l) > int(sys.argv[1]) and "visar även:" not in l))' "$1"; }
for words in "report daily" "report weekly" "report monthly" "report quarterly" "report yearly" meetings "brief A1" "lead list" "account list" verify "source list" "subscription list" "review-policy list"; do
    for columns in 80 120; do is "$words in $columns columns" "" "$(at $columns "$words" | wider $columns)"; done
done
at 120 report daily >"$T/120"
at 80 report weekly >"$T/80"
like "at 120 columns there is the change, how many and the interval" '^Nyckeltal +Värde +Mål Status +Förändring +n Intervall$' "$(cat "$T/120")"
like "of each" '^Andel stillastående leads +80 % +inget mål +\S.* 5 +38–96 %$' "$(cat "$T/120")"
like "what is left out is said" '^En terminal med [0-9]+ kolumner visar även: Period, Id\.$' "$(tail -n 1 "$T/120")"
columns=$(tail -n 1 "$T/120" | tr -dc 0-9)
like "with as many it is there" '^Nyckeltal .*Intervall +Period +Id$' "$(at "$columns" report daily)"
unlike "and nothing is left out" 'visar även' "$(at "$columns" report daily)"
like "a month and a quarter of one forecast are told apart" '^Prognos, commit, mars 2026 ' "$(cat "$T/80")"
like "everywhere" '^Prognos, commit, kvartal 1 2026 ' "$(cadens report weekly)"
like "nor are words of programs" 'Skäl: okänt' "$(cadens report monthly)"
like "what was invoiced in a month is not all that ever was" '^Konto Namn +Tier +Fakturerat +MRR ' "$(cadens report monthly)"

# --- pages
cadens report daily --format html >"$T/page"
cadens brief A1 --format html >"$T/brief"
text() { /usr/bin/python3 -c 'import re,sys,html; print(html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", open(sys.argv[1]).read()))))' "$1"; }
like "a customer leads to what is known of it" '<code>cadens brief A1</code>' "$(cat "$T/page")"
command=$(grep -o '<code>cadens explain [^<]*</code>' "$T/page" | sed 's/<[^>]*>//g; s/^cadens //' | head -n 1)
# shellcheck disable=SC2086
status_is "a reply that is owed leads to its letter" 0 cadens $command
like "also at a glance, though nobody was reminded" 'Mejl att besvara 1 +Åsa Öberg \(Svenska Bollförbundet\)' "$(text "$T/page")"
like "what is due in a brief has its number" "Nr +Allvar" "$(text "$T/brief")"
like "a probability is a share there, too" ' 60 % ' "$(cadens brief A3 --format html >"$T/brief"; text "$T/brief")"
unlike "a brief does not say of whom it is in every row" "^C1 +Svenska Bollförbundet|Konto: Svenska" "$(cadens brief A1)"
is "programs are told" true "$(json brief A1 | ask '{r["account"] for r in d["contacts"]} == {"A1"} and {k["scope"] for k in d["kpis"]} == {"account:A1"}')"
finish
