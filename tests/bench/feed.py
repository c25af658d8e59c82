# SPDX-License-Identifier: MIT
"""A feed of 10,000 events through the whole program: first import, unchanged, changed a little; against libical and SHA-256 over its bytes."""
import os
import sqlite3

import place as rig

NOW = "2025-07-01T12:00:00+02:00"
TOOL = os.path.join(rig.BUILD, "tests", "bench", "ics")


def write(path, changed, stamp, *more):
    rig.run([TOOL, "write", path, str(changed), stamp, *more])


def feed(place, *more):
    """A profile that reads the feed; returns its name, the feed's path, and what syncs it."""
    path = place.path("feed.ics")
    name = place.profile("feed", more=f"[calendar cal]\nurl = file://{path}\n")
    write(path, 0, "20250901T120000Z", *more)
    return name, path, lambda: place.cadens(name, "sync", "cal", now=NOW)


def check(place, name, changed):
    """What is stored is what the feed says."""
    with sqlite3.connect(place.path(f"{name}.db")) as db:
        events, = db.execute("SELECT COUNT(*) FROM event").fetchone()
        other, = db.execute("SELECT COUNT(DISTINCT uid) FROM meeting WHERE summary = 'möte med annan'").fetchone()
    if events != 10000 or other > changed or (changed and not other):
        raise RuntimeError(f"{events} events stored, {other} of them changed")


def result(ours, limit):
    return rig.median(ours, "cpu"), rig.median(limit, "cpu"), max(one.rss for one in ours)


def first(place, rounds, *more):
    """With "year" series that go on for one year, else for all of the window of 1,200 days."""
    name, path, sync = feed(place, *more)

    def ours():
        place.forget(name)
        return sync()
    mine, theirs = rig.alternate(rounds, ours, lambda: rig.run([TOOL, "parse", path]))
    check(place, name, 0)
    return result(mine, theirs)


def again(place, rounds, changed, noise):
    """Synced once more: CHANGED events are others than before; with NOISE each DTSTAMP is too."""
    name, path, sync = feed(place)
    place.forget(name)
    sync()
    turn = iter(range(1, 1 << 20))

    def ours():
        n = next(turn)
        write(path, changed if n % 2 else 0, f"202509{1 + n % 28:02}T120000Z" if noise else "20250901T120000Z")
        return sync()
    mine, theirs = rig.alternate(rounds, ours, lambda: rig.run([TOOL, "sum", path]))
    check(place, name, changed)
    return result(mine, theirs)
