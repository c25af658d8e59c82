#!/bin/bash
# SPDX-License-Identifier: MIT
# Killed at random points of a first sync and started again, the daemon ends with the database of an undisturbed run. 10,000
# messages from Dovecot over TLS, at least 20 kills.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need Dovecot dovecot openssl
DOVECOT_LIB=$top_srcdir/tests/lib
. "$DOVECOT_LIB/dovecot.sh"

chmod 711 "$T" # the server runs as another user
D=$T/dovecot
/usr/bin/python3 "$top_srcdir/tests/lib/make-mail.py" "$T/mail" 10000
dovecot_start "$D" || { result 1 "Dovecot starts" "$(tail -n 5 "$D/dovecot.log")"; finish; }
at_end+=('dovecot_stop "$D"')
. "$D/ports"
mkdir -p "$D/home/alice"
rm -rf "$D/home/alice/Maildir"
mv "$T/mail/Maildir" "$D/home/alice/Maildir"
dovecot_own "$D/home/alice"

profile() { # profile NAME: a configuration with its own database
    printf '[store]\npath = %s/%s.db\n[identity]\naddresses = anna@satori.example\n[notify]\nenabled = no\n[mailbox work]\nhost = localhost\nport = %s\nuser = alice\npassword_command = echo secret\nca_file = %s/ca.pem\n' \
        "$T" "$1" "$IMAPS" "$D" >"$T/$1.conf"
}
program() { local name=$1; shift; "$top_builddir/$1" --config "$T/$name.conf" --now "$NOW" "${@:2}"; }
for name in calm killed; do
    profile $name
    program $name cadens import accounts "$T/mail/accounts.csv" >/dev/null || result 1 "accounts in $name"
done
ok "an undisturbed run" program calm cadensd --once
program calm cadens export --all >"$T/calm.dump"
is "every message is there" 10000 "$(program calm cadens --format json verify | ask 'sum(f["ledger"] for f in d["folders"])')"

RANDOM=4711
stored() { sqlite3 "$T/killed.db" 'SELECT COUNT(*) FROM ledger' 2>/dev/null || echo 0; }
kills=0 rounds=0 amid=0
while [ $kills -lt 20 ] && [ $rounds -lt 200 ]; do
    rounds=$((rounds + 1))
    # not through a function: that would be a shell of its own, and the kill would hit the shell
    "$top_builddir/cadensd" --config "$T/killed.conf" --now "$NOW" --once >"$T/killed.log" 2>&1 &
    pid=$!
    sleep "0.$(printf %03d $((RANDOM % 950 + 20)))"
    if kill -KILL $pid 2>/dev/null; then kills=$((kills + 1)); fi
    wait $pid 2>/dev/null
    case $(stored) in 0 | 10000) ;; *) amid=$((amid + 1)) ;; esac
    # all is read before 20 kills: begin again, so that each kill falls into a sync
    if [ $kills -lt 20 ] && [ "$(sqlite3 "$T/killed.db" 'SELECT COUNT(complete_at) FROM mailbox' 2>/dev/null)" = 1 ]; then
        rm -f "$T"/killed.db*
        program killed cadens import accounts "$T/mail/accounts.csv" >/dev/null
    fi
done
is "killed 20 times" 20 $kills
ok "some of them amid the messages" test $amid -ge 5
ok "the last start ends well" program killed cadensd --once
program killed cadens export --all >"$T/killed.dump"
ok "the same database" cmp "$T/calm.dump" "$T/killed.dump"
is "and it is whole" ok "$(sqlite3 "$T/killed.db" 'PRAGMA integrity_check')"
status_is "verify agrees" 0 program killed cadens verify
finish
