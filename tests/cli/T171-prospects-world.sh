#!/bin/bash
# SPDX-License-Identifier: MIT
# The figures of prospecting, qualification, forecasts and channels on random worlds, against a second implementation from the words of the
# specification that shares nothing with the SQL.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
lib=$top_srcdir/tests/lib
configure <<'C'
[identity]
addresses = anna@satori.example
C
ids=$(sed -n 's/^# ids: //p' "$0")
# ids: attribution_first attribution_last attribution_linear attribution_time_decay attribution_u_shaped source_qualification_rate competitor_win_rate
# ids: cold_connect_rate_per_attempt cold_meeting_rate linkedin_meeting_rate linkedin_reply_rate event_touches website_mql website_mql_rate
# ids: data_quality_score profile_pct decision_maker_coverage lead_score lead_score_calibration qualification_adherence_rate data_enrichment_impact
# ids: qualification_false_positive_rate forecast_accuracy forecast_bias expected_close_adjusted meeting_prep_rate channel_fit_rate
# ids: ceo_touch_rate_t1 senior_time_share

agree() { # agree PERIOD: "-" asks each figure for its own
    # shellcheck disable=SC2086,SC2046
    json kpi $ids $([ "$1" = - ] || echo --period "$1") >"$T/answer.json" && /usr/bin/python3 "$lib/prospects-figures.py" "$T/world" "$1" <"$T/answer.json"
}
for seed in ${CADENS_WORLD_SEEDS:-1 2 3}; do
    rm -rf "$T/world" "$T"/cadens.db*
    mkdir "$T/world"
    /usr/bin/python3 "$lib/prospects-world.py" "$T/world" "$seed"
    for kind in users stages accounts contacts leads stage-history lead-changes qualification lead-touches touchpoints meetings forecast-snapshots; do
        status_is "world $seed: $kind" 0 cadens import "$kind" "$T/world/$kind.csv"
    done
    for period in - month:2025-07 month:2025-11 quarter:2025-Q2 quarter:2025-Q4 quarter:2026-Q1 half:2025-H1 year:2025; do
        ok "world $seed: the same figures of $period" agree "$period"
    done
done
finish
