#!/bin/bash
# SPDX-License-Identifier: MIT
# What a person reads: titles, names and words in one language, never an id of a figure, a code or a bare account number; machines keep those.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1

sample </dev/null
for kind in accounts contacts leads touchpoints follow-ups reviews; do
    cadens import $kind "$T/sample/$kind.csv" >>"$T/imports" || exit 1
done
like "an import says what it did in a sentence" '^accounts: 8 rader inlästa, varav 8 nya och 0 uppdaterade$' "$(cat "$T/imports")"
ok "sync" cadens sync

report=$(cadens report daily)
like "the report has a heading" '^Daglig rapport, 2026-03-31$' "$report"
like "a figure has its title, and its state is a word" '^Svar vi är skyldiga +1 .*missar målet' "$report"
like "a period is in words" '90 dagar t.o.m. 2026-03-30' "$report"
like "severity is a word" ' varning Svara Åsa Öberg' "$report"
like "meetings have the name of the account" 'Demo av satori-chat +bekräftat +Skärgårdens Segelsällskap' "$report"
unlike "and no English" 'off target|no target|warning|confirmed|in order|as of|report:|Scope' "$report"
report=$(cadens --lang en report daily)
like "the same in English" '^Replies we owe +1 .*off target' "$report"
unlike "without Swedish headings" 'missar|Nyckeltal|bekräftat|fungerar|Allvar' "$report"

like "touchpoints name account and person" 'mejl +in +2026-01-13 15:40 +Svenska Bollförbundet +Åsa Öberg' "$(cadens touchpoints)"
is "JSON keeps the ids and adds no names" '["A1", "C1", false]' \
    "$(json touchpoints | ask '(lambda t: [t["account"], t["contact"], "account_name" in t])(d["touchpoints"][0])')"
is "and its keys are those of the contract" \
    '["account", "all_day", "attendees", "booked", "end", "feed", "outcome", "purpose", "recurrence_id", "start", "status", "summary", "uid"]' \
    "$(json meetings | ask 'sorted(d["meetings"][0])')"
unlike "CSV too" 'account_name|guests|title' "$(cadens --format csv meetings | head -1)"
is "figures keep their keys" false "$(json kpi new_leads | ask '"title" in d["kpis"][0]')"
like "a class has its word" 'kalender|från människa' "$(cadens inspect "$T/sample/maildir/cur/"*M0002*)"
like "counts say of what" 'från människa [0-9]+' "$(cadens verify)"

ok "the page" cadens dashboard
page=$(cat "$T/page/dashboard.html")
like "trends have Swedish titles" '<figcaption>Andel stillastående leads' "$page"
like "owed replies have names" '>Svara före<' "$page"
unlike "no key is a heading" '>(episode|opened_at|age_work_secs|lag_s|scope)<' "$page"
cadens --lang en dashboard >/dev/null
like "weeks in English" '>w14<' "$(cat "$T/page/dashboard.html")"
finish
