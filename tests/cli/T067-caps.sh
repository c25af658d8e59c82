#!/bin/bash
# SPDX-License-Identifier: MIT
# Each cap at work: a calendar can neither hang nor kill the daemon; what is beyond a cap is named, by the daemon and by `inspect`, and costs
# its neighbours nothing; a calendar that is too much as a whole changes nothing and is named by `status`.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need "a maker of calendars" python3

make_calendar() { # make_calendar PYTHON: "before", what the expression says, "behind"
    python3 -c '
import sys

def event(uid, *lines, start="20260401T100000Z"):
    return "".join(line + "\r\n" for line in ("BEGIN:VEVENT", "UID:" + uid, "DTSTART:" + start, *lines, "END:VEVENT"))

def numbers(first, end):
    return ",".join(str(n) for n in range(first, end))

every_second = f"BYHOUR={numbers(0, 24)};BYMINUTE={numbers(0, 60)};BYSECOND={numbers(0, 60)}"
never = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=9"
slow = lambda uid: event(uid, *[never.replace("DAILY", "HOURLY")] * 50, start="19700101T000000Z")
moment = lambda n: f"2024{1 + n % 12:02}{1 + n // 12 % 28:02}T{n // 336 % 24:02}{n // 8064:02}00Z"
sys.stdout.write("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + event("before") + eval(sys.argv[1]) + event("behind") + "END:VCALENDAR\r\n")' "$1"
}
make_calendar '""' >"$T/good.ics"
mkdir "$T/bin"
cp "$top_builddir/cadensd" "$T/bin/"
REAL=$(realpath "$top_builddir/cadens-ics")
reader() { # reader SHELL-TEXT: in the place of the program that reads calendars
    printf '#!/bin/sh\n%s\n' "$1" >"$T/bin/cadens-ics.new"
    chmod +x "$T/bin/cadens-ics.new"
    mv "$T/bin/cadens-ics.new" "$T/bin/cadens-ics"
}
reader "exec $REAL"
profile() { # profile BAD-CALENDAR [STORE]
    configure <<C
[identity]
addresses = anna@satori.example
[calendar bad]
url = file://$1
[calendar good]
url = file://$T/good.ics
[ui]
language = en
C
    [ $# -lt 2 ] || sed -i "s|^path = $T/cadens.db|path = $T/$2.db|" "$T/cadens.conf"
}
once() { "$T/bin/cadensd" --config "$T/cadens.conf" --once --now "$NOW"; }
uids() { json meetings --all | ask '" ".join(sorted({m["uid"] for m in d["meetings"]}))'; }
source_is() { json status | ask '[[s["state"], s["error"]] for s in d["sources"] if s["name"] == "bad"]'; }

# A reader that stands still: begun here, in a store of its own, looked at in the end.
reader "echo \$\$ >>$T/stopped; kill -STOP \$\$"
cp -r "$T/bin" "$T/stopped-bin"
profile "$T/good.ics" stopped
cp "$T/cadens.conf" "$T/stopped.conf"
"$T/stopped-bin/cadensd" --config "$T/stopped.conf" --once --now "$NOW" >"$T/stopped.out" 2>"$T/stopped.err" &
stopped=$!
at_end+=("kill $stopped 2>/dev/null")
reader "exec $REAL"

# --- one event, or one UID ---------------------------------------------------------------------------------------------------------
cap() { # cap NAME MESSAGE PYTHON [SEEN [TOLD [LAST]]]: SEEN: how much `inspect` shows of the event; TOLD: what the daemon says instead
    make_calendar "$3" >"$T/bad.ics"
    rm -f "$T"/cadens.db*
    profile "$T/bad.ics"
    status_is "$1: exit status" 0 once
    like "$1: is told of" "bad: ${5-$2}" "$(cat "$T/err")"
    like "$1: the neighbours are there" '^(bad )?before behind( last)?$' "$(uids)"
    is "$1: the calendar is well" '[["ok", null]]' "$(source_is)"
    json inspect "$T/bad.ics" --timezone UTC >"$T/out"
    like "$1: inspect names it" "\"$2\"" "$(ask 'd["problems"]' <"$T/out")"
    like "$1: and shows the neighbours" "\"before\".*\"${6-behind}\"" "$(ask '[o["uid"] for o in d["occurrences"]] + [o["uid"] for o in d["occurrences"] if o["uid"] != "before"]' <"$T/out")"
    [ $# -lt 4 ] || is "$1: what is read of it" "$4" "$(ask 'len([o for o in d["occurrences"] if o["uid"] == "bad"])' <"$T/out")"
}
cap "bytes of an event" 'an event of more than 1048576 bytes is skipped' 'event("bad", "DESCRIPTION:" + "x" * (1 << 20))' 0
cap "a line without end" 'an event of more than 1048576 bytes is skipped' 'event("bad", "X-LONG:" + "x" * 5000000)' 0
cap "nesting" 'an event of more than 1048576 bytes is skipped' 'event("bad", *["BEGIN:VALARM"] * 60000, *["END:VALARM"] * 60000)' 0
cap "events" 'only the first 200000 events are read' 'event("last") + "BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 200000' 0 'only the first 200000 events are read' last
cap "attendees" 'bad: only the first 500 of 800 attendees are read' 'event("bad", *[f"ATTENDEE:mailto:a{n}@boll.example" for n in range(800)])' 1
cap "exceptions" 'bad: more than 20000 exceptions' 'event("bad", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE:" + ",".join(["20270101T100000Z"] * 30000))' 3
cap "rules" 'bad: only the first 50 rules are read' 'event("bad", *["RRULE:FREQ=DAILY;COUNT=2"] * 51)' 2
cap "versions of a UID" 'bad: only the first 5000 versions are read' '"".join(event("bad", "SEQUENCE:%d" % n) for n in range(6000))' 1
cap "occurrences" 'bad: only the first 5000 occurrences are shown' 'event("bad", "RRULE:FREQ=HOURLY")' 5000
cap "occurrences of a moment" 'bad: the rule is too long and was cut' 'event("bad", "RRULE:FREQ=DAILY;" + every_second + ";BYSETPOS=-1")' 1
cap "memory for a rule" 'bad: the rule is too long and was cut' 'event("bad", "RRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;" + every_second, start="19700101T000000Z")'
cap "a rule that never ends" 'bad: the rule is too long and was cut' 'slow("bad")' 0
cap "masters that are compared" 'bad: the rule is too long and was cut' '"".join(event("bad", never, start=moment(n)) for n in range(4000))'
cap "an interval" 'bad: unsupported rule: a bad INTERVAL; only its first date is shown' 'event("bad", "RRULE:FREQ=DAILY;INTERVAL=65537")' 1
cap "values of a part" 'bad: unsupported rule: a bad BYDAY; only its first date is shown' 'event("bad", "RRULE:FREQ=YEARLY;BYDAY=" + ",".join(["1MO"] * 101))' 1
cap "kinds of rules" 'bad: unsupported rule: a frequency that is not expanded; only its first date is shown' 'event("bad", "RRULE:FREQ=SECONDLY")' 1
cap "zones" 'a time zone beyond the limits is skipped' '"".join(f"BEGIN:VTIMEZONE\r\nTZID:Z{n}\r\nEND:VTIMEZONE\r\n" for n in range(60))' 0
cap "complaints" 'more problems' '"".join(event(f"bad", start="NEVER%d" % n).replace("UID:bad", "UID:b%d" % n) for n in range(300))' 0 'b4: no readable DTSTART; the event is skipped'

# --- a whole calendar -----------------------------------------------------------------------------------------------------------------
TOO_MUCH='the calendar needs more time or memory than one may, or is larger than can be read'
profile "$T/bad.ics"
make_calendar 'event("bad")' >"$T/bad.ics"
rm -f "$T"/cadens.db*
once
seen=''
fails() { # fails NAME WORDS: nothing is lost, the other calendar is read, and the next good answer heals
    seen="$seen ${1// /-}"
    make_calendar "''.join(map(event, '$seen'.split()))" >"$T/good.ics"
    status_is "$1: exit status" 75 once
    like "$1: one line" "^cadensd: bad: $2\$" "$(cat "$T/err")"
    like "$1: status says it" "\\[\\[\"failing\", \"$2\"\\]\\]" "$(source_is)"
    like "$1: the other calendar is read" "${1// /-}" "$(uids)"
    is "$1: every meeting is still there" 3 "$(json meetings --all | ask 'len([m for m in d["meetings"] if m["uid"] in ("before", "bad", "behind") and m["status"] == "confirmed"])')"
    make_calendar 'event("bad")' >"$T/bad.ics"
    reader "exec $REAL"
    status_is "$1: the next good answer" 0 once
    is "$1: heals" '[["ok", null]]' "$(source_is)"
}
truncate -s 70M "$T/bad.ics"
fails "bytes of a calendar" 'no file of at most 64 MB'
make_calendar '"".join(event(f"s{n}", "RRULE:FREQ=DAILY", start="20240101T100000Z") for n in range(1500))' >"$T/bad.ics"
fails "occurrences of a calendar" "$TOO_MUCH"
# a calendar of nothing but slow rules, with a second instead of twenty
make_calendar '"".join(slow(f"s{n}") for n in range(500))' >"$T/bad.ics"
reader "ulimit -t 1; exec $REAL"
fails "time of the processor" "$TOO_MUCH"
if ! grep -q __asan "$REAL"; then # whose memory knows no bounds
    make_calendar '"".join(event("bad", *["RRULE:FREQ=DAILY;COUNT=2"] * 50, start=moment(n)) for n in range(3000))' >"$T/bad.ics"
    reader "ulimit -v 90000; exec $REAL"
    fails "memory" "$TOO_MUCH"
fi

# --- a reader gone mad ------------------------------------------------------------------------------------------------------------------
for words in 'kill -SEGV $$' 'kill -KILL $$' 'exit 0' 'exec yes' 'exec cat /dev/zero' 'exec head -c 100000 /dev/urandom'; do
    make_calendar 'event("bad", "SUMMARY:changed")' >"$T/bad.ics"
    reader "grep -q changed && { $words; }; exec $REAL"
    fails "$(echo "$words" | tr -c 'a-zA-Z0-9\n' ' ' | tr -s ' ' | sed 's/ $//')" "$TOO_MUCH"
done

# --- and the daemon -----------------------------------------------------------------------------------------------------------------------
make_calendar 'event("bad", "SUMMARY:changed")' >"$T/bad.ics"
reader "grep -q changed || exec $REAL; echo \$\$ >$T/reader; kill -STOP \$\$"
make_calendar 'event("fresh")' >"$T/good.ics"
"$T/bin/cadensd" --config "$T/cadens.conf" >"$T/log" 2>&1 &
daemon=$!
at_end+=("kill $daemon 2>/dev/null")
ok "a reader that stands still" wait_for 30 test -s "$T/reader"
shows() { uids | grep -qw "$1"; }
ok "does not keep the daemon from the other calendar" wait_for 30 shows fresh
kill $daemon
ok "nor from ending when it is told to" wait_for 30 sh -c "! kill -0 $daemon"
wait $daemon
is "in good order" 0 $?
ok "and the reader is gone" wait_for 30 sh -c "! kill -0 $(cat "$T/reader")"
ok "the one from the beginning is given up after a minute" wait_for 180 sh -c "! kill -0 $stopped"
wait $stopped
is "with the status of what is tried again" 75 $?
like "and the words" "^cadensd: (bad|good): $TOO_MUCH\$" "$(cat "$T/stopped.err")"
for pid in $(cat "$T/stopped"); do
    ok "it is gone" sh -c "! kill -0 $pid"
done
finish
