# SPDX-License-Identifier: MIT
"""Figures of a period, of what is known today."""
import datetime
import sys
from collections import defaultdict

from customers_facts import *  # the vocabulary of this file

FISCAL = int(sys.argv[4])


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
