#!/bin/bash
# SPDX-License-Identifier: MIT
# What customers bring, on random trades: every figure as a second, independent computation from the same CSV has it, today and for periods gone by.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
configure <<'C'
[identity]
addresses = anna@satori.example
[business]
fiscal_start_month = 5
[finance]
gross_margin = 60
C
# Before there is anything, no figure is a number or a failed division; only the shipped sources are counted (15-A11).
is "nothing is known of nothing" '["new_sources_tested"]' \
    "$(json kpi | ask 'sorted({k["id"] for k in d["kpis"] if k["null_reason"] not in ("no_data", "not_covered", "not_configured")})')"
for seed in 2 50 51 52; do
    rm -rf "$T/world" "$T"/cadens.db*
    mkdir "$T/world"
    /usr/bin/python3 "$top_srcdir/tests/lib/customers-world.py" "$T/world" $seed
    for kind in accounts tier-history contacts leads projects invoices subscriptions subscription-changes costs touchpoints surveys referrals value-notes reviews; do
        status_is "$seed: $kind" 0 cadens import "$kind" "$T/world/$kind.csv"
    done
    for period in - month:2025-02 quarter:2025-Q1 quarter:2025-Q4 year:2024 month:2026-03; do
        asked=()
        [ $period = - ] || asked=(--period $period)
        status_is "$seed: figures $period" 0 cadens --format json kpi "${asked[@]}"
        cp "$T/out" "$T/answer"
        status_is "$seed: they agree $period" 0 /usr/bin/python3 "$top_srcdir/tests/lib/customers-figures.py" "$T/world" $period 0.6 5 <"$T/answer"
        like "$seed: and were many $period" 'compared [1-9][0-9][0-9] ' "$(cat "$T/out")"
    done
done
finish
