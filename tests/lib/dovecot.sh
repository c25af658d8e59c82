#!/bin/sh
# SPDX-License-Identifier: MIT
# A private Dovecot on loopback for tests: own authority, kernel-chosen ports, everything below one directory, users alice and bob with
# the password "secret" and a Swedish folder of sent mail. Works as root (the server then runs as nobody) and for anybody else.
#
#   dovecot.sh start DIR    DIR/ports gets "IMAP=... IMAPS=...", DIR/ca.pem the authority; mail goes to DIR/home/USER/Maildir
#   dovecot.sh stop DIR
# DOVECOT_MECHANISMS names other mechanisms than "plain login", DOVECOT_PASSDB is a block that is asked before the file of passwords.
# or sourced: dovecot_start DIR, dovecot_stop DIR. After writing into a Maildir as root call dovecot_own DIR.

dovecot_user() {
    if [ "$(id -u)" = 0 ]; then echo nobody; else id -un; fi
}

dovecot_own() { # DIR
    if [ "$(id -u)" = 0 ]; then chown -R "nobody:$(id -gn nobody)" "$1"; fi
}

dovecot_ports() { # two free ones
    /usr/bin/python3 -c '
import socket
held = [socket.socket() for _ in range(2)]
for one in held:
    one.bind(("127.0.0.1", 0))
print(*(one.getsockname()[1] for one in held))'
}

dovecot_configure() { # DIR PORT TLSPORT
    user=$(dovecot_user)
    uid=$(id -u "$user") gid=$(id -g "$user") group=$(id -gn "$user")
    for name in alice bob; do
        echo "$name:{PLAIN}secret:$uid:$gid::$1/home/$name::"
        mkdir -p "$1/home/$name"
    done >"$1/passwd"
    cat >"$1/dovecot.conf" <<CONF
base_dir = $1/run
state_dir = $1/run
log_path = $1/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <$1/localhost.pem
ssl_key = <$1/localhost.key
ssl_min_protocol = TLSv1.2
disable_plaintext_auth = no
auth_mechanisms = ${DOVECOT_MECHANISMS:-plain login}
auth_failure_delay = 0
default_internal_user = $user
default_internal_group = $group
default_login_user = $user
first_valid_uid = 1
first_valid_gid = 0
mail_location = maildir:~/Maildir
mail_fsync = never
mail_max_userip_connections = 50
namespace inbox {
  inbox = yes
  separator = /
  mailbox Skickat {
    special_use = \Sent
    auto = create
  }
  mailbox Utkast {
    special_use = \Drafts
    auto = create
  }
}
${DOVECOT_PASSDB:-}
passdb {
  driver = passwd-file
  args = $1/passwd
}
userdb {
  driver = passwd-file
  args = $1/passwd
}
service anvil {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = $2
  }
  inet_listener imaps {
    port = $3
    ssl = yes
  }
}
service stats {
  chroot =
}
service auth {
  user = $user
}
service auth-worker {
  user = $user
}
CONF
}

dovecot_answers() { # PORT
    /usr/bin/python3 -c '
import socket, sys
with socket.create_connection(("127.0.0.1", int(sys.argv[1])), 2) as link:
    sys.exit(not link.recv(4).startswith(b"* OK"))' "$1" 2>/dev/null
}

# Between choosing a port and binding it somebody else may take it: then others are chosen.
dovecot_try() { # DIR
    set -- "$1" $(dovecot_ports)
    dovecot_configure "$@"
    dovecot_own "$1"
    dovecot -F -c "$1/dovecot.conf" >"$1/output" 2>&1 </dev/null &
    echo $! >"$1/pid"
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40; do
        if dovecot_answers "$2"; then
            printf 'IMAP=%s\nIMAPS=%s\n' "$2" "$3" >"$1/ports"
            return 0
        fi
        kill -0 "$(cat "$1/pid")" 2>/dev/null || return 1
        sleep 0.1
    done
    return 1
}

# A test that crashed must not leave its server behind.
dovecot_guard() { # DIR OWNER
    pid=$(cat "$1/pid")
    (
        while kill -0 "$2" && kill -0 "$pid"; do sleep 1; done
        kill "$pid"
    ) >/dev/null 2>&1 </dev/null &
}

dovecot_start() { # DIR
    mkdir -p "$1/run" "$1/home"
    chmod 755 "$1"
    [ -f "$1/ca.pem" ] || sh "${DOVECOT_LIB:-$(dirname "$0")}/certificates.sh" "$1" || return 1
    for _ in 1 2 3; do
        dovecot_try "$1" && dovecot_guard "$1" "$dovecot_owner" && return 0
        dovecot_stop "$1"
    done
    cat "$1/output" "$1/dovecot.log" >&2 2>/dev/null
    return 1
}

dovecot_stop() { # DIR
    [ -f "$1/pid" ] || return 0
    pid=$(cat "$1/pid")
    kill "$pid" 2>/dev/null
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.05
    done
    kill -9 "$pid" 2>/dev/null
    rm -f "$1/pid"
    return 0
}

case "${0##*/}:${1-}" in
dovecot.sh:start | dovecot.sh:stop)
    dovecot_owner=$PPID
    "dovecot_$1" "$2"
    ;;
*) dovecot_owner=$$ ;;
esac
