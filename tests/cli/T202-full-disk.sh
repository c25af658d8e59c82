#!/bin/bash
# SPDX-License-Identifier: MIT
# A disk on which nothing fits any more: one line that says so, nothing is lost, what is stored can still be read, and it goes on when there is room.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
cc -shared -fPIC -o "$T/full.so" "$top_srcdir/tests/lib/full.c" -ldl || { result 1 "the full disk is built"; finish; }
mkdir -p "$T/box/new" "$T/box/cur" "$T/box/tmp"
letter() { # letter NUMBER
    printf 'From: bo@acme.example\nTo: anna@satori.example\nSubject: Hej\nDate: Mon, 30 Mar 2026 11:00:00 +0200\nMessage-ID: <m%s@x.example>\n\nHej\n' "$1" \
        >"$T/box/new/177486120$1.M$1.host"
    touch -d '2026-03-30T11:00:00+0200' "$T/box/new/177486120$1.M$1.host"
}
mkdir "$T/disk"
cat >"$T/cadens.conf" <<C
[store]
path = $T/disk/cadens.db
[identity]
addresses = anna@satori.example
[mailbox work]
type = maildir
path = $T/box
C
full() {
    env ASAN_OPTIONS="verify_asan_link_order=0:${ASAN_OPTIONS:-}" LD_PRELOAD="$T/full.so" FULL_FOLDER="$T/disk" \
        "$top_builddir/cadens" --config "$T/cadens.conf" --now "$NOW" --lang en "$@"
}
printf 'id,name,domains\nA1,Acme,acme.example\n' >"$T/accounts.csv"
ok "accounts" cadens import accounts "$T/accounts.csv"
letter 1
ok "a letter" cadens sync
letter 2
status_is "another does not fit" 75 full sync
is "which is said in one line" "cadens: $T/disk/cadens.db: the disk is full" "$(cat "$T/err")"
status_is "what is there can be read" 0 full --format json touchpoints
is "all of it" 1 "$(full --format json touchpoints | ask 'len(d["touchpoints"])')"
status_is "the state of the sources too" 0 full status
ok "there is room again" cadens sync
is "and nothing is lost" 2 "$(json touchpoints | ask 'len(d["touchpoints"])')"
status_is "nothing to mend" 0 cadens verify
finish
