# SPDX-License-Identifier: MIT
"""Figures of revenue: what recurs at the end of days, how it moved from month's end to month's end, what was invoiced (03 §3.6, 11.1, 15-C59..C62, C66)."""
import datetime

from customers_facts import *  # the vocabulary of this file


def mrr(first, last):
    now = monthly(min(last, TODAY))
    return {"all": Row(sum(now.values()), n=len(now))}


def arr(first, last):
    now = monthly(min(last, TODAY))
    return {"all": Row(12 * sum(now.values()), n=len(now))}


def mrr_by_account(first, last):
    return {"account:" + name: Row(value) for name, value in monthly(min(last, TODAY)).items()}


def arr_by_account(first, last):
    return {"account:" + name: Row(12 * value) for name, value in monthly(min(last, TODAY)).items()}


def mrr_by_service(first, last):
    end, found = min(last, TODAY), {}
    for s in SUBS:
        worth = (in_force(s, end) or (0, 0))[1]
        if worth > 0:
            row = found.setdefault("service:" + s["service"], Row(0, n=0))
            row.value, row.n = row.value + worth, row.n + 1
    return found


def month_ends(first, last):
    month = first.replace(day=1)
    while month <= last:
        yield min(plus(months_on(month, 1), -1), TODAY)
        month = months_on(month, 1)


def movements(first, last):
    """What moved where: kind, account, öre. Who had any before is looked up at all month ends since the beginning (15-C62)."""
    before, ever = {}, set()
    for end in month_ends(min(date(s["start"]) for s in SUBS), min(last, TODAY)):
        now = monthly(end)
        for name in set(before) | set(now):
            step = now.get(name, 0) - before.get(name, 0)
            if step and end >= first:
                if name not in before:
                    yield "reactivation" if name in ever else "new", name, step
                else:
                    yield "expansion" if step > 0 else "contraction" if name in now else "churn", name, abs(step)
        before, ever = now, ever | set(now)


def movement(kind):
    def figure(first, last):
        mine = [(name, value) for what, name, value in movements(first, last) if what == kind]
        return {"all": Row(sum(value for _, value in mine), n=len({name for name, _ in mine}))}
    return figure


def mrr_growth_rate(first, last):
    was, now = monthly(plus(first, -1)), monthly(min(last, TODAY))
    found = ratio(sum(now.values()), sum(was.values()), len(was))
    found.value = None if found.why else found.value - 1
    return {"all": found}


def kept(last, most):
    was, now = monthly(plus(months_on(last.replace(day=1), -11), -1)), monthly(min(last, TODAY))
    return {"all": ratio(sum(most(now.get(name, 0), value) for name, value in was.items()), sum(was.values()), len(was))}


def nrr(first, last):
    return kept(last, lambda now, was: now)


def grr(first, last):
    return kept(last, min)


def logo_churn_rate(first, last):
    was, now = monthly(plus(first, -1)), monthly(min(last, TODAY))
    return {"all": ratio(len(set(was) - set(now)), len(was), len(was))}


def lines(first, last):
    return [i for i in INVOICES if first <= date(i["date"]) <= min(last, TODAY)]


def total(found):
    return sum(ore(i["net"]) for i in found)


def invoiced_total(first, last):
    return {"all": Row(total(lines(first, last)), n=len(lines(first, last)))}


def invoiced_one_off(first, last):
    mine = [i for i in lines(first, last) if i["category"] == "one_off"]
    return {"all": Row(total(mine), n=len(mine))}


def recurring_ratio(first, last):
    every = lines(first, last)
    den = total(every)
    return {"all": ratio(total(i for i in every if i["category"] == "recurring"), den, len(every), "zero_denominator" if den <= 0 else None)}


def revenue_concentration_top5(first, last):
    sums = {}
    for i in lines(first, last):
        sums[i["account"]] = sums.get(i["account"], 0) + ore(i["net"])
    positive = sorted((v for v in sums.values() if v > 0), reverse=True)
    return {"all": ratio(sum(positive[:5]), sum(positive), len(positive))}


def invoiced_lifetime(first, last):
    return {"account:" + name: Row(total(i for i in lines(datetime.date.min, last) if i["account"] == name))
            for name in {i["account"] for i in lines(datetime.date.min, last)}}


REVENUE = {f.__name__: f for f in (mrr, arr, mrr_by_account, arr_by_account, mrr_by_service, mrr_growth_rate, nrr, grr, logo_churn_rate, invoiced_total,
                                   invoiced_one_off, recurring_ratio, revenue_concentration_top5, invoiced_lifetime)}
REVENUE.update({"mrr_" + kind: movement(kind) for kind in ("new", "expansion", "contraction", "churn", "reactivation")})
