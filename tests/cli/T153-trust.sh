#!/bin/bash
# SPDX-License-Identifier: MIT
# Who may say what in an invitation (RFC 5546, RFC 6047, ../notes calendar §2.1), and what a customer's answer means for the log.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1

US=anna@satori.example ASA=asa@boll.example BO=bo@boll.example EVE=eve@elsewhere.example
. "$top_srcdir/tests/lib/invitation.sh" || exit 1
WE="ORGANIZER:mailto:$US" THEY="ORGANIZER:mailto:$BO" AT='DTSTART:20260410T090000Z' TO='DTEND:20260410T100000Z'
{
    printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n'
    for uid in two alias late stale forged counter theirs sentby unrelated; do
        printf '%s\r\n' BEGIN:VEVENT "UID:$uid" DTSTAMP:20260301T080000Z "$AT" "$TO" "SUMMARY:$uid" END:VEVENT
    done
    printf '%s\r\n' BEGIN:VEVENT UID:refused DTSTAMP:20260301T080000Z DTSTART:20260320T090000Z DTEND:20260320T100000Z SUMMARY:refused END:VEVENT END:VCALENDAR
} >"$T/a.ics"
invite() { letter "$1" "$US" "$ASA" "2 Mar 2026 09:00:00" REQUEST "$2" "${3:-0}" "${4:-20260302T080000Z}" "$WE" "$AT" "$TO" "ATTENDEE:mailto:$ASA" "ATTENDEE:mailto:$BO"; }
answer() { letter "$1" "$3" "$US" "$4" REPLY "$2" 0 "$5" "${@:6}"; }

invite two-i two
answer two-a two $ASA "3 Mar 2026 09:00:00" 20260303T080000Z "ATTENDEE;PARTSTAT=ACCEPTED:mailto:$ASA" "ATTENDEE;PARTSTAT=DECLINED:mailto:$BO"
invite alias-i alias
answer alias-a alias asa.berg@mail.example "4 Mar 2026 09:00:00" 20260304T080000Z "ATTENDEE;PARTSTAT=ACCEPTED:mailto:asa.berg@mail.example"
invite late-i late
answer late-new late $ASA "3 Mar 2026 09:00:00" 20260303T080000Z "ATTENDEE;PARTSTAT=DECLINED:mailto:$ASA"
answer late-old late $ASA "4 Mar 2026 09:00:00" 20260302T100000Z "ATTENDEE;PARTSTAT=ACCEPTED:mailto:$ASA"
invite stale-new stale 2 20260305T080000Z
letter stale-old $US $ASA "6 Mar 2026 09:00:00" REQUEST stale 1 20260304T080000Z "$WE" "$AT" "$TO" "ATTENDEE:mailto:$EVE"
letter forged-i $EVE $US "2 Mar 2026 09:00:00" REQUEST forged 5 20260302T080000Z "$WE" "$AT" "$TO" "ATTENDEE:mailto:$EVE"
invite counter-i counter
letter counter-c $ASA $US "2 Mar 2026 12:00:00" COUNTER counter 0 20260302T110000Z "$WE" DTSTART:20260411T090000Z DTEND:20260411T100000Z "ATTENDEE;PARTSTAT=TENTATIVE:mailto:$ASA"
letter counter-d $US $ASA "4 Mar 2026 09:00:00" DECLINECOUNTER counter 0 20260304T080000Z "$WE" DTSTART:20260411T090000Z "ATTENDEE:mailto:$ASA"
letter counter-r $ASA $US "4 Mar 2026 10:00:00" REFRESH counter 0 20260304T090000Z "ATTENDEE:mailto:$ASA"
letter theirs-i $BO $US "2 Mar 2026 09:00:00" REQUEST theirs 0 20260302T080000Z "$THEY" "$AT" "$TO" "ATTENDEE:mailto:$US" "ATTENDEE:mailto:$ASA"
letter theirs-c $ASA $US "3 Mar 2026 09:00:00" CANCEL theirs 1 20260303T080000Z "$THEY" "$AT"
letter sentby-i $BO $US "2 Mar 2026 09:00:00" REQUEST sentby 0 20260302T080000Z "$THEY" "$AT" "$TO" "ATTENDEE:mailto:$US"
letter sentby-c desk@boll.example $US "3 Mar 2026 09:00:00" CANCEL sentby 1 20260303T080000Z "ORGANIZER;SENT-BY=\"mailto:desk@boll.example\":mailto:$BO" "$AT"
answer unknown-a nowhere $ASA "5 Mar 2026 09:00:00" 20260305T080000Z "ATTENDEE;PARTSTAT=ACCEPTED:mailto:$ASA"
letter refused-i $US $BO "2 Mar 2026 09:00:00" REQUEST refused 0 20260302T080000Z "$WE" DTSTART:20260320T090000Z DTEND:20260320T100000Z "ATTENDEE:mailto:$BO"
answer refused-a refused $BO "9 Mar 2026 09:00:00" 20260309T080000Z "ATTENDEE;PARTSTAT=DECLINED:mailto:$BO"

configure <<C
[identity]
addresses = $US; @satori.example
[mailbox work]
type = maildir
path = $T/md
[calendar work]
url = file://$T/a.ics
[ui]
language = en
C
printf 'id,name,domains\nA1,Bollförbundet,boll.example\n' >"$T/accounts.csv"
printf 'id,account,name,emails\nC1,A1,Åsa Berg,%s asa.berg@mail.example\n' "$ASA" >"$T/contacts.csv"
cadens import accounts "$T/accounts.csv" >/dev/null && cadens import contacts "$T/contacts.csv" >/dev/null || exit 1
ok "mail and feed" cadensd --once --now "$NOW"
json meetings --all >"$T/all"
people() { ask "[[m['status'], m['start'][:10], {a['addr'].split('@')[0]: a['partstat'] for a in m['attendees']}] for m in d['meetings'] if m['uid'] == '$1'][0]" <"$T/all"; }

is "an answer speaks for its sender alone" '["confirmed", "2026-04-10", {"anna": "accepted", "asa": "accepted", "bo": "needs_action"}]' "$(people two)"
is "also from another address of hers" '["confirmed", "2026-04-10", {"anna": "accepted", "asa": "accepted", "bo": "needs_action"}]' "$(people alias)"
is "the later DTSTAMP is her answer, whichever came last" '["confirmed", "2026-04-10", {"anna": "accepted", "asa": "declined", "bo": "needs_action"}]' "$(people late)"
is "an older edition that comes late invites nobody" '["confirmed", "2026-04-10", {"anna": "accepted", "asa": "needs_action", "bo": "needs_action"}]' "$(people stale)"
is "a stranger in our name invites nobody" '["confirmed", "2026-04-10", {}]' "$(people forged)"
is "another time that she proposes moves nothing and answers nothing" '["confirmed", "2026-04-10", {"anna": "accepted", "asa": "needs_action", "bo": "needs_action"}]' "$(people counter)"
is "a guest cannot call off what somebody else invited to" '["confirmed", "2026-04-10", {"anna": "needs_action", "asa": "needs_action", "bo": "accepted"}]' "$(people theirs)"
is "who sends for the organizer can" '["cancelled", "2026-04-10", {"anna": "needs_action", "bo": "accepted"}]' "$(people sentby)"
is "an answer to what nobody knows makes no meeting" 0 "$(ask 'sum(m["uid"] == "nowhere" for m in d["meetings"])' <"$T/all")"
is "what everybody declined is not held" '[null]' "$(ask '[m["outcome"] for m in d["meetings"] if m["uid"] == "refused"]' <"$T/all")"
is "and no touch" 0 "$(json touchpoints | ask 'sum(t["kind"] == "meeting" for t in d["touchpoints"])')"

episode() { json episodes | ask "[[e['owed_by'], e['state'], e['closed_by'], e['is_invite']] for e in d['episodes'] if e['open_message'] == '$1@test.example']"; }
is "her accept answers our invitation" '[["them", "answered", "invite_reply", true]]' "$(episode two-i)"
is "so does a decline" '[["them", "answered", "invite_reply", true]]' "$(episode refused-i)"
is "a proposal of another time answers it, as a mail does" '[["them", "answered", "email", true]]' "$(episode counter-i)"
is "and is owed an answer, which is the refusal of it or a new invitation" 1 "$(episode counter-c | ask 'len(d)')"
is "their invitation is a debt of ours, answered in the calendar" '[["us", "open", null, false]]' "$(episode sentby-i | ask 'd[:1]')"
is "which no figure of mail counts" 0 "$(json kpi replies_owed_by_us | ask "[k['value'] for k in d['kpis']][0] - sum(e['owed_by'] == 'us' and e['state'] == 'open' and e['open_message'][:7] == 'counter' for e in $(json episodes | ask 'd["episodes"]' | sed 's/null/None/g; s/true/True/g; s/false/False/g'))")"
finish
