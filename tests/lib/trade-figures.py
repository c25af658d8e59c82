#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""trade-figures.py DIR NOW <answer: what trade.py makes of the files against the JSON of `kpi`, and of every figure whether its interval, its
colour and its label follow from the rest. Prints what differs and how much was compared."""
import json

from trade import *  # the vocabulary of this file
from trade_day import POINT
from trade_period import nps, INVOICES, PERIOD, PROJECTS, PROPOSALS, FOLLOW_UPS

ANSWER = json.load(sys.stdin)["kpis"]


def first_of(found):
    found = [d for d in found if d and d <= TODAY]
    return min(found, default=None)


# where an imported kind begins (15-A12), and which figure rests on it (15-E)
BEGINS = {"leads": first_of(x["born"] for x in LEADS.values()), "touchpoints": first_of([local(t["when"]) for t in TOUCHES if t["kind"] != "note"]),
          "proposals": first_of(local(p["shown"]) for p in PROPOSALS if p["shown"]), "projects": first_of(day(p["delivered"]) for p in PROJECTS),
          "invoices": first_of(day(i["date"]) for i in INVOICES if i["status"] != "void"), "subscriptions": first_of(day(s["start"]) for s in SUBS),
          "meetings": first_of(local(m["made"]) for m in MEETINGS), "follow-ups": first_of(local(f["made"]) for f in FOLLOW_UPS)}
RESTS = {"leads": "demo_to_close_rate demo_to_close_rate_literal expansion_opps_created utm_coverage lost_reason_coverage lost_reasons lost_reasons_value",
         "touchpoints": "contact_attempts_per_day time_to_first_meeting_days activities_today activity_logged_24h_rate ", "proposals": "win_rate win_rate_value win_rate_presented",
         "projects": "uppstart_delivery_pace uppstart_on_time_rate", "invoices": "invoiced_by_service", "subscriptions": "chat_avg_users", "follow-ups": "follow_up_timeliness", "meetings": "meetings_booked meetings_cancelled meetings_upcoming", "talks": "meetings_held"}
BEGINS["talks"] = first_of(d for d in (BEGINS["touchpoints"], BEGINS["meetings"]) if d)
BEGINS["spoken"] = first_of([local(t["when"]) for t in TOUCHES if t["kind"] != "note"] + [h[3] for h in held(NOW)])
# figures of a day, and which rows there must be for it to be known (15-A11)
NEEDS = {"leads": "probability_review_timeliness pipeline_coverage_month pipeline_coverage_month_period pipeline_coverage_next_quarter pipeline_coverage_next_quarter_period",
         "subscriptions": "renewals_due_90d", "follow-ups": "overdue_follow_ups", "chats": "chat_upsell_headroom", "spoken": "customers_untouched_30d"}
BEGINS["chats"] = first_of(day(s["start"]) for s in SUBS if s["service"] == "satori-chat")
NEEDED = {name: BEGINS[kind] for kind, names in NEEDS.items() for name in names.split()}
COVERED = {name: BEGINS[kind] for kind, names in RESTS.items() for name in names.split()}


def same(wanted, got):
    if wanted == "any" or wanted is None or got is None:
        return wanted == "any" or wanted is got or (wanted == 0 and got is None)
    return abs(float(wanted) - got) <= 1e-9 * max(1.0, abs(got))


answers, differing, compared = defaultdict(dict), 0, 0
for k in ANSWER:
    answers[k["id"]][k["scope"]] = k
for name, figure in list(POINT.items()) + list(PERIOD.items()):
    label = next((k["period"] for k in answers[name].values()), None)
    if not label:
        print(name, "has no answer")
        differing += 1
        continue
    first, last = span(label)
    if name in POINT:
        wanted = figure(last, min(NOW, end_of(last) - datetime.timedelta(seconds=1)))
    else:
        wanted = figure(first, last)
    if name in COVERED and not label.startswith("rolling"):
        if COVERED[name] is None or last < COVERED[name]:
            why = "no_data" if COVERED[name] is None and name not in RESTS["meetings"] else "not_covered"  # no calendar was ever read (15-A19)
            wanted = {scope: Row(None, "any", "any", "any", why) for scope in wanted or ["all"]}
    if name in NEEDED and (NEEDED[name] is None or name in ("renewals_due_90d", "chat_upsell_headroom") and last < NEEDED[name]):
        wanted = {scope: w if w.why == "not_configured" else Row(None, w.num, w.den, w.n, "no_data") for scope, w in wanted.items()}
    for scope in sorted(set(wanted) | set(answers[name])):
        w, g = wanted.get(scope), answers[name].get(scope)
        compared += 1
        if not w and g and g["value"] is None and scope == "all":
            continue
        if not w or not g:
            print(name, scope, label, "only", "wanted" if w else "got", vars(w) if w else g)
            differing += 1
        elif not (all(same(getattr(w, key), g[key]) for key in ("value", "num", "den", "n")) and w.why == g["null_reason"]):
            print(name, scope, label, "wanted", {k: float(v) if isinstance(v, Fraction) else v for k, v in vars(w).items()}, "got", {k: g[k] for k in ("value", "num", "den", "n", "null_reason")})
            differing += 1

# --- what follows from the rest: the interval (15-A10), whether the period is over (01 §1.4, 15-A14), the colour (01 §1.5, §1.6, 17-K3) -----------
OF_MONEY = {"win_rate_value", "recurring_ratio", "revenue_concentration_top5", "nrr", "grr", "mrr_growth_rate", "chat_user_growth", "expansion_rate", "forecast_bias",
            "forecast_accuracy", "deal_size_trend", "data_enrichment_impact", "response_rate_km", "senior_time_share"}
Z = 1.959963985


def interval(k):
    if k["value"] is None or k["id"] in OF_MONEY or k["n"] is None or k["num"] is None or k["unit"] != "rate" and k["id"] != "nps":
        return None, None
    n = k["den"]
    if k["id"] == "nps":
        good, bad = nps(*span(k["period"]))["all"].spread
        half = 100 * Z * ((good + bad - (good - bad) ** 2 / n) / n / n) ** 0.5
        return k["value"] - half, k["value"] + half
    share, square = k["num"] / n, Z * Z
    middle, half = (share + square / (2 * n)) / (1 + square / n), Z / (1 + square / n) * (share * (1 - share) / n + square / (4 * n * n)) ** 0.5
    return middle - half, middle + half


def share_gone(first, last):
    """Of the workdays of a period those that have passed, today with it (01 §1.4)."""
    every = [d for d in days(first, last) if is_workday(d)]
    return Fraction(sum(d <= TODAY for d in every), len(every)) if every else Fraction(1)


def colour(k):
    low, high, way, value = k["target"]["low"], k["target"]["high"], k["target"]["direction"], k["value"]
    if low is None and high is None:
        return "none"
    if value is None or k["unit"] in ("rate", "ratio") and k["den"] == k["n"] < 5:
        return "grey"
    if k["is_partial"] and k["unit"] in ("count", "ore") and k["id"] not in STANDING:
        low, high = (v and v * float(share_gone(*span(k["period"]))) for v in (low, high))
    if k["id"].startswith("pipeline_coverage"):
        return "green" if value >= 3 else "amber" if value >= 2 else "red"
    if way == "higher":
        return "green" if value >= low else "amber" if value >= 0.8 * low else "red"
    if way == "lower":
        return "green" if value <= high else "amber" if value <= 1.2 * high else "red"
    inside = (low is None or value >= low) and (high is None or value <= high)
    near = (low is None or value >= 0.8 * low) and (high is None or value <= 1.2 * high)
    return "green" if inside else "amber" if near else "red"


STANDING = {"mrr", "arr", "arr_by_account", "mrr_by_account", "chat_avg_users"}
for k in ANSWER:
    first, last = span(k["period"])
    calendar_like = k["period"].partition(":")[0] in ("day", "week", "month", "quarter", "half", "year")
    partial = calendar_like and NOW < end_of(last)
    begins = COVERED.get(k["id"])
    if calendar_like and begins and first < begins <= last:
        partial = True
    wanted = dict(zip(("lo", "hi"), interval(k)), is_partial=partial if k["id"] in COVERED or not calendar_like or partial else k["is_partial"], status=colour(k))
    compared += 1
    for key, w in wanted.items():
        if not (same(w, k[key]) if key in ("lo", "hi") else w == k[key]):
            print(k["id"], k["scope"], k["period"], key, "wanted", w, "got", {x: k[x] for x in ("value", "num", "den", "n", "lo", "hi", "is_partial", "status", "target", "null_reason")})
            differing += 1
print("compared", compared, "differing", differing)
sys.exit(differing > 0)
