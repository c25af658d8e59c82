#!/bin/bash
# SPDX-License-Identifier: MIT
# A domain or an address moves from one to another within one file: whichever row comes first, the file is taken, and the log follows.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
mkdir -p "$T/box/new" "$T/box/cur" "$T/box/tmp"
n=0
for from in k@one.example k@two.example bo@gmail.com; do
    n=$((n + 1))
    printf 'From: %s\nTo: anna@satori.example\nSubject: Hej\nDate: Mon, 30 Mar 2026 11:00:00 +0200\nMessage-ID: <m%s@x.example>\n\nHej\n' "$from" $n \
        >"$T/box/new/177486120$n.M$n.host"
    touch -d '2026-03-30T11:00:00+0200' "$T/box/new/177486120$n.M$n.host"
done
configure <<C
[identity]
addresses = anna@satori.example
[mailbox work]
type = maildir
path = $T/box
C
accounts() { printf '%s\n' id,name,domains "$@" >"$T/accounts.csv"; }
contacts() { printf '%s\n' id,account,name,emails,phones "$@" >"$T/contacts.csv"; }
who='[t["account"] for t in sorted(d["touchpoints"], key=lambda t: t["message_id"])]'
accounts A1,One,one.example A2,Two,two.example A3,Three,
contacts C1,A1,Bo,bo@gmail.com,070-1 C2,A2,Eva,,
ok "accounts" cadens import accounts "$T/accounts.csv"
ok "contacts" cadens import contacts "$T/contacts.csv"
ok "mail" cadens sync
is "as it was" '["A1", "A2", "A1"]' "$(json touchpoints | ask "$who")"
accounts A1,One,two.example A2,Two,one.example
contacts C2,A2,Eva,bo@gmail.com,070-1 C1,A1,Bo,,
ok "two accounts change places" cadens import accounts "$T/accounts.csv"
ok "an address moves to a row above" cadens import contacts "$T/contacts.csv"
is "the log follows" '["A2", "A1", "A2"]' "$(json touchpoints | ask "$who")"
accounts A3,Three,two.example A1,One,
ok "one gives up what another row above takes" cadens import accounts "$T/accounts.csv"
is "the log follows again" '["A2", "A3", "A2"]' "$(json touchpoints | ask "$who")"
accounts A3,Three,two.example A1,One,two.example
status_is "two that both want one" 1 cadens --lang en import accounts "$T/accounts.csv"
like "are told so" 'accounts.csv:3: domains: two.example: belongs to account A3' "$(cat "$T/err")"
accounts A3,Three, A1,One,gmail.com
status_is "a bad file" 1 cadens import accounts "$T/accounts.csv"
is "gives up nothing" '["A2", "A3", "A2"]' "$(json touchpoints | ask "$who")"
status_is "nothing to mend" 0 cadens verify
finish
