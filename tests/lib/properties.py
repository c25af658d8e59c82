# SPDX-License-Identifier: MIT
# What must hold between figures whatever the world: usage: properties.py identities|same FILE...; prints what does not.
import json, random, sys

def figures(path):
    return {(k["id"], k["scope"]): k for k in json.load(open(path))["kpis"]}

def value(all, id, scope="all"):
    figure = all.get((id, scope))
    return figure["value"] if figure and figure["value"] is not None else 0

def scopes(all, id):
    return {s: k["value"] for (i, s), k in all.items() if i == id and k["value"] is not None}

def identities(months):
    """Each of MONTHS follows the one before; what moved explains the difference (03, 15-C5)."""
    checked = before = 0
    for path in months:
        now = figures(path)
        mrr = value(now, "mrr")
        if before:
            moved = sum(value(now, "mrr_" + part) for part in ("new", "expansion", "reactivation")) - sum(value(now, "mrr_" + part) for part in ("contraction", "churn"))
            if value(last, "mrr") + moved != mrr:
                print("%s: recurring revenue %s + %s is not %s" % (path, value(last, "mrr"), moved, mrr))
            checked += moved != 0
        by = sum(scopes(now, "mrr_by_account").values()), sum(scopes(now, "mrr_by_service").values())
        if by != (mrr, mrr):
            print("%s: recurring revenue %s, its parts %s" % (path, mrr, by))
        part = {s.split(":")[1]: v for s, v in scopes(now, "pipeline_value_change").items() if s.startswith("component:")}
        if part:
            sum_ = part["opening"] + part["created"] + part["increased"] - part["decreased"] - part["won"] - part["lost"] - part["removed"]
            if sum_ != part["closing"] or part["closing"] - part["opening"] != value(now, "pipeline_value_change"):
                print("%s: the waterfall %s ends at %s" % (path, part, sum_))
            if before and last_part and last_part["closing"] != part["opening"]:
                print("%s: begins with %s, the month before ended with %s" % (path, part["opening"], last_part["closing"]))
            checked += part["closing"] != part["opening"]
        won = value(now, "deals_won_value")
        for model in ("first", "last", "linear", "u_shaped", "time_decay"):
            shares = scopes(now, "attribution_" + model)
            if sum(shares.values()) != won:
                print("%s: %s shares %s of %s" % (path, model, sum(shares.values()), won))
            checked += len(shares) > 1
        last, last_part, before = now, part, 1
    print("checked %d" % checked, file=sys.stderr)

def same(one, two):
    a, b = figures(one), figures(two)
    for key in sorted(set(a) | set(b)):
        if a.get(key) != b.get(key):
            print(key, a.get(key), b.get(key))
    print("checked %d" % len(a), file=sys.stderr)

def shuffle(source, target, seed):
    """The rows of a CSV in another order."""
    with open(source, newline="") as file:
        head, *rows = file.read().splitlines(keepends=True)
    random.Random(seed).shuffle(rows)
    with open(target, "w", newline="") as file:
        file.write(head + "".join(r if r.endswith("\n") else r + "\n" for r in rows))

{"identities": lambda *a: identities(a), "same": same, "shuffle": shuffle}[sys.argv[1]](*sys.argv[2:])
