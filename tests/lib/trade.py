# SPDX-License-Identifier: MIT
"""The files of trade-world.py (folder: the first argument) as known at an instant (the second), by the words of spec 01 and 15-A, 15-B: times, periods, predicates."""
import calendar
import csv
import datetime
import os
import statistics
import sys
from collections import defaultdict
from fractions import Fraction
from zoneinfo import ZoneInfo

DIR, T, D = sys.argv[1], datetime.datetime, datetime.date
HOME = ZoneInfo("Europe/Stockholm")
NOW = T.fromisoformat(sys.argv[2])
TODAY = NOW.astimezone(HOME).date()
MET = ("connected", "right_person", "interested", "booked")


def plus(d, n):
    return d + datetime.timedelta(n)


def begin(d):
    return T(d.year, d.month, d.day, tzinfo=HOME).astimezone(datetime.timezone.utc)


def end_of(d):
    return begin(plus(d, 1))


def local(when):
    return when.astimezone(HOME).date()


def at(text):
    """An instant: a day is its midnight; without offset it is meant at home, the first of two, the later of none (15-B2, B26)."""
    when = T.fromisoformat(text.replace("Z", "+00:00")) if text else None
    return when and (when if when.tzinfo else when.replace(tzinfo=HOME)).astimezone(datetime.timezone.utc)


def day(text):
    return D.fromisoformat(text) if text else None


def ore(text):
    return int(Fraction(text.replace(",", ".")) * 100) if text else None


def months_on(d, n):
    month = d.year * 12 + d.month - 1 + n
    year, month = month // 12, month % 12 + 1
    return D(year, month, min(d.day, calendar.monthrange(year, month)[1]))


def table(kind):
    with open(os.path.join(DIR, kind + ".csv"), "rb") as file:
        data = file.read()
    text = data.decode("utf-8-sig") if data.startswith(b"\xef\xbb\xbf") else data.decode("cp1252")
    head = text.split("\n")[0]
    return list(csv.DictReader(text.splitlines(), delimiter=max(",;\t", key=head.count)))


def easter(y):
    a, b, c = y % 19, y // 100, y % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    x = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * x) // 451
    return D(y, (h + x - 7 * m + 114) // 31, (h + x - 7 * m + 114) % 31 + 1)


def is_workday(d):
    fixed = (d.month, d.day) in [(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)]
    midsummer_eve = d.month == 6 and 19 <= d.day <= 25 and d.weekday() == 4
    return d.weekday() < 5 and not fixed and not midsummer_eve and (d - easter(d.year)).days not in (-2, 1, 39)


def days(first, last):
    return [plus(first, k) for k in range((last - first).days + 1)]


# --- what there is by now -----------------------------------------------------------------------------------------------------------
class Stage:
    def __init__(self, order, kind="open", flags="0000", chance=0):
        self.order, self.kind, self.chance = order, kind, chance
        self.contacted, self.interested, self.qualified, self.opp = (f == "1" for f in flags)


STAGES = {"paused": Stage(5, "paused"), "prospect": Stage(10), "contacted": Stage(20, flags="1000"), "interested": Stage(30, flags="1100", chance=5),
          "qualified": Stage(40, flags="1110", chance=5), "need": Stage(50, flags="1111", chance=20), "active": Stage(60, flags="1111", chance=50),
          "trial": Stage(65, flags="1110", chance=55), "proposal": Stage(70, flags="1111", chance=60), "negotiation": Stage(80, flags="1111", chance=80),
          "won": Stage(90, "won", "1111", 100), "lost": Stage(95, "lost")}
ACCOUNTS = {a["id"]: a for a in table("accounts")}
CONTACTS = {c["id"]: c for c in table("contacts")}
LEADS = {x["id"]: x for x in table("leads")}
HISTORY, CHANGES = defaultdict(list), defaultdict(list)
for row in table("stage-history"):
    HISTORY[row["lead"]].append((at(row["at"]), row["stage"]))
for row in table("lead-changes"):
    CHANGES[row["lead"], row["field"]].append((at(row["at"]), row["old"], row["new"]))
for x in LEADS.values():
    x["when"], x["born"] = at(x["created"]), local(at(x["created"]))
    if x["id"] not in HISTORY:  # one row of its own (00 §5)
        HISTORY[x["id"]] = [(at(x["closed"]) if x["closed"] else x["when"], x["stage"] or "prospect")]
    HISTORY[x["id"]].sort(key=lambda row: row[0])
for found in CHANGES.values():
    found.sort(key=lambda row: row[0])
LEADS = {i: x for i, x in LEADS.items() if x["when"] <= NOW}
HISTORY = {i: [row for row in rows if row[0] <= NOW] for i, rows in HISTORY.items()}
TOUCHES, MEETINGS = table("touchpoints"), table("meetings")
for t in TOUCHES:
    t["when"], t["until"] = at(t["at"]), at(t["at"]) + datetime.timedelta(minutes=int(t["duration_min"] or 0))
for m in MEETINGS:
    m["when"], m["until"], m["made"] = at(m["start"]), at(m["end"]), at(m["booked"])
TOUCHES = [t for t in TOUCHES if t["when"] <= NOW]
MEETINGS = [m for m in MEETINGS if m["made"] <= NOW]
ADDRESS = {c["emails"]: c["id"] for c in CONTACTS.values() if c["emails"]}


def state(lead, when):
    """The code of its stage at an instant: of several rows of one the later line, before the first prospect (15-B5, B6)."""
    past = [s for on, s in HISTORY[lead["id"]] if on <= when]
    return past[-1] if past else "prospect"


def field(lead, name, when):
    """What it was then: the old value of the earliest change after (15-B7)."""
    return next((old for on, old, _ in CHANGES[lead["id"], name] if on > when), lead[name])


def amount(lead, when):
    given = ore(field(lead, "amount", when))
    if given is None and lead["service"] == "satori-chat" and lead["users"] and lead["term_months"]:
        return int(lead["users"]) * 15000 * int(lead["term_months"])
    return given


def chance(lead, when):
    given = field(lead, "probability", when)
    return int(given) if given else STAGES[state(lead, when)].chance


def is_open(lead, when):
    return lead["when"] <= when and STAGES[state(lead, when)].kind == "open"


def is_active(lead, when, d):
    return is_open(lead, when) and (not lead["paused_until"] or day(lead["paused_until"]) <= d)


def is_opp(lead, when):
    return is_open(lead, when) and STAGES[state(lead, when)].opp


def pipe(when):
    return [x for x in LEADS.values() if is_opp(x, when) and chance(x, when) >= 10 and amount(x, when) is not None]


def ended(kind):
    """(lead, day) of those that are won or lost now, by the day of the last such row."""
    for x in LEADS.values():
        if HISTORY[x["id"]] and STAGES[state(x, NOW)].kind == kind:
            yield x, local([on for on, s in HISTORY[x["id"]] if STAGES[s].kind in ("won", "lost")][-1])


def reached(lead, flag):
    top = max((STAGES[s].order for _, s in HISTORY[lead["id"]] if STAGES[s].kind in ("open", "won")), default=0)
    return top >= min(s.order for s in STAGES.values() if getattr(s, flag))


def lead_of(m):
    """15-B9: the one given, else the only live one of the person, else of the account."""
    if m["lead"]:
        return m["lead"] if m["lead"] in LEADS else ""
    live = [x for x in LEADS.values() if x["account"] == m["account"] and x["when"] <= m["when"] and STAGES[state(x, m["when"])].kind in ("open", "paused")]
    person = ADDRESS.get(m["attendees"])
    own = [x for x in live if person and x["contact"] == person]
    return own[0]["id"] if len(own) == 1 else live[0]["id"] if len(live) == 1 else ""


for m in MEETINGS:
    m["lead"] = lead_of(m)


def held(when):
    """(account, lead, persons, local day, instant) of every meeting held by an instant."""
    found = [(m["account"], m["lead"], [ADDRESS[a] for a in (m["attendees"],) if a in ADDRESS], local(m["when"]), m["when"]) for m in MEETINGS
             if m["until"] <= when and m["outcome"] not in ("no_show", "not_held")]
    return found + [(t["account"], t["lead"], [t["contact"]] if t["contact"] else [], local(t["when"]), t["when"]) for t in TOUCHES
                    if t["kind"] == "meeting" and t["until"] <= when]


def two_way(when):
    """The same of what went both ways (15-C19)."""
    for t in TOUCHES:
        talk = t["kind"] == "call" and (t["outcome"] in MET or t["direction"] == "in" and not t["outcome"])
        if t["when"] <= when and (talk or t["direction"] == "in" and t["kind"] in ("email", "linkedin", "sms")):
            yield t["account"], t["lead"], [t["contact"]] if t["contact"] else [], local(t["when"]), t["when"]
    yield from held(when)


def is_customer(a, d):
    """15-C70."""
    if a["customer_since"]:
        return day(a["customer_since"]) <= d and (not a["churned"] or day(a["churned"]) > d) and a["lifecycle"] in ("customer", "former")
    return a["lifecycle"] == "customer" and (not a["churned"] or day(a["churned"]) > d)


TIERS = table("tier-history")


def tier(a, d):
    past = [t for t in TIERS if t["account"] == a["id"] and day(t["from"]) <= d]
    found = max(past, key=lambda t: t["from"])["tier"] if past else a["tier"]
    return int(found) if found else None


SUBS, PRICES = table("subscriptions"), defaultdict(list)
for row in table("subscription-changes"):
    PRICES[row["subscription"]].append((day(row["effective"]), int(row["quantity"])))


def runs(s, d):
    return day(s["start"]) <= d and (not s["end"] or day(s["end"]) > d)


def quantity(s, d):
    past = [p for p in PRICES[s["id"]] if p[0] <= d]
    return max(past)[1] if past else None


# --- answers --------------------------------------------------------------------------------------------------------------------------
class Row:
    def __init__(self, value=None, num=None, den=None, n=None, why=None):
        self.value, self.num, self.den, self.n, self.why = value, num, den, n, why


def ratio(num, den, n=None, why=None):
    why = why or (None if den else "zero_denominator")
    return Row(None if why else Fraction(num) / den, num, den, n, why)


def rate(hits, why=None):
    hits = [bool(h) for h in hits]
    return ratio(sum(hits), len(hits), len(hits), why)


def count(n):
    return Row(n, n=n)


def mean(values):
    values = list(values)
    return ratio(sum(values), len(values), len(values), None if values else "no_data")


def median(values):
    values = sorted(Fraction(v) for v in values)
    return Row(statistics.median(values), n=len(values)) if values else Row(n=0, why="no_data")


def ripe(last, wait):
    return None if TODAY >= plus(last, wait) else "immature"


def within(d, first, last):
    return d is not None and first <= d <= min(last, TODAY)


def span(label):
    """The first and last day a label means (15-A2, A3)."""
    kind, _, key = label.partition(":")
    if kind in ("point", "day", "lifetime"):
        return day(key), day(key)
    if kind == "week":
        monday = D.fromisocalendar(int(key[:4]), int(key[6:]), 1)
        return monday, plus(monday, 6)
    if kind == "rolling12m":
        return plus(months_on(day(key), -12), 1), day(key)
    if kind == "rolling90":
        return plus(day(key), -89), day(key)
    if kind == "rolling6m":
        return months_on(day(key + "-01"), -5), plus(months_on(day(key + "-01"), 1), -1)
    length = {"month": 1, "quarter": 3, "half": 6, "year": 12}[kind]
    number = int(key[5:]) if kind == "month" else (int(key[6:]) - 1) * length + 1 if kind in ("quarter", "half") else 1
    first = D(int(key[:4]), number, 1)
    return first, plus(months_on(first, length), -1)
