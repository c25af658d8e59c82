#!/bin/bash
# SPDX-License-Identifier: MIT
# An automatic answer that says that somebody has left is a sign (spec 09 §9.7) and names whom to write to instead; one of somebody away names a colleague.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
. "$top_srcdir/tests/lib/letter.sh" || exit 1

auto='Auto-Submitted: auto-replied'
letter '' 2026-03-27 left eva@acme.example $anna 'Autosvar: Offert' "$auto" <<'M'
Hej! Jag har slutat på Acme, hemligheten. Skriv till bo.ny@acme.example i stället.
M
letter '' 2026-03-28 subject 'Ola Ork <ola@bygg.example>' $anna 'Automatic reply: Ola is no longer with the company' "$auto" <<<'Contact Lisa Berg, lisa@bygg.example or ola@bygg.example.'
letter '' 2026-03-29 today per@hus.example $anna 'Autosvar: Offert' "$auto" <<<'Jag har slutat för dagen. Brådskande: lisa@hus.example'
letter '' 2026-03-29 plain kund@villa.example $anna 'Hej' <<<'Vår förra chef finns på karl@villa.example'
world() { # world BODIES
    rm -f "$T"/cadens.db*
    letter_conf "$1"
    printf 'id,name,domains\nA,Acme,acme.example\nB,Bygg,bygg.example\nH,Hus,hus.example\nV,Villa,villa.example\n' >"$T/accounts.csv"
    printf 'id,account,name,emails\nC1,A,Eva Ek,eva@acme.example\nC2,B,Lisa Berg,lisa@bygg.example\nC3,H,Per Person,per@hus.example\n' >"$T/contacts.csv"
    printf 'id,account,name,contact,stage,created\nL1,A,Affären,C1,interested,2026-03-01\n' >"$T/leads.csv"
    cadens import accounts "$T/accounts.csv" && cadens import contacts "$T/contacts.csv" && cadens import leads "$T/leads.csv" && cadens sync
}
at() { local now=$1; shift; "$top_builddir/cadens" --config "$T/cadens.conf" --now "$now" --format json "$@"; }
gone() { at "${1:-$NOW}" due --all | ask '[[i["account"], i["severity"], i["evidence"]] for i in d["due"] if i["rule"] == "personnel_signal"]'; }
away() { at "${1:-$NOW}" due --all | ask '[[i["account"], i["due_day"], i["evidence"]] for i in d["due"] if i["rule"] == "contact_away"]'; }

ok "with a glance" world glance
is "who has left, and whom to write to: a contact by name, else the address" '[["A", 1, "about Eva Ek → bo.ny@acme.example"], ["B", 1, "about Ola Ork → Lisa Berg"]]' "$(gone)"
is "who comes back tomorrow is away, and names a colleague" '[["H", "2026-04-05", "ask lisa@hus.example meanwhile"]]' "$(away)"
is "nothing waits for somebody who has left" '["L1"]' "$(at 2026-03-31T12:00:00+02:00 due --all | ask '[i["lead"] for i in d["due"] if i["rule"] == "lead_stale"]')"
is "explain says what the letter says" '[null, true, "bo.ny@acme.example"]' "$(json explain left@t.example | ask '[d["away_until"], d["has_left"], d["colleague"]]')"
is "and of somebody away" '["2026-04-05", false, "lisa@hus.example"]' "$(json explain today@t.example | ask '[d["away_until"], d["has_left"], d["colleague"]]')"
is "nothing else of the text is stored" "" "$(LC_ALL=C grep -a -l -E 'hemligheten|karl@villa' "$T"/cadens.db*)"
is "the person may see it" '["bo.ny@acme.example"]' "$(json personal-data eva@acme.example | ask 'sorted({r["colleague"] for t in d.values() if isinstance(t, list) for r in t if isinstance(r, dict) and r.get("colleague")})')"
status_is "the store is sound" 0 cadens verify
is "after a month the sign is over" '[]' "$(gone 2026-04-29T12:00:00+02:00)"
ok "recorded as left" cadens contact edit C1 --left 2026-03-27
is "so is that one" '["B"]' "$(gone | ask '[g[0] for g in d]')"
status_is "a colleague may be forgotten" 0 cadens forget lisa@bygg.example
is "and is named no more" '[["B", 1, "about Ola Ork"]]' "$(gone)"
status_is "who was forgotten beforehand" 0 cadens forget lisa@hus.example
letter '' 2026-03-30 again per@hus.example $anna 'Autosvar: Offert' "$auto" <<<'Jag är ledig. Skriv till lisa@hus.example'
ok "is not learned again" cadens sync
is "from another letter" '[["H", "2026-04-06", null]]' "$(away)"
is "nowhere" "" "$(LC_ALL=C grep -a -l 'lisa@hus' "$T"/cadens.db*)"

ok "bodies = never" world never
is "only the subject speaks" '[["B", 1, "about Ola Ork"]]' "$(gone)"
finish
