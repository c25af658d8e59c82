# SPDX-License-Identifier: MIT
"""Figures of reviews: what is due when, and what is not held (09 §9.4, 15-C72..C74, C81)."""
from customers_facts import *  # the vocabulary of this file

MONTHS = {1: {"check_in": 1, "qbr": 3, "strategic": 6, "annual": 12}, 2: {"qbr": 3, "strategic": 6, "annual": 12}, 3: {"check_in": 6, "strategic": 6, "annual": 12}}


def serves(a, kind, d):
    """Days by D on which an account had what counts as a review of the kind."""
    days = [date(r["held"]) for r in REVIEWS if r["account"] == a["id"] and kind in ("check_in", r["kind"])]
    for t in TOUCHES:
        if t["account"] == a["id"] and kind == "check_in":
            talked = t["kind"] == "call" and (t["outcome"] == "connected" or not t["outcome"] and t["direction"] == "in")
            if talked or t["kind"] == "email" and t["direction"] == "in" and tier_of(a, d) in (2, 3):
                days.append(date(t["at"]))
    return [on for on in days if on <= d]


def due(a, kind, before, d):
    last = max((on for on in serves(a, kind, d) if on < before), default=None)
    return last, months_on(last or date(a["customer_since"]), MONTHS[tier_of(a, d)][kind])


def is_overdue(a, kind, d):
    last, day = due(a, kind, plus(d, 1), d)
    if kind == "annual":
        ends = [plus(date(s["committed_until"]), -135) for s in SUBS if s["account"] == a["id"] and s["committed_until"] and runs(s, d)]
        day = min([day] + [on for on in ends if not last or on > last])
    return d > day


def owing(d):
    """(account, kind) of customers of a day by their tier."""
    return [(a, kind) for a in clients(d) if not is_gone(a, d) and tier_of(a, d) for kind in MONTHS[tier_of(a, d)]]


def review_on_time_rate(first, last):
    d, held = min(last, TODAY), []
    for a, kind in owing(d):
        held += [on <= due(a, kind, on, d)[1] for on in (date(r["held"]) for r in REVIEWS if r["account"] == a["id"] and r["kind"] == kind) if first <= on <= d]
    late = sum(is_overdue(a, kind, d) for a, kind in owing(d))
    return {"all": ratio(sum(held), len(held) + late, len(held) + late)}


def contact_cadence_compliance(d):
    customers = {a["id"] for a, _ in owing(d)}
    late = {a["id"] for a, kind in owing(d) if is_overdue(a, kind, d)}
    return {"all": ratio(len(customers - late), len(customers), len(customers))}
