#!/bin/bash
# SPDX-License-Identifier: MIT
# Out of office (17-L7): reminders about somebody who is away wait until the day that the automatic answer names, and a colleague is suggested.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
. "$top_srcdir/tests/lib/letter.sh" || exit 1

conf() { # conf BODIES
    configure <<C
[identity]
addresses = anna@satori.example
[mailbox box]
type = maildir
path = $T/mail
[privacy]
bodies = $1
[ui]
language = en
[rules]
off = source_missing; active_leads_range; source_review_due; source_test_due; qualification_incomplete
C
}
auto='Auto-Submitted: auto-replied'
letter '' 2026-03-03 hi lisa@acme.example $anna 'Hej' <<<'Hej!'
letter /.Skickat 2026-03-04 answer $anna lisa@acme.example 'Sv: Hej' 'In-Reply-To: <hi@t.example>' <<<'Hej Lisa'
letter /.Skickat 2026-03-12 out $anna kalle@acme.example 'Förslag' <<<'Hej Kalle'
letter '' 2026-03-12 auto kalle@acme.example $anna 'Autosvar: Förslag' "$auto" <<<'Jag är på semester och åter på kontoret den 15/4. Hemligheten.'
letter '' 2026-03-28 subject per@bygg.example $anna 'Frånvarande till 2026-04-10: Re: Offert' "$auto" <<<'Åter 20 april.'
letter '' 2026-03-28 bare eva@hus.example $anna 'Autosvar: Offert' "$auto" <<<'Jag är inte på plats.'
world() { # world BODIES
    rm -f "$T"/cadens.db*
    conf "$1"
    printf 'id,name\nA,Acme\nB,Bygg\nH,Hus\n' >"$T/accounts.csv"
    printf 'id,account,name,emails\nC1,A,Kalle Karlsson,kalle@acme.example\nC2,A,Lisa Berg,lisa@acme.example\nC3,B,Per Person,per@bygg.example\nC4,H,Eva Ek,eva@hus.example\n' >"$T/contacts.csv"
    printf 'id,account,name,contact,stage,created\nL1,A,Acme-affären,C1,interested,2026-03-01\nL2,B,Bygg-affären,,interested,2026-03-01\nL3,H,Hus-affären,C4,interested,2026-03-01\nL4,A,Lisas affär,C2,interested,2026-03-01\n' >"$T/leads.csv"
    printf 'id,account,lead,contact,promise,created,due\nF1,A,L1,C1,Ring Kalle,2026-03-11,2026-03-31\n' >"$T/promises.csv"
    cadens import accounts "$T/accounts.csv" && cadens import contacts "$T/contacts.csv" && cadens import leads "$T/leads.csv" && cadens import follow-ups "$T/promises.csv" && cadens sync
}
at() { local now=$1; shift; "$top_builddir/cadens" --config "$T/cadens.conf" --now "$now" --format json "$@"; }
waits() { at "$1T12:00:00+02:00" due --at "$1T12:00:00+02:00" | ask '" ".join(sorted(i["subject"] for i in d["due"] if i["rule"] in ("lead_stale", "lead_hygiene", "follow_up_due", "follow_up_overdue")))'; }

ok "with a glance" world glance
is "what is about people who are away is not due, the rest is" 'L4' "$(waits 2026-03-31)"
is "each waits for its own day: a week without one" 'L3 L4' "$(waits 2026-04-05)"
is "the day of the subject" 'L2 L3 L4' "$(waits 2026-04-10)"
is "the day of the text (the promise stands for its lead)" 'F1 L2 L3 L4' "$(waits 2026-04-15)"
is "not the day before" 'L2 L3 L4' "$(waits 2026-04-14)"
is "who is away, until when, and whom to ask" \
    '[["C4", "2026-04-04", 1, null], ["C3", "2026-04-10", 1, null], ["C1", "2026-04-15", 1, "ask Lisa Berg meanwhile"]]' \
    "$(json due | ask '[[i["subject"], i["due_day"], i["severity"], i["evidence"]] for i in d["due"] if i["rule"]=="contact_away"]')"
is "in words" "Kalle Karlsson (Acme) is away until 2026-04-15" "$(json due | ask '[i["title"] for i in d["due"] if i["subject"]=="C1"][0]')"
is "explain says so of the letter" '["auto_reply", "2026-04-15"]' "$(json explain auto@t.example | ask '[d["class"], d["away_until"]]')"
is "nothing of the text is stored" "" "$(LC_ALL=C grep -a -l Hemligheten "$T"/cadens.db*)"
status_is "and the store is sound" 0 cadens verify

# --- a reminder that was there waits, and comes back
NOW=2026-03-20T12:00:00+01:00
ok "Lisa is asked" cadens due
id=$(at 2026-03-31T12:00:00+02:00 due | ask '[i["id"] for i in d["due"] if i["subject"]=="L4"][0]')
NOW=2026-03-31T12:10:00+02:00
ok "she is away, by hand" cadens contact away "Lisa Berg" until "på fredag"
is "her lead waits" '' "$(waits 2026-04-01)"
is "due --why says for whom and until when" '["away", "Lisa Berg", "2026-04-03"]' "$(at 2026-03-31T12:20:00+02:00 due --why "$id" | ask '[d[k] for k in ("verdict", "away", "away_until")]')"
like "in words" 'waits for somebody who is away' "$(cadens --now 2026-03-31T12:20:00+02:00 due --why "$id")"
is "until then" 'L4' "$(waits 2026-04-03)"
ok "or until somebody says that she is here" cadens contact away C2 --back
is "she is" 'L4' "$(waits 2026-04-01)"
ok "that holds for what an automatic answer said before, too" cadens --now 2026-03-31T12:30:00+02:00 contact away kalle@acme.example --back
is "so Kalle's is due" 'F1 L4' "$(waits 2026-04-01)"
status_is "no such person" 1 cadens contact away Nobody until fredag
status_is "no day" 2 cadens contact away C1 until sedan
status_is "a day that has been" 2 cadens contact away C1 until 2026-01-01
status_is "both" 2 cadens contact away C1 fredag --back
letter '' 2026-04-02 back per@bygg.example $anna 'Hej igen' <<<'Nu är jag här'
NOW=2026-04-02T12:00:00+02:00
ok "Per writes" cadens sync
is "so he is here" '[]' "$(json due --all | ask '[i["subject"] for i in d["due"] if i["rule"]=="contact_away" and i["subject"]=="C3"]')"

# --- without a glance the subject only
NOW=2026-03-31T12:00:00+02:00
rm "$T"/mail/cur/*.back.*
ok "headers only" world never
is "a week where the subject has no day" 'F1 L4' "$(waits 2026-03-31)"
is "the day of the subject holds" 'F1 L2 L3 L4' "$(waits 2026-04-10)"
finish
