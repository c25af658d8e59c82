#!/bin/bash
# SPDX-License-Identifier: MIT
# What a figure is compared with is the figure of that other period: the same number as if it were asked for (17-K7).
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
configure <<'C'
[identity]
addresses = anna@satori.example
C
take() { # take KIND LINE...
    printf '%s\n' "${@:2}" >"$T/$1.csv"
    ok "$1" cadens import "$1" "$T/$1.csv"
}
take accounts id,name A1,Ett
take leads id,account,name,stage,probability,amount,expected_close,created L1,A1,En,need,50,81200.10,2026-05-02,2026-01-10
take targets kpi,direction,period,key,low,unit deals_won_value,higher,quarter,2026-Q2,100000,SEK
NOW=2026-04-10T12:00:00+02:00
is "without a value now, with its decimals before" '[null, 0.812001, "point:2026-03-10"]' \
    "$(json kpi pipeline_coverage_next_quarter | ask '[d["kpis"][0]["value"], d["kpis"][0]["previous"]["value"], d["kpis"][0]["previous"]["period"]]')"
finish
