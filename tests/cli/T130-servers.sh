#!/bin/bash
# SPDX-License-Identifier: MIT
# Servers that want peace, mend themselves, renumber their folders or lose them: what the ledger, the status and the daemon make of it.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need SQLite sqlite3
. "$top_srcdir/tests/lib/imapd.sh"
once() { cadensd --once --now "$NOW"; }
at() { cadensd --once --now "$1"; }
sql() { sqlite3 -readonly "$T/cadens.db" "$1"; }
mailboxes() { { printf '[identity]\naddresses = anna@satori.example\n[ui]\nlanguage = en\n'; cat; } | configure; }
anew() { rm -f "$T"/cadens.db*; imapd_start "$1"; mailboxes < <(imapd_mailbox work); }
printf 'id,name,domains\nK,Kund,kund.example\n' >"$T/accounts.csv"

# --- throttled: the wish is kept, also by the next daemon
imapd_start throttled
throttled=$IMAPD_LOG
imapd_mailbox slow >"$T/slow"
imapd_start plain
mailboxes < <(cat "$T/slow"; imapd_mailbox good)
launch() {
    : >"$T/daemon.log" # what an earlier one said is not read for this one's
    "$top_builddir/cadensd" --config "$T/cadens.conf" >"$T/daemon.log" 2>&1 &
    daemon=$!
}
leave() { kill -TERM $daemon; wait $daemon; }
at_end+=('[ -z "${daemon:-}" ] || kill -KILL $daemon 2>/dev/null')
state_is() { [ "$(sql "SELECT state FROM mailbox WHERE name = '$1' AND last_try_at >= ${2:-0}")" = ok ] || [ "$3" = "$(sql "SELECT state FROM mailbox WHERE name = '$1'")" ]; }
launch
ok "the other mailbox is read" wait_for 20 state_is good 0 ok
ok "the throttled one fails" wait_for 20 state_is slow 9999999999 failing
leave
wait=$(sql "SELECT leave_until_at - last_try_at FROM mailbox WHERE name = 'slow'")
ok "and is left alone for as long as it asked" test "$wait" -ge 299 -a "$wait" -le 301
is "it was asked once" 1 "$(imapd_asked "$throttled" 'UID FETCH')"
before=$(date +%s)
launch
ok "the next daemon reads the other one" wait_for 20 state_is good "$before" ok
is "and keeps the wish" 1 "$(imapd_asked "$throttled" CAPABILITY | awk '{ print ($1 > 0) }')"
is "not even logging in" 1 "$(imapd_asked "$throttled" 'UID FETCH')"
is "a single connection" 1 "$(cut -d' ' -f1 "$throttled" | sort -u | wc -l)"
leave
daemon=

# --- a message that cannot be read today can be tomorrow, or by another version
anew nil-date
ok "accounts" cadens import accounts "$T/accounts.csv"
status_is "one message in a thousand that cannot be read stops nothing" 0 once
is "two are in quarantine" '[[1000, 0, 2]]' "$(json verify work | ask '[[f[k] for k in ("ledger","missing","quarantined")] for f in d["folders"] if f["folder"] == "INBOX"]')"
status_is "which is explained" 0 cadens verify
is "with the version that failed" "$(cadens --version | cut -d' ' -f2)|500,700" "$(sql "SELECT tried_by, group_concat(uid) FROM ledger WHERE state = 'quarantined' GROUP BY 1")"
asked=$(imapd_asked "$IMAPD_LOG" HEADER.FIELDS)
status_is "again on the same day" 0 at "$NOW"
is "they are not asked for" "$asked" "$(imapd_asked "$IMAPD_LOG" HEADER.FIELDS)"
status_is "a day later" 0 at 2026-04-01T13:00:00+02:00
ok "they are" test "$(imapd_asked "$IMAPD_LOG" HEADER.FIELDS)" -gt "$asked"
sqlite3 "$T/cadens.db" "UPDATE ledger SET tried_by = '0.0' WHERE state = 'quarantined'"
asked=$(imapd_asked "$IMAPD_LOG" HEADER.FIELDS)
status_is "after an upgrade" 0 at 2026-04-01T13:01:00+02:00
ok "they are, at once" test "$(imapd_asked "$IMAPD_LOG" HEADER.FIELDS)" -gt "$asked"
anew mended
status_is "a server that will mend itself" 0 once
is "two are in quarantine there too" 2 "$(sql "SELECT COUNT(*) FROM ledger WHERE state = 'quarantined'")"
status_is "the next day" 0 at 2026-04-01T13:00:00+02:00
status_is "and the day after" 0 at 2026-04-02T14:00:00+02:00
is "the one is read, the other has gone" "stored|0 quarantined|1" "$(sql "SELECT state || '|' || (l.gone_at IS NOT NULL) FROM ledger l JOIN mail_folder f ON f.id = folder_id WHERE uid IN (500, 700) AND f.name = 'INBOX'" | xargs)"
status_is "verify agrees" 0 cadens verify

# --- folders
anew folders-come-and-go
mailboxes < <(imapd_mailbox work 'folders = INBOX; Skickat; Kunder')
status_is "three folders" 0 once
is "hold six messages" 6 "$(sql 'SELECT COUNT(*) FROM ledger WHERE gone_at IS NULL')"
messages=$(sql 'SELECT COUNT(*) FROM message')
once >"$T/out" 2>"$T/err"
like "two of them renamed away are missed" 'no folder "Skickat"' "$(cat "$T/err")"
is "what they held has gone" 1 "$(sql 'SELECT COUNT(*) FROM ledger WHERE gone_at IS NULL')"
is "but is still logged" "$messages" "$(sql 'SELECT COUNT(*) FROM message')"
status_is "they are back" 0 once
is "with all they held" 6 "$(sql 'SELECT COUNT(*) FROM ledger WHERE gone_at IS NULL')"
is "and nothing twice" "$messages" "$(sql 'SELECT COUNT(*) FROM message')"
anew flapping
for _ in 1 2 3 4; do once >"$T/out" 2>"$T/err"; done
like "a folder renumbered for the third time in a day is reported" 'renumbering the folder INBOX' "$(cat "$T/err")"
is "in one line" 1 "$(wc -l <"$T/err")"
like "by status too" 'renumbering' "$(cadens status)"
is "and nothing is twice" 10 "$(sql 'SELECT COUNT(*) FROM message')"
finish
