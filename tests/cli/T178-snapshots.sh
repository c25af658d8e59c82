#!/bin/bash
# SPDX-License-Identifier: MIT
# Snapshots: the pipeline of each local day, the forecast of the first workday, the figures of periods that are over; caught up after a long
# sleep, as the history tells; what turns out otherwise later is a further revision, and marked (issue of the sales model, point 5).
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need SQLite sqlite3

configure <<C
[identity]
addresses = anna@satori.example
[ui]
language = en
C
night() { cadensd --once --now "$1" >/dev/null 2>"$T/err"; }
rows() { sqlite3 -separator ' ' "$T/cadens.db" "$1"; }
day() { date -ud "@$(($1 * 86400))" +%F; }
days() { for d in $(rows "$1"); do day "$d"; done | paste -sd' '; }

printf 'id,name,created\nA1,Ett,2026-01-01\n' >"$T/accounts.csv"
cat >"$T/leads.csv" <<C
id,account,name,stage,probability,amount,expected_close,created,closed
L1,A1,Ett,need,50,1000,2026-04-20,2026-01-10,
L2,A1,Två,won,,500,,2026-01-10,2026-03-10
C
cat >"$T/changes.csv" <<C
lead,at,field,old,new
L1,2026-04-05T12:00,amount,1000,2000
C
ok "accounts" cadens import accounts "$T/accounts.csv"
ok "leads" cadens import leads "$T/leads.csv"
ok "the first night begins" night 2026-03-30T12:00+02:00
is "with nothing" 0 "$(rows 'SELECT COUNT(*) FROM pipeline_day')"
ok "the next one" night 2026-03-31T04:00+02:00
is "keeps the day before" 2026-03-30 "$(days 'SELECT DISTINCT local_day FROM pipeline_day')"
is "with its opportunity" '1 100000 50' "$(rows 'SELECT lead_id, amount_ore, probability FROM pipeline_day')"
ok "the first night of April" night 2026-04-01T04:00+02:00
is "keeps the forecast of the month and of the quarter, on their first workday" 'month 202604 0 0 100000 100000 50000
quarter 20262 0 0 100000 100000 50000' "$(rows 'SELECT period_kind, period_key, closed_ore, commit_ore, best_case_ore, pipeline_ore, weighted_ore FROM forecast_snapshot ORDER BY 1')"
is "and the month that is over" '1 1' "$(rows "SELECT revision, CAST(value AS INTEGER) FROM kpi_snapshot WHERE kpi_id = 'deals_won_count' AND period_key = 202603")"
is "with why, where there is no value" no_data "$(rows "SELECT null_reason FROM kpi_snapshot WHERE kpi_id = 'mrr' AND period_key = 202603")"
kept=$(rows 'SELECT COUNT(*) FROM kpi_snapshot')
ok "the same night again" night 2026-04-01T05:00+02:00
is "keeps nothing twice" "$kept" "$(rows 'SELECT COUNT(*) FROM kpi_snapshot')"

ok "the amount was raised on the 5th" cadens import lead-changes "$T/changes.csv"
sed -i 's/50,1000,/50,2000,/' "$T/leads.csv"
ok "and stands so now" cadens import leads "$T/leads.csv"
ok "asleep until the 10th of May" night 2026-05-10T12:00+02:00
is "every day is there" 41 "$(rows 'SELECT COUNT(DISTINCT local_day) FROM pipeline_day')"
is "as it was on it" '100000 200000' "$(rows "SELECT amount_ore FROM pipeline_day WHERE local_day IN (20547, 20548) ORDER BY local_day" | paste -sd' ')"
is "the forecast of May is of its first workday" 2026-05-04 "$(days "SELECT taken_day FROM forecast_snapshot WHERE period_key = 202605")"
is "April is over" 1 "$(rows "SELECT COUNT(*) FROM kpi_snapshot WHERE kpi_id = 'new_leads' AND period_key = 202604")"

is "nothing was restated" '[false]' "$(json kpi deals_won_count --period month:2026-03 | ask '[k.get("is_restated", False) for k in d["kpis"]]')"
printf 'id,account,name,stage,amount,created,closed\nL3,A1,Tre,won,700,2026-01-10,2026-03-20\nL4,A1,Fyra,won,700,2026-01-10,2026-04-20\n' >"$T/late.csv"
later() { "$top_builddir/cadens" --config "$T/cadens.conf" --now 2026-06-01T03:00:00+02:00 "$@"; }
ok "deals of March and April come to light" later import leads "$T/late.csv"
is "the figure says that it was another" '[[2, true]]' "$(later --format json kpi deals_won_count --period month:2026-03 | ask '[[k["value"], k["is_restated"]] for k in d["kpis"]]')"
ok "when May is over" night 2026-06-01T04:00+02:00
printf 'id,account,name,stage,source,created\nL5,A1,Fem,need,referral,2026-05-03\n' >"$T/young.csv"
ok "a lead of May" later import leads "$T/young.csv"
is "what was kept of March stays" '1 1' "$(rows "SELECT revision, CAST(value AS INTEGER) FROM kpi_snapshot WHERE kpi_id = 'deals_won_count' AND period_key = 202603 AND revision = 1")"
is "April, looked at once more when May was over, has a further revision" '1 0 2 1' \
    "$(rows "SELECT revision, CAST(value AS INTEGER) FROM kpi_snapshot WHERE kpi_id = 'deals_won_count' AND period_key = 202604 ORDER BY 1" | paste -sd' ')"
is "a rate that was too early to tell in June" immature "$(rows "SELECT null_reason FROM kpi_snapshot WHERE kpi_id = 'lead_to_opportunity_rate' AND period_key = 202605 AND revision = 1")"
is "has ripened when it is told, and is no other" '[[1, false]]' \
    "$("$top_builddir/cadens" --config "$T/cadens.conf" --now 2026-11-01T12:00:00+01:00 --format json kpi lead_to_opportunity_rate --period month:2026-05 |
        ask '[[k["value"], k.get("is_restated", False)] for k in d["kpis"]]')"
ok "asleep until September" night 2026-09-01T04:00+02:00
is "by then it is kept as well" '1 immature
2 1.0' "$(rows "SELECT revision, COALESCE(value, null_reason) FROM kpi_snapshot WHERE kpi_id = 'lead_to_opportunity_rate' AND period_key = 202605 ORDER BY 1")"
ok "kept forecasts can be exported" test "$(cadens export forecast-snapshots | wc -l)" -ge 5
status_is "all is well" 0 later verify
finish
