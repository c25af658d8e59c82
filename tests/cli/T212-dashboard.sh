#!/bin/bash
# SPDX-License-Identifier: MIT
# The dashboard in a real browser: nothing in it runs or is fetched but its own script, it is the same without that, fits a phone, can be read in light and
# dark, on paper, by keyboard and by ear, explains each number, and leads to the item it was opened at. Names that are attacks are names.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need "Chromium" chromium
need "poppler" pdftotext pdfinfo
look() { mkdir -p "$T/look"; /usr/bin/python3 -B "$top_srcdir/tests/lib/dashboard-look.py" "$T/look" "$@" >"$T/seen" || echo '{}' >"$T/seen"; }
seen() { ask "$1" <"$T/seen"; }
every() { # every NAME: what has to be so of any page
    is "$1: a strict parser takes it" null "$(seen 'd["valid"]')"
    is "$1: nothing was refused, thrown or fetched" '[]' "$(seen 'd["complaints"]')"
    is "$1: one script, no pictures from anywhere" '[[0, 1]]' "$(seen 'sorted({(d[k]["images"], d[k]["scripts"]) for k in ("wide", "dark", "phone", "scriptless")})')"
    is "$1: nothing sticks out at 1400 and 390 pixels" '[]' "$(seen 'd["wide"]["sticking"] + d["phone"]["sticking"] + d["scriptless"]["sticking"]')"
    is "$1: nothing is too faint in the light" '[]' "$(seen 'd["wide"]["faint"]')"
    is "$1: nor in the dark" '[]' "$(seen 'd["dark"]["faint"]')"
    is "$1: which is another page to the eye" false "$(seen 'd["dark"]["background"] == d["wide"]["background"]')"
    is "$1: ids, names and links are whole" '[]' "$(seen 'd["wide"]["broken"] + d["scriptless"]["broken"]')"
    is "$1: every number explains itself on focus, none before" '[[], 0]' "$(seen '[d["unexplained"], d["shown before"]]')"
    is "$1: the keyboard goes through it in order, with a visible focus" '[true, [], []]' "$(seen '[d["keys"]["in order"], d["keys"]["unseen"], d["keys"]["nameless"]]')"
    is "$1: pictures and tables have names for the ear" '[0, 0]' "$(seen '[d["wide"]["heard"]["mute"], d["wide"]["heard"]["nameless tables"]]')"
    is "$1: they are as many on a phone" true "$(seen 'all(d["phone"]["heard"][k] == d["wide"]["heard"][k] for k in ("tables", "pictures", "headings"))')"
}

configure <<'C'
[ui]
language = sv
C
ok "a page about nothing" cadens dashboard
look "$T/page/dashboard.html"
every "of nothing"
is "it says how to begin, and why there are no numbers" '[true, true, true]' "$(seen '[w in d["wide"]["plain"] for w in ("cadens setup", "data saknas", "inte insamlat")]')"
unlike "never that there are none of something unknown" '>0 %<|>0 h<' "$(cat "$T/page/dashboard.html")"

rm -f "$T"/cadens.db*
sample <<'C'
[ui]
language = sv
C
evil='<script>alert(1)</script>'
for kind in accounts contacts leads touchpoints follow-ups reviews; do ok "$kind" cadens import $kind "$T/sample/$kind.csv"; done
{ echo id,name,lifecycle,tier,customer_since
  n=0
  for name in "$evil 1" "$evil 2" '{{style}}' '"" onmouseover=alert(1) x=""' 'Ångström & Östlund' Zäta Öl Ärt; do
      n=$((n + 1))
      echo "E$n,\"$name\",customer,$((n % 3 + 1)),2024-0$n-01"
  done; } >"$T/a.csv"
{ echo id,account,name,stage,amount,probability,source,created
  for i in 1 2 3 4 5 6; do echo "EL$i,E$i,$evil deal $i,interested,${i}0000,40,referral,2025-0$i-05"; done; } >"$T/l.csv"
{ echo number,account,date,line,category,net
  for i in 1 2 3 4 5 6 7; do echo "F$i,E$i,2026-0$((i % 3 + 1))-10,1,one_off,${i}000"; done; } >"$T/i.csv"
printf 'id,account,service,start\nS1,E1,satori-chat,2025-06-01\n' >"$T/s.csv"
printf 'subscription,effective,quantity,unit_price\nS1,2025-06-01,10,150\nS1,2025-09-01,30,150\nS1,2026-01-01,20,150\n' >"$T/c.csv"
printf 'id,kind,direction,account,at,summary\nET1,call,out,E1,2026-03-30T09:00:00,%s\n' "$evil" >"$T/t.csv"
for kind in accounts:a leads:l invoices:i subscriptions:s subscription-changes:c touchpoints:t; do ok "${kind%:*} with bad names" cadens import "${kind%:*}" "$T/${kind#*:}.csv"; done
ok "sync" cadens sync
ok "the page" cadens dashboard
item=$(json due | ask 'd["due"][-1]["id"]')
look "$T/page/dashboard.html" "#signal-$item"
every "of the sample"
is "opened at an item it shows it, also without the script" '[true, true]' "$(seen '[d["led"], d["led without script"]]')"
is "bad names are there as text" '[true, true, true]' "$(seen '[w in d["scriptless"]["plain"] for w in ("<script>alert(1)</script> 2", "{{style}}", "\" onmouseover=alert(1) x=\"")]')"
is "its title is its own" '"Cadens 2026-03-31"' "$(seen 'json.dumps(d["wide"]["title"])')"
is "without script all words are there, but for the filters" true \
    "$(seen '(lambda w, s: set(s.split()) - set(w.split()) == set() and set(w.split()) - set(s.split()) <= {"Filtrera"})(d["wide"]["plain"], d["scriptless"]["plain"])')"
is "tables can be sorted both ways" '[true, true, "descending"]' "$(seen 'd["sort"]')"
is "and filtered" '[true, true, true, true]' "$(seen 'd["filter"]')"
customers=$(sed -n '/<section id="customers"/,/<\/section>/p' "$T/page/dashboard.html")
like "customers tell whether a review is late" '<small class="late">[0-9]+ dagar sen</small>' "$customers"
is "and when somebody last spoke with us, as the figure has it" "$(json kpi days_since_two_way --scope account:A2 | ask 'int(d["kpis"][0]["value"])')" \
    "$(grep -A9 'id="account-A2"\|Studiefrämjandet Väst' <<<"$customers" | grep -o 'kontakt">[0-9-]*' | head -1 | sed 's/.*>//' | { read -r day; echo $((($(date -ud 2026-03-31 +%s) - $(date -ud "$day" +%s)) / 86400)); })"
is "on paper it has pages" true "$(seen '0 < d["paper"]["pages"] < 20')"
for text in 'I dag' 'Så ändrades pipelinen' 'Svarsfrekvens' 'Rörelser i återkommande intäkter' 'Ångström & Östlund' 'Definition'; do
    is "with the text: $text" true "$(seen "'$text' in d['paper']['text']")"
done
finish
