#!/bin/bash
# SPDX-License-Identifier: MIT
# What the business has decided is data: tiers, reviews, bands, horizons, the ideal customer, colours; each can be changed, and figures follow (04).
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
NOW=2026-03-31T12:00:00+02:00
with() { configure; } # with <<C: a configuration
with <<'C'
[ui]
language = en
C
put() { cat >"$T/$1.csv"; cadens import "$1" "$T/$1.csv" >"$T/out" 2>&1; } # put KIND <<C
value() { json kpi "$@" | ask '{k["scope"]: k["value"] for k in d["kpis"]}'; }

ok "accounts" put accounts <<'C'
id,name,lifecycle,tier,employees,customer_since
A1,Ett,prospect,,220,
A2,Två,prospect,,60,
A3,Tre,customer,3,40,2020-01-01
A4,Fyra,prospect,,25,
C
# --- tiers (04 4.1)
is "the shipped tiers" '{"account:A1": "1", "account:A2": "2", "account:A3": "3", "account:A4": "3"}' "$(value tier_suggested | sed 's/: \([0-9]\)/: "\1"/g')"
is "as their CSV" '1,T1 Strategic/Premium,500000.00,200' "$(cadens export tiers | tr -d '\r' | sed -n 2p)"
ok "a higher bar" cadens tier edit 1 --min-employees 250
ok "a lower one" cadens tier edit 2 --min-employees 30
is "are followed" '{"account:A1": "2", "account:A2": "2", "account:A3": "3", "account:A4": "3"}' "$(value tier_suggested | sed 's/: \([0-9]\)/: "\1"/g')"
put invoices <<'C'
number,account,date,line,category,net
1,A3,2026-01-31,1,one_off,300000
C
like "revenue of a year counts for a customer" '"account:A3": 2' "$(value tier_suggested)"
ok "also that bar can be moved" cadens tier edit 2 --min-revenue 400000
like "and is followed" '"account:A3": 3' "$(value tier_suggested)"
status_is "a fourth tier" 1 cadens tier edit 4 --min-employees 1
status_is "is not imported either" 1 put tiers <<'C'
tier,label
4,Fyra
C
ok "back by the CSV" put tiers <<'C'
tier,min_revenue,min_employees
1,500000,200
2,200000,50
C
like "and the figures with it" '"account:A1": 1' "$(value tier_suggested)"

# --- reviews (09 9.4, 04 4.11)
due() { json due --all | ask '[[i["rule"], i["due_day"]] for i in d["due"] if i["account"]=="A3" and "QBR" in i["title"]]'; }
ok "a review long ago" put reviews <<'C'
account,kind,held
A3,strategic,2026-03-01
A3,annual,2026-03-01
A3,qbr,2025-06-01
C
is "the quarterly review of tier 3 is off" '[]' "$(due)"
status_is "an edit that does not say which" 1 cadens review-policy edit 3 --enabled yes
like "says how" 'there are several; say which by --kind' "$(cat "$T/err")"
ok "one switch" cadens review-policy edit 3 --kind qbr --enabled yes
is "enables it" '[["review_overdue", "2025-09-01"]]' "$(due)"
ok "once a year" cadens review-policy edit 3 --kind qbr --interval-months 12
is "it is not due yet" '[]' "$(due)"
is "its CSV comes back" "$(cadens export review-policies)" "$(cadens export review-policies >"$T/rp.csv"; cadens import review-policies "$T/rp.csv" >/dev/null 2>&1; cadens export review-policies)"

# --- the pipeline (04 4.2, 4.3)
ok "leads" put leads <<'C'
id,account,name,stage,probability,amount,expected_close,created
L1,A1,Ett,need,35,100,2026-05-15,2026-01-01
L2,A1,Två,active,65,200,2026-08-15,2026-01-01
L3,A2,Tre,negotiation,95,400,2027-06-15,2026-01-01
C
is "a gap falls down" '{"band:active": 20000, "band:early": 10000, "band:negotiation": 40000}' "$(value pipeline_by_band)"
is "weighted by what was said" 54500 "$(value weighted_pipeline_total | grep -o '[0-9]*' | tail -1)"
is "horizons" '{"horizon:0-3": 10000, "horizon:12+": 40000, "horizon:3-6": 20000, "horizon:6-12": 0, "horizon:past_due": 0, "horizon:undated": 0}' "$(value pipeline_by_horizon)"
with <<'C'
[ui]
language = en
[pipeline]
bands = 10-20; 30-50; 60-90
horizons = 1; 2; 24
conservative_probability = true
C
is "bands of one's own" '{"band:active": 10000, "band:early": 0, "band:negotiation": 60000}' "$(value pipeline_by_band)"
is "a probability between bands counts as the top of the lower one" 52500 "$(value weighted_pipeline_total | grep -o '[0-9]*' | tail -1)"
is "horizons of one's own" '{"horizon:0-1": 0, "horizon:1-2": 10000, "horizon:2-24": 60000, "horizon:24+": 0, "horizon:past_due": 0, "horizon:undated": 0}' "$(value pipeline_by_horizon)"
bad() { # bad NAME REGEX <<C
    with
    status_is "$1" 78 cadens kpi weighted_pipeline_total
    like "$1: says where" "$2" "$(cat "$T/err")"
}
bad "two bands" 'cadens.conf:[0-9]*: bands: three ranges' <<'C'
[pipeline]
bands = 10-30; 40-90
C
bad "bands that fall" 'cadens.conf:[0-9]*: bands: three ranges' <<'C'
[pipeline]
bands = 70-90; 40-60; 10-30
C
bad "horizons that stand still" 'cadens.conf:[0-9]*: horizons: three numbers' <<'C'
[pipeline]
horizons = 3; 3; 12
C

# --- the ideal customer (04 4.5)
with </dev/null
is "ideal: 30 to 300" 1 "$(value icp_fit_rate --period quarter:2026-Q1 | grep -o '[0-9.]*' | tail -1)"
with <<'C'
[icp]
employees = 100-300
avoid = <100; >200
C
is "another ideal" 0.6666 "$(value icp_fit_rate --period quarter:2026-Q1 | grep -o '[0-9.]*' | tail -1 | cut -c1-6)"
is "and others to avoid" 1 "$(value anti_pattern_rate --period quarter:2026-Q1 | grep -o '[0-9.]*' | tail -1)"

# --- colours of coverage (17 K3)
ok "a target of the month" put targets <<'C'
kpi,scope,period,low,direction,unit
deals_won_value,all,month,100,higher,SEK
C
colour() { json kpi pipeline_coverage_month | ask '[[k["value"], k["target"]["low"], k["status"]] for k in d["kpis"]]'; }
with </dev/null
is "seven times" '[[7, 3, "green"]]' "$(colour)"
put leads <<'C'
id,account,name,stage,probability,amount,expected_close,created
L3,A2,Tre,lost,,400,2027-06-15,2026-01-01
C
ok "a lead is lost" cadens lead lost L3 --reason price
is "three times" '[[3, 3, "green"]]' "$(colour)"
cadens lead edit L2 --amount 110 >/dev/null 2>&1
is "2.1 is amber" '[[2.1, 3, "amber"]]' "$(colour)"
cadens lead edit L2 --amount 90 >/dev/null 2>&1
is "1.9 is red" '[[1.9, 3, "red"]]' "$(colour)"
with <<'C'
[coverage]
amber = 1.5
green = 1.8
C
is "marks of one's own" '[[1.9, 1.8, "green"]]' "$(colour)"
cadens lead edit L2 --amount 60 >/dev/null 2>&1
is "both of them" '[[1.6, 1.8, "amber"]]' "$(colour)"

# --- cohorts that are too young (01 1.4)
is "are listed" '{"all": null}' "$(value lead_to_opportunity_rate --period month:2026-03)"
with <<'C'
[kpi]
show_immature = false
C
is "or not" '{}' "$(value lead_to_opportunity_rate --period month:2026-03)"

# --- an import never filters by size; it lists what is small or large (17 K5)
with <<'C'
[ui]
language = en
C
printf 'id,name,employees\nB1,Liten,24\nB2,Lagom,25\nB3,Stor,501\nB4,Okänd,\n' >"$T/size.csv"
like "rows outside are listed" 'Outside 25-500 employees: B1, B3\.' "$(cadens import accounts "$T/size.csv" 2>&1)"
is "also to programs" '["B1", "B3"]' "$(json import accounts "$T/size.csv" | ask 'd["outside"]')"
is "and taken" 4 "$(cadens export accounts | grep -c '^B')"
with <<'C'
[ui]
language = en
[import]
employees = 1-1000
C
unlike "by one's own measure" Outside "$(cadens import accounts "$T/size.csv" 2>&1)"
finish
