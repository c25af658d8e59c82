#!/bin/bash
# SPDX-License-Identifier: MIT
# What a person says of a meeting stands against what the calendar says, before and after, and goes along when it is booked anew; what was held cannot be
# called off weeks later.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
. "$top_srcdir/tests/lib/calendar.sh" || exit 1
ASA=ATTENDEE:mailto:asa@boll.example
configure <<C
[identity]
addresses = anna@satori.example; @satori.example
[calendar work]
url = file://$T/a.ics
[ui]
language = en
C
printf 'id,name,domains\nA1,Bollförbundet,boll.example\nA2,Klubben,klubb.example\n' >"$T/accounts.csv"
cadens import accounts "$T/accounts.csv" >/dev/null || exit 1
poll() { NOW=$2; ok "$1" cadensd --once --now "$2"; }
old=(old 20260301T080000Z 20260303T090000Z 'Demo av allt' "$ASA")
new=(new 20260301T080000Z 20260320T090000Z 'Genomgång hos er' "$ASA")
no=(no 20260301T080000Z 20260320T120000Z Nej 'ATTENDEE;PARTSTAT=DECLINED:mailto:asa@boll.example')
some=(some 20260301T080000Z 20260320T130000Z Några 'ATTENDEE;PARTSTAT=DECLINED:mailto:asa@boll.example' ATTENDEE:mailto:carl@klubb.example)
we=(we 20260301T080000Z 20260320T140000Z Vi "$ASA" 'ATTENDEE;PARTSTAT=DECLINED:mailto:anna@satori.example')
all() { event "${old[@]}" "$@"; event "${new[@]}" "$@"; event "${no[@]}"; event "${some[@]}"; event "${we[@]}"; }
all | calendar
poll "a calendar" 2026-03-10T12:00:00+01:00
poll "is read" 2026-03-21T12:00:00+01:00
held() { json meetings --all | ask '" ".join(m["uid"] for m in d["meetings"] if m["outcome"])'; }
touches() { json touchpoints | ask '" ".join(t["subject"] + ":" + t["account"] for t in d["touchpoints"])'; }
count() { json kpi meetings_held --period month:2026-03 | ask 'd["kpis"][0]["value"]'; }
is "what was declined was not held, as far as is known" 'Demo av allt:A1 Genomgång hos er:A1 Några:A2' "$(touches)"
ok "but she came" cadens meeting outcome no held
ok "so did we" cadens meeting outcome we held
ok "and here who had said so" cadens meeting outcome some held
is "a person's word counts" 'Demo av allt:A1 Genomgång hos er:A1 Nej:A1 Några:A2 Vi:A1' "$(touches)"
is "also in figures" 5 "$(count)"
is "all made again is the same" true "$(json verify | ask 'd["ok"]')"
ok "taken back" cadens meeting outcome no auto
is "the calendar is believed" '["declined", 4]' "$(json meetings --all | ask "[m['attendees'][0]['partstat'] for m in d['meetings'] if m['uid'] == 'no'] + [$(count)]")"
no+=(LOCATION:Storgatan)
all STATUS:CANCELLED DTSTAMP:20260324T080000Z | calendar
poll "two are called off afterwards, one of three weeks ago" 2026-03-24T12:00:00+01:00
is "which was held then, and has long been counted" 'old some we' "$(held)"
is "the other was not" 'Demo av allt:A1 Några:A2 Vi:A1' "$(touches)"

old[2]=20260301T090000Z
all STATUS:CANCELLED DTSTAMP:20260324T080000Z | calendar
poll "moved besides" 2026-03-24T12:10:00+01:00
is "it stands, and nothing is missing" '["old some we", true]' "$(json verify | ask "['$(held)', d['ok']]")"

weekly=(weekly 20260301T080000Z 20260302T130000Z Avstämning "$ASA" 'RRULE:FREQ=DAILY;COUNT=30')
event "${weekly[@]}" | calendar
poll "a series" 2026-03-24T12:00:00+01:00
before=$(json touchpoints | ask 'sum(t["subject"] == "Avstämning" for t in d["touchpoints"])')
event "${weekly[@]}" STATUS:CANCELLED | calendar
poll "is called off as a whole" 2026-03-24T12:30:00+01:00
is "what has been held of it stays held" "22 22" "$before $(json touchpoints | ask 'sum(t["subject"] == "Avstämning" for t in d["touchpoints"])')"
ok "one of them is named by its start" cadens meeting outcome weekly no_show --recurrence-id 2026-03-20T13:00:00Z
ok "or as the clock on the wall shows it" cadens meeting outcome weekly not_held --recurrence-id '2026-03-20 14:00'
status_is "but not by another" 1 cadens meeting outcome weekly held --recurrence-id '2026-03-20 13:00'
is "what was to come is off" 0 "$(json meetings --from 2026-03-25 | ask 'sum(m["status"] != "cancelled" for m in d["meetings"])')"
is "and nothing is missing" true "$(json verify | ask 'd["ok"]')"

demo=(demo 20260324T080000Z 20260327T090000Z 'Ses hos er igen' "$ASA")
again=(again 20260325T090000Z 20260331T090000Z 'Ses hos er igen' "$ASA")
third=(third 20260326T090000Z 20260402T090000Z 'Ses hos er igen' "$ASA")
off() { event "$@" STATUS:CANCELLED DTSTAMP:"$when"; }
event "${demo[@]}" | calendar
poll "one to come" 2026-03-24T13:00:00+01:00
ok "a person knows what for" cadens meeting purpose demo demo
ok "and is prepared" cadens meeting prep demo
said() { sqlite3 "$T/cadens.db" "SELECT COALESCE(purpose, '-'), prep_done_at IS NOT NULL FROM meeting WHERE uid = '$1'"; }
when=20260325T090000Z
{ off "${demo[@]}"; event "${again[@]}"; } | calendar
poll "it is called off, and booked anew" 2026-03-25T13:00:00+01:00
is "what was said goes along" 'demo|1' "$(said again)"
{ off "${demo[@]}"; when=20260326T090000Z; off "${again[@]}"; event "${third[@]}"; } | calendar
poll "and once more" 2026-03-26T13:00:00+01:00
is "and along" 'demo|1' "$(said third)"
ok "not for that" cadens meeting purpose third auto
event "${third[@]}" LOCATION:Storgatan | calendar
poll "some word changes" 2026-03-26T14:00:00+01:00
is "what is taken back does not come again" '-|1' "$(said third)"
is "and all made again is the same" true "$(json verify | ask 'd["ok"]')"
finish
