# SPDX-License-Identifier: MIT
"""Figures of a period, by what is known now: spec 03, 15-C, 17-K."""
from trade import *  # the vocabulary of this file
from trade_day import FOLLOW_UPS

PROPOSALS, PROJECTS, INVOICES, SURVEYS, REVIEWS, SOURCES = table("proposals"), table("projects"), table("invoices"), table("surveys"), table("reviews"), table("sources")
UTM = {t["lead"] for t in table("lead-touches") if t["utm_source"] and at(t["at"]) <= NOW}
for p in PROPOSALS:
    p["shown"] = at(p["presented"]) if p["presented"] and at(p["presented"]) <= NOW else None
    p["over"] = at(p["decided"]) if p["decided"] and at(p["decided"]) <= NOW else None
MONTHS = {1: {"check_in": 1, "qbr": 3, "strategic": 6, "annual": 12}, 2: {"qbr": 3, "strategic": 6, "annual": 12}, 3: {"check_in": 6, "strategic": 6, "annual": 12}}
CHANNELS = ("call", "email", "linkedin", "sms")


def touched(first, last):
    return [t for t in TOUCHES if within(local(t["when"]), first, last)]


def activities_today(first, last):
    n = sum(t["kind"] not in ("meeting", "note") for t in touched(first, last)) + sum(within(on, first, last) for _, _, _, on, _ in held(NOW))
    return {"all": count(n)}


def activity_logged_24h_rate(first, last):
    return {scope: ratio(0, 0, 0) for scope in ("all", "ingest:auto", "ingest:manual")}  # nothing of it was noted here


def contact_attempts_per_day(first, last):
    calls = sum(t["kind"] == "call" and t["direction"] == "out" and bool(t["lead"]) for t in touched(first, last))
    others = {(t["lead"], t["kind"], local(t["when"])) for t in touched(first, last) if t["kind"] in CHANNELS[1:] and t["direction"] == "out" and t["lead"]}
    den = Fraction(0)
    for d in days(first, min(last, TODAY)):
        if is_workday(d):
            opens, closes = (at("%sT%s" % (d, clock)) for clock in ("08:00", "17:00"))
            den += Fraction(min(max((NOW - opens).total_seconds(), 0), (closes - opens).total_seconds())) / int((closes - opens).total_seconds())
    return {"all": ratio(calls + len(others), den, "any")}


def meetings_booked(first, last):
    return {"all": count(sum(within(local(m["made"]), first, last) for m in MEETINGS))}


def meetings_cancelled(first, last):
    return {"all": count(0)}


def meetings_held(first, last):
    return {"all": count(sum(within(on, first, last) for _, _, _, on, _ in held(NOW)))}


def meetings_upcoming(first, last):
    when = min(NOW, end_of(last) - datetime.timedelta(seconds=1))
    after = (when.astimezone(HOME).replace(tzinfo=None) + datetime.timedelta(7)).replace(tzinfo=HOME)
    return {"all": count(sum(when < m["when"] < after and m["made"] <= when for m in MEETINGS))}


def time_to_first_meeting_days(first, last):
    waits, met = [], defaultdict(list)
    for _, lead, _, on, _ in held(NOW):
        met[lead].append(on)
    for lead, on in met.items():
        if lead in LEADS and within(min(on), first, last):
            spoke = [local(t["when"]) for t in TOUCHES if t["lead"] == lead and t["kind"] != "note"]
            waits.append(max(0, (min(on) - min(on + spoke)).days))
    return {"all": median(waits)}


def demo(lead):
    shown = [local(at(lead["demo"]))] if lead["demo"] and at(lead["demo"]) <= NOW else []
    shown += [local(m["when"]) for m in MEETINGS if m["lead"] == lead["id"] and m["purpose"] == "demo" and m["until"] <= NOW and m["outcome"] not in ("no_show", "not_held")]
    return min(shown, default=None)


def shown_demo(first, last):
    return [STAGES[state(x, NOW)].kind for x in LEADS.values() if within(demo(x), first, last)]


def demo_to_close_rate(first, last):
    return {"all": rate((kind == "won" for kind in shown_demo(first, last) if kind in ("won", "lost")), ripe(last, 180))}


def demo_to_close_rate_literal(first, last):
    return {"all": rate((kind == "won" for kind in shown_demo(first, last)), ripe(last, 180))}


def follow_up_timeliness(first, last):
    return {"all": rate(bool(f["done_at"]) and f["done_at"] <= NOW and f["done_at"] < f["promised"] for f in FOLLOW_UPS
                        if f["status"] != "cancelled" and first <= f["promised_day"] <= last and f["promised"] <= NOW)}


def expansion_opps_created(first, last):
    return {"all": count(sum(x["kind"] == "expansion" and within(x["born"], first, last) for x in LEADS.values()))}


def utm_coverage(first, last):
    return {"all": rate(x["id"] in UTM for x in LEADS.values() if within(x["born"], first, last) and x["source"] == "website" and x["kind"] in ("", "new_business"))}


def segment_conversion_rate(first, last):
    hits = defaultdict(list)
    for x in LEADS.values():
        if within(x["born"], first, last) and ACCOUNTS[x["account"]]["segment"]:
            hits["segment:" + ACCOUNTS[x["account"]]["segment"]].append(state(x, NOW) == "won")
    return {scope: rate(h) for scope, h in hits.items()}


def losses(first, last):
    return [x for x, on in ended("lost") if within(on, first, last)]


def lost_reason_coverage(first, last):
    return {"all": rate(x["lost_reason"] for x in losses(first, last))}


def lost(with_amount):
    def figure(first, last):
        found = defaultdict(list)
        for x in losses(first, last):
            found["reason:" + (x["lost_reason"] or "unknown")].append(amount(x, NOW) or 0)
        return {scope: Row(sum(v) if with_amount else len(v), n=len(v)) for scope, v in found.items()}
    return figure


def decided(first, last):
    return [p for p in PROPOSALS if p["over"] and p["shown"] and p["status"] in ("won", "lost", "expired") and first <= local(p["over"]) <= last]


def win_rate(first, last):
    return {"all": rate(p["status"] == "won" for p in decided(first, last))}


def win_rate_value(first, last):
    sums = [(p["status"] == "won", ore(p["amount"])) for p in decided(first, last)]
    return {"all": ratio(sum(a for won, a in sums if won), sum(a for _, a in sums), len(sums))}


def win_rate_presented(first, last):
    return {"all": rate((p["status"] == "won" and p["over"] for p in PROPOSALS if p["shown"] and first <= local(p["shown"]) <= last), ripe(last, 90))}


def delivered(first, last):
    return [p for p in PROJECTS if p["service"] == "satori-uppstart" and p["status"] != "cancelled" and within(day(p["delivered"]), first, last)]


def uppstart_delivery_pace(first, last):
    return {"all": mean(Fraction((day(p["delivered"]) - day(p["start"])).days, 56) for p in delivered(first, last) if p["start"])}


def uppstart_on_time_rate(first, last):
    return {"all": rate(day(p["delivered"]) <= day(p["planned_end"]) for p in delivered(first, last) if p["planned_end"])}


def invoiced_by_service(first, last):
    nets = defaultdict(list)
    for i in INVOICES:
        if i["status"] != "void" and i["service"] and within(day(i["date"]), first, last):
            nets["service:" + i["service"]].append(ore(i["net"]))
    return {scope: Row(sum(v), n=len(v)) for scope, v in nets.items()}


def chat_avg_users(first, last):
    d = min(last, TODAY)
    return {"all": mean(quantity(s, d) for s in SUBS if s["service"] == "satori-chat" and runs(s, d) and (quantity(s, d) or 0) > 0)}


def chat_avg_term_months(first, last):
    return {"all": mean(int(s["term_months"]) for s in SUBS if s["service"] == "satori-chat" and s["term_months"] and within(day(s["start"]), first, last))}


def new_sources_tested(first, last):
    return {"all": count(sum(within(day(s["test_started"]), first, last) for s in SOURCES))}


def nps(first, last):
    latest = {}
    for k, s in enumerate(SURVEYS):
        if s["kind"] == "nps" and within(day(s["date"]), first, last):
            who = s["contact"] or k
            if who not in latest or s["date"] >= latest[who]["date"]:
                latest[who] = s
    scores = [int(s["score"]) for s in latest.values()]
    spread = sum(s >= 9 for s in scores) - sum(s <= 6 for s in scores)
    found = ratio(spread, len(scores), len(scores), None if scores else "no_data")
    found.value = None if found.why else 100 * found.value
    found.spread = (sum(s >= 9 for s in scores), sum(s <= 6 for s in scores))
    return {"all": found}


def kept(kind):
    def figure(first, last):
        hits, length = [], (last.year - first.year) * 12 + last.month - first.month + 1 if first.day == 1 and plus(last, 1).day == 1 else 0
        for i, a in ACCOUNTS.items():
            mine = MONTHS.get(tier(a, min(last, TODAY)), {})
            if not is_customer(a, first) or a["churned"] and day(a["churned"]) <= last or mine.get(kind, 99) > length:
                continue
            on = [day(r["held"]) for r in REVIEWS if r["account"] == i and kind in ("check_in", r["kind"])]
            if kind == "check_in":
                on += [d for account, _, _, d, _ in held(NOW) if account == i]
                on += [local(t["when"]) for t in TOUCHES if t["account"] == i and (t["kind"] == "call" and (t["outcome"] in MET or t["direction"] == "in" and not t["outcome"])
                                                                                  or t["kind"] == "email" and t["direction"] == "in" and tier(a, min(last, TODAY)) != 1)]
            hits.append(any(within(d, first, last) for d in on))
        return {"all": rate(hits)}
    return figure


PERIOD = {f.__name__: f for f in (activities_today, activity_logged_24h_rate, contact_attempts_per_day, meetings_booked, meetings_cancelled, meetings_held, meetings_upcoming,
                                  time_to_first_meeting_days, demo_to_close_rate, demo_to_close_rate_literal, follow_up_timeliness, expansion_opps_created, utm_coverage,
                                  segment_conversion_rate, lost_reason_coverage, win_rate, win_rate_value, win_rate_presented, uppstart_delivery_pace, uppstart_on_time_rate,
                                  invoiced_by_service, chat_avg_users, chat_avg_term_months, new_sources_tested, nps)}
PERIOD.update({kind + "_coverage": kept(kind) for kind in ("check_in", "qbr", "strategic", "annual")}, lost_reasons=lost(False), lost_reasons_value=lost(True))
