#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""customers-figures.py DIR PERIOD MARGIN FISCAL <ANSWER: what customers bring, computed anew from the CSV of customers-world.py and the definitions of
spec 03, 15 and 17-K, without SQL. PERIOD is that of the question or "-", MARGIN the gross margin from 0 to 1, FISCAL the first month of the fiscal year,
ANSWER the JSON of `kpi` of the morning of 2026-03-31. Prints what differs and how much was compared."""
import datetime
import json
import sys
from collections import defaultdict
from fractions import Fraction

sys.dont_write_bytecode = True
from customers_day import POINT
from customers_facts import TODAY, date, months_on, plus
from customers_period import PERIOD
from customers_revenue import REVENUE
from customers_reviews import contact_cadence_compliance, review_on_time_rate

ASKED = sys.argv[2]
ANSWER = json.load(sys.stdin)
POINT["contact_cadence_compliance"] = contact_cadence_compliance
PERIOD.update(REVENUE)
PERIOD["review_on_time_rate"] = review_on_time_rate
assert ANSWER["as_of"].startswith(str(TODAY))


def span(label):
    """First and last day of a label as the answer writes it, or of the question."""
    kind, _, key = label.partition(":")
    if kind in ("point", "lifetime"):
        return date(key), date(key)
    if kind == "rolling12m":
        return plus(months_on(date(key), -12), 1), date(key)
    length = {"month": 1, "quarter": 3, "year": 12}[kind]
    number = int(key[6:]) * 3 - 2 if kind == "quarter" else int(key[5:] or 1)
    first = datetime.date(int(key[:4]), number, 1)
    return first, plus(months_on(first, length), -1)


def same(wanted, got):
    if wanted is None or got is None:
        return wanted is got
    return abs(float(wanted) - got) <= 1e-9 * max(1.0, abs(got))


answers = defaultdict(dict)
for k in ANSWER["kpis"]:
    answers[k["id"]][k["scope"]] = k
differing = compared = 0
for name, figure in list(POINT.items()) + list(PERIOD.items()):
    label = next((k["period"] for k in answers[name].values()), None)
    if not label:
        print(name, "has no answer")
        differing += 1
        continue
    first, last = span(label)
    if ASKED != "-":
        kind = label.partition(":")[0]
        if last != min(span(ASKED)[1], {"point": TODAY, "lifetime": TODAY, "rolling12m": plus(TODAY, -1)}.get(kind, datetime.date.max)):
            print(name, label, "is not of", ASKED)
            differing += 1
    wanted = figure(last) if name in POINT else figure(first, last)
    for scope in sorted(set(wanted) | set(answers[name])):
        w, g = wanted.get(scope), answers[name].get(scope)
        if g and g["null_reason"] == "not_covered":
            continue
        compared += 1
        if not w or not g:
            print(name, scope, "only", "wanted" if w else "got", vars(w) if w else g)
            differing += 1
        elif not (all(same(getattr(w, key), g[key]) for key in ("value", "num", "den", "n")) and w.why == g["null_reason"]):
            print(name, scope, label, "wanted", {k: float(v) if isinstance(v, Fraction) else v for k, v in vars(w).items()}, "got", {k: g[k] for k in ("value", "num", "den", "n", "null_reason")})
            differing += 1
print("compared", compared, "differing", differing)
sys.exit(differing > 0)
