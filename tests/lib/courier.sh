#!/bin/sh
# SPDX-License-Identifier: MIT
# A private Courier on loopback for tests, as dovecot.sh is a private Dovecot: users alice and bob with the password "secret", a Swedish
# folder of sent mail, which Courier cannot mark. The program is only unpacked (scripts/packages): it runs from where it lies, as nobody
# under root. Its login daemon has its socket at a fixed place below /run, so the greeting and the password are courier-login.py's.
#
#   courier.sh start DIR    DIR/ports gets "IMAP=... IMAPS=...", DIR/ca.pem the authority; mail goes to DIR/home/USER/Maildir
#   courier.sh stop DIR
# or sourced with COURIER_LIB set: courier_start DIR, courier_stop DIR; courier_missing says what is not there.
COURIER_LIB=${COURIER_LIB:-$(dirname "$0")}
. "$COURIER_LIB/mail-server.sh"
courier_tree=$(server_tree courier)

courier_missing() {
    [ -x "$courier_tree/usr/sbin/couriertcpd" ] || echo "$courier_tree"
}

courier_libraries() {
    echo "$(server_libraries "$courier_tree"):$courier_tree/usr/lib:$courier_tree/usr/lib/courier-authlib"
}

courier_configure() { # DIR
    cp "$COURIER_LIB/courier-login.py" "$1/login.py" # where the server's user can read it
    cat "$1/localhost.key" "$1/localhost.pem" >"$1/both.pem"
    for name in alice bob; do
        [ -d "$1/home/$name/Maildir" ] && continue
        mkdir -p "$1/home/$name"
        LD_LIBRARY_PATH=$(courier_libraries) "$courier_tree/usr/bin/maildirmake.courier" "$1/home/$name/Maildir" &&
            LD_LIBRARY_PATH=$(courier_libraries) "$courier_tree/usr/bin/maildirmake.courier" -f Skickat "$1/home/$name/Maildir"
    done
}

courier_listen() { # DIR PORT COMMAND...
    courier_dir=$1 courier_port=$2
    shift 2
    server_launch "$courier_dir" sh -c 'set -a; . "$1/etc/courier/imapd"; . "$1/etc/courier/imapd-ssl"
        LD_LIBRARY_PATH=$2 TLS_CERTFILE=$3/both.pem TLS_DHPARAMS= TLS_CACHEFILE= IMAP_EMPTYTRASH= IMAP_ENHANCEDIDLE=0 IMAP_IDLE_TIMEOUT=1 IMAP_USELOCKS=0
        HOMES=$3/home; shift 3; exec "$@"' sh "$courier_tree" "$(courier_libraries)" "$courier_dir" \
        "$courier_tree/usr/sbin/couriertcpd" -nodnslookup -noidentlookup -address=127.0.0.1 "$courier_port" "$@" \
        /usr/bin/python3 "$courier_dir/login.py" "$courier_tree/usr/bin/imapd"
}

courier_run() { # DIR PORT TLSPORT
    courier_listen "$1" "$2"
    courier_listen "$1" "$3" "$courier_tree/usr/bin/couriertls" -server -tcpd
}

courier_start() { # DIR
    server_start courier "$COURIER_LIB" "$1" "$courier_owner"
}

courier_stop() { # DIR
    server_stop "$1"
}

case "${0##*/}:${1-}" in
courier.sh:start | courier.sh:stop)
    courier_owner=$PPID
    "courier_$1" "$2"
    ;;
*) courier_owner=$$ ;;
esac
