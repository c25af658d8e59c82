#!/bin/bash
# SPDX-License-Identifier: MIT
# What was exported and imported again is the same database, whatever order its rows first came in: the dump of everything says so.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
lib=$top_srcdir/tests/lib
configure <<'C'
[identity]
addresses = anna@satori.example
C
NOW=2027-03-31T12:00:00+02:00
kinds='users services stages sources accounts tier-history contacts leads stage-history lead-changes qualification lead-touches proposals projects invoices
    subscriptions subscription-changes costs touchpoints meetings follow-ups reviews surveys referrals targets value-notes forecast-snapshots'
for seed in ${CADENS_WORLD_SEEDS:-75}; do
    rm -rf "$T/world" "$T/taken" "$T"/cadens.db*
    mkdir "$T/world" "$T/taken"
    /usr/bin/python3 -B "$lib/trade-world.py" "$T/world" "$seed"
    for kind in $kinds; do status_is "$seed: $kind" 0 cadens import "$kind" "$T/world/$kind.csv"; done
    for kind in $kinds; do cadens export "$kind" >"$T/taken/$kind.csv"; done
    cadens export --all >"$T/first"
    for kind in $kinds; do
        is "$seed: nothing of $kind would change" "[0, 0]" "$(json import "$kind" "$T/world/$kind.csv" --dry-run | ask '[d["created"], d["differ"]]')"
    done
    for kind in $kinds; do cadens import "$kind" "$T/taken/$kind.csv" >/dev/null 2>&1; done
    cadens export --all >"$T/same"
    is "$seed: imported over itself it is the same" "" "$(diff "$T/first" "$T/same" | head -5)"
    rm -f "$T"/cadens.db*
    for kind in $kinds; do status_is "$seed: $kind as exported" 0 cadens import "$kind" "$T/taken/$kind.csv"; done
    cadens export --all >"$T/second"
    is "$seed: in an empty place too" "" "$(diff "$T/first" "$T/second" | head -5)"
done
# rows that only their values tell apart
rm -f "$T"/cadens.db*
printf 'id,name\nA1,Ett\n' >"$T/a.csv"
printf 'id,account,name,created,stage\nL1,A1,En,2026-01-01,need\n' >"$T/l.csv"
printf 'account,kind,score,date\nA1,nps,9,2026-03-01\nA1,nps,3,2026-03-01\n' >"$T/s.csv"
printf 'lead,at,field,old,new\nL1,2026-02-01,amount,100,200\nL1,2026-02-01,amount,200,300\n' >"$T/c.csv"
ok "an account" cadens import accounts "$T/a.csv"
ok "a lead" cadens import leads "$T/l.csv"
ok "two answers of one day" cadens import surveys "$T/s.csv"
ok "two changes of one instant" cadens import lead-changes "$T/c.csv"
differ() { json import "$1" "$2" --dry-run | ask '[d["created"], d["differ"], len(d["changes"])]'; }
is "none of the answers would change" "[0, 0, 0]" "$(differ surveys "$T/s.csv")"
is "none of the changes" "[0, 0, 0]" "$(differ lead-changes "$T/c.csv")"
printf 'account,kind,score,date\nA1,nps,5,2026-03-01\n' >"$T/s.csv"
is "a third answer is new" "[1, 0]" "$(json import surveys "$T/s.csv" --dry-run | ask '[d["created"], d["differ"]]')"
# no row says more than sums can hold
printf 'id,account,name,created,stage,probability,amount\nL8,A1,En,2026-01-01,need,50,92233720368547758.07\nL9,A1,Två,2026-01-01,need,50,100000000000\n' >"$T/l.csv"
status_is "an amount beyond reason" 1 cadens --lang en import leads "$T/l.csv"
is "is the one that is refused" "l.csv:2: amount: is too large" "$(grep -o 'l.csv:[0-9].*' "$T/err")"
sed -i '2d' "$T/l.csv"
ok "a hundred billions are not" cadens import leads "$T/l.csv"
ok "and have figures" cadens kpi
printf 'id,account,service,start\nS1,A1,satori-chat,2026-01-01\n' >"$T/s.csv"
printf 'subscription,effective,quantity,unit_price\nS1,2026-01-01,100000000,100000000\n' >"$T/c.csv"
ok "a subscription" cadens import subscriptions "$T/s.csv"
status_is "nor does what two columns make together" 1 cadens import subscription-changes "$T/c.csv"
# a bad cell is named by its line, whatever lies between the rows
printf 'id,name,tier\n\n  \nA1,"En\n\nrad",1\n\n\nA2,"En\r\nannan",8\nA3,x,9\n' >"$T/a.csv"
status_is "lines that are empty, and cells of several" 1 cadens import accounts "$T/a.csv"
is "count" "9 11" "$(grep -o 'a.csv:[0-9][0-9]*' "$T/err" | cut -d: -f2 | paste -sd' ')"
printf 'id,name,tier\rA2,x,8\r\rA3,x,9\r' >"$T/a.csv"
status_is "lines that end as they once did" 1 cadens import accounts "$T/a.csv"
is "count too" "2 4" "$(grep -o 'a.csv:[0-9][0-9]*' "$T/err" | cut -d: -f2 | paste -sd' ')"
finish
