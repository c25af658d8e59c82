# SPDX-License-Identifier: MIT
"""Figures of a day D: what was known then."""
import datetime
import statistics
import sys
from collections import defaultdict
from fractions import Fraction

from customers_facts import *  # the vocabulary of this file

MARGIN = Fraction(sys.argv[3])


def seen(a, d):
    since = date(a["customer_since"])
    return invoiced(a["id"], since, months_on(since, 36), d)


def projected(a, d):
    left = (months_on(date(a["customer_since"]), 36) - d).days
    return invoiced(a["id"], datetime.date.min, datetime.date.max, d) + monthly(d).get(a["id"], 0) * left / MONTH


def is_old(a, d, months):
    return months_on(date(a["customer_since"]), months) <= d


def clv_3y_observed(d):
    return {"all": mean((seen(a, d) for a in clients(d) if is_old(a, d, 36)), "immature")}


def clv_3y_projected(d):
    return {"all": mean(projected(a, d) for a in clients(d) if not is_old(a, d, 36) and not is_gone(a, d))}


def source_ltv(d):
    first, found = first_wins(d), {s: [] for s in SOURCES}
    for a in clients(d):
        if a["id"] in first and first[a["id"]]["source"]:
            found[first[a["id"]]["source"]].append(seen(a, d) if is_old(a, d, 36) else projected(a, d))
    return {"source:" + s: mean(v) for s, v in found.items()}


def ltv_predictive(d):
    after, rates = next_full(d), []
    for k in range(1, 7):
        begin, end = monthly(plus(months_on(after, -k), -1)), monthly(plus(months_on(after, 1 - k), -1))
        if begin:
            rates.append(Fraction(len([a for a in begin if a not in end]), len(begin)))
    now = monthly(d)
    if not now or not rates:
        return {"all": Row(n=len(now), why="no_data")}
    churn = sum(rates) / len(rates)
    return {"all": Row(Fraction(sum(now.values()), len(now)) * MARGIN / churn, n=len(now)) if churn else Row(n=len(now), why="zero_denominator")}


def tcv(d):
    total = {}
    for name, lines in LINES_OF.items():
        if any(on <= d for on, _, _ in lines):
            total[name] = invoiced(name, datetime.date.min, datetime.date.max, d)
    for s in SUBS:
        if s["committed_until"] and date(s["committed_until"]) >= d and in_force(s, d):
            k = max(k for k in range(0, 60) if months_on(d, k) <= date(s["committed_until"]))
            total[s["account"]] = total.get(s["account"], 0) + k * in_force(s, d)[1]
    for lead in wins(d):
        if lead["service"] in ("satori-uppstart", "konsulttimmar", "custom") and amount(lead) is not None:
            paid = sum(ore(i["net"]) for i in INVOICES if i["lead"] == lead["id"] and date(i["date"]) <= d)
            total[lead["account"]] = total.get(lead["account"], 0) + max(0, amount(lead) - paid)
    return {"account:" + a: Row(v) for a, v in total.items()}


def paybacks(d):
    for name, lead in first_wins(d).items():
        if not lead["source"] or not has_cost(lead["source"], d):
            continue
        won = date(lead["closed"])
        first = datetime.date(won.year, (won.month - 1) // 3 * 3 + 1, 1)
        last = min(d, plus(months_on(first, 3), -1))
        same = {x["account"] for x in wins(d) if x["source"] == lead["source"] and first <= date(x["closed"]) <= last}
        spent = Fraction(cost(lead["source"], first, last), len(same))
        days = [won] + sorted({on for on, _, _ in LINES_OF[name] if won <= on <= d})
        back = [on for on in days if invoiced(name, won, plus(on, 1), d) * MARGIN >= spent and (on > won or spent == 0 or invoiced(name, won, plus(won, 1), d))]
        if back:
            yield (back[0] - won).days / MONTH


def time_to_revenue(d):
    for a in ACCOUNTS:
        paid = [on for on, _, _ in LINES_OF[a["id"]] if on <= d]
        met = [date(t["at"]) for t in TOUCHES if t["account"] == a["id"] and t["kind"] != "note" and date(t["at"]) <= d]
        met = met or [date(x["created"]) for x in LEADS if x["account"] == a["id"] and date(x["created"]) <= d]
        if paid and met and min(paid) >= min(met):
            yield (min(paid) - min(met)).days / MONTH


def phases(d):
    for name, lead in first_wins(d).items():
        if not is_gone(next(a for a in ACCOUNTS if a["id"] == name), d):
            yield name, 1 + sum(months_on(date(lead["closed"]), k) <= d for k in (2, 12, 24))


def is_on_track(name, phase, d):
    year = months_on(d, -12)
    chats = [s for s in SUBS if s["account"] == name and s["service"] == "satori-chat"]
    users = [sum((in_force(s, day) or (0,))[0] for s in chats) for day in (year, d)]
    services = {i["service"] for on, net, i in LINES_OF[name] if i["service"] and net > 0 and year < on <= d}
    return [any(p["account"] == name and p["status"] != "cancelled" for p in PROJECTS), name in monthly(d),
            len(services) >= 2 or users[1] > users[0], any(in_force(s, d) for s in chats)][phase - 1]


def expansion_rate(d):
    after, found, total = next_full(d), {}, [0, 0, 0]
    for a in clients(d):
        late, early = invoiced(a["id"], months_on(after, -12), after, d), invoiced(a["id"], months_on(after, -24), months_on(after, -12), d)
        old = is_old(a, d, 24)
        found["account:" + a["id"]] = ratio(late - early, early, None, "immature" if not old else "zero_denominator" if early <= 0 else None)
        total = [t + v for t, v in zip(total, (late - early, early, 1))] if old else total
    found["all"] = ratio(*total, "immature" if not total[2] else "zero_denominator" if total[1] <= 0 else None)
    return found


def source_customer_months(d):
    spans = {s: [] for s in SOURCES}
    for name, lead in first_wins(d).items():
        a = next(a for a in ACCOUNTS if a["id"] == name)
        end = date(a["churned"]) if is_gone(a, d) else d
        if lead["source"] and end >= date(lead["closed"]):
            spans[lead["source"]].append(((end - date(lead["closed"])).days, is_gone(a, d)))
    found = {}
    for source, span in spans.items():
        area, alive, before = Fraction(0), Fraction(1), 0
        for t in sorted({days for days, _ in span}):
            area += alive * (t - before)
            alive *= 1 - Fraction(sum(lost for days, lost in span if days == t), sum(days >= t for days, _ in span))
            before = t
        found["source:" + source] = Row(area / MONTH, n=len(span)) if span else Row(n=0, why="no_data")
    return found


def source_upsell_rate(d):
    more = {x["account"] for x in wins(d) if x["kind"] == "expansion"}
    found = {}
    for s in SOURCES:
        names = [n for n, x in first_wins(d).items() if x["source"] == s]
        found["source:" + s] = ratio(len([n for n in names if n in more]), len(names), len(names))
    return found


def source_roi(d):
    found = {}
    for s in SOURCES:
        mine = [(n, date(x["closed"])) for n, x in first_wins(d).items() if x["source"] == s]
        spent = cost(s, datetime.date.min, d)
        earned = sum(invoiced(n, won, months_on(won, 36), d) for n, won in mine)
        found["source:" + s] = ratio(earned * MARGIN - spent, spent, len(mine), None if has_cost(s, d) else "no_data")
    return found


def gains(first, after, d):
    return [(date(x["closed"]), amount(x)) for x in wins(d) if (amount(x) or 0) > 0 and first <= date(x["closed"]) < after]


def deal_size_trend(d):
    after = next_full(d)
    late, early = (gains(months_on(after, a), months_on(after, b), d) for a, b in ((-3, 0), (-6, -3)))
    if not late or not early:
        return {"all": Row(n=len(late), why="no_data")}
    return {"all": Row(Fraction(sum(v for _, v in late), len(late)) / Fraction(sum(v for _, v in early), len(early)) - 1, n=len(late))}


def deal_size_slope(d):
    after, of = next_full(d), defaultdict(list)
    for on, value in gains(months_on(after, -12), after, d):
        of[on.year * 12 + on.month].append(value)
    n = sum(map(len, of.values()))
    points = [(m, Fraction(sum(v), len(v))) for m, v in sorted(of.items())]
    slopes = [(b - a) / (j - i) for k, (i, a) in enumerate(points) for j, b in points[k + 1:]]
    return {"all": Row(statistics.median(sorted(slopes)), n=n) if n >= 10 and slopes else Row(n=n, why="immature" if n < 10 else "no_data")}


def seasonal_index(d):
    after = next_full(d)
    all_wins = [(date(x["closed"]), amount(x) or 0) for x in wins(d)]
    month, by = min(on for on, _ in all_wins).replace(day=1), defaultdict(list)
    while month < after:
        by[month.month].append(sum(v for on, v in all_wins if month <= on < months_on(month, 1)))
        month = months_on(month, 1)
    every = [v for values in by.values() for v in values]
    why = "immature" if len(every) < 24 else None
    return {"month:%02d" % m: Row(None if why else Fraction(sum(v), len(v)) / Fraction(sum(every), len(every)), n=len(v), why=why) for m, v in by.items()}


def customer_roi_12m(d):
    found = {}
    for a in clients(d):
        since = date(a["customer_since"])
        gained = [ore(n["amount"]) for n in NOTES if n["account"] == a["id"] and n["kind"] != "roi_report" and since <= date(n["date"]) < months_on(since, 12) and date(n["date"]) <= d]
        why = "no_data" if not gained else "immature" if months_on(since, 12) > d else None
        found["account:" + a["id"]] = ratio(sum(gained), invoiced(a["id"], since, months_on(since, 12), d), None, why)
    return found


def suggestions(d, end):
    """By account what tier a day suggests from the revenue of the year that ends on another (15-C77); None = nobody knows."""
    found = {}
    for a in ACCOUNTS:
        if is_gone(a, d):
            continue
        tier = None
        if a in clients(d) and is_old(a, d, 12):
            year, three = (invoiced(a["id"], plus(months_on(end, -k), 1), plus(end, 1), d) for k in (12, 36))
            best = max(Fraction(year), Fraction(three, 3))
            tier = 1 if best >= 50000000 else 2 if best >= 20000000 else 3
        elif a["employees"]:
            tier = 1 if int(a["employees"]) >= 200 else 2 if int(a["employees"]) >= 50 else 3
        found[a["id"]] = tier
    return found


def tier_suggested(d):
    found = suggestions(d, d if d < TODAY else plus(d, -1))
    return {"account:" + name: Row(tier, why=None if tier else "no_data") for name, tier in found.items()}


def tier_upgrade_candidate(d):
    begin = datetime.date(d.year, (d.month - 1) // 3 * 3 + 1, 1)
    ends = [plus(begin, -1), plus(months_on(begin, -3), -1)]
    n = sum(all((suggestions(end, end).get(a["id"]) or 9) < (tier_of(a, end) or 0) for end in ends) for a in clients(d) if not is_gone(a, d))
    return {"all": Row(n, n=n)}


def phase_on_track(d):
    verdicts = [is_on_track(n, p, d) for n, p in phases(d)]
    return {"all": ratio(sum(verdicts), len(verdicts), len(verdicts))}


POINT = {f.__name__: f for f in (clv_3y_observed, clv_3y_projected, source_ltv, ltv_predictive, tcv, phase_on_track, expansion_rate, source_customer_months,
                                 source_upsell_rate, source_roi, deal_size_trend, deal_size_slope, seasonal_index, customer_roi_12m, tier_suggested,
                                 tier_upgrade_candidate)}
POINT["payback_months"] = lambda d: {"all": median(paybacks(d))}
POINT["payback_months_mean"] = lambda d: {"all": mean(paybacks(d))}
POINT["time_to_revenue_months"] = lambda d: {"all": median(time_to_revenue(d))}
POINT["revenue_phase"] = lambda d: {"account:" + n: Row(p) for n, p in phases(d)}
