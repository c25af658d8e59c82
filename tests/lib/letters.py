#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Short notation for test mail, written as a maildir, and its comparison with what Cadens made of it.

A letter begins with a line `== FOLDER TIME NAME | CLASS DIRECTION ACCOUNT:METHOD,...` (the part behind the bar is what is expected);
header fields follow, an empty line and a body where they matter. FOLDER is inbox or the name of a Maildir++ folder, TIME the arrival in
the zone of the test (winter time, +01:00, when none is given). Message-ID, Date, From and To have ready values; an empty field is left out. Two lines stand for whole bodies:
`Calendar! METHOD UID START ORGANIZER ATTENDEE PARTSTAT` and `Bounce! RECIPIENT MESSAGE-ID STATUS ACTION`.

    letters.py write DIR [inbox|sent|even|odd]   adds the letters on standard input to the maildir
    letters.py check ROWS.json                   compares with `verify --rows`; prints the differences
"""
import datetime
import email.utils
import json
import os
import sys
import zlib


def instant(text):
    zoned = text if "+" in text else text + "+01:00"
    return datetime.datetime.fromisoformat(zoned)


def letters(text):
    for block in text.split("\n== ")[0 if text.startswith("== ") else 1:]:
        first, _, rest = block.removeprefix("== ").partition("\n")
        head, _, expected = first.partition(" |")
        folder, time, name = head.split()
        yield folder, instant(time), name, expected.split(), rest.rstrip("\n")


def field_names(head):
    return {line.split(":")[0].lower() for line in head.split("\n") if ":" in line and line[0] not in " \t"}


def calendar(method, uid, start, organizer, attendee, partstat):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"METHOD:{method}", "BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260301T000000Z", f"DTSTART:{start}",
             f"ORGANIZER:mailto:{organizer}", f"ATTENDEE;PARTSTAT={partstat}:mailto:{attendee}", "END:VEVENT", "END:VCALENDAR"]
    return f"Content-Type: text/calendar; method={method}; charset=utf-8", "\n".join(lines)


def bounce(recipient, original, status="5.1.1", action="failed"):
    body = ("--q\nContent-Type: text/plain\n\nno\n--q\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n"
            f"Final-Recipient: rfc822; {recipient}\nAction: {action}\nStatus: {status}\n\n--q\n"
            f"Content-Type: text/rfc822-headers\n\nMessage-ID: <{original}>\n\n--q--")
    return "Return-Path: <>\nContent-Type: multipart/report; report-type=delivery-status; boundary=q", body


MACROS = {"Calendar!": calendar, "Bounce!": bounce}


def expand(head, body):
    lines = []
    for line in head.split("\n"):
        word, *arguments = line.split() or [""]
        if word in MACROS:
            line, body = MACROS[word](*arguments)
        lines.append(line)
    return "\n".join(lines), body


def compose(folder, time, name, rest):
    head, _, body = rest.partition("\n\n")
    head, body = expand(head, body)
    ready = {"From": "anna@satori.example" if folder != "inbox" else None, "To": "anna@satori.example" if folder == "inbox" else None,
             "Message-ID": f"<{name}@t.example>", "Date": email.utils.format_datetime(time), "Subject": f"Ärende {name}"}
    given = field_names(head)
    lines = [f"{key}: {value}" for key, value in ready.items() if value and key.lower() not in given]
    lines += [line for line in head.split("\n") if line and not line.endswith(":")]
    return ("\n".join(lines) + "\n\n" + body + "\n").encode("utf-8", "surrogateescape")


def write(base, which):
    for number, (folder, time, name, _, rest) in enumerate(letters(sys.stdin.read())):
        if which in ("inbox", "sent") and (folder == "inbox") != (which == "inbox"):
            continue
        if which in ("even", "odd") and (number % 2 == 0) != (which == "even"):
            continue
        place = base if folder == "inbox" else os.path.join(base, "." + folder)
        for part in ("cur", "new", "tmp"):
            os.makedirs(os.path.join(place, part), exist_ok=True)
        raw = compose(folder, time, name, rest)
        file = f"{int(time.timestamp())}.{zlib.crc32(raw):08x}{number}.test:2,S"
        with open(os.path.join(place, "cur", file), "wb") as out:
            out.write(raw)


def shown(row):
    accounts = ",".join(sorted(f"{a['account']}:{a['method']}" for a in row["accounts"] or [])) or "-"
    return f"{row['class']} {row['direction']} {accounts}"


def check(rows):
    found = {}
    for row in json.load(open(rows, encoding="utf-8"))["rows"]:
        found.setdefault((row["message_id"] or "").removesuffix("@t.example"), []).append(row)
    for _, _, name, expected, _ in letters(sys.stdin.read()):
        if not expected:
            continue
        wanted = " ".join(expected)
        for row in found.get(name) or [None]:
            got = shown(row) if row else "no row"
            if got != wanted:
                print(f"{name}: expected {wanted}, got {got}" + (f" ({row['reason']})" if row else ""))


if __name__ == "__main__":
    sys.stdin.reconfigure(errors="surrogateescape")
    if sys.argv[1] == "write":
        write(sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else "all")
    else:
        check(sys.argv[2])
