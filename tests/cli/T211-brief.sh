#!/bin/bash
# SPDX-License-Identifier: MIT
# One page before a meeting: who, since when, whose turn it is, what is open; and nothing of anybody else.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
sample <<'C'
[ui]
language = en
C
for kind in accounts contacts leads touchpoints follow-ups reviews; do
    ok "$kind" cadens import $kind "$T/sample/$kind.csv"
done
printf 'From: asa.oberg@bollforbundet.example\nTo: anna@satori.example\nSubject: Kan ni komma i april?\nDate: Mon, 30 Mar 2026 09:00:00 +0200\nMessage-ID: <q@b.example>\n\n' \
    >"$T/sample/maildir/new/1774854000.q.b"
ok "read" cadens sync
cadens due >/dev/null
json brief A1 >"$T/b.json"
of() { ask "$1" <"$T/b.json"; }
is "of whom" '["A1", "Svenska Bollförbundet"]' "$(of '[d["account"], d["name"]]')"
is "since the last review" "$(json review list | ask 'max(r["held"] for r in d["reviews"] if r["account"] == "A1")')" "$(of 'd["since"]')"
is "its people and nobody else" '["A1"]' "$(of 'sorted({c["account"] for c in d["contacts"]})')"
is "who waits for whom" '[["us", null]]' "$(of '[[e["owed_by"], e["closed_at"]] for e in d["episodes"] if e["open_message"] == "q@b.example"]')"
is "everything is about it" '["A1"]' "$(of 'sorted({r["account"] for t in ("episodes", "leads", "due", "follow_ups", "touchpoints") for r in d[t]})')"
is "what happened since then" true "$(of 'len(d["touchpoints"]) > 0 and all(t["day"] >= d["since"] for t in d["touchpoints"])')"
is "its figures" '["account:A1"]' "$(of 'sorted({k["scope"] for k in d["kpis"]})')"
is "open leads only" '["open"]' "$(json brief A4 | ask 'sorted({l["status"] for l in d["leads"]})')"
is "by its name" A1 "$(json brief 'Svenska Bollförbundet' | ask 'd["account"]')"
is "by a part of it" A1 "$(json brief bollFÖRB | ask 'd["account"]')"
like "without a review it does not speak of one" "What happened lately" "$(cadens brief A4)"
status_is "a part of several" 1 cadens brief förbundet
like "which are named" 'förbundet is the name of several: A' "$(cat "$T/err")"
ok "a call is logged by a name" cadens log call bollförb Ringde
is "on the account" A1 "$(json touchpoints | ask '[t["account"] for t in d["touchpoints"] if t["kind"] == "call"][-1]')"
status_is "not by one of several" 1 cadens log call förbundet Ringde
status_is "of nobody" 1 cadens brief A999
is "what to talk about at the review that is due" true "$(of 'len(d["checklist"]) >= 3')"
is "how to talk with them: their kind of business, their people by role, each matter" \
    '[["segment", "sports", []], ["role", "ceo", ["Åsa Öberg"]], ["role", "it_coo", ["Björn Ek"]], ["matter", "Strategic discussions", []]]' \
    "$(of '[[a["kind"], a["about"], a["people"]] for a in d["advice"]][:4]' | /usr/bin/python3 -c 'import json,sys; print(json.dumps(json.load(sys.stdin), ensure_ascii=False))')"
like "what an open letter is about" 'Kan ni komma i april[?] +us' "$(cadens brief A1)"
printf 'account,kind,held\nA2,annual,2024-11-03\nA2,check_in,2026-03-20\n' >"$T/r.csv"
printf 'id,start,end,account,summary\nM1,2026-04-02T10:00:00+02:00,2026-04-02T10:30:00+02:00,A2,Avstämning\n' >"$T/m.csv"
ok "an annual review long ago" cadens import reviews "$T/r.csv"
ok "a check-in is booked" cadens import meetings "$T/m.csv"
ok "what is due is looked up" cadens sync
is "the annual review is overdue" 1 "$(json due | ask 'len([i for i in d["due"] if i["account"] == "A2" and i["rule"] == "review_overdue"])')"
is "the check-in hides nothing of the annual review" '["annual", 3]' \
    "$(json brief A2 | ask '[sorted({p["kind"] for p in d["checklist"]})[0], len(d["checklist"])]')"
cadens brief A1 >"$T/text"
for heading in Standing People 'How to talk with them' 'Meetings booked' 'For the review' Unanswered Figures 'Open leads' 'To do' Promises 'Since the last review'; do
    is "$heading" 1 "$(grep -cx "$heading" "$T/text")"
done
is "the page has the same headings" 11 \
    "$(cadens --format html brief A1 | grep -o '<h2[^>]*>[^<]*' | sed 's/.*>//; s/ *$//' | grep -cxE 'Standing|People|How to talk with them|Meetings booked|For the review|Unanswered|Figures|Open leads|To do|Promises|Since the last review')"
is "a page" 12 "$(cadens --format html brief A1 | grep -c '<section')"
is "as of an earlier moment, without the letter" 0 "$(cadens --now 2026-03-29T12:00:00+02:00 brief A1 | grep -c 'Kan ni komma')"
finish
