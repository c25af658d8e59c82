#!/bin/bash
# SPDX-License-Identifier: MIT
# What can go wrong outside of Cadens: each trouble is one clear line and the right exit status, and loses nothing (17-C).
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need "SQLite" sqlite3

configure <<C
[identity]
addresses = anna@satori.example
[mailbox gone]
type = maildir
path = $T/gone
[calendar dead]
url = https://dead.invalid/a.ics
[calendar good]
url = file://$top_srcdir/conf/sample/calendar.ics
[ui]
language = en
C
one_line() { # one_line NAME STATUS REGEX COMMAND...
    local name=$1 wanted=$2 regex=$3
    shift 3
    status_is "$name" "$wanted" "$@"
    like "$name: says why" "$regex" "$(cat "$T/err")"
    is "$name: in one line" 1 "$(wc -l <"$T/err")"
}
once() { cadensd --once --now "$NOW"; }
limited() { (ulimit -f 100; once); }

one_line "a disk that takes no more" 75 'disk' limited
status_is "then all goes on, but for the sources that are away" 75 once
like "one line for each of them" '^cadensd: gone: ' "$(cat "$T/err")"
like "with the reason" '^cadensd: dead: dead.invalid: ' "$(cat "$T/err")"
is "and no more" 2 "$(wc -l <"$T/err")"
status_is "status fails" 1 json status
is "and tells which" '[["gone", "failing"], ["dead", "failing"], ["good", "ok"]]' "$(ask '[[s["name"],s["state"]] for s in d["sources"]]' <"$T/out")"
like "the good one was read" "^[1-9]" "$(json meetings --all | ask 'len(d["meetings"])')"

full() { "$@" >/dev/full; }
one_line "an output that takes nothing" 75 'No space' full cadens export --all
one_line "not even the version" 75 'No space' full cadens --version

cp "$T/cadens.db" "$T/good.db"
sqlite3 "$T/cadens.db" 'PRAGMA user_version = 99'
one_line "a database of a newer version, the daemon" 78 'newer version' once
one_line "the command line" 78 'newer version' cadens status
one_line "a command that writes" 78 'newer version' cadens due
is "it is left alone" 99 "$(sqlite3 "$T/cadens.db" 'PRAGMA user_version')"
rm -f "$T"/cadens.db*
echo 'this is a letter, and no database at all, whatever its name' >"$T/cadens.db"
one_line "a file that is no database" 78 'not a database' once
one_line "the command line agrees" 78 'not a database' cadens status
like "it is left alone too" 'a letter' "$(cat "$T/cadens.db")"
one_line "no instant" 2 'no instant' cadensd --once --now yesterday
finish
