#!/bin/bash
# SPDX-License-Identifier: MIT
# What programs read is in one language, whoever asks (00 §3, issue 7): JSON and CSV are the same in Swedish and English. What people read beside it, complaints
# and files for people, stays in theirs.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
sample <<'C'
[ui]
language = sv
[report]
formats = json; text
C
for kind in accounts contacts leads touchpoints reviews follow-ups; do ok "$kind" cadens import $kind "$T/sample/$kind.csv"; done
ok "a store" cadensd --once --now "$NOW"
while read -r -a words; do
    for format in json csv; do
        cadens --lang sv --format $format "${words[@]}" >"$T/sv" 2>&1
        cadens --lang en --format $format "${words[@]}" >"$T/en" 2>&1
        is "${words[*]} as $format" "" "$(diff "$T/sv" "$T/en" | head -n 5)"
    done
done <<'C'
report daily
report weekly
report monthly
report quarterly
report yearly
brief A1
due
due --all
due --why 1
kpi
kpi list
kpi explain mrr
config list
review plan A1 qbr
status
triage
lead list
account list
tier list
help
C
is "with the default and without" "$(cadens --lang en --format json due)" "$(cadens --format json due)"
like "which is English" '"title": *"No activity for' "$(json due)"
like "people get theirs" 'Ingen aktivitet på' "$(cadens due)"
status_is "a complaint" 1 json brief Nobody
like "is for people" '^cadens: hittar inte kund Nobody$' "$(cat "$T/err")"
status_is "misuse" 2 json report weekly --period day:2026-03-01
like "too" 'en period för den här rapporten' "$(cat "$T/err")"
ok "a page" json dashboard
like "is for people" 'lang="sv"' "$(cat "$T/page/dashboard.html")"
like "in all its words" 'Att göra' "$(cat "$T/page/dashboard.html")"
ok "an invitation" json review plan A1 qbr --ics "$T/i.ics"
like "as well" 'SUMMARY:Kvartalsgenomgång' "$(cat "$T/i.ics")"
NOW=2026-04-01T12:00:00+02:00
ok "a report that writes itself" cadensd --once --now "$NOW"
file=$(json report list | ask '[r["file"] for r in d["reports"] if r["report"] == "daily"][-1]')
like "is in one language for programs" '"title": *"No activity for' "$(cat "${file%.*}.json")"
like "and in the reader's for people" 'Ingen aktivitet på' "$(cat "${file%.*}.txt")"
finish
