# SPDX-License-Identifier: MIT
# What the mail servers of the tests have in common: a process group on loopback with kernel-chosen ports, everything below one directory,
# run as nobody when the test runs as root. Sourced by dovecot.sh, cyrus.sh and courier.sh.
# shellcheck shell=sh

server_user() {
    if [ "$(id -u)" = 0 ]; then echo nobody; else id -un; fi
}

server_own() { # DIR
    if [ "$(id -u)" = 0 ]; then chown -R "nobody:$(id -gn nobody)" "$1"; fi
}

server_ports() { # two free ones
    /usr/bin/python3 -c '
import socket
held = [socket.socket() for _ in range(2)]
for one in held:
    one.bind(("127.0.0.1", 0))
print(*(one.getsockname()[1] for one in held))'
}

# Debian lets only one IMAP server be installed: the others are unpacked there by scripts/packages.
server_tree() { # NAME
    echo "${CADENS_TEST_SERVERS:-/var/cache/cadens-tests}/$1"
}

server_libraries() { # TREE
    echo "$1"/usr/lib/*-linux-gnu | tr ' ' :
}

# In the background, as a process group of its own that server_stop ends as a whole; appends to DIR/pid.
server_launch() { # DIR COMMAND...
    server_dir=$1
    shift
    [ "$(id -u)" != 0 ] || set -- setpriv --reuid nobody --regid "$(id -g nobody)" --clear-groups "$@"
    (cd "$server_dir" && exec setsid "$@") >>"$server_dir/output" 2>&1 </dev/null &
    echo $! >>"$server_dir/pid"
}

server_answers() { # PORT
    /usr/bin/python3 -c '
import socket, sys
with socket.create_connection(("127.0.0.1", int(sys.argv[1])), 2) as link:
    sys.exit(not link.recv(4).startswith(b"* OK"))' "$1" 2>/dev/null
}

server_lives() { # DIR
    while read -r server_pid; do
        kill -0 "$server_pid" 2>/dev/null || return 1
    done <"$1/pid"
}

# Between choosing a port and binding it somebody else may take it: then others are chosen.
server_try() { # NAME DIR PORT TLSPORT
    "${1}_configure" "$2" "$3" "$4" && server_own "$2" && "${1}_run" "$2" "$3" "$4" || return 1
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40; do
        if server_answers "$3"; then
            printf 'IMAP=%s\nIMAPS=%s\n' "$3" "$4" >"$2/ports"
            return 0
        fi
        server_lives "$2" || return 1
        sleep 0.1
    done
    return 1
}

# A test that crashed must not leave its server behind.
server_guard() { # DIR OWNER
    server_pids=$(cat "$1/pid")
    (
        while kill -0 "$2" && kill -0 ${server_pids%%[!0-9]*}; do sleep 1; done
        for server_pid in $server_pids; do kill -s TERM -- "-$server_pid"; done
    ) >/dev/null 2>&1 </dev/null &
}

server_start() { # NAME LIB DIR OWNER
    mkdir -p "$3/run" "$3/home"
    chmod 755 "$3"
    [ -f "$3/ca.pem" ] || sh "$2/certificates.sh" "$3" || return 1
    for _ in 1 2 3; do
        # shellcheck disable=SC2046
        server_try "$1" "$3" $(server_ports) && server_guard "$3" "$4" && return 0
        server_stop "$3"
    done
    cat "$3/output" "$3"/*.log >&2 2>/dev/null
    return 1
}

server_stop() { # DIR
    [ -f "$1/pid" ] || return 0
    server_pids=$(cat "$1/pid")
    for server_pid in $server_pids; do kill -s TERM -- "-$server_pid" 2>/dev/null; done
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        for server_pid in $server_pids; do kill -0 "$server_pid" 2>/dev/null && sleep 0.05 && break; done || break
    done
    for server_pid in $server_pids; do kill -s KILL -- "-$server_pid" 2>/dev/null; done
    rm -f "$1/pid"
    return 0
}
