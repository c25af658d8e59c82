#!/bin/bash
# SPDX-License-Identifier: MIT
# The reviews of week, month, quarter and year: the right period, the figures the business asked for, the worst five, lists that hold the rows,
# and the same as text, JSON, CSV and a page (10 §10.1).
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
lib=$top_srcdir/tests/lib
configure <<'C'
[identity]
addresses = anna@satori.example
[ui]
language = en
C
mkdir "$T/world"
/usr/bin/python3 -B "$lib/prospects-world.py" "$T/world" 5
for kind in users stages accounts tier-history contacts leads stage-history lead-changes qualification lead-touches touchpoints meetings reviews forecast-snapshots; do
    status_is "$kind" 0 cadens import "$kind" "$T/world/$kind.csv"
done
printf 'id,name,lifecycle,customer_since\nK1,<script>alert(1)</script>,customer,2024-01-01\nK2,Två & två,customer,2024-01-01\n' >"$T/a.csv"
printf 'number,account,date,line,category,net\n1,K1,2026-02-10,1,one_off,1000\n2,K2,2026-02-11,1,one_off,5000.50\n3,K2,2026-03-11,1,one_off,7\n' >"$T/i.csv"
ok "customers" cadens import accounts "$T/a.csv"
ok "their invoices" cadens import invoices "$T/i.csv"

NOW=2026-03-31T12:00:00+02:00
period() { json report "$@" | ask 'd["report"]+" "+d["period"]'; }
is "last week" "weekly week:2026-W13" "$(period weekly)"
is "last month" "monthly month:2026-02" "$(period monthly)"
is "last quarter" "quarterly quarter:2025-Q4" "$(period quarterly)"
is "last year" "yearly year:2025" "$(period yearly)"
is "another one" "monthly month:2025-11" "$(period monthly --period month:2025-11)"
status_is "a period of another report" 2 cadens report weekly --period month:2026-02
like "says which" 'such as week:2026-W13' "$(cadens report weekly --period month:2026-02 2>&1)"

# Each figure is the one that kpi gives for the period.
json report weekly --period week:2026-W09 >"$T/w.json"
same() { /usr/bin/python3 -c 'import json,sys
bare = lambda k: {key: v for key, v in k.items() if key != "rows" or v is not None}
report, other = [bare(k) for k in json.load(open(sys.argv[1]))["kpis"]], {(k["id"], k["scope"]): bare(k) for k in json.load(sys.stdin)["kpis"]}
of_its_own = sys.argv[3:]
wrong = [k["id"] for k in report if k["id"] not in of_its_own and (k["id"], k["scope"]) in other and other[k["id"], k["scope"]] != k]
print(sum((k["id"], k["scope"]) in other for k in report) > int(sys.argv[2]), wrong)' "$@"; }
is "as kpi has them" "True []" "$(json kpi --period week:2026-W09 | same "$T/w.json" 25 \
    forecast_commit forecast_best_case forecast_pipeline weighted_pipeline weighted_pipeline_total pipeline_value_total probability_review_timeliness)"
# A week has no forecast of its own: that of its month and quarter, as it stood when the week was over, against the week before.
outlook='sorted([k["id"], k["period"], k["value"], k["previous"]["value"], k["previous"]["period"]] for k in d["kpis"] if k["id"] in ("forecast_commit", "forecast_best_case", "forecast_pipeline", "weighted_pipeline", "weighted_pipeline_total"))'
as_of() { "$top_builddir/cadens" --config "$T/cadens.conf" --format json --now "$1" kpi "$2" --period "$3" | ask 'd["kpis"][0]["value"]'; }
for id in forecast_best_case forecast_commit forecast_pipeline weighted_pipeline; do
    for at in month:2026-03 quarter:2026-Q1; do
        echo "[\"$id\", \"$at\", $(as_of 2026-03-01T23:59:59+01:00 $id $at), $(as_of 2026-02-22T23:59:59+01:00 $id $at), \"point:2026-02-22\"]"
    done
done >"$T/expected"
echo "[\"weighted_pipeline_total\", \"point:2026-03-01\", $(as_of "$NOW" weighted_pipeline_total point:2026-03-01), $(as_of "$NOW" weighted_pipeline_total point:2026-02-22), \"point:2026-02-22\"]" >>"$T/expected"
is "the outlook of a week that began in another month" "[$(paste -sd, "$T/expected" | sed 's/,\[/, [/g')]" "$(ask "$outlook" <"$T/w.json")"
is "is no zero" true "$(ask 'any(k["value"] > 0 for k in d["kpis"] if k["id"] == "forecast_pipeline")' <"$T/w.json")"
is "what was won is listed" true "$(ask 'len(d["won"]) == [k["value"] for k in d["kpis"] if k["id"]=="deals_won_count"][0]' <"$T/w.json")"
is "what moved, too" true "$(ask 'len(d["moves"]) == [k["value"] for k in d["kpis"] if k["id"]=="stage_moves"][0] > 0' <"$T/w.json")"
json report monthly >"$T/m.json"
is "the month has every figure of the whole business" "True []" "$(json kpi --period month:2026-02 | same "$T/m.json" 100)"
is "the worst are five, all red or amber" true \
    "$(ask 'len(d["worst"]) == 5 and all(k["status"] in ("red", "amber") for k in d["kpis"] if k["id"] in d["worst"] and k["scope"]=="all")' <"$T/m.json")"
cat >"$T/worst.py" <<'P'
import json, sys
report = json.load(sys.stdin)
def miss(k):
    t = k["target"]
    if k["value"] is None or k["status"] not in ("red", "amber"): return 0
    low = t["low"] - k["value"] if t["low"] is not None and t["direction"] != "lower" else 0
    high = k["value"] - t["high"] if t["high"] is not None and t["direction"] != "higher" else 0
    return max(low, high) / max(abs(t["low"] if low > 0 else t["high"]), 1e-9) if max(low, high) > 0 else 0
every = {k["id"]: miss(k) for k in report["kpis"] if k["scope"] == "all"}
print(sorted(every[i] for i in report["worst"]) == sorted(sorted(every.values())[-5:]))
P
is "none is further from its target" True "$(/usr/bin/python3 "$T/worst.py" <"$T/m.json")"
is "customers by what they brought" '[["K2", 500050], ["K1", 100000]]' "$(ask '[[c["account"], c["invoiced_ore"]] for c in d["customers"] if c["invoiced_ore"]]' <"$T/m.json")"
for kind in quarterly yearly; do
    json report $kind >"$T/q.json"
    is "$kind: as kpi has them" "True []" "$(json kpi --period "$(ask 'd["period"]' <"$T/q.json")" | same "$T/q.json" 10)"
done

# --- for people
cadens report monthly >"$T/m.txt"
is "the title" "Monthly analysis, February 2026" "$(head -n 1 "$T/m.txt")"
is "and headings" "Furthest from the target" "$(sed -n 3p "$T/m.txt")"
is "in Swedish" "Månadsvis analys, februari 2026" "$(cadens --lang sv report monthly | sed -n 1p)"
is "nothing is minus nothing" "" "$(grep -E '−(SEK )?0( |$)' "$T/m.txt")"
is "CSV in blocks" table "$(cadens --format csv report weekly | sed -n "1s/,.*//p")"
cadens --format html report monthly >"$T/page.html"
is "a name is no markup" 0 "$(grep -c '<script>alert' "$T/page.html")"
is "but text" 1 "$(grep -c '&lt;script&gt;alert(1)' "$T/page.html")"
ok "the page is well formed" /usr/bin/python3 - "$T/page.html" <<'P'
import html.parser, sys
class Check(html.parser.HTMLParser):
    open, void, sections = [], {"meta", "br", "link", "hr"}, 0
    def handle_starttag(self, tag, attrs):
        if tag not in self.void: self.open.append(tag)
        self.sections += tag == "section"
        assert not any(a in ("src", "onclick", "href") and v and ":" in v for a, v in attrs), attrs
    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag
check = Check()
check.feed(open(sys.argv[1]).read())
assert not check.open and check.sections >= 5
P
finish
