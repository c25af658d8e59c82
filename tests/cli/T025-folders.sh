#!/bin/bash
# SPDX-License-Identifier: MIT
# What happens to folders on a real Dovecot: a backfill window that is widened, messages deleted and moved, a folder renamed, a new
# UIDVALIDITY (17-D1). Nothing is lost, nothing is twice.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need Dovecot dovecot openssl
DOVECOT_LIB=$top_srcdir/tests/lib
. "$DOVECOT_LIB/dovecot.sh"
letters() { /usr/bin/python3 "$top_srcdir/tests/lib/letters.py" "$@"; }

chmod 711 "$T" # the server runs as another user
D=$T/dovecot
dovecot_start "$D" || { result 1 "Dovecot starts" "$(tail -5 "$D/dovecot.log" 2>&1)"; finish; }
at_end+=('dovecot_stop "$D"')
. "$D/ports"
maildir=$D/home/alice/Maildir
deliver() { # letters on standard input; Dovecot takes the file's time for the arrival
    local file
    letters write "$maildir"
    for file in "$maildir"/cur/* "$maildir"/.*/cur/*; do
        [ ! -f "$file" ] || { file=${file##*/}; find "$maildir" -name "$file" -exec touch -d "@${file%%.*}" {} +; }
    done
    dovecot_own "$D/home/alice"
}
window() { # window BACKFILL
    configure <<C
[identity]
addresses = anna@satori.example
[mailbox work]
host = localhost
port = $IMAPS
user = alice
password_command = echo secret
ca_file = $D/ca.pem
backfill = $1
C
}
deliver <<'M'
== inbox 2025-11-10T09:00 old
From: k@kund.example
== Skickat 2025-11-11T09:00 old-out
To: k@kund.example
In-Reply-To: <old@t.example>
== inbox 2026-01-10T09:00 mid
From: k@kund.example
== inbox 2026-03-10T09:00 new
From: k@kund.example
== Skickat 2026-03-11T09:00 new-out
To: k@kund.example
In-Reply-To: <new@t.example>
M
printf 'id,name,domains,lifecycle\nK,Kund,kund.example,customer\n' >"$T/accounts.csv"

touches() { json touchpoints | ask '" ".join(t["message_id"].split("@")[0] for t in d["touchpoints"])'; }
folders() { json verify | ask '[[f["folder"]]+[f[k] for k in ("server","ledger","missing","extra","unexplained","gone","outside")] for f in d["folders"]]'; }

window 2026-03-01
ok "accounts" cadens import accounts "$T/accounts.csv"
status_is "a short window" 0 cadensd --once --now "$NOW"
is "logs what lies in it" "new new-out" "$(touches)"
is "and knows what lies outside" '[["INBOX", 3, 1, 0, 0, 0, 0, 2], ["Skickat", 2, 1, 0, 0, 0, 0, 1]]' "$(folders)"
window 2026-01-01
status_is "a longer window" 0 cadensd --once --now "$NOW"
is "logs more" "mid new new-out" "$(touches)"
is "outside is less" '[["INBOX", 3, 2, 0, 0, 0, 0, 1], ["Skickat", 2, 1, 0, 0, 0, 0, 1]]' "$(folders)"
window all
status_is "no window" 0 cadensd --once --now "$NOW"
is "logs everything" "old old-out mid new new-out" "$(touches)"
is "nothing is outside" '[["INBOX", 3, 3, 0, 0, 0, 0, 0], ["Skickat", 2, 2, 0, 0, 0, 0, 0]]' "$(folders)"
is "the threads are whole" '["answered", "open", "answered"]' "$(json episodes | ask '[e["state"] for e in d["episodes"]]')"
window 2026-03-01
status_is "a shorter one again" 0 cadensd --once --now "$NOW"
is "forgets nothing" "old old-out mid new new-out" "$(touches)"

find "$maildir" -name '17*' -path '*Maildir/cur*' | sort | sed -n 2p | xargs rm
status_is "a message deleted on the server" 0 cadensd --once --now "$NOW"
is "is gone, not extra" '[["INBOX", 2, 2, 0, 0, 0, 1, 0], ["Skickat", 2, 2, 0, 0, 0, 0, 0]]' "$(folders)"
is "but stays logged" "old old-out mid new new-out" "$(touches)"

rm -f "$maildir"/dovecot-uidlist "$maildir"/dovecot.index* "$maildir"/dovecot-uidvalidity*
status_is "a new UIDVALIDITY" 0 cadensd --once --now "$NOW"
is "is read anew, once" '[["INBOX", 2, 1, 0, 0, 0, 0, 1], ["Skickat", 2, 2, 0, 0, 0, 0, 0]]' "$(folders)"
is "and logs nothing twice" "old old-out mid new new-out" "$(touches)"
window all
deliver <<'M'
== Skickat 2026-03-12T09:00 third-out
To: k@kund.example
M
status_is "one more" 0 cadensd --once --now "$NOW"
mv "$maildir/.Skickat" "$maildir/.Arkiv"
sed -i 's/mailbox Skickat/mailbox Arkiv/' "$D/dovecot.conf"
kill -HUP "$(cat "$D/pid")"
sleep 0.3
status_is "the sent folder under another name" 0 cadensd --once --now "$NOW"
is "is complete" '[["INBOX", 2, 2, 0, 0, 0, 0, 0], ["Arkiv", 3, 3, 0, 0, 0, 0, 0]]' "$(folders)"
is "and logs nothing twice" "old old-out mid new new-out third-out" "$(touches)"
finish
