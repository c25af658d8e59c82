#!/bin/sh
# SPDX-License-Identifier: MIT
# A private Cyrus on loopback for tests, as dovecot.sh is a private Dovecot: users alice and bob with the password "secret", a Swedish
# folder of sent mail marked \Sent. The program is only unpacked (scripts/packages): it runs from where it lies, as nobody under root.
#
#   cyrus.sh start DIR    DIR/ports gets "IMAP=... IMAPS=...", DIR/ca.pem the authority; mail goes to DIR/spool
#   cyrus.sh stop DIR
# or sourced with CYRUS_LIB set: cyrus_start DIR, cyrus_stop DIR; cyrus_missing says what is not there.
CYRUS_LIB=${CYRUS_LIB:-$(dirname "$0")}
. "$CYRUS_LIB/mail-server.sh"
cyrus_tree=$(server_tree cyrus)

cyrus_missing() {
    [ -x "$cyrus_tree/usr/lib/cyrus/bin/master" ] || echo "$cyrus_tree"
}

cyrus_program() { # NAME: how the master is to start it
    echo "$cyrus_tree/usr/lib/cyrus/bin/$1 -C $2/imapd.conf"
}

cyrus_configure() { # DIR PORT TLSPORT
    mkdir -p "$1/conf/socket" "$1/spool" # it makes neither
    cat >"$1/imapd.conf" <<CONF
configdirectory: $1/conf
partition-default: $1/spool
defaultpartition: default
cyrus_user: $(server_user)
servername: localhost
admins: cyrus
sasl_pwcheck_method: auxprop
sasl_auxprop_plugin: sasldb
sasl_sasldb_path: $1/sasldb2
sasl_mech_list: PLAIN LOGIN
allowplaintext: yes
tls_server_cert: $1/localhost.pem
tls_server_key: $1/localhost.key
autocreate_quota: 0
autocreate_inbox_folders: Skickat|Utkast
xlist-sent: Skickat
xlist-drafts: Utkast
proc_path: $1/run/proc
mboxname_lockpath: $1/run/lock
CONF
    cat >"$1/cyrus.conf" <<CONF
START {
  recover cmd="$(cyrus_program ctl_cyrusdb "$1") -r"
}
DAEMON {
  idled cmd="$(cyrus_program idled "$1") -d"
}
SERVICES {
  imap cmd="$(cyrus_program imapd "$1")" listen="127.0.0.1:$2" proto="tcp4"
  imaps cmd="$(cyrus_program "imapd -s" "$1")" listen="127.0.0.1:$3" proto="tcp4"
}
EVENTS {
}
CONF
    for name in alice bob; do
        echo secret | LD_LIBRARY_PATH=$(server_libraries "$cyrus_tree") "$cyrus_tree/usr/sbin/saslpasswd2" -p -c -u localhost -f "$1/sasldb2" $name
    done
}

cyrus_run() { # DIR
    server_launch "$1" env LD_LIBRARY_PATH="$(server_libraries "$cyrus_tree")" "$cyrus_tree/usr/lib/cyrus/bin/master" \
        -C "$1/imapd.conf" -M "$1/cyrus.conf" -p "$1/run/master.pid" -D
}

cyrus_start() { # DIR
    server_start cyrus "$CYRUS_LIB" "$1" "$cyrus_owner"
}

cyrus_stop() { # DIR
    server_stop "$1"
}

case "${0##*/}:${1-}" in
cyrus.sh:start | cyrus.sh:stop)
    cyrus_owner=$PPID
    "cyrus_$1" "$2"
    ;;
*) cyrus_owner=$$ ;;
esac
