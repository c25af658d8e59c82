#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""prospects.py: the CSV files of prospects-world.py (folder: the first argument) as of an instant (the second) by the words of the specification
(01 §1.7, 15-A, 15-B), and the comparison of what prospects-figures.py and prospects-pipeline.py make of them with the JSON of `cadens kpi` on
standard input. Nothing of it is shared with the SQL."""
import calendar
import csv
import datetime
import json
import os
import sys
from collections import defaultdict
from fractions import Fraction

DIR = sys.argv[1]
D, T = datetime.date, datetime.datetime
NOW = T.fromisoformat(sys.argv[2])
TODAY = NOW.date()
DECIDERS = ("ceo", "it_coo")
REACHED_SOMEBODY = ("connected", "right_person", "interested", "booked")


def table(kind):
    with open(os.path.join(DIR, kind + ".csv"), encoding="utf-8") as file:
        return list(csv.DictReader(file))


def day(text):
    return D.fromisoformat(text[:10]) if text else None


def at(text):
    return T.fromisoformat(text) if "T" in text else T.fromisoformat(text + "T00:00:00") if text else None


def plus(d, days):
    return d + datetime.timedelta(days)


def months_on(d, n):
    month = d.year * 12 + d.month - 1 + n
    year, month = month // 12, month % 12 + 1
    return D(year, month, min(d.day, calendar.monthrange(year, month)[1]))


def ore(text):
    return int(Fraction(text) * 100) if text else None


STAGES = {s[0]: s for s in (  # code, ord, kind, is_contacted, is_qualified, is_opportunity, default probability
    ("paused", 5, "paused", 0, 0, 0, 0), ("prospect", 10, "open", 0, 0, 0, 0), ("contacted", 20, "open", 1, 0, 0, 0), ("interested", 30, "open", 1, 0, 0, 5),
    ("qualified", 40, "open", 1, 1, 0, 5), ("need", 50, "open", 1, 1, 1, 20), ("active", 60, "open", 1, 1, 1, 50), ("trial", 65, "open", 0, 0, 0, 55),
    ("proposal", 70, "open", 1, 1, 1, 60), ("negotiation", 80, "open", 1, 1, 1, 80), ("won", 90, "won", 1, 1, 1, 100), ("lost", 95, "lost", 0, 0, 0, 0))}
SOURCES = ["cold_calling", "content", "event", "linkedin", "referral", "website"]
ACCOUNTS = {a["id"]: a for a in table("accounts")}
LEADS = table("leads")
WORDS, MEETINGS, TOUCHES = table("touchpoints"), table("meetings"), table("lead-touches")
contacts_of, history, changes, steps, words_of = defaultdict(list), defaultdict(list), defaultdict(list), defaultdict(dict), defaultdict(list)
for row in table("contacts"):
    contacts_of[row["account"]].append(row)
for row in table("stage-history"):
    history[row["lead"]].append((at(row["at"]), row["stage"]))
moved = set(history)
for row in table("lead-changes"):
    changes[row["lead"], row["field"]].append((at(row["at"]), row["old"], row["new"]))
for row in table("qualification"):
    steps[row["lead"]][int(row["step"])] = (at(row["at"]), row["result"])
for w in WORDS:
    w["when"] = at(w["at"])
    words_of[w["lead"]].append(w)
for m in MEETINGS:
    m["when"], m["until"] = at(m["start"]), at(m["end"])
for l in LEADS:
    l["when"], l["born"] = at(l["created"]), day(l["created"])
    if l["id"] not in moved:
        history[l["id"]].append((at(l["closed"]) if l["closed"] else l["when"], l["stage"]))
for rows in list(history.values()) + list(changes.values()):
    rows.sort(key=lambda row: row[0])
# what is later than now does not exist, but that a field was altered later tells what it was (15-A5, B7)
LEADS = [l for l in LEADS if l["when"] <= NOW]
history = defaultdict(list, {i: [row for row in rows if row[0] <= NOW] for i, rows in history.items()})
steps = defaultdict(dict, {i: {n: s for n, s in found.items() if s[0] <= NOW} for i, found in steps.items()})
WORDS = [w for w in WORDS if w["when"] <= NOW]
words_of = defaultdict(list, {i: [w for w in found if w["when"] <= NOW] for i, found in words_of.items()})
MEETINGS = [m for m in MEETINGS if at(m["booked"]) <= NOW]
TOUCHES = [t for t in TOUCHES if at(t["at"]) <= NOW]


def tier_at(account, d):
    """The tier of the day where the history knows it (17-K4)."""
    known = [row for row in table("tier-history") if row["account"] == account and day(row["from"]) <= d]
    return max(known, key=lambda row: row["from"])["tier"] if known else ACCOUNTS[account]["tier"]


class Figure:
    def __init__(self, value=None, num=None, den=None, n=None, why=None):
        self.value, self.num, self.den, self.n, self.why = value, num, den, n, why


def rate(hits, why=None):
    hits = list(hits)
    num, den = sum(1 for h in hits if h), len(hits)
    why = why or (None if den else "zero_denominator")
    return Figure(None if why else Fraction(num, den), num, den, den, why)


def count(n):
    return Figure(n, n=n)


def stage_at(lead, t):
    return next((s for when, s in reversed(history[lead["id"]]) if when <= t), "prospect")


def field_at(lead, field, t):
    return next((old for when, old, _ in changes[lead["id"], field] if when > t), lead[field])


def amount_at(lead, t):
    given = ore(field_at(lead, "amount", t))
    if given is None and lead["service"] == "satori-chat" and lead["users"] and lead["term_months"]:
        return int(lead["users"]) * 15000 * int(lead["term_months"])
    return given


def end(lead, t=None):
    """won or lost by t, or now: (instant, stage), else None"""
    when, stage = ([row for row in history[lead["id"]] if row[0] <= (t or NOW)] or [(NOW, "prospect")])[-1]
    return (when, stage) if STAGES[stage][2] in ("won", "lost") else None


def reached(lead, flag):
    highest = max((STAGES[s][1] for when, s in history[lead["id"]] if when <= NOW and STAGES[s][2] in ("open", "won")), default=0)
    return highest >= min(s[1] for s in STAGES.values() if s[flag])


def is_open(lead, t):
    return lead["when"] <= t and STAGES[stage_at(lead, t)][2] == "open"


def is_opp(lead, t):
    return is_open(lead, t) and STAGES[stage_at(lead, t)][5] == 1


def is_active(lead, t):
    return is_open(lead, t) and (not lead["paused_until"] or day(lead["paused_until"]) <= t.date())


def people(account, d):
    return [c for c in contacts_of[account] if not c["left"] or day(c["left"]) > d]


def within(d, first, last):
    return first <= d <= last


def created(first, last, *sources):
    return [l for l in LEADS if within(l["born"], first, last) and l["when"] <= NOW and (not sources or l["source"] in sources)]


def ripe(last, days):
    return None if TODAY >= plus(last, days) else "immature"


def is_held(m, t):
    return m["until"] <= t and m["outcome"] != "no_show"


def is_met(w, t):
    return w["kind"] == "meeting" and w["when"] + datetime.timedelta(minutes=int(w["duration_min"] or 0)) <= t


def lead_of(m):
    """The lead a meeting belongs to: the one given, else the account's only one that is open or paused when it begins (15-B9, 17-K6)."""
    if m["lead"]:
        return m["lead"]
    live = [l["id"] for l in LEADS if l["account"] == m["account"] and l["when"] <= m["when"] and STAGES[stage_at(l, m["when"])][2] in ("open", "paused")]
    return live[0] if len(live) == 1 else ""


for m in MEETINGS:
    m["lead"] = lead_of(m)


def span(label):
    """The first and last day of "month:2026-03" and its like (15-A2, A3)."""
    kind, _, key = label.partition(":")
    if kind == "point":
        return D.fromisoformat(key), D.fromisoformat(key)
    if kind == "week":
        monday = D.fromisocalendar(int(key[:4]), int(key[6:]), 1)
        return monday, plus(monday, 6)
    if kind == "rolling12m":
        return plus(months_on(D.fromisoformat(key), -12), 1), D.fromisoformat(key)
    if kind == "rolling6m":
        first = D.fromisoformat(key + "-01")
        return months_on(first, -5), plus(months_on(first, 1), -1)
    length = {"month": 1, "quarter": 3, "half": 6, "year": 12}[kind]
    number = int(key[5:]) if kind == "month" else (int(key[6:]) - 1) * length + 1 if kind in ("quarter", "half") else 1
    first = D(int(key[:4]), number, 1)
    return first, plus(months_on(first, length), -1)


def same(wanted, got):
    if wanted == "any" or wanted is None or got is None:
        return wanted == "any" or wanted is got
    return abs(float(wanted) - got) <= 1e-9 * max(1.0, abs(got))


def judge(point, period):
    """Compares figures of a point, given its instant, and of a period, given its first and last day, and ends: status 1 where any differs."""
    answers, differing, compared = defaultdict(dict), 0, 0
    for k in json.load(sys.stdin)["kpis"]:
        answers[k["id"]][k["scope"]] = k
    for name, figure in list(point.items()) + list(period.items()):
        label = next((k["period"] for k in answers[name].values()), None)
        if not label:
            print(name, "has no answer")
            differing += 1
            continue
        first, last = span(label)
        if name in point:
            wanted = figure(min(NOW, T.combine(plus(last, 1), datetime.time()) - datetime.timedelta(seconds=1)))
        else:
            wanted = figure(first, last)
        if not wanted:  # where nothing has a row of its own, one says that there is none
            wanted = {"all": Figure(why="no_data")}
        for scope in sorted(set(wanted) | set(answers[name])):
            w, g = wanted.get(scope), answers[name].get(scope)
            compared += 1
            if not w or not g:
                print(name, scope, label, "only", "wanted" if w else "got", vars(w) if w else g)
                differing += 1
            elif not (all(same(getattr(w, key), g[key]) for key in ("value", "num", "den", "n")) and w.why == g["null_reason"]):
                print(name, scope, label, "wanted", {k: float(v) if isinstance(v, Fraction) else v for k, v in vars(w).items()},
                      "got", {k: g[k] for k in ("value", "num", "den", "n", "null_reason")})
                differing += 1
    print("compared", compared, "differing", differing)
    sys.exit(differing > 0)
