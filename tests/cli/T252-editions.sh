#!/bin/bash
# SPDX-License-Identifier: MIT
# Editions of an invitation (RFC 5546): who is taken off the list, what is called off and then invited to anew, and answers to a time that is no
# longer meant.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
US=anna@satori.example ASA=asa@boll.example BO=bo@boll.example
. "$top_srcdir/tests/lib/invitation.sh" || exit 1
WE="ORGANIZER:mailto:$US" THEY="ORGANIZER:mailto:$BO" AT='DTSTART:20260325T090000Z' TO='DTEND:20260325T100000Z'
OLD='DTSTART:20260324T090000Z' OLDTO='DTEND:20260324T100000Z'
BOTH=("ATTENDEE:mailto:$ASA" "ATTENDEE:mailto:$BO")
event() { printf '%s\r\n' BEGIN:VEVENT "UID:$1" DTSTAMP:20260301T080000Z "SUMMARY:$1" "${@:2}" END:VEVENT; }
{
    printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n'
    for uid in off some each us anew moved; do event $uid "$AT" "$TO"; done
    event renumbered "$AT" "$TO" SEQUENCE:1 "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:$ASA"
    event retold "$AT" "$TO" SEQUENCE:1 "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:$ASA"
    event secret "$AT" "$TO" CLASS:PRIVATE
    printf '%s\r\n' END:VCALENDAR
} >"$T/a.ics"
invite() { letter "$1-i" $US "$ASA, $BO" "2 Mar 2026 09:00:00" REQUEST "$1" 0 20260302T080000Z "$WE" "${@:2}"; }
off() { letter "$1-$2" $US "$3" "3 Mar 2026 09:00:00" CANCEL "$1" 1 20260303T080000Z "$WE" "$AT" "${@:4}" STATUS:CANCELLED; }
for uid in off some each anew secret; do invite $uid "$AT" "$TO" "${BOTH[@]}" "ATTENDEE:mailto:eva@satori.example"; done
off off c "$ASA, $BO" "${BOTH[@]}"
off some c $BO "ATTENDEE:mailto:$BO"
off each c1 $BO "ATTENDEE:mailto:$BO"
off each c2 $ASA "ATTENDEE:mailto:$ASA"
off anew c "$ASA, $BO" "${BOTH[@]}"
letter us-i $BO "$US, $ASA" "2 Mar 2026 09:00:00" REQUEST us 0 20260302T080000Z "$THEY" "$AT" "$TO" "ATTENDEE:mailto:$US" "ATTENDEE:mailto:$ASA"
letter us-c $BO $US "3 Mar 2026 09:00:00" CANCEL us 1 20260303T080000Z "$THEY" "$AT" "ATTENDEE:mailto:$US" STATUS:CANCELLED
invite moved "$OLD" "$OLDTO" "ATTENDEE:mailto:$ASA"
letter moved-a $ASA $US "3 Mar 2026 09:00:00" REPLY moved 0 20260303T080000Z "$WE" "$OLD" "$OLDTO" "ATTENDEE;PARTSTAT=DECLINED:mailto:$ASA"
letter moved-r $US $ASA "4 Mar 2026 09:00:00" REQUEST moved 1 20260304T080000Z "$WE" "$AT" "$TO" "ATTENDEE:mailto:$ASA"
letter renumbered-a $ASA $US "3 Mar 2026 09:00:00" REPLY renumbered 0 20260303T080000Z "$WE" "$OLD" "$OLDTO" "ATTENDEE;PARTSTAT=DECLINED:mailto:$ASA"
letter retold-a $ASA $US "3 Mar 2026 09:00:00" REPLY retold 0 20260303T080000Z "$WE" "$AT" "$TO" "ATTENDEE;PARTSTAT=DECLINED:mailto:$ASA"

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
cadens import accounts "$T/accounts.csv" >/dev/null || exit 1
ok "mail and feed" cadensd --once --now "$NOW"
said() { json meetings --all | ask "[[m['status'], m['outcome'], ' '.join(a['addr'].split('@')[0] + '=' + a['partstat'] for a in m['attendees'])] for m in d['meetings'] if m['uid'] == '$1'][0]"; }
is "who cancels for all guests from outside calls it off" '["cancelled", null, "anna=accepted asa=needs_action bo=needs_action eva=needs_action"]' "$(said off)"
is "who takes one off the list does not: the meeting takes place, without him" '["confirmed", "assumed_held", "anna=accepted asa=needs_action eva=needs_action"]' "$(said some)"
is "unless they are told one by one" '["cancelled", null, "anna=accepted asa=needs_action bo=needs_action eva=needs_action"]' "$(said each)"
is "what they call off for us is off, whoever else is told" '["cancelled", null, "anna=needs_action asa=needs_action bo=accepted"]' "$(said us)"
is "a refusal of the old time is none of the new one, as a later request says" '["confirmed", "assumed_held", "anna=accepted asa=needs_action"]' "$(said moved)"
is "or the feed" '["confirmed", "assumed_held", "asa=needs_action"]' "$(said renumbered)"
is "but it is where only the words have changed" '["confirmed", null, "asa=declined"]' "$(said retold)"
is "of what is private in the calendar no invitation says who is there" '["confirmed", null, ""]' "$(said secret)"
is "nor is it a touch" 0 "$(sqlite3 "$T/cadens.db" "SELECT COUNT(*) FROM touchpoint t JOIN meeting m ON m.id = t.meeting_id WHERE m.uid = 'secret'")"
is "off" '["cancelled", null, "anna=accepted asa=needs_action bo=needs_action eva=needs_action"]' "$(said anew)"
letter anew-r $US "$ASA, $BO" "4 Mar 2026 09:00:00" REQUEST anew 2 20260304T080000Z "$WE" "$AT" "$TO" "${BOTH[@]}"
ok "and invited to anew" cadensd --once --now "$NOW"
is "it stands" '["confirmed", "assumed_held", "anna=accepted asa=needs_action bo=needs_action"]' "$(said anew)"
ok "all made again is the same" cadens verify
sqlite3 "$T/cadens.db" "UPDATE meeting SET status = 'cancelled', cancelled_at = start_at - 86400 WHERE uid = 'some'; PRAGMA user_version = 30"
ok "a store of before" cadensd --once --now "$NOW"
is "learns it" '["confirmed", "assumed_held", "anna=accepted asa=needs_action eva=needs_action"]' "$(said some)"
json meetings --all >"$T/all"
rm "$T"/cadens.db*
cadens import accounts "$T/accounts.csv" >/dev/null
cadensd --once --now "$NOW" >/dev/null 2>&1
is "so is all read at once" "$(ask 'd["meetings"]' <"$T/all")" "$(json meetings --all | ask 'd["meetings"]')"
finish
