#!/bin/sh
# SPDX-License-Identifier: MIT
# A private Dovecot on loopback for tests: own authority, kernel-chosen ports, everything below one directory, users alice and bob with
# the password "secret" and a Swedish folder of sent mail. Works as root (the server then runs as nobody) and for anybody else.
#
#   dovecot.sh start DIR    DIR/ports gets "IMAP=... IMAPS=...", DIR/ca.pem the authority; mail goes to DIR/home/USER/Maildir
#   dovecot.sh stop DIR
# DOVECOT_MECHANISMS names other mechanisms than "plain login", DOVECOT_PASSDB is a block that is asked before the file of passwords.
# or sourced with DOVECOT_LIB set: dovecot_start DIR, dovecot_stop DIR. After writing into a Maildir as root call dovecot_own DIR.

DOVECOT_LIB=${DOVECOT_LIB:-$(dirname "$0")}
. "$DOVECOT_LIB/mail-server.sh"

dovecot_own() { # DIR
    server_own "$1"
}

dovecot_configure() { # DIR PORT TLSPORT
    user=$(server_user)
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
  unix_listener anvil-auth-penalty {
    mode = 0
  }
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

# Under root it starts as root and gives up what it can by itself.
dovecot_run() { # DIR
    setsid dovecot -F -c "$1/dovecot.conf" >"$1/output" 2>&1 </dev/null &
    echo $! >"$1/pid"
}

dovecot_start() { # DIR
    server_start dovecot "$DOVECOT_LIB" "$1" "$dovecot_owner"
}

dovecot_stop() { # DIR
    server_stop "$1"
}

case "${0##*/}:${1-}" in
dovecot.sh:start | dovecot.sh:stop)
    dovecot_owner=$PPID
    "dovecot_$1" "$2"
    ;;
*) dovecot_owner=$$ ;;
esac
