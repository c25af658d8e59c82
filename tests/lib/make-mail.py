#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""make-mail.py DIR N: an INBOX and a Sent folder (.Skickat) of N messages together, seeded: threads, Swedish subjects, newsletters,
automatic answers, bounces, to and from the domains kund0.example ... kund149.example; and DIR/accounts.csv for half of them."""
import email.utils
import os
import random
import sys

folder, count = sys.argv[1], int(sys.argv[2])
rnd = random.Random(20260331)
OWN = "anna@satori.example"
people = ["asa.oberg", "bjorn.ek", "cecilia", "david.lind", "eva", "fredrik.holm"]
subjects = ["=?UTF-8?Q?Offert_p=C3=A5_AI-projekt_%d?=", "Re: =?utf-8?B?w4VyZW5kZTogZsO2cnNsYWc=?= %d", "Uppstart %d",
            "=?iso-8859-1?Q?F=F6rslag?= %d", "Statusmöte vecka %d"]
for name in (".", ".Skickat"):
    for part in ("cur", "new", "tmp"):
        os.makedirs(os.path.join(folder, "Maildir", name, part), exist_ok=True)


def write(sent, at, number, fields, body="Hej\r\n"):
    name = f"{at}.M{number}P1.host:2,"
    path = os.path.join(folder, "Maildir", ".Skickat" if sent else ".", "cur", name)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write("".join(f"{key}: {value}\r\n" for key, value in fields) + "\r\n" + body)
    os.utime(path, (at, at))


recent = []
for number in range(count):
    at = 1735689600 + number * 3600
    domain = f"kund{rnd.randrange(150)}.example"
    who = f"{rnd.choice(people)}@{domain}"
    sent = rnd.random() < 0.4
    identifier = f"{number}.{rnd.getrandbits(48):x}@{'satori.example' if sent else domain}"
    fields = [("From", f"=?UTF-8?Q?=C3=85sa_=C3=96berg?= <{who}>" if not sent else f"Anna Lind <{OWN}>"),
              ("To", OWN if not sent else who)]
    if rnd.random() < 0.15:
        fields.append(("Cc", f"{rnd.choice(people)}@{domain}"))
    parent = rnd.choice(recent) if recent and rnd.random() < 0.5 else None
    if parent:
        who, thread = parent
        fields[0 if not sent else 1] = ("From", who) if not sent else ("To", who)
        fields += [("In-Reply-To", f"<{thread[-1]}>"), ("References", " ".join(f"<{one}>" for one in thread[-8:]))]
    fields += [("Subject", rnd.choice(subjects) % number), ("Date", email.utils.formatdate(at)), ("Message-ID", f"<{identifier}>"),
               ("Content-Type", 'text/plain; charset="UTF-8"')]
    kind = rnd.random()
    if not sent and kind < 0.08:
        fields += [("List-Id", "<nyheter.example>"), ("List-Unsubscribe", "<mailto:av@nyheter.example>")]
    elif not sent and kind < 0.1:
        fields += [("Auto-Submitted", "auto-replied")]
    write(sent, at, number, fields)
    recent = (recent + [(who, (parent[1] if parent else []) + [identifier])])[-300:]

with open(os.path.join(folder, "accounts.csv"), "w", encoding="utf-8") as file:
    file.write("id;name;domains\n" + "".join(f"A{i};Kund {i};kund{i}.example\n" for i in range(0, 150, 2)))
