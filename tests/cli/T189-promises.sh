#!/bin/bash
# SPDX-License-Identifier: MIT
# Promises in our own letters (spec 09 §9.3): suggested, never made by themselves; accepted by done or follow-up accept, dismissed for good.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
. "$top_srcdir/tests/lib/letter.sh" || exit 1
letter /.Skickat 2026-03-30 friday $anna kalle@acme.example Offert <<'M'
Hej Kalle! Jag skickar offerten på fredag, med hemligheten.

> Kan du skicka den imorgon? Jag återkommer på torsdag.
M
letter /.Skickat 2026-03-30 week $anna per@bygg.example Avtal <<<'Vi hör av oss nästa vecka.'
letter /.Skickat 2026-03-30 ask $anna eva@hus.example Fråga <<<'Kan du skicka underlaget på fredag?'
letter /.Skickat 2026-03-30 strange $anna nagon@annan.example Hej <<<'Jag återkommer på fredag.'
letter '' 2026-03-30 theirs eva@hus.example $anna Svar <<<'Jag återkommer på fredag.'
world() {
    rm -f "$T"/cadens.db*
    letter_conf "$1"
    printf 'id,name,domains\nA,Acme,acme.example\nB,Bygg,bygg.example\nH,Hus,hus.example\n' >"$T/accounts.csv"
    printf 'id,account,name,emails\nC1,A,Kalle Karlsson,kalle@acme.example\n' >"$T/contacts.csv"
    printf 'id,account,name,contact,stage,created\nL1,A,Affären,C1,interested,2026-03-01\n' >"$T/leads.csv"
    cadens import accounts "$T/accounts.csv" && cadens import contacts "$T/contacts.csv" && cadens import leads "$T/leads.csv" && cadens sync
}
at() { local now=$1; shift; "$top_builddir/cadens" --config "$T/cadens.conf" --now "$now" --format json "$@"; }
suggested() { at "${1:-$NOW}" due --all | ask '[[i["account"], i["due_day"], i["severity"], i["title"], i["evidence"]] for i in d["due"] if i["rule"]=="promise_suggested"]'; }
id_of() { at "${2:-$NOW}" due --all | ask '[i["id"] for i in d["due"] if i["rule"]=="promise_suggested" and i["account"]=="'"$1"'"][0]'; }

ok "bodies = never" world never
is "suggests nothing" '[]' "$(suggested)"
ok "bodies = glance" world glance
is "suggests what we promised for a day; not what is quoted, asked, theirs or to strangers" \
    '[["A", "2026-04-03", 1, "Promise to note: Kalle Karlsson (Acme)", "we wrote: skickar"], ["B", "2026-04-10", 1, "Promise to note: Bygg", "we wrote: hör av oss"]]' "$(suggested)"
is "and makes none of it by itself" '[]' "$(json follow-up list | ask 'd["follow_ups"]')"
is "nothing of the text is stored" "" "$(LC_ALL=C grep -a -l hemligheten "$T"/cadens.db*)"
status_is "done" 0 cadens 'done' "$(id_of A)"
is "makes a follow-up of it, with its lead" '[["A", "L1", "2026-04-03", "Offert: skickar"]]' \
    "$(json follow-up list | ask '[[f["account"], f["lead"], f["due"][:10], f["promise"]] for f in d["follow_ups"]]')"
is "and it is suggested no more" '["B"]' "$(suggested | ask '[s[0] for s in d]')"
status_is "the other, for another day" 0 cadens follow-up accept "$(id_of B)" --due 2026-04-08
is "that day holds" '["2026-04-03", "2026-04-08"]' "$(json follow-up list | ask 'sorted(f["due"][:10] for f in d["follow_ups"])')"
is "nothing is left to note" '[]' "$(suggested)"
status_is "not twice" 1 cadens follow-up accept 1
is "the day before it is due it stands among what is to do" 1 "$(at 2026-04-03T12:00:00+02:00 due | ask 'len([i for i in d["due"] if i["rule"]=="follow_up_due"])')"
status_is "the store is sound" 0 cadens verify

ok "once more" world glance
status_is "dismissed" 0 cadens dismiss "$(id_of A)"
is "is forgotten" '["B"]' "$(suggested | ask '[s[0] for s in d]')"
is "for good" '["B"]' "$(suggested 2026-04-03T12:00:00+02:00 | ask '[s[0] for s in d]')"
other=$(at 2026-04-03T12:00:00+02:00 due --all | ask '[i["id"] for i in d["due"] if i["rule"]!="promise_suggested"][0]')
status_is "another item is no promise" 1 cadens --now 2026-04-03T12:05:00+02:00 follow-up accept "$other"
like "and says so" 'is no promise to note' "$(cat "$T/err")"
letter /.Skickat 2026-04-10 kept $anna per@bygg.example 'Som lovat' <<<'Här är det.'
NOW=2026-04-10T12:00:00+02:00
ok "we wrote as promised" cadens sync
is "and that is over" '[]' "$(suggested)"

NOW=2026-03-31T12:00:00+02:00
rm "$T"/mail/.Skickat/cur/*.kept.*
ok "and again" world glance
for hour in 08 09 10 11; do cadens log call A --lead L1 --outcome no_answer --at 2026-03-31T$hour:00:00+02:00; done >/dev/null
is "where a pause is suggested no promise is (09 9.1)" '["B"]' "$(suggested | ask '[s[0] for s in d]')"
is "but the pause" '["L1"]' "$(json due | ask '[i["lead"] for i in d["due"] if i["rule"] == "lead_pause_suggested"]')"
ok "they answer" cadens log call A --lead L1 --outcome connected --at 2026-03-31T11:30:00+02:00
ok "noted by hand" cadens follow-up add B 'Ring Per' --due 2026-04-10
is "is not suggested" '["A"]' "$(suggested | ask '[s[0] for s in d]')"
is "a week after the day it is past" '[]' "$(suggested 2026-04-12T12:00:00+02:00)"
ok "who is forgotten takes the promise along" cadens --now 2026-04-12T12:10:00+02:00 forget kalle@acme.example
status_is "and the store stays sound" 0 cadens --now 2026-04-12T12:20:00+02:00 verify
finish
