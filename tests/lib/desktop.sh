#!/bin/sh
# SPDX-License-Identifier: MIT
# A desktop of its own for one test: private session bus without service activation, Xvfb, and a notification server.
#
#   desktop.sh run dunst|xfce|daemon|mock|gnome|plasma|mako|none COMMAND...   runs COMMAND on it; its exit status is the command's
#   desktop.sh start | stop                     within: starts or stops the server
#
# Within: DESKTOP_DIR (scratch, also HOME), DESKTOP_SERVER, $DESKTOP_DIR/server.pid, $DESKTOP_DIR/server.log (xfce is xfce4-notifyd, daemon is notification-daemon; mock: every call
# with its arguments; dunst: what it shows; gnome, plasma, mako: servers with their habits, by notification-server.py). MOCK_CAPABILITIES sets what the mock says it can do.
# Whatever is missing on this machine makes a named TAP skip, or a failure when CI=true.
set -u
SERVER_NAME=org.freedesktop.Notifications

missing() {
    [ "${CI:-}" = true ] && { echo "Bail out! $1 is not installed"; exit 1; }
    echo "1..0 # SKIP $1 is not installed"
    exit 0
}

need() {
    for program; do
        command -v "$program" >/dev/null 2>&1 || missing "$program"
    done
}

# wait_for SECONDS COMMAND...: until COMMAND succeeds.
wait_for() {
    tries=$(($1 * 50))
    shift
    while [ $tries -gt 0 ]; do
        "$@" >/dev/null 2>&1 && return 0
        tries=$((tries - 1))
        sleep 0.02
    done
    return 1
}

server_is_there() {
    gdbus call --session -d org.freedesktop.DBus -o /org/freedesktop/DBus -m org.freedesktop.DBus.NameHasOwner \
        "$SERVER_NAME" 2>/dev/null | grep -q true
}

# A process that nobody has waited for yet is gone as well.
gone() {
    ! kill -0 "$1" 2>/dev/null || grep -q '^State:.Z' "/proc/$1/status"
}

# stop_pid PID: asks, then insists. A frozen process is woken first.
stop_pid() {
    kill -TERM "$1" 2>/dev/null || return 0
    kill -CONT "$1" 2>/dev/null
    wait_for 3 gone "$1" || kill -KILL "$1" 2>/dev/null
}

# xfce4-notifyd and notification-daemon are no programs for the command line.
program_of() {
    case $1 in
    xfce) set -- /usr/lib/*/xfce4/notifyd/xfce4-notifyd ;;
    daemon) set -- /usr/lib/notification-daemon/notification-daemon /usr/lib/*/notification-daemon ;;
    esac
    for program; do
        [ -f "$program" ] && [ -x "$program" ] && echo "$program" && return
    done
    return 1
}

start_server() {
    case $DESKTOP_SERVER in
    none) return 0 ;;
    xfce) "$(program_of xfce)" >>"$DESKTOP_DIR/server.log" 2>&1 & ;;
    daemon) "$(program_of daemon)" >>"$DESKTOP_DIR/server.log" 2>&1 & ;;
    dunst) dunst -print >>"$DESKTOP_DIR/server.log" 2>&1 & ;;
    gnome | plasma | mako)
        /usr/bin/python3 "${top_srcdir:?}/tests/lib/notification-server.py" "$DESKTOP_SERVER" >>"$DESKTOP_DIR/server.log" 2>&1 &
        ;;
    mock)
        capabilities=${MOCK_CAPABILITIES:-body body-markup actions persistence}
        /usr/bin/python3 -m dbusmock --template notification_daemon -p "{\"capabilities\": \"$capabilities\"}" \
            >>"$DESKTOP_DIR/server.log" 2>&1 &
        ;;
    esac
    echo $! >"$DESKTOP_DIR/server.pid"
    wait_for 10 server_is_there || { echo "Bail out! $DESKTOP_SERVER did not start"; exit 1; }
}

stop_server() {
    [ -e "$DESKTOP_DIR/server.pid" ] || return 0
    stop_pid "$(cat "$DESKTOP_DIR/server.pid")"
    rm -f "$DESKTOP_DIR/server.pid"
}

start_bus() {
    mkdir -m 700 "$DESKTOP_DIR/run"
    cat >"$DESKTOP_DIR/bus.conf" <<XML
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path=$DESKTOP_DIR/run/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
XML
    dbus-daemon --config-file="$DESKTOP_DIR/bus.conf" --nofork >"$DESKTOP_DIR/bus.log" 2>&1 &
    bus_pid=$!
    echo $bus_pid >"$DESKTOP_DIR/bus.pid"
    wait_for 5 test -S "$DESKTOP_DIR/run/bus" || { echo "Bail out! the bus did not start"; exit 1; }
}

start_display() {
    Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp 3>"$DESKTOP_DIR/display" >"$DESKTOP_DIR/x.log" 2>&1 &
    display_pid=$!
    wait_for 10 test -s "$DESKTOP_DIR/display" || { echo "Bail out! Xvfb did not start"; exit 1; }
    DISPLAY=:$(cat "$DESKTOP_DIR/display")
    export DISPLAY
}

clean_up() {
    stop_server
    [ -z "$display_pid" ] || stop_pid "$display_pid"
    [ -z "$bus_pid" ] || stop_pid "$bus_pid"
    wait
    rm -rf "$DESKTOP_DIR"
}

run() {
    DESKTOP_SERVER=$1
    shift
    need dbus-daemon gdbus
    case $DESKTOP_SERVER in
    none) ;;
    dunst) need dunst dunstctl Xvfb ;;
    xfce) need Xvfb && program_of xfce >/dev/null || missing xfce4-notifyd ;;
    daemon) need Xvfb && program_of daemon >/dev/null || missing notification-daemon ;;
    mock) /usr/bin/python3 -c 'import dbusmock' 2>/dev/null || missing python3-dbusmock ;;
    gnome | plasma | mako) /usr/bin/python3 -c 'import dbus; from gi.repository import GLib' 2>/dev/null || missing python3-dbus ;;
    *) echo "desktop.sh: no server called $DESKTOP_SERVER" >&2; exit 2 ;;
    esac
    DESKTOP_DIR=$(mktemp -d) bus_pid='' display_pid=''
    trap clean_up EXIT
    trap 'exit 129' HUP INT TERM
    export DESKTOP_DIR DESKTOP_SERVER
    export HOME="$DESKTOP_DIR" XDG_RUNTIME_DIR="$DESKTOP_DIR/run" DBUS_SESSION_BUS_ADDRESS="unix:path=$DESKTOP_DIR/run/bus"
    unset DISPLAY WAYLAND_DISPLAY XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME NOTIFY_FORCE_PORTAL
    start_bus
    case $DESKTOP_SERVER in dunst | xfce | daemon) start_display ;; esac
    start_server
    "$@"
}

case ${1:-} in
run) shift; run "$@" ;;
start) start_server ;;
stop) stop_server ;;
*) echo "usage: desktop.sh run SERVER COMMAND... | start | stop" >&2; exit 2 ;;
esac
