# SPDX-License-Identifier: MIT
"""The trade of customers-world.py as read from its CSV, and what figures are made of: money, months, wins, costs (spec 01, 03, 15)."""
import csv
import datetime
import os
import statistics
import sys
from collections import defaultdict
from fractions import Fraction

DIR = sys.argv[1]
SOURCES = ["cold_calling", "content", "event", "linkedin", "referral", "website"]
MONTH = Fraction(304375, 10000)
TODAY = datetime.date(2026, 3, 31)  # customers-figures.py sees that it is the answer's


def date(text):
    return datetime.date.fromisoformat(text[:10]) if text else None


def ore(text):
    return int(Fraction(text) * 100) if text else None


def rows(kind):
    with open(os.path.join(DIR, kind + ".csv"), encoding="utf-8") as file:
        return list(csv.DictReader(file))


def months_on(day, n):
    month = day.year * 12 + day.month - 1 + n
    first = datetime.date(month // 12, month % 12 + 1, 1)
    last = datetime.date((month + 1) // 12, (month + 1) % 12 + 1, 1) - datetime.timedelta(1)
    return min(first.replace(day=min(day.day, last.day)), last)


def plus(day, n):
    return day + datetime.timedelta(n)


def half_up(value):
    return int(value + Fraction(1, 2))


ACCOUNTS, LEADS, PROJECTS, INVOICES = rows("accounts"), rows("leads"), rows("projects"), [i for i in rows("invoices") if i["status"] != "void"]
SUBS, CHANGES, COSTS, TOUCHES = rows("subscriptions"), rows("subscription-changes"), rows("costs"), rows("touchpoints")
SURVEYS, REFERRALS, NOTES = rows("surveys"), rows("referrals"), rows("value-notes")
REVIEWS, TIERS = rows("reviews"), rows("tier-history")
CHANGES_OF, LINES_OF = defaultdict(list), defaultdict(list)
for c in CHANGES:
    price = Fraction(c["quantity"]) * Fraction(c["unit_price"]) * 100 * (100 - int(c["discount_percent"] or 0)) / 100 / int(c["interval_months"])
    CHANGES_OF[c["subscription"]].append((date(c["effective"]), int(c["quantity"]), half_up(price)))
for i in INVOICES:
    LINES_OF[i["account"]].append((date(i["date"]), ore(i["net"]), i))
WON = sorted((x for x in LEADS if x["stage"] == "won"), key=lambda x: x["closed"])


def amount(lead):
    if lead["amount"] or lead["service"] != "satori-chat" or not lead["users"]:
        return ore(lead["amount"])
    return int(lead["users"]) * 15000 * int(lead["term_months"])


def invoiced(name, first, after, known):
    """Öre in [first, after), as known on a day."""
    return sum(net for on, net, _ in LINES_OF[name] if first <= on < after and on <= known)


def runs(sub, day):
    return date(sub["start"]) <= day and (not sub["end"] or date(sub["end"]) > day)


def in_force(sub, day):
    """(quantity, öre a month) or None."""
    past = [c for c in CHANGES_OF[sub["id"]] if c[0] <= day]
    return max(past)[1:] if past and runs(sub, day) else None


def monthly(day):
    sums = defaultdict(int)
    for s in SUBS:
        sums[s["account"]] += (in_force(s, day) or (0, 0))[1]
    return {name: value for name, value in sums.items() if value > 0}


def wins(day):
    return [x for x in WON if date(x["closed"]) <= day]


def first_wins(day):
    found = {}
    for lead in wins(day):
        found.setdefault(lead["account"], lead)
    return found


def cost(source, first, last):
    """The first days of an amount carry what is left over, an öre each (15-B19)."""
    total = 0
    for c in COSTS:
        start, days = date(c["from"]), (date(c["to"]) - date(c["from"])).days + 1
        if c["source"] == source:
            total += sum(ore(c["amount"]) // days + (k < ore(c["amount"]) % days) for k in range(days) if first <= plus(start, k) <= last)
    return total


def has_cost(source, day):
    return any(c["source"] == source and date(c["from"]) <= day for c in COSTS)


def next_full(day):
    """The first day after the last complete month (15-C85)."""
    if plus(day, 1).day == 1 and day < TODAY:
        return plus(day, 1)
    return day.replace(day=1)


def is_gone(a, d):
    return bool(a["churned"]) and date(a["churned"]) <= d


def clients(d):
    return [a for a in ACCOUNTS if a["customer_since"] and date(a["customer_since"]) <= d and a["lifecycle"] in ("customer", "former")]


def tier_of(a, d):
    """As of a day where its history knows it (17-K4)."""
    past = [t for t in TIERS if t["account"] == a["id"] and date(t["from"]) <= d]
    tier = max(past, key=lambda t: t["from"])["tier"] if past else a["tier"]
    return int(tier) if tier else None


def easter(y):
    a, b, c = y % 19, y // 100, y % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    x = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * x) // 451
    return datetime.date(y, (h + x - 7 * m + 114) // 31, (h + x - 7 * m + 114) % 31 + 1)


def is_workday(d):
    fixed = (d.month, d.day) in [(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)]
    midsummer_eve = d.month == 6 and 19 <= d.day <= 25 and d.weekday() == 4
    return d.weekday() < 5 and not fixed and not midsummer_eve and (d - easter(d.year)).days not in (-2, 1, 39)


class Row:
    def __init__(self, value=None, num=None, den=None, n=None, why=None):
        self.value, self.num, self.den, self.n, self.why = value, num, den, n, why


def ratio(num, den, n=None, why=None):
    if not why and not den:
        why = "zero_denominator"
    return Row(None if why else Fraction(num) / den, num, den, n, why)


def mean(values, why="no_data"):
    values = list(values)
    return ratio(sum(values), len(values), len(values), None if values else why)


def median(values):
    values = sorted(Fraction(v) for v in values)
    return Row(statistics.median(values), n=len(values)) if values else Row(n=0, why="no_data")
