#!/bin/bash
# SPDX-License-Identifier: MIT
# Buttons on a real server (dunst): "wrong account" takes the letter or the meeting from the account, "next morning" is the next working morning.
if [ "${1:-}" != inside ]; then
    exec "${top_srcdir:?}/tests/lib/desktop.sh" run dunst bash "$0" inside
fi
bus=$DBUS_SESSION_BUS_ADDRESS
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
. "$top_srcdir/tests/lib/letter.sh" || exit 1
export DBUS_SESSION_BUS_ADDRESS=$bus
server() { "$top_srcdir/tests/lib/desktop.sh" "$1"; }
mkdir -p "$XDG_CONFIG_HOME/dunst" "$T/bin"
printf '#!/bin/sh\nexec grep -m 1 "$(cat "%s/wish")"\n' "$T" >"$T/menu"
printf '#!/bin/sh\necho "$1" >>"%s/opened"\n' "$T" >"$T/bin/xdg-open"
chmod +x "$T/menu" "$T/bin/xdg-open"
printf '[global]\ndmenu = %s/menu\nnotification_limit = 20\n[urgency_normal]\ntimeout = 0\n' "$T" >"$XDG_CONFIG_HOME/dunst/dunstrc"
server stop
server start
export PATH=$T/bin:$PATH

letter_conf never
cat >>"$T/cadens.conf" <<C
[calendar book]
url = file://$T/book.ics
[rules]
off = active_leads_range; source_review_due; source_test_due; contact_away
[notify]
digest_at = 16:30
C
event() { # event UID TITLE GUEST START: on the first of April
    printf 'BEGIN:VEVENT\r\nUID:%s\r\nDTSTAMP:20260301T090000Z\r\nSUMMARY:%s\r\nDTSTART;TZID=Europe/Stockholm:20260401T%s00\r\nDTEND;TZID=Europe/Stockholm:20260401T1700\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:%s\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:%s\r\nEND:VEVENT\r\n' "$1" "$2" "$4" "$3" $anna | sed 's/T1700/T170000/'
}
{
    printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\n'
    event qbr 'QBR' kund@cykel.example 0900
    printf 'END:VCALENDAR\r\n'
} >"$T/book.ics"
letter '' 2026-03-30 wrong kund@acme.example $anna 'Kan ni svara?' <<<'Hej?'
letter '' 2026-03-30 right kund@bygg.example $anna 'Kan ni svara?' <<<'Hej?'
printf 'id,name,domains,tier,lifecycle,customer_since\nA,Acme,acme.example,1,customer,2026-01-01\nB,Bygg,bygg.example,1,customer,2026-01-01\nC,Cykel,cykel.example,2,customer,2026-01-01\n' >"$T/accounts.csv"
NOW=2026-03-30T09:30:00+02:00
ok "accounts" cadens import accounts "$T/accounts.csv"
DBUS_SESSION_BUS_ADDRESS=unix:path=$T/none ok "the evening before" cadensd --once --now $NOW
NOW=2026-03-31T10:00:00+02:00
"$top_builddir/cadensd" --config "$T/cadens.conf" --now "$NOW" >"$T/daemon.log" 2>&1 &
daemon=$!
at_end+=("kill -KILL $daemon 2>/dev/null")
ok "the daemon is there" wait_for 10 grep -q ready "$T/daemon.log"
state() { sqlite3 "$T/cadens.db" "SELECT s.state FROM signal s JOIN account a ON a.id = s.account_id WHERE s.rule_id = '$1' AND a.ext_id = '$2'"; }
is_state() { [ "$(state "$1" "$2")" = "$3" ]; }
posted() { grep -q "summary: '.*$1" "$DESKTOP_DIR/server.log"; }
press() { # press ACTION TEXT: a button of the bubble that has TEXT, through the server's own menu
    printf '%s.*,%s]' "$2" "$1" >"$T/wish"
    dunstctl context
}
ok "a reply that is owed is a bubble" wait_for 10 posted Acme
ok "so is the other" wait_for 10 posted Bygg
ok "and the meeting to prepare" wait_for 10 posted Cykel
like "the three buttons wanted most stand first" 'Done.*Next morning.*Wrong account' "$(tr '\n' ' ' <"$DESKTOP_DIR/server.log")"

press morning Bygg
ok "next morning" wait_for 5 is_state reply_owed B snoozed
is "is when work begins" "2026-04-01T08:00:00+02:00" "$(json due --all | ask '[i["snoozed_until"] for i in d["due"] if i["state"] == "snoozed"][0]')"
press wrong Acme
ok "wrong account: nothing is owed to it any more" wait_for 5 is_state reply_owed A resolved
is "the letter is taken from it for good" '[]' "$(json touchpoints --account A | ask 'd["touchpoints"]')"
is "as touchpoint unlink would" reject "$(sqlite3 "$T/cadens.db" 'SELECT verdict FROM manual_link')"
ok "and the page is opened, where it can be corrected" wait_for 5 grep -q dashboard.html "$T/opened"
like "due --why remembers" wrong_account "$(json due --why "$(sqlite3 "$T/cadens.db" "SELECT s.id FROM signal s JOIN account a ON a.id = s.account_id WHERE s.rule_id = 'reply_owed' AND a.ext_id = 'A'")")"
ok "given to whom it belongs" cadens touchpoint link wrong@t.example B
is "it is there" '["right@t.example", "wrong@t.example"]' "$(json touchpoints --account B | ask 'sorted(t["message_id"] for t in d["touchpoints"])')"
press wrong Cykel
ok "of a meeting, too" wait_for 5 is_state meeting_prep_due C resolved
is "which is nobody's then" '[[]]' "$(json meetings --all | ask '[m["account"] for m in d["meetings"]]')"
unlike "the daemon complained of nothing" . "$(grep -v ready "$T/daemon.log")"
kill -TERM $daemon && wait $daemon
result $? "and ends"

# --- the same words on the command line
id() { json due --all | ask '[i["id"] for i in d["due"] if i["state"] == "snoozed"][0]'; }
ok "morning" cadens snooze "$(id)" morgon
printf 'id,start,end,account,summary\nM1,2026-04-02T13:00:00+02:00,2026-04-02T14:30:00+02:00,B,Möte\n' >"$T/meetings.csv"
status_is "no meeting ahead" 1 cadens snooze "$(id)" 'efter mötet'
like "it says so" 'no meeting with them is ahead' "$(cat "$T/err")"
ok "a meeting is booked" cadens import meetings "$T/meetings.csv"
ok "after the meeting" cadens snooze "$(id)" 'efter mötet'
is "is when it ends" "2026-04-02T14:30:00+02:00" "$(json due --all | ask '[i["snoozed_until"] for i in d["due"] if i["state"] == "snoozed"][0]')"
finish
