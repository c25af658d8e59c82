#!/bin/bash
# SPDX-License-Identifier: MIT
# What a report tells (10 §10.1, 17-K9): thirteen weeks, what each customer pays and how that changed, competitors heard of, what is missing and why; and the
# whole text of each in both languages. CADENS_UPDATE_GOLDEN=1 writes these anew, to be read before they are committed.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need SQLite sqlite3
sample <<'C'
[ui]
language = en
C
for kind in accounts contacts leads touchpoints reviews follow-ups; do ok "$kind" cadens import $kind "$T/sample/$kind.csv"; done
cat >"$T/more.csv" <<'C'
id,name,lifecycle,customer_since,churned
K1,Växer AB,customer,2025-01-01,
K2,Minskar AB,customer,2025-01-01,
K3,Slutar AB,former,2025-01-01,2026-03-16
K4,Ny AB,customer,2026-03-01,
K5,Betalar en gång AB,customer,2025-01-01,
C
printf 'id,account,service,start,end\nS1,K1,satori-chat,2026-01-01,\nS2,K2,satori-chat,2026-01-01,\nS3,K3,satori-chat,2026-01-01,2026-03-16\nS4,K4,satori-chat,2026-03-10,\n' >"$T/subscriptions.csv"
printf 'subscription,effective,quantity,unit_price\nS1,2026-01-01,10,150\nS1,2026-03-01,18,150\nS2,2026-01-01,20,150\nS2,2026-03-20,8,150\nS3,2026-01-01,5,150\nS4,2026-03-10,4,150\n' >"$T/changes.csv"
printf 'number,account,date,line,category,net,service\n1,K5,2026-03-10,1,one_off,1250000,\n2,K1,2026-03-31,1,recurring,2700,satori-chat\n' >"$T/invoices.csv"
ok "customers" cadens import accounts "$T/more.csv"
ok "subscriptions" cadens import subscriptions "$T/subscriptions.csv"
ok "their changes" cadens import subscription-changes "$T/changes.csv"
ok "invoices" cadens import invoices "$T/invoices.csv"
ok "a store" cadensd --once --now "$NOW"
NOW=2026-04-13T12:00:00+02:00

json report monthly --period month:2026-03 >"$T/m.json"
customer() { ask '[[c["invoiced_ore"], c["mrr_ore"], c["mrr_change_ore"]] for c in d["customers"] if c["account"] == "'"$1"'"]' <"$T/m.json"; }
is "who grows" '[[270000, 270000, 120000]]' "$(customer K1)"
is "who shrinks" '[[0, 120000, -180000]]' "$(customer K2)"
is "who ceased" '[[0, null, -75000]]' "$(customer K3)"
is "who is new" '[[0, 60000, 60000]]' "$(customer K4)"
is "who pays nothing a month" '[[125000000, null, null]]' "$(customer K5)"
is "together as the figures have it" "$(ask '[round(sum(k["value"] or 0 for k in d["kpis"] if k["id"] == i and k["scope"] == "all")) for i in ("mrr_new", "mrr_expansion", "mrr_contraction", "mrr_churn")]' <"$T/m.json")" \
    "[60000, 120000, 180000, 75000]"
is "every figure has a value, or why it has none" "[]" "$(ask '[k["id"] for k in d["kpis"] if (k["value"] is None) == (k["null_reason"] is None)]' <"$T/m.json")"
like "also for people" '– \(.+\)' "$(cadens report monthly --period month:2026-03)"

for kind in weekly monthly quarterly yearly; do
    json report $kind >"$T/$kind.json"
    is "$kind: thirteen weeks" "13 $(ask 'd["period"]' <"$T/$kind.json")" "$(ask 'str(len(d["series"]))+" "+d["period"]' <"$T/$kind.json")"
done
is "to the week told of" "week:2026-W15" "$(ask 'd["series"][-1]["week"]' <"$T/weekly.json")"
is "one after the other" "week:2026-W03" "$(ask 'd["series"][0]["week"]' <"$T/weekly.json")"
for id in stagnation_rate response_rate_km contact_attempts_per_day meetings_booked; do
    is "$id as kpi has it" "$(json kpi $id --period week:2026-W13 | ask '[k["value"] for k in d["kpis"] if k["scope"] == "all"][0]')" \
        "$(ask '[w["'$id'"] for w in d["series"] if w["week"] == "week:2026-W13"][0]' <"$T/weekly.json")"
done

account=$(sqlite3 "$T/cadens.db" "SELECT id FROM account WHERE ext_id = 'A1'")
march=$(date -d 2026-03-20T10:00:00+01:00 +%s)
sqlite3 "$T/cadens.db" "INSERT INTO signal (rule_id, dedup_key, subject_kind, subject_id, account_id, severity, state, opened_at, last_seen_at, resolved_at)
  VALUES ('competitor_signal', 'competitor_signal:account:$account', 'account', $account, $account, 1, 'resolved', $march, $march, $march)"
is "a competitor heard of" '["A1"]' "$(json report monthly --period month:2026-03 | ask '[m["account"] for m in d["competitor_mentions"]]')"
is "in its month only" '[]' "$(json report monthly --period month:2026-02 | ask '[m["account"] for m in d["competitor_mentions"]]')"

# --- all of it
golden=$top_srcdir/tests/cli/golden
for lang in sv en; do
    for kind in daily weekly monthly quarterly yearly; do
        cadens --lang $lang report $kind >"$T/$kind.txt" 2>&1
        [ -z "${CADENS_UPDATE_GOLDEN:-}" ] || { mkdir -p "$golden" && cp "$T/$kind.txt" "$golden/$kind.$lang.txt"; }
        is "$kind in $lang" "" "$(diff -u "$golden/$kind.$lang.txt" "$T/$kind.txt" | head -n 20)"
    done
done
is "money with spaces that do not break" 1 "$(grep -c $'Betalar en gång AB .*1\u202f250\u202f000 kr' "$golden/monthly.sv.txt")"
like "weeks as they are said" 'v\. 15, 2026' "$(cat "$golden/weekly.sv.txt")"
is "numbers with a comma" 0 "$(grep -cE '[0-9]\.[0-9]' "$golden/weekly.sv.txt")"
finish
