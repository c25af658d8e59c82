# SPDX-License-Identifier: MIT
# A year of a salesperson: usage: year.py make FOLDER SEED | live FOLDER BOX PROGRAMS CONFIG DATABASE | check DATABASE FOLDER TOLD.
# make writes the CSV of the start, one letter a file under mail/, calls.csv, and "when" with the instants at which the daemon runs. live
# lets it run at each of them with what has happened by then. check reads what became of it and prints what must not be.
import csv, datetime, json, os, random, sqlite3, subprocess, sys, zoneinfo
from email.utils import format_datetime

ZONE = zoneinfo.ZoneInfo("Europe/Stockholm")
START, DAYS, CUSTOMERS, LEADS = datetime.date(2025, 1, 7), 358, 25, 120
HOLIDAYS = {datetime.date(2025, m, d) for m, d in ((4, 18), (4, 21), (5, 1), (5, 29), (6, 6), (6, 20), (12, 24), (12, 25), (12, 26), (12, 31))}

def at(day, hour, minute=0):
    return datetime.datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)

def workdays():
    days = [START + datetime.timedelta(n) for n in range(DAYS)]
    # four weeks of holiday in which the laptop sleeps
    return [d for d in days if d.weekday() < 5 and d not in HOLIDAYS and not (28 <= d.isocalendar()[1] <= 31)]

def write(folder, name, rows):
    with open(os.path.join(folder, name), "w", newline="") as file:
        csv.writer(file).writerows(rows)

class World:
    def __init__(self, folder, seed):
        self.folder, self.random, self.number, self.letters, self.calls = folder, random.Random(seed), 0, [], []
        os.makedirs(os.path.join(folder, "mail"))

    def letter(self, when, who, own, thread, subject):
        self.number += 1
        ident = "m%d@year.example" % self.number
        sender, to = ("anna@satori.example", who) if own else (who, "anna@satori.example")
        refs = "".join("In-Reply-To: <%s>\nReferences: %s\n" % (thread[-1], " ".join("<%s>" % t for t in thread)) if thread else "")
        with open(os.path.join(self.folder, "mail", "%d.%d.%s" % (int(when.timestamp()), self.number, "sent" if own else "new")), "w") as file:
            file.write("From: %s\nTo: %s\nSubject: %s\nDate: %s\nMessage-ID: <%s>\n%s\nHej\n" % (sender, to, ("Re: " if thread else "") + subject, format_datetime(when), ident, refs))
        thread.append(ident)

    def conversation(self, day, who):
        r, thread = self.random, []
        when = at(day, r.randint(8, 15), r.randint(0, 59))
        own = r.random() < 0.6
        for _ in range(r.randint(1, 4)):
            self.letter(when, who, own, thread, "Ärende %d" % r.randint(1, 999))
            if r.random() < 0.25:
                return
            own = not own
            when += datetime.timedelta(hours=r.choice((1, 3, 20, 26, 50, 90)))

def make(folder, seed):
    world = World(folder, int(seed))
    r = world.random
    accounts, contacts, leads = [["id", "name", "lifecycle", "tier", "customer_since", "domains"]], [["id", "account", "name", "emails", "role"]], \
        [["id", "account", "name", "stage", "probability", "amount", "source", "created"]]
    for n in range(CUSTOMERS + LEADS):
        customer = n < CUSTOMERS
        accounts.append(["A%d" % n, "Bolag %d" % n, "customer" if customer else "prospect", 1 + n % 3 if customer else "", "2023-05-%02d" % (1 + n) if customer else "", "b%d.example" % n])
        contacts.append(["C%d" % n, "A%d" % n, "Person %d" % n, "p@b%d.example" % n, "ceo"])
        if not customer:
            leads.append(["L%d" % n, "A%d" % n, "Affär %d" % n, r.choice(("contacted", "interested", "need", "active")), 30, 100000, "website",
                          (START - datetime.timedelta(r.randint(1, 40))).isoformat()])
    write(folder, "accounts.csv", accounts)
    write(folder, "contacts.csv", contacts)
    write(folder, "leads.csv", leads)
    calls, follow = [["id", "kind", "direction", "account", "lead", "at", "outcome"]], [["id", "account", "lead", "promise", "created", "due"]]
    for day in workdays():
        for _ in range(r.randint(2, 7)):
            world.conversation(day, "p@b%d.example" % r.randrange(CUSTOMERS + LEADS))
        for _ in range(r.randint(0, 3)):
            n = r.randrange(CUSTOMERS, CUSTOMERS + LEADS)
            calls.append(["T%d" % len(calls), "call", "out", "A%d" % n, "L%d" % n, at(day, r.randint(9, 16), r.randint(0, 59)).isoformat(), r.choice(("connected", "no_answer"))])
        if r.random() < 0.3:
            n = r.randrange(CUSTOMERS, CUSTOMERS + LEADS)
            follow.append(["F%d" % len(follow), "A%d" % n, "L%d" % n, "Återkomma", at(day, 8).isoformat(), (day + datetime.timedelta(r.randint(1, 12))).isoformat()])
    calls[1:] = sorted(calls[1:], key=lambda row: row[5])
    write(folder, "calls.csv", calls)
    write(folder, "follow.csv", follow)
    with open(os.path.join(folder, "when"), "w") as file:
        for day in workdays():
            for hour, minute in ((8, 20), (14, 5)):
                file.write(at(day, hour, minute).isoformat() + "\n")

# --- the year goes by

def state(database):
    db = sqlite3.connect(database)
    rows = db.execute("SELECT * FROM signal").fetchall(), db.execute("SELECT * FROM signal_event").fetchall()
    db.close()
    return rows

def live(folder, box, programs, config, database):
    """The hook refuses for some days in between (the file "refuse" beside the configuration)."""
    refuse = os.path.join(os.path.dirname(config), "refuse")
    letters = sorted(os.listdir(os.path.join(folder, "mail")), key=lambda name: [int(part) for part in name.split(".")[:2]])
    kinds = [("touchpoints", "at", list(csv.DictReader(open(os.path.join(folder, "calls.csv"))))),
             ("follow-ups", "created", list(csv.DictReader(open(os.path.join(folder, "follow.csv")))))]
    def call(program, *arguments):
        done = subprocess.run([os.path.join(programs, program), "--config", config, *arguments], capture_output=True, text=True)
        if done.returncode:
            print("%s %s: %d: %s" % (program, " ".join(arguments), done.returncode, done.stderr[:300]))
    for number, line in enumerate(open(os.path.join(folder, "when"))):
        now = line.strip()
        seconds = datetime.datetime.fromisoformat(now).timestamp()
        while letters and int(letters[0].split(".")[0]) <= seconds:
            name = letters.pop(0)
            os.rename(os.path.join(folder, "mail", name), os.path.join(box, ".Sent" if name.endswith("sent") else ".", "new", name))
        for kind, column, rows in kinds:
            happened = [row for row in rows if datetime.datetime.fromisoformat(row[column]).timestamp() <= seconds]
            del rows[:len(happened)]
            if happened:
                file = os.path.join(folder, kind + ".now.csv")
                write(folder, kind + ".now.csv", [list(happened[0])] + [list(row.values()) for row in happened])
                call("cadens", "--now", now, "import", kind, file)
        if number % 90 == 40:
            open(refuse, "w").close()
        if number % 90 == 46:
            os.remove(refuse)
        call("cadensd", "--once", "--now", now)
        if number % 60 == 7:
            before = state(database)
            call("cadensd", "--once", "--now", now)
            if state(database) != before:
                print("asking twice changed something at %s" % now)

# --- what became of it

ABOUT_SILENCE = {"lead_stale", "lead_hygiene", "lead_pause_suggested"}
HOUR, DAY = 3600, 86400

def local(when):
    return datetime.datetime.fromtimestamp(when, ZONE)

def check(database, folder, told_file):
    db = sqlite3.connect(database)
    runs = [int(datetime.datetime.fromisoformat(line.strip()).timestamp()) for line in open(os.path.join(folder, "when"))]
    touches = {}
    for account, when in db.execute("SELECT account_id, occurred_at FROM touchpoint ORDER BY occurred_at"):
        touches.setdefault(account, []).append(when)
    signals = {row[0]: row for row in db.execute("SELECT id, rule_id, account_id, severity, is_silent, suppress, opened_at, resolved_at FROM signal")}
    events = {ident: db.execute("SELECT at, event FROM signal_event WHERE signal_id = ? ORDER BY at, id", (ident,)).fetchall() for ident in signals}

    # in the digest or by itself: not twice on a day unless something new came of it, and never not at all
    for ident, rule, account, severity, silent, suppress, opened, resolved in signals.values():
        notified = [when for when, event in events[ident] if event == "notified"]
        for one, two in zip(notified, notified[1:]):
            news = any(event in ("escalated", "woke", "reopened", "opened") and one < when <= two for when, event in events[ident])
            if local(one).date() == local(two).date() and not news:
                print("told twice on a day: %s %d at %s and %s" % (rule, ident, local(one), local(two)))
        mornings = [t for t in runs if t > opened and (resolved is None or t < resolved) and local(t).hour == 8]
        if severity >= 2 and not silent and not suppress and not notified and mornings:
            print("never told: %s %d opened %s" % (rule, ident, local(opened)))
    live = db.execute("SELECT dedup_key, COUNT(*) FROM signal WHERE state <> 'resolved' GROUP BY 1 HAVING COUNT(*) > 1").fetchall()
    if live:
        print("live twice: %s" % live)

    # by itself: what a person sees as a bubble
    days, hours, digests, bubbles = {}, {}, {}, 0
    for line in open(told_file):
        item = json.loads(line)
        if item["event"] != "notify":
            continue
        when = datetime.datetime.fromisoformat(item["at"])
        if item["tag"] == "digest":
            digests[when.date()] = digests.get(when.date(), 0) + 1
            continue
        bubbles += 1
        ident, rule, account, severity, silent, suppress, opened, resolved = signals[item["id"]]
        days[when.date()] = days.get(when.date(), 0) + 1
        hours[item["at"][:13]] = hours.get(item["at"][:13], 0) + 1
        if severity < 2 and item["severity"] < 2:
            print("a bubble about little: %s" % line[:200])
        if silent and not any(event in ("reopened", "escalated", "woke", "opened") for when_, event in events[ident][1:]):
            print("a bubble about what came with an import: %s %d" % (rule, ident))
        near = [t for t in touches.get(account, []) if when.timestamp() - HOUR < t <= when.timestamp()]
        if rule in ABOUT_SILENCE and near:
            print("a bubble about silence %d s after a touch: %s %d" % (when.timestamp() - near[-1], rule, ident))
    print("bubbles %d, digests %d; a day at most %d bubbles, an hour at most %d, %d digests" %
          (bubbles, len(digests), max(days.values()), max(hours.values()), max(digests.values())), file=sys.stderr)
    counts = sorted(days.get(day, 0) for day in {local(t).date() for t in runs})
    print("bubbles on a working day: median %d, none on %d of %d" % (counts[len(counts) // 2], counts.count(0), len(counts)), file=sys.stderr)

{"make": make, "live": live, "check": check}[sys.argv[1]](*sys.argv[2:])
