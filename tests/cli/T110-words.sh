#!/bin/bash
# SPDX-License-Identifier: MIT
# What a person meets who cannot write, has a meeting to judge, or reads another language than the one that evaluated.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need "SQLite" sqlite3
letters() { /usr/bin/python3 "$top_srcdir/tests/lib/letters.py" "$@"; }

configure <<C
[identity]
addresses = anna@satori.example
[mailbox work]
type = maildir
path = $T/mail
[calendar work]
url = file://$T/feed.ics
[ui]
language = en
C
letters write "$T/mail" <<'M'
== inbox 2026-03-30T09:00 q1
From: kund@acme.example
Subject: Offert?
M
cat >"$T/feed.ics" <<'I'
BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:weekly@acme.example
DTSTAMP:20260301T080000Z
DTSTART:20260316T090000Z
DTEND:20260316T100000Z
RRULE:FREQ=WEEKLY;COUNT=2
SUMMARY:Avstämning
ORGANIZER:mailto:anna@satori.example
ATTENDEE;PARTSTAT=ACCEPTED:mailto:kund@acme.example
END:VEVENT
END:VCALENDAR
I
printf 'id,name,domains\nA1,Acme,acme.example\n' >"$T/accounts.csv"
ok "accounts" cadens import accounts "$T/accounts.csv"
status_is "everything is read" 0 cadensd --once --now "$NOW"
is "one item is due" '["Reply owed to kund@acme.example (Acme)", "“Offert?”, due before 2026-03-31 10:00"]' \
    "$(json due | ask '[[i["title"],i["evidence"]] for i in d["due"]][0]')"

# --- evidence is data: whoever reads it reads it in his own language, whoever evaluated it
like "in Swedish, though English evaluated it" '”Offert\?”, ska ske före 2026-03-31 10:00$' "$(cadens --lang sv due)"
unlike "the store holds no sentence of either language" 'ska ske|, due before 2026' "$(sqlite3 "$T/cadens.db" 'SELECT evidence FROM signal')"
sqlite3 "$T/cadens.db" "UPDATE signal SET evidence = 'words of an older version'"
chmod 0500 "$T"

# --- a database that cannot be written still tells what is due
if [ "$(id -u)" = 0 ]; then
    chmod 711 "$T"; chmod 644 "$T/cadens.conf"; rm -rf "$T/locked"; mkdir -m 755 "$T/locked"
    sqlite3 "$T/cadens.db" 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
    cp "$T/cadens.db" "$T/locked/cadens.db"; chmod 444 "$T/locked/cadens.db"; chmod 555 "$T/locked"
    sed "s|$T/cadens.db|$T/locked/cadens.db|" "$T/cadens.conf" >"$T/locked.conf"; chmod 644 "$T/locked.conf"
    powerless() { setpriv --inh-caps=-all --bounding-set=-all env HOME=/nonexistent "$top_builddir/cadens" --config "$T/locked.conf" --now "$NOW" "$@"; }
    status_is "due on a read-only database" 0 powerless --format json due
    is "shows what was known; old words stay" '["words of an older version"]' "$(ask '[i["evidence"] for i in d["due"]]' <"$T/out")"
    like "and says that it may be old" 'what was known' "$(cat "$T/err")"
    status_is "what must write is refused" 75 powerless done 1
fi
chmod 0700 "$T"

# --- a meeting is named by the number that its list shows
like "the list has numbers" '^ *[0-9]+ +2026-03-16' "$(cadens meetings)"
second=$(cadens meetings | awk '/2026-03-23/ { print $1 }')
status_is "an outcome by number" 0 cadens meeting outcome "$second" no_show
is "hits that occurrence alone" '["assumed_held", "no_show"]' "$(json meetings | ask '[m["outcome"] for m in d["meetings"]]')"
status_is "by UID and original start as before" 0 cadens meeting outcome weekly@acme.example held --recurrence-id 2026-03-16T09:00:00Z
is "hits the other" '["held", "no_show"]' "$(json meetings | ask '[m["outcome"] for m in d["meetings"]]')"
status_is "a number that is none" 1 cadens meeting outcome 999 held

# --- errors in the reader's language
says() { # says NAME TEXT COMMAND...
    local name=$1 text=$2
    shift 2
    like "$name" "$text" "$(cadens --lang sv "$@" 2>&1)"
}
says "no such account" 'kund A9' account show A9
says "nobody's number" 'inget att göra har det numret' done 999
says "a freemail domain" 'har vem som helst en adress' account edit A1 --domains gmail.com
printf 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:x\nSUMMARY:utan tid\nEND:VEVENT\nEND:VCALENDAR\n' >"$T/odd.ics"
says "an odd event" 'ingen läslig DTSTART' inspect "$T/odd.ics"
finish
