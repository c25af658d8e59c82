#!/bin/bash
# SPDX-License-Identifier: MIT
# What is kept no longer goes in the night, class by class: bytes and all, and figures stay what they were.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need "SQLite" sqlite3
letters() { /usr/bin/python3 "$top_srcdir/tests/lib/letters.py" "$@"; }

letters write "$T/mail" <<'M'
== Skickat 2026-01-02T09:00 offer
To: Kund Kundsson <kund@acme.example>
Subject: Vinteroffert
== inbox 2026-01-05T09:00 answer
From: Kund Kundsson <kund@acme.example>
Subject: Sv: Vinteroffert
In-Reply-To: <offer@t.example>
== inbox 2026-01-06T09:00 news
From: Brev <nyhet@brev.example>
Subject: Vinterrea
List-Id: <nyhet.brev.example>
== inbox 2026-01-07T09:00 robot
From: noreply@robot.example
Subject: Vinterlarm
== inbox 2026-01-08T09:00 stranger
From: Okand Person <okand@nagon.example>
Subject: Vinterhej
== inbox 2026-03-20T09:00 news2
From: nyhet@brev.example
Subject: Sommarrea
List-Id: <nyhet.brev.example>
== inbox 2026-03-21T09:00 fresh
From: Kund Kundsson <kund@acme.example>
Subject: Sommaroffert
M
conf() { # conf RETENTION...
    { printf '[identity]\naddresses = anna@satori.example\n[mailbox box]\ntype = maildir\npath = %s/mail\n[ui]\nlanguage = en\n[retention]\n' "$T"; printf '%s\n' "$@"; } | configure
}
printf 'id,name,domains\nA1,Acme,acme.example\n' >"$T/accounts.csv"
conf
ok "accounts" cadens import accounts "$T/accounts.csv"
status_is "everything is read" 0 cadensd --once --now "$NOW"
at() { "$top_builddir/cadens" --config "$T/cadens.conf" --format json --now "$1" "${@:2}"; }
subjects() { sqlite3 "$T/cadens.db" 'SELECT group_concat(subject, ", ") FROM (SELECT subject FROM message WHERE subject IS NOT NULL ORDER BY occurred_at)'; }
figures() { at "$1" kpi response_rate our_first_response_time --period quarter:2026-Q1 | ask '[[k["num"],k["den"],k["value"],k["n"]] for k in d["kpis"]]'; at "$1" episodes | ask '[[e["state"],e["opened_at"],e["closed_at"]] for e in d["episodes"]]'; at "$1" touchpoints | ask '[[t["at"],t["direction"],t["account"],t["contact"]] for t in d["touchpoints"]]'; }
MORNING=2026-04-01T04:00:00+02:00
figures "$MORNING" >"$T/before"
status_is "by default a night takes nothing" 0 cadensd --once --now "$MORNING"
is "all is kept" "Vinteroffert, Sv: Vinteroffert, Vinterrea, Vinterlarm, Vinterhej, Sommarrea, Sommaroffert" "$(subjects)"
is "status says for how long: for ever" '[null, null, 0]' "$(at "$MORNING" status | ask '[d["retention"]["bulk"], d["retention"]["human"], d["retention"]["erased"]]')"

conf 'human = 60' 'unmatched = 30' 'bulk = 30' 'system = 30'
NEXT=2026-04-02T04:00:00+02:00
status_is "the next night" 0 cadensd --once --now "$NEXT"
is "takes what is old, class by class" "Sommarrea, Sommaroffert" "$(subjects)"
is "in bytes too" "" "$(LC_ALL=C grep -a -l -E 'Vinter|Okand|okand@nagon' "$T"/cadens.db*)"
like "what is young keeps its names" 'Kund Kundsson' "$(sqlite3 "$T/cadens.db" 'SELECT group_concat(from_name) FROM message')"
is "numbers of removed mail stay" '{"bulk": 1, "forgotten": 3, "human": 3}' \
    "$(at "$NEXT" verify | ask '{k: sum(f["classes"].get(k,0) for f in d["folders"]) for k in ("bulk","forgotten","human")}')"
status_is "and all is accounted for, without drift" 0 at "$NEXT" verify
figures "$MORNING" >"$T/after"
is "figures are what they were" "" "$(diff "$T/before" "$T/after")"
is "status tells" '[60, 30, 5]' "$(at "$NEXT" status | ask '[d["retention"]["human"], d["retention"]["bulk"], d["retention"]["erased"]]')"
like "a person too" 'kept: human 60 days, unmatched 30 days, bulk 30 days, system 30 days; the last night erased 5' \
    "$("$top_builddir/cadens" --config "$T/cadens.conf" --now "$NEXT" status)"
status_is "a night later" 0 cadensd --once --now 2026-04-03T04:00:00+02:00
is "nothing is left to do" 0 "$(at 2026-04-03T05:00:00+02:00 status | ask 'd["retention"]["erased"]')"
is "and nothing came back" "Sommarrea, Sommaroffert" "$(subjects)"
conf 'human = -1'
status_is "a mistake is told" 78 cadensd --once --now "$NEXT"
finish
