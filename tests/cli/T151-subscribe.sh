#!/bin/bash
# SPDX-License-Identifier: MIT
# The log as a calendar that other programs subscribe to: read back by another reader, the same bytes until something happens.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1

mkdir -p "$T/md/cur" "$T/md/new" "$T/md/tmp"
letter() { # letter NAME SUBJECT
    printf 'From: asa@boll.example\r\nTo: anna@satori.example\r\nSubject: %s\r\nDate: Mon, 30 Mar 2026 09:00:00 +0200\r\nMessage-ID: <%s@test.example>\r\n\r\nHej\r\n' \
        "$2" "$1" >"$T/md/cur/$1:2,S"
}
letter one 'Offert; 3,5 % rabatt\nej rad'
letter long 'En mycket lång rubrik om åtgärder för årsmötets förberedelser på Åland, så att raden måste vikas mitt i ett ord ö'
{
    printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:visit\r\nDTSTAMP:20260301T080000Z\r\nDTSTART:20260327T090000Z\r\nDTEND:20260327T103000Z\r\n'
    printf 'SUMMARY:Besök\r\nLOCATION:Storgatan 1\\, Visby\r\nATTENDEE:mailto:asa@boll.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n'
} >"$T/a.ics"
configure <<C
[identity]
addresses = anna@satori.example; @satori.example
[mailbox work]
type = maildir
path = $T/md
[calendar work]
url = file://$T/a.ics
[export]
ics = $T/cal/log.ics
[ui]
language = sv
C
printf 'id,name,domains,tier,lifecycle,customer_since\nA1,"Boll, förbundet",boll.example,1,customer,2024-01-01\n' >"$T/accounts.csv"
printf 'account,kind,held\nA1,annual,2025-01-15\n' >"$T/reviews.csv"
cadens import accounts "$T/accounts.csv" >/dev/null && cadens import reviews "$T/reviews.csv" >/dev/null || exit 1
once() { cadensd --once --now "$NOW" >/dev/null 2>"$T/err"; }
ok "a call besides" cadens log call A1 --at 2026-03-26T10:00 --outcome connected
ok "the sources are read" once
ok "and the file is written" test -s "$T/cal/log.ics"
is "for its owner alone" 600 "$(stat -c %a "$T/cal/log.ics")"

# Another reader: unfolds and unescapes by itself.
cat >"$T/read.py" <<'PY'
import json, re, sys
raw = open(sys.argv[1], "rb").read()
assert raw.endswith(b"END:VCALENDAR\r\n") and b"\n" not in raw.replace(b"\r\n", b"")
for line in raw.split(b"\r\n"):
    assert len(line) <= 75, line
    line.decode("utf-8")  # no character is cut
events, event = [], None
for line in re.sub(rb"\r\n[ \t]", b"", raw).decode("utf-8").split("\r\n"):
    name, _, value = line.partition(":")
    value = re.sub(r"\\(.)", lambda m: {"n": "\n", "N": "\n"}.get(m[1], m[1]), value)
    if line == "BEGIN:VEVENT":
        event = {}
    elif line == "END:VEVENT":
        events.append(event)
    elif event is not None:
        assert name not in event
        event[name] = value
assert len({e["UID"] for e in events}) == len(events)
assert all("DTSTAMP" in e and any(n.startswith("DTSTART") for n in e) for e in events)
print(json.dumps({"events": events}))
PY
read_back() { python3 "$T/read.py" "$T/cal/log.ics"; }
ok "whole lines, no character cut, every UID once" read_back
summaries() { read_back | ask '[e["SUMMARY"] for e in d["events"]]'; }
is "what happened, in order, and the review that is due" \
    '["Samtal till Boll, förbundet", "Möte med Boll, förbundet: Besök", "Mejl från Boll, förbundet: En mycket lång rubrik om åtgärder för årsmötets förberedelser på Åland, så att raden måste vikas mitt i ett ord ö", "Mejl från Boll, förbundet: Offert; 3,5 % rabatt\\nej rad"]' \
    "$(summaries | ask '[s for s in d if "ska göras" not in s]')"
like "a review is a whole day of its own" 'Årsgenomgång ska göras: Boll, förbundet' "$(summaries | ask '[s for s in d if "ska göras" in s]')"
is "with its day" '["20260115"]' "$(read_back | ask '[e["DTSTART;VALUE=DATE"] for e in d["events"] if "Årsgenomgång" in e["SUMMARY"]]')"
is "a meeting has its time, place and person" '[["20260327T090000Z", "20260327T103000Z", "Storgatan 1, Visby", "asa@boll.example"]]' \
    "$(read_back | ask '[[e["DTSTART"], e["DTEND"], e["LOCATION"], e["DESCRIPTION"]] for e in d["events"] if "Möte" in e["SUMMARY"]]')"
is "a mail takes no time" 0 "$(read_back | ask 'sum("DTEND" in e for e in d["events"] if "Mejl" in e["SUMMARY"])')"
is "and nobody is kept busy" '["TRANSPARENT"]' "$(read_back | ask 'sorted({e["TRANSP"] for e in d["events"]})')"
cp "$T/cal/log.ics" "$T/meanwhile.ics"
ok "our own reader takes it, too" cadens inspect "$T/meanwhile.ics"
is "without a problem" '[]' "$(json inspect "$T/meanwhile.ics" | ask 'd.get("problems", [])')"

stamp=$(stat -c %i.%Y.%s "$T/cal/log.ics")
ok "nothing new" once
is "the file is not touched" "$stamp" "$(stat -c %i.%Y.%s "$T/cal/log.ics")"
NOW=2026-03-31T12:30:00+02:00
ok "later, nothing new" once
is "nor is it then" "$stamp" "$(stat -c %i.%Y.%s "$T/cal/log.ics")"
ok "everything decided anew" cadens verify --repair
is "names nothing otherwise" "$(cat "$T/cal/log.ics")" "$(cadens export ics)"
read_back >"$T/before"
letter two 'Tack!'
ok "one more mail" once
is "is one more event, the others stay as they were" 1 \
    "$(read_back | /usr/bin/python3 -c 'import json,sys; a=json.load(open(sys.argv[1]))["events"]; b=json.load(sys.stdin)["events"]; print(len(b)-len(a) if all(e in b for e in a) else "changed")' "$T/before")"
ok "who is forgotten" cadens forget asa@boll.example
is "is not in it any longer" 0 "$(grep -c 'asa@\|Offert' "$T/cal/log.ics")"
status_is "it has one form" 2 cadens export ics --format json
configure <<C
[export]
ics = /proc/nowhere/log.ics
C
status_is "a file that cannot be written is told" 75 once
like "by name" '/proc/nowhere' "$(cat "$T/err")"
finish
