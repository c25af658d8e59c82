#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""prospects-world.py DIR SEED: a random year and a half of prospecting as CSV files in DIR, one a kind (spec 00 §5), with the awkward cases: leads
that come back, stages that are skipped, a stage of one's own, touches before the lookback, wins without an amount, people who left, fields that
changed later. Rows of the same seed are the same. No two instants are alike: which came first is never open."""
import csv
import datetime
import os
import random
import sys

DIR, SEED = sys.argv[1], int(sys.argv[2])
R = random.Random(SEED)
BEGIN, END = datetime.date(2024, 10, 1), datetime.date(2026, 3, 30)
SOURCES = ["cold_calling", "referral", "website", "linkedin", "event", "content"]
ROAD = ["contacted", "interested", "qualified", "need", "active", "trial", "proposal", "negotiation"]
WORDS = ["connected", "right_person", "interested", "booked", "not_interested", "no_answer", "voicemail"]
moment = 0


def day(first=BEGIN, last=END):
    return first + datetime.timedelta(R.randrange(max(1, (last - first).days + 1)))


def later(start, least, most):
    return start + datetime.timedelta(R.randint(least, most))


def maybe(chance, value):
    return value if R.random() < chance else ""


def instant(of, hour=8):
    global moment
    moment += 1
    return "%sT%02d:%02d:%02d" % (of, hour + moment // 3600 % 3, moment // 60 % 60, moment % 60)


def write(kind, columns, rows):
    with open(os.path.join(DIR, kind + ".csv"), "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(columns.split())
        out.writerows(rows)


write("users", "id name role addresses", [["U1", "Anna Lind", "ceo", "anna@satori.example"], ["U2", "Bo Ek", "sales", "bo@satori.example"]])
write("stages", "code name_sv name_en ord kind is_contacted is_interested is_qualified is_opportunity default_probability",
      [["trial", "Prov", "Trial", 65, "open", "no", "no", "no", "no", 55]])

accounts, contacts, kind_of = [], [], {}
for i in range(40):
    name = "A%d" % i
    state = R.choice(["prospect"] * 3 + ["customer", "customer", "former"])
    begun = maybe(0.9, day(BEGIN, END - datetime.timedelta(60))) if state != "prospect" else ""
    kind_of[name] = state
    accounts.append([name, "Company " + name, state, R.choice(["", 1, 1, 2, 3]) if state == "customer" else "",
                     maybe(0.8, R.choice(["nonprofit", "study_assoc", "union", "sports", "construction", "consulting", "manufacturing", "tech", "other"])),
                     maybe(0.85, R.choice([29, 30, 120, 300, 301, 500, 501])), maybe(0.8, R.choice(["Stockholm", "GÖTEBORG", "Malmö", "Lund", "Umeå"])),
                     R.choice(["", "yes", "yes", "no"]), maybe(0.7, R.randint(1, 5)), begun, later(begun or BEGIN, 60, 500) if state == "former" else ""])
    for j in range(R.randint(0, 3)):
        contacts.append(["C%d-%d" % (i, j), name, "Person %d" % j, R.choice(["", "ceo", "it_coo", "ceo", "it_coo", "finance", "other"]),
                         maybe(0.6, "p%d@a%d.example" % (j, i)), maybe(0.3, "+4670%07d" % (i * 10 + j)), maybe(0.2, day())])
write("accounts", "id name lifecycle tier segment employees city swedish_ops it_maturity customer_since churned", accounts)
write("contacts", "id account name role emails phones left", contacts)
CLIENTS = [n for n in kind_of if kind_of[n] == "customer"]

leads, history, changes, steps, touches = [], [], [], [], []
for i in range(220):
    name, account = "L%d" % i, R.choice(sorted(kind_of))
    born = day()
    made = instant(born)
    at, stage, closed, rows = born, R.choice(["prospect", "need", "interested"]), "", []
    first_qualified = None
    if R.random() < 0.85:
        stage = "prospect"
        for s in ROAD[:R.randint(0, len(ROAD))]:
            if R.random() < 0.3:
                continue
            at = later(at, 1, 25)
            rows.append((s, at))
        if rows and R.random() < 0.1:
            at = later(at, 1, 20)
            rows.append((R.choice(["contacted", "paused", "lost"]), at))
        if R.random() < 0.65:
            at = later(at, 1, 60)
            rows.append((R.choice(["won", "won", "lost", "paused"]), at))
        rows = [r for r in rows if r[1] <= END]
        written = [(s, instant(d, 11)) for s, d in rows]
        history += [[name, s, t] for s, t in written]
        if written:
            stage = written[-1][0]
            closed = written[-1][1] if stage in ("won", "lost") else ""
        first_qualified = next((d for s, d in rows if s in ("qualified", "need", "active", "proposal", "negotiation", "won")), None)
    elif R.random() < 0.4:
        stage, closed = R.choice(["won", "lost"]), instant(min(END, later(born, 1, 90)), 11)
    source = maybe(0.9, R.choice(SOURCES[:1] * 3 + SOURCES))
    chat = R.random() < 0.2
    amount = "" if chat else maybe(0.85, R.choice(["0", "120000.51", "35000.01", "410000", "88000.07"]))
    probability, close = maybe(0.6, R.choice([0, 5, 10, 35, 65, 90])), maybe(0.8, later(born, 20, 200))
    for field, value, others in (("probability", probability, [10, 40, 70, ""]), ("amount", amount, ["50000", "77000.33", ""]),
                                 ("expected_close", close, [later(born, 10, 150), ""])):
        now, when = value, END
        for _ in range(R.choice([0, 0, 1, 2])):
            when = day(born, when)
            old = R.choice(others)
            if old != now:
                changes.append([name, instant(when, 14), field, old, now])
                now = old
    leads.append([name, account, "Deal %d" % i, "satori-chat" if chat else maybe(0.8, "satori-uppstart"), R.choice(["new_business"] * 3 + ["expansion"]), stage,
                  probability, amount, R.randint(1, 40) if chat else "", R.choice([12, 24]) if chat else "", close, source, made, closed,
                  maybe(0.3, R.choice(["Acme", "Bolt"])), maybe(0.06, later(END, -60, 60)), maybe(0.5, day(born, END))])
    if first_qualified and R.random() < 0.8:
        order = sorted(later(first_qualified, -20, 3 if R.random() < 0.2 else -1) for _ in range(3))
        if R.random() < 0.2:
            order.reverse()
        for step, when in enumerate(order[:R.choice([1, 2, 3, 3, 3])], 1):
            if when <= END:
                steps.append([name, step, R.choice(["pass", "pass", "fail"]), instant(when)])
    last = datetime.date.fromisoformat(closed[:10]) if closed else END
    for _ in range(R.choice([0, 1, 2, 2, 3, 4, 6])):
        when = later(last, -400, 10) if R.random() < 0.1 else later(last, -90, 0)
        if when <= END:
            touches.append([name, R.choice(SOURCES), instant(when)])
write("leads", "id account name service kind stage probability amount users term_months expected_close source created closed competitor paused_until enriched", leads)
write("stage-history", "lead stage at", history)
write("lead-changes", "lead at field old new", changes)
write("qualification", "lead step result at", steps)
write("lead-touches", "lead source at", touches)

words = []
for lead in leads:
    born = datetime.date.fromisoformat(lead[12][:10])
    for _ in range(R.choice([0, 1, 2, 3, 5])):
        when = later(born, 0, 90)
        if when <= END:
            kind = R.choice(["call", "call", "email", "linkedin", "linkedin", "sms", "meeting", "note"])
            words.append([kind, R.choice(["out", "out", "in"]), lead[1], instant(when, 12), lead[0], R.choice(WORDS + [""]) if kind == "call" else "",
                          R.choice([30, 60]) if kind == "meeting" else "", maybe(0.7, R.choice(["U1", "U2"])), maybe(0.15, R.choice(["event", "event fair", "eventually"]))])
for name in CLIENTS:
    for _ in range(R.randint(0, 6)):
        kind = R.choice(["call", "email", "meeting", "sms"])
        words.append([kind, R.choice(["out", "in"]), name, instant(day(datetime.date(2025, 6, 1)), 12), "", R.choice(WORDS + [""]) if kind == "call" else "",
                      R.choice([30, 60, 90]) if kind == "meeting" else "", maybe(0.8, R.choice(["U1", "U2"])), maybe(0.2, "event")])
write("touchpoints", "id kind direction account at lead outcome duration_min user tags", [["T%d" % i] + [w[0], w[1], w[2], w[3]] + w[4:] for i, w in enumerate(words)])

meetings = []
for lead in R.sample(leads, 70):
    born = datetime.date.fromisoformat(lead[12][:10])
    when = later(born, 2, 80)
    start = instant(when, 13)
    end = start[:11] + "16:%s" % start[14:]
    outcome = R.choice(["", "held", "no_show"]) if when <= END else ""
    meetings.append([start, end, lead[1], instant(min(END, later(when, -2, 0) if when < END else END), 8), R.choice(["first", "demo", "other"]), outcome,
                     maybe(0.6, instant(min(later(when, -1, 1), END), 9)), R.choice(["", "video", "phone", "in_person"]), lead[0]])
for name in CLIENTS:
    for _ in range(R.randint(0, 4)):
        when = day(datetime.date(2025, 4, 1))
        start = instant(when, 13)
        meetings.append([start, start[:11] + "16:%s" % start[14:], name, instant(later(when, -20, -1), 8), R.choice(["check_in", "qbr", "strategic", "annual", "delivery"]),
                         R.choice(["", "held", "no_show"]), maybe(0.6, instant(later(when, -1, 0), 9)), R.choice(["", "video", "phone", "in_person"]), ""])
write("meetings", "id start end account booked purpose outcome prep_done place lead", [["M%d" % i] + m for i, m in enumerate(meetings)])

# the first workday of each month by hand; now and then the forecast was kept on another day, which does not count
FIRST = ["2025-03-03", "2025-04-01", "2025-05-02", "2025-06-02", "2025-07-01", "2025-08-01", "2025-09-01", "2025-10-01", "2025-11-03", "2025-12-01",
         "2026-01-02", "2026-02-02", "2026-03-02"]
write("forecast-snapshots", "taken period_kind period_key closed commit best_case pipeline weighted",
      [[f if R.random() < 0.8 else f[:8] + "12", "month", f[:7], 0, 1000, 2000, 3000, R.choice([0, 150000, 800000.55, 1500000])] for f in FIRST])

write("tier-history", "account tier from", [[n, R.choice([1, 2, 3]), d] for n in R.sample(CLIENTS, len(CLIENTS) // 2)
                                            for d in sorted({day(datetime.date(2025, 1, 1)) for _ in range(R.randint(1, 3))})])
write("reviews", "account kind held", [[n, R.choice(["check_in", "qbr", "strategic", "annual"]), day(datetime.date(2025, 3, 1))] for n in CLIENTS
                                       for _ in range(R.choice([0, 1, 3, 6, 9]))])
