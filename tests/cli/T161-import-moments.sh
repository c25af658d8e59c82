#!/bin/bash
# SPDX-License-Identifier: MIT
# What is imported counts by its own date, whatever the clock says; machines read the same in every locale; what has
# ended does not rest; further findings of a fresh reader.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
configure <<'C'
[identity]
addresses = anna@satori.example
C
now() { "$top_builddir/cadens" --config "$T/cadens.conf" --now "$@"; } # now T COMMAND...
printf 'id,name,lifecycle,tier,customer_since\nA1,Acme,customer,1,2024-01-01\nA5,Fem,former,1,2024-01-01\n' >"$T/accounts.csv"
printf 'id,account,name,stage,created\nL1,A1,Chat,need,2026-01-10\n' >"$T/leads.csv"
printf 'id,start,end,account,lead\nM1,2026-04-02T10:00,2026-04-02T11:00,A1,L1\nM2,2026-03-02T10:00,2026-03-02T11:00,A1,\n' >"$T/meetings.csv"
for kind in accounts leads meetings; do now 2026-11-26T12:00:00+01:00 import $kind "$T/$kind.csv" 2>/dev/null >&2; done
is "a meeting is booked when it begins at the latest" '["2026-03-02T10:00:00+01:00", "2026-04-02T10:00:00+02:00"]' \
    "$(now 2026-11-26T13:00:00+01:00 --format json meetings --all | ask '[m["booked"] for m in d["meetings"]]')"
is "an account is there for a day before its import" 2 "$(now 2026-03-31T12:00:00+02:00 --format json account list | ask 'len(d["accounts"])')"
status_is "nothing drifts, asked of an earlier moment" 0 now 2026-03-31T12:00:00+02:00 verify
is "a former customer is owed no review" 0 "$(now 2026-11-26T13:00:00+01:00 --format json due | ask 'len([i for i in d["due"] if i["account"] == "A5"])')"
for format in json csv; do
    (exec 2>/dev/null; LC_ALL=sv_SE.UTF-8 now 2026-11-26T13:00:00+01:00 --format $format due >"$T/sv")
    (exec 2>/dev/null; LC_ALL=en_US.UTF-8 now 2026-11-26T13:00:00+01:00 --format $format due >"$T/en")
    ok "$format is the same in every locale" cmp "$T/sv" "$T/en"
    ok "and there is some" test -s "$T/sv"
done
unlike "unless a language is asked for" "$(now 2026-11-26T13:00:00+01:00 --format csv due | sed -n 2p)" "$(now 2026-11-26T13:00:00+01:00 --format csv --lang en due | sed -n 2p)"
status_is "a lead is lost" 0 now 2026-11-26T13:00:00+01:00 lead lost L1 --reason price
status_is "what has ended does not rest" 1 now 2026-11-26T13:01:00+01:00 lead pause L1 --until 2027-01-01
like "and is told so" 'L1 ' "$(cat "$T/err")"
is "it stays lost" '"lost"' "\"$(now 2026-11-26T13:02:00+01:00 --format json lead show L1 | ask 'json.dumps(d)' | grep -o 'lost' | head -n 1)\""

# --- programs learn what verbs did, and look at other days
is "a program learns the new id" '"A6"' "$(now 2026-11-26T13:00:00+01:00 --format json account add Ny | ask 'json.dumps(d["id"])')"
item=$(now 2026-11-26T13:00:00+01:00 --format json due --all | ask 'd["due"][0]["id"]')
is "and the item that is seen" "\"$item\"" "$(now 2026-11-26T13:00:00+01:00 --format json ack "$item" | ask 'json.dumps(d["id"])')"
is "the report of a day that is over" '2026-04-02' "$(now 2026-11-26T13:00:00+01:00 --format json report daily --period day:2026-04-02 | grep -o '"period": "point:[0-9-]*"' | head -n 1 | grep -o '[0-9-]*' | tail -n 1)"
status_is "a report of a month is not a daily one" 2 now 2026-11-26T13:00:00+01:00 report daily --period month:2026-04

# --- what a message file says of itself
printf 'From: a@b.example\nTo: anna@satori.example\nIn-Reply-To: <P@q.example>\nSubject: x\nDate: Tue, 31 Mar 2026 12:00:00 +0200\n\n' >"$T/reply.eml"
is "In-Reply-To is no reference" '["P@q.example", []]' "$(cadens --format json inspect "$T/reply.eml" | ask '[d["messages"][0]["in_reply_to"], d["messages"][0]["references"]]')"
like "without a Message-ID it has the id that is stored" '^sha256:[0-9a-f]+@missing$' "$(cadens --format json inspect "$T/reply.eml" | ask 'd["messages"][0]["message_id"]')"

# --- a password that others can read starts nothing
echo secret >"$T/password"
chmod 644 "$T/password"
printf '[mailbox work]\nhost = localhost\nuser = anna\npassword_file = %s/password\n' "$T" >>"$T/cadens.conf"
status_is "a password file that others can read is a wrong configuration" 78 cadensd --check-config
like "and it is said where" 'cadens.conf:[0-9]+: password_file: .*0600' "$(cat "$T/err")"
chmod 600 "$T/password"
# inspect: the date of a message in an mbox, the zone it is shown in, the header that decided
printf 'From b@c Tue Mar 31 10:00:00 2026\nFrom: b@c.example\nDate: garbage\n\nHej\n\nFrom b@c Wed Apr  1 10:00:00 2026\nFrom: b@c.example\nDate: Mon, 1 Jan 1990 00:00:00 +0000\n\nHej\n' >"$T/two.mbox"
is "a message of an mbox is as old as its From_ line says" '["2026-03-31T10:00:00+00:00", "2026-04-01T10:00:00+00:00"]' \
    "$(json inspect "$T/two.mbox" --timezone UTC | ask '[m["date"] for m in d["messages"]]')"
status_is "an unknown zone is a misuse, of messages too" 2 cadens inspect "$T/two.mbox" --timezone Nowhere/X
for header in X-Autoreply X-Autorespond X-AutoReply-From; do
    printf 'From: b@c.example\n%s: x\n\nHej\n' $header >"$T/auto.eml"
    is "the header that decided: $header" "$header" "$(json inspect "$T/auto.eml" | ask 'd["messages"][0]["because"]')"
done
finish
