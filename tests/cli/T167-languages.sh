#!/bin/bash
# SPDX-License-Identifier: MIT
# What is kept of a text for people is worded when it is shown: whoever wrote it, it is in the reader's language (17-G).
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1

port=$(/usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
configure <<C
[identity]
addresses = anna@satori.example
[mailbox other]
host = 127.0.0.1
port = $port
tls = none
user = anna
password_command = echo secret
[calendar plan]
url = file://$T/none.ics
[calendar page]
url = file://$T/page.ics
[mailbox box]
type = maildir
path = $T/mail
[ui]
language = sv
C
mkdir -p "$T/mail/cur" "$T/mail/new" "$T/mail/tmp"
printf 'From: g@gamma.example\nTo: anna@satori.example\nSubject: Fråga\nDate: Mon, 23 Mar 2026 09:00:00 +0100\nMessage-ID: <q@t.example>\n\n' >"$T/mail/new/1774252800.1.t"
printf '<html>\n' >"$T/page.ics"
printf 'id,name,domains\nA1,Gamma,gamma.example\n' >"$T/accounts.csv"
ok "an account" cadens import accounts "$T/accounts.csv"

errors() { cadens --lang "$1" status | sed 's/  */ /g'; }
status_is "the daemon of a Swede" 75 cadensd --once --now "$NOW"
errors en >"$T/en"
errors sv >"$T/sv"
like "tells a reader of English in English" '^page .*the answer is a web page' "$(cat "$T/en")"
like "a Swede in Swedish" '^page .*svaret är en webbsida' "$(cat "$T/sv")"
like "the system's own errors, too" '^other .* 127.0.0.1: Connection refused$' "$(cat "$T/en")"
like "and those of files" '^plan .* the file cannot be read: No such file or directory$' "$(cat "$T/en")"
unlike "nothing is shown as it is kept" '%s' "$(cat "$T/en" "$T/sv"; cadens status)"
is "nothing Swedish is left in English" "" "$(grep -iE 'svaret|filen|misslyckades|förvägrad|lösenord' "$T/en")"
sed -i 's/^language = sv/language = en/' "$T/cadens.conf"
status_is "the daemon of an Englishman" 75 cadensd --once --now "$NOW"
is "has kept the same" "$(cat "$T/sv")" "$(errors sv)"

# --- why a reminder is there; while a mailbox is missing nobody would be reminded
sed -i '/^\[mailbox other\]/,/^\[mailbox box\]/{/^\[mailbox box\]/!d}' "$T/cadens.conf"
status_is "the rest is read" 0 cadensd --once --now "$NOW"
ok "something is due" cadens due
evidence() { cadens --lang "$1" personal-data g@gamma.example | ask '[r["evidence"] for r in d["reminders"]]'; }
like "a person's reminders are worded" '“Fråga”, due before' "$(evidence en)"
like "in both languages" '”Fråga”, ska ske före' "$(evidence sv)"
unlike "and never as they are kept" '%s' "$(evidence sv; evidence en)"

# --- a calendar file
printf 'BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:u\nDTSTAMP:20260301T000000Z\nDTSTART:20260401T080000Z\nRRULE:FREQ=SECONDLY\nEND:VEVENT\nEND:VCALENDAR\n' >"$T/odd.ics"
like "a rule is refused in Swedish" "u: regeln stöds inte: en frekvens som inte vecklas ut; bara dess första datum visas" \
    "$(cadens --lang sv inspect "$T/odd.ics")"
like "and in English" "u: unsupported rule: a frequency that is not expanded; only its first date is shown" \
    "$(cadens --lang en inspect "$T/odd.ics")"
finish
