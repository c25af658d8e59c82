#!/bin/bash
# SPDX-License-Identifier: MIT
# Killed just before and just behind every single commit of a sync, and started again: each time the database of an undisturbed run.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need "a C compiler" cc
. "$top_srcdir/tests/lib/imapd.sh"
cc -shared -fPIC -o "$T/die.so" "$top_srcdir/tests/lib/die.c" -ldl -lsqlite3 || { result 1 "the killer is built"; finish; }
imapd_start parts
configure < <(cat <<C
[identity]
addresses = anna@satori.example
[notify]
enabled = no
[mailbox sample]
type = maildir
path = $top_srcdir/conf/sample/maildir
[calendar sample]
url = file://$top_srcdir/conf/sample/calendar.ics
C
imapd_mailbox work)
once() { "$top_builddir/cadensd" --config "$T/cadens.conf" --now "$NOW" --once; }
ok "accounts" cadens import accounts "$top_srcdir/conf/sample/accounts.csv"
ok "contacts" cadens import contacts "$top_srcdir/conf/sample/contacts.csv"
sqlite3 "$T/cadens.db" "VACUUM INTO '$T/before.db'"
ok "an undisturbed run" once
cadens export --all >"$T/calm.dump"

different=0 commits=0
for after in '' yes; do
    for ((at = 1; at < 500; at++)); do
        rm -f "$T"/cadens.db*
        cp "$T/before.db" "$T/cadens.db"
        # not through a function: the kill would hit its shell
        env LD_PRELOAD="$T/die.so" DIE_AT=$at ${after:+DIE_AFTER=yes} \
            "$top_builddir/cadensd" --config "$T/cadens.conf" --now "$NOW" --once >"$T/killed" 2>&1
        [ $? = 137 ] || break
        commits=$((commits + 1))
        once >/dev/null 2>"$T/err" || { different=$((different + 1)); sed "s/^/# $at $after: /" "$T/err"; }
        cadens export --all >"$T/again.dump"
        cmp -s "$T/calm.dump" "$T/again.dump" || { different=$((different + 1)); diff "$T/calm.dump" "$T/again.dump" | head -n 3 | sed "s/^/# $at $after: /"; }
    done
done 2>"$T/noise" # the shell tells of each kill
echo "# killed at $commits places"
ok "there were some commits" test $commits -ge 10
is "each time the same database" 0 $different
finish
