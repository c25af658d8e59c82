#!/bin/bash
# SPDX-License-Identifier: MIT
# The configuration seen from outside: every error at once, exit status 78, nothing started.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1

configure <<'C'
[identity]
addresses = anna@satori.example
C
status_is "a good configuration passes" 0 cadensd --check-config
status_is "config check agrees" 0 cadens config check
like "config list names where a value comes from" 'anna@satori.example.*cadens.conf:' "$(cadens --format csv config list)"

cat >"$T/bad.conf" <<'C'
[identity]
adresses = anna@satori.example
[stale]
days = many
[mailbox work]
host = imap.example.com
user = anna
tls = none
[notfy]
hours = work
C
status_is "a bad one is refused with 78" 78 "$top_builddir/cadensd" --config "$T/bad.conf" --check-config
err=$(cat "$T/err")
like "unknown key with the nearest one" 'bad.conf:2: .*adresses.*did you mean addresses' "$err"
like "wrong type" 'bad.conf:4: ' "$err"
like "no encryption to a far host" 'bad.conf:8: ' "$err"
like "unknown section" 'bad.conf:9: ' "$err"
status_is "the command line refuses it too" 78 "$top_builddir/cadens" --config "$T/bad.conf" status
is "nothing was written" "" "$(ls "$T/data")"

printf '[identity]\naddresses = anna@satori.example\n[calendar work]\nurl = https://anna:secret@cal.example.com/work.ics\n' >"$T/secret.conf"
chmod 644 "$T/secret.conf"
status_is "a password that others can read is refused" 78 "$top_builddir/cadensd" --config "$T/secret.conf" --check-config
like "with its line" 'secret.conf:4: .*0600' "$(cat "$T/err")"
chmod 600 "$T/secret.conf"
status_is "in a file of one's own it may stand" 0 "$top_builddir/cadensd" --config "$T/secret.conf" --check-config

status_is "a file that is not there" 78 "$top_builddir/cadens" --config "$T/none.conf" status
status_is "no configuration at all does not start the daemon" 78 "$top_builddir/cadensd" --once
status_is "unknown command" 2 cadens toucpoints
like "names the nearest" 'touchpoints' "$(cat "$T/err")"
is "in one line" 1 "$(wc -l <"$T/err")"
status_is "unknown option" 2 cadens touchpoints --acount A1
status_is "missing argument" 2 cadens snooze 1
status_is "bad --now" 2 cadens --now tomorrow status
status_is "version" 0 cadens --version
finish
