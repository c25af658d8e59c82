#!/bin/bash
# SPDX-License-Identifier: MIT
# In a running period the target of a sum is the share of it that has begun; that of a mean, a median or a state is what it is (01 §1.4, §1.6).
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
configure <<'C'
[identity]
addresses = anna@satori.example
[ui]
language = en
C
NOW=2026-03-10T12:00:00+01:00
take() { # take KIND LINE...
    printf '%s\n' "${@:2}" >"$T/$1.csv"
    ok "$1" cadens import "$1" "$T/$1.csv"
}
take accounts id,name A1,Ett A2,Två
take leads id,account,name,stage,source,amount,created,closed L1,A1,En,won,referral,100000,2026-01-10,2026-03-02 L2,A2,Två,won,referral,100000,2026-01-10,2026-03-03
take subscriptions id,account,service,start S1,A1,satori-chat,2025-06-01
take subscription-changes subscription,effective,quantity,unit_price S1,2025-06-01,10,150
take costs id,source,from,to,kind,amount K1,referral,2026-01-01,2026-01-31,other,1000
take targets kpi,direction,period,low,high,unit deals_won_value,higher,month,400000,,SEK avg_deal_size,higher,month,150000,,SEK \
    avg_deal_size_median,higher,month,150000,,SEK arr,higher,month,36000,,SEK chat_avg_users,higher,month,20,, cost_per_won,lower,month,,100,SEK
colour() { json kpi "$1" "${@:2}" | ask 'd["kpis"][0]["status"]'; }
is "half of the month's sum in seven of 22 workdays is enough" green "$(colour deals_won_value)"
for id in avg_deal_size avg_deal_size_median arr chat_avg_users; do is "two thirds of the mark are not: $id" red "$(colour $id)"; done
is "a standing target holds for a rolling mean" red "$(colour cost_per_won --scope source:referral)"
is "and for a mean of a quarter" red "$(colour avg_deal_size --period quarter:2026-Q1)"
is "a sum of another length has none" none "$(colour deals_won_value --period quarter:2026-Q1)"
like "the shipped mark of what a customer brings is in kronor" '^clv_3y_observed,all,year,,500000,,higher,SEK' "$(cadens export targets | tr -d '\r')"
is "and in öre in the figure" 50000000 "$(json kpi clv_3y_observed | ask 'd["kpis"][0]["target"]["low"]')"
finish
