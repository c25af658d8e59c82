#!/bin/bash
# SPDX-License-Identifier: MIT
# What a person noticed and no letter says (spec 09 §9.10, 17-L7), and competitors by any of their spellings (09 §9.7).
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
. "$top_srcdir/tests/lib/letter.sh" || exit 1

letter_conf glance
printf 'id,name,domains,lifecycle,tier,customer_since\nA,Acme,acme.example,customer,1,2024-01-01\nB,Bygg,bygg.example,prospect,,\nC,Cykel,cykel.example,prospect,,\n' >"$T/accounts.csv"
printf 'id,account,name,stage,created,probability,probability_reviewed\nL1,B,Affären,need,2026-03-20,50,2026-03-30\nL2,A,Mera,need,2026-03-20,50,2026-03-30\n' >"$T/leads.csv"
ok "accounts" cadens import accounts "$T/accounts.csv"
ok "leads" cadens import leads "$T/leads.csv"
at() { local now=$1; shift; "$top_builddir/cadens" --config "$T/cadens.conf" --now "$now" --format json "$@"; }
raised() { at "${1:-$NOW}" due --all | ask '[[i["rule"], i["account"], i["lead"], i["severity"], i["evidence"]] for i in d["due"] if (i["evidence"] or "").startswith(("noted", "words"))]'; }

# --- risks of a lead
ok "as the spec writes it" cadens signal add --lead L1 technical_complexity
ok "with a note" cadens signal add competing_initiative --lead L1 --note 'They build one themselves'
is "both are of the lead, for information" '[["technical_complexity", "B", "L1", 0, "noted: 2026-03-31 12:00"], ["competing_initiative", "B", "L1", 0, "noted: They build one themselves"]]' "$(raised)"
is "due alone does not show what is for information only" '[]' "$(json due | ask '[i for i in d["due"] if i["rule"] in ("technical_complexity", "competing_initiative")]')"
is "the lead shows them" '[["W1", "technical_complexity", null], ["W2", "competing_initiative", "They build one themselves"]]' \
    "$(json lead show L1 | ask '[[s["id"], s["kind"], s["note"]] for s in d["signals"]]')"
is "so does its account" '["W1", "W2"]' "$(json account show B | ask '[s["id"] for s in d["signals"]]')"
is "the other account does not" '[]' "$(json account show A | ask 'd["signals"]')"
is "they stand in the weekly review" '["W1", "W2"]' "$(json report weekly | ask '[s["id"] for s in d["signals"]]')"
like "also for people" 'They build one themselves' "$(cadens report weekly)"
like "in Swedish" 'Tekniskt komplext' "$(cadens --lang sv due --all)"
like "and why" 'technical_complexity' "$(json due --why "$(json due --all | ask '[i["id"] for i in d["due"] if i["rule"] == "technical_complexity"][0]')")"
status_is "a risk needs a lead" 1 cadens signal add technical_complexity --account B
like "which it says" 'lead: technical_complexity is a risk of a lead' "$(cat "$T/err")"
status_is "a sign needs somebody" 1 cadens signal add budget
status_is "a kind that is none" 2 cadens signal add weather --account B
like "names those that are" 'kind: .*technical_complexity' "$(cat "$T/err")"
status_is "another account than the lead's" 1 cadens signal add budget --lead L1 --account A
ok "one is taken back" cadens signal remove W1
is "and ends" '["competing_initiative"]' "$(raised | ask '[i[0] for i in d]')"
ok "the lead is lost" cadens lead lost L1 --reason price
is "which ends its risks" '[]' "$(raised)"
is "but what was noted stays" '["W2"]' "$(json signal list | ask '[s["id"] for s in d["signals"]]')"

# --- signs of an account count as words do
is "nothing weighs on the customer yet" '[]' "$(json due --all | ask '[i["rule"] for i in d["due"] if i["rule"] == "churn_risk"]')"
ok "heard on the phone" cadens signal add budget --lead L2 --noted 2026-03-31T10:00+02:00 --note 'Kursbudgeten är struken'
ok "and of somebody new" cadens signal add personnel --account A
is "two signs of the customer" '[["budget_signal", "A", null, 1, "noted: Kursbudgeten är struken"], ["personnel_signal", "A", null, 1, "noted by hand"]]' "$(raised)"
is "which together are a risk: 2 + 2" '["risk 4.00"]' "$(json due --all | ask '[i["evidence"] for i in d["due"] if i["rule"] == "churn_risk"]')"
is "and the probability is to be looked at again" '["L2"]' "$(json due --all | ask '[i["lead"] for i in d["due"] if i["rule"] == "probability_review_due"]')"
ok "an end" cadens signal add cancel --account A
is "is critical" '3' "$(raised | ask '[i[3] for i in d if i[0] == "cancel_signal"][0]')"
is "they end as words do, after 30 days" '[]' "$(raised 2026-05-02T12:00:00+02:00)"
ok "somebody is upset" cadens signal add escalation --account A --note 'Ringde arg'
is "of a good customer: critical" '3' "$(raised | ask '[i[3] for i in d if i[0] == "escalation"][0]')"
ok "we call" "$top_builddir/cadens" --config "$T/cadens.conf" --now 2026-03-31T14:00:00+02:00 log call A --outcome connected
is "and that is over" '[]' "$(raised 2026-03-31T15:00:00+02:00 | ask '[i for i in d if i[0] == "escalation"]')"
ok "what is noted for later" cadens signal add reorg --account C --noted 2026-04-10
is "waits for its day" "[]" "$(raised 2026-04-09T12:00:00+02:00 | ask '[i[0] for i in d if i[0] == "reorg"]')"
is "and counts then" '["reorg"]' "$(raised 2026-04-11T12:00:00+02:00 | ask '[i[0] for i in d if i[0] == "reorg"]')"
ok "two accounts become one" cadens account merge B A
is "with what was noted of either" '["A", "C"]' "$(json signal list | ask 'sorted({s["account"] for s in d["signals"]})')"

# --- competitors
ok "a competitor with its spellings" cadens competitor add 'Rival Cloud' --aliases 'Rivalen | RC-moln'
is "stands as it was said" '[["Rival Cloud", "Rivalen|RC-moln"]]' "$(json competitor list | ask '[[c["name"], c["aliases"]] for c in d["competitors"]]')"
status_is "nobody is two" 1 cadens competitor add Other --aliases 'rivalen'
like "which it says" '"rivalen" is another competitor already' "$(cat "$T/err")"
status_is "nor by name" 1 cadens competitor add RIVALEN
letter '' 2026-03-31 one kund@cykel.example $anna Hej <<<'Vi tittar på RC-moln också.'
letter '' 2026-03-31 two kund@cykel.example $anna Hej <<<'RC gör inte moln'
ok "letters" "$top_builddir/cadens" --config "$T/cadens.conf" --now 2026-03-31T15:30:00+02:00 sync
is "a spelling is a sign" 'words: RC-moln' "$(raised 2026-03-31T16:00:00+02:00 | ask '[i[4] for i in d if i[0] == "competitor_signal"][0]')"
printf 'id,account,name,stage,created,closed,lost_reason,competitor\nL3,A,Tredje,lost,2026-01-01,2026-03-01,competitor,rivalen\nL4,A,Fjärde,lost,2026-01-01,2026-03-02,competitor,Rival Cloud\n' >"$T/lost.csv"
ok "an imported lead may use any of them" cadens import leads "$T/lost.csv"
is "and means the one" '["competitor:Rival Cloud"]' "$(json kpi competitor_win_rate | ask '[k["scope"] for k in d["kpis"] if k["den"]]')"
is "of whom two were lost to" '2' "$(json kpi competitor_win_rate | ask '[k["den"] for k in d["kpis"]][0]')"
status_is "who is named is needed" 1 cadens competitor remove 'Rival Cloud'
ok "others can go" cadens competitor add Nobody
ok "again" cadens competitor remove Nobody

# --- the figure of the risk is that of the item, of customers only
cat >"$T/risk.csv" <<'C'
id,name,lifecycle,customer_since,churned
R1,Prospekt,prospect,,
R2,Kund,customer,2025-01-01,
R3,Gammal,former,2024-01-01,2026-01-01
C
ok "accounts of each kind" cadens import accounts "$T/risk.csv"
for account in R1 R2 R3; do
    for kind in competitor budget personnel; do cadens signal add $kind --account $account --noted 2026-08-20 >/dev/null; done
done
risk() { # risk NOW: what the item says, what the figure says
    NOW=$1
    cadens due >/dev/null 2>&1
    json due --all | ask '[[i["account"], i["evidence"]] for i in d["due"] if i["rule"] == "churn_risk" and i["account"][0] == "R"]'
    json kpi churn_risk_score | ask '[[k["scope"], "risk %.2f" % k["value"]] for k in d["kpis"] if k["scope"][8:9] == "R"]'
}
is "what is not shown behind the risk counts in the figure" "$(printf '[["R2", "risk 7.00"]]\n[["account:R2", "risk 7.00"]]')" "$(risk 2026-08-31T18:00:00+02:00)"
is "and grows old in both" "$(printf '[["R2", "risk 6.48"]]\n[["account:R2", "risk 6.48"]]')" "$(risk 2026-09-05T18:00:00+02:00)"
unlike "it is not shown" 'budget_signal:account' "$(json due | ask '[i["rule"] + ":account" for i in d["due"] if i["account"] == "R2"]')"
ok "everything stands in the dump" test "$(cadens export --all | grep -c -E '^(manual_signal|competitor)')" -ge 2
finish
