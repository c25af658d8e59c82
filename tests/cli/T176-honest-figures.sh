#!/bin/bash
# SPDX-License-Identifier: MIT
# Figures that are unknown say so; what a lead was is told by its history; options that say what a figure looks at.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1

configure <<C
[identity]
addresses = anna@satori.example
[ui]
language = en
C
field() { json kpi "$1" "${@:3}" | ask "[[k[x] for x in \"$2\".split()] for k in d['kpis']]"; }
put() { cat >"$T/$1.csv" && cadens import "$1" "$T/$1.csv" >/dev/null || echo "Bail out! $1"; }

# --- nothing invoiced ---------------------------------------------------------------------------------------------------------
put accounts <<C
id,name,lifecycle,customer_since,segment
A1,Ett,customer,2025-06-01,tech
A2,Två,customer,2022-01-01,union
C
is "where nothing was ever invoiced, nobody knows what three years bring" '[[null, "no_data"]]' "$(field clv_3y_projected "value null_reason")"
is "nor what they brought" '[[null, "no_data"]]' "$(field clv_3y_observed "value null_reason")"
put invoices <<C
number,line,account,date,net,service,category
F1,1,A2,2022-03-01,1000,konsulttimmar,one_off
C
is "with invoices on record, a customer without any has brought nothing" '[[0, null]]' "$(field clv_3y_projected "value null_reason")"
is "and one with some has brought them" '[[100000, null]]' "$(field clv_3y_observed "value null_reason")"

# --- closed twice ---------------------------------------------------------------------------------------------------------------
put leads <<C
id,account,name,stage,created,closed,source,competitor,amount
L1,A1,Två gånger,won,2025-09-01,2026-03-10,cold_calling,Rival,5000
L2,A2,En gång,won,2024-02-01,2024-12-10,website,Rival,7000
C
put stage-history <<C
lead,at,stage
L1,2025-09-01T09:00,need
L1,2025-10-05T09:00,lost
L1,2026-01-10T09:00,need
L1,2026-03-10T09:00,won
C
put lead-touches <<C
lead,source,at
L1,website,2026-01-01
L1,website,2026-02-01
L1,cold_calling,2026-03-09
C
is "won as of now" '[["all", 1, 1]]' "$(field win_rate_closed "scope num den" --period quarter:2026-Q1)"
is "it is not lost as of now" '[["all", 0, 0]]' "$(field win_rate_closed "scope num den" --period month:2025-10)"
NOW=2025-11-20T12:00:00+01:00
is "it was lost then" '[["all", 0, 1]]' "$(field win_rate_closed "scope num den" --period month:2025-10)"
is "with the day on which it was" '["2025-10-05"]' "$(json kpi explain win_rate_closed --period month:2025-10 | ask '[u["closed_day"] for u in d["units"]]')"
is "nobody had won it" '[["source:cold_calling", 0]]' "$(field source_conversion_rate "scope num" --period quarter:2025-Q3 --scope source:cold_calling)"
is "and the rival had" '[["competitor:Rival", 1, 2]]' "$(field competitor_win_rate "scope num den")"
NOW=2025-12-20T12:00:00+01:00
is "still so when it was no longer young" '[["competitor:Rival", 0, 1]]' "$(field competitor_win_rate "scope num den")"
NOW=2026-03-31T12:00:00+02:00

# --- how far back, and whose win ----------------------------------------------------------------------------------------------------
is "wins are looked back upon for a year" '[["competitor:Rival", 1, 1, "rolling12m:2026-03-30"]]' "$(field competitor_win_rate "scope num den period")"
printf '[win]\nlookback = 24m\n' >>"$T/cadens.conf"
is "or as long as is asked for" '[["competitor:Rival", 2, 2, "rolling24m:2026-03-30"]]' "$(field competitor_win_rate "scope num den period")"
is "and the segments with them" '[["segment:tech", "rolling24m:2026-03-30"]]' "$(field segment_conversion_rate "scope period" --scope segment:tech)"
shared() { json report monthly | ask 'sorted({k["id"] for k in d["kpis"] if k["id"].startswith("attribution")})'; }
is "the report shares a win as it is shared by default" '["attribution_u_shaped"]' "$(shared)"
printf '[attribution]\nmodel = last\n' >>"$T/cadens.conf"
is "or as one wants it shared" '["attribution_last"]' "$(shared)"
finish
