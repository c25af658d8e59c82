#!/bin/bash
# SPDX-License-Identifier: MIT
# Killed, cut off and out of disk, again and again while mail keeps coming in, the daemon ends with the database of a calm run, and verify
# finds nothing unexplained. `make soak` runs it at full size; the suite runs it small.
#   SOAK_MESSAGES, SOAK_KILLS, SOAK_DROPS, SOAK_PORTIONS (of mail that arrive one after the other), SOAK_SEED
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need Dovecot dovecot openssl
need SQLite sqlite3
DOVECOT_LIB=$top_srcdir/tests/lib
. "$DOVECOT_LIB/dovecot.sh"
messages=${SOAK_MESSAGES:-20000} kills_wanted=${SOAK_KILLS:-200} drops_wanted=${SOAK_DROPS:-200} portions=${SOAK_PORTIONS:-40}
RANDOM=${SOAK_SEED:-4711}

chmod 711 "$T" # the server runs as another user
D=$T/dovecot
/usr/bin/python3 "$top_srcdir/tests/lib/make-mail.py" "$T/mail" "$messages"
dovecot_start "$D" || { result 1 "Dovecot starts" "$(tail -n 5 "$D/dovecot.log")"; finish; }
at_end+=('dovecot_stop "$D"')
. "$D/ports"
coproc DROPPER { exec /usr/bin/python3 "$top_srcdir/tests/soak/dropper.py" "$IMAPS" "$RANDOM" "$drops_wanted" "$T/drops"; }
at_end+=("kill $DROPPER_PID 2>/dev/null")
read -r DROPPING <&"${DROPPER[0]}"
mkdir -p "$T/disk"

profile() { # profile NAME DATABASE PORT
    printf '[store]\npath = %s\n[identity]\naddresses = anna@satori.example\n[ui]\nlanguage = en\n[notify]\nenabled = no\n[mailbox work]\nhost = localhost\nport = %s\nuser = alice\npassword_command = echo secret\nca_file = %s/ca.pem\n' \
        "$2" "$3" "$D" >"$T/$1.conf"
}
profile calm "$T/calm.db" "$IMAPS"
profile soak "$T/soak.db" "$IMAPS"
profile dropped "$T/soak.db" "$DROPPING"
profile full "$T/disk/soak.db" "$IMAPS"
run() { "$top_builddir/$2" --config "$T/$1.conf" --now "$NOW" "${@:3}"; }
sql() { sqlite3 -cmd '.timeout 5000' "$T/soak.db" "$1" 2>/dev/null; }

# --- mail keeps coming in
find "$T/mail/Maildir" -type f | LC_ALL=C sort >"$T/waiting"
each=$(((messages + portions - 1) / portions)) delivered=0
deliver() { # the next portion arrives
    local file to
    head -n "$each" "$T/waiting" >"$T/portion"
    sed -i "1,${each}d" "$T/waiting"
    while read -r file; do
        to=${file#"$T/mail/Maildir/"}
        to=$D/home/alice/Maildir/${to#./}
        mkdir -p "${to%/*}" "${to%/*/*}/new" "${to%/*/*}/tmp"
        mv "$file" "$to"
        delivered=$((delivered + 1))
    done <"$T/portion"
    dovecot_own "$D/home/alice"
}
is_complete() { [ "$(sql 'SELECT COUNT(*) FROM ledger')" = $delivered ] && [ "$(sql 'SELECT COUNT(complete_at) FROM mailbox')" = 1 ]; }

# --- what goes wrong
kills=0 amid=0 wrong=0 full=0 span=300 # milliseconds within which a kill falls: as long as a portion takes
kill_once() {
    local pid
    # not through a function: that would be a shell of its own, and the kill would hit the shell
    "$top_builddir/cadensd" --config "$T/soak.conf" --now "$NOW" --once >"$T/kill.log" 2>&1 &
    pid=$!
    sleep "0.$(printf %03d $((RANDOM % span + 5)))"
    if kill -KILL $pid 2>/dev/null; then kills=$((kills + 1)); fi
    wait $pid 2>/dev/null
    is_complete || amid=$((amid + 1))
}
drop_once() { # 75 when the connection was cut, 0 when it lasted
    run dropped cadensd --once >"$T/drop.log" 2>&1
    case $? in 0 | 75) ;; *) wrong=$((wrong + 1)); cat "$T/drop.log" >&2 ;; esac
}
fill_disk() { # the disk takes only a little more than it holds
    local room=$(($(stat -c %s "$T"/soak.db* | paste -sd+ | bc) / 1024 + 160))
    local own=-m
    [ "$(id -u)" = 0 ] || own=-rm
    if unshare $own true 2>/dev/null; then
        unshare $own sh -c 'mount -t tmpfs -o size="$1"k tmpfs "$2/disk" && cp "$2"/soak.db* "$2/disk/" && rm "$2"/soak.db* || exit 99
            "$3" --config "$2/full.conf" --now "$4" --once; status=$?; cp "$2"/disk/soak.db* "$2/" && exit $status' \
            sh $room "$T" "$top_builddir/cadensd" "$NOW" >"$T/full.log" 2>&1
    else
        (ulimit -f $room; run soak cadensd --once) >"$T/full.log" 2>&1
    fi
    full=$?
}

run soak cadens import accounts "$T/mail/accounts.csv" >/dev/null || result 1 "accounts"
deliver
begun=$(date +%s%N)
run soak cadensd --once >/dev/null || result 1 "the first portion"
span=$((($(date +%s%N) - begun) / 1000000))
[ $span -lt 900 ] || span=900
deliver
rounds=0 portion=2 is_full_done=false
drops() { cat "$T/drops"; }
while [ $kills -lt "$kills_wanted" ] || [ "$(drops)" -lt "$drops_wanted" ]; do
    rounds=$((rounds + 1))
    [ $rounds -le $((20 * (kills_wanted + drops_wanted))) ] || break
    if is_complete && [ -s "$T/waiting" ]; then
        deliver
        portion=$((portion + 1))
        if ! $is_full_done && [ $portion -gt $((portions / 2)) ]; then
            is_full_done=true
            fill_disk
        fi
    elif is_complete; then # all is read too early: once more from the beginning
        rm -f "$T"/soak.db*
        run soak cadens import accounts "$T/mail/accounts.csv" >/dev/null
    fi
    if [ $kills -lt "$kills_wanted" ] && { [ $((RANDOM % 2)) = 0 ] || [ "$(drops)" -ge "$drops_wanted" ]; }; then kill_once; else drop_once; fi
done
while [ -s "$T/waiting" ]; do deliver; done

is "kills" "$kills_wanted" $kills
ok "some amid the messages" test $amid -ge $((kills_wanted / 50))
is "dropped connections" "$drops_wanted" "$(drops)"
is "each of them a run that says try again, or one that recovered" 0 $wrong
is "a full disk is 75" 75 $full
like "in one clear line" 'disk|disc' "$(cat "$T/full.log")"
echo "# $rounds rounds, a portion in $span ms, $amid kills amid the messages, $portion portions before the end"
ok "the last start ends well" run soak cadensd --once
ok "a calm run" eval 'run calm cadens import accounts "$T/mail/accounts.csv" && run calm cadensd --once'
run calm cadens export --all >"$T/calm.dump"
run soak cadens export --all >"$T/soak.dump"
ok "the same database" cmp "$T/calm.dump" "$T/soak.dump"
diff "$T/calm.dump" "$T/soak.dump" | head -n 10 | sed 's/^/# /'
is "and it is whole" ok "$(sql 'PRAGMA integrity_check')"
status_is "verify agrees" 0 run soak cadens --format json verify
is "every message is there" "$messages" "$(ask 'sum(f["ledger"] for f in d["folders"])' <"$T/out")"
is "nothing is unexplained" 0 "$(ask 'sum(f["unexplained"] + f["missing"] + f["extra"] for f in d["folders"])' <"$T/out")"
finish
