#!/bin/bash
# SPDX-License-Identifier: MIT
# Figures of the user's own: with target and colour, like the shipped ones; a broken one is named and disturbs nothing; none of them can do
# anything but read, or take for ever (issue of the sales model, point 6).
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1

configure <<C
[identity]
addresses = anna@satori.example
[ui]
language = en
C
mkdir "$T/kpi.d"
figure() { # figure ID HEADER SQL: a file; SQL is what the figure selects from unit
    { printf '%s\n' "$2"; printf 'WITH\nunit AS (\n  SELECT a.ext_id AS account, a.name FROM account a WHERE a.created_at <= :now ORDER BY a.ext_id\n)\n-- figure\n%s\n' "$3"; } >"$T/kpi.d/$1.sql"
}
good="SELECT 'all' AS scope, COUNT(*) AS value, NULL AS num, NULL AS den, COUNT(*) AS n, 1 AS known, NULL AS why FROM unit"
count=$'-- title: Accounts we know\n-- unit: count\n-- period: point'
ok "accounts" cadens account add Ett
cadens account add Två >/dev/null

figure accounts_known "$count"$'\n-- direction: higher\n-- target: 3\n-- formula: all accounts' "$good"
is "it has a value, a target and a colour" '[2, {"direction": "higher", "high": null, "low": 3}, "red", "point:2026-03-31"]' \
    "$(json kpi accounts_known | ask '[d["kpis"][0][k] for k in ("value","target","status","period")]')"
like "it is listed with its target" '^accounts_known +Accounts we know +count +as of a day +the whole business +≥ 3' "$(cadens kpi list)"
like "its rows are behind it" 'A2 +Två' "$(cadens kpi explain accounts_known)"
like "with its formula" 'all accounts' "$(cadens kpi explain accounts_known)"
ok "it is among all figures" test "$(json kpi | ask 'sum(k["id"]=="accounts_known" for k in d["kpis"])')" = 1
ok "a target in the database" cadens target add accounts_known --low 2 --direction higher
is "goes before that of the file" green "$(json kpi accounts_known | ask 'd["kpis"][0]["status"]')"
is "any moment" 0 "$("$top_builddir/cadens" --config "$T/cadens.conf" --now 2026-03-01T00:00:00+01:00 --format json kpi accounts_known | ask 'd["kpis"][0]["value"]')"

before=$(cadens export --all)
all=$(json kpi | ask 'len(d["kpis"])')
broken() { # broken NAME REGEX: the file bad.sql is named, everything else is as before, the database too
    json kpi >"$T/out" 2>"$T/err"
    like "$1 is named" "bad.*$2" "$(cat "$T/err")"
    is "$1: in one line" 1 "$(wc -l <"$T/err")"
    is "$1 disturbs nothing" "$all" "$(ask 'len(d["kpis"])' <"$T/out")"
    is "$1 changes nothing" "$before" "$(cadens export --all 2>/dev/null)"
    rm -f "$T/kpi.d/bad.sql"
}
figure bad "-- unit: apples"$'\n-- period: point' "$good";       broken "an unknown unit" 'wants "-- unit:"'
figure bad "-- unit: count" "$good";                              broken "a header without a period" 'wants "-- period:"'
figure bad "$count"$'\n-- direction: higher\n-- target: many' "$good"; broken "a target that is none" 'neither a number'
echo 'SELECT 1' >"$T/kpi.d/bad.sql";                              broken "SQL without rows" '-- figure'
figure bad "$count" "SELECT 1";                                   broken "a figure of one column" 'wants the columns'
figure bad "$count" "SELEKT 1";                                   broken "SQL that is none" 'syntax error'
figure bad "$count" "SELECT * FROM nowhere";                      broken "a table that is none" 'no such table'
printf 'x\0y' >"$T/kpi.d/bad.sql";                                broken "a NUL" 'no text'
head -c 2000000 /dev/zero >"$T/kpi.d/bad.sql";                    broken "a huge file" '1 MB'
ln -s bad.sql "$T/kpi.d/bad.sql";                                 broken "a link to itself" 'symbolic'
mkdir "$T/kpi.d/bad.sql";                                         json kpi >"$T/out" 2>"$T/err"; like "a folder is named" '1 MB' "$(cat "$T/err")"; rmdir "$T/kpi.d/bad.sql"
mkfifo "$T/kpi.d/bad.sql";                                        broken "a pipe" '1 MB'
figure bad "$count" "DELETE FROM account";                        broken "a deletion" 'authorized'
figure bad "$count" "INSERT INTO setting VALUES ('a', 'b', 1)";   broken "an insertion" 'authorized'
figure bad "$count" "ATTACH '$T/other.db' AS other";              broken "another file" 'authorized|syntax'
figure bad "$count" "PRAGMA query_only = 0";                      broken "a pragma" 'authorized|syntax'
figure bad "$count" "SELECT load_extension('x'), 1, 1, 1, 1, 1, 1"; broken "foreign code" 'authorized|load_extension'
figure bad "$count" "SELECT 'all' AS scope, 1 AS value, NULL AS num, NULL AS den, 1 AS n, 1 AS known, NULL AS why; DELETE FROM account"
json kpi >/dev/null 2>&1; is "a second statement is none" "$before" "$(cadens export --all 2>/dev/null)"; rm "$T/kpi.d/bad.sql"
ok "no other file was made" test ! -e "$T/other.db"
printf '%s\nWITH RECURSIVE\nn(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n),\nunit AS (\n  SELECT MAX(i) AS i FROM n\n)\n-- figure\n%s\n' "$count" "$good" >"$T/kpi.d/bad.sql"
broken "one that never ends" 'longer than 5 seconds'
cp "$T/kpi.d/accounts_known.sql" "$T/kpi.d/mrr.sql"
json kpi >"$T/out" 2>"$T/err"
like "a shipped figure keeps its name" 'mrr.sql: there is a figure of that name' "$(cat "$T/err")"
status_is "config check names it" 1 cadens config check
like "by its file" 'kpi.d/mrr.sql' "$(cat "$T/err")"
mv "$T/kpi.d/mrr.sql" "$T/kpi.d/Not a name.sql"
json kpi >"$T/out" 2>"$T/err"
like "and names are plain" 'Not a name.sql: a name has' "$(cat "$T/err")"
rm "$T/kpi.d/Not a name.sql"
status_is "all is well again" 0 cadens config check
figure bad "$count" "SELECT 1"
status_is "asked for by name it fails" 1 cadens kpi bad
like "and says why" 'wants the columns' "$(cat "$T/err")"
finish
