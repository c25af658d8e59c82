#!/bin/bash
# SPDX-License-Identifier: MIT
# What no command understands is misuse: one line, and status 2 (00 §3), also for times, kinds and languages.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
configure <<'C'
[identity]
addresses = anna@satori.example
C
printf 'id,name\nA1,Acme\n' >"$T/accounts.csv"
misused() { # misused LINE COMMAND...
    local line=$1
    shift
    status_is "$*" 2 cadens --lang en "$@"
    is "$*: one line" "cadens: $line" "$(cat "$T/err")"
}
misused '--lang de: is sv or en' --lang de status
misused '--format xml: is text, json, csv or xlsx' --format xml status
misused 'no kind account (did you mean accounts?); kinds are '"$(cadens --lang en export nothing 2>&1 | sed 's/.*kinds are //')" \
    import account "$T/accounts.csv"
ok "a lead without a word back" cadens import accounts "$T/accounts.csv"
ok "is promised something" cadens follow-up add A1 "call back" --due 2026-03-20
ok "it is due" cadens sync
id=$(json due | ask 'd["due"][0]["id"]')
misused 'soonish: neither a span (4h, 3d, 1w) nor a day nor an instant' snooze "$id" soonish
misused '--due needs a value' follow-up add A1 "call back" --due ""
misused '--due needs a value' follow-up edit F1 --due ""
misused '2026-03-01: has passed' snooze "$id" 2026-03-01
ok "a day is understood" cadens snooze "$id" 2026-04-02
status_is "what is not there is no misuse" 1 cadens snooze 999 tomorrow
misused 'held: "2026-13-01" is no day (YYYY-MM-DD)' review add A1 qbr --held 2026-13-01
misused 'kind: "fax" is none of email, meeting, call, linkedin, sms, note' log fax A1 hello
status_is "somebody who is not known is no misuse" 1 cadens log call A9 hello
for words in '--bogus|Unknown option --bogus (cadensd --help)' 'stray|stray: not expected (cadensd --help)' \
    '--now=igår|--now igår: no instant (2026-03-31T12:00:00+02:00)'; do
    status_is "cadensd ${words%%|*}" 2 cadensd "${words%%|*}"
    is "cadensd ${words%%|*}: one line" "cadensd: ${words#*|}" "$(cat "$T/err")"
done

# --- in the language of the call, else of the configuration, before anything else is known
said() { # said LINE COMMAND...
    local line=$1
    shift
    status_is "$*: misuse" 2 cadens "$@"
    is "$*: in Swedish" "cadens: $line" "$(cat "$T/err")"
}
said 'kommandot nosuch finns inte; `cadens help` visar alla' --lang sv nosuch
said 'användning: cadens brief KUND [--format text|json|csv|xlsx|html]' --lang sv brief
said 'användning: cadens brief KUND [--format text|json|csv|xlsx|html]' brief --lang sv
said 'due saknar flaggan --hej (användning: cadens due [--all] [--why ID] [--at T] [--format waybar|i3blocks])' --lang sv due --hej
said '--format kräver ett värde' due --lang sv --format
printf '[ui]\nlanguage = sv\n' >>"$T/cadens.conf"
said 'kommandot nosuch finns inte; `cadens help` visar alla' nosuch

# --- a reader that has enough
enough() { "$top_builddir/cadens" --config "$T/cadens.conf" "$@" 2>"$T/err" | :; echo "${PIPESTATUS[0]} $(cat "$T/err")"; }
is "a list is read to its first line, without complaint" "0 " "$(enough kpi)"
is "and help" "0 " "$(enough help)"
is "a full device is told" 75 "$(cadens kpi >/dev/full; echo $?)"
finish
