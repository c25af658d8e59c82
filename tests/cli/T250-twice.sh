#!/bin/bash
# SPDX-License-Identifier: MIT
# The same meeting in two calendars under two UIDs is one meeting; it counts in the other one when the first has it no longer.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1

calendar() { # calendar FILE: events on standard input, "UID START SUMMARY GUEST [LINE]" each on a line
    {
        printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n'
        while IFS='|' read -r uid start summary guest line; do
            printf '%s\r\n' BEGIN:VEVENT "UID:$uid" DTSTAMP:20260301T080000Z CREATED:20260301T080000Z "DTSTART:$start" DURATION:PT1H "SUMMARY:$summary" \
                "ATTENDEE:mailto:anna@satori.example" "ATTENDEE:mailto:$guest" ${line:+"$line"} END:VEVENT
        done
        printf 'END:VCALENDAR\r\n'
    } >"$T/$1"
}
configure <<C
[identity]
addresses = anna@satori.example
[calendar work]
url = file://$T/a.ics
[calendar phone]
url = file://$T/b.ics
[ui]
language = en
C
NOW=2026-03-01T12:00:00+01:00
printf 'id,name,domains\nA1,Bollförbundet,boll.example\nA2,Klubben,klubb.example\n' >"$T/accounts.csv"
ok "accounts" cadens import accounts "$T/accounts.csv"
calendar a.ics <<'C'
w1|20260310T090000Z|Demo|asa@boll.example
w2|20260311T090000Z|Uppföljning|asa@boll.example
C
calendar b.ics <<'C'
p1|20260310T090000Z|Demo med Åsa|asa@boll.example
p2|20260311T090000Z|Lunch|carl@klubb.example
p3|20260312T090000Z|Avstämning|asa@boll.example
C
at() { NOW=2026-03-$1; }
listed() { json meetings "$@" | ask '[m["uid"] for m in d["meetings"]]'; }
held() { json touchpoints | ask 'sorted([t["at"][:10], t["account"]] for t in d["touchpoints"])'; }
booked() { json kpi meetings_booked --period month:2026-03 | ask '[k["value"] for k in d["kpis"] if k["scope"] == "all"][0]'; }
at 20T12:00:00+01:00
ok "two calendars" cadensd --once --now "$NOW"
once='[["2026-03-10", "A1"], ["2026-03-11", "A1"], ["2026-03-11", "A2"], ["2026-03-12", "A1"]]'
is "have one demo" "$once" "$(held)"
is "booked once" 4 "$(booked)"
is "and listed once; at the same time with somebody else is another" '["w1", "p2", "w2", "p3"]' "$(listed --from 2026-03-01)"
is "the other is there and says why it does not count" '[["p1", "copy"]]' "$(json meetings --all --from 2026-03-01 | ask '[[m["uid"], m["ignored"]] for m in d["meetings"] if m["ignored"]]')"
like "in words" 'stands in another calendar, too' "$(cadens meetings --all --from 2026-03-01)"
ok "all made again is the same" cadens verify
at 20T14:00:00+01:00
calendar a.ics <<'C'
w1|20260310T090000Z|Demo|asa@boll.example
w2|20260311T090000Z|Uppföljning|asa@boll.example
w4|20260327T090000Z|Plan|asa@boll.example
C
calendar b.ics <<'C'
p1|20260310T090000Z|Demo med Åsa|asa@boll.example
p2|20260311T090000Z|Lunch|carl@klubb.example
p3|20260312T090000Z|Avstämning|asa@boll.example
p4|20260327T090000Z|Planering|asa@boll.example
C
ok "one to come in both" cadensd --once --now "$NOW"
upcoming() { json kpi meetings_upcoming | ask '[k["value"] for k in d["kpis"] if k["scope"] == "all"][0]'; }
is "comes once" 1 "$(upcoming)"
calendar a.ics <<'C'
w1|20260310T090000Z|Demo|asa@boll.example
w2|20260311T090000Z|Uppföljning|asa@boll.example
w4|20260327T090000Z|Plan|asa@boll.example|STATUS:CANCELLED
C
at 20T15:00:00+01:00
ok "called off in the first calendar" cadensd --once --now "$NOW"
is "it stands in the second" 1 "$(upcoming)"
calendar b.ics <<'C'
p4|20260327T130000Z|Planering|asa@boll.example
C
calendar a.ics <<'C'
w4|20260327T090000Z|Plan|asa@boll.example
C
at 20T16:00:00+01:00
ok "one is moved, the other is back" cadensd --once --now "$NOW"
is "two times are two meetings" 2 "$(upcoming)"
ok "all made again is the same still" cadens verify
finish
