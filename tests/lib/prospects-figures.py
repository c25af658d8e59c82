#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""prospects-figures.py DIR NOW <answer: attribution, qualification, cold calls, scores, forecasts and channels once more, from the CSV files of
prospects-world.py in DIR and by the words of the specification (03, 09 §9.9, 15), against the JSON of `cadens kpi` on standard input."""
from prospects import *


# --- attribution: spec 03 §3.4, 15-C41 ------------------------------------------------------------------------------------------
def decay(lead_touches, closed):
    return [2.0 ** (-(closed - day(t["at"])).days / 30.0) for t in lead_touches]


MODELS = {"attribution_first": lambda ts, c: [1] + [0] * (len(ts) - 1), "attribution_last": lambda ts, c: [0] * (len(ts) - 1) + [1],
          "attribution_linear": lambda ts, c: [1] * len(ts), "attribution_time_decay": decay,
          "attribution_u_shaped": lambda ts, c: [1] * len(ts) if len(ts) < 3 else [Fraction(2, 5)] + [Fraction(1, 5) / (len(ts) - 2)] * (len(ts) - 2) + [Fraction(2, 5)]}


def attribution(model):
    def figure(first, last):
        credit = defaultdict(int, {s: 0 for s in SOURCES})
        for l in LEADS:
            done, amount = end(l), amount_at(l, NOW)
            if not done or done[1] != "won" or not within(done[0].date(), first, last) or not amount:
                continue
            closed = done[0].date()
            ts = sorted((t for t in TOUCHES if t["lead"] == l["id"] and within(day(t["at"]), plus(closed, -365), closed)), key=lambda t: t["at"])
            if not ts:
                credit[l["source"] or "none"] += amount
                continue
            weights = [Fraction(w) for w in MODELS[model](ts, closed)]
            exact = [amount * w / sum(weights) for w in weights]
            parts = [int(e) for e in exact]
            for i in sorted(range(len(ts)), key=lambda i: (parts[i] - exact[i], i))[:amount - sum(parts)]:
                parts[i] += 1
            assert sum(parts) == amount
            for t, p in zip(ts, parts):
                credit[t["source"]] += p
        return {"source:" + s: Figure(c, n="any") for s, c in credit.items()}
    return figure


# --- sources, qualification, cold calls, LinkedIn ---------------------------------------------------------------------------------
def source_qualification_rate(first, last):
    def good(l):
        return steps[l["id"]][1][1] == "pass" if 1 in steps[l["id"]] else reached(l, 4)
    return {"source:" + s: rate((good(l) for l in created(first, last, s)), ripe(last, 45)) for s in SOURCES}


def competitor_win_rate(first, last):
    ends = defaultdict(list)
    for l in LEADS:
        if l["competitor"] and end(l) and within(end(l)[0].date(), first, last):
            ends["competitor:" + l["competitor"]].append(end(l)[1] == "won")
    return {c: rate(e) for c, e in ends.items()}


def cold_connect_rate_per_attempt(first, last):
    return {"all": rate(w["outcome"] in REACHED_SOMEBODY + ("not_interested",) for l in created(first, last, "cold_calling") for w in words_of[l["id"]]
                        if w["kind"] == "call" and w["direction"] == "out")}


def cold_meeting_rate(first, last):
    tried = [l for l in created(first, last, "cold_calling")
             if any(w["direction"] == "out" and w["kind"] in ("call", "email", "linkedin", "sms") for w in words_of[l["id"]])]
    return {"all": rate((any(m["lead"] == l["id"] and l["when"] <= at(m["booked"]) <= NOW for m in MEETINGS) for l in tried), ripe(last, 60))}


def linkedin(first, last):
    for l in LEADS:
        out = [w["when"] for w in words_of[l["id"]] if w["kind"] == "linkedin" and w["direction"] == "out"]
        if out and within(min(out).date(), first, last):
            yield l, min(out)


def linkedin_reply_rate(first, last):
    return {"all": rate((any(w["direction"] == "in" and w["kind"] != "note" and w["when"] > t and (w["when"].date() - t.date()).days <= 14 for w in words_of[l["id"]])
                         for l, t in linkedin(first, last)), ripe(last, 14))}


def linkedin_meeting_rate(first, last):
    def met(l, t):
        days = [w["when"].date() for w in words_of[l["id"]] if is_met(w, NOW)] + [m["when"].date() for m in MEETINGS if m["lead"] == l["id"] and is_held(m, NOW)]
        return any(0 <= (d - t.date()).days <= 60 for d in days)
    return {"all": rate((met(l, t) for l, t in linkedin(first, last)), ripe(last, 60))}


def event_touches(first, last):
    n = defaultdict(int)
    for w in WORDS:
        if within(w["when"].date(), first, last) and "event" in w["tags"].split():
            n["account:" + w["account"]] += 1
    return {a: Figure(c) for a, c in n.items()}


def qualification_adherence_rate(first, last):
    hits = []
    for l in LEADS:
        entry = next((when for when, s in history[l["id"]] if STAGES[s][4]), None)
        if entry and within(entry.date(), first, last):
            times = [steps[l["id"]][i][0] for i in (1, 2, 3) if i in steps[l["id"]]] + [entry]
            hits.append(len(times) == 4 and times == sorted(times))
    return {"all": rate(hits)}


def qualification_false_positive_rate(first, last):
    hits = []
    for l in LEADS:
        when, stage = (history[l["id"]] or [(NOW, "prospect")])[-1]
        ended = when.date() if STAGES[stage][2] in ("won", "lost") else plus(when.date(), 181) if stage == "paused" else None
        if ended and ended <= TODAY and within(ended, first, last) and reached(l, 4):
            hits.append(stage != "won")
    return {"all": rate(hits)}


def data_enrichment_impact(first, last):
    sides = {True: [], False: []}
    for l in created(first, last):
        sides[bool(l["enriched"]) and at(l["enriched"]) <= NOW].append(reached(l, 5))
    n = len(sides[True]) + len(sides[False])
    if min(map(len, sides.values())) < 10:
        return {"all": Figure(n=n, why="immature")}
    share = {k: Fraction(sum(v), len(v)) for k, v in sides.items()}
    return {"all": Figure(share[True] - share[False], n=n)}


# --- forecasts ---------------------------------------------------------------------------------------------------------------------
def kept(first, last):
    rows = []
    for s in table("forecast-snapshots"):
        month = D.fromisoformat(s["period_key"] + "-01")
        over = plus(months_on(month, 1), -1)
        # the first of January and of May are holidays, the first of November 2025 is a Saturday
        workday = next(d for d in (plus(month, i) for i in range(7)) if d.weekday() < 5 and (d.month, d.day) not in ((1, 1), (5, 1)))
        if month >= first and over <= last and over < TODAY and day(s["taken"]) == workday:
            rows.append((ore(s["weighted"]), sum(amount_at(l, NOW) or 0 for l in LEADS if end(l) and end(l)[1] == "won" and within(end(l)[0].date(), month, over))))
    return rows, sum(f for f, _ in rows), sum(a for _, a in rows)


def forecast_accuracy(first, last):
    rows, _, won = kept(first, last)
    why = "no_data" if not rows else None if won else "zero_denominator"
    return {"all": Figure(None if why else max(Fraction(0), 1 - Fraction(sum(abs(f - a) for f, a in rows), won)), n=len(rows), why=why)}


def forecast_bias(first, last):
    rows, forecast, won = kept(first, last)
    why = "no_data" if not rows else None if won else "zero_denominator"
    return {"all": Figure(None if why else Fraction(forecast - won, won), forecast - won, won, len(rows), why)}


def expected_close_adjusted(t):
    last = plus(t.date(), -1)
    slips = []
    for l in LEADS:
        done = next(((w, s) for w, s in reversed(history[l["id"]]) if w <= t), None)
        if done and done[1] == "won" and plus(months_on(last, -12), 1) <= done[0].date() <= last:
            moved = [c for c in changes[l["id"], "expected_close"] if c[0] <= t]
            hoped = (moved[0][1] or moved[0][2] if moved else "") or field_at(l, "expected_close", t)
            if hoped:
                slips.append((done[0].date() - day(hoped)).days)
    dated = sum(1 for l in LEADS if is_opp(l, t) and field_at(l, "expected_close", t))
    return {"all": count(dated) if len(slips) >= 5 else Figure(n="any", why="immature")}


# --- what is known of leads: 15-C57, C58, C75, 09 §9.9 -------------------------------------------------------------------------------
def profile(l, t):
    a, known = ACCOUNTS[l["account"]], people(l["account"], t.date())
    have = [True, a["employees"], a["segment"], a["city"], any(c["role"] not in ("", "other") for c in known), any(c["emails"] or c["phones"] for c in known),
            l["source"], l["service"]]
    if is_opp(l, t):
        have += [amount_at(l, t) is not None, field_at(l, "probability", t) != "", field_at(l, "expected_close", t), any(c["role"] in DECIDERS for c in known)]
    return sum(1 for h in have if h), len(have)


def data_quality_score(t):
    return {"all": rate(p[0] == p[1] for p in (profile(l, t) for l in LEADS if is_active(l, t)))}


def profile_pct(t):
    every = {l["id"]: profile(l, t) for l in LEADS if is_active(l, t)}
    found = {"lead:" + i: Figure(Fraction(*p), p[0], p[1]) for i, p in every.items()}
    found["all"] = Figure(sum(Fraction(*p) for p in every.values()) / len(every) if every else None, n=len(every), why=None if every else "no_data")
    return found


def score(l, t):
    a, d = ACCOUNTS[l["account"]], t.date()
    size = int(a["employees"] or 0)
    points = 20 if 30 <= size <= 300 else 10 if 301 <= size <= 500 else 0
    points += {"": 0, "nonprofit": 20, "study_assoc": 20, "union": 20, "sports": 20, "construction": 12, "consulting": 12, "manufacturing": 12}.get(a["segment"], 4)
    if a["city"] and a["swedish_ops"] != "no":
        points += 10 if a["city"].casefold() in ("stockholm", "göteborg", "malmö") else 5
    points += 5 if int(a["it_maturity"] or 0) >= 2 else 0
    points += 10 if any(c["role"] in DECIDERS for c in people(l["account"], d)) else 0
    points += {"": 0, "referral": 15, "website": 8, "linkedin": 4}.get(l["source"], 3)
    mine = [w for w in WORDS if w["account"] == l["account"] and w["when"] <= t]
    points += 10 if any(w["kind"] == "email" and w["direction"] == "in" and (d - w["when"].date()).days <= 30 for w in mine) else 0
    met = any(w["kind"] == "meeting" for w in mine) or any(m["account"] == l["account"] and at(m["booked"]) <= t for m in MEETINGS)
    points += 10 if met else 0
    found = min(10, max(1, -(-points // 10)))
    avoided = a["employees"] and not 30 <= size <= 500 or a["segment"] == "tech" or a["swedish_ops"] == "no"
    return min(found, 2) if avoided else found


def lead_score(t):
    return {"lead:" + l["id"]: Figure(score(l, t)) for l in LEADS if is_active(l, t)}


def lead_score_calibration(t):
    bands, n = {"band:1-3": [], "band:4-6": [], "band:7-10": []}, 0
    for l in LEADS:
        if end(l, t):
            s = score(l, end(l, t)[0])
            bands["band:1-3" if s <= 3 else "band:4-6" if s <= 6 else "band:7-10"].append(end(l, t)[1] == "won")
            n += 1
    return {b: rate(h, "immature" if n < 30 else None) for b, h in bands.items()}


def promising(first, last):
    return [score(l, NOW) >= 5 for l in created(first, last, "website") if l["kind"] == "new_business"]


def is_customer(a, d):
    if a["churned"] and day(a["churned"]) <= d:
        return False
    return day(a["customer_since"]) <= d and a["lifecycle"] in ("customer", "former") if a["customer_since"] else a["lifecycle"] == "customer"


def decision_maker_coverage(t):
    wooed = {l["account"] for l in LEADS if is_opp(l, t)}
    return {"all": rate({c["role"] for c in people(i, t.date())} >= set(DECIDERS) for i, a in ACCOUNTS.items() if is_customer(a, t.date()) or i in wooed)}


# --- meetings and the head of the business ---------------------------------------------------------------------------------------------
def held_in(first, last, *purposes):
    return [m for m in MEETINGS if is_held(m, NOW) and within(m["when"].date(), first, last) and m["purpose"] in purposes]


def meeting_prep_rate(first, last):
    return {"all": rate(m["prep_done"] and at(m["prep_done"]) <= m["when"] for m in held_in(first, last, "first", "demo", "qbr", "strategic", "annual"))}


def channel_fit_rate(first, last):
    return {"all": rate(m["place"] in ("video", "in_person") for m in held_in(first, last, "check_in", "qbr", "strategic", "annual") if m["place"])}


def ceo_touch_rate_t1(first, last):
    until = min(NOW, T.combine(plus(last, 1), datetime.time()) - datetime.timedelta(seconds=1))
    d = until.date()

    def two_way(w):
        if w["user"] != "U1" or w["when"] > until or (d - w["when"].date()).days >= 90:
            return False
        if w["kind"] == "call":
            return w["outcome"] in REACHED_SOMEBODY or w["direction"] == "in" and not w["outcome"]
        return is_met(w, until) or w["kind"] in ("email", "linkedin", "sms") and w["direction"] == "in"
    return {"all": rate(any(w["account"] == i and two_way(w) for w in WORDS) for i, a in ACCOUNTS.items()
                        if tier_at(i, d) == "1" and is_customer(a, d))}


def senior_time_share(first, last):
    hours = {"1": Fraction(0), "2": Fraction(0), "3": Fraction(0)}
    n = dict.fromkeys(hours, 0)
    for w in WORDS:
        tier = tier_at(w["account"], w["when"].date())
        if w["user"] == "U1" and within(w["when"].date(), first, last) and is_met(w, NOW) and tier:
            hours[tier] += Fraction(int(w["duration_min"]), 60)
            n[tier] += 1
    total = sum(hours.values())
    return {"tier:" + t: Figure(h / total if total else None, h, total, n[t], None if total else "zero_denominator") for t, h in hours.items()}


# 09 §9.4: months between reviews of each kind by tier
CADENCE = {"1": {"check_in": 1, "qbr": 3, "strategic": 6, "annual": 12}, "2": {"qbr": 3, "strategic": 6, "annual": 12},
           "3": {"check_in": 6, "strategic": 6, "annual": 12}}


def contact_cadence_compliance(t):
    d = t.date()

    def served(i, tier, kind):
        days = [day(r["held"]) for r in table("reviews") if r["account"] == i and (r["kind"] == kind or kind == "check_in")]
        days += [m["when"].date() for m in MEETINGS if m["account"] == i and is_held(m, t) and kind in ("check_in", m["purpose"])]
        for w in WORDS if kind == "check_in" else ():
            if w["account"] == i and w["when"] <= t:
                talked = w["outcome"] in REACHED_SOMEBODY or w["direction"] == "in" and not w["outcome"]
                if w["kind"] == "call" and talked or is_met(w, t) or tier != "1" and w["kind"] == "email" and w["direction"] == "in":
                    days.append(w["when"].date())
        return [x for x in days if x <= d]

    def is_overdue(i, tier, kind):
        last = max(served(i, tier, kind), default=day(ACCOUNTS[i]["customer_since"]))
        booked = any(m["account"] == i and at(m["booked"]) <= t < m["when"] and kind in ("check_in", m["purpose"]) for m in MEETINGS)
        return bool(last) and d > months_on(last, CADENCE[tier][kind]) and not booked
    tiers = {i: tier_at(i, d) for i, a in ACCOUNTS.items() if is_customer(a, d)}
    return {"all": rate(not any(is_overdue(i, tier, kind) for kind in CADENCE[tier]) for i, tier in tiers.items() if tier)}


POINT = {f.__name__: f for f in (expected_close_adjusted, data_quality_score, profile_pct, lead_score, lead_score_calibration, decision_maker_coverage,
                                   contact_cadence_compliance)}
PERIOD = {f.__name__: f for f in (source_qualification_rate, competitor_win_rate, cold_connect_rate_per_attempt, cold_meeting_rate, linkedin_reply_rate,
                                  linkedin_meeting_rate, event_touches, qualification_adherence_rate, qualification_false_positive_rate, data_enrichment_impact,
                                  forecast_accuracy, forecast_bias, meeting_prep_rate, channel_fit_rate, ceo_touch_rate_t1, senior_time_share)}
PERIOD.update({model: attribution(model) for model in MODELS})
PERIOD["website_mql"] = lambda first, last: {"all": count(sum(promising(first, last)))}
PERIOD["website_mql_rate"] = lambda first, last: {"all": rate(promising(first, last))}

judge(POINT, PERIOD)
