#!/bin/bash
# SPDX-License-Identifier: MIT
# Signing in where the server takes no plain password: SCRAM and CRAM-MD5 against a real Dovecot that offers nothing else.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need Dovecot dovecot openssl
DOVECOT_LIB=$top_srcdir/tests/lib
. "$DOVECOT_LIB/dovecot.sh"
chmod 711 "$T" # the server runs as another user

# sign_in MECHANISM: the good password, then a wrong one
sign_in() {
    local D=$T/$1
    DOVECOT_MECHANISMS=$1 dovecot_start "$D" || { result 1 "Dovecot starts with $1" "$(tail -n 5 "$D/dovecot.log")"; return; }
    at_end+=("dovecot_stop '$D'")
    . "$D/ports"
    for secret in secret wrong; do
        configure <<C
[mailbox work]
host = localhost
port = $IMAPS
user = alice
ca_file = $D/ca.pem
password_command = echo $secret
C
        if [ $secret = secret ]; then
            status_is "$1: the password is accepted" 0 cadens sync
            like "$1: by that mechanism" "Login: user=<alice>, method=${1^^}" "$(grep -a 'Login: user' "$D/dovecot.log")"
        else
            status_is "$1: a wrong one is refused" 77 cadens --lang en sync work
            like "$1: in one clear line" '^cadens: work: localhost: refused the password of alice: ' "$(cat "$T/err")"
            is "$1: one line" 1 "$(wc -l <"$T/err")"
            is "$1: after one attempt" 1 "$(grep -a -c 'auth failed, 1 attempts' "$D/dovecot.log")"
        fi
        unlike "$1: nothing shown" "$secret\$" "$(cat "$T/out" "$T/err")"
    done
    dovecot_stop "$D"
}
sign_in scram-sha-256
sign_in scram-sha-1
sign_in cram-md5
finish
