# SPDX-License-Identifier: MIT
"""First sync and the sync that finds nothing new, against a client that only drains its socket."""
import os
import re
import sqlite3
import time

import place as rig

WINDOW = 2000


def fetch_items():
    """The command of the product, from its source: both fetch the very same bytes."""
    with open(os.path.join(rig.SOURCE, "src", "collect", "imap-window.c"), encoding="utf-8") as file:
        lines = re.search(r"#define FIELDS((?:.*\\\n)+.*\n)", file.read())[1]
    return "(UID INTERNALDATE BODY.PEEK[HEADER.FIELDS (" + "".join(re.findall(r'"([^"]*)"', lines)) + ")])"


def drain(place, user):
    """Reads every folder in the same windows; returns the seconds that took."""
    start = time.monotonic()
    imap, items = rig.Imap(place, user), fetch_items()
    for name in imap.folders():
        answer = imap.command(f"EXAMINE {name.decode()}")
        last = int(re.search(rb"UIDNEXT (\d+)", answer)[1]) - 1
        for first in range(1, last + 1, WINDOW):
            imap.command(f"UID FETCH {first}:{min(first + WINDOW - 1, last)} {items}", keep=False)
    imap.close()
    return rig.Run(time.monotonic() - start, 0, 0)


def prepare(place, user, count, kind="first"):
    """A profile whose database knows the accounts and no mail yet; returns a function that syncs it from nothing."""
    accounts = place.fill(user, count)
    name = place.profile(f"{kind}-{user}", user)
    drain(place, user)  # warms the server's caches

    def first_sync():
        place.forget(name)
        place.cadens(name, "import", "accounts", accounts)
        took = place.cadens(name, "sync", user)
        with sqlite3.connect(place.path(f"{name}.db")) as db:
            stored, dirt = db.execute("SELECT (SELECT COUNT(*) FROM ledger WHERE state = 'stored'),"
                                      " (SELECT COUNT(*) FROM thread WHERE dirty) + (SELECT COUNT(*) FROM account WHERE dirty)"
                                      ).fetchone()
        if stored != count or dirt:
            raise RuntimeError(f"{stored} of {count} messages stored, {dirt} not settled")
        return took
    return name, first_sync


def first(place, user, count, rounds, kind="first"):
    """Seconds of ours and of the limit, peak resident kilobytes, processor seconds."""
    _, first_sync = prepare(place, user, count, kind)
    ours, raw = rig.alternate(rounds, first_sync, lambda: drain(place, user))
    return rig.median(ours), rig.median(raw), max(one.rss for one in ours), rig.median(ours, "cpu")
