#!/bin/bash
# SPDX-License-Identifier: MIT
# review plan: free times of one's own calendars, whom to invite, what to talk about, and an invitation that is known again as that review.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1

conf() { # conf LANGUAGE
    configure <<C
[identity]
addresses = @satori.example; anna@satori.example
[calendar work]
url = file://$T/work.ics
[ui]
language = $1
C
}
event() { printf 'BEGIN:VEVENT\r\nUID:%s\r\nDTSTAMP:20260301T080000Z\r\nDTSTART%s\r\nDTEND%s\r\nSUMMARY:%s\r\nEND:VEVENT\r\n' "$@"; }
feed() { { printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t//EN\r\n'; cat "$@"; printf 'END:VCALENDAR\r\n'; } >"$T/work.ics"; }
# today is Tuesday 2026-03-31; Good Friday is the 3rd, Easter Monday the 6th of April
{
    event one ';TZID=Europe/Stockholm:20260401T090000' ';TZID=Europe/Stockholm:20260401T113000' Internt
    event two ';VALUE=DATE:20260402' ';VALUE=DATE:20260403' Ledig
    event three ';TZID=Europe/Stockholm:20260407T130000' ';TZID=Europe/Stockholm:20260407T143000' Kund
} >"$T/taken"
feed "$T/taken"
conf en
printf 'id,name,lifecycle,customer_since,tier\nA1,Åbo & Co,customer,2024-01-01,1\nA2,Tomt,customer,2024-01-01,1\n' >"$T/accounts.csv"
printf 'id,account,name,emails,role\nC1,A1,"Öberg, Åsa ""Chefen""",asa@abo.example,\nC2,A1,Bo,bo@abo.example,ceo\nC3,A1,Cia,cia@abo.example,\nC4,A1,Utan,,\n' >"$T/contacts.csv"
ok "accounts" cadens import accounts "$T/accounts.csv"
ok "contacts" cadens import contacts "$T/contacts.csv"
ok "somebody to talk to" cadens log call A1 Ringde --contact C1 --outcome connected --at 2026-03-20T10:00
ok "a calendar" cadens sync

plan() { json review plan "$@"; }
is "an hour on each of the next days that have one: not in a meeting, at lunch, on a whole day off, on holidays or a weekend" \
    '["2026-04-01T13:00:00+02:00", "2026-04-07T14:30:00+02:00", "2026-04-08T09:00:00+02:00"]' "$(plan A1 qbr | ask '[s["start"] for s in d["slots"]]')"
is "it ends in an hour" "2026-04-01T14:00:00+02:00" "$(plan A1 qbr | ask 'd["slots"][0]["end"]')"
is "half an hour before it, a check-in" '["2026-04-01T11:30:00+02:00", "2026-04-01T12:00:00+02:00"]' "$(plan A1 check_in | ask '[d["slots"][0][k] for k in ("start", "end")]')"
is "from a day" "2026-04-13T09:00:00+02:00" "$(plan A1 annual --from 'måndag' --from 2026-04-13 | ask 'd["slots"][0]["start"]')"
is "in summer nobody meets" "2026-08-03T09:00:00+02:00" "$(plan A1 qbr --from 2026-07-06 | ask 'd["slots"][0]["start"]')"
is "whom to invite: who spoke with us, then who decides" '["asa@abo.example", "bo@abo.example"]' "$(plan A1 qbr | ask 'd["attendees"]')"
is "what to talk about" "NPS: would they recommend us, 0 to 10, and why" "$(plan A1 annual | ask 'd["checklist"][0]')"
like "in Swedish" 'Leveranserna|levererades' "$(cadens --lang sv review plan A1 qbr)"

# --- the invitation
for kind in check_in qbr strategic annual; do
    for language in en sv; do
        ok "$kind: an invitation, $language" cadens --lang $language review plan A1 $kind --slot 2 --ics "$T/$kind-$language.ics"
        sed '/^METHOD/d' "$T/$kind-$language.ics" | sed -n '/BEGIN:VEVENT/,/END:VEVENT/p' >"$T/booked"
        rm -f "$T"/cadens.db*
        feed "$T/taken" "$T/booked"
        cadens import accounts "$T/accounts.csv" >/dev/null && cadens import contacts "$T/contacts.csv" >/dev/null && cadens sync >/dev/null
        is "in the calendar it is the $kind of that account" "[\"$kind\", [\"asa@abo.example\", \"bo@abo.example\"]]" \
            "$(json meetings | ask '[[m["purpose"], sorted(a["addr"] for a in m["attendees"] if "abo" in a["addr"])] for m in d["meetings"] if "bo" in (m["subject"] if "subject" in m else m["summary"])][0]')"
    done
done
feed "$T/taken"
rm -f "$T"/cadens.db*
cadens import accounts "$T/accounts.csv" >/dev/null && cadens import contacts "$T/contacts.csv" >/dev/null && cadens sync >/dev/null
unfolded() { sed -e ':a;N;$!ba;s/\r\n //g;s/\r//g' "$T/annual-en.ics"; }
is "it asks" "METHOD:REQUEST" "$(unfolded | grep ^METHOD)"
is "the organizer is us" 'ORGANIZER;CN="anna@satori.example":mailto:anna@satori.example' "$(unfolded | grep ^ORGANIZER)"
like "the guests are asked to answer" '^ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN="Bo":mailto:bo@abo.example' "$(unfolded | grep ^ATTENDEE)"
like "a name with quotes and commas is one" "CN=\"Öberg, Åsa 'Chefen'\":mailto:asa@abo.example" "$(unfolded | grep ^ATTENDEE)"
like "the agenda stands in it" 'DESCRIPTION:NPS: .*0 to 10\\, and why\\nRenewal' "$(unfolded)"
is "no line is too long" 0 "$(LC_ALL=C awk '{sub(/\r$/, "")} length > 75' "$T/annual-en.ics" | wc -l)"
is "every line ends in CRLF" 0 "$(grep -vc $'\r$' "$T/annual-en.ics")"
status_is "our own reader takes it" 0 cadens inspect "$T/annual-en.ics"
status_is "nobody to invite" 1 cadens review plan A2 qbr --ics "$T/none.ics"
ok "then nothing is written" test ! -e "$T/none.ics"
status_is "but times there are" 0 cadens review plan A2 qbr
status_is "no such kind" 2 cadens review plan A1 yearly
status_is "no such time" 2 cadens review plan A1 qbr --slot 4 --ics "$T/none.ics"

# --- the checklist where the review is due
NOW=2026-07-15T12:00:00+02:00
id=$(json due --all | ask '[i["id"] for i in d["due"] if i["rule"] in ("review_due", "review_overdue") and i["account"]=="A1"][0]')
is "due --why" true "$(json due --why "$id" | ask 'len(d["checklist"]) >= 3')"
finish
