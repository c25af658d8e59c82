#!/bin/bash
# SPDX-License-Identifier: MIT
# Words that warn in the text of known accounts, read at a glance (spec 09 §9.7): a signal names the words of our list and nothing of the text.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
. "$top_srcdir/tests/lib/letter.sh" || exit 1
need "SQLite" sqlite3
letter '' 2026-03-20 cut kund@acme.example $anna 'Läget' <<'M'
Hej! Tyvärr väntar nedskärningar hos oss, vi avvaktar hemligheten.
> Hur går det med konkurrenten?
M
letter '' 2026-03-21 cancel kund@bygg.example $anna 'Avtalet' <<<'Vi vill säga upp vårt avtal från juli.'
letter '' 2026-03-22 one kund@en.example $anna 'Fråga' <<<'Det är lite brådskande med nycklarna'
letter '' 2026-03-23 two kund@tva.example $anna 'Fråga' <<<'Det är brådskande'
letter '' 2026-03-24 two2 kund@tva.example $anna 'Fråga igen' <<<'Svara omgående'
letter '' 2026-03-25 calm kund@lugn.example $anna 'Hej' <<<'Mötet slutar kl 15, vi har fått budget.'
letter /.Skickat 2026-03-26 ours $anna kund@lugn.example 'Vår' <<<'Vi har ingen budget och nedskärningar'
letter '' 2026-03-26 strange nagon@annan.example $anna 'Hej' <<<'Nedskärningar överallt'
letter '' 2026-03-26 tender kund@hus.example $anna 'Anbud' <<<'Här är vårt anbud till staden'
printf 'id,name,domains,segment,tier\nA,Acme,acme.example,,1\nB,Bygg,bygg.example,,1\nC,En,en.example,,2\nD,Tva,tva.example,,2\nE,Lugn,lugn.example,,3\nF,Hus,hus.example,construction,3\n' >"$T/accounts.csv"
signs() { "$top_builddir/cadens" --config "$T/cadens.conf" --format json --now "${1:-$NOW}" due --all | ask '[[i["rule"],i["account"],i["severity"],i["evidence"]] for i in d["due"] if (i["evidence"] or "").startswith("words")]'; }

letter_conf never
ok "accounts" cadens import accounts "$T/accounts.csv"
status_is "bodies = never" 0 cadensd --once --now "$NOW"
is "hears nothing" '[]' "$(signs)"
rm -f "$T"/cadens.db*
letter_conf glance
ok "accounts" cadens import accounts "$T/accounts.csv"
status_is "bodies = glance" 0 cadensd --once --now "$NOW"
is "hears what matters: a strong word, or two weak ones; not ours, not quoted, not strangers', not what the trade says every day" \
    '[["cancel_signal", "B", 3, "words: säga* upp ~ avtal*"], ["escalation", "D", 3, "words: brådskande, omgående"], ["budget_signal", "A", 1, "words: nedskärning*"]]' "$(signs)"
like "in the reader's language" "ord: nedskärning\*$" "$(cadens --lang sv due --all)"
is "nothing of the text is stored" "" "$(LC_ALL=C grep -a -l -E 'hemligheten|nycklarna|staden' "$T"/cadens.db*)"
letter /.Skickat 2026-03-31 calming $anna kund@tva.example 'Sv: Fråga' <<<'Vi kommer.'
status_is "we answered who was upset" 0 cadensd --once --now "$NOW"
is "and that is over" '["cancel_signal", "budget_signal"]' "$(signs | ask '[s[0] for s in d]')"
is "after a month without a word so is the rest" '[]' "$(signs 2026-04-25T12:00:00+02:00)"
sqlite3 "$T/cadens.db" "INSERT INTO competitor (name) VALUES ('Rivalen')"
letter '' 2026-03-31 rival kund@lugn.example $anna 'Hej' <<<'Vi pratar med rivalen, inte med rivalens granne.'
letter '' 2026-03-31 rivals kund@en.example $anna 'Hej' <<<'Rivalens granne hälsar.'
status_is "a competitor is named" 0 cadensd --once --now "$NOW"
is "by a word of its own" '[["competitor_signal", "E", 1, "words: Rivalen"]]' "$(signs | ask '[s for s in d if s[0]=="competitor_signal"]')"
status_is "the store is sound" 0 cadens verify
status_is "a person who is forgotten takes the words along" 0 cadens forget kund@bygg.example
is "and the reminder" '["budget_signal", "competitor_signal"]' "$(signs | ask '[s[0] for s in d]')"
finish
