#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""customers-figures.py DIR PERIOD MARGIN FISCAL <ANSWER: what customers bring, computed anew from the CSV of customers-world.py and the definitions of
spec 03, 15 and 17-K, without SQL. PERIOD is that of the question or "-", MARGIN the gross margin from 0 to 1, FISCAL the first month of the fiscal year,
ANSWER the JSON of `kpi`, whose `as_of` is now. Prints what differs and how much was compared."""
import csv
import datetime
import json
import os
import statistics
import sys
from collections import defaultdict
from fractions import Fraction

DIR, ASKED = sys.argv[1], sys.argv[2]
MARGIN, FISCAL = Fraction(sys.argv[3]), int(sys.argv[4])
ANSWER = json.load(sys.stdin)
TODAY = datetime.date.fromisoformat(ANSWER["as_of"][:10])
SOURCES = ["cold_calling", "content", "event", "linkedin", "referral", "website"]
MONTH = Fraction(304375, 10000)


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


# --- figures of a day D ---------------------------------------------------------------------------------------------------------

def is_gone(a, d):
    return bool(a["churned"]) and date(a["churned"]) <= d


def clients(d):
    return [a for a in ACCOUNTS if a["customer_since"] and date(a["customer_since"]) <= d and a["lifecycle"] in ("customer", "former")]


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


def tier_suggested(d):
    end, found = d if d < TODAY else plus(d, -1), {}
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
        found["account:" + a["id"]] = Row(tier, why=None if tier else "no_data")
    return found


def phase_on_track(d):
    verdicts = [is_on_track(n, p, d) for n, p in phases(d)]
    return {"all": ratio(sum(verdicts), len(verdicts), len(verdicts))}


POINT = {f.__name__: f for f in (clv_3y_observed, clv_3y_projected, source_ltv, ltv_predictive, tcv, phase_on_track, expansion_rate, source_customer_months,
                                 source_upsell_rate, source_roi, deal_size_trend, deal_size_slope, seasonal_index, customer_roi_12m, tier_suggested)}
POINT["payback_months"] = lambda d: {"all": median(paybacks(d))}
POINT["payback_months_mean"] = lambda d: {"all": mean(paybacks(d))}
POINT["time_to_revenue_months"] = lambda d: {"all": median(time_to_revenue(d))}
POINT["revenue_phase"] = lambda d: {"account:" + n: Row(p) for n, p in phases(d)}


# --- figures of a period, known today -------------------------------------------------------------------------------------------

def within(text, first, last):
    return bool(text) and first <= date(text) <= min(last, TODAY)


def delivered(first, last, service):
    return [p for p in PROJECTS if p["status"] != "cancelled" and within(p["delivered"], first, last) and service in ("", p["service"])]


def uppstart_csat(first, last):
    answers = {}
    for p in delivered(first, last, "satori-uppstart"):
        for s in SURVEYS:
            if s["kind"] == "csat" and (s["project"] == p["id"] or not s["project"] and s["account"] == p["account"]):
                if 0 <= (date(s["date"]) - date(p["delivered"])).days <= 60 and date(s["date"]) <= TODAY:
                    answers[s["id"]] = int(s["score"])
    return {"all": mean(answers.values())}


def uppstart_to_chat_rate(first, last):
    cohort, took = 0, 0
    for a in ACCOUNTS:
        mine = sorted((p for p in delivered(datetime.date.min, TODAY, "satori-uppstart") if p["account"] == a["id"]), key=lambda p: (p["delivered"], PROJECTS.index(p)))
        if not mine or not within(mine[0]["delivered"], first, last):
            continue
        begun = date(mine[0]["start"] or mine[0]["delivered"])
        chats = [date(s["start"]) for s in SUBS if s["account"] == a["id"] and s["service"] == "satori-chat" and date(s["start"]) <= TODAY]
        if not any(on <= begun for on in chats):
            cohort, took = cohort + 1, took + bool(chats)
    return {"all": ratio(took, cohort, cohort, "immature" if TODAY < plus(last, 180) else None)}


def referral_request_rate(first, last):
    asked = []
    for p in delivered(first, last, ""):
        scores = [s for s in SURVEYS if s["project"] == p["id"] and s["kind"] == "csat" and date(s["date"]) <= TODAY]
        if scores and int(max(scores, key=lambda s: (s["date"], SURVEYS.index(s)))["score"]) < 7:
            continue
        asked.append(any(r["referrer"] == p["account"] and r["asked"] and 0 <= (date(r["asked"]) - date(p["delivered"])).days <= 30 and date(r["asked"]) <= TODAY for r in REFERRALS))
    return {"all": ratio(sum(asked), len(asked), len(asked), "immature" if TODAY < plus(last, 30) else None)}


def referral_funnel(first, last):
    steps = {step: sum(within(r[step], first, last) for r in REFERRALS) for step in ("asked", "introduced", "feedback", "rewarded")}
    mine = [x for r in REFERRALS for x in LEADS if x["id"] == r["lead"]]
    steps["lead"] = sum(within(x["created"], first, last) for x in mine)
    steps["won"] = sum(x["stage"] == "won" and within(x["closed"], first, last) for x in mine)
    return {"step:" + s: Row(n, n=n) for s, n in steps.items()}


def referral_follow_up_time(first, last):
    waits = []
    for r in REFERRALS:
        if within(r["introduced"], first, last):
            met = date(r["introduced"])
            wrote = [date(t["at"]) for t in TOUCHES if r["lead"] and t["lead"] == r["lead"] and t["direction"] == "out" and t["kind"] != "note" and met <= date(t["at"]) <= TODAY]
            end = date(r["followed_up"]) if within(r["followed_up"], datetime.date.min, TODAY) else min(wrote, default=None)
            if end:
                waits.append(sum(is_workday(plus(met, k)) for k in range(1, (end - met).days + 1)))
    return {"all": median(waits)}


def nps_account_mean(first, last):
    latest = {}
    for k, s in enumerate(SURVEYS):
        if s["kind"] == "nps" and within(s["date"], first, last):
            who = s["contact"] or k
            if who not in latest or s["date"] >= latest[who]["date"]:
                latest[who] = s
    found = defaultdict(list)
    for s in latest.values():
        found["account:" + s["account"]].append(int(s["score"]))
    return {scope: mean(v) for scope, v in found.items()}


def per_source(first, last, count):
    end = min(last, TODAY)
    return {"source:" + s: ratio(cost(s, first, end), count(s), count(s), None if has_cost(s, TODAY) else "no_data") for s in SOURCES}


def cost_per_won(first, last):
    return per_source(first, last, lambda s: len({x["account"] for x in wins(TODAY) if x["source"] == s and within(x["closed"], first, last)}))


def cost_per_lead(first, last):
    return per_source(first, last, lambda s: len([x for x in LEADS if x["source"] == s and x["kind"] == "new_business" and within(x["created"], first, last)]))


def project_customer_churn_rate(first, last):
    ever = {s["account"] for s in SUBS if date(s["start"]) <= TODAY and any(c[2] > 0 and c[0] <= TODAY for c in CHANGES_OF[s["id"]])}
    lost = []
    for name, lines in LINES_OF.items():
        if name not in ever and any(months_on(first, -12) <= on < first for on, _, _ in lines):
            lost.append(not any(months_on(plus(last, 1), -12) <= on <= min(last, TODAY) for on, _, _ in lines))
    return {"all": ratio(sum(lost), len(lost), len(lost))}


def reference_requests(first, last):
    n = sum(t["tags"] == "reference_request" and within(t["at"], first, last) for t in TOUCHES)
    return {"all": Row(n, n=n)}


def chat_user_growth(first, last):
    end, start, now, n = min(last, TODAY), 0, 0, 0
    for s in SUBS:
        if s["service"] == "satori-chat" and runs(s, end) and months_on(date(s["start"]), 3) <= end:
            known = sorted(c for c in CHANGES_OF[s["id"]] if c[0] <= end)
            start += ([c for c in known if c[0] <= date(s["start"])][-1:] or known[:1] or [(0, 0)])[0][1]
            now, n = now + (known or [(0, 0)])[-1][1], n + 1
    found = ratio(now, start, n)
    found.value = None if found.why else found.value - 1
    return {"all": found}


def invoiced_ytd(first, last):
    end = min(last, TODAY)
    begin = months_on(end.replace(day=1), -((end.month - FISCAL) % 12))
    return {"account:" + n: Row(invoiced(n, begin, plus(end, 1), end)) for n, lines in LINES_OF.items() if any(begin <= on <= end for on, _, _ in lines)}


PERIOD = {f.__name__: f for f in (uppstart_csat, uppstart_to_chat_rate, referral_request_rate, referral_funnel, referral_follow_up_time, nps_account_mean, cost_per_won,
                                  cost_per_lead, project_customer_churn_rate, reference_requests, chat_user_growth, invoiced_ytd)}


# --- the comparison -------------------------------------------------------------------------------------------------------------

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
        compared += 1
        if g and g["null_reason"] == "not_covered":
            continue
        if not w or not g:
            print(name, scope, "only", "wanted" if w else "got", vars(w) if w else g)
            differing += 1
        elif not (all(same(getattr(w, key), g[key]) for key in ("value", "num", "den", "n")) and w.why == g["null_reason"]):
            print(name, scope, label, "wanted", {k: float(v) if isinstance(v, Fraction) else v for k, v in vars(w).items()}, "got", {k: g[k] for k in ("value", "num", "den", "n", "null_reason")})
            differing += 1
print("compared", compared, "differing", differing)
sys.exit(differing > 0)
