#!/bin/bash
# SPDX-License-Identifier: MIT
# The hook command: each notification and withdrawal is one JSON object on its standard input; it blocks nothing, and what it could not take waits.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
. "$top_srcdir/tests/lib/stale.sh" || exit 1
need "SQLite" sqlite3

# takes what it is given into $T/got, one object a line, as long as $T/refuse is not there
cat >"$T/take it" <<'H'
#!/bin/sh
[ $# -eq 1 ] && [ "$1" = 'a $(word)' ] || exit 9
[ ! -e "${0%/*}/refuse" ] || { echo no; exit 3; }
[ ! -e "${0%/*}/sleep" ] || { sleep 600 & echo $! >"${0%/*}/sleeper"; wait; }
tr '\n' ' ' >>"${0%/*}/got"
echo >>"${0%/*}/got"
H
chmod +x "$T/take it"
settings() { stale_conf "hook = \"$T/take it\" 'a \$(word)'" "$@"; }
begin() {
    rm -f "$T/got"
    stale_leads 3
}
got() { /usr/bin/python3 -c 'import json,sys
d=[json.loads(l) for l in open(sys.argv[1])]
print(json.dumps(eval(sys.argv[2]),ensure_ascii=False))' "$T/got" "$1"; }
waits() { sqlite3 "$T/cadens.db" 'SELECT COUNT(*) FROM hook_queue'; }

settings 'digest_at = 09:00' 'max_per_hour = 2'
begin
status_is "without a desktop" 0 cadensd --once --now $NOW
is "the digest has what waited, and each notification of its own is one object" \
    '[["notify", "digest", "To do: 3"]]' "$(got '[[i["event"], i["tag"], i["title"]] for i in d]')"
settings 'digest_at = 16:00' 'max_per_hour = 2'
begin
status_is "before the digest" 0 cadensd --once --now $NOW
is "as many as bubbles" '[["notify", "lead_stale", 2, "A1", "L1", "No activity for 15 days: Lead 1 (Ett)", "last activity 2026-03-16"], ["notify", "lead_stale", 2, "A2", "L2", "No activity for 15 days: Lead 2 (Två)", "last activity 2026-03-16"]]' \
    "$(got '[[i[k] for k in ("event", "rule", "severity", "account", "lead", "title", "body")] for i in d]')"
is "with the tag, the item and the moment" "[[\"signal:$(stale_signal L1)\", $(stale_signal L1), \"2026-03-31T10:00:00+02:00\", 1]]" "$(got '[[i["tag"], i["id"], i["at"], i["schema"]] for i in d][:1]')"
status_is "again" 0 cadensd --once --now $NOW
is "nothing is told twice" 2 "$(got 'len(d)')"
ok "one is done" cadens 'done' "$(stale_signal L1)"
status_is "and then" 0 cadensd --once --now 2026-03-31T10:05:00+02:00
is "it is taken back, once" "[\"withdraw\", \"signal:$(stale_signal L1)\", $(stale_signal L1)]" "$(got '[d[-1][k] for k in ("event", "tag", "id")]')"
is "what the hook has is all there is" '[3, 0]' "[$(got 'len(d)'), $(waits)]"

# --- privacy
settings 'digest_at = 16:00' 'privacy = names'
begin
cadensd --once --now $NOW
is "names only" '["No activity for 15 days: Lead 1 (Ett)", "", "A1"]' "$(got '[d[0][k] for k in ("title", "body", "account")]')"
begin
cadens follow-up add A1 "Erbjud rabatten" --due 2026-03-30 2>/dev/null >&2
cadensd --once --now 2026-03-31T10:01:00+02:00
is "not what was promised to them" '["Follow-up overdue: Ett"]' "$(got '[i["title"] for i in d if i.get("rule") == "follow_up_overdue"]')"
like "which is in the list" "Erbjud rabatten" "$(cadens due)"
begin
cadens follow-up add A1 "Erbjud rabatten" --due 2026-03-30 2>/dev/null >&2
cadensd --once --now 2026-03-31T16:00:00+02:00
unlike "nor in the digest" "Erbjud" "$(got '[i["body"] for i in d]')"
settings 'digest_at = 16:00' 'privacy = counts'
begin
cadensd --once --now $NOW
is "nothing of whom" '["Something needs doing", "", ["at", "body", "event", "id", "rule", "schema", "severity", "tag", "title"]]' "$(got '[d[0]["title"], d[0]["body"], sorted(d[0])]')"
settings 'digest_at = 16:00' 'enabled = false'
begin
cadensd --once --now $NOW
is "with bubbles switched off it is the only channel" 3 "$(got 'len(d)')"
begin
cadensd --once --now 2026-03-31T20:00:00+02:00
ok "in the evening it rests" test ! -e "$T/got"

# --- a meeting of one's own
NOW=2026-03-31T10:00:00+02:00
meeting() { # meeting START END: of the calendar, on the day
    begin
    printf 'id,account,summary,start,end\nM1,A1,Möte,2026-03-31T%s+02:00,2026-03-31T%s+02:00\n' "$1" "$2" >"$T/meetings.csv"
    cadens import meetings "$T/meetings.csv" >/dev/null
    cadensd --once --now 2026-03-30T16:30:00+02:00
    rm -f "$T/got"
    cadensd --once --now $NOW
}
settings 'digest_at = 09:00'
meeting 09:30:00 10:30:00
ok "nothing in a meeting, neither bubble nor digest" test ! -e "$T/got"
cadensd --once --now 2026-03-31T10:31:00+02:00
is "but after it" 1 "$(got 'len(d)')"
meeting 08:00:00 16:00:00
is "a whole day is no meeting" 1 "$(got 'len(d)')"

# --- a hook that does not work
settings 'digest_at = 16:00'
begin
touch "$T/refuse"
status_is "refused" 0 cadensd --once --now $NOW
like "is said" 'notify hook: .*take it: ' "$(cat "$T/err")"
is "and nothing is lost" 3 "$(waits)"
rm "$T/refuse"
status_is "it works again" 0 cadensd --once --now $NOW
is "in order, once each" '["L1", "L2", "L3"]' "$(got '[i["lead"] for i in d]')"
begin
touch "$T/refuse"
"$top_builddir/cadensd" --config "$T/cadens.conf" --now "$NOW" >"$T/daemon.log" 2>&1 &
daemon=$!
at_end+=('kill -KILL $daemon 2>/dev/null')
ok "the daemon, too" wait_for 10 grep -q 'notify hook' "$T/daemon.log"
rm "$T/refuse"
all() { [ -e "$T/got" ] && [ "$(got 'len(d)')" = 3 ]; }
ok "tries again by itself" wait_for 30 all
kill -TERM $daemon
wait $daemon
is "what is told is told once" 3 "$(got 'len(d)')"
begin
touch "$T/sleep"
"$top_builddir/cadensd" --config "$T/cadens.conf" --now "$NOW" >"$T/daemon.log" 2>&1 &
daemon=$!
ok "a hook that sleeps" wait_for 10 test -s "$T/sleeper"
ok "blocks nobody" cadens 'done' "$(stale_signal L3)"
ok "is ended when its time is up" wait_for 30 grep -q 'longer than 10 seconds' "$T/daemon.log"
over() { ! kill -0 "$(cat "$T/sleeper")" 2>/dev/null || grep -q '^State:.Z' "/proc/$(cat "$T/sleeper")/status"; }
ok "with what it started" wait_for 10 over
rm "$T/sleep"
ok "and what it was given comes again" wait_for 30 test -s "$T/got"
kill -TERM $daemon
wait $daemon
result $? "the daemon ends"

# --- a person is forgotten, the hook is taken away
begin
touch "$T/refuse"
cadensd --once --now $NOW 2>/dev/null
ok "somebody is forgotten" cadens forget kund@nowhere.example
is "what waits is not told" 0 "$(waits)"
begin
cadensd --once --now $NOW 2>/dev/null
is "three wait" 3 "$(waits)"
sed -i '/^hook/d' "$T/cadens.conf"
cadensd --once --now $NOW
is "without a hook nothing waits" 0 "$(waits)"
printf '[notify]\nhook = "open\n' >>"$T/cadens.conf"
status_is "a quote that does not end" 78 cadens config check
finish
