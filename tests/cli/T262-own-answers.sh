#!/bin/bash
# SPDX-License-Identifier: MIT
# What SQL of one's own may answer: nothing, text, a share above one, a row without a scope. It is refused by name or has no value; and the rows behind it
# are looked for no longer than the figure.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
configure <<C
[identity]
addresses = anna@satori.example
[ui]
language = en
C
mkdir "$T/kpi.d"
ok "an account" cadens account add Ett
figure() { # figure UNIT SELECTED
    printf -- '-- unit: %s\n-- period: month\nWITH\nunit AS (\n  SELECT a.ext_id AS account, a.employees FROM account a\n)\n-- figure\nSELECT %s FROM unit\n' "$1" "$2" >"$T/kpi.d/own.sql"
}
refused() { # refused NAME PATTERN
    status_is "$1 is refused" 1 cadens kpi own
    like "$1: it says why" "own: $2" "$(cat "$T/err")"
    ok "$1: the others do not suffer" cadens kpi
}
none() { # none NAME
    is "$1 is no number" '[null, "no_data"]' "$(json kpi own | ask '[d["kpis"][0][k] for k in ("value", "null_reason")]')"
}
figure count "NULL AS scope, 1 AS value, NULL AS num, NULL AS den, 1 AS n, 1 AS known, NULL AS why"
refused "a row without a scope" 'a row of the figure has no scope'
figure count "'all' AS scope, 'much' AS value, NULL AS num, NULL AS den, 1 AS n, 1 AS known, NULL AS why"
refused "a word for a number" '"much" is no number for value'
figure count "'all' AS scope, 1 AS value, NULL AS num, NULL AS den, 1 AS n, 1 AS known, 'because' AS why"
refused "a reason of one's own" '"because" is no reason'
figure days "'all' AS scope, AVG(employees) AS value, NULL AS num, NULL AS den, COUNT(*) AS n, 1 AS known, NULL AS why"
none "the mean of nothing"
figure ratio "'all' AS scope, NULL AS value, 3 AS num, NULL AS den, COUNT(*) AS n, 1 AS known, NULL AS why"
none "something by nothing at all"
figure ratio "'all' AS scope, 9e999 AS value, NULL AS num, NULL AS den, COUNT(*) AS n, 1 AS known, NULL AS why"
none "what never ends"
figure rate "'all' AS scope, NULL AS value, 5 AS num, 3 AS den, 3 AS n, 1 AS known, NULL AS why"
is "a share above one has no interval" '[null, null]' "$(json kpi own 2>"$T/err" | ask '[d["kpis"][0][k] for k in ("lo", "hi")]')"
is "and no complaint" "" "$(cat "$T/err")"

figure ore_per_month "'all' AS scope, 100 AS value, NULL AS num, NULL AS den, 1 AS n, 1 AS known, NULL AS why"
sed -i 's/$/\r/; 1s/^/\xef\xbb\xbf/' "$T/kpi.d/own.sql"
is "a file as Windows leaves it, in the unit of recurring revenue" '[100, "ore_per_month"]' "$(json kpi own | ask '[d["kpis"][0][k] for k in ("value", "unit")]')"

printf -- '-- unit: count\n-- period: month\nWITH RECURSIVE\nn(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n),\nunit AS (\n  SELECT MAX(i) AS i FROM n\n)\n-- figure\nSELECT %s\n' \
    "'all' AS scope, 1 AS value, NULL AS num, NULL AS den, 1 AS n, 1 AS known, NULL AS why" >"$T/kpi.d/own.sql"
ok "a figure that does not look at its rows" cadens kpi own
status_is "its rows, which never end, are not waited for" 1 timeout 60 "$top_builddir/cadens" --config "$T/cadens.conf" kpi explain own
like "and it says so" 'own: takes longer than 5 seconds' "$(cat "$T/err")"

# a configuration elsewhere, with nothing of the kind beside it
figure count "'all' AS scope, 7 AS value, NULL AS num, NULL AS den, 1 AS n, 1 AS known, NULL AS why"
mkdir -p "$XDG_CONFIG_HOME/cadens"
mv "$T/kpi.d" "$XDG_CONFIG_HOME/cadens/kpi.d"
is "figures of one's own are found at their usual place" 7 "$(json kpi own | ask 'd["kpis"][0]["value"]')"
mkdir "$T/kpi.d"
status_is "unless there are others beside the configuration" 2 cadens kpi own
finish
