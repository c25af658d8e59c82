# SPDX-License-Identifier: MIT
# A private message bus for one test, without service activation, as session and as system bus. To be sourced after tap.sh.
#
#   bus_start           DBUS_SESSION_BUS_ADDRESS and DBUS_SYSTEM_BUS_ADDRESS lead to it; it ends with the test
#   bus_has NAME        somebody owns NAME

bus_start() {
    cat >"$T/bus.conf" <<C
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path=$T/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
C
    dbus-daemon --config-file="$T/bus.conf" --nofork 2>/dev/null &
    at_end+=("kill $! 2>/dev/null")
    wait_for 5 test -S "$T/bus" || return 1
    export DBUS_SESSION_BUS_ADDRESS=unix:path=$T/bus DBUS_SYSTEM_BUS_ADDRESS=unix:path=$T/bus
}

bus_has() {
    gdbus call --session -d org.freedesktop.DBus -o /org/freedesktop/DBus -m org.freedesktop.DBus.NameHasOwner "$1" 2>/dev/null |
        grep -q true
}
