# SPDX-License-Identifier: MIT
"""Measures Cadens against what the machine could do at best, in the same run, and prints one table (tests/bench/README.md). Never
fails a build: what cannot be measured is a row that says why.

    make bench [BENCH_N=100000] [BENCH_TOUCHPOINTS=1000000] [BENCH_IDLE=60] [BENCH_ROWS='first csv ...']
"""
import os
import re
import subprocess
import sys

import feed
import figures
import live
import place as rig
import sync

N = int(os.environ.get("BENCH_N") or 100000)
TOUCHPOINTS = int(os.environ.get("BENCH_TOUCHPOINTS") or 1000000)
IDLE = int(os.environ.get("BENCH_IDLE") or 60)
ROWS = (os.environ.get("BENCH_ROWS") or "micro first far nothing delivery idle letter start csv feed rematch figures").split()
table = []


def seconds(value):
    return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.2f} s"


def row(what, ours, limit, ratio, rss, goal, tenth=""):
    table.append((what, ours, limit, ratio, rss, goal, tenth))
    print("\t".join(table[-1]), file=sys.stderr)


def timed(what, goal, full, tenth=None):
    """FULL and TENTH are (ours, limit, peak kB)."""
    ours, limit, peak = full[:3]
    row(what, seconds(ours), seconds(limit), f"{ours / limit:.1f}x", f"{peak / 1024:.0f} MB", goal,
        f"{seconds(tenth[0])} ({tenth[0] / tenth[1]:.1f}x)" if tenth else "")


def attempt(name, measure):
    if name not in ROWS:
        return
    try:
        measure()
    except Exception as problem:  # a bench reports, it does not break
        row(name, "not measured", "", "", "", re.sub(r"\s+", " ", str(problem))[:80])


def micro():
    for name, goal in (("header", ""), ("keep_mail", ""), ("ics", "first <= 3x, unchanged <= 3x, changed <= 5x")):
        for line in subprocess.run([os.path.join(rig.BUILD, "tests", "bench", name)], check=True, text=True,
                                   stdout=subprocess.PIPE).stdout.splitlines():
            row(f"{name}: {line}", "", "", "", "", goal)


def main():
    place = rig.Place()
    try:
        if {"first", "far", "nothing", "delivery", "idle"} & set(ROWS):
            place.start_dovecot()
        attempt("micro", micro)

        def first():
            tenth = sync.first(place, "bob", N // 10, 5)
            full = sync.first(place, "alice", N, 3)
            timed(f"first sync of {N} messages", "<= 5x, aim 3x; 40 MB", full, tenth)
            row("  of it processor time", seconds(full[3]), "", "", "", "", seconds(tenth[3]))
        attempt("first", first)

        def far():
            with place.far_away(50):
                tenth = sync.first(place, "bob", N // 10, 5, "far")
                timed("the same at 50 ms round-trip time", "<= 1.5x", sync.first(place, "alice", N, 3, "far"), tenth)
        attempt("far", far)

        def small():
            if not os.path.exists(place.path("first-bob.db")):
                _, first_sync = sync.prepare(place, "bob", N // 10)
                first_sync()

        def nothing():
            small()
            commands, cpu, noop, peak = live.nothing_new(place, "bob", "first-bob", 5)
            row("nothing new: commands per folder", f"{commands:.1f}", "1", f"{commands:.1f}x", f"{peak / 1024:.0f} MB", "<= 6")
            row("nothing new: processor", seconds(cpu), seconds(noop), "", "", "<= 20 ms")
        attempt("nothing", nothing)

        def delivery():
            small()
            ours, bare, peak = live.delivery(place, "bob", "first-bob", 7)
            row("delivery to touchpoint", seconds(ours), seconds(bare), f"+{(ours - bare) * 1000:.0f} ms", f"{peak / 1024:.0f} MB",
                "<= 100 ms on top")
        attempt("delivery", delivery)

        def idle():
            small()
            database = "first-alice" if os.path.exists(place.path("first-alice.db")) else "first-bob"
            pss, woken, cpu, peak = live.idle(place, database, IDLE)
            row(f"idle for {IDLE} s", f"{pss / 1024:.1f} MB PSS", "6.5 MB", "", f"{peak / 1024:.0f} MB", "<= 12 MB PSS")
            row("idle: wake-ups a minute", f"{woken:.1f}", "1", "", "", "<= 4")
            row("idle: processor", seconds(cpu), "", "", "", "none")
        attempt("idle", idle)

        def csv():
            tenth = figures.imported(place, 10000, 5)
            timed("import of 100,000 rows (processor)", "<= 4x", figures.imported(place, 100000, 3), tenth)
        attempt("csv", csv)

        def calendar():
            timed("calendar of 10,000 events: first import (processor)", "<= 3x; 40 MB", feed.first(place, 3))
            timed("  the same with series of one year (processor)", "<= 3x; 40 MB", feed.first(place, 3, "year"))
            for what, goal, changed, noise in (("unchanged", "<= 3x", 0, False), ("only every DTSTAMP is new", "<= 3x", 0, True),
                                               ("ten events changed", "<= 5x", 10, False)):
                timed(f"  {what} (processor)", goal, feed.again(place, 5, changed, noise))
        attempt("feed", calendar)

        def rematch():
            timed("10,000 messages matched again (processor)", "<= 3x", figures.rematch(place, 10000, 5), figures.rematch(place, 1000, 5))
        attempt("rematch", rematch)

        sizes = {}

        def large():
            if not sizes:
                for count in (TOUCHPOINTS, TOUCHPOINTS // 10):
                    sizes[count], settled = figures.large(place, count)
                    row(f"the first `due`, which settles {count} touchpoints (processor)", seconds(settled), "", "", "", "")
            return sizes[TOUCHPOINTS], sizes[TOUCHPOINTS // 10]

        def letter():
            full, tenth = (live.one_letter(place, name, 5) for name in large())
            timed("one letter: stored, its account's caches and rules (processor)", "<= 20 ms", full, tenth)
        attempt("letter", letter)

        def begin():
            for arguments in (["status"], ["due"]):
                full, tenth = (figures.program(place, name, arguments, 7) for name in large())
                timed(f"cadens {arguments[0]} (processor)", "<= 5x", full, tenth)
            full, tenth = (live.start(place, name, 5) for name in large())
            timed("cadensd to READY", "<= 10x", full, tenth)
        attempt("start", begin)

        def scans():
            full, tenth = (figures.work(place, name, ["due"], 3) for name in large())
            timed("all due rules (processor)", "<= 1x", full, tenth)
            for kpi in figures.daily(place, sizes[TOUCHPOINTS]):
                full, tenth = (figures.work(place, name, ["kpi", kpi], 1) for name in large())
                timed(f"kpi {kpi}", "<= 0.1x", full, tenth)
            for what, arguments, goal in (("all figures of `kpi`", ["kpi"], "<= 10x"), ("report daily", ["report", "daily"], "")):
                full, tenth = (figures.work(place, name, arguments, 1) for name in large())
                timed(what, goal, full, tenth)
            ids = figures.daily(place, sizes[TOUCHPOINTS])
            full, tenth = (figures.page(place, name, ids, 3) for name in large())
            timed("the dashboard page, against the figures of the day (processor)", "<= 1.2x", full, tenth)
        attempt("figures", scans)
    finally:
        place.close()
    head = ("what", "ours", "limit", "ratio", "peak RSS", "goal", "at a tenth")
    print("| " + " | ".join(head) + " |\n|" + "---|" * len(head))
    for cells in table:
        print("| " + " | ".join(cells) + " |")


main()
