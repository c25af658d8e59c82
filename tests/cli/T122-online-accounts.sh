#!/bin/bash
# SPDX-License-Identifier: MIT
# Passwords and access tokens from GNOME Online Accounts (a scripted service on a bus of its own), and what is told when it has none.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need dbus dbus-daemon gdbus
. "$top_srcdir/tests/lib/bus.sh"

# imapd SCENARIO: a scripted server; its port in $port, its commands in $T/SCENARIO.log
coproc imapd { exec /usr/bin/python3 -W ignore "$top_srcdir/tests/lib/imapd.py" 2>/dev/null; }
serve() {
    echo "$1 $T/$1.log" >&"${imapd[1]}"
    read -r -t 10 port <&"${imapd[0]}"
}
at_end+=("kill $imapd_PID 2>/dev/null")
profile() { # profile ACCOUNT AUTH
    configure <<C
[mailbox work]
host = localhost
port = $port
tls = none
user = anna
auth = $2
online_account = $1
C
}
sync_is() { # sync_is NAME STATUS [REGEX of the one line on standard error]
    status_is "$1" "$2" cadens --lang en sync work
    [ $# -lt 3 ] || like "$1: $3" "^cadens: work: $3" "$(cat "$T/err")"
    unlike "$1: nothing shown" 'secret$' "$(cat "$T/out" "$T/err")"
}

serve token
profile anna@gmail.example xoauth2
sync_is "without a session bus" 75 'there is no desktop session'
bus_start || { result 1 "a bus starts"; finish; }
sync_is "without the service" 75 'GNOME Online Accounts does not answer'

G=$T/goa
mkdir "$G"
echo secret >"$G/token"
/usr/bin/python3 "$top_srcdir/tests/lib/goa.py" "$G" "$port" 2>"$T/goa.log" &
at_end+=("kill $! 2>/dev/null")
ok "the service starts" wait_for 10 bus_has org.gnome.OnlineAccounts
sync_is "its token signs in" 0
is "after making sure that it is fresh" "EnsureCredentials account_1,GetAccessToken account_1" "$(paste -sd, "$G/calls")"
for name in account_1 anna@gmail.example; do
    profile $name xoauth2
    sync_is "found as $name" 0
done

echo old >"$G/token"
: >"$G/calls"
sync_is "a token that has run out" 77 'localhost: refused the access token of anna'
is "is asked for once more" 2 "$(grep -c GetAccessToken "$G/calls")"
echo secret >"$G/fresh"
sync_is "one that the service renews signs in" 0

: >"$G/attention"
sync_is "a withdrawn grant" 77 'sign in to anna@gmail.example again in the settings of the desktop, Online Accounts: the grant was withdrawn'
rm "$G/attention"
: >"$G/off"
sync_is "mail switched off" 77 'mail is switched off for anna@gmail.example'
rm "$G/off"
profile nobody@gmail.example xoauth2
sync_is "an account that is not there" 77 'no mail account nobody@gmail.example'
profile account_3 password
sync_is "one without mail" 77 'no mail account account_3'
profile anna@gmail.example password
status_is "a token where a password is wanted" 77 cadens --lang en sync work
like "and told what helps" 'set auth = xoauth2' "$(cat "$T/err")"


# setup takes the server from the account
rm "$T/cadens.conf"
status_is "setup knows what the desktop knows" 0 "$top_builddir/cadens" --config "$T/cadens.conf" setup --address anna@gmail.example \
    --online-account anna@gmail.example --user anna --tls none </dev/null
for line in 'host = localhost' "port = $port" 'auth = xoauth2' 'online_account = anna@gmail.example'; do
    ok "it writes $line" grep -qx "$line" "$T/cadens.conf"
done

serve plain
profile alice@firma.example password
: >"$G/calls"
sync_is "an account with a password signs in" 0
is "with that of IMAP" "GetPassword account_2 imap-password" "$(grep GetPassword "$G/calls")"
profile alice@firma.example xoauth2
status_is "a password where a token is wanted" 77 cadens --lang en sync work
like "and told what helps, too" 'set auth = password' "$(cat "$T/err")"
finish
