#!/bin/bash
# SPDX-License-Identifier: MIT
# One message in INBOX, Sent, All Mail and a second mailbox, to ourselves, without a Message-ID, or with one that others use too, on a real
# Dovecot: each counts once, in whatever order the folders are read (16 B05, B06, B15).
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
deliver() { # deliver USER: letters on standard input; Dovecot takes the file's time for the arrival
    local maildir=$D/home/$1/Maildir file
    letters write "$maildir"
    for file in "$maildir"/cur/* "$maildir"/.*/cur/*; do
        [ ! -f "$file" ] || touch -d "@$(basename "$file" | cut -d. -f1)" "$file"
    done
    dovecot_own "$D/home/$1"
}
mailbox() { # mailbox NAME USER [LINE...]
    printf '[mailbox %s]\nhost = localhost\nport = %s\nuser = %s\npassword_command = echo secret\nca_file = %s/ca.pem\n' "$1" "$IMAPS" "$2" "$D"
    printf '%s\n' "${@:3}"
}
profile() { { printf '[identity]\naddresses = anna@satori.example\n'; cat; } | configure; }
printf 'id,name,domains\nK,Kund,kund.example\n' >"$T/accounts.csv"

deliver alice <<'M'
== Skickat 2026-03-02T09:00 offert
To: k@kund.example
Cc: anna@satori.example
== inbox 2026-03-02T09:00 offert
From: anna@satori.example
To: k@kund.example
Cc: anna@satori.example
== All 2026-03-02T09:00 offert
To: k@kund.example
Cc: anna@satori.example
== inbox 2026-03-02T10:00 svar
From: k@kund.example
In-Reply-To: <offert@t.example>
== All 2026-03-02T10:00 svar
From: k@kund.example
To: anna@satori.example
In-Reply-To: <offert@t.example>
== inbox 2026-03-03T10:00 utan
From: k@kund.example
Message-ID:
Subject: utan id
== All 2026-03-03T10:00 utan
From: k@kund.example
To: anna@satori.example
Message-ID:
Subject: utan id
== inbox 2026-03-04T10:00 skrap
From: k@kund.example
Message-ID: <>
Subject: skräp till id
== All 2026-03-04T10:00 skrap
From: k@kund.example
To: anna@satori.example
Message-ID: <>
Subject: skräp till id
== inbox 2026-03-05T10:00 lika
From: k@kund.example
Message-ID: <samma@t.example>
Subject: en
== inbox 2026-03-05T11:00 lika2
From: k@kund.example
Message-ID: <samma@t.example>
Subject: en annan med samma id
M
deliver bob <<'M'
== inbox 2026-03-02T10:00 svar
From: k@kund.example
In-Reply-To: <offert@t.example>
== Skickat 2026-03-02T09:00 offert
To: k@kund.example
Cc: anna@satori.example
M

all='folders = INBOX; Skickat; All'
profile < <(mailbox work alice "$all"; mailbox home bob)
ok "accounts" cadens import accounts "$T/accounts.csv"
status_is "all at once" 0 cadensd --once --now "$NOW"
is "six messages" 6 "$(json touchpoints | ask 'len(d["touchpoints"])')"
is "in both directions" '{"in": 5, "out": 1}' "$(json touchpoints | ask '{w: sum(t["direction"] == w for t in d["touchpoints"]) for w in ("in", "out")}')"
is "thirteen copies" 13 "$(sqlite3 "$T/cadens.db" 'SELECT COUNT(*) FROM ledger')"
is "the Sent copy speaks" sent "$(sqlite3 "$T/cadens.db" "SELECT f.role FROM message m JOIN msgid i ON i.id = m.msgid_id JOIN mail_folder f ON f.id = m.best_folder_id WHERE i.value = 'offert@t.example'")"
status_is "verify agrees" 0 cadens verify
cadens export --all >"$T/together.dump"

# the second mailbox first, then the first with one folder more at a time
rm -f "$T"/cadens.db*
profile < <(mailbox home bob)
ok "accounts" cadens import accounts "$T/accounts.csv"
status_is "bob alone" 0 cadensd --once --now "$NOW"
profile < <(mailbox home bob; mailbox work alice 'folders = All')
status_is "All Mail of alice" 0 cadensd --once --now "$NOW"
profile < <(mailbox home bob; mailbox work alice 'folders = INBOX; All')
status_is "her INBOX" 0 cadensd --once --now "$NOW"
profile < <(mailbox work alice "$all"; mailbox home bob)
status_is "and what she sent" 0 cadensd --once --now "$NOW"
cadens export --all >"$T/apart.dump"
ok "the order does not matter" cmp "$T/together.dump" "$T/apart.dump"
diff "$T/together.dump" "$T/apart.dump" | head -n 6 | sed 's/^/# /'
finish
