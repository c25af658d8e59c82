#!/bin/bash
# SPDX-License-Identifier: MIT
# Workbooks: a sheet for each table, numbers, dates and text of their own type, read back cell by cell; what strangers wrote is never a formula.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
ok "openpyxl is there" /usr/bin/python3 -c 'import openpyxl'
configure <<'C'
[identity]
addresses = anna@satori.example
[ui]
language = sv
C
cat >"$T/accounts.csv" <<'C'
id,name,org_nr,domains,lifecycle,employees,customer_since,city
A1,"=HYPERLINK(""http://evil.example"",""klick"")",5560001234,ett.example,customer,40,2024-02-29,+46 8
A2,"=cmd|' /C calc'!A0",,,customer,,1899-12-31,@SUM(1)
A3,<b>&amp; Ågren</b> 日本,,,prospect,,,-5
A4,"'citat'",,,prospect,,,_x0041_
C
printf 'id,account,name,stage,probability,amount,created,expected_close\nL1,A1,"https://evil.example/x",need,20,1250000.50,2026-03-02T09:30:00+01:00,2026-06-30\nL2,A3,000123,interested,5,,2026-03-30T09:30:00+02:00,\n' >"$T/leads.csv"
ok "accounts" cadens import accounts "$T/accounts.csv"
ok "leads" cadens import leads "$T/leads.csv"
book() { cadens --format xlsx "$@" >"$T/book.xlsx"; }
cat >"$T/read.py" <<'P'
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
def cells(sheet):
    rows = list(book[sheet].iter_rows())
    heads = [c.value for c in rows[0]]
    return [dict(zip(heads, row)) for row in rows[1:]]
print(eval(sys.argv[2]))
P
sheet() { /usr/bin/python3 "$T/read.py" "$T/book.xlsx" "$1"; }

status_is "the accounts" 0 book export accounts
is "one sheet" "['accounts']" "$(sheet 'book.sheetnames')"
is "with the columns of CSV" "$(cadens --format csv export accounts | head -n 1 | tr -d '\r')" "$(sheet '",".join(c.value for c in book["accounts"][1])')"
is "names as they are" "$(sed -n '2,$p' "$T/accounts.csv" | /usr/bin/python3 -c 'import csv,sys; print([r[1] for r in csv.reader(sys.stdin)])')" "$(sheet '[r["name"].value for r in cells("accounts")]')"
is "all of them text" "{'s'}" "$(sheet '{r[k].data_type for r in cells("accounts") for k in ("name", "city", "org_nr") if r[k].value is not None}')"
is "no formula anywhere" 0 "$(unzip -p "$T/book.xlsx" 'xl/worksheets/*.xml' 2>/dev/null | grep -c '<f>\|<f ')"
is "no link either" "" "$(unzip -l "$T/book.xlsx" | grep -i 'sheet1.xml.rels')"
is "numbers are numbers" "[('n', 40)]" "$(sheet '[(r["employees"].data_type, r["employees"].value) for r in cells("accounts") if r["employees"].value is not None]')"
is "days are dates" "datetime.datetime(2024, 2, 29, 0, 0) yyyy-mm-dd" "$(sheet 'repr(cells("accounts")[0]["customer_since"].value) + " " + cells("accounts")[0]["customer_since"].number_format')"
is "but for those before a spreadsheet's time" "1899-12-31" "$(sheet 'cells("accounts")[1]["customer_since"].value')"
is "what is unknown is empty" "None" "$(sheet 'cells("accounts")[2]["employees"].value')"

status_is "the leads" 0 book export leads
is "money is a number with its format" "1250000.5 #,##0.00" "$(sheet 'str(cells("leads")[0]["amount"].value) + " " + cells("leads")[0]["amount"].number_format')"
is "instants are on the clock of the business" "['2026-03-02 09:30', '2026-03-30 09:30']" "$(sheet '[format(r["created"].value, "%Y-%m-%d %H:%M") for r in cells("leads")]')"
is "digits that are a name stay one" "('s', '000123')" "$(sheet '(cells("leads")[1]["name"].data_type, cells("leads")[1]["name"].value)')"
is "probabilities are numbers" "[20, 5]" "$(sheet '[r["probability"].value for r in cells("leads")]')"

status_is "figures" 0 book kpi active_leads response_rate
is "in their sheets" "['facts', 'kpis']" "$(sheet 'book.sheetnames')"
is "as JSON has them" "$(json kpi active_leads response_rate | ask 'str([[k["id"], k["value"], k["null_reason"], k["target"]["low"]] for k in d["kpis"]])')" \
    "$(sheet '[[r[k].value for k in ("id", "value", "null_reason", "target_low")] for r in cells("kpis")]')"
status_is "a report" 0 book report monthly
is "has a sheet for each table" "$(json report monthly | ask 'str(["facts"] + [k for k in d if isinstance(d[k], list) and k != "worst"])')" "$(sheet 'book.sheetnames')"
is "each with a head that stays" "{'A2'}" "$(sheet '{s.freeze_panes for s in book}')"
status_is "what is due" 0 book due
status_is "an account's page" 0 book brief A1
is "no kind" 2 "$(book export nothing 2>/dev/null; echo $?)"
status_is "the dump has a form of its own" 2 cadens --format xlsx export --all

# onto a terminal it does not go
script=$(command -v script)
[ -z "$script" ] || like "a terminal is told how" 'xlsx: .*> ' "$(script -qec "'$top_builddir/cadens' --config '$T/cadens.conf' --format xlsx due" /dev/null)"
is "nothing is left behind" "" "$(find "${TMPDIR:-/tmp}" -maxdepth 1 -name 'cadens-??????' -user "$(id -un)" -newer "$T/leads.csv" 2>/dev/null)"
finish
