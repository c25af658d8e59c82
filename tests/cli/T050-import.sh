#!/bin/bash
# SPDX-License-Identifier: MIT
# import seen from outside: every bad cell of a file at once and nothing written, the same file twice, spellings, zones, and the clock's gap and fold.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
configure <<'C'
[identity]
addresses = anna@satori.example
[ui]
language = en
C

csv_kind() { local kind=$1; shift; cat >"$T/$kind.csv"; cadens import "$kind" "$T/$kind.csv" "$@" >"$T/out" 2>"$T/err"; }
complaints() { sed -n "s,^$T/,,p" "$T/err"; }

ok "a dry run" csv_kind accounts --dry-run <<'C'
id,name
A1,Ett
C
is "writes nothing" '[]' "$(json account list | ask 'd["accounts"]')"
ok "byte order mark, semicolons, CRLF, quotes, line break, ja and nej" csv_kind accounts \
    < <(printf '\xef\xbb\xbfNAME;id; is_reference\r\n"Ett\r\n""AB"";";A1;ja\r\nTv\xc3\xa5;A2;nej\r\n')
is "are read" '["A1", "A2"]' "$(json account list | ask 'sorted(a["id"] for a in d["accounts"])')"
ok "Windows-1252 and tabs" csv_kind accounts < <(printf 'id\tname\tcity\nA3\tSj\xf6 \x96 AB\tMalm\xf6\n')
is "are read too" '[["Sjö – AB", "Malmö"]]' "$(json account list | ask '[[a["name"],a["city"]] for a in d["accounts"] if a["id"]=="A3"]')"
cadens export --all >"$T/before"

status_is "a row of mistakes" 1 csv_kind accounts <<'C'
id,name,tier,customer_since,is_reference,created,owner
A4,,4,2026-02-30,kanske,2026-13-01,U9
,Fem,2.5,2026-01-01T10:00,,2026-01-01T25:00,
A1,Renamed,1,,,,
C
is "every one is named" 'accounts.csv:2: name: is required
accounts.csv:2: tier: "4" is no whole number from 1 to 3
accounts.csv:2: customer_since: "2026-02-30" is no day (YYYY-MM-DD)
accounts.csv:2: is_reference: "kanske" is neither yes nor no
accounts.csv:2: owner: no user U9
accounts.csv:2: created: "2026-13-01" is no instant (2026-03-31T12:00:00+02:00) and no day
accounts.csv:3: id: is required
accounts.csv:3: tier: "2.5" is no whole number from 1 to 3
accounts.csv:3: customer_since: "2026-01-01T10:00" is no day (YYYY-MM-DD)
accounts.csv:3: created: "2026-01-01T25:00" is no instant (2026-03-31T12:00:00+02:00) and no day' "$(complaints)"
cadens export --all >"$T/after"
ok "and the good row is not taken either" cmp "$T/before" "$T/after"

# One row of each kind in which every cell is wrong, also where the reference is: nothing hides behind the first mistake.
bad() { # bad KIND HEADER ROW COLUMNS: the columns that are complained about, in any order
    printf '%s\n%s\n' "$2" "$3" >"$T/$1.csv"
    cadens import "$1" "$T/$1.csv" >"$T/out" 2>"$T/err"
    is "every bad cell of $1" "$4" "$(sed -n "s,^$T/$1.csv:2: \([a-z_]*\): .*,\1,p" "$T/err" | sort -u | xargs)"
}
bad users id,name,role,addresses,hour_cost ',,boss,nobody,x' 'addresses hour_cost id name role'
bad accounts id,name,domains,tier ',,gmail.com co.uk satori.example,9' 'domains id name tier'
is "and every one in a cell" 3 "$(grep -c ': domains: ' "$T/err")"
like "ours among them" 'domains: satori.example: is ours' "$(cat "$T/err")"
bad contacts id,account,name,role,emails,left ',A9,,chef,nobody,x' 'account emails id left name role'
bad leads id,account,name,contact,service,stage,probability,amount,expected_close,source,created,closed \
    ',A9,,C9,x,need,101,x,x,x,x,2026-01-01' 'account amount closed contact created expected_close id name probability service source'
bad stage-history lead,stage,at 'L9,x,x' 'at lead stage'
bad lead-changes lead,at,field,old,new 'L9,x,probability,x,101' 'at lead new old'
bad touchpoints id,kind,direction,account,at,contact,lead,outcome,duration_min,user,logged ',fax,up,A9,x,C9,L9,x,-1,U9,x' \
    'account at contact direction duration_min id kind lead logged outcome user'
bad meetings id,start,end,account,booked,purpose,outcome,place,attendees,lead ',x,x,A9,x,x,x,x,x,L9' \
    'account attendees booked end id lead outcome place purpose start'
bad follow-ups id,account,promise,created,due,lead,status,done ',A9,,x,x,L9,x,x' 'account created done due id lead promise status'
bad reviews account,kind,held,confirmed 'A9,x,x,x' 'account confirmed held kind'
status_is "a quote inside a cell" 1 csv_kind accounts <<'C'
id,name
A4,Bolaget "Fyra" AB
C
like "says how it is written" ':2: row: .*doubled' "$(complaints)"
status_is "an unknown column" 1 csv_kind accounts <<'C'
id,name,telephone
C
like "names those that are known" ':1: telephone: unknown column; known are id, name, org_nr' "$(complaints)"

ok "leads" csv_kind leads <<'C'
id;account;name;created;stage;amount;closed;evidence
L1;A1;Ett;2026-03-29T02:30;need;1 234,50;;engagement|budget
L2;A2;Två;2025-10-26T02:30;won;99.5;2026-02-01;timeline  budget
L3;A2;Tre;2026-03-01T12:00:00Z;;;;
C
is "amounts in öre; the gap moves forward, the fold is summer time, no offset is business time" \
    '[["L1", 123450, "2026-03-29T03:30:00+02:00"], ["L2", 9950, "2025-10-26T02:30:00+02:00"], ["L3", null, "2026-03-01T13:00:00+01:00"]]' \
    "$(json lead list | ask 'sorted([l["id"],l["amount_ore"],l["created"]] for l in d["leads"])')"
cadens export --all >"$T/before"
cadens import leads "$T/leads.csv" >"$T/out"
like "the same file again updates" "3 updated" "$(cat "$T/out")"
cadens export --all >"$T/after"
ok "and changes nothing" cmp "$T/before" "$T/after"
status_is "a lead of another account" 1 csv_kind touchpoints <<'C'
id,kind,direction,account,at,lead
T1,call,out,A1,2026-03-01,L2
C
like "is refused" ':2: lead: ' "$(complaints)"

# A text that a spreadsheet would take for a formula is guarded on the way out, and comes back as it was.
ok "texts that begin like formulas" csv_kind contacts <<'C'
id,account,name,title,phones
C71,A1,Plus,=1+1,+46 70 1
C72,A1,Apostrof,''@ x,
C73,A1,Streck,-,
C74,A1,Citat,'nej',
C
cadens export contacts >"$T/out1.csv"
ok "come back" cadens import contacts "$T/out1.csv"
is "as they were" "$(cat "$T/out1.csv")" "$(cadens export contacts)"
is "in every place" '["-", "\u0027=1+1", "\u0027\u0027@ x", "\u0027nej\u0027"]' "$(cadens export contacts | /usr/bin/python3 -c 'import csv,sys,json
rows={r["id"]: r["title"] for r in csv.DictReader(sys.stdin)}
print(json.dumps([rows["C73"].lstrip(chr(39)), rows["C71"], rows["C72"], rows["C74"]]).replace(chr(39), "\\u0027"))')"

# Numbers have blanks of their own, and colleagues share a switchboard.
ok "numbers as people write them" csv_kind contacts <<'C'
id,account,name,phones
C81,A1,Växel,08-123 45 67
C82,A1,Kollega,08-123 45 67 070-123 45 67
C83,A1,Annan,+46 8 508 000 00|070 123 05 06
C
is "are those of each" '[["08-123 45 67"], ["070-123 45 67", "08-123 45 67"], ["+46 8 508 000 00", "070 123 05 06"]]' \
    "$(json contact list | ask '[c["phones"] for c in sorted(d["contacts"], key=lambda c: c["id"]) if c["id"] in ("C81", "C82", "C83")]')"
cadens export contacts >"$T/out1.csv"
ok "and come back" cadens import contacts "$T/out1.csv"
is "as they were written" "$(cat "$T/out1.csv")" "$(cadens export contacts)"
finish
