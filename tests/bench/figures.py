# SPDX-License-Identifier: MIT
"""Figures, rules and start-up on a large database; import of a large file; matching again."""
import json
import os
import shutil
import sqlite3
import subprocess

import place as rig

SCAN = "SELECT count(*), sum(local_day) FROM touchpoint"


def large(place, count):
    """A profile whose database has COUNT touchpoints, and the processor seconds of the first `due`, which settles all of it: what comes
    after evaluates only."""
    name = place.profile(f"large{count}")
    place.cadens(name, "status")
    with open(os.path.join(rig.SOURCE, "tests", "bench", "big.sql"), encoding="utf-8") as file:
        script = file.read().replace(":n", str(count))
    with sqlite3.connect(place.path(f"{name}.db")) as db:
        db.executescript(script)
    db.close()
    return name, place.cadens(name, "due").cpu


def sqlite(place, name, sql):
    return rig.run(["sqlite3", place.path(f"{name}.db"), sql])


def program(place, name, arguments, rounds):
    """A program from start to end against `select 1`: processor seconds of both, peak kB."""
    ours, limit = rig.alternate(rounds, lambda: place.cadens(name, *arguments, allowed=(0, 1)), lambda: sqlite(place, name, "select 1"))
    return rig.median(ours, "cpu"), rig.median(limit, "cpu"), max(one.rss for one in ours)


def work(place, name, arguments, rounds):
    """What the program computes against a scan of every touchpoint, both without their start. The scan is seconds of a processor
    as well, for other programs of the machine shall not count."""
    ours, start, scan, nothing = rig.alternate(
        rounds, lambda: place.cadens(name, *arguments), lambda: place.cadens(name, "status"),
        lambda: sqlite(place, name, SCAN), lambda: sqlite(place, name, "select 1"))
    return (max(rig.median(ours, "cpu") - rig.median(start, "cpu"), 1e-4),
            max(rig.median(scan, "cpu") - rig.median(nothing, "cpu"), 1e-4), max(one.rss for one in ours))


def page(place, name, ids, rounds):
    """The page against the figures of the day by themselves, both without their start; the trends that it draws are its own."""
    ours, limit, start = rig.alternate(
        rounds, lambda: place.cadens(name, "dashboard"), lambda: place.cadens(name, "kpi", *ids), lambda: place.cadens(name, "status"))
    nothing = rig.median(start, "cpu")
    return max(rig.median(ours, "cpu") - nothing, 1e-4), max(rig.median(limit, "cpu") - nothing, 1e-4), max(one.rss for one in ours)


def daily(place, name):
    """The ids of the figures that the daily report shows."""
    answer = subprocess.run(place.argv("cadens", name, "--format", "json", "report", "daily"), env=place.environment,
                            stdout=subprocess.PIPE, check=True).stdout
    ids = []

    def walk(node):
        if isinstance(node, dict):
            kpi = node.get("id")
            if isinstance(kpi, str) and kpi not in ids and "unit" in node:
                ids.append(kpi)
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)
    walk(json.loads(answer))
    return ids


def strangers(place, count):
    """A profile that has read 2 * COUNT letters, half of them from one domain that belongs to nobody yet; the other half to account B."""
    name, folder = place.profile(f"strangers{count}"), place.path(f"letters{count}")
    for part in ("cur", "new", "tmp"):
        os.makedirs(os.path.join(folder, part))
    for i in range(2 * count):
        domain = ("big.example", "other.example")[i % 2]
        answered = f"In-Reply-To: <{i - 2}@{domain}>\n" if i % 6 > 1 else ""
        with open(os.path.join(folder, "cur", f"{i}:2,S"), "w", encoding="ascii") as file:
            file.write(f"From: p{i % 40}@{domain}\nTo: anna@satori.example\nSubject: Sak {i // 6}\nMessage-ID: <{i}@{domain}>\n{answered}"
                       f"Date: {i % 28 + 1} {('Jan', 'Feb')[i % 3 % 2]} 2026 {i % 9 + 8:02}:{i % 60:02}:00 +0100\n\n")
    with open(place.path(f"{name}.conf"), "a", encoding="utf-8") as file:
        file.write(f"[mailbox letters]\ntype = maildir\npath = {folder}\n")
    place.cadens(name, "account", "add", "Stor", "--id", "A")
    place.cadens(name, "account", "add", "Annan", "--id", "B", "--domains", "other.example")
    rig.run(place.argv("cadensd", name, "--once"), env=place.environment)
    return name


BY_HAND = """ATTACH '{healed}' AS healed; BEGIN;
INSERT INTO message_account SELECT * FROM healed.message_account WHERE account_id = 1;
INSERT INTO touchpoint SELECT * FROM healed.touchpoint WHERE account_id = 1;
UPDATE message SET matched = 1, digest = (SELECT h.digest FROM healed.message h WHERE h.id = message.id)
  WHERE id IN (SELECT message_id FROM healed.message_account WHERE account_id = 1);
INSERT INTO response_episode SELECT * FROM healed.response_episode WHERE account_id = 1; COMMIT;"""


def rematch(place, count, rounds):
    """A domain is given to an account, and COUNT stored letters are matched again, against writing the same rows by hand."""
    name = strangers(place, count)
    database, before, healed = (place.path(f"{name}{end}") for end in (".db", ".before", ".healed"))
    rig.run(["sqlite3", database, f"VACUUM INTO '{before}'"])

    def ours():
        place.forget(name)
        shutil.copy(before, database)
        os.chmod(database, 0o600)
        took = place.cadens(name, "account", "edit", "A", "--domains", "big.example")
        if not os.path.exists(healed):
            rig.run(["sqlite3", database, f"VACUUM INTO '{healed}'"])
        return took

    def limit():
        shutil.copy(before, place.path("hand.db"))
        return rig.run(["sqlite3", place.path("hand.db"), BY_HAND.format(healed=healed)])
    mine, theirs = rig.alternate(rounds, ours, limit)
    return rig.median(mine, "cpu"), rig.median(theirs, "cpu"), max(one.rss for one in mine)


def csv_file(place, count):
    path = place.path(f"touchpoints{count}.csv")
    with open(path, "w", encoding="utf-8") as file:
        file.write("id;kind;direction;account;at;summary\n")
        for i in range(count):
            file.write(f"T{i};{('call', 'email', 'note')[i % 3]};{('in', 'out')[i % 2]};A{i % 500};"
                       f"2025-{i % 12 + 1:02}-{i % 28 + 1:02}T{i % 9 + 8:02}:{i % 60:02};Pratade om offert {i}\n")
    return path


def imported(place, count, rounds):
    """Import of COUNT touchpoints against sqlite3's own import of the same file."""
    name, path, accounts = place.profile(f"csv{count}"), csv_file(place, count), place.path("accounts.csv")
    with open(accounts, "w", encoding="utf-8") as file:
        file.write("id;name\n" + "".join(f"A{i};Kund {i}\n" for i in range(500)))

    def ours():
        place.forget(name)
        place.cadens(name, "import", "accounts", accounts)
        return place.cadens(name, "import", "touchpoints", path)

    def limit():
        plain = place.path("plain.db")
        if os.path.exists(plain):
            os.unlink(plain)
        return rig.run(["sqlite3", plain, "-cmd", ".mode csv", "-cmd", ".separator ;", f".import {path} t"])
    mine, theirs = rig.alternate(rounds, ours, limit)
    return rig.median(mine, "cpu"), rig.median(theirs, "cpu"), max(one.rss for one in mine)
