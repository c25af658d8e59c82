#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""comparable.py: `cadens export --all` on standard input without what belongs to a source: its type, UIDs, how it spells its folders."""
import base64
import re
import sys


def unshifted(match):
    code = match[1] + "=" * (-len(match[1]) % 4)
    try:
        return base64.b64decode(code, b"+,", validate=True).decode("utf-16-be") or "&"
    except ValueError:
        return match[0]


def folder(raw):
    """As people write it: no INBOX. or maildir's dot before it, slashes between levels."""
    if raw in ("INBOX", "."):
        return "INBOX"
    name = re.sub("&([A-Za-z0-9+,]*)-", unshifted, re.sub(r"^(INBOX)?\.", "", raw))
    return name if "/" in name else name.replace(".", "/")


for line in sys.stdin:
    row = line.rstrip("\n").split("\t")
    if row[0] == "mailbox":
        row = row[:2]
    elif row[0] == "folder":
        row = row[:2] + [folder(row[2]), row[3]]
    elif row[0] == "ledger":
        row = row[:2] + [folder(row[2])] + row[5:]
    print("\t".join(row))
