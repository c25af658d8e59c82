#!/bin/bash
# SPDX-License-Identifier: MIT
# Access tokens against a real Dovecot that asks a token service: one that is good, one that the helper renews, one that has run out, one that
# is for something else, and helpers that hang, fail or print nothing.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need Dovecot dovecot openssl
DOVECOT_LIB=$top_srcdir/tests/lib
. "$DOVECOT_LIB/dovecot.sh"
chmod 711 "$T" # the server runs as another user
/usr/bin/python3 "$top_srcdir/tests/lib/tokens.py" "$T/service" &
at_end+=("kill $! 2>/dev/null")
wait_for 10 test -s "$T/service"
cat >"$T/oauth2.conf" <<C
introspection_mode = get
introspection_url = http://127.0.0.1:$(cat "$T/service")/?token=
username_attribute = email
active_attribute = active
active_value = true
scope = imap
C
D=$T/dovecot
export DOVECOT_PASSDB="passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = $T/oauth2.conf
}"
chmod 644 "$T/oauth2.conf"
# with MECHANISM
begin() {
    DOVECOT_MECHANISMS=$1 dovecot_start "$D" || { result 1 "Dovecot starts" "$(tail -n 5 "$D/dovecot.log")"; finish; }
    . "$D/ports"
}
at_end+=('dovecot_stop "$D"')
profile() { # profile COMMAND
    configure <<C
[mailbox work]
host = localhost
port = $IMAPS
user = alice
auth = xoauth2
ca_file = $D/ca.pem
password_command = $1
C
}
sync_is() { # sync_is NAME STATUS [REGEX of the one line on standard error]
    status_is "$1" "$2" cadens --lang en sync work
    [ $# -lt 3 ] || like "$1: $3" "^cadens: work: $3" "$(cat "$T/err")"
    unlike "$1: nothing shown" 'good|narrow' "$(cat "$T/out" "$T/err")"
}

for mechanism in xoauth2 oauthbearer; do
    begin $mechanism
    profile 'echo good'
    sync_is "$mechanism: a good token signs in" 0
    like "$mechanism: by that mechanism" "Login: user=<alice>, method=${mechanism^^}" "$(grep -a 'Login: user' "$D/dovecot.log")"
    profile 'echo old'
    sync_is "$mechanism: one that has run out" 77 'localhost: refused the access token of alice: the access token has expired or is not valid'
    profile 'echo unheard-of'
    sync_is "$mechanism: one that nobody knows" 77 'localhost: refused the access token of alice'
    profile 'echo narrow'
    sync_is "$mechanism: one for something else" 77 'localhost: refused the access token of alice'
    [ $mechanism = oauthbearer ] || dovecot_stop "$D"
done

# a helper that prints what it has while it fetches the next one
cat >"$T/helper" <<'C'
#!/bin/sh
echo asked >>"$1.log"
cat "$1"
echo good >"$1"
C
chmod +x "$T/helper"
echo old >"$T/token"
profile "$T/helper $T/token"
sync_is "a token that the helper renews meanwhile" 0
is "takes a second question" 2 "$(wc -l <"$T/token.log")"
sync_is "then one is enough" 0
is "and no more are asked" 3 "$(wc -l <"$T/token.log")"
profile "sh -c 'echo no valid token, starting a new login >&2; exit 1'"
sync_is "a helper that has none says why" 77 'password_command failed: no valid token, starting a new login'
profile 'true'
sync_is "one that prints nothing" 77 'password_command printed nothing'
profile '/no/such/helper'
sync_is "one that is not there" 77 'password_command: '
finish
