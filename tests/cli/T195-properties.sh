#!/bin/bash
# SPDX-License-Identifier: MIT
# What holds for every world: movements explain recurring revenue and the pipeline, shares of a win add up to it, the order of rows says nothing,
# and what is exported and imported again is the same (15-C5, C41; 00 §5).
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
lib=$top_srcdir/tests/lib
configure <<'C'
[identity]
addresses = anna@satori.example
C
NOW=2026-03-31T12:00:00+02:00
properties() { /usr/bin/python3 -B "$lib/properties.py" "$@" 2>"$T/count"; }
fresh() { rm -f "$T"/cadens.db*; }
take() { # take FOLDER KIND...: all of them that are there
    local folder=$1 kind
    shift
    for kind in "$@"; do
        [ ! -e "$folder/$kind.csv" ] || cadens import "$kind" "$folder/$kind.csv" >/dev/null 2>"$T/err" || { cat "$T/err"; return 1; }
    done
}
customers='accounts tier-history contacts leads projects invoices subscriptions subscription-changes costs touchpoints surveys referrals value-notes reviews'
prospects='users stages accounts tier-history contacts leads stage-history lead-changes qualification lead-touches touchpoints meetings reviews forecast-snapshots'
every='users services stages sources accounts tier-history contacts leads stage-history lead-changes qualification lead-touches proposals projects invoices
    subscriptions subscription-changes costs touchpoints meetings follow-ups reviews surveys referrals targets value-notes forecast-snapshots tiers review-policies signals competitors'
months='2025-04 2025-05 2025-06 2025-07 2025-08 2025-09 2025-10 2025-11 2025-12 2026-01 2026-02 2026-03'

world() { # world NAME SEED KIND...
    local name=$1 seed=$2 file month files=()
    shift 2
    mkdir "$T/$name$seed" "$T/$name$seed.mixed" "$T/$name$seed.out" "$T/$name$seed.again"
    /usr/bin/python3 -B "$lib/$name-world.py" "$T/$name$seed" "$seed"
    fresh
    ok "$name $seed: its rows" take "$T/$name$seed" "$@"
    for month in $months; do
        file=$T/$name$seed.$month
        json kpi mrr mrr_new mrr_expansion mrr_reactivation mrr_contraction mrr_churn mrr_by_account mrr_by_service pipeline_value_change \
            deals_won_value attribution_first attribution_last attribution_linear attribution_u_shaped attribution_time_decay --period "month:$month" >"$file"
        files+=("$file")
    done
    is "$name $seed: movements and shares add up" "" "$(properties identities "${files[@]}")"
    like "$name $seed: and there were some" 'checked [1-9][0-9]' "$(cat "$T/count")"
    cadens --format json kpi >"$T/first.json"

    # lead-touches of one instant keep the order of the file (15-C41)
    for file in "$T/$name$seed"/*.csv; do
        case $file in
        */lead-touches.csv) cp "$file" "$T/$name$seed.mixed" ;;
        *) properties shuffle "$file" "$T/$name$seed.mixed/$(basename "$file")" "$seed" ;;
        esac
    done
    for kind in $every; do cadens export "$kind" >"$T/$name$seed.out/$kind.csv"; done
    fresh
    ok "$name $seed: rows in another order" take "$T/$name$seed.mixed" "$@"
    cadens --format json kpi >"$T/mixed.json"
    is "$name $seed: say the same" "" "$(properties same "$T/first.json" "$T/mixed.json")"
    fresh
    # shellcheck disable=SC2086
    ok "$name $seed: what was exported" take "$T/$name$seed.out" $every
    cadens --format json kpi >"$T/again.json"
    is "$name $seed: says the same" "" "$(properties same "$T/first.json" "$T/again.json")"
    like "$name $seed: in many figures" 'checked [1-9][0-9][0-9]' "$(cat "$T/count")"
    for kind in $every; do cadens export "$kind" >"$T/$name$seed.again/$kind.csv"; done
    is "$name $seed: and is exported as it was" "" "$(diff -r "$T/$name$seed.out" "$T/$name$seed.again")"
}
for seed in ${CADENS_WORLD_SEEDS:-3 4}; do
    # shellcheck disable=SC2086
    world customers "$seed" $customers
    # shellcheck disable=SC2086
    world prospects "$seed" $prospects
done
finish
