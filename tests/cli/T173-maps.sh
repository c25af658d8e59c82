#!/bin/bash
# SPDX-License-Identifier: MIT
# Files of other programs come in by maps of their columns; a dry run says field by field what would change (00 §5).
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
configure <<C
[ui]
language = en
C
maps=$top_srcdir/conf/maps
rows() { cadens export "$1" | tr -d '\r'; }
columns() { # columns KIND COLUMN...: these columns of the export, one row a line
    local kind=$1
    shift
    rows "$kind" | /usr/bin/python3 -c 'import csv,sys
for r in csv.DictReader(sys.stdin): print(" ; ".join(r[c] for c in sys.argv[1:]))' "$@"
}

# --- HubSpot
printf '\xef\xbb\xbf"Record ID","Company name","Company Domain Name","Website URL","City","Number of Employees","Lifecycle Stage","Create Date","Notes"\r\n' >"$T/c.csv"
printf '"501","Svenska Bollförbundet","","https://www.bollforbundet.example/om-oss","Solna","120","Customer","2025-03-01 14:22","x, y"\r\n' >>"$T/c.csv"
printf '"502","Byggarna AB","byggarna.example","","Göteborg","1 250","Subscriber","2025-09-30 08:00",""\r\n' >>"$T/c.csv"
ok "companies of HubSpot" cadens import accounts "$T/c.csv" --map "$maps/hubspot-companies.map"
is "become accounts" "hs-501 ; Svenska Bollförbundet ; bollforbundet.example ; customer ; 120 ; Solna
hs-502 ; Byggarna AB ; byggarna.example ; prospect ; 1250 ; Göteborg" "$(columns accounts id name domains lifecycle employees city)"
like "their creation in business time" '^2025-03-01T14:22:00\+01:00' "$(columns accounts created)"
cat >"$T/p.csv" <<'C'
Record ID,First Name,Last Name,Email,Phone Number,Job Title,Associated Company IDs
11,Åsa,Öberg,Asa.Oberg@bollforbundet.example,+46 70 123 45 67,Generalsekreterare,501;502
12,,,info@byggarna.example,,,502
13,Ingen,Alls,ingen@alls.example,,,
C
ok "contacts" cadens import contacts "$T/p.csv" --map "$maps/hubspot-contacts.map"
is "of their first company" "hs-11 ; hs-501 ; Åsa Öberg ; asa.oberg@bollforbundet.example ; Generalsekreterare
hs-12 ; hs-502 ; info@byggarna.example ; info@byggarna.example ; " "$(columns contacts id account name emails title)"
like "what is left out is told" '^The map leaves out 1 row\.' "$(cadens import contacts "$T/p.csv" --map "$maps/hubspot-contacts.map" 2>&1)"
cat >"$T/d.csv" <<'C'
Record ID,Deal Name,Deal Stage,Amount,Close Date,Create Date,Closed Lost Reason,Associated Company IDs
21,Uppstart,Contract Sent,300000,2026-05-01 00:00,2026-01-10 09:00,,501
22,Chatt,Closed Won,18000.50,2026-02-27 16:00,2025-11-02 10:00,,502
23,Förstudie,Closed Lost,,2026-03-02 16:00,2025-12-02 10:00,För dyrt,502
C
ok "deals" cadens import leads "$T/d.csv" --map "$maps/hubspot-deals.map"
is "won and lost have their day, an open one only expects it" \
    "hs-21 ; negotiation ; 300000.00 ; 2026-05-01 ;  ; 
hs-22 ; won ; 18000.50 ; 2026-02-27 ; 2026-02-27T16:00:00+01:00 ; 
hs-23 ; lost ;  ; 2026-03-02 ; 2026-03-02T16:00:00+01:00 ; För dyrt" \
    "$(columns leads id stage amount expected_close closed lost_reason)"

# --- Pipedrive
cat >"$T/o.csv" <<'C'
Organization - ID;Organization - Name;Organization - Website
7;Norra Förbundet;norra.example
C
ok "organizations of Pipedrive" cadens import accounts "$T/o.csv" --map "$maps/pipedrive-organizations.map"
cat >"$T/q.csv" <<'C'
Person - ID;Person - Name;Person - Email - Work;Person - Phone - Work;Person - Organization ID
70;Bo Ek;bo@norra.example, bo.ek@norra.example;08-123;7
C
ok "people" cadens import contacts "$T/q.csv" --map "$maps/pipedrive-people.map"
is "with all their addresses" "bo.ek@norra.example bo@norra.example" "$(columns contacts emails | grep norra | tr '|' ' ' | xargs -n 1 | sort | xargs)"
cat >"$T/e.csv" <<'C'
Deal - ID;Deal - Title;Deal - Stage;Deal - Status;Deal - Value;Deal - Organization ID;Deal - Deal created;Deal - Won time;Deal - Lost time;Deal - Lost reason;Deal - Expected close date
90;Rådgivning;Proposal Made;Open;"120 000,50";7;2026-01-05 09:00:00;;;;2026-06-30
91;Utbildning;Proposal Made;Won;50000;7;2026-01-05 09:00:00;2026-02-01 10:00:00;;;2026-02-01
92;Bort;Qualified;Deleted;1;7;2026-01-05 09:00:00;;;;
C
ok "deals of Pipedrive" cadens import leads "$T/e.csv" --map "$maps/pipedrive-deals.map"
is "are where their status says" "pd-90 ; proposal ; 120000.50
pd-91 ; won ; 50000.00" "$(columns leads id stage amount | grep ^pd)"

# --- invoices
printf 'Fakturanr;Kundnr;Fakturadatum;F\xf6rfallodatum;Exkl. moms;Moms;Slutbetald;Makulerad\r\n1001;pd-7;2026-01-31;2026-03-02;"50 000,00";"12 500,00";2026-02-20;Nej\r\n1002;pd-7;2026-02-28;2026-03-30;-1 000,00;-250,00;;Nej\r\n1003;pd-7;2026-02-28;2026-03-30;9,00;0;;Ja\r\n' >"$T/f.csv"
ok "an invoice list in Windows-1252" cadens import invoices "$T/f.csv" --map "$maps/fortnox-invoices.map"
is "net of VAT, without what was cancelled" "1001 ; 2026-01-31 ; 50000.00 ; 12500.00 ; 2026-02-20
1002 ; 2026-02-28 ; -1000.00 ; -250.00 ; " "$(columns invoices number date net vat paid)"
cat >"$T/g.csv" <<'C'
Invoice number,Customer number,Invoice date,Row,Category,Net amount
2001,pd-7,31.03.2026,1,Subscription,"1,500.00"
2001,pd-7,31.03.2026,2,Projekt,"2,500.00"
C
ok "lines of invoices" cadens import invoices "$T/g.csv" --map "$maps/invoice-lines.map"
is "each its category" "2026-03-31 ; 1 ; recurring ; 1500.00
2026-03-31 ; 2 ; one_off ; 2500.00" "$(columns invoices date line category net | grep 2026-03)"
# what spreadsheets write for a number, and money that is none of ours
cat >"$T/n.csv" <<'C'
Invoice number,Customer number,Invoice date,Row,Category,Net amount
3001,pd-7,30.03.2026,1,Projekt,"120,000"
3001,pd-7,30.03.2026,2,Projekt,−1 500
3001,pd-7,30.03.2026,3,Projekt,"(2,500.50)"
3001,pd-7,30.03.2026,4,Projekt,1.250 kr
3001,pd-7,30.03.2026,5,Projekt,"0,125"
3001,pd-7,30.03.2026,6,Projekt,SEK 7.5
C
ok "numbers of spreadsheets" cadens import invoices "$T/n.csv" --map "$maps/invoice-lines.map"
is "thousands, minus and brackets" "120000.00 -1500.00 -2500.50 1250.00 0.13 7.50" "$(columns invoices date net | grep 03-30 | sed 's/.*; //' | paste -sd' ')"
for net in "€ 100" "100 EUR" 'USD 100'; do
    printf 'Invoice number,Customer number,Invoice date,Net amount\n3002,pd-7,2026-03-31,%s\n' "$net" >"$T/n.csv"
    status_is "$net is refused" 1 cadens import invoices "$T/n.csv" --map "$maps/invoice-lines.map"
    like "$net: by its line" ":2: net: \"$net\" is no amount" "$(cat "$T/err")"
done
printf 'Invoice number,Customer number,Invoice date,Net amount,Currency\n3002,pd-7,2026-03-31,100,SEK\n3003,pd-7,2026-03-31,100,EUR\n' >"$T/n.csv"
status_is "a column says that it is none" 1 cadens import invoices "$T/n.csv" --map "$maps/invoice-lines.map"
like "only that line is wrong" ':3: net: is required' "$(cat "$T/err")"
is "once" 1 "$(grep -c ':[0-9]*: net' "$T/err")"
cat >"$T/e.csv" <<'C'
Deal - ID,Deal - Title,Deal - Stage,Deal - Status,Deal - Value,Deal - Currency of Value,Deal - Organization ID,Deal - Deal created
95,Kronor,Proposal Made,Open,"120,000",SEK,7,2026-01-05 09:00:00
96,Euro,Proposal Made,Open,"10,000",EUR,7,2026-01-05 09:00:00
C
ok "deals of two currencies" cadens import leads "$T/e.csv" --map "$maps/pipedrive-deals.map"
is "what is in euros has no amount yet" "pd-95 ; 120000.00
pd-96 ; " "$(columns leads id amount | grep 'pd-9[56]')"
for map in "$maps"/*.map; do
    like "$(basename "$map") says how it is called" "--map $(basename "$map" .map)" "$(cat "$map")"
done

# --- by name, one's own before others
mkdir "$T/maps"
cat >"$T/maps/egen.map" <<'M'
[map]
kind = accounts
[columns]
id = {Nr}
name = {Namn}
tier = 2
city = {Ort}
M
printf 'Nr,Namn\nE1,Egen\n' >"$T/h.csv"
like "a map of one's own by its name; what the file lacks is told" '^The file has nothing for city; left alone\.' \
    "$(cadens import accounts "$T/h.csv" --map egen 2>&1)"
is "and a constant" "E1 ; Egen ; 2" "$(columns accounts id name tier | grep ^E1)"
status_is "no such map" 1 cadens import accounts "$T/h.csv" --map egna
like "names the nearest" 'no map egna \(did you mean egen\?\)' "$(cadens import accounts "$T/h.csv" --map egna 2>&1)"
status_is "a map for another kind" 1 cadens import leads "$T/h.csv" --map egen
like "says so" 'this map is for accounts, not for leads' "$(cadens import leads "$T/h.csv" --map egen 2>&1)"
printf 'Nr,Name\nE1,Egen\n' >"$T/i.csv"
like "a required column without its source" ':1: name: required column is missing' "$(cadens import accounts "$T/i.csv" --map egen 2>&1)"

# --- maps that are none
broken() { # broken NAME PATTERN TEXT
    printf '%b' "$3" >"$T/maps/trasig.map"
    status_is "$1" 1 cadens import accounts "$T/h.csv" --map trasig
    like "$1: says where" "$2" "$(cadens import accounts "$T/h.csv" --map trasig 2>&1)"
}
broken "no kind" 'trasig.map:1: map: says no kind' '[columns]\nid = {Nr}\n'
broken "no section" 'trasig.map:2: kolumner: is no section' '# x\n[kolumner]\nid = {Nr}\n'
broken "a line of nothing" 'trasig.map:2: id: is neither' '[map]\nid\n'
broken "a brace that never ends" 'trasig.map:4: \{Nr: the brace is never closed' '[map]\nkind = accounts\n[columns]\nid = {Nr\n'
broken "a column twice" 'trasig.map:5: id: stands twice' '[map]\nkind = accounts\n[columns]\nid = {Nr}\nid = {Namn}\n'
broken "a key before any section" 'trasig.map:1: id: stands in no section' 'id = {Nr}\n'
broken "an unknown key" 'trasig.map:2: kinds: is not known' '[map]\nkinds = accounts\n'
broken "a byte of NUL" 'trasig.map:1: map: is not UTF-8' '[map]\nkind = acc\0ounts\n'
broken "Latin-1" 'trasig.map:1: map: is not UTF-8' '[map]\nkind = f\366retag\n'
head -c 3000000 /dev/zero | tr '\0' '{' >"$T/maps/trasig.map"
status_is "3 MB of braces" 1 cadens import accounts "$T/h.csv" --map trasig
is "and nothing of it is written" "E1 ; Egen ; 2" "$(columns accounts id name tier | grep ^E1)"

# --- a dry run, field by field
cat >"$T/a.csv" <<'C'
id,name,tier,city
E1,Egen AB,2,Lund
E2,Ny,,
C
before=$(rows accounts)
changes() { json import "$@" --dry-run | ask '[(c["row"], c["column"], c["old"], c["new"]) for c in d["changes"]]'; }
is "what changes, old and new" '[["E1", "name", "Egen", "Egen AB"], ["E1", "city", null, "Lund"], ["E2", "id", null, "E2"], ["E2", "name", null, "Ny"]]' \
    "$(changes accounts "$T/a.csv" | sed 's/, \["E2", "lifecycle".*/]/')"
is "counted" "[2, 1, 1, 1]" "$(json import accounts "$T/a.csv" --dry-run | ask '[d["rows"], d["created"], d["updated"], d["differ"]]')"
is "nothing was written" "$before" "$(rows accounts)"
like "for people" '2 rows are good, 1 of them new, 1 known, of which 1 would change' "$(cadens import accounts "$T/a.csv" --dry-run 2>&1)"
ok "then for real" cadens import accounts "$T/a.csv"
is "again nothing would change" "[]" "$(changes accounts "$T/a.csv")"
like "and says so" '0 of them new, 2 known, of which 0 would change' "$(cadens import accounts "$T/a.csv" --dry-run 2>&1)"
is "money and days as the file has them" '[["hs-21", "amount", "300000.00", "310000.00"], ["hs-21", "expected_close", "2026-05-01", "2026-06-01"]]' \
    "$(sed 's/,300000,2026-05-01/,310000,2026-06-01/' "$T/d.csv" >"$T/d2.csv"; changes leads "$T/d2.csv" --map "$maps/hubspot-deals.map")"
is "a line of an invoice by number and line" '[["2001 2", "net", "2500.00", "2600.00"]]' \
    "$(sed 's/2,500.00/2,600.00/' "$T/g.csv" >"$T/g2.csv"; changes invoices "$T/g2.csv" --map "$maps/invoice-lines.map")"
finish
