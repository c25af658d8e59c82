#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""customers-world.py DIR SEED: a random trade of some years as CSV files in DIR, one a kind (spec 00 §5), with the awkward cases: credit notes, void
invoices, gaps in subscriptions, sources without cost, dates to come, month ends. Rows of the same seed are the same."""
import csv
import datetime
import os
import random
import sys

DIR, SEED = sys.argv[1], int(sys.argv[2])
R = random.Random(SEED)
BEGIN, END = datetime.date(2022, 1, 1), datetime.date(2026, 3, 31)
SOURCES = ["cold_calling", "referral", "website", "linkedin"]
ONE_OFF, RECURRING = ["satori-uppstart", "konsulttimmar", "custom"], ["satori-chat", "support", "radgivningsretainer"]


def day(first=BEGIN, last=END):
    found = first + datetime.timedelta(R.randrange(max(1, (last - first).days + 1)))
    return found.replace(day=1) - datetime.timedelta(1) if R.random() < 0.1 and found.replace(day=1) > first else found


def later(start, least, most):
    return start + datetime.timedelta(R.randint(least, most))


def maybe(chance, value):
    return value if R.random() < chance else ""


def write(kind, columns, rows):
    with open(os.path.join(DIR, kind + ".csv"), "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(columns.split())
        out.writerows(rows)


moment = 0


def instant(of):
    """A day's morning, no two alike: which came first is never open."""
    global moment
    moment += 1
    return "%sT%02d:%02d:%02d" % (of, 8 + moment // 3600 % 3, moment // 60 % 60, moment % 60)


accounts, since = [], {}
for i in range(16):
    name = "A%d" % i
    state = R.choice(["prospect", "customer", "customer", "customer", "former"])
    begun = day(BEGIN, END - datetime.timedelta(40)) if state != "prospect" else None
    since[name] = begun
    gone = later(begun, 30, 700) if state == "former" else None
    if gone and gone > END:
        gone = END
    accounts.append([name, "Company " + name, state, R.choice(["", 1, 2, 3, 3]) if state == "customer" else "", maybe(0.8, R.choice([30, 49, 50, 120, 199, 200, 400])),
                     begun or "", gone or "", "2021-12-01"])
write("accounts", "id name lifecycle tier employees customer_since churned created", accounts)
NAMES = [a[0] for a in accounts]
CLIENTS = [n for n in NAMES if since[n]]
tiers = []
for a in accounts:
    if a[3] and R.random() < 0.5:
        tiers += [[a[0], R.choice([1, 2, 3]), "2021-12-01"], [a[0], a[3], day(datetime.date(2025, 1, 1))]]
write("tier-history", "account tier from", tiers)
write("contacts", "id account name emails", [["C" + n, n, "Person " + n, "%s@%s.example" % (n.lower(), n.lower())] for n in NAMES])

leads, leads_of = [], {}
for i in range(90):
    name = R.choice(NAMES)
    made = day()
    stage = R.choice(["won", "won", "won", "lost", "need"])
    service = R.choice(ONE_OFF + RECURRING)
    closed = later(made, 0, 150)
    if closed > END:
        stage = "need"
    chat = service == "satori-chat" and R.random() < 0.6
    leads.append(["L%d" % i, name, "Deal %d" % i, service, R.choice(["new_business", "new_business", "expansion"]), stage,
                  "" if chat else maybe(0.9, R.choice(["0", "120000.50", "35000", "410000", "88000.05"])), R.randint(1, 40) if chat else "",
                  R.choice([12, 24]) if chat else "", maybe(0.85, R.choice(SOURCES)), instant(made), instant(closed) if stage in ("won", "lost") else ""])
    leads_of.setdefault(name, []).append("L%d" % i)
write("leads", "id account name service kind stage amount users term_months source created closed", leads)

projects = []
for i in range(30):
    name, start = R.choice(NAMES[:8]), day(R.choice([BEGIN, datetime.date(2025, 1, 1)]))
    end = later(start, 20, 120)
    status = "cancelled" if R.random() < 0.1 else "active" if end > END else "delivered"
    projects.append(["J%d" % i, name, R.choice(["satori-uppstart", "satori-uppstart", "custom"]), maybe(0.8, start), end if status == "delivered" else "", status])
write("projects", "id account service start delivered status", projects)

lines = []
for i in range(150):
    name = R.choice(CLIENTS)
    on, state = day(BEGIN, END + datetime.timedelta(30)), R.choice(["issued", "paid", "paid", "paid", "void"])
    for line in range(1, R.randint(2, 4)):
        net = R.choice(["1500", "24000.33", "300000", "-20000", "75000.5", "0"])
        service = R.choice(ONE_OFF + RECURRING + [""])
        category = "recurring" if service in RECURRING else "one_off"
        lines.append(["F%d" % i, name, on, line, category, net, service, maybe(0.3, R.choice(leads_of.get(name, [""]))), state])
write("invoices", "number account date line category net service lead status", lines)

subscriptions, changes = [], []
for i in range(26):
    start = day()
    end = maybe(0.4, later(start, 0, 500))
    subscriptions.append(["S%d" % i, R.choice(CLIENTS[::2]), R.choice(RECURRING + ["satori-chat"]), start, end, maybe(0.6, later(start, 200, 900))])
    dates = {later(start, 0, 40) if R.random() < 0.2 else start} | {later(start, 1, 600) for _ in range(R.randint(0, 3))}
    for on in sorted(dates):
        changes.append(["S%d" % i, on, R.choice([0, 5, 8, 20, 35]), R.choice(["150", "2400.55", "999"]), R.choice([1, 3, 12]), maybe(0.2, 10)])
write("subscriptions", "id account service start end committed_until", subscriptions)
write("subscription-changes", "subscription effective quantity unit_price interval_months discount_percent", changes)

costs = []
for i in range(40):
    on = day(BEGIN, END + datetime.timedelta(20))
    costs.append(["K%d" % i, R.choice(SOURCES[:2]), on, later(on, 0, 250), "ads", R.choice(["12000", "90000", "100.01", "7777.77"])])
costs.append(["K99", SOURCES[2], later(END, 1, 9), later(END, 10, 20), "ads", "5000"])
write("costs", "id source from to kind amount", costs)

touches = []
for i in range(120):
    name, kind = R.choice(NAMES), R.choice(["call", "email", "linkedin", "note"])
    outcome = R.choice(["connected", "no_answer", ""]) if kind == "call" else ""
    touches.append(["T%d" % i, kind, outcome, R.choice(["in", "out"]), name, instant(day()), maybe(0.5, R.choice(leads_of.get(name, [""]))), maybe(0.2, "reference_request")])
write("touchpoints", "id kind outcome direction account at lead tags", touches)

surveys = []
for i in range(90):
    if R.random() < 0.4:
        name = R.choice(CLIENTS)
        surveys.append(["V%d" % i, name, "nps", R.randint(0, 10), day(), maybe(0.6, "C" + name), ""])
    else:
        project = R.choice(projects)
        on = later(project[4], -5, 70) if project[4] else day()
        surveys.append(["V%d" % i, project[1], "csat", R.randint(0, 10), on, "", maybe(0.5, project[0])])
write("surveys", "id account kind score date contact project", surveys)

referrals = []
for i in range(40):
    project = R.choice(projects)
    name, asked = project[1], later(project[4], -2, 35) if project[4] else day()
    met = maybe(0.7, later(asked, 0, 20))
    referrals.append(["R%d" % i, "customer", name, maybe(0.5, R.choice(leads)[0]), asked, met, maybe(0.4, later(met, 0, 9)) if met else "", maybe(0.2, later(asked, 9, 99)),
                      maybe(0.2, later(asked, 9, 99))])
write("referrals", "id referrer_kind referrer lead asked introduced followed_up feedback rewarded", referrals)
write("value-notes", "account date kind note amount", [[n, later(since[n], 0, 400), R.choice(["benefit", "cost_saving", "roi_report"]), "%d" % i, R.choice(["5000", "40000.5"])]
                                                      for i, n in enumerate(R.choice(CLIENTS) for _ in range(30))])
reviews = {(name, R.choice(["check_in", "qbr", "strategic", "annual"]), day(max(since[name], datetime.date(2024, 6, 1)), END)) for name in CLIENTS for _ in range(5)}
write("reviews", "account kind held", sorted(reviews))
