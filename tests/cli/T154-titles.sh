#!/bin/bash
# SPDX-License-Identifier: MIT
# A calendar that leaves its guests out (Microsoft 365): whom a meeting is with stands in its title or place, and gives way to whoever knows better.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1

US=anna@satori.example
mkdir -p "$T/md/cur" "$T/md/new" "$T/md/tmp" "$T/md/.Sent/cur" "$T/md/.Sent/new" "$T/md/.Sent/tmp"
hour=8
event() { # event UID TITLE LINES...: an hour of 30 March each
    printf 'BEGIN:VEVENT\r\nUID:%s\r\nDTSTAMP:20260301T080000Z\r\nCREATED:20260302T080000Z\r\nDTSTART:20260330T%02d0000Z\r\nDTEND:20260330T%02d3000Z\r\nSUMMARY:%s\r\n' \
        "$1" $hour $hour "$2"
    hour=$((hour + 1 > 19 ? 5 : hour + 1))
    [ $# -lt 3 ] || printf '%s\r\n' "${@:3}"
    printf 'END:VEVENT\r\n'
}
{
    printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n'
    event name 'Satori x BOLLFÖRBUNDET'
    event address Genomgång 'LOCATION:hos asa@boll.example\, Visby'
    event both 'Bollförbundet och Nord Logistik'
    event longer 'Demo Nord Logistik Syd'
    event part 'Bollförbundets dag'
    event lunch 'Lunch Bollförbundet'
    event travel 'Resa till Bollförbundet'
    event free 'Bollförbundet' TRANSP:TRANSPARENT
    event secret 'Bollförbundet' CLASS:PRIVATE
    event ours 'Förberedelse Bollförbundet' "ATTENDEE:mailto:$US" ATTENDEE:mailto:bo@satori.example
    event guest 'Bollförbundet via partner' ATTENDEE:mailto:who@elsewhere.example
    event invited 'Nord Logistik'
    event common 'Support'
    event later 'Möte med Ö-glass'
    printf 'END:VCALENDAR\r\n'
} >"$T/a.ics"
{
    printf 'From: %s\r\nTo: asa@boll.example\r\nSubject: Inbjudan\r\nDate: Mon, 2 Mar 2026 09:00:00 +0100\r\nMessage-ID: <i@test.example>\r\nMIME-Version: 1.0\r\n' $US
    printf 'Content-Type: text/calendar; method=REQUEST; charset=utf-8\r\n\r\nBEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:invited\r\nSEQUENCE:0\r\n'
    printf 'DTSTAMP:20260302T080000Z\r\nORGANIZER:mailto:%s\r\nATTENDEE:mailto:asa@boll.example\r\nDTSTART:20260330T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n' $US
} >"$T/invitation"
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
printf 'id,name,domains\nA1,Bollförbundet AB,boll.example\nA2,Nord Logistik,nord.example\nA3,Nord Logistik Syd AB,syd.example\nA4,Support AB,support.example\n' >"$T/accounts.csv"
cadens import accounts "$T/accounts.csv" >/dev/null || exit 1
once() { cadensd --once --now "$NOW" >/dev/null 2>"$T/err"; }
ok "the calendar is read" once
whose() { json meetings --all | ask "{m['uid']: m['account'] for m in d['meetings'] if m['account'] and m['uid'] in '${1:-}'.split()}"; }
is "a name as whole words, without its legal form; an address; two names; the longer of two" \
    '{"address": ["A1"], "both": ["A1", "A2"], "longer": ["A3"], "lunch": ["A1"], "name": ["A1"]}' "$(whose 'name address both longer lunch')"
is "not a part of a word, a journey, what takes no time, what is private, our own, or with a guest" '{}' "$(whose 'part travel free secret ours guest common')"
is "each is a touch of its account, and said to be unsure" '[["A1", 50], ["A1", 50], ["A1", 50], ["A1", 50], ["A2", 50], ["A2", 50], ["A3", 50]]' \
    "$(json touchpoints | ask 'sorted([t["account"], t["confidence"]] for t in d["touchpoints"])')"
number() { sqlite3 "$T/cadens.db" "SELECT id FROM meeting WHERE uid = '$1'"; }
touch_of() { json touchpoints | ask "[t['id'] for t in d['touchpoints'] if t['subject'] == '$1'][0]"; }
like "explain says why" 'names no guest, but A1 Bollförbundet AB stands in its title' "$(cadens explain "$(touch_of 'Satori x BOLLFÖRBUNDET')")"
is "attendees are nobody" '[]' "$(json meetings --all | ask '[m["attendees"] for m in d["meetings"] if m["uid"] == "name"][0]')"

is "until an invitation in mail knows better" '{"invited": ["A2"]}' "$(whose invited)"
mv "$T/invitation" "$T/md/.Sent/cur/i:2,S"
ok "it comes" once
is "then its guests decide" '{"invited": ["A1"]}' "$(whose invited)"

is "a name that nobody has yet" '{}' "$(whose later)"
ok "becomes a customer" cadens account add Ö-glass
is "whose meeting it was all the time" 1 "$(whose later | ask 'len(d["later"])')"
printf 'id,name\nA2,Södra Frakt\n' >"$T/renamed.csv"
ok "a customer is called otherwise" cadens import accounts "$T/renamed.csv"
is "and is spoken of no longer" '{"both": ["A1"], "longer": ["A3"]}' "$(whose 'both longer')"

ok "refused by hand" cadens touchpoint unlink "$(touch_of 'Lunch Bollförbundet')" A1
is "it is none of theirs" '{}' "$(whose lunch)"
sed -i 's/Lunch Bollf/Sen lunch Bollf/' "$T/a.ics"
ok "the calendar says it again" once
is "and it stays refused" '{}' "$(whose lunch)"
ok "everything is decided as it is stored" cadens verify
once
json touchpoints >"$T/before"
ok "nothing new" once
is "changes nothing" "$(cat "$T/before")" "$(json touchpoints)"
finish
