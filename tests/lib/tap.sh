# SPDX-License-Identifier: MIT
# For shell tests: a profile of their own, TAP on standard output, and questions to JSON. Source it, then call the functions.
# shellcheck shell=bash
set -u
: "${top_srcdir:?}" "${top_builddir:?}"
T=$(mktemp -d "${TMPDIR:-/tmp}/cadens-test.XXXXXX")
export HOME=$T/home XDG_CONFIG_HOME=$T/config XDG_DATA_HOME=$T/data XDG_STATE_HOME=$T/state XDG_CACHE_HOME=$T/cache
export XDG_RUNTIME_DIR=$T/run LC_ALL=C.UTF-8 TZ=Pacific/Auckland NO_COLOR=1
export DBUS_SESSION_BUS_ADDRESS=unix:path=$T/no-session-bus DBUS_SYSTEM_BUS_ADDRESS=unix:path=$T/no-system-bus
mkdir -p "$HOME" "$XDG_CONFIG_HOME" "$XDG_DATA_HOME" "$XDG_RUNTIME_DIR"
chmod 700 "$XDG_RUNTIME_DIR"
tap_count=0 tap_failed=0
NOW=2026-03-31T12:00:00+02:00

at_end=()  # commands to run at the end, last one first
cleanup() {
    local i
    for ((i = ${#at_end[@]} - 1; i >= 0; i--)); do eval "${at_end[i]}"; done
    rm -rf "$T"
}
trap cleanup EXIT
trap 'exit 1' INT TERM HUP

cadens() { "$top_builddir/cadens" --config "$T/cadens.conf" --now "$NOW" "$@"; }
cadensd() { "$top_builddir/cadensd" --config "$T/cadens.conf" "$@"; }

# configure: the configuration on standard input, behind what every test wants
configure() {
    { printf '[store]\npath = %s/cadens.db\n[dashboard]\npath = %s/page/dashboard.html\n' "$T" "$T"; cat; } >"$T/cadens.conf"
}

result() { # result STATUS NAME [WHY]
    tap_count=$((tap_count + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $tap_count - $2"
    else
        tap_failed=$((tap_failed + 1))
        echo "not ok $tap_count - $2"
        [ $# -lt 3 ] || printf '%s\n' "$3" | sed 's/^/# /'
    fi
}

ok() { # ok NAME COMMAND...: the command succeeds
    local name=$1 output
    shift
    if output=$("$@" 2>&1); then result 0 "$name"; else result 1 "$name" "$output"; fi
}

is() { # is NAME EXPECTED ACTUAL
    if [ "$2" = "$3" ]; then result 0 "$1"; else result 1 "$1" "expected: $2
got:      $3"; fi
}

like() { # like NAME EXTENDED-REGEX ACTUAL
    if printf '%s' "$3" | grep -Eq -- "$2"; then result 0 "$1"; else result 1 "$1" "expected to match: $2
got: $3"; fi
}

unlike() { # unlike NAME EXTENDED-REGEX ACTUAL
    if printf '%s' "$3" | grep -Eq -- "$2"; then result 1 "$1" "expected not to match: $2
got: $3"; else result 0 "$1"; fi
}

status_is() { # status_is NAME STATUS COMMAND...: exit status, output kept in $T/out and $T/err
    local name=$1 wanted=$2 got
    shift 2
    "$@" >"$T/out" 2>"$T/err"
    got=$?
    if [ "$got" -eq "$wanted" ]; then result 0 "$name"; else result 1 "$name" "expected status $wanted, got $got
$(tail -n 5 "$T/out")
$(tail -n 5 "$T/err")"; fi
}

# ask EXPRESSION: a Python expression over the JSON document d on standard input
ask() {
    /usr/bin/python3 -c 'import json,sys
d=json.load(sys.stdin)
v=eval(sys.argv[1])
print(json.dumps(v,ensure_ascii=False,sort_keys=True) if not isinstance(v,str) else v)' "$1"
}

json() { cadens --format json "$@"; }

# wait_for SECONDS COMMAND...: until the command succeeds; fails when the time is up. A busy machine gets half a minute for anything: what
# must happen does happen, and how soon is a matter of `make bench`.
wait_for() {
    local until=$((SECONDS + ($1 > 30 ? $1 : 30)))
    shift
    until "$@" >/dev/null 2>&1; do
        [ $SECONDS -lt $until ] || return 1
        sleep 0.1
    done
}

# need NAME TOOL...: a real component; without it the whole test is skipped, or, under CI=true, fails
need() {
    local what=$1 tool
    shift
    for tool in "$@"; do
        command -v "$tool" >/dev/null && continue
        if [ "${CI:-}" = true ]; then
            echo "not ok 1 - $what is missing ($tool)"
            echo 1..1
            exit 1
        fi
        echo "1..0 # SKIP $what is missing ($tool)"
        exit 0
    done
}

finish() {
    echo "1..$tap_count"
    [ $tap_failed -eq 0 ]
    exit
}

# The sample world in $T/sample as mailbox and calendar; standard input is added to the configuration.
sample() {
    cp -R "$top_srcdir/conf/sample" "$T/sample"
    mkdir -p "$T/sample/maildir/new" "$T/sample/maildir/tmp" "$T/sample/maildir/.Skickat/new" "$T/sample/maildir/.Skickat/tmp"
    { printf '[identity]\naddresses = anna@satori.example; @satori.example\n[mailbox mail]\ntype = maildir\npath = %s/sample/maildir\n' "$T"
      printf '[calendar work]\nurl = file://%s/sample/calendar.ics\n' "$T"
      cat; } | configure
}
