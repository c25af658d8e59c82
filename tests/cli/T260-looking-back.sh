#!/bin/bash
# SPDX-License-Identifier: MIT
# What was due at an earlier moment is the same today as it was then, whatever has ended since; and a list of everything says what is put away.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1

configure <<'C'
[identity]
addresses = anna@satori.example
[ui]
language = en
C
NOW=2026-01-02T09:00:00+01:00
printf 'id,name,lifecycle,customer_since,tier\nA1,One,customer,2024-01-01,1\nA2,Two,customer,2024-01-01,2\nA3,Three,customer,2024-01-01,3\n' >"$T/accounts.csv"
ok "customers" cadens import accounts "$T/accounts.csv"
items() { ask '[[i["rule"], i["account"], i["severity"], i["due_day"], i["title"]] for i in d["due"]]'; }
for month in 01 02 03 04 05 06 07 08; do
    for day in 05 15; do
        NOW=2026-$month-${day}T08:00:00+01:00
        cadens due >/dev/null 2>&1
    done
done
NOW=2026-08-20T09:00:00+02:00
then=$(json due --all | items)
like "something is due" 'review_overdue' "$then"
unlike "nobody is about to leave" 'churn' "$then"
for now in 2026-10-20T09:00:00+02:00 2027-01-20T09:00:00+01:00 2027-04-20T09:00:00+02:00; do
    NOW=$now
    cadens due >/dev/null 2>&1
done
is "and looked at later it is what it was" "$then" "$(json due --at 2026-08-20T09:00:00+02:00 --all | items)"

first=$(json due | ask 'd["due"][0]["id"]')
ok "one is no problem" cadens dismiss "$first"
unlike "it is gone from the list" "^ *$first " "$(cadens due)"
like "and in that of everything it says so" "^ *$first .* dismissed " "$(cadens due --all)"
finish
