#!/bin/bash
# SPDX-License-Identifier: MIT
# The response figures of real mail files, worked out by hand: examples E3, E4, E6 and the figures beside them (16 D01-D03, D07-D09).
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
letters() { /usr/bin/python3 "$top_srcdir/tests/lib/letters.py" "$@"; }

letters write "$T/maildir" <<'M'
== Sent 2026-03-02T12:00 e1
To: e1@kund.example
== inbox 2026-03-03T12:00 e1-in
From: e1@kund.example
In-Reply-To: <e1@t.example>
== Sent 2026-03-03T12:00 e2
To: e2@kund.example
== Sent 2026-03-05T12:00 e3
To: e3@kund.example
== inbox 2026-03-25T12:00 e3-in
From: e3@kund.example
In-Reply-To: <e3@t.example>
== Sent 2026-03-10T12:00 e4
To: e4@kund.example
== inbox 2026-03-12T12:00 e4-in
From: e4@kund.example
In-Reply-To: <e4@t.example>
== Sent 2026-03-12T12:00 e5
To: e5@kund.example
== inbox 2026-03-12T12:01 e5-in
From: MAILER-DAEMON@mx.example
Bounce! e5@kund.example e5@t.example
== Sent 2026-03-16T12:00 e6
To: e6@kund.example
== inbox 2026-03-16T12:01 e6-auto
From: e6@kund.example
Auto-Submitted: auto-replied
In-Reply-To: <e6@t.example>
== inbox 2026-03-24T12:00 e6-in
From: e6@kund.example
In-Reply-To: <e6@t.example>
== Sent 2026-03-20T12:00 e7
To: e7@kund.example
== inbox 2026-03-20T18:00 e7-in
From: e7@kund.example
In-Reply-To: <e7@t.example>
== Sent 2026-03-25T12:00 e8
To: e8@kund.example
== Sent 2026-03-30T12:00+02:00 e9
To: e9@kund.example
== Sent 2026-03-26T12:00 invite
To: e9@kund.example
Calendar! REQUEST inv-uid 20260420T080000Z anna@satori.example e9@kund.example NEEDS-ACTION
== inbox 2026-03-27T16:30 fast
From: x@fast.example
== Sent 2026-03-30T08:15+02:00 fast-out
To: x@fast.example
In-Reply-To: <fast@t.example>
== inbox 2026-03-24T09:00 slow
From: x@slow.example
== inbox 2026-03-24T10:00 asked
From: x@slow.example
Calendar! REQUEST ask-uid 20260420T080000Z x@slow.example anna@satori.example NEEDS-ACTION
== Sent 2026-03-02T09:00 f1
To: x@chase.example
== Sent 2026-03-09T09:00 f1-again
To: x@chase.example
In-Reply-To: <f1@t.example>
== inbox 2026-03-10T10:00 f1-in
From: x@chase.example
In-Reply-To: <f1-again@t.example>
== Sent 2026-03-05T09:00 f2
To: x@met.example
M
printf 'id,name,domains,lifecycle\nK,Kund,kund.example,customer\nF,Fast,fast.example,customer\nS,Slow,slow.example,customer\nC,Chase,chase.example,customer\nM,Met,met.example,customer\n' \
    >"$T/accounts.csv"
printf 'id,start,end,account,attendees\nm1,2026-03-03T10:00,2026-03-03T11:00,M,x@met.example\n' >"$T/meetings.csv"
configure <<C
[identity]
addresses = anna@satori.example
[mailbox mail]
type = maildir
path = $T/maildir
C
everything() { cadens import accounts "$T/accounts.csv" && cadens import meetings "$T/meetings.csv" && cadens sync; }
ok "import and sync" everything

figure() { # figure ID ARGUMENT...: value num den n
    json kpi "$@" | ask '(lambda k: [k["value"] if k["value"] is None else round(k["value"], 4), k["num"], k["den"], k["n"], k["null_reason"]])(d["kpis"][0])'
}
is "E3 response_rate" '[0.6, 3, 5, 5, null]' "$(figure response_rate --scope account:K)"
is "E3 Wilson" '[0.2307, 0.8824]' "$(json kpi response_rate --scope account:K | ask '[round(d["kpis"][0][k], 4) for k in ("lo", "hi")]')"
is "E4 response_rate_km" '[0.6, 8]' "$(json kpi response_rate_km --scope account:K | ask '[round(d["kpis"][0]["value"], 6), d["kpis"][0]["n"]]')"
is "E6 working times of the answered" '[18000, 32400, 64800, 194400, 453600]' \
    "$(json episodes --account K | ask 'sorted(e["resp_work_secs"] for e in d["episodes"] if e["state"]=="answered")')"
is "their_response_time: open ones count as at least their age" '[54, "hours"]' \
    "$(json kpi their_response_time --scope account:K | ask '[d["kpis"][0]["value"], d["kpis"][0]["unit"]]')"
is "in a month by itself, seen from its middle" '[1, 1, 1, 1, null]' \
    "$(NOW=2026-03-16T23:59:59+01:00 figure response_rate --scope account:K --period month:2026-03)"
is "our_first_response_time over a weekend and a change of clocks" 0.75 "$(json kpi our_first_response_time --period week:2026-W13 | ask 'd["kpis"][0]["value"]')"
is "our_sla_rate" '[0.5, 1, 2]' "$(json kpi our_sla_rate --period week:2026-W13 | ask '[d["kpis"][0][k] for k in ("value","num","den")]')"
is "replies_owed_by_us" 1 "$(json kpi replies_owed_by_us | ask 'd["kpis"][0]["value"]')"
is "follow_up_response_rate: a second attempt, a mail after a meeting" '[0.5, 1, 2, 2, null]' "$(figure follow_up_response_rate)"
is "days_since_two_way" '[["account:C", 21], ["account:F", 4], ["account:K", 6], ["account:M", 28], ["account:S", 7]]' \
    "$(json kpi days_since_two_way | ask 'sorted([k["scope"], k["value"]] for k in d["kpis"])')"
status_is "explain" 0 json kpi explain response_rate
finish
