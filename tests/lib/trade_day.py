# SPDX-License-Identifier: MIT
"""Figures of a day D, at an instant of it: spec 03, 15-C."""
from trade import *  # the vocabulary of this file

TARGETS = table("targets")


def renewals_due_90d(d, when):
    ends = [plus(day(s["committed_until"]), -int(s["notice_days"] or 90)) for s in SUBS if s["committed_until"] and runs(s, d)]
    return {"all": count(sum(d <= end <= plus(d, 90) for end in ends))}


def overdue_follow_ups(d, when):
    return {"all": count(sum(f["status"] != "cancelled" and f["made"] <= when and f["due_at"] <= when and not (f["done_at"] and f["done_at"] <= when) for f in FOLLOW_UPS))}


def customers_untouched_30d(d, when):
    last = defaultdict(lambda: D.min)
    for account, _, _, on, _ in two_way(when):
        last[account] = max(last[account], on)
    return {"all": count(sum((d - last[i]).days > 30 for i, a in ACCOUNTS.items() if is_customer(a, d)))}


def days_since_two_way(d, when):
    last = {}
    for account, _, _, on, _ in two_way(when):
        last[account] = max(last.get(account, on), on)
    return {"account:" + i: Row((d - last[i]).days) if i in last else Row(why="no_data") for i, a in ACCOUNTS.items() if i in last or not a["created"] or at(a["created"]) <= when}


def multithread_depth(d, when):
    people = defaultdict(set)
    for account, _, persons, on, _ in two_way(when):
        if (d - on).days <= 90:
            people[account] |= set(persons)
    return {"account:" + i: Row(len(p)) for i, p in people.items() if p}


def tier_capacity(d, when):
    n = defaultdict(int)
    for a in ACCOUNTS.values():
        if is_customer(a, d) and tier(a, d):
            n["tier:%d" % tier(a, d)] += 1
    return {scope: count(k) for scope, k in n.items()}


def reference_customers(d, when):
    return {"all": count(sum(a["is_reference"] == "ja" for a in ACCOUNTS.values()))}


def chat_upsell_headroom(d, when):
    users = defaultdict(int)
    for s in SUBS:
        if s["service"] == "satori-chat" and runs(s, d):
            users[s["account"]] += quantity(s, d) or 0
    room = [max(0, int(ACCOUNTS[a]["employees"]) - u) * 15000 for a, u in users.items() if u > 0 and ACCOUNTS[a]["employees"]]
    return {"all": Row(sum(room), n=len(room)) if room else Row(n=0, why="no_data")}


def probability_review_timeliness(d, when):
    hits = []
    for x in LEADS.values():
        if is_opp(x, when):
            told = [local(on) for on, _, _ in CHANGES[x["id"], "probability"] if on <= when]
            if x["probability_reviewed"] and day(x["probability_reviewed"]) <= d:
                told.append(day(x["probability_reviewed"]))
            hits.append(told and (d - max(told)).days <= (7 if chance(x, when) > 60 else 31))
    return {"all": rate(hits)}


def target(kind, key):
    mine = [t for t in TARGETS if t["kpi"] == "deals_won_value" and t["period"] == kind and t["key"] in ("", key)]
    return ore(max(mine, key=lambda t: t["key"])["low"]) if mine else None


def won_then(first, when):
    """Öre won from a day on, of leads that are won at an instant."""
    total = 0
    for x in LEADS.values():
        if x["when"] <= when and state(x, when) == "won":
            closed = local([on for on, s in HISTORY[x["id"]] if on <= when and STAGES[s].kind in ("won", "lost")][-1])
            total += (amount(x, when) or 0) if closed >= first else 0
    return total


def coverage(next_quarter, of_period):
    def figure(d, when):
        first = months_on(d.replace(day=1), 3 - (d.month - 1) % 3) if next_quarter else d.replace(day=1)
        last = plus(months_on(first, 3 if next_quarter else 1), -1)
        goal = target("quarter", "%d-Q%d" % (first.year, (first.month + 2) // 3)) if next_quarter else target("month", "%d-%02d" % (first.year, first.month))
        mine = pipe(when)
        if of_period:
            mine = [x for x in mine if field(x, "expected_close", when) and first <= day(field(x, "expected_close", when)) <= last]
        num = sum(amount(x, when) for x in mine)
        if goal is None:
            return {"all": Row(num=num, n=len(mine), why="not_configured")}
        left = goal - (won_then(first, when) if of_period and not next_quarter else 0)
        return {"all": ratio(num, left, len(mine), "zero_denominator" if left <= 0 else None)}
    return figure


def due_at(text):
    return None if not text else end_of(day(text)) if "T" not in text else at(text)


FOLLOW_UPS = table("follow-ups")
for f in FOLLOW_UPS:
    f["made"], f["due_at"], f["promised"] = at(f["created"]), due_at(f["due"]), due_at(f["committed_due"] or f["due"])
    f["promised_day"] = day((f["committed_due"] or f["due"])[:10])
    f["done_at"] = at(f["done"] if "T" in f["done"] else f["done"] + "T12:00") if f["done"] else None
FOLLOW_UPS = [f for f in FOLLOW_UPS if f["made"] <= NOW]
POINT = {f.__name__: f for f in (renewals_due_90d, overdue_follow_ups, customers_untouched_30d, days_since_two_way, multithread_depth, tier_capacity, reference_customers,
                                 chat_upsell_headroom, probability_review_timeliness)}
POINT.update(pipeline_coverage_month=coverage(False, False), pipeline_coverage_month_period=coverage(False, True),
             pipeline_coverage_next_quarter=coverage(True, False), pipeline_coverage_next_quarter_period=coverage(True, True))
