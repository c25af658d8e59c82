#!/bin/bash
# SPDX-License-Identifier: MIT
# Reviews that are due by the calendar: on the last day of the month, quarter, half or year, not so long after the last one, in what is due and in the
# figures (09 §9.4).
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
settings() {
    configure <<C
[identity]
addresses = anna@satori.example
$1
C
}
settings ''
NOW=2026-03-01T12:00:00+01:00
ok "a customer" cadens account add Acme --id A1 --tier 2 --lifecycle customer --customer-since 2025-01-01
for kind in qbr strategic annual; do cadens review add A1 $kind --held 2026-02-20 >/dev/null; done
cadens due >/dev/null
reviews() { json due --at "$1T12:00:00+02:00" | ask '[[i["rule"], i["due_day"], i["severity"]] for i in d["due"] if i["rule"].startswith("review")]'; }
overdue() { json --now "$1T12:00:00+02:00" kpi contact_cadence_compliance | ask 'd["kpis"][0]["value"]'; }
is "three months after the last" '[["review_due", "2026-05-20", 2]]' "$(reviews 2026-05-20)"
is "then overdue" '[["review_overdue", "2026-05-20", 2]]' "$(reviews 2026-05-21)"
before=$(overdue 2026-06-10)
settings $'[review]\nby_calendar = qbr'
is "by the calendar not yet" '[]' "$(reviews 2026-05-21)"
is "but thirty days before the quarter ends" '[["review_due", "2026-06-30", 1]]' "$(reviews 2026-06-01)"
is "which is its last day" '[["review_due", "2026-06-30", 2]]' "$(reviews 2026-06-30)"
is "and then it is overdue" '[["review_overdue", "2026-06-30", 2]]' "$(reviews 2026-07-01)"
is "the figure goes by it too" '0 1' "$before $(overdue 2026-06-10)"
settings $'[review]\nby_calendar = strategic; annual'
is "the others stay as they are" '[["review_overdue", "2026-05-20", 2]]' "$(reviews 2026-05-21)"
is "a half ends in June, too near the last one is none" '[]' "$(reviews 2026-05-21 | ask '[i for i in d if i[1] == "2026-12-31"]')"
settings $'[review]\nby_calendar = weekly'
status_is "a kind that is none" 78 cadens due
like "is told" 'by_calendar: "weekly" is no review; they are check_in, qbr, strategic and annual' "$(LC_ALL=C.UTF-8 cadens --lang en due 2>&1)"
finish
