# SPDX-License-Identifier: MIT
"""The rule engine against python3-dateutil over random rules: recur-dateutil.py RECUR-PRINT COUNT SEED. Prints TAP.

Where the two read the RFC differently the rules are made so that it does not show: DTSTART is an instance of the rule, BYDAY has numbers
everywhere or nowhere, and a weekly rule with BYSETPOS starts on the first day of a week (dateutil cuts the first week short). dateutil errs
about the weeks that two years share (it counts last year's weeks by this year's first day, and knows next year's first week by the number 1
only), so weeks 52 and 53 are compared with the weeks that Python's calendar counts."""
import datetime
import itertools
import os
import random
import subprocess
import sys

try:
    from dateutil.rrule import rrulestr
except ImportError:
    print("1..1")
    missing = "python3-dateutil is missing"
    print("not ok 1 " + missing if os.environ.get("CI") == "true" else "ok 1 # SKIP " + missing)
    sys.exit(0)

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
EPOCH = datetime.datetime(1970, 1, 1)


def pick(source, most):
    return ",".join(str(x) for x in random.sample(list(source), random.randint(1, most)))


def signed(high):
    return [n for n in range(-high, high + 1) if n]


def random_rule():
    freq = random.choice(["DAILY", "WEEKLY", "WEEKLY", "MONTHLY", "MONTHLY", "YEARLY", "YEARLY", "HOURLY"])
    parts = ["FREQ=" + freq]

    def chance(share):
        return random.random() < share
    if chance(.4):
        parts.append("INTERVAL=%d" % random.randint(2, 5))
    if freq != "HOURLY" and chance(.3):
        parts.append("BYMONTH=" + pick(range(1, 13), 4))
    by_week = freq == "YEARLY" and chance(.3)
    if by_week:
        parts.append("BYWEEKNO=" + pick(signed(51), 4))
    if freq not in ("WEEKLY", "HOURLY") and chance(.3):
        parts.append("BYMONTHDAY=" + pick(signed(31), 5))
    if freq in ("YEARLY", "DAILY") and chance(.2):
        parts.append("BYYEARDAY=" + pick(signed(366), 8))
    if chance(.5):
        nth = freq in ("MONTHLY", "YEARLY") and not by_week and chance(.5)
        limit = 5 if freq == "MONTHLY" or any(p.startswith("BYMONTH=") for p in parts) else 53
        days = random.sample(DAYS, random.randint(1, 4))
        parts.append("BYDAY=" + ",".join((str(random.choice(signed(limit))) if nth else "") + d for d in days))
    if chance(.15):
        parts.append("BYHOUR=" + pick(range(24), 3))
    if chance(.1):
        parts.append("BYMINUTE=" + pick(range(60), 3))
    has_set = any(p.startswith("BY") for p in parts) and chance(.3)
    if has_set:
        parts.append("BYSETPOS=" + pick(signed(4), 2))
    if chance(.4):
        parts.append("WKST=" + random.choice(DAYS))
    return freq, has_set, ";".join(parts)


def week_start(rule):
    return DAYS.index(rule.split("WKST=")[1][:2]) if "WKST=" in rule else 0


def instances(rule, start, limit, most):
    """The first instances before LIMIT. dateutil looks at UNTIL only when it has found an instance, so that for a rule without one it would
    go on to the year 9999; it asks this module for that year."""
    datetime.MAXYEAR = limit.year
    until = rule + ";UNTIL=" + limit.strftime("%Y%m%dT%H%M%S")
    try:
        return list(itertools.islice(rrulestr(until, dtstart=start), most))
    except ValueError:  # dateutil refuses rules that can have no instance
        return []


def make_case():
    while True:
        freq, has_set, rule = random_rule()
        start = datetime.datetime(random.randint(1995, 2030), 1, 1) + datetime.timedelta(days=random.randrange(365), minutes=15 * random.randrange(96))
        horizon = datetime.timedelta(days={"HOURLY": 30, "DAILY": 400, "WEEKLY": 800}.get(freq, 3000))
        first = instances(rule, start, start + horizon, 1)
        if not first or (freq == "WEEKLY" and has_set and first[0].weekday() != week_start(rule)):
            continue
        start = first[0]
        limit = datetime.datetime.combine(start + horizon, datetime.time())
        expected = instances(rule, start, limit - datetime.timedelta(seconds=1), 40)
        if expected and expected[0] == start and start < limit:
            return (rule,) + with_count(expected) + (start, limit)


def with_count(expected):
    if random.random() < .7:
        return "", expected
    count = random.randint(1, 30)
    return ";COUNT=%d" % count, expected[:count]


def make_week_case():
    """A yearly rule by weeks that may lie in two years, and the days that Python puts into these weeks."""
    weeks = random.sample([1, 52, 53, -1, -52, -53], random.randint(1, 3))
    start = datetime.datetime(random.randint(1995, 2030), 1, 1, 9) + datetime.timedelta(days=random.randrange(365))
    limit = datetime.datetime(start.year + 12, 1, 1)
    expected = []
    while start + datetime.timedelta(days=len(expected)) < limit:
        expected.append(start + datetime.timedelta(days=len(expected)))
    expected = [day for day in expected if is_in_week(day, weeks)][:40]
    return ("FREQ=YEARLY;BYWEEKNO=" + ",".join(map(str, weeks)), "", expected, expected[0], limit)


def is_in_week(day, weeks):
    year, week, _ = day.isocalendar()
    last = datetime.date(year, 12, 28).isocalendar()[1]
    return week in weeks or week - last - 1 in weeks


def found_by(printer, cases):
    text = "".join("%s%s %s %d 40\n" % (rule, count_part, start.strftime("%Y%m%dT%H%M%S"), (limit - EPOCH).days)
                   for rule, count_part, _, start, limit in cases)
    return subprocess.run([printer], input=text, capture_output=True, text=True, check=True).stdout.splitlines()


def judge(number, what, printer, cases):
    lines = found_by(printer, cases)
    wrong = len(lines) != len(cases)
    for (rule, count_part, expected, start, _), line in zip(cases, lines):
        want = [at.strftime("%Y-%m-%dT%H:%M:%SZ") for at in expected]
        if line.split() != want:
            wrong += 1
            print("# %s from %s\n#   expected %s\n#   found    %s" % (rule + count_part, start, want[:8], line.split()[:8]))
    print("%s %d %d %s" % ("not ok" if wrong else "ok", number, len(cases), what))


def main():
    printer, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    random.seed(seed)
    print("1..2")
    judge(1, "random rules as dateutil reads them", printer, [make_case() for _ in range(count)])
    judge(2, "random rules by the weeks of Python's calendar", printer, [make_week_case() for _ in range(count // 20)])


main()
