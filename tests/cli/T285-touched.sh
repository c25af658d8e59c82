#!/bin/bash
# SPDX-License-Identifier: MIT
# After a letter the daemon judges what is due of its account alone: what the letter ends is ended and what it asks for is there a moment later, and
# nothing of anybody else is written. Everything is judged when the daemon starts, and by `cadens due`, which then finds nothing to change.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1

mkdir -p "$T/mail/cur" "$T/mail/new" "$T/mail/tmp"
configure <<C
[identity]
addresses = anna@satori.example
[notify]
enabled = no
[mailbox post]
type = maildir
path = $T/mail
C
cat >"$T/accounts.csv" <<C
id;name;domains;lifecycle;tier;customer_since
A;Asken;ask.example;customer;1;2024-01-10
B;Bok;bok.example;customer;1;2024-01-10
C
cat >"$T/leads.csv" <<C
id;account;name;stage;created
LA;A;Chatt;interested;2026-01-10
LB;B;Chatt;interested;2026-01-10
C
now_cadens() { "$top_builddir/cadens" --config "$T/cadens.conf" "$@"; }
now_cadens import accounts "$T/accounts.csv" >/dev/null 2>"$T/err" && now_cadens import leads "$T/leads.csv" >/dev/null 2>>"$T/err"
result $? "two customers, each with a lead that nobody touched for long" "$(cat "$T/err")"

sql() { sqlite3 -cmd '.timeout 5000' "$T/cadens.db" "$1"; }
live() { sql "SELECT COUNT(*) FROM signal s JOIN account a ON a.id = s.account_id WHERE a.ext_id = '$1' AND s.rule_id = '$2' AND s.state <> 'resolved'"; }
has() { [ "$(live "$1" "$2")" = "$3" ]; }
rows() { sql "SELECT s.id, s.state, s.severity, s.last_seen_at, s.hits FROM signal s JOIN account a ON a.id = s.account_id WHERE a.ext_id = '$1' ORDER BY s.id"; }
letter() { # letter NAME FROM TO HEADER...
    { printf 'From: %s\nTo: %s\nSubject: %s\nDate: %s\nMessage-ID: <%s@test>\n' "$2" "$3" "$1" "$(date -R -d '-1 minute')" "$1"; printf '%s\n' "${@:4}"; printf '\nHej\n'; } >"$T/mail/tmp/$1"
    mv "$T/mail/tmp/$1" "$T/mail/new/$1"
}

"$top_builddir/cadensd" --config "$T/cadens.conf" >"$T/daemon.log" 2>&1 &
daemon=$!
at_end+=('[ -z "${daemon:-}" ] || kill -KILL $daemon 2>/dev/null')
wait_for 20 has A lead_hygiene 1 && wait_for 20 has B lead_hygiene 1
result $? "both leads wait when the daemon has started" "$(cat "$T/daemon.log")"
# what the first reading brought is judged once, and known as no news any more
quiet() { [ "$(sql "SELECT COUNT(*) FROM mailbox WHERE complete_at IS NOT NULL AND (SELECT CAST(value AS INTEGER) FROM setting WHERE key = 'due_sources_seen') =
    (SELECT TOTAL(complete_at) FROM mailbox) + (SELECT COUNT(finished_at) FROM import_batch)")" = 1 ]; }
wait_for 60 quiet
result $? "the first reading has been judged" "$(cat "$T/daemon.log")"
sleep 1.1 # the next evaluation is of another second
complete=$(sql "SELECT value FROM setting WHERE key = 'due_complete_at'")
day=$(TZ=Europe/Stockholm date +%F)
rows B >"$T/before"

letter one 'Eva <eva@ask.example>' anna@satori.example
wait_for 20 has A lead_hygiene 0
result $? "a letter of the customer ends what its lead waited for" "$(rows A)"
rows B >"$T/after"
judged=$(sql "SELECT value FROM setting WHERE key = 'due_complete_at'")
[ "$(TZ=Europe/Stockholm date +%F)" = "$day" ] || { cp "$T/before" "$T/after"; judged=$complete; } # a new day judges everything
is "the rows of the other customer are not written" "$(cat "$T/before")" "$(cat "$T/after")"
is "everything was not judged anew" "$complete" "$judged"
[ "$(sql "SELECT value FROM setting WHERE key = 'due_evaluated_at'")" -gt "$complete" ]
result $? "but something was" ""
has B lead_hygiene 1
result $? "the other lead waits as before" "$(rows B)"

letter two 'Bo <bo@bok.example>' anna@satori.example
wait_for 20 has B lead_hygiene 0
result $? "the other customer has its turn with its own letter" "$(rows B)"
sleep 1.5

# what was judged piece by piece is what is judged at once
sql "SELECT rule_id, dedup_key, state, severity FROM signal ORDER BY dedup_key, id" >"$T/pieces"
now_cadens due >/dev/null 2>"$T/err"
result $(($? > 1)) "cadens due judges everything" "$(cat "$T/err")"
sql "SELECT rule_id, dedup_key, state, severity FROM signal ORDER BY dedup_key, id" >"$T/whole"
is "and finds what was found piece by piece" "$(cat "$T/pieces")" "$(cat "$T/whole")"
kill -TERM $daemon
wait $daemon
result $? "the daemon ends in order" "$(tail -n 3 "$T/daemon.log")"
daemon=
finish
