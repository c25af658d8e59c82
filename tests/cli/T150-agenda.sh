#!/bin/bash
# SPDX-License-Identifier: MIT
# What a meeting is for, what a person says of it and takes back, and the agenda of the daily report.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1

event() { # event UID LINES...: one VEVENT
    printf 'BEGIN:VEVENT\r\nUID:%s\r\nDTSTAMP:20260301T080000Z\r\nCREATED:20260301T080000Z\r\n' "$1"
    shift
    printf '%s\r\n' "$@" END:VEVENT
}
THEM='ATTENDEE;CN=Åsa:mailto:asa@boll.example'
{
    printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n'
    event past DTSTART:20260330T090000Z DTEND:20260330T100000Z 'SUMMARY:Kvartalsgenomgång' "$THEM"
    event noon DTSTART:20260331T080000Z DTEND:20260331T090000Z 'SUMMARY:Demo av portalen' LOCATION:https://meet.google.com/abc "$THEM"
    event evening DTSTART:20260331T130000Z DTEND:20260331T140000Z 'SUMMARY:Möte' LOCATION:Storgatan "$THEM" ATTENDEE:mailto:who@elsewhere.example
    event off DTSTART:20260331T140000Z DTEND:20260331T150000Z STATUS:CANCELLED 'SUMMARY:Inställt' "$THEM"
    event nobody DTSTART:20260331T150000Z DTEND:20260331T160000Z SUMMARY:Internt ATTENDEE:mailto:bo@satori.example
    event declined DTSTART:20260331T160000Z DTEND:20260331T170000Z SUMMARY:Nej "$THEM" 'ATTENDEE;PARTSTAT=DECLINED:mailto:anna@satori.example'
    event tomorrow DTSTART:20260401T080000Z DTEND:20260401T090000Z STATUS:TENTATIVE SUMMARY:Introsamtal LOCATION:+46701234567 "$THEM"
    event after DTSTART:20260402T080000Z DTEND:20260402T090000Z SUMMARY:Avstämning "$THEM"
    printf 'END:VCALENDAR\r\n'
} >"$T/a.ics"
configure <<C
[identity]
addresses = anna@satori.example; @satori.example
[calendar work]
url = file://$T/a.ics
[ui]
language = en
C
printf 'id,name,domains\nA1,Bollförbundet,boll.example\n' >"$T/accounts.csv"
printf 'id,account,name,emails\nC1,A1,Åsa Berg,asa@boll.example\n' >"$T/contacts.csv"
cadens import accounts "$T/accounts.csv" >/dev/null && cadens import contacts "$T/contacts.csv" >/dev/null || exit 1
ok "the calendar is read" cadensd --once --now "$NOW"

said() { json meetings --all | ask "[m['$2'] for m in d['meetings'] if m['uid'] == '$1'][0]"; }
is "a title says what a meeting is for" '{"after": "check_in", "declined": null, "evening": null, "noon": "demo", "past": "qbr", "tomorrow": "first"}' \
    "$(json meetings | ask '{m["uid"]: m["purpose"] for m in d["meetings"] if m["uid"] != "off"}')"
ok "a person knows better" cadens meeting purpose noon expansion
is "and is believed" expansion "$(said noon purpose)"
sed -i 's/Demo av portalen/Demo av nya portalen/' "$T/a.ics"
cadensd --once --now "$NOW"
is "whatever the calendar says later" '["expansion", "Demo av nya portalen"]' "$(json meetings | ask '[[m["purpose"], m["summary"]] for m in d["meetings"] if m["uid"] == "noon"][0]')"
ok "taken back" cadens meeting purpose noon auto
is "the title says it again" demo "$(said noon purpose)"
ok "nobody came" cadens meeting outcome past no_show
is "so it is no touch" '[]' "$(json touchpoints --from 2026-03-30 --to 2026-03-30 | ask 'd["touchpoints"]')"
is "and was not held" no_show "$(said past outcome)"
ok "taken back, too" cadens meeting outcome past auto
is "it was held, as far as is known" '["assumed_held", 1]' "$(json touchpoints --from 2026-03-30 --to 2026-03-30 | ask "['$(said past outcome)', len(d['touchpoints'])]")"

agenda() { json report daily "$@" | ask '[[m["start"][:16], m["account"], m["people"], m["place"], m["purpose"], m["status"], m["prepared"]] for m in d["agenda"]]'; }
is "today and tomorrow: when, whose, with whom, where, what for, prepared" \
    '[["2026-03-31T08:00", ["A1"], ["Åsa Berg"], "video", "demo", "confirmed", false], ["2026-03-31T13:00", ["A1"], ["who@elsewhere.example", "Åsa Berg"], "in_person", null, "confirmed", false], ["2026-04-01T08:00", ["A1"], ["Åsa Berg"], "phone", "first", "tentative", false]]' "$(agenda)"
prepared() { json report daily | ask "[m['prepared'] for m in d['agenda'] if m['uid'] == 'tomorrow'][0]"; }
owed() { json due --all 2>/dev/null | ask '[s["subject"] if "subject" in s else s["key"] for s in d["due"] if s["rule"] == "meeting_prep_due"]'; }
cadensd --once --now "$NOW"
is "a first meeting tomorrow is to be prepared" 1 "$(owed | ask 'len(d)')"
ok "it is prepared" cadens meeting prep tomorrow
is "which the agenda says" true "$(prepared)"
is "and nobody is reminded" 0 "$(owed | ask 'len(d)')"
ok "or not, after all" cadens meeting prep tomorrow --undo
is "which it says, too" false "$(prepared)"
text=$(cadens report daily)
like "for people it is the beginning of the report" 'Today and tomorrow' "$(sed -n 1,4p <<<"$text")"
like "in their words" '2026-03-31 10:00 .*Demo av nya portalen.*Bollförbundet.*Åsa Berg.*video.*demo.*no' "$text"
like "also when there is none" 'No meetings today or tomorrow' "$(cadens report daily --period day:2026-02-01)"
status_is "what is no outcome is refused" 2 cadens meeting outcome past gone
status_is "nor is it known of a meeting to come whether it was held" 1 cadens meeting outcome tomorrow held
like "and says why" 'tomorrow begins at 2026-04-01T' "$(cat "$T/err")"
ok "but that it will not take place" cadens meeting outcome tomorrow not_held
is "it is off the agenda" 0 "$(json report daily | ask "len([m for m in d['agenda'] if m['uid'] == 'tomorrow'])")"
finish
