#!/bin/bash
# SPDX-License-Identifier: MIT
# The password in the keyring of the desktop: a real gnome-keyring on a bus of its own, filled by secret-tool, locked and unlocked.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need Dovecot dovecot openssl
need gnome-keyring gnome-keyring-daemon secret-tool dbus-daemon gdbus
. "$top_srcdir/tests/lib/bus.sh"
DOVECOT_LIB=$top_srcdir/tests/lib
. "$DOVECOT_LIB/dovecot.sh"
chmod 711 "$T" # the server runs as another user
D=$T/dovecot
dovecot_start "$D" || { result 1 "Dovecot starts" "$(tail -n 5 "$D/dovecot.log")"; finish; }
at_end+=('dovecot_stop "$D"')
. "$D/ports"
profile() { # profile ATTRIBUTES
    configure <<C
[mailbox work]
host = localhost
port = $IMAPS
user = alice
ca_file = $D/ca.pem
password_secret = $1
C
}
sync_is() { # sync_is NAME STATUS [REGEX of the one line on standard error]
    status_is "$1" "$2" cadens --lang en sync work
    [ $# -lt 3 ] || like "$1: $3" "^cadens: work: $3" "$(cat "$T/err")"
    unlike "$1: nothing shown" 'hemligt|secret$' "$(cat "$T/out" "$T/err")"
}

profile 'service imap user alice'
sync_is "without a session bus" 75 'there is no desktop session'
bus_start || { result 1 "a bus starts"; finish; }
sync_is "without a keyring" 75 'no keyring answers on the session bus'

printf keyring-password | gnome-keyring-daemon --unlock --components=secrets --foreground >"$T/keyring.log" 2>&1 &
at_end+=("kill $! 2>/dev/null")
ok "a keyring starts" wait_for 10 bus_has org.freedesktop.secrets
locked() { # locked true|false
    gdbus call --session -d org.freedesktop.secrets -o /org/freedesktop/secrets/aliases/default -m org.freedesktop.DBus.Properties.Get \
        org.freedesktop.Secret.Collection Locked | grep -q "$1"
}
ok "and is unlocked" wait_for 10 locked false
sync_is "with an empty one" 77 'the keyring has no password with the attributes service imap user alice'
ok "secret-tool fills it" secret-tool store --label=Mail service imap user alice <<<"secret"
sync_is "then it works" 0
ok "with another one beside it" secret-tool store --label=Mail service imap user bob <<<"other"
sync_is "it is the right one" 0
rm "$T/cadens.conf"
status_is "setup keeps a password there" 0 "$top_builddir/cadens" --config "$T/cadens.conf" setup --address alice@firma.example --name 'a box' \
    --host localhost --port "$IMAPS" --user alice --ca-file "$D/ca.pem" --keep keyring <<<"secret"
like "and names it" "^password_secret = application cadens mailbox 'a box'\$" "$(cat "$T/cadens.conf")"
is "beside the configuration lies nothing" "" "$(find "$T" -maxdepth 1 -name '*.password*')"
is "in the keyring the password" "secret" "$(secret-tool lookup application cadens mailbox 'a box')"
status_is "with which it works" 0 "$top_builddir/cadens" --config "$T/cadens.conf" sync
profile 'service imap user bob'
sync_is "and the wrong one is refused" 77 'localhost: refused the password of alice'
profile 'service imap user alice'
gdbus call --session -d org.freedesktop.secrets -o /org/freedesktop/secrets -m org.freedesktop.Secret.Service.Lock \
    "['/org/freedesktop/secrets/aliases/default']" >/dev/null 2>&1
gdbus call --session -d org.freedesktop.secrets -o /org/freedesktop/secrets -m org.freedesktop.Secret.Service.Lock \
    "['/org/freedesktop/secrets/collection/login']" >/dev/null 2>&1
if wait_for 5 locked true; then
    sync_is "a locked one is waited for" 75 'the keyring is locked'
else
    result 1 "the keyring can be locked"
fi

# attributes that are none
profile 'service imap user'
status_is "half a pair is a wrong configuration" 78 cadens status
like "told with its line" 'cadens.conf:[0-9]+: password_secret: not pairs' "$(cat "$T/err")"
finish
