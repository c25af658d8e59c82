#!/bin/bash
# SPDX-License-Identifier: MIT
# What was there once: a database file that has lost its content is no new database, and messages cut out of an mbox and put back are those
# that they were (17-D2), not new ones.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1

for n in 1 2 3 4 5 6; do
    printf 'From k@acme.example Mon Mar 30 0%d:00:00 2026\nFrom: k%d@acme.example\nTo: anna@satori.example\nDate: Mon, 30 Mar 2026 0%d:00:00 +0000\nMessage-ID: <m%d@acme.example>\n\nHej\n\n' \
        $n $n $n $n >"$T/letter-$n"
done
cat "$T"/letter-? >"$T/all.mbox"
configure <<C
[identity]
addresses = anna@satori.example
[mailbox work]
type = mbox
path = $T/all.mbox
C
new='d["sources"][0]["new"]'
uids='{r["message_id"]: r["uid"] for r in d["rows"]}'
ledger='(lambda f: [f["server"], f["ledger"], f["gone"], f["missing"], f["extra"]])(d["folders"][0])'
is "six letters" 6 "$(json sync | ask "$new")"
before=$(json verify --rows | ask "$uids")
cat "$T"/letter-[1356] >"$T/all.mbox"
is "two are cut out, which is no news" 0 "$(json sync | ask "$new")"
is "they are gone" "[4, 4, 2, 0, 0]" "$(json verify | ask "$ledger")"
cat "$T"/letter-? >"$T/all.mbox"
is "they come back, which is no news either" 0 "$(json sync | ask "$new")"
is "nothing is gone any more" "[6, 6, 0, 0, 0]" "$(json verify | ask "$ledger")"
is "each has the UID that it had" "$before" "$(json verify --rows | ask "$uids")"

database=$T/cadens.db
cp "$database" "$T/kept.db"
rm -f "$database"-*
: >"$database"
status_is "an emptied database is damaged" 78 cadens status
like "and says so" "the file is empty" "$(cadens --lang en status 2>&1)"
status_is "for the daemon too" 78 "$top_builddir/cadensd" --config "$T/cadens.conf" --once
is "nothing was written over it" 0 "$(stat -c %s "$database")"
cp "$T/kept.db" "$database"
status_is "with a backup in its place all is well" 0 cadens verify
rm -f "$database" "$database"-*
is "without a file there is a new one" 6 "$(json sync | ask "$new")"
sqlite3 "$database" "DELETE FROM setting"
ok "without the notes of what was shipped it goes on" cadens sync
is "and has shipped nothing twice" "" "$(sqlite3 "$database" "SELECT code FROM stage GROUP BY code HAVING COUNT(*) > 1")"
finish
