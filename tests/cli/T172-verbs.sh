#!/bin/bash
# SPDX-License-Identifier: MIT
# The nouns of the trade on the command line: what is added is what an import takes, an edit changes what it names and nothing else, a removal
# takes no row that another one needs (00 §3, issue of the sales model).
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1

configure <<C
[identity]
addresses = anna@satori.example
[ui]
language = en
C
export_of() { cadens export "$1" | tr -d '\r' | tail -n +2; }
refused() { # refused NAME STATUS REGEX COMMAND...: the status, one line, nothing changed
    local name=$1 status=$2 regex=$3 before
    shift 3
    before=$(cadens export --all)
    status_is "$name" "$status" cadens "$@"
    like "$name: says why" "$regex" "$(cat "$T/err")"
    is "$name: in one line" 1 "$(wc -l <"$T/err")"
    is "$name: nothing changed" "$before" "$(cadens export --all)"
}
ok "an account" cadens account add Ett
ok "a lead" cadens lead add A1 Lösning --created 2026-01-01

is "a proposal is given an id" P1 "$(cadens proposal add L1 '125 000,50' --service custom)"
is "as its CSV has it" P1,L1,125000.50,custom,,,draft, "$(export_of proposals)"
ok "presented" cadens proposal present P1 --at 2026-03-10
ok "and taken" cadens proposal won P1 --at 2026-03-20T10:00
is "both with their moments" 'P1,L1,125000.50,custom,2026-03-10T00:00:00+01:00,,won,2026-03-20T10:00:00+01:00' "$(export_of proposals)"
ok "an edit" cadens proposal edit P1 --amount 99
is "changes what it names and nothing else" 'P1,L1,99.00,custom,2026-03-10T00:00:00+01:00,,won,2026-03-20T10:00:00+01:00' "$(export_of proposals)"
refused "an amount that is none" 2 'amount: "x" is no amount' proposal add L1 x
refused "a lead that is none" 1 'lead: no lead L9' proposal add L9 1
refused "an id that is taken" 1 'P1 is there already' proposal add L1 1 --id P1
refused "a status without its day" 1 'decided: required when the status is lost' proposal add L1 1 --status lost
refused "a proposal that is none" 1 'no proposal P9' proposal show P9
refused "too few words" 2 'usage: cadens proposal add' proposal add L1
ok "shown to programs" test "$(json proposal show P1 | ask 'd["proposals"][0]["amount"]')" = 9900
like "a dry run shows the difference" 'P1' "$(cadens proposal edit P1 --amount 5 --dry-run; cadens proposal show P1)"
is "and writes nothing" 99.00 "$(export_of proposals | cut -d, -f3)"
ok "removed" cadens proposal remove P1
is "gone" "" "$(export_of proposals)"

ok "an invoice" cadens invoice add 1001 A1 5000 --date 2026-03-01
ok "its second line" cadens invoice add 1001 A1 2500 --category recurring
is "repeats the first" '1001,A1,2026-03-01,1,one_off,5000.00,,0.00,,,,issued
1001,A1,2026-03-01,2,recurring,2500.00,,0.00,,,,issued' "$(export_of invoices)"
ok "is paid" cadens invoice paid 1001 --at 2026-03-31
is "as a whole" '2026-03-31,paid 2026-03-31,paid' "$(export_of invoices | cut -d, -f11,12 | paste -sd' ')"
refused "one of two lines must be named" 1 'there are several; say which by --line' invoice edit 1001 --net 1
ok "the second line" cadens invoice edit 1001 --line 2 --net 1
is "alone changes" '5000.00 1.00' "$(export_of invoices | cut -d, -f6 | paste -sd' ')"

ok "a subscription" cadens subscription add A1 satori-chat --start 2026-01-01
refused "the first change says all" 2 'both --quantity and --unit-price' subscription change S1 --quantity 5
ok "a price" cadens subscription change S1 --quantity 20 --unit-price 150 --effective 2026-01-01
ok "more users" cadens subscription change S1 --quantity 30 --effective 2026-03-01
is "at the same price" 'S1,2026-01-01,20,150.00,1,0.00
S1,2026-03-01,30,150.00,1,0.00' "$(export_of subscription-changes)"
is "is revenue" 450000 "$(json kpi mrr | ask 'd["kpis"][0]["value"]')"
ok "ends" cadens subscription end S1 --at 2026-03-15
is "and is none" 0 "$(json kpi mrr | ask 'd["kpis"][0]["value"]')"
ok "removed with its changes" cadens subscription remove S1
is "gone" "" "$(export_of subscription-changes)"

ok "a project" cadens project add A1 satori-uppstart --start 2026-01-01
ok "delivered" cadens project deliver J1 --at 2026-02-25
ok "an answer about it" cadens survey add A1 csat 9 --project J1 --date 2026-03-01
is "is a figure" 9 "$(json kpi uppstart_csat | ask 'd["kpis"][0]["value"]')"
refused "a project that an answer names" 1 'it is needed: 1 rows name it' project remove J1
refused "a service that a project names" 1 'it is needed' service remove satori-uppstart
refused "a stage that the rules name" 1 'it is needed' stage remove prospect

ok "a cost" cadens cost add referral staff 9000 --from 2026-01-01 --to 2026-03-31
ok "a lead of the source" cadens lead edit L1 --source referral
is "is a cost per lead" 310000 "$(json kpi cost_per_lead --scope source:referral | ask 'd["kpis"][0]["num"]')"
ok "a target" cadens target add deals_won_value --low 400000 --unit SEK
ok "one of a month" cadens target add deals_won_value --low 1 --unit SEK --key 2026-03
refused "one of two targets must be named" 1 'there are several' target remove deals_won_value
ok "named" cadens target remove deals_won_value --key 2026-03
is "the other stays" deals_won_value,all,month,,400000,,higher,SEK "$(export_of targets | grep deals_won)"
ok "a stage learns its limit" cadens stage edit need --stale-days 20
is "and keeps the rest" 'need,Behov identifierat,Need identified,50,open,yes,yes,yes,yes,20,20' "$(export_of stages | grep ^need)"
ok "a source" cadens source add mässa --category event
ok "goes again" cadens source remove mässa
ok "a reference" cadens referral add A1
is "was asked for today" 2026-03-31 "$(export_of referrals | cut -d, -f5)"

ok "a lead has come far" cadens lead stage L1 need --at 2026-03-01
ok "and is lost" cadens lead lost L1 --reason price --at 2026-03-10
ok "and goes on" cadens lead reopen L1
is "where it was" need "$(json lead show L1 | ask 'd["leads"][0]["stage"]')"
ok "its probability was looked at" cadens lead confirm-probability L1
is "today" 1 "$(json kpi probability_review_timeliness | ask 'd["kpis"][0]["num"]')"
ok "and changed" cadens lead confirm-probability L1 40
is "to what was said" 40 "$(json lead show L1 | ask 'd["leads"][0]["probability"]')"
status_is "all is well" 0 cadens verify
finish
