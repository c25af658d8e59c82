#!/bin/bash
# SPDX-License-Identifier: MIT
# Invitations in mail joined to a feed that leaves the people out, as those of Microsoft 365 do (RFC 5546): who is trusted, what wins, and
# that the order of arrival does not matter.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1

US=anna@satori.example ASA=asa@boll.example BO=bo@boll.example
mkdir -p "$T/md/cur" "$T/md/new" "$T/md/tmp" "$T/md/.Sent/cur" "$T/md/.Sent/new" "$T/md/.Sent/tmp"
part() { # part METHOD UID SEQUENCE LINES...: a text/calendar body
    printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:%s\r\nBEGIN:VEVENT\r\nUID:%s\r\nSEQUENCE:%s\r\nDTSTAMP:20260301T080000Z\r\n' "$1" "$2" "$3"
    shift 3
    printf '%s\r\n' "$@" END:VEVENT END:VCALENDAR
}
letter() { # letter NAME FROM TO DAY METHOD UID SEQUENCE LINES...
    local folder=$T/md name=$1 from=$2 to=$3 day=$4
    shift 4
    [ "$from" != "$US" ] || folder=$T/md/.Sent
    {
        printf 'From: %s\r\nTo: %s\r\nSubject: Inbjudan\r\nDate: %s Mar 2026 09:00:00 +0100\r\nMessage-ID: <%s@test.example>\r\nMIME-Version: 1.0\r\n' \
            "$from" "$to" "$day" "$name"
        printf 'Content-Type: text/calendar; method=%s; charset=utf-8\r\n\r\n' "$1"
        part "$@"
    } >"$folder/cur/$name:2,S"
}
event() { # event UID LINES...
    printf 'BEGIN:VEVENT\r\nUID:%s\r\nDTSTAMP:20260301T080000Z\r\n' "$1"
    shift
    printf '%s\r\n' "$@" END:VEVENT
}
HOST="ORGANIZER:mailto:$US" AT='DTSTART:20260410T090000Z' TO='DTEND:20260410T100000Z'
{
    printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n'
    event 040000008200E00074C5B7101A82E008AB "$AT" "$TO" SUMMARY:Möte
    event declined "$AT" "$TO" SUMMARY:Nej
    event forged "$AT" "$TO" SUMMARY:Falskt
    event off "$AT" "$TO" SUMMARY:Inställt
    event later SEQUENCE:3 "$AT" "$TO" SUMMARY:Senare
    event past DTSTART:20260310T090000Z DTEND:20260310T100000Z SUMMARY:Hållet
    event named "$AT" "$TO" SUMMARY:Kända "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:$ASA"
    event heard "$AT" "$TO" SUMMARY:Hört "ATTENDEE;PARTSTAT=ACCEPTED:mailto:$ASA"
    event weekly DTSTART:20260407T090000Z DTEND:20260407T100000Z 'RRULE:FREQ=WEEKLY;COUNT=3' SUMMARY:Avstämning
    event theirs "$AT" "$TO" SUMMARY:Deras
    printf 'END:VCALENDAR\r\n'
} >"$T/a.ics"
invite() { letter "$1" "$US" "$ASA" 2 REQUEST "$2" "${3:-0}" "$HOST" "$AT" "$TO" "ATTENDEE:mailto:$ASA" "ATTENDEE:mailto:$BO"; }
answer() { letter "$1" "${5:-$3}" "$US" 3 REPLY "$2" 0 "ATTENDEE;PARTSTAT=$4:mailto:$3" "${@:6}"; }
letters() {
    invite i1 040000008200e00074c5b7101a82e008ab
    answer a1 040000008200e00074c5b7101a82e008ab $ASA ACCEPTED
    invite i2 declined
    answer a2 declined $ASA DECLINED
    answer a2b declined $BO DECLINED
    invite i3 forged
    answer a3 forged $ASA DECLINED eve@elsewhere.example
    letter c3 eve@elsewhere.example $US 3 CANCEL forged 9 "$HOST" "$AT"
    invite i4 off
    letter c4 $US $ASA 4 CANCEL off 1 "$HOST" "$AT"
    invite i5 later 3
    letter c5 $US $ASA 4 CANCEL later 1 "$HOST" "$AT"
    letter i6 $US $ASA 2 REQUEST past 0 "$HOST" DTSTART:20260310T090000Z DTEND:20260310T100000Z "ATTENDEE:mailto:$ASA"
    letter c6 $US $ASA 20 CANCEL past 1 "$HOST" DTSTART:20260310T090000Z
    answer a7 named $ASA TENTATIVE
    answer a8 heard $ASA DECLINED
    letter i9 $US $ASA 2 REQUEST weekly 0 "$HOST" DTSTART:20260407T090000Z DTEND:20260407T100000Z 'RRULE:FREQ=WEEKLY;COUNT=3' "ATTENDEE:mailto:$ASA"
    letter a9 $ASA $US 3 REPLY weekly 0 "ATTENDEE;PARTSTAT=ACCEPTED:mailto:$ASA"
    letter a9b $ASA $US 4 REPLY weekly 0 RECURRENCE-ID:20260414T090000Z "ATTENDEE;PARTSTAT=DECLINED:mailto:$ASA"
    letter c9 $US $ASA 5 CANCEL weekly 1 "$HOST" RECURRENCE-ID:20260421T090000Z DTSTART:20260421T090000Z
    letter i10 helper@boll.example $US 2 REQUEST theirs 0 "ORGANIZER;SENT-BY=\"mailto:helper@boll.example\":mailto:$BO" "$AT" "$TO" "ATTENDEE:mailto:$US"
}
mailbox() { printf '[mailbox work]\ntype = maildir\npath = %s/md\n' "$T"; }
feed() { printf '[calendar work]\nurl = file://%s/a.ics\n' "$T"; }
profile() { { printf '[identity]\naddresses = %s; @satori.example\n[ui]\nlanguage = en\n' "$US"; for part in "$@"; do "$part"; done; } | configure; }
printf 'id,name,domains\nA1,Bollförbundet,boll.example\n' >"$T/accounts.csv"
once() { cadensd --once --now "$NOW" >/dev/null 2>"$T/err"; }
people() { json meetings --all | ask "[[m['status'], m['account'], [[a['address'] if 'address' in a else a['addr'], a['partstat']] for a in m['attendees']]] for m in d['meetings'] if m['uid'].lower() == '$1'.lower()]"; }
everything() { cadens export --all | sed -E 's/"(logged_at|first_seen_at|last_seen_at)": ?[^,}]*//g'; }

letters
profile mailbox feed
cadens import accounts "$T/accounts.csv" >/dev/null || exit 1
ok "mail and feed at once" once
json meetings --all >"$T/all"
is "whose UID is written in another case: the people, and her answer" \
    '[["confirmed", ["A1"], [["anna@satori.example", "accepted"], ["asa@boll.example", "accepted"], ["bo@boll.example", "needs_action"]]]]' "$(people 040000008200e00074c5b7101a82e008ab)"
is "all of them declined" '[["confirmed", ["A1"], [["anna@satori.example", "accepted"], ["asa@boll.example", "declined"], ["bo@boll.example", "declined"]]]]' "$(people declined)"
is "a stranger neither answers for her nor calls it off" '[["confirmed", ["A1"], [["anna@satori.example", "accepted"], ["asa@boll.example", "needs_action"], ["bo@boll.example", "needs_action"]]]]' "$(people forged)"
is "the organizer calls it off" cancelled "$(people off | ask 'd[0][0]')"
is "a cancellation of an older edition is late" confirmed "$(people later | ask 'd[0][0]')"
is "what is over cannot be called off" confirmed "$(people past | ask 'd[0][0]')"
is "and counts as held" '["Hållet"]' "$(json touchpoints | ask "[t['subject'] for t in d['touchpoints'] if t['kind'] == 'meeting']")"
is "an answer that the feed has not heard" '[["confirmed", ["A1"], [["asa@boll.example", "tentative"]]]]' "$(people named)"
is "the feed is believed where it has" '[["confirmed", ["A1"], [["asa@boll.example", "accepted"]]]]' "$(people heard)"
is "single ones of a series" '[["confirmed", "accepted"], ["confirmed", "declined"], ["cancelled", "accepted"]]' "$(people weekly | ask '[[m[0], m[2][1][1]] for m in d]')"
is "an assistant invites for somebody else" '[["confirmed", ["A1"], [["anna@satori.example", "needs_action"], ["bo@boll.example", "accepted"]]]]' "$(people theirs)"

booked() { json meetings --all | ask "[m['booked'] for m in d['meetings'] if m['uid'] == '$1'][0]"; }
is "booked when it was asked for, where the feed does not know" 2026-03-02T09:00:00+01:00 "$(booked later)"
is "the feed is believed where it was before" 2026-03-01T09:00:00+01:00 "$(booked off)"

everything >"$T/both"
ok "nothing new" once
is "changes nothing" "$(cat "$T/both")" "$(everything)"
for order in "mailbox feed" "feed mailbox"; do
    rm -f "$T"/cadens.db*
    profile
    cadens import accounts "$T/accounts.csv" >/dev/null
    for source in $order; do
        profile "$source"
        once
    done
    profile mailbox feed
    is "the same whichever comes first: $order" "$(ask '[[m["uid"], m["status"], m["booked"], m["attendees"]] for m in d["meetings"]]' <"$T/all")" \
        "$(json meetings --all | ask '[[m["uid"], m["status"], m["booked"], m["attendees"]] for m in d["meetings"]]')"
done
sed -i 's/SUMMARY:Möte/SUMMARY:Mötet/' "$T/a.ics"
ok "the feed changes a word" once
is "and the people stay" '[["confirmed", ["A1"], [["anna@satori.example", "accepted"], ["asa@boll.example", "accepted"], ["bo@boll.example", "needs_action"]]]]' "$(people 040000008200e00074c5b7101a82e008ab)"
finish
