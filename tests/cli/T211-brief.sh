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
status_is "a part of several" 1 cadens brief förbundet
like "which are named" 'förbundet is the name of several: A' "$(cat "$T/err")"
ok "a call is logged by a name" cadens log call bollförb Ringde
is "on the account" A1 "$(json touchpoints | ask '[t["account"] for t in d["touchpoints"] if t["kind"] == "call"][-1]')"
status_is "not by one of several" 1 cadens log call förbundet Ringde
status_is "of nobody" 1 cadens brief A999
is "what to talk about at the review that is due" true "$(of 'len(d["checklist"]) >= 3')"
cadens brief A1 >"$T/text"
for heading in Standing People 'Meetings booked' 'For the review' Unanswered Figures 'Open leads' 'To do' Promises 'Since the last review'; do
    is "$heading" 1 "$(grep -cx "$heading" "$T/text")"
done
is "a page" 10 "$(cadens --format html brief A1 | grep -c '<section')"
is "as of an earlier moment, without the letter" 0 "$(cadens --now 2026-03-29T12:00:00+02:00 brief A1 | grep -c 'Kan ni komma')"
finish
