# SPDX-License-Identifier: MIT
"""Figures, rules and start-up on a large database; import of a large file."""
import json
import os
import sqlite3
import subprocess

import place as rig

SCAN = "SELECT count(*), sum(local_day) FROM touchpoint"


def large(place, count):
    """A profile whose database has COUNT touchpoints."""
    name = place.profile(f"large{count}")
    place.cadens(name, "status")
    with open(os.path.join(rig.SOURCE, "tests", "bench", "big.sql"), encoding="utf-8") as file:
        script = file.read().replace(":n", str(count))
    with sqlite3.connect(place.path(f"{name}.db")) as db:
        db.executescript(script)
    db.close()
    return name


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
