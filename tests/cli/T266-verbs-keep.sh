#!/bin/bash
# SPDX-License-Identifier: MIT
# Verbs that add to what is there leave the rest alone: a further line of an invoice, a price from a day in the past on.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
configure <<'C'
[identity]
addresses = anna@satori.example
[ui]
language = en
C
ok "accounts" cadens account add Ett
cadens account add Två >/dev/null
invoice() { cadens export invoices | tr -d '\r' | cut -d, -f1-4,6,10 | tail -n +2 | paste -sd' '; }
ok "an invoice" cadens invoice add 100 A1 1000 --date 2026-03-01 --due 2026-03-30
ok "its fifth line" cadens invoice add 100 A1 500 --line 5
is "is of the same day" '100,A1,2026-03-01,1,1000.00,2026-03-30 100,A1,2026-03-01,5,500.00,2026-03-30' "$(invoice)"
ok "a further one" cadens invoice add 100 Ett 7
before=$(invoice)
like "comes behind" '100,A1,2026-03-01,6,7.00,2026-03-30$' "$before"
refused() { # refused NAME REGEX OPTION...
    status_is "$1" 1 cadens invoice add 100 "${@:3}"
    like "$1: why" "$2" "$(cat "$T/err")"
}
refused "a line that is there" '100 is there already' A1 9 --line 5
refused "another account" 'account: differs from another line of invoice 100' A2 9
refused "another day" 'date: differs from another line of invoice 100' A1 9 --date 2026-03-02
is "nothing was written" "$before" "$(invoice)"

ok "a subscription" cadens subscription add A1 satori-chat --start 2026-01-01
ok "its price" cadens subscription change S1 --quantity 10 --unit-price 150 --effective 2026-01-01
ok "a dearer one" cadens subscription change S1 --unit-price 160 --effective 2026-03-01
ok "more users, from a day before that on" cadens subscription change S1 --quantity 15 --effective 2026-02-01
is "at the price of that day" 'S1,2026-01-01,10,150.00 S1,2026-02-01,15,150.00 S1,2026-03-01,10,160.00' \
    "$(cadens export subscription-changes | tr -d '\r' | cut -d, -f1-4 | tail -n +2 | paste -sd' ')"
status_is "before there was a price" 2 cadens subscription change S1 --quantity 3 --effective 2025-12-01

ok "a lead with a proposal" cadens lead add A1 Förslag
ok "that is a draft" cadens proposal add L1 5000
ok "and taken at once" cadens proposal won P1 --at 2026-03-20T10:00
is "was presented, and counts" '[1, 1]' "$(json kpi win_rate --period month:2026-03 | ask '[d["kpis"][0][k] for k in ("num", "den")]')"
ok "one more" cadens proposal add L1 6000
ok "presented" cadens proposal present P2 --at 2026-03-01
ok "and turned down" cadens proposal lost P2 --at 2026-03-21
is "keeps its day" '2026-03-20 2026-03-01' "$(cadens export proposals | tr -d '\r' | tail -n +2 | cut -d, -f5 | cut -c1-10 | paste -sd' ')"
for id in P1 P2; do ok "$id goes" cadens proposal remove $id; done
ok "the lead too" cadens lead remove L1
ok "a further lead" cadens lead add A1 Nej
status_is "a reason that is none" 1 cadens lead lost L1 --reason pris
like "names those there are" 'no lost reason pris; there are price, no_budget, timing,' "$(cat "$T/err")"
ok "one of them" cadens lead lost L1 --reason price
ok "it is gone" cadens lead remove L1
ok "a lead" cadens lead add A1 En --stage need --probability 50 --amount 100
state() { json lead list | ask 'd["leads"][0]["status"]'; json kpi active_leads pipeline_value_total | ask '[k["value"] for k in d["kpis"]]'; }
is "is open" "$(printf 'open\n[1, 10000]')" "$(state)"
ok "its stage becomes one of the lost" cadens stage edit need --kind lost
is "and so does the lead" "$(printf 'lost\n[0, 0]')" "$(state)"
printf 'code,kind\nneed,open\n' >"$T/stages.csv"
ok "and open again, by a file" cadens import stages "$T/stages.csv"
is "with the lead" "$(printf 'open\n[1, 10000]')" "$(state)"
finish
