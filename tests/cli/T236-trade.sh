#!/bin/bash
# SPDX-License-Identifier: MIT
# Figures on random trades with every legal unkindness of a CSV, against a further implementation from the words of the specification: at instants in the
# middle of the data, on holidays, where clocks change and where a year has 53 weeks; and of every figure its interval, colour and whether it is over.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
lib=$top_srcdir/tests/lib
configure <<'C'
[identity]
addresses = anna@satori.example
C
agree() { # agree NOW PERIOD: "-" asks each figure for its own
    NOW=$1
    # shellcheck disable=SC2046
    json kpi $([ "$2" = - ] || echo --period "$2") >"$T/answer.json" && /usr/bin/python3 -B "$lib/trade-figures.py" "$T/world" "$1" <"$T/answer.json"
}
for seed in ${CADENS_WORLD_SEEDS:-1 2}; do
    rm -rf "$T/world" "$T"/cadens.db*
    mkdir "$T/world"
    /usr/bin/python3 "$lib/trade-world.py" "$T/world" "$seed"
    NOW=2027-03-31T12:00:00+02:00
    for kind in users services stages sources accounts tier-history contacts leads stage-history lead-changes qualification lead-touches proposals projects invoices \
        subscriptions subscription-changes costs touchpoints meetings follow-ups reviews surveys referrals targets value-notes forecast-snapshots; do
        status_is "$seed: $kind" 0 cadens import $kind "$T/world/$kind.csv"
    done
    for asked in "2026-03-29T12:00:00+02:00 -" "2026-04-03T10:30:00+02:00 -" "2025-10-26T02:30:00+01:00 -" "2027-01-01T12:00:00+01:00 week:2026-W53" \
        "2026-08-14T15:00:00+02:00 month:2026-03" "2027-03-31T12:00:00+02:00 quarter:2026-Q1" "2026-05-20T09:00:00+02:00 half:2026-H1" "2024-06-20T12:00:00+02:00 -"; do
        # shellcheck disable=SC2086
        ok "$seed: the same figures at $asked" agree $asked
    done
done
finish
