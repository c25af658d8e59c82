#!/bin/bash
# SPDX-License-Identifier: MIT
# The risk that a customer leaves is the same in what is due and among the figures, also when everything comes at once: the signs that stand behind a
# critical one are kept, age from the day on which they were seen, and are told when it is critical no more (09 §9.1, §9.7).
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
configure <<'C'
[identity]
addresses = anna@satori.example
C
ok "a customer" cadens account add Acme --id A1 --tier 3 --lifecycle customer --customer-since 2026-03-01
for sign in cancel competitor budget; do ok "$sign" cadens signal add $sign --account A1; done
risk() { json due --all | ask '[[i["severity"], i["evidence"]] for i in d["due"] if i["rule"] == "churn_risk"]'; }
figure() { json kpi churn_risk_score --scope account:A1 | ask 'round(d["kpis"][0]["value"], 2)'; }
signs() { json due "$@" | ask '[[i["rule"], i["severity"]] for i in d["due"] if i["rule"].endswith("_signal")]'; }
is "all at once are critical: 5 + 3 + 2" 3 "$(risk | ask 'd[0][0]')"
is "the figure is the same" 10 "$(figure)"
is "it stands for the signs of severity 1" '[["cancel_signal", 3]]' "$(signs)"
is "which are there on request" '[["cancel_signal", 3], ["budget_signal", 0], ["competitor_signal", 0]]' "$(signs --all)"
NOW=2026-04-01T12:00:00+02:00
is "all of them age" 9.85 "$(json due --all | ask '[float(i["evidence"].split()[-1].replace(",", ".")) for i in d["due"] if i["rule"] == "churn_risk"][0]')"
is "also in the figure" 9.85 "$(figure)"
NOW=2026-04-03T12:00:00+02:00
cadens due >/dev/null
risk=$(json due | ask '[i["id"] for i in d["due"] if i["rule"] == "churn_risk"][0]')
ok "no risk, says somebody" cadens dismiss "$risk"
is "then the signs speak for themselves" '[["cancel_signal", 3], ["budget_signal", 1], ["competitor_signal", 1]]' "$(signs)"
ok "it is one after all" cadens ack "$risk"
cadens due >/dev/null
is "and stands for them again" '[["cancel_signal", 3]]' "$(signs)"
item=$(json due | ask '[i["id"] for i in d["due"] if i["rule"] == "cancel_signal"][0]')
ok "the end was a misunderstanding" cadens dismiss "$item"
is "what is left is at risk: 4.77" '[2]' "$(risk | ask '[i[0] for i in d]')"
is "and its signs speak for themselves" '[["budget_signal", 1], ["competitor_signal", 1]]' "$(signs)"
is "and are counted once" 4.77 "$(figure)"
NOW=2026-04-06T12:00:00+02:00
cadens due >/dev/null
is "days later, too" 4.56 "$(json due --all | ask '[float(i["evidence"].split()[-1].replace(",", ".")) for i in d["due"] if i["rule"] == "churn_risk"][0]')"
finish
