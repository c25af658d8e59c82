#!/bin/bash
# SPDX-License-Identifier: MIT
# Lists of the reviews (10 §10.1): who stands in another tier than the one suggested, the likeliest deals first; targets as people say them.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
configure <<'C'
[ui]
language = sv
C
printf 'id,name,lifecycle,customer_since,tier,employees\nA1,Fel AB,customer,2025-01-01,3,\nA2,Rätt AB,customer,2025-01-01,1,\nA3,Ny AB,customer,2025-11-01,,60\nA4,Okänd AB,customer,2026-01-15,2,\nA5,Senare AB,customer,2026-04-02,3,900\nA6,Prospekt AB,prospect,,3,900\n' >"$T/accounts.csv"
printf 'number,account,date,line,category,net\n1,A1,2025-12-10,1,one_off,600000\n2,A2,2025-12-10,1,one_off,600000\n' >"$T/invoices.csv"
printf 'id,account,name,stage,probability,created\nL1,A1,Lågt,need,40,2026-02-01\nL2,A1,Högt,proposal,80,2026-02-01\nL3,A2,Mitt,need,50,2026-02-01\n' >"$T/leads.csv"
for kind in accounts invoices leads; do ok "$kind" cadens import $kind "$T/$kind.csv"; done
NOW=2026-04-01T12:00:00+02:00
is "who stands elsewhere than suggested, the biggest step first" '[["A1", 3, 1], ["A3", null, 2]]' \
    "$(json report quarterly --period quarter:2026-Q1 | ask '[[t[k] for k in ("account", "tier", "suggested")] for t in d["tier_mismatch"]]')"
is "at the end of its quarter" '[["A3", null, 2]]' \
    "$(json report quarterly --period quarter:2025-Q4 | ask '[[t[k] for k in ("account", "tier", "suggested")] for t in d["tier_mismatch"] if t["account"] != "A1"]')"
is "the customers stand by the same" '[["A1", 3], ["A2", 1]]' \
    "$(json report quarterly --period quarter:2026-Q1 | ask '[[c["account"], c["tier"]] for c in d["customers"] if c["account"] in ("A1", "A2")]')"
printf 'account,tier,from\nA2,2,2025-01-01\nA2,1,2026-02-15\n' >"$T/tiers.csv"
ok "one of them was elsewhere before" cadens import tier-history "$T/tiers.csv"
is "which a report of before tells" '[["A2", 2]]' \
    "$(json report quarterly --period quarter:2025-Q4 | ask '[[c["account"], c["tier"]] for c in d["customers"] if c["account"] == "A2"]')"
printf 'id,name,lifecycle,customer_since,churned\nA7,Borta AB,former,2025-01-01,2026-02-10\n' >"$T/gone.csv"
ok "who has left since" cadens import accounts "$T/gone.csv"
is "was a customer then" '[true, false]' \
    "$(for q in 2025-Q4 2026-Q1; do json report quarterly --period quarter:$q | ask '"A7" in {c["account"] for c in d["customers"]}'; done | paste -sd, | sed 's/.*/[&]/; s/,/, /')"
like "for people" '^A1 +Fel AB +3 +1$' "$(cadens report quarterly)"
is "not in the other reviews" false "$(json report yearly | ask '"tier_mismatch" in d')"
is "the likeliest first" '["L2", "L3", "L1"]' "$(json report weekly | ask '[l["lead"] for l in d["likely"]]')"
like "targets in their unit" '^clv_3y_observed .* 500.*000.*kr +högre är bättre SEK$' "$(cadens target list)"
like "of what each is in words" '^source_conversion_rate +Källa: rekommendation ' "$(cadens target list)"
like "shares as well" '^cold_contact_rate .* 30.% +högre' "$(cadens target list)"
is "as they are for programs" '[[500000]]' "$(json target list | ask '[[t["low"]] for t in d["targets"] if t["kpi"] == "clv_3y_observed"]')"
printf 'lead,stage,at\nL2,need,2026-03-24T09:00\nL2,proposal,2026-03-25T09:00\n' >"$T/history.csv"
ok "a move" cadens import stage-history "$T/history.csv"
like "stages are words where they move" '^L2 +Fel AB +behov +förslag ' "$(cadens report weekly --period week:2026-W13)"
like "bands as well" 'Band: tidigt skede' "$(cadens kpi pipeline_by_band)"
is "codes for programs" '[["need", "proposal"]]' "$(json report weekly --period week:2026-W13 | ask '[[m["from"], m["to"]] for m in d["moves"]]')"
like "whose a deal is" '^L2 +Fel AB +Högt ' "$(cadens report weekly)"
is "which programs look up" false "$(json report weekly | ask '"account_name" in d["likely"][0]')"
finish
