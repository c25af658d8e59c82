#!/bin/bash
# SPDX-License-Identifier: MIT
# A letter on which the server itself dies (Dovecot 2.3 on a header beyond 10 MB): it is found, put into quarantine, and all the others are read
# in the same pass, whether they stand below it, arrive after it, or it arrives alone.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need Dovecot dovecot openssl
DOVECOT_LIB=$top_srcdir/tests/lib
. "$DOVECOT_LIB/dovecot.sh"

chmod 711 "$T" # the server runs as another user
D=$T/dovecot
deliver() { # deliver SIZE NUMBER...: letters with a subject of that size
    /usr/bin/python3 - "$D/home/alice/Maildir/new" "$@" <<'P'
import os, sys
folder, size, *numbers = sys.argv[1:]
os.makedirs(folder, exist_ok=True)
for n in map(int, numbers):
    path = '%s/%d.M%d.host' % (folder, 1774861200 + n, n)
    with open(path, 'wb') as out:
        out.write(b'From: k%d@acme.example\nTo: anna@satori.example\nDate: Mon, 30 Mar 2026 11:00:00 +0200\nMessage-ID: <m%d@acme.example>\n'
                  b'Subject: %s\n\nHej\n' % (n, n, b'A' * int(size)))
    os.utime(path, (1774861200 + n,) * 2)
P
    dovecot_own "$D"
}
inbox='[next(f["classes"].get(k, 0) for f in d["folders"] if f["folder"] == "INBOX") for k in ("human", "quarantined")]'

deliver 20 $(seq 1 149) $(seq 151 400)
deliver 12000000 150
dovecot_start "$D"
at_end+=('dovecot_stop "$D"')
. "$D/ports"
echo secret >"$T/password"
chmod 600 "$T/password"
printf 'id,name,domains\nA1,Acme,acme.example\n' >"$T/accounts.csv"
configure <<C
[identity]
addresses = anna@satori.example
[mailbox work]
type = imap
host = localhost
port = $IMAPS
tls = implicit
ca_file = $D/ca.pem
user = alice
password_file = $T/password
C
ok "accounts" cadens import accounts "$T/accounts.csv"
status_is "one pass is enough" 0 cadens sync
is "all but the one are there" '[399, 1]' "$(json verify | ask "$inbox")"
status_is "nothing is unexplained" 0 cadens verify
before=$(grep -c 'Panic\|killed with signal' "$D/dovecot.log")
status_is "nothing new" 0 cadens sync
is "it is not asked for again" "$before" "$(grep -c 'Panic\|killed with signal' "$D/dovecot.log")"
deliver 12000000 401
status_is "another arrives alone" 0 cadens sync
is "it is the letter, for the others can be read" '[399, 2]' "$(json verify | ask "$inbox")"
deliver 20 402
status_is "and a good one behind it" 0 cadens sync
is "which is read" '[400, 2]' "$(json verify | ask "$inbox")"
is "touchpoints" 400 "$(json touchpoints | ask 'len(d["touchpoints"])')"
finish
