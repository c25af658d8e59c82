#!/bin/bash
# SPDX-License-Identifier: MIT
# What a figure is compared with is the figure of that other period: the same number as if it were asked for (17-K7). And what it is about can be asked
# of all figures at once, and of the rows behind them.
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

is "all figures of a source" '["source"]' "$(json kpi --scope source:referral | ask 'sorted({k["scope"].split(":")[0] for k in d["kpis"]})')"
ok "are many" test "$(json kpi --scope source:referral | ask 'len(d["kpis"])')" -gt 15
is "all of an account, by its name" '["account:A1"]' "$(json kpi --scope account:Ett | ask 'sorted({k["scope"] for k in d["kpis"]})')"
status_is "of what no figure is about" 2 cadens kpi --scope apples:9
status_is "of an account that is none" 1 cadens kpi --scope account:A9
ok "an account more" cadens account add Två
ok "a lead of each source" cadens lead add A1 Mer --source referral
ok "and another" cadens lead add A1 Annat --source website
is "the rows behind a figure of a source are its own, and name it" '[["Mer", "referral"]]' \
    "$(json kpi explain source_leads --scope source:referral | ask '[[u["name"], u["source"]] for u in d["units"]]')"
is "of all, all" 2 "$(json kpi explain source_leads | ask 'len(d["units"])')"
# days before and after the calendar of working days, which goes from 2015 to 2045
take invoices number,account,date,line,category,net 1,A1,2012-05-05,1,one_off,1000
take subscriptions id,account,service,start,committed_until S1,A1,satori-chat,2012-01-01,2050-01-01
take subscription-changes subscription,effective,quantity,unit_price S1,2012-01-01,1,100
is "what was invoiced long ago" 100000 "$(json kpi invoiced_total --period year:2012 | ask 'd["kpis"][0]["value"]')"
is "before that nothing is known" not_covered "$(json kpi invoiced_total --period year:2011 | ask 'd["kpis"][0]["null_reason"]')"
is "a subscription of long ago" '[10000, 1]' "$(json kpi mrr | ask '[d["kpis"][0][k] for k in ("value", "n")]')"
is "bound for 284 months more" $((100000 + 284 * 10000)) "$(json kpi tcv | ask 'd["kpis"][0]["value"]')"
take meetings id,start,end,account,booked M1,2026-04-20T10:00,2026-04-20T11:00,A1,2026-04-02T10:00
is "where the first meeting is booked, none held is a real 0, as none cancelled is" '[0, 0]' \
    "$(json kpi meetings_held meetings_cancelled --period month:2026-04 | ask '[k["value"] for k in d["kpis"]]')"
ok "two accounts become one" cadens account merge A2 A1
is "the former id still serves" '["account:A1"]' "$(json kpi tcv days_since_two_way --scope account:A2 | ask 'sorted({k["scope"] for k in d["kpis"]})')"
finish
