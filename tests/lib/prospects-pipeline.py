#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""prospects-pipeline.py DIR NOW <answer: leads, the pipeline, conversion and activity once more, from the CSV files of prospects-world.py in DIR and by
the words of the specification (03 §3.1-3.4, 15-C), against the JSON of `cadens kpi` on standard input."""
from prospects import *

OPEN_STAGES = sorted((s for s in STAGES.values() if s[2] == "open"), key=lambda s: s[1])


def total(rows):
    return Figure(sum(rows), n=len(rows))


def median(values, why="no_data"):
    values = sorted(values)
    if not values:
        return Figure(n=0, why=why)
    half = len(values) // 2
    return Figure(values[half] if len(values) % 2 else Fraction(values[half - 1] + values[half], 2), n=len(values))


def mean(values):
    return Figure(Fraction(sum(values), len(values)) if values else None, sum(values) if values else None, len(values), len(values), None if values else "no_data")


def close_of(last):
    return min(NOW, T.combine(plus(last, 1), datetime.time()) - datetime.timedelta(seconds=1))


# --- the pipeline at an instant: 01 §1.7, 15-B7, B16, B17, C4-C7, C50 ----------------------------------------------------------------
def chance(l, t):
    entered = field_at(l, "probability", t)
    return int(entered) if entered != "" else STAGES[stage_at(l, t)][6]


def opps(t):
    return [l for l in LEADS if is_opp(l, t)]


def pipe(t):
    """(lead, amount, probability, expected close or None)"""
    rows = [(l, amount_at(l, t), chance(l, t), day(field_at(l, "expected_close", t))) for l in opps(t)]
    return [r for r in rows if r[1] is not None and r[2] >= 10]


def weighted(rows):
    return Figure((sum(r[1] * r[2] for r in rows) + 50) // 100, n=len(rows))


def band(row, t):
    return "negotiation" if row[2] >= 70 else "active" if row[2] >= 40 else "early"


def horizon(row, t):
    if not row[3]:
        return "undated"
    return next((name for name, until in [("past_due", t.date())] + [(n, months_on(t.date(), k)) for n, k in (("0-3", 3), ("3-6", 6), ("6-12", 12))]
                 if row[3] < until), "12+")


def quarter(row, t):
    return "%d-Q%d" % (row[3].year, (row[3].month + 2) // 3) if row[3] else None


def parted(kind, part, names, fold):
    def figure(t):
        groups = {n: [] for n in names}
        for row in pipe(t):
            groups.setdefault(part(row, t), []).append(row)
        return {kind + ":" + n: fold(rows) for n, rows in groups.items() if n}
    return figure


def amounts(rows):
    return total([r[1] for r in rows])


BANDS, HORIZONS = ("early", "active", "negotiation"), ("0-3", "3-6", "6-12", "12+", "past_due", "undated")
POINT = {"active_leads": lambda t: {"all": count(sum(is_active(l, t) for l in LEADS))},
         "pipeline_quality_ratio": lambda t: {"all": rate(STAGES[stage_at(l, t)][4] for l in LEADS if is_active(l, t))},
         "pipeline_value_total": lambda t: {"all": amounts(pipe(t))}, "weighted_pipeline_total": lambda t: {"all": weighted(pipe(t))},
         "pipeline_amount_missing": lambda t: {"all": count(sum(chance(l, t) >= 10 and amount_at(l, t) is None for l in opps(t)))},
         "pipeline_by_band": parted("band", band, BANDS, amounts), "pipeline_by_band_weighted": parted("band", band, BANDS, weighted),
         "pipeline_by_horizon": parted("horizon", horizon, HORIZONS, amounts), "pipeline_by_horizon_weighted": parted("horizon", horizon, HORIZONS, weighted),
         "pipeline_by_quarter": parted("quarter", quarter, (), amounts), "pipeline_by_quarter_weighted": parted("quarter", quarter, (), weighted)}


def decision_cycle_overrun_rate(t):
    def late(l):
        first = next(when.date() for when, s in history[l["id"]] if STAGES[s][5])
        return t.date() > months_on(first, 6)
    return {"all": rate(late(l) for l in opps(t))}


def is_activity(w, t):
    return w["when"] <= t and (is_met(w, t) if w["kind"] == "meeting" else w["kind"] != "note")


def idle(l, t):
    days = [w["when"].date() for w in words_of[l["id"]] if is_activity(w, t)] + [when.date() for when, _ in history[l["id"]] if when <= t]
    days += [m["when"].date() for m in MEETINGS if m["lead"] == l["id"] and is_held(m, t)]
    return (t.date() - max(days, default=l["born"])).days


POINT["stagnation_rate"] = lambda t: {"all": rate(idle(l, t) > 14 for l in LEADS if is_active(l, t))}
POINT["pipeline_cleanliness"] = lambda t: {"all": rate(idle(l, t) <= 60 for l in LEADS if is_active(l, t))}


def is_two_way(w, t):
    if w["kind"] == "call":
        return w["outcome"] in REACHED_SOMEBODY or w["direction"] == "in" and not w["outcome"]
    return is_met(w, t) or w["kind"] in ("email", "linkedin", "sms") and w["direction"] == "in"


def two_ways(l, t):
    return [w["when"] for w in words_of[l["id"]] if w["when"] <= t and is_two_way(w, t)] + [m["when"] for m in MEETINGS if m["lead"] == l["id"] and is_held(m, t)]


def tries(l, t):
    return [w for w in words_of[l["id"]] if w["when"] <= t and w["direction"] == "out" and w["kind"] in ("call", "email", "linkedin", "sms")]


def one_sided_leads(t):
    def chased(l):
        p = max(two_ways(l, t) + [when for when, _ in history[l["id"]] if when <= t] + [l["when"]])
        return (t.date() - p.date()).days > 14 and sum(w["when"] > p for w in tries(l, t)) >= 2
    return {"all": count(sum(chased(l) for l in LEADS if is_active(l, t)))}


def attempts_to_pause(t):
    def attempts(l):
        since = max(two_ways(l, t), default=T.min)
        return len({(w["kind"], w["id"] if w["kind"] == "call" else w["when"].date()) for w in tries(l, t) if w["when"] > since})
    return {"all": count(sum(attempts(l) >= 5 for l in LEADS if is_active(l, t)))}


POINT.update({f.__name__: f for f in (decision_cycle_overrun_rate, one_sided_leads, attempts_to_pause)})


# --- what moved in a period ------------------------------------------------------------------------------------------------------------
def weighted_pipeline(first, last):
    return {"all": weighted([r for r in pipe(close_of(last)) if r[3] and within(r[3], first, last)])}


def forecast(least):
    def figure(first, last):
        t = close_of(last)
        rows = [r[1] for r in pipe(t) if r[3] and within(r[3], first, last) and r[2] >= least]
        for l in LEADS:
            done = [(when, s) for when, s in history[l["id"]] if when <= t]
            if done and l["when"] <= t and done[-1][1] == "won" and within(done[-1][0].date(), first, last):
                rows.append(amount_at(l, t) or 0)
        return {"all": total(rows)}
    return figure


def pipeline_value_change(first, last):
    a, b = ({r[0]["id"]: r[1] for r in pipe(t)} for t in (close_of(plus(first, -1)), close_of(last)))
    c = dict.fromkeys(("opening", "created", "increased", "decreased", "won", "lost", "removed", "closing"), 0)
    c["opening"], c["closing"] = sum(a.values()), sum(b.values())
    for l in LEADS:
        old, new = a.get(l["id"]), b.get(l["id"])
        if old is None and new is not None:
            c["created"] += new
        elif old is not None and new is None:
            state = stage_at(l, close_of(last))
            c[state if state in ("won", "lost") else "removed"] += old
        elif old is not None:
            c["increased"] += max(0, new - old)
            c["decreased"] += max(0, old - new)
    assert c["opening"] + c["created"] + c["increased"] - c["decreased"] - c["won"] - c["lost"] - c["removed"] == c["closing"]
    found = {"component:" + k: Figure(v, n="any") for k, v in c.items()}
    found["all"] = Figure(c["closing"] - c["opening"], n=len(set(a) | set(b)))
    return found


def stage_moves(first, last):
    n = 0
    for rows in history.values():
        n += sum(1 for (_, was), (when, now) in zip(rows, rows[1:]) if was != now and within(when.date(), first, last))
    return {"all": count(n)}


def stage_conversion_rate(first, last):
    tops = [max((STAGES[s][1] for _, s in history[l["id"]] if STAGES[s][2] in ("open", "won")), default=0) for l in created(first, last)]
    ladder = [s[1] for s in OPEN_STAGES] + [STAGES["won"][1]]
    return {"stage:" + s[0]: rate((top >= ladder[i + 1] for top in tops if top >= s[1]), ripe(last, 180)) for i, s in enumerate(OPEN_STAGES)}


def won_in(first, last):
    return [l for l in LEADS if end(l) and end(l)[1] == "won" and within(end(l)[0].date(), first, last)]


def by(rows, value, fold, *keys):
    """The figure of all, and of each service or source that has a value."""
    found = {"all": fold([v for v in map(value, rows) if v is not None])} if "all" in keys else {}
    for key in ("service", "source"):
        groups = defaultdict(list)
        for l in rows:
            if key in keys and l[key] and value(l) is not None:
                groups[key + ":" + l[key]].append(value(l))
        found.update({k: fold(v) for k, v in groups.items()})
    return found


def cycle(l):
    """Days from the first contact to the close; a touch by calendar is one where the meeting was held (15-C15)."""
    starts = [w["when"] for w in words_of[l["id"]] if w["kind"] != "note" and (w["kind"] != "meeting" or is_met(w, NOW))]
    starts += [m["when"] for m in MEETINGS if m["lead"] == l["id"] and is_held(m, NOW)]
    days = (end(l)[0].date() - min(starts, default=l["when"]).date()).days
    return days if days >= 0 else None


def close_date_pushes(first, last):
    n = sum(1 for l in LEADS if is_open(l, close_of(last))
            for when, old, new in changes[l["id"], "expected_close"] if within(when.date(), first, last) and old and new and new > old)
    return {"all": count(n)}


def close_date_slip_days(first, last):
    slips = []
    for l in won_in(first, last):
        moved = [c for c in changes[l["id"], "expected_close"] if c[0] <= NOW]
        hoped = (moved[0][1] or moved[0][2] if moved else "") or field_at(l, "expected_close", NOW)
        if hoped:
            slips.append((end(l)[0].date() - day(hoped)).days)
    return {"all": median(slips) if len(slips) >= 5 else Figure(n="any", why="immature")}


def sized(first, last):
    return [int(ACCOUNTS[l["account"]]["employees"]) for l in new(first, last) if ACCOUNTS[l["account"]]["employees"]]


def new(first, last, *sources):
    return [l for l in created(first, last, *sources) if l["kind"] == "new_business"]


def anti_pattern_rate(first, last):
    accounts = [ACCOUNTS[l["account"]] for l in new(first, last)]
    return {"all": rate(not 30 <= int(a["employees"]) <= 500 or a["segment"] == "tech" or a["swedish_ops"] == "no" for a in accounts if a["employees"])}


def cold(hit, days):
    def figure(first, last):
        return {"all": rate((hit(l) for l in created(first, last, "cold_calling") if tries(l, NOW)), ripe(last, days))}
    return figure


def met_right(l):
    return reached(l, 3) or any(w["outcome"] == "right_person" or w["direction"] == "in" and w["kind"] != "note" for w in words_of[l["id"]])


def is_won(l):
    return bool(end(l)) and end(l)[1] == "won"


def is_interested(l):
    return max((STAGES[s][1] for _, s in history[l["id"]] if STAGES[s][2] in ("open", "won")), default=0) >= STAGES["interested"][1]


def qualified_new(first, last):
    entries = [next((when.date() for when, s in rows if STAGES[s][4]), None) for rows in history.values()]
    return {"all": count(sum(1 for d in entries if d and within(d, first, last)))}


PERIOD = {f.__name__: f for f in (weighted_pipeline, pipeline_value_change, stage_moves, stage_conversion_rate, close_date_pushes, close_date_slip_days, anti_pattern_rate, qualified_new)}
PERIOD.update({
    "forecast_commit": forecast(70), "forecast_best_case": forecast(40), "forecast_pipeline": forecast(10),
    "new_leads": lambda f, t: {"all": count(len(new(f, t)))}, "source_leads": lambda f, t: {"source:" + s: count(len(new(f, t, s))) for s in SOURCES},
    "source_tag_coverage": lambda f, t: {"all": rate(l["source"] for l in new(f, t))},
    "icp_fit_rate": lambda f, t: {"all": rate(30 <= size <= 300 for size in sized(f, t))},
    "lead_to_opportunity_rate": lambda f, t: {"all": rate((reached(l, 5) for l in created(f, t)), ripe(t, 90))},
    "contacted_to_opportunity_rate": lambda f, t: {"all": rate((reached(l, 5) for l in created(f, t) if reached(l, 3)), ripe(t, 90))},
    "deals_won_count": lambda f, t: {"all": count(len(won_in(f, t)))}, "deals_won_value": lambda f, t: {"all": total([amount_at(l, NOW) or 0 for l in won_in(f, t)])},
    "avg_deal_size": lambda f, t: by(won_in(f, t), lambda l: amount_at(l, NOW) or None, mean, "all", "service"),
    "avg_deal_size_median": lambda f, t: by(won_in(f, t), lambda l: amount_at(l, NOW) or None, median, "all", "service"),
    "sales_cycle_days": lambda f, t: by(won_in(f, t), cycle, median, "all", "service", "source"),
    "sales_cycle_days_mean": lambda f, t: by(won_in(f, t), cycle, mean, "all", "service", "source"),
    "source_avg_deal_size": lambda f, t: by(won_in(f, t), lambda l: amount_at(l, NOW) or None, mean, "source"),
    "source_sales_cycle_days": lambda f, t: by(won_in(f, t), lambda l: (end(l)[0].date() - l["born"]).days, median, "source"),
    "win_rate_closed": lambda f, t: {"all": rate(is_won(l) for l in LEADS if end(l) and within(end(l)[0].date(), f, t) and reached(l, 4))},
    "source_conversion_rate": lambda f, t: {"source:" + s: rate((is_won(l) for l in created(f, t, s)), ripe(t, 180)) for s in SOURCES},
    "qualification_pass_rate": lambda f, t: {"all": rate(s[1][1] == "pass" for s in steps.values() if 1 in s and within(s[1][0].date(), f, t))},
    "call_outcome_coverage": lambda f, t: {"all": rate(w["outcome"] for w in WORDS if w["kind"] == "call" and within(w["when"].date(), f, t))},
    "cold_contact_rate": cold(met_right, 30), "cold_interest_rate": cold(is_interested, 45), "cold_conversion_rate": cold(is_won, 180)})

judge(POINT, PERIOD)
