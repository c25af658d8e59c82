#!/bin/bash
# SPDX-License-Identifier: MIT
# An account tells how it stands and a lead what its score is made of; both change with their inputs, and what is unknown is said (09 9.9, 9.10).
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
configure <<'C'
[identity]
addresses = anna@satori.example
[ui]
language = en
C
standing() { json account show "$1" | ask '[[s["what"], s["value"], s["note"]] for s in d["standing"]]'; }
parts() { json lead show "$1" | ask '" ".join("%s=%d/%d%s" % (s["part"], s["points"], s["most"], "" if s["known"] else "?") for s in d["score"])'; }
ok "an account of which nothing is known" cadens account add Tom --id A1
is "says so" '[["tier_suggested", null, null], ["icp_fit", null, null], ["decision_maker", "ceo", null], ["decision_maker", "it_coo", null], ["geo_class", null, null]]' "$(standing A1)"
like "to people, too" 'Fit +unknown' "$(cadens account show A1)"
ok "its lead" cadens lead add A1 Ett --id L1 --created 2026-03-01
is "has no points, and why" 'employees=0/20? segment=0/20? region=0/10? it_maturity=0/5? decision_maker=0/10 source=0/15? inbound_mail=0/10 meeting=0/10 score=1/10' "$(parts L1)"

ok "more is known" cadens account edit A1 --employees 120 --segment union --city malmö --it-maturity 2
ok "its head" cadens contact add A1 'Eva Ek' --role ceo --emails eva@tom.example
ok "a source" cadens lead edit L1 --source referral
is "the account stands otherwise" '[["tier_suggested", "2", null], ["icp_fit", "ideal", "120"], ["decision_maker", "ceo", "Eva Ek"], ["decision_maker", "it_coo", null], ["geo_class", "primary", "malmö"]]' "$(standing A1)"
is "the lead has points" 'employees=20/20 segment=20/20 region=10/10 it_maturity=5/5 decision_maker=10/10 source=15/15 inbound_mail=0/10 meeting=0/10 score=8/10' "$(parts L1)"
ok "a letter from them" sh -c "mkdir -p '$T/mail/new' '$T/mail/cur' '$T/mail/tmp'; printf 'From: eva@tom.example\nTo: anna@satori.example\nSubject: Hej\nDate: Mon, 30 Mar 2026 09:00:00 +0200\nMessage-ID: <s@t.example>\n\n' >'$T/mail/new/1774854000.s.t'"
printf '[mailbox mail]\ntype = maildir\npath = %s/mail\n' "$T" >>"$T/cadens.conf"
ok "is read" cadens sync
is "and counts" 'inbound_mail=10/10 meeting=0/10 score=9/10' "$(parts L1 | cut -d' ' -f7-)"
is "as the figure says" 9 "$(json kpi lead_score | ask 'd["kpis"][0]["value"]')"

ok "too large, a technology company, abroad" cadens account edit A1 --employees 900 --segment tech --swedish-ops no
is "each reason is listed" '[["anti_pattern", "employees", "900"], ["anti_pattern", "segment", "tech"], ["anti_pattern", "swedish_ops", null]]' \
    "$(json account show A1 | ask '[[s["what"], s["value"], s["note"]] for s in d["standing"] if s["what"]=="anti_pattern"]')"
like "and caps the score" 'score=2/10 avoided=2/2$' "$(parts L1)"
ok "an older lead" cadens lead edit L1 --created 2024-01-01 --amount 100
ok "won long ago" cadens lead won L1 --at 2024-06-01
ok "the phase" test "$(json account show A1 | ask '[s["value"] for s in d["standing"] if s["what"]=="revenue_phase"]')" = '["3"]'
like "kpi explain shows SQL as it is written" $'\n  WITH' "$(cadens kpi explain lead_score)"
finish
