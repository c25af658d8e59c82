#!/bin/bash
# SPDX-License-Identifier: MIT
# History heals: whatever tells whose a letter is (contact, address, domain, rule, never_log, own address, merged accounts, CSV) matches again
# all that is stored, in one transaction, after showing the difference; what was linked or refused by hand stays (crm notes §4.12-13, §5.1).
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
letters() { /usr/bin/python3 "$top_srcdir/tests/lib/letters.py" "$@"; }

cat >"$T/feed.ics" <<'I'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//t//t//EN
BEGIN:VEVENT
UID:m1@t.example
DTSTAMP:20260301T000000Z
DTSTART:20260309T090000Z
DTEND:20260309T100000Z
SUMMARY:Genomgång
ORGANIZER:mailto:anna@satori.example
ATTENDEE:mailto:k@kund.example
ATTENDEE:mailto:d@dotter.example
END:VEVENT
END:VCALENDAR
I
profile() { # profile IDENTITY PRIVACY-LINE
    configure <<C
[identity]
addresses = $1
[privacy]
$2
[mailbox mail]
type = maildir
path = $T/maildir
[calendar work]
url = file://$T/feed.ics
C
}
letters write "$T/maildir" <<'M'
== inbox 2026-03-02T09:00 k1
From: k@kund.example
== Sent 2026-03-02T10:00 k2
To: k@kund.example
In-Reply-To: <k1@t.example>
== inbox 2026-03-03T09:00 d1
From: d@dotter.example
== inbox 2026-03-03T10:00 d2
From: d@dotter.example
To: anna@satori.example, k@kund.example
== inbox 2026-03-04T09:00 g1
From: kim@gmail.com
== Sent 2026-03-04T10:00 g2
To: kim@gmail.com
In-Reply-To: <g1@t.example>
== inbox 2026-03-05T09:00 s1
From: x@secret.example
To: anna@satori.example, k@kund.example
== inbox 2026-03-06T09:00 p1
From: bo@partner.example
To: k@kund.example, anna@satori.example
M
touches() { json touchpoints | ask '" ".join(sorted((t["message_id"] or "meeting@").split("@")[0]+":"+t["account"]+":"+t["method"] for t in d["touchpoints"] if t["kind"] in ("email","meeting")))'; }
counts() { ask '" ".join(f"{k}={d[k]}" for k in ("added","removed","moved","changed","reclassified","erased","meetings") if d[k])' <"$T/out"; }
dump() { cadens export --all | sha256sum; }
contact() { printf 'id,account,name,emails\n%s\n' "$1" >"$T/contacts.csv"; }

profile anna@satori.example ''
ok "an account" cadens account add Kund --domains kund.example
ok "another" cadens account add Dotter
ok "sync" cadens sync
is "what the rules make of it" "d2:A1:domain k1:A1:domain k2:A1:domain meeting:A1:attendee p1:A1:domain s1:A1:domain" "$(touches)"

before=$(dump)
status_is "a domain, first only told" 0 json account edit A2 --domains dotter.example --dry-run
is "what it would bring" "added=3 meetings=1" "$(counts)"
is "with examples" '[["d@dotter.example", null, "A2"], ["d@dotter.example", null, "A2"], [null, null, "A2"]]' \
    "$(ask 'sorted([[e["address"], e["before"], e["after"]] for e in d["examples"]], key=lambda e: e[0] or "~")' <"$T/out")"
is "nothing has changed" "$before" "$(dump)"
like "told in words" 'Tillkomna: 3' "$(cadens --lang sv account edit A2 --domains dotter.example --dry-run)"
ok "for real" cadens account edit A2 --domains dotter.example
is "history follows" "d1:A2:domain d2:A1:domain d2:A2:domain k1:A1:domain k2:A1:domain meeting:A1:attendee meeting:A2:attendee p1:A1:domain s1:A1:domain" "$(touches)"

contact 'C1,A1,Kim,kim@gmail.com'
status_is "a file of contacts, first only told" 0 json import contacts "$T/contacts.csv" --dry-run
is "it heals as well" "added=2" "$(counts)"
ok "for real" cadens import contacts "$T/contacts.csv"
like "the letters are there" '^d1:A2:domain .*g1:A1:address g2:A1:address ' "$(touches)"
contact 'C1,A2,Kim,kim@gmail.com'
status_is "the person goes to another account" 0 json import contacts "$T/contacts.csv" --dry-run
is "and would take the letters along" "moved=2" "$(counts)"
is "from one to the other" '[["A1", "A2"], ["A1", "A2"]]' "$(ask '[[e["before"], e["after"]] for e in d["examples"]]' <"$T/out")"
ok "for real" cadens import contacts "$T/contacts.csv"
like "as it does" 'g1:A2:address g2:A2:address' "$(touches)"
before=$(dump)
printf 'id,account,name,emails\nC2,A1,Ny,ny@kund.example\nC3,A1,Fel,kim@gmail.com\n' >"$T/contacts.csv"
status_is "one bad row" 1 cadens import contacts "$T/contacts.csv"
is "and nothing of it is there" "$before" "$(dump)"

# by hand: stays whatever comes
ok "refused" cadens touchpoint unlink d2@t.example A1
ok "linked" cadens touchpoint link '<s1@T.example>' A2
meeting=$(json touchpoints | ask '[t["id"] for t in d["touchpoints"] if t["kind"]=="meeting" and t["account"]=="A1"][0]')
ok "a meeting refused" cadens touchpoint unlink "$meeting"
hand="d1:A2:domain d2:A2:domain g1:A2:address g2:A2:address k1:A1:domain k2:A1:domain meeting:A2:attendee p1:A1:domain s1:A1:domain s1:A2:manual"
is "by hand" "$hand" "$(touches)"
ok "all anew" cadens rematch
is "stays" "$hand" "$(touches)"
ok "the domain goes" cadens account edit A1 --domains ''
ok "and comes back" cadens account edit A1 --domains kund.example
is "stays, too" "$hand" "$(touches)"
sed -i 's/SUMMARY:Genomgång/SUMMARY:Genomgången/' "$T/feed.ics"
ok "the feed changes" cadens sync
is "stays even so" "$hand" "$(touches)"
status_is "what would letting go bring" 0 json touchpoint release d2@t.example A1 --dry-run
is "one" "added=1" "$(counts)"
status_is "moved" 0 json touchpoint move d1@t.example A1
is "one moves" "moved=1" "$(counts)"
ok "released here" cadens touchpoint release d1@t.example A1
ok "and there" cadens touchpoint release d1@t.example A2
is "as before" "$hand" "$(touches)"
status_is "which account?" 2 cadens touchpoint unlink s1@t.example
cadens log call A1 --id T9 >/dev/null
status_is "what was entered by hand has no rule" 1 cadens touchpoint unlink T9
like "and says so" 'T9: ' "$(cat "$T/err")"

# never_log
status_is "never log, first only told" 0 json triage never-log @secret.example --dry-run
is "what would be forgotten" "removed=2 erased=1" "$(counts)"
ok "for real" cadens triage never-log @secret.example
is "only the number is left" '["never_log"]' "$(json verify --rows | ask '[r["class"] for r in d["rows"] if r["class"]=="never_log"]')"
is "nothing of it in the database" 0 "$(cat "$T"/cadens.db* | grep -c 's1@t.example')"
ok "still complete" cadens verify
ok "taken back" cadens triage undo @secret.example
ok "and asked for once more" cadens sync
like "it is logged again" 's1:A1:domain$' "$(touches)"
ok "a second sync asks for nothing" cadens sync

# the configuration
profile 'anna@satori.example; @partner.example' ''
before=$(dump)
status_is "one more own address, first only told" 0 json rematch --dry-run
is "a letter turns round" "changed=1 reclassified=1" "$(counts)"
is "nothing has changed" "$before" "$(dump)"
ok "noticed at the next start" cadens sync
is "the direction has turned" out "$(json verify --rows | ask '[r["direction"] for r in d["rows"] if r["message_id"]=="p1@t.example"][0]')"
profile anna@satori.example 'never_log = d@dotter.example'
status_is "never_log in the configuration" 0 json rematch --dry-run
is "what would be forgotten, and whose meeting it is no longer" "removed=3 changed=1 reclassified=1 erased=2 meetings=1" "$(counts)"
ok "follows" cadens sync
is "two numbers" 2 "$(json verify --rows | ask 'sum(r["class"]=="never_log" for r in d["rows"])')"
profile anna@satori.example ''
ok "and back" cadens sync
ok "complete" cadens verify
is "all is there but what was said by hand of letters that were forgotten" \
    "d1:A2:domain d2:A1:domain d2:A2:domain g1:A2:address g2:A2:address k1:A1:domain k2:A1:domain meeting:A2:attendee p1:A1:domain s1:A1:domain" "$(touches)"

# merging
cadens lead add A2 Affär >/dev/null
cadens review add A2 qbr --held 2026-02-01 >/dev/null
cadens touchpoint unlink d1@t.example A2 >/dev/null
status_is "two accounts are one, first only told" 0 json account merge A2 A1 --dry-run
is "what moves" "removed=2 moved=2 changed=1 meetings=1" "$(counts)"
is "nothing has changed" 2 "$(json account list | ask 'len(d["accounts"])')"
ok "for real" cadens account merge A2 A1
is "one log; what was refused stays away, of mail and of meetings" "d2:A1:domain g1:A1:address g2:A1:address k1:A1:domain k2:A1:domain p1:A1:domain s1:A1:domain" "$(touches)"
is "one account" '[["A1", ["dotter.example", "kund.example"]]]' "$(json account list | ask '[[a["id"], a["domains"]] for a in d["accounts"]]')"
is "with its lead" '["A1"]' "$(json lead list | ask '[l["account"] for l in d["leads"]]')"
is "and its review" '["A1"]' "$(json review list | ask '[r["account"] for r in d["reviews"]]')"
printf 'id,account,name\nC9,A2,Ny\n' >"$T/contacts.csv"
is "its log is found by either id" "$(json touchpoints --account A1)" "$(json touchpoints --account A2)"
is "and so is the account" "$(json account show A1)" "$(json account show A2)"
ok "its id goes on meaning somebody" cadens import contacts "$T/contacts.csv"
is "the other" A1 "$(json contact show C9 | ask 'd["contacts"][0]["account"]')"
printf 'id,name,domains\nA2,Dotter AB,dotter.example\n' >"$T/accounts.csv"
ok "an old file names it" cadens import accounts "$T/accounts.csv"
is "and changes nothing" '[["A1", "Kund", ["dotter.example", "kund.example"]]]' "$(json account list | ask '[[a["id"], a["name"], a["domains"]] for a in d["accounts"]]')"
is "a new account gets a new id" A3 "$(cadens account add Ny | head -n 1)"
# a running daemon notices when its configuration is read again
"$top_builddir/cadensd" --config "$T/cadens.conf" --now "$NOW" >"$T/daemon.log" 2>&1 &
daemon=$!
at_end+=("kill $daemon 2>/dev/null")
turned() { [ "$(json verify --rows 2>/dev/null | ask '[r["direction"] for r in d["rows"] if r["message_id"]=="p1@t.example"][0]')" = "$1" ]; }
ok "the daemon is there" wait_for 20 grep -q ready "$T/daemon.log"
ok "before, the letter came in" turned in
profile 'anna@satori.example; bo@partner.example' ''
kill -HUP $daemon
ok "and history follows the configuration" wait_for 20 turned out
kill $daemon
wait $daemon
status_is "an account with itself" 1 cadens account merge A1 A2
# a lead that turns out to be another's: what it leaves behind is looked at again, and what was said of it stays
printf 'id,name\nH1,Har två\nH2,Får en\n' >"$T/h-accounts.csv"
printf 'id,account,name,created,stage\nHL1,H1,Ett,2026-01-02,need\nHL2,H1,Två,2026-01-02,need\n' >"$T/h-leads.csv"
printf 'id,start,end,account,lead\nHM1,2026-03-10T10:00,2026-03-10T11:00,H1,\nHM2,2026-03-11T10:00,2026-03-11T11:00,H1,HL1\n' >"$T/h-meetings.csv"
for kind in accounts leads meetings; do ok "further $kind" cadens import $kind "$T/h-$kind.csv"; done
leads_of() { json touchpoints --account H1 | ask '[t["lead"] for t in d["touchpoints"]]'; }
is "whose a meeting is cannot be told of two" '[null, "HL1"]' "$(leads_of)"
ok "one moves on" cadens lead edit HL1 --account H2
is "of one it can, and what was given stays" '["HL2", "HL1"]' "$(leads_of)"
ok "the store is sound" cadens verify
finish
