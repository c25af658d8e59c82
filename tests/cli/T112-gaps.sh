#!/bin/bash
# SPDX-License-Identifier: MIT
# What is not known is said: figures carry incomplete_since and reminders are silent while a server is away, a message cannot be read or a row
# of the ledger is lost; the nightly round notices what nobody asked about (spec 09 §9.1; ../notes/crm 4.1, 4.5).
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need Dovecot dovecot openssl sqlite3
DOVECOT_LIB=$top_srcdir/tests/lib
. "$DOVECOT_LIB/dovecot.sh"
. "$top_srcdir/tests/lib/imapd.sh"
letters() { /usr/bin/python3 "$top_srcdir/tests/lib/letters.py" "$@"; }
sql() { sqlite3 "$T/cadens.db" "PRAGMA busy_timeout=5000; $1" | tail -n +2; }

chmod 711 "$T" # the server runs as another user
D=$T/dovecot
dovecot_start "$D" || { result 1 "Dovecot starts" "$(tail -5 "$D/dovecot.log" 2>&1)"; finish; }
at_end+=('dovecot_stop "$D"')
. "$D/ports"
# more than the last UIDs that every pass looks at again
news() { local i; for ((i = 0; i < 250; i++)); do printf '== inbox 2026-03-06T%02d:%02d news%d\nFrom: nyhet@brev.example\nList-Id: <nyhet.brev.example>\n' $((i / 60)) $((i % 60)) $i; done; }
{ cat; news; } <<'M' | letters write "$D/home/alice/Maildir"
== Skickat 2026-03-02T09:00 offer
To: kund@acme.example
== inbox 2026-03-03T09:00 answer
From: kund@acme.example
In-Reply-To: <offer@t.example>
== inbox 2026-03-04T09:00 more
From: kund@acme.example
== inbox 2026-03-05T09:00 last
From: kund@acme.example
M
for file in "$D"/home/alice/Maildir/cur/* "$D"/home/alice/Maildir/.Skickat/cur/*; do name=${file##*/}; touch -d "@${name%%.*}" "$file"; done
dovecot_own "$D/home/alice"
configure <<C
[rules]
off = active_leads_range; pipeline_amount_missing; probability_review_due; source_missing
[identity]
addresses = anna@satori.example
[mailbox work]
host = localhost
port = $IMAPS
user = alice
password_command = echo secret
ca_file = $D/ca.pem
[ui]
language = en
C
printf 'id,name,domains\nA1,Acme,acme.example\n' >"$T/accounts.csv"
printf 'id,account,name,created,stage\nL1,A1,Lösning,2026-02-01,need\n' >"$T/leads.csv"
ok "accounts" cadens import accounts "$T/accounts.csv"
ok "leads" cadens import leads "$T/leads.csv"
status_is "everything is read on the 31st" 0 cadensd --once --now "$NOW"

at() { "$top_builddir/cadens" --config "$T/cadens.conf" --format json --now "$1" "${@:2}"; }
since() { at "$1" kpi "$2" "${@:3}" | ask 'd["kpis"][0].get("incomplete_since")'; }
rules() { at "$1" due | ask 'sorted({i["rule"] for i in d["due"]})'; }
is "figures are whole" null "$(since "$NOW" response_rate)"
is "a reply is owed (which holds back that the lead is stale)" '["lead_no_next_step", "reply_owed"]' "$(rules "$NOW")"

# --- the server is away for three days
THREE=2026-04-03T12:00:00+02:00
dovecot_stop "$D" 2>/dev/null
status_is "the server is away" 75 cadensd --once --now "$THREE"
is "incomplete since it was read last" '2026-03-31T12:00:00+02:00' "$(since "$THREE" response_rate)"
is "what leads were last heard of too" '2026-03-31T12:00:00+02:00' "$(since "$THREE" stagnation_rate)"
is "what does not depend on mail is whole" null "$(since "$THREE" new_leads)"
is "a period before the gap is whole" null "$(since "$THREE" response_rate --period month:2026-02)"
is "one that it touches is not" '2026-03-31T12:00:00+02:00' "$(since "$THREE" response_rate --period month:2026-04)"
is "what was due stays, nothing resolves and nothing is added" '["lead_no_next_step", "reply_owed"]' "$(rules "$THREE")"
rm -f "$T/fresh.db"
sed "s|$T/cadens.db|$T/fresh.db|" "$T/cadens.conf" >"$T/fresh.conf"
sqlite3 "$T/cadens.db" "VACUUM INTO '$T/fresh.db'"; sqlite3 "$T/fresh.db" 'DELETE FROM signal_event; DELETE FROM signal'
is "a reminder that would begin now is held back" '[]' \
    "$("$top_builddir/cadens" --config "$T/fresh.conf" --format json --now "$THREE" due | ask 'sorted({i["rule"] for i in d["due"]})')"
like "the page says so" 'Gap since' "$(cadens --now "$THREE" dashboard >/dev/null 2>&1; cat "$T/page/dashboard.html")"
dovecot_start "$D" || result 1 "Dovecot starts again"
. "$D/ports"
sed -i "s/^port = .*/port = $IMAPS/" "$T/cadens.conf"
status_is "the server is back" 0 cadensd --once --now "$THREE"
is "figures are whole again" null "$(since "$THREE" response_rate)"

# --- a row of the ledger is lost: the nightly round notices, and the pass after it mends
lose() { sql "DELETE FROM ledger WHERE message_id = (SELECT m.id FROM message m JOIN msgid i ON i.id = m.msgid_id WHERE i.value = 'more@t.example')"; }
LATER=2026-04-03T13:00:00+02:00
lose
status_is "verify finds it" 1 at "$LATER" verify
is "incomplete since the message before it" '2026-03-03T09:00:00+01:00' "$(since "$LATER" response_rate)"
like "status names it" 'work: 1 missing' "$("$top_builddir/cadens" --config "$T/cadens.conf" --now "$LATER" status)"
cp "$T/cadens.db" "$T/hole.db"
sqlite3 "$T/cadens.db" "VACUUM INTO '$T/hole2.db'"; sed "s|$T/cadens.db|$T/hole2.db|" "$T/cadens.conf" >"$T/fresh.conf"
sqlite3 "$T/hole2.db" 'DELETE FROM signal_event; DELETE FROM signal'
is "reminders are silent" '[]' "$("$top_builddir/cadens" --config "$T/fresh.conf" --format json --now "$LATER" due | ask 'd["due"]')"
status_is "the next pass" 0 cadensd --once --now "$LATER"
is "reads it again" null "$(since "$LATER" response_rate)"
status_is "all is there" 0 at "$LATER" verify
lose
status_is "lost again, nobody asks" 0 cadensd --once --now 2026-04-03T14:00:00+02:00
is "an ordinary pass sees no difference" 253 "$(sql 'SELECT COUNT(*) FROM ledger')"
status_is "the first pass after the night" 0 cadensd --once --now 2026-04-04T04:00:00+02:00
is "is told by the nightly round, and reads it" 254 "$(sql 'SELECT COUNT(*) FROM ledger')"
is "status tells of the round" '["2026-04-04T04:00:00+02:00", 1]' "$(at 2026-04-04T05:00:00+02:00 status | ask '[d["nightly"]["at"], d["nightly"]["missing"]]')"

# --- the daemon does the same by itself, and mends what has drifted
sql "UPDATE account SET last_in_at = 1" >/dev/null
lose
NIGHT=2026-04-05T04:00:00+02:00
"$top_builddir/cadensd" --config "$T/cadens.conf" --now "$NIGHT" >"$T/daemon.log" 2>&1 &
daemon=$!
at_end+=("kill $daemon 2>/dev/null; wait $daemon")
mended() { [ "$(sql 'SELECT COUNT(*) FROM ledger')" = 254 ] && [ "$(sql 'SELECT last_in_at > 1 FROM account')" = 1 ]; }
ok "lost rows and drift are mended" wait_for 90 mended
is "and counted" '[1, 1]' "$(at "$NIGHT" status | ask '[d["nightly"]["missing"], d["nightly"]["drift"]]')"
kill -TERM $daemon
wait $daemon
is "it stops cleanly" 0 $?
like "the journal tells" 'did not follow from the facts.*account.last_in_at' "$(cat "$T/daemon.log")"

# --- a message that cannot be read, long ago: figures of that time say so, reminders go on
rm -f "$T"/cadens.db*
imapd_start nil-date
{ printf '[rules]\noff = active_leads_range; pipeline_amount_missing; probability_review_due; source_missing\n[identity]\naddresses = anna@satori.example\n[ui]\nlanguage = en\n'; imapd_mailbox work; } | configure
ok "leads anew" cadens import accounts "$T/accounts.csv"
ok "leads anew" cadens import leads "$T/leads.csv"
status_is "two of a thousand cannot be read" 0 cadensd --once --now "$NOW"
is "the month of their neighbours is incomplete" 2024-07-01T10:00:05+02:00 "$(since "$NOW" response_rate --period month:2024-07)"
is "this month is not" null "$(since "$NOW" response_rate --period month:2026-03)"
is "reminders go on" '["lead_stale"]' "$(rules "$NOW" | ask '[r for r in d if r=="lead_stale"]')"
like "status names them" 'work: 2 could not be read' "$(cadens status)"
sql "UPDATE ledger SET arrived_at = (SELECT CAST(strftime('%s', '2026-03-31T08:00:00') AS INTEGER)) WHERE state = 'stored'" >/dev/null
is "one of this morning makes them silent" '[]' "$(sql 'DELETE FROM signal_event; DELETE FROM signal' >/dev/null; rules "$NOW")"
is "but not for ever" '["lead_hygiene"]' "$(rules 2026-04-04T12:00:00+02:00 | ask '[r for r in d if r=="lead_hygiene"]')"
finish
