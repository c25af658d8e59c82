#!/bin/bash
# SPDX-License-Identifier: MIT
# Headers of a size that nobody needs: what stands behind a long value is read all the same, in a maildir, an mbox and over IMAP, and messages that
# begin alike are never one (16-E05). Beyond the limit of a whole header nothing is lost or joined either.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need Dovecot dovecot openssl
DOVECOT_LIB=$top_srcdir/tests/lib
. "$DOVECOT_LIB/dovecot.sh"

chmod 711 "$T" # the server runs as another user
D=$T/dovecot
write() { # write DIR: the letters as files NAME, each with something long before its sender
    /usr/bin/python3 - "$1" <<'P'
import os, sys
folder = sys.argv[1]
os.makedirs(folder, exist_ok=True)
def letter(n, before, date='Mon, 30 Mar 2026 11:00:00 +0200'):
    with open('%s/%d.M%d.host' % (folder, 1774861200 + n, n), 'wb') as out:
        out.write(before + b'From: k%d@acme.example\nTo: anna@satori.example\nDate: %s\nMessage-ID: <m%d@acme.example>\n\nHej\n'
                  % (n, date.encode(), n))
letter(1, b'Subject: ' + b'A' * 1048576 + b'\n')
letter(2, b'Subject: ' + b'A' * 1100000 + b'\n')
letter(3, b'Subject: ' + b'A' * 2000000 + b'\n')
letter(4, b'Subject: ' + b'A' * 7900000 + b'\n')
letter(5, b'Subject: ' + b'A A\n ' * 400000 + b'B\n')
letter(6, b''.join(b'X-Line-%d: x\n' % n for n in range(99000)))
letter(7, b'Cc: ' + b'a@b.example, ' * 80000 + b'c@d.example\n')
letter(8, b'Subject: \0' + b'=?utf-8?q?=C3=A5?= ' * 100000 + b'\n')
P
}
beyond() { # beyond DIR SIZE: two letters whose senders stand behind more than a whole header may hold
    /usr/bin/python3 - "$1" "$2" <<'P'
import sys
for n in (11, 12):
    with open('%s/%d.M%d.host' % (sys.argv[1], 1774861200 + n, n), 'wb') as out:
        out.write(b'Subject: ' + b'A' * int(sys.argv[2]) + b'\nFrom: k%d@acme.example\nMessage-ID: <m%d@acme.example>\n\nHej\n' % (n, n))
P
}
arrive() { # what the server calls the arrival
    local letter name
    for letter in "$D"/home/alice/Maildir/new/*; do name=${letter##*/}; touch -d "@${name%%.*}" "$letter"; done
}
senders='sorted((r["from"], r["class"]) for r in d["rows"] if r["from"])'
wanted='[["k1@acme.example", "human"], ["k2@acme.example", "human"], ["k3@acme.example", "human"], ["k4@acme.example", "human"], ["k5@acme.example", "human"], ["k6@acme.example", "human"], ["k7@acme.example", "human"], ["k8@acme.example", "human"]]'
printf 'id,name,domains\nA1,Acme,acme.example\n' >"$T/accounts.csv"

write "$T/box/new"
mkdir -p "$T/box/cur" "$T/box/tmp"
configure <<C
[identity]
addresses = anna@satori.example
[mailbox work]
type = maildir
path = $T/box
C
ok "accounts" cadens import accounts "$T/accounts.csv"
status_is "the maildir is read" 0 cadens sync
is "every sender and class" "$wanted" "$(json verify --rows | ask "$senders")"
is "eight letters on the account" 8 "$(json touchpoints | ask 'len(d["touchpoints"])')"
is "eight ids" 8 "$(json touchpoints | ask 'len({t["message_id"] for t in d["touchpoints"]})')"
like "inspect reads them too" '"from": "k4@acme.example"' "$(json inspect "$T/box/new/1774861204.M4.host")"
beyond "$T/box/new" 20000000
status_is "what is longer still is read as far as it is" 0 cadens sync
is "as letters of their own" 10 "$(json verify --rows | ask 'len({r["message_id"] for r in d["rows"]})')"
status_is "and nothing is unexplained" 0 cadens verify

for letter in "$T"/box/new/177486120[1-8].*; do printf 'From x Mon Mar 30 11:00:00 2026\n'; cat "$letter"; printf '\n'; done >"$T/all.mbox"
rm -f "$T"/cadens.db*
configure <<C
[identity]
addresses = anna@satori.example
[mailbox work]
type = mbox
path = $T/all.mbox
C
ok "accounts" cadens import accounts "$T/accounts.csv"
status_is "the mbox is read" 0 cadens sync
is "every sender and class" "$wanted" "$(json verify --rows | ask "$senders")"

dovecot_start "$D" || { result 1 "Dovecot starts" "$(tail -5 "$D/dovecot.log" 2>&1)"; finish; }
at_end+=('dovecot_stop "$D"')
. "$D/ports"
mkdir -p "$D/home/alice/Maildir/new" "$D/home/alice/Maildir/cur" "$D/home/alice/Maildir/tmp"
cp "$T"/box/new/177486120[1-8].* "$D/home/alice/Maildir/new"
arrive
dovecot_own "$D/home/alice"
printf 'secret\n' >"$T/password"; chmod 600 "$T/password"
rm -f "$T"/cadens.db*
configure <<C
[identity]
addresses = anna@satori.example
[mailbox work]
host = localhost
user = alice
port = $IMAPS
password_file = $T/password
ca_file = $D/ca.pem
C
ok "accounts" cadens import accounts "$T/accounts.csv"
status_is "the server is read" 0 cadens sync
is "every sender and class" "$wanted" "$(json verify --rows | ask "$senders")"
quarantined='sum(r["class"] == "quarantined" for r in d["rows"])'
is "nothing in quarantine" 0 "$(json verify --rows | ask "$quarantined")"
beyond "$D/home/alice/Maildir/new" 9000000 # Dovecot breaks down at 10 MB
arrive
dovecot_own "$D/home/alice"
status_is "what is longer still comes from the server as from the maildir" 0 cadens sync
is "as letters of their own" 10 "$(json verify --rows | ask 'len({r["message_id"] for r in d["rows"]})')"
is "none of them in quarantine" 0 "$(json verify --rows | ask "$quarantined")"
status_is "and nothing is unexplained" 0 cadens verify
finish
