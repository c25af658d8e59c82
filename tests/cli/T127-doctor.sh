#!/bin/bash
# SPDX-License-Identifier: MIT
# doctor: what works, what is broken and what helps, each in a line; it changes nothing, and sends no password that was refused before.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
. "$top_srcdir/tests/lib/imapd.sh"
doctor() { "$top_builddir/cadens" --config "$T/cadens.conf" --lang en "$@" doctor; }
state() { # state CHECK [NAME]
    doctor --format json | ask "[c['state'] for c in d['checks'] if c['check'] == '$1' and c['name'] == ${2:+\"$2\"}${2:-None}][0]"
}

status_is "without a configuration it is the command's own" 1 "$top_builddir/cadens" --lang en doctor
like "and says what helps" 'cadens setup' "$(cat "$T/out")"
imapd_start plain
log=$IMAPD_LOG
{ imapd_mailbox work; printf '[calendar none]\nurl = file://%s/none.ics\n[mailbox files]\ntype = maildir\npath = %s/Maildir\n' "$T" "$T"; } | configure
mkdir -p "$T/Maildir/new" "$T/Maildir/cur" "$T/Maildir/tmp"
status_is "something that fails is 1" 1 doctor
like "a mailbox that works, with its folders" 'mailbox +work +in order +INBOX, Skickat' "$(cat "$T/out")"
like "a folder of files" 'mailbox +files +in order' "$(cat "$T/out")"
like "a calendar that is not there" "calendar +none +failing +.*No such file" "$(cat "$T/out")"
like "a database that is to come" 'database +waiting +there is none yet' "$(cat "$T/out")"
ok "which it does not make" test ! -e "$T/cadens.db"
like "no daemon, and how to have one" 'daemon +waiting +does not run: .systemctl --user enable' "$(cat "$T/out")"
unlike "no password" 'echo secret|: secret' "$(cat "$T/out" "$T/err")"
imapd_mailbox work | configure
status_is "all that is needed is there" 0 doctor
status_is "a sync" 0 cadens sync
is "the database is sound" ok "$(doctor --format json | ask '[c["state"] for c in d["checks"] if c["check"] == "database"][0]')"
is "the mailbox works" ok "$(doctor --format json | ask '[c["state"] for c in d["checks"] if c["name"] == "work"][0]')"
sv=$("$top_builddir/cadens" --config "$T/cadens.conf" --lang sv doctor)
like "it speaks Swedish" 'brevlåda +work +fungerar' "$sv"

imapd_mailbox work | sed 's/echo secret/echo wrong/' | configure
status_is "a wrong password" 1 doctor
status_is "that a sync was refused for" 77 "$top_builddir/cadens" --config "$T/cadens.conf" --lang en sync
n=$(imapd_asked "$log" AUTHENTICATE)
status_is "needs a person" 1 doctor
like "who is told" 'mailbox +work +needs you +localhost: has refused this password of anna before' "$(cat "$T/out")"
is "and is not sent again" "$n" "$(imapd_asked "$log" AUTHENTICATE)"

printf '[mailbox x]\nhots = y\n' | configure
status_is "a wrong configuration" 1 doctor
like "is told with its lines" 'configuration +needs you +.*cadens.conf:[0-9]+: unknown key "hots"' "$(cat "$T/out")"
finish
