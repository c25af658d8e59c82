#!/bin/bash
# SPDX-License-Identifier: MIT
# explain: class, direction and every step of the ladder with its verdict, and what would change it; for messages, touchpoints, meetings and
# addresses (16 B01-B14, crm notes §6.2).
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
ATTENDEE;PARTSTAT=DECLINED:mailto:l@kund.example
ATTENDEE;CUTYPE=ROOM:mailto:rum@satori.example
END:VEVENT
END:VCALENDAR
I
configure <<C
[identity]
addresses = anna@satori.example; @vi.example
[privacy]
skip_person = van@kund.example
never_log = @klinik.example
[mailbox mail]
type = maildir
path = $T/maildir
[calendar work]
url = file://$T/feed.ics
C
letters write "$T/maildir" <<'M'
== inbox 2026-03-02T09:00 domain
From: l@post.kund.example
Reply-To: x@annat.example
== inbox 2026-03-02T10:00 thread
From: kim@gmail.com
In-Reply-To: <domain@t.example>
== inbox 2026-03-02T11:00 stranger
From: olle@stranger.example
== inbox 2026-03-02T12:00 list
From: k@kund.example
List-Id: <x.kund.example>
== Sent 2026-03-02T13:00 ours
From: bo@vi.example
To: k@kund.example, rule@regel.example
== Sent 2026-03-02T14:00 alias
From: alias@annat.example
To: k@kund.example
== inbox 2026-03-02T15:00 friend
From: van@kund.example
== inbox 2026-03-02T16:00 inside
From: bo@vi.example
To: anna@satori.example
== inbox 2026-03-02T17:00 auto
From: k@kund.example
Auto-Submitted: auto-replied
M
cadens account add Kund --domains kund.example >/dev/null
cadens account add Regel >/dev/null
cadens contact add A1 "Kim K" --emails k@kund.example >/dev/null
ok "sync" cadens sync
ok "a rule" cadens triage assign rule@regel.example A2

# steps ID: what each rung said of each address, in order; "from:domain:yes:kund.example=A1"
steps() {
    json explain "$1" | ask '" ".join(":".join(x for x in (s["role"],s["step"],s["verdict"],s["reason"],s["what"]) if x)+("="+s["account"] if s["account"] else "") for s in d["steps"])'
}
fact() { json explain "$1" | ask '[d["direction"], d["class"], d["because"]]'; }
changes() { json explain "$1" | ask '"\n".join(d["changes"])'; }

is "a sub-domain, step by step" "direction:in:external_sender:l@post.kund.example from:own:no from:address:no:l@post.kund.example from:rule:no:l@post.kund.example from:rule:no:@post.kund.example from:domain:no:post.kund.example from:domain:yes:kund.example=A1 reply_to:role:no to:own:yes:anna@satori.example class:human:inbound thread:no:matched" \
    "$(steps domain@t.example)"
is "freemail and the thread" "direction:in:external_sender:kim@gmail.com from:own:no from:address:no:kim@gmail.com from:rule:no:kim@gmail.com from:rule:no:@gmail.com from:domain:no:freemail:gmail.com to:own:yes:anna@satori.example class:human:inbound thread:yes=A1" \
    "$(steps thread@t.example)"
is "a stranger, up to the public suffix" "direction:in:external_sender:olle@stranger.example from:own:no from:address:no:olle@stranger.example from:rule:no:olle@stranger.example from:rule:no:@stranger.example from:domain:no:stranger.example from:domain:no:public_suffix:example to:own:yes:anna@satori.example class:human:inbound thread:no:no_account" \
    "$(steps stranger@t.example)"
is "what would change it" "cadens triage assign olle@stranger.example ACCOUNT
cadens triage assign @stranger.example ACCOUNT
cadens touchpoint link stranger@t.example ACCOUNT" "$(changes stranger@t.example)"
is "freemail is never offered as a whole" "cadens triage assign kim@gmail.com ACCOUNT
cadens touchpoint unlink thread@t.example A1" "$(changes thread@t.example)"
is "the header that decided the class" '["in", "bulk", "List-Id"]' "$(fact list@t.example)"
is "an automatic answer" '["in", "auto_reply", "Auto-Submitted: auto-replied"]' "$(fact auto@t.example)"
like "the identity that decided the direction" '^direction:out:own_sender:bo@vi.example from:own:yes:vi.example to:own:no to:address:yes:k@kund.example=A1 ' "$(steps ours@t.example)"
like "a rule" ' to:rule:yes:rule@regel.example=A2 ' "$(steps ours@t.example)"
like "and how to undo it" '^cadens triage undo rule@regel.example$' "$(changes ours@t.example)"
like "an alias is learned from the Sent folder" '^direction:out:own_sender:alias@annat.example from:own:yes:learned:alias@annat.example ' "$(steps alias@t.example)"
is "a skipped person" "direction:in:external_sender:van@kund.example from:own:no from:skip_person:yes:van@kund.example class:human:inbound thread:no:skip_person" \
    "$(steps friend@t.example)"
is "and where it says so" "[privacy] skip_person: van@kund.example" "$(changes friend@t.example)"
is "among ourselves" "direction:internal:only_us:bo@vi.example from:own:yes:vi.example to:own:yes:anna@satori.example class:human:outbound thread:no:only_us" \
    "$(steps inside@t.example)"
is "the rows of the ledger are there as well" '[["domain@t.example", "human", [{"account": "A1", "method": "domain"}]]]' \
    "$(json explain domain@t.example | ask '[[r["message_id"], r["class"], r["accounts"]] for r in d["rows"]]')"

touch=$(json touchpoints | ask '[t["id"] for t in d["touchpoints"] if t["message_id"]=="domain@t.example"][0]')
is "a touchpoint tells of its message" "$(steps domain@t.example)" "$(steps "$touch")"
meeting=$(json touchpoints | ask '[t["id"] for t in d["touchpoints"] if t["kind"]=="meeting"][0]')
is "one of a meeting, of its attendees" "attendee:own:yes:anna@satori.example attendee:own:no attendee:address:yes:k@kund.example=A1 attendee:own:no attendee:address:no:l@kund.example attendee:rule:no:l@kund.example attendee:rule:no:@kund.example attendee:domain:yes:kund.example=A1 attendee:declined:yes attendee:own:no attendee:role:no:resource" \
    "$(steps "$meeting")"
by_hand=$(cadens log call A1 --id T77 >/dev/null && json explain T77 | ask '[len(d["touchpoints"]), d["rows"]]')
is "one by hand has no letter behind it" '[1, []]' "$by_hand"
is "but says so, and what was named" "ingest:manual manual:yes:named=A1 contact:yes:named:C1 Kim K" \
    "$(cadens log sms A1 --id T78 --contact C1 >/dev/null; steps T78)"
is "and when" "$NOW" "$(json explain T78 | ask 'd["logged"]')"
printf 'id,kind,direction,account,at\nT79,call,out,A1,2026-03-20T10:00\n' >"$T/calls.csv"
printf 'id,start,end,account,summary\nM79,2026-03-20T13:00,2026-03-20T14:00,A2,Fika\n' >"$T/meetings.csv"
ok "a file of calls" cadens import touchpoints "$T/calls.csv"
ok "and one of meetings" cadens import meetings "$T/meetings.csv"
is "an imported one names its file" "ingest:import:file:calls.csv manual:yes:named=A1" "$(steps T79)"
is "and what would change it" "cadens import touchpoints FILE" "$(changes T79)"
is "its row, when" "[\"T79\", \"calls.csv\", \"$NOW\"]" "$(json explain T79 | ask '[d["id"], d["file"], d["logged"]]')"
like "in words" 'imported from calls.csv' "$(cadens --lang en explain T79)"
unlike "and not that there is no message" 'No messages' "$(cadens --lang en explain T79)"
touch79=$(json touchpoints | ask '[t["id"] for t in d["touchpoints"] if t["at"].startswith("2026-03-20T13")][0]')
is "an imported meeting as well" "ingest:import:file:meetings.csv attendee:manual:yes:named=A2" "$(steps "$touch79")"
printf 'id,kind,direction,account,at,logged\nT80,call,out,A1,2026-03-21T10:00,2026-03-21T11:00\n' >"$T/more.csv"
ok "another file with moments of its own" cadens import touchpoints "$T/more.csv"
is "then nobody knows which" "ingest:import manual:yes:named=A1" "$(steps T80)"

is "an address: whose it is and why" '["A1", null, "domain", 1, 0]' \
    "$(json explain l@post.kund.example | ask '[d[k] for k in ("account","contact","method","sent","received")]')"
is "a contact's" '["A1", "C1", "address", 1]' "$(json explain K@Kund.example | ask '[d[k] for k in ("account","contact","method","meetings")]')"
status_is "an address of which nothing is known" 1 json explain nobody@nowhere.example
is "still goes down the ladder" '["own", "address", "rule", "rule", "domain", "domain"]' "$(ask '[s["step"] for s in d["steps"]]' <"$T/out")"
is "never_log" "never_log:yes:klinik.example" "$(steps doktor@klinik.example | cut -d' ' -f1)"
is "and where that stands" "[privacy] never_log: klinik.example" "$(changes doktor@klinik.example | head -n 1)"
status_is "rubbish" 1 cadens explain 'no such thing'
like "is told in one line" '^cadens: no such thing: ' "$(cat "$T/err")"
like "in Swedish" 'A1 Kund har domänen kund.example' "$(cadens --lang sv explain domain@t.example)"
like "in English" 'A1 Kund has the domain kund.example' "$(cadens --lang en explain domain@t.example)"
is "JSON is the same in both" "$(cadens --lang sv --format json explain stranger@t.example)" "$(cadens --lang en --format json explain stranger@t.example)"
is "explaining changes nothing" "$(cadens export --all | sha256sum)" "$(cadens explain "$touch" >/dev/null; cadens export --all | sha256sum)"
finish
