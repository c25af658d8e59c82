# SPDX-License-Identifier: MIT
# A real systemd with a real `systemd --user`, for tests on machines whose first process is another: PID 1 of a container over a
# throw-away overlay of /. Nothing is written to the machine. Memory, CPU and task limits do not work inside.
# Source it, then:
#
#   systemd_boot IMAGE     boots with the files of IMAGE copied over /; fails, saying why in $systemd_why, where that cannot be done
#   as_user COMMAND        as the user anna, with her user manager and her bus; as_root COMMAND as root
#   systemd_halt           ends it
# shellcheck shell=bash
systemd_nspawn='' systemd_leader='' systemd_why=''

# In a mount namespace of its own: what is mounted here goes with the last process.
systemd_container() { # IMAGE
    local overlay=$1.overlay root=$1.overlay/root unit
    mkdir -p "$overlay"
    mount --make-rprivate / && mount -t tmpfs tmpfs "$overlay" || exit
    mkdir "$overlay/upper" "$overlay/work" "$root"
    mount -t overlay overlay -o "lowerdir=/,upperdir=$overlay/upper,workdir=$overlay/work" "$root" || exit
    cp -a "$1/." "$root/" || exit
    rm -f "$root/etc/machine-id" "$root/etc/fstab"
    : >"$root/etc/machine-id"
    mkdir -p "$root/etc/systemd/system" "$root/var/lib/systemd/linger"
    for unit in systemd-networkd.service systemd-networkd.socket systemd-resolved.service systemd-timesyncd.service \
        systemd-udevd.service systemd-udev-trigger.service systemd-hwdb-update.service console-getty.service apt-daily.timer \
        apt-daily-upgrade.timer man-db.timer fstrim.timer e2scrub_all.timer dpkg-db-backup.timer ssh.service docker.service \
        containerd.service dovecot.service dovecot.socket; do
        ln -sf /dev/null "$root/etc/systemd/system/$unit"
    done
    chroot "$root" useradd -m -u 1500 -s /bin/bash anna || exit
    touch "$root/var/lib/systemd/linger/anna"
    SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 exec systemd-nspawn -D "$root" --machine="cadens-$$" --register=no --keep-unit \
        --private-network -b --console=pipe
}

# The descendant of the container's process that is the first one inside.
systemd_find_leader() { # PID
    local child
    for child in $(cat "/proc/$1/task/$1/children" 2>/dev/null); do
        if [ "$(awk '/^NSpid/ && NF > 2 { print $NF }' "/proc/$child/status" 2>/dev/null)" = 1 ] &&
            [ "$(cat "/proc/$child/comm")" = systemd ]; then
            systemd_leader=$child
            return 0
        fi
        systemd_find_leader "$child" && return 0
    done
    return 1
}

as_root() { nsenter -t "$systemd_leader" -a -- /bin/bash -c "$*"; }
as_user() {
    nsenter -t "$systemd_leader" -a -- setpriv --reuid=1500 --regid=1500 --init-groups --reset-env \
        env XDG_RUNTIME_DIR=/run/user/1500 DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/1500/bus HOME=/home/anna USER=anna \
        LOGNAME=anna LANG=C.UTF-8 PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin TERM=dumb bash -c "cd; $*"
}

systemd_is_up() { as_user 'systemctl --user is-active -q default.target'; }

systemd_boot() { # IMAGE
    local until=$((SECONDS + 40))
    systemd_why='it takes root'
    [ "$(id -u)" = 0 ] || return 1
    systemd_why='there is no systemd-nspawn'
    command -v systemd-nspawn >/dev/null || return 1
    systemd_why='no container with a user manager can be booted here'
    setsid unshare -m --propagation private bash -c "$(declare -f systemd_container); systemd_container '$1'" </dev/null \
        >"$1.console" 2>&1 &
    systemd_nspawn=$!
    while [ $SECONDS -lt $until ]; do
        [ -n "$systemd_leader" ] || systemd_find_leader $systemd_nspawn
        [ -z "$systemd_leader" ] || ! systemd_is_up >/dev/null 2>&1 || return 0
        kill -0 $systemd_nspawn 2>/dev/null || return 1
        sleep 0.1
    done
    return 1
}

# With the container's first process everything in it ends.
systemd_halt() {
    [ -n "$systemd_nspawn" ] || return 0
    [ -z "$systemd_leader" ] || kill -KILL "$systemd_leader" 2>/dev/null
    [ -n "$systemd_leader" ] || kill -KILL "$systemd_nspawn" 2>/dev/null
    wait "$systemd_nspawn" 2>/dev/null
    systemd_nspawn='' systemd_leader=''
}
