#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""trade-world.py DIR SEED: a random trade from 2024-06 to 2027-03 as CSV files in DIR, one a kind (spec 00 §5), legal and unkind: leads closed twice and
opened again, several events of one instant, days without a time and instants of other zones, hours that do not exist or come twice, zero amounts, empty
optional columns, rows yet to come, accounts without anything. Every other file is Windows-1252 with semicolons and decimal commas."""
import csv
import datetime
import os
import random
import sys

DIR, SEED = sys.argv[1], int(sys.argv[2])
R = random.Random(SEED)
BEGIN, END = datetime.date(2024, 6, 1), datetime.date(2027, 3, 31)
# days on which calendars err: daylight saving, holidays, leap and week years
SHARP = [datetime.date.fromisoformat(d) for d in ("2025-03-30", "2025-10-26", "2026-03-28", "2026-03-29", "2026-03-30", "2026-04-03", "2026-04-06", "2025-12-31",
                                                  "2026-01-01", "2026-02-28", "2026-12-28", "2026-12-31", "2027-01-01", "2027-01-03", "2027-01-04", "2025-11-20")]
SOURCES = ["cold_calling", "referral", "website", "linkedin", "event", "fair"]
SERVICES = ["satori-chat", "satori-uppstart", "support", "konsulttimmar", "course"]
STAGES = ["prospect", "contacted", "interested", "qualified", "need", "active", "trial", "proposal", "negotiation"]
OUTCOMES = ["connected", "right_person", "no_answer", "voicemail", "wrong_person", "not_interested", "interested", "booked"]
written = 0


def day(first=BEGIN, last=END):
    sharp = [d for d in SHARP if first <= d <= last]
    if sharp and R.random() < 0.3:
        return R.choice(sharp)
    return first + datetime.timedelta(R.randrange(max(1, (last - first).days + 1)))


def later(start, least, most):
    return start + datetime.timedelta(R.randint(least, most))


def maybe(chance, value):
    return value if R.random() < chance else ""


def instant(of):
    """A moment of a day in one of the notations there are."""
    form = R.random()
    if form < 0.15:
        return str(of)
    clock = R.choice(["00:00", "00:30", "02:30", "07:59", "08:00", "12:00", "16:59:59", "17:00", "23:30", "%02d:%02d" % (R.randrange(24), R.randrange(60))])
    if form < 0.7:
        return "%sT%s" % (of, clock)
    return "%sT%s%s" % (of, clock, R.choice(["Z", "+02:00", "-05:00", "+05:30"]))


def money(*amounts):
    return R.choice(amounts)


def write(kind, columns, rows):
    """Under the names of columns, in an order of its own; cells that are money end in a dot-number in every second file turned to commas."""
    global written
    written += 1
    columns = columns.split()
    order = R.sample(range(len(columns)), len(columns)) if kind != "invoices" else range(len(columns))
    strange = written % 2 == 0
    with open(os.path.join(DIR, kind + ".csv"), "w", newline="", encoding="cp1252" if strange else "utf-8-sig") as file:
        out = csv.writer(file, delimiter=";" if strange else R.choice(",\t"), lineterminator=R.choice(["\n", "\r\n"]))
        out.writerow(columns[i] for i in order)
        for row in rows:
            cells = [("%s" % row[i]).replace(".", ",") if strange and columns[i] in ("amount", "net", "unit_price", "low", "high") else row[i] for i in order]
            out.writerow(cells)


write("users", "id name role hour_cost", [["U1", "Anna Öst", "sales", "650"], ["U2", "Bo", "ceo", ""]])
write("services", "code name category unit", [["course", "Kurs på plats", "one_off", "project"]])
write("stages", "code name_sv name_en ord kind is_contacted is_interested is_qualified is_opportunity default_probability",
      [["trial", "Prövning", "Trial", 65, "open", "ja", "1", "yes", "nej", 55]])
write("sources", "code name category status test_started", [["fair", "Mässa", "event", "testing", "2026-01-15"], ["pod", "Podd", "content", "testing", "2026-12-31"],
                                                            ["website", "Webb", "website", "testing", day()]])
accounts, since = [], {}
for i in range(18):
    name = "A%d" % i
    life = R.choice(["prospect", "customer", "customer", "customer", "former", ""])
    begun = day(BEGIN - datetime.timedelta(500), END) if life in ("customer", "former") and R.random() < 0.9 else ""
    gone = later(begun, 0, 500) if begun and (life == "former" or R.random() < 0.1) else ""
    since[name] = begun
    accounts.append([name, "Företaget %s" % name, life, R.choice(["", 1, 1, 2, 2, 3]) if life != "prospect" else "", maybe(0.7, R.choice(["sports", "tech", "other", "union"])),
                     maybe(0.7, R.choice([0, 1, 29, 30, 300, 301, 500, 501, 7])), begun, gone, R.choice(["", "ja", "0", "no"]), maybe(0.5, instant(day()))])
write("accounts", "id name lifecycle tier segment employees customer_since churned is_reference created", accounts)
NAMES = [a[0] for a in accounts][:-1]  # the last one stays without anything
CLIENTS = [n for n in NAMES if since[n]]
write("tier-history", "account tier from", [[n, R.choice([1, 2, 3]), d] for n in CLIENTS[::2] for d in sorted({day() for _ in range(R.randint(1, 3))})])
contacts = [["C%s%d" % (n, k), n, "Person Å%d" % k, maybe(0.7, R.choice(["ceo", "it_coo", "other"])), "p%d@%s.example" % (k, n.lower()), maybe(0.2, day())]
            for n in NAMES for k in range(R.randint(0, 3))]
write("contacts", "id account name role emails left", contacts)
people = {n: [c for c in contacts if c[1] == n] for n in NAMES}


def person(name):
    return maybe(0.6, R.choice(people[name])[0]) if people[name] else ""


leads, history, born = [], [], {}
for i in range(80):
    name, lead = R.choice(NAMES), "L%d" % i
    made = day(BEGIN, datetime.date(2027, 2, 20))
    born[lead] = (name, made)
    kind = R.choice(["new_business", "", "expansion", "renewal"])
    stage, closed = R.choice(STAGES + ["", "paused"]), ""
    created = "%sT00:00" % made if R.random() < 0.2 else instant(made)
    if R.random() < 0.65:
        stage = ""
        at, path = made, R.choice([["contacted", "need", "won"], ["lost"], ["qualified", "won", "negotiation", "lost"], ["won", "active"], ["paused", "contacted", "need"],
                                   ["need", "need", "proposal"], ["active"], ["proposal", "lost", "won"], ["interested", "paused"]])
        for step in path:
            at = later(at, 0, R.choice([1, 30, 120]))
            history.append([lead, step, "%sT13:%02d" % (at, R.choice([0, 0, 30]))] if R.random() < 0.8 else [lead, step, "%sT23:59:59" % at])
    elif R.random() < 0.5:
        stage, closed = R.choice(["won", "lost"]), "%sT18:00" % later(made, 1, 200)
    chat = R.random() < 0.3
    leads.append([lead, name, "Affär %d" % i, maybe(0.3, R.choice(people[name])[0]) if people[name] else "", "satori-chat" if chat else maybe(0.8, R.choice(SERVICES)), kind, stage,
                  maybe(0.6, R.choice([0, 5, 9, 10, 39, 40, 60, 61, 70, 100])), maybe(0.5, later(made, 0, 300)), "" if chat and R.random() < 0.5 else maybe(0.8, money("0", "120000.50", "300000", "0.01", "88000.05")),
                  maybe(0.6, R.randint(0, 40)) if chat else "", maybe(0.7, R.choice([12, 24])) if chat else "", maybe(0.7, later(made, 0, 400)), maybe(0.3, R.choice(["omitted", "pipeline", "best_case", "commit"])),
                  maybe(0.85, R.choice(SOURCES)), created, closed, maybe(0.6, R.choice(["price", "timing", "Något annat"])), maybe(0.3, R.choice(["Acme", "Bolaget"])),
                  maybe(0.15, later(made, 0, 200)), maybe(0.4, instant(later(made, 0, 90)))])
write("leads", "id account name contact service kind stage probability probability_reviewed amount users term_months expected_close forecast_category source created closed "
      "lost_reason competitor paused_until demo", leads)
R.shuffle(history)
history.sort(key=lambda row: row[0])  # the file is not in the order of time
write("stage-history", "lead stage at", history)
changes = []
for lead in R.sample(leads, 40):
    made = born[lead[0]][1]
    for _ in range(R.randint(1, 3)):
        field = R.choice(["probability", "probability", "amount", "expected_close", "source", "forecast_category"])
        values = {"probability": ["", 5, 10, 60, 61, 90], "amount": ["", "0", "50000", "99999"], "expected_close": ["", later(made, 0, 300), later(made, 0, 300)],
                  "source": ["", "referral", "website"], "forecast_category": ["", "commit", "omitted"]}[field]
        changes.append([lead[0], "%sT%02d:%02d:%02d" % (later(made, 0, 200), 9 + R.randrange(8), R.randrange(60), R.randrange(60)), field, R.choice(values), R.choice(values)])
write("lead-changes", "lead at field old new", changes)
write("qualification", "lead step result at", [[lead[0], s, R.choice(["pass", "pass", "fail"]), instant(later(born[lead[0]][1], 0, 40))] for lead in R.sample(leads, 30) for s in range(1, R.randint(1, 3) + 1)])
write("lead-touches", "lead source at utm_source", [[lead[0], R.choice(SOURCES), "%sT10:%02d:%02d" % (later(born[lead[0]][1], -20, 60), R.randrange(60), R.randrange(60)), maybe(0.5, "news")]
                                                    for lead in leads for _ in range(R.randint(0, 3))])
proposals = []
for i in range(60):
    lead = R.choice(leads)
    shown = later(born[lead[0]][1], 0, 120)
    status = R.choice(["draft", "presented", "won", "won", "lost", "expired", "withdrawn"])
    decided = instant(later(shown, 1, 90)) if status in ("won", "lost", "expired", "withdrawn") else ""
    proposals.append(["P%d" % i, lead[0], money("0", "150000", "99000.99", "1200000"), "" if status == "draft" else instant(shown) if R.random() < 0.9 or status == "presented" else "", status, decided])
write("proposals", "id lead amount presented status decided", proposals)
projects = []
for i in range(24):
    name, start = R.choice(NAMES), day()
    end = later(start, 0, 120)
    status = R.choice(["delivered", "delivered", "delivered", "active", "planned", "cancelled"])
    projects.append(["J%d" % i, name, R.choice(["satori-uppstart", "satori-uppstart", "custom", "course"]), maybe(0.8, start), maybe(0.7, later(end, -5, 5)),
                     end if status == "delivered" else "", status])
write("projects", "id account service start planned_end delivered status", projects)
lines = []
for i in range(60):
    name, on, status = R.choice(NAMES), day(), R.choice(["issued", "paid", "void", ""])
    for line in range(1, R.randint(2, 4)):
        lines.append(["F%d" % i, name, on, line, R.choice(["one_off", "recurring"]), money("0", "1500", "24000.33", "-20000", "75000.5"), maybe(0.7, R.choice(SERVICES)), status])
write("invoices", "number account date line category net service status", lines)
subscriptions, prices = [], []
for i in range(24):
    start = day()
    subscriptions.append(["S%d" % i, R.choice(NAMES), R.choice(["satori-chat", "satori-chat", "support"]), start, maybe(0.4, later(start, 0, 400)), maybe(0.6, later(start, 0, 700)),
                          maybe(0.5, R.choice([0, 30, 91])), maybe(0.6, R.choice([1, 12, 36]))])
    for on in sorted({later(start, R.choice([0, 0, -10, 9]), 9) for _ in range(R.randint(0, 2))} | {later(start, 10, 500) for _ in range(R.randint(0, 2))}):
        prices.append(["S%d" % i, on, R.choice([0, 1, 5, 20, 35]), money("150", "2400.55", "0"), maybe(0.6, R.choice([1, 3, 12])), maybe(0.2, 10)])
write("subscriptions", "id account service start end committed_until notice_days term_months", subscriptions)
write("subscription-changes", "subscription effective quantity unit_price interval_months discount_percent", prices)
write("costs", "id source from to kind amount", [["K%d" % i, R.choice(SOURCES[:3]), d, later(d, 0, 200), "ads", money("0", "100.01", "90000")] for i, d in enumerate(day() for _ in range(12))])
touches = []
for i in range(320):
    lead = R.choice(leads)
    with_lead = R.random() < 0.6
    name = lead[1] if with_lead else R.choice(NAMES)
    kind = R.choice(["call", "call", "email", "linkedin", "sms", "meeting", "note"])
    on = later(born[lead[0]][1], 0, 120) if with_lead and R.random() < 0.7 else day()
    touches.append(["T%d" % i, kind, R.choice(["in", "out", "out", "both"]) if kind in ("meeting", "note") else R.choice(["in", "out", "out"]), name, instant(on), person(name), lead[0] if with_lead else "",
                    maybe(0.8, R.choice(OUTCOMES)) if kind == "call" else "", maybe(0.7, R.choice([0, 30, 600])) if kind == "meeting" else "", maybe(0.5, R.choice(["U1", "U2"])), maybe(0.2, R.choice(["event", "reference_request"]))])
touches += [["T9%02d" % i, "call", "out", "A0", "2026-03-27T09:00", "", lead[0], "no_answer", "", "", ""] for i, lead in enumerate(x for x in leads * 2 if x[1] == "A0")]
write("touchpoints", "id kind direction account at contact lead outcome duration_min user tags", touches)
meetings = []
for i in range(90):
    name, on = R.choice(NAMES), day()
    start = R.choice(["%sT08:00", "%sT13:30", "%sT23:30"]) % on
    end = {"08:00": "%sT09:00" % on, "13:30": "%sT13:30" % on, "23:30": "%sT00:30" % later(on, 1, 1)}[start[11:]]
    mine = [lead[0] for lead in leads if lead[1] == name]
    meetings.append(["M%d" % i, start, end, name, "%sT07:%02d" % (later(on, -30, 0), R.randrange(60)), maybe(0.7, R.choice(["first", "demo", "check_in", "qbr", "strategic", "annual", "other"])),
                     maybe(0.4, R.choice(["assumed_held", "held", "no_show", "not_held"])), maybe(0.5, R.choice(["in_person", "video", "phone"])),
                     R.choice(people[name])[4] if people[name] and R.random() < 0.5 else "", maybe(0.4, R.choice(mine)) if mine else ""])
write("meetings", "id start end account booked purpose outcome place attendees lead", meetings)
promises = []
for i in range(60):
    name, made = R.choice(NAMES), day()
    due = later(made, 0, 40)
    status = R.choice(["", "open", "done", "cancelled", "done"])
    promises.append(["W%d" % i, name, "Skicka offert", instant(made), R.choice([str(due), "%sT15:00" % due]), maybe(0.3, R.choice([str(later(due, -5, 0)), "%sT09:00" % later(due, -3, 0)])),
                     status, R.choice([str(later(due, -3, 4)), "%sT%s" % (later(due, -2, 3), R.choice(["09:00", "15:00", "23:59:59", "00:00"]))]) if status == "done" else ""])
write("follow-ups", "id account promise created due committed_due status done", promises)
write("reviews", "account kind held confirmed", sorted({(n, R.choice(["check_in", "qbr", "strategic", "annual"]), str(day()), R.choice(["", "nej"])) for n in CLIENTS for _ in range(6)}))
surveys = []
for i in range(70):
    name = R.choice(NAMES)
    project = R.choice(projects)
    surveys.append(["V%d" % i] + ([name, "nps", R.randint(0, 10), day(), person(name), ""] if i % 2 else [project[1], "csat", R.randint(0, 10), later(project[5], 0, 60) if project[5] else day(), "", maybe(0.5, project[0])]))
write("surveys", "id account kind score date contact project", surveys)
write("referrals", "id referrer_kind referrer asked introduced", [["R%d" % i, "customer", R.choice(NAMES), maybe(0.7, day()), maybe(0.5, day())] for i in range(15)])
targets = [["deals_won_value", "month", "", "400000", "", "higher", "SEK"], ["deals_won_value", "month", "2026-03", "500000.5", "", "higher", "SEK"],
           ["deals_won_value", "month", "2026-04", "0", "", "higher", "SEK"], ["deals_won_value", "quarter", "2026-Q2", "900000", "", "higher", "SEK"]]
write("targets", "kpi period key low high direction unit", targets if SEED % 2 else targets[1:])
write("value-notes", "account date kind note amount", [[n, day(), R.choice(["benefit", "roi_report"]), "Nytta %d" % i, money("", "0", "5000")] for i, n in enumerate(R.choice(NAMES) for _ in range(20))])
write("forecast-snapshots", "taken period_kind period_key weighted", [["2026-%02d-02" % m, "month", "2026-%02d" % m, "100000"] for m in (1, 2, 3)])
