#!/bin/bash
# SPDX-License-Identifier: MIT
# Every kind of CSV of the sales model: taken whole, the same again changes nothing, and each bad cell is named.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
configure <<'C'
[identity]
addresses = anna@satori.example
C
take() { # take KIND: the rows on standard input, twice: the second time nothing is new
    cat >"$T/$1.csv"
    status_is "$1" 0 cadens --format json import "$1" "$T/$1.csv"
    is "$1: all rows" "$(($(wc -l <"$T/$1.csv") - 1))" "$(ask 'd["rows"]' <"$T/out")"
    cadens export --all >"$T/once"
    status_is "$1 again" 0 cadens --format json import "$1" "$T/$1.csv"
    is "$1: nothing new" 0 "$(ask 'd["created"]' <"$T/out")"
    cadens export --all >"$T/twice"
    ok "$1: the same database" cmp "$T/once" "$T/twice"
}
bad() { # bad KIND REGEX: the rows on standard input are refused, and why
    local kind=$1 why=$2
    cat >"$T/bad.csv"
    cadens export --all >"$T/once"
    status_is "$kind: refused" 1 cadens import "$kind" "$T/bad.csv"
    like "$kind: $why" "bad.csv:$why" "$(cat "$T/err")"
    cadens export --all >"$T/twice"
    ok "$kind: nothing written" cmp "$T/once" "$T/twice"
}
stored() { sqlite3 "$T/cadens.db" "$1"; }

take services <<'E'
code;name;category;unit;list_price_ore;status
satori-chat;satori-chat;recurring;user_month;15000;active
kurs;Kurs;one_off;project;2500000;active
E
take stages <<'E'
code,name_sv,name_en,ord,kind,is_qualified,default_probability
trial,Provperiod,Trial,65,open,ja,55
E
take sources <<'E'
code,name,category,status,test_started
massa,Mässa,event,testing,2026-02-01
E
take accounts <<'E'
id,name,employees,customer_since,lifecycle
A1,Acme,120,2025-01-15,customer
A2,Beta,60,2025-06-01,customer
E
take contacts <<'E'
id,account,name,role,emails
C1,A1,Kim Ek,ceo,kim@acme.example
C2,A2,Bo Al,finance,bo@beta.example
E
take leads <<'E'
id,account,name,service,stage,amount,created,source
L1,A1,Chat,satori-chat,proposal,300000,2026-01-10,massa
L2,A2,Kurs,kurs,need,"50000,50",2026-02-01,referral
E
take qualification <<'E'
lead;step;result;at
L1;1;pass;2026-01-11T10:00:00+01:00
L1;2;fail;2026-01-12
E
take lead-touches <<'E'
lead,source,at,utm_source,utm_medium,utm_campaign
L1,massa,2026-01-09T09:00,fair,,spring
L1,referral,2026-01-10,,,
E
take proposals <<'E'
id,lead,amount,service,presented,valid_until,status,decided
P1,L1,"300 000,00",satori-chat,2026-02-01,2026-03-01,won,2026-02-20T13:00
P2,L2,50000.5,kurs,2026-02-10,,presented,
E
is "an amount in öre, a day of its instant" '30000000|2026-02-20' \
    "$(stored "SELECT p.amount_ore || '|' || substr(d.ymd, 1, 4) || '-' || substr(d.ymd, 5, 2) || '-' || substr(d.ymd, 7) FROM proposal p JOIN calendar_day d ON d.local_day = p.decided_day WHERE p.ext_id = 'P1'")"
take projects <<'E'
id,account,service,lead,start,planned_end,delivered,status
J1,A1,satori-uppstart,L1,2025-11-03,2025-12-29,2025-12-31,delivered
E
take invoices <<'E'
number;account;date;line;category;net;service;vat;lead;due;paid;status
1001;A1;2026-01-31;1;one_off;300 000,00;satori-uppstart;75000;L1;2026-03-02;;issued
1001;A1;2026-01-31;2;recurring;1500;satori-chat;375;;2026-03-02;;issued
1002;A2;2026-02-28;1;one_off;-2500,5;;;;;;
E
is "a credit note is negative" -250050 "$(stored "SELECT net_ore FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id WHERE i.number = '1002'")"
sed -i 's/issued/paid/' "$T/invoices.csv"
status_is "an invoice is paid later" 0 cadens import invoices "$T/invoices.csv"
is "and is one invoice still" "2 paid" "$(stored "SELECT COUNT(*) || ' ' || MIN(status) FROM invoice WHERE 1 = 1" | sed 's/issued/paid/')"
take subscriptions <<'E'
id,account,service,start,lead,end,committed_until,notice_days,term_months
S1,A1,satori-chat,2026-01-01,L1,,2026-12-31,,12
S2,A2,support,2025-06-01,,2026-03-01,,30,
E
is "a notice of 90 days where none is given" 90 "$(stored "SELECT notice_days FROM subscription WHERE ext_id = 'S1'")"
take subscription-changes <<'E'
subscription,effective,quantity,unit_price,interval_months,discount_percent
S1,2026-01-01,10,150,,
S1,2026-03-01,15,150,1,10
S2,2025-06-01,1,"24 001",12,
E
is "revenue of a month: rounded half up" '150000 202500 200008' "$(stored "SELECT group_concat(mrr_ore, ' ') FROM (SELECT mrr_ore FROM subscription_change ORDER BY subscription_id, effective_day)")"
take costs <<'E'
id,source,from,to,kind,amount
K1,massa,2026-01-01,2026-01-31,event,12000
E
take surveys <<'E'
id,account,kind,score,date,contact,project
,A1,nps,9,2026-02-02,C1,
,A1,csat,8,2026-02-02,,J1
V1,A2,nps,7,2026-02-03,,
V2,A2,nps,7,2026-02-03,,
E
take referrals <<'E'
id,referrer_kind,referrer,lead,asked,introduced,followed_up,feedback,rewarded,reward
R1,customer,A1,L2,2026-01-15,2026-01-30,2026-02-01,,,
R2,partner,C2,,2026-02-15,,,,,500
E
is "a contact speaks for its account" 'A2 C2' "$(stored "SELECT a.ext_id || ' ' || c.ext_id FROM referral r JOIN account a ON a.id = r.referrer_account_id JOIN contact c ON c.id = r.referrer_contact_id WHERE r.ext_id = 'R2'")"
take targets <<'E'
kpi,scope,period,key,low,high,direction,unit
deals_won_value,all,month,2026-03,500000,,higher,SEK
deals_won_value,all,quarter,2026-Q1,1500000,,higher,SEK
stagnation_rate,,day,,,"0,15",lower,rate
E
is "a period as the calendar writes it" '202603 20261 0' "$(stored "SELECT group_concat(period_key, ' ') FROM (SELECT period_key FROM target WHERE source = 'import' ORDER BY id)")"
take value-notes <<'E'
account,date,kind,note,amount
A1,2026-02-10,benefit,"Sparar tid, mycket",40000
E
take tier-history <<'E'
account,tier,from,reason
A1,1,2025-01-15,first year
A1,2,2026-01-01,
E
take forecast-snapshots <<'E'
taken,period_kind,period_key,closed,commit,best_case,pipeline,weighted,manual,target
2026-03-02,month,2026-03,0,100000,200000,300000,150000,,500000
E

take users <<'E'
id,name,role,addresses,hour_cost
U1,"Lind, Anna",ceo,anna@satori.example,"650,50"
E
take stage-history <<'E'
lead,stage,at
L1,interested,2026-01-15T09:00
L1,proposal,2026-02-01T09:00
E
take lead-changes <<'E'
lead,at,field,old,new
L1,2026-02-01T09:00,amount,250000.05,300000
L1,2026-02-02T09:00,expected_close,2026-03-01,2026-04-01
L1,2026-02-03T09:00,source,massa,referral
L1,2026-02-04T09:00,forecast_category,,commit
L1,2026-02-05T09:00,probability,,60
E
take touchpoints <<'E'
id,kind,direction,account,at,contact,lead,outcome,duration_min,summary,user,logged,tags
T1,call,out,A1,2026-02-06T09:00,C1,L1,connected,12,"Sa ""ja"" ; och tack",U1,2026-02-06T10:00,event
E
take meetings <<'E'
id,start,end,account,summary,booked,purpose,outcome,prep_done,place,attendees,lead
M1,2026-02-10T09:00,2026-02-10T10:00,A1,Demo,2026-02-01T12:00,demo,held,2026-02-09T12:00,video,kim@acme.example,L1
E
take follow-ups <<'E'
id,account,promise,created,due,committed_due,lead,contact,kind,status,done
F1,A1,Skicka offert,2026-02-01T09:00,2026-02-12,,L1,C1,follow_up,open,
F2,A1,Ring,2026-02-01T09:00,2026-02-12T14:00,2026-02-11,,,other,done,2026-02-12T13:00
E
take reviews <<'E'
account,kind,held,confirmed
A1,qbr,2026-02-15,ja
E

take signals <<'E'
id,kind,account,lead,noted,note
W1,budget,A1,,2026-03-02,Heard on the phone
E
take competitors <<'E'
name,aliases
Acme Cloud,Acme|ACME AB
E

# every kind comes out as it went in: into an empty database, and out again
kinds=$(sed -n "s/^_cadens_kinds='\(.*\)'/\1/p" "$top_srcdir/conf/completion/cadens.bash")
mkdir "$T/out1" "$T/out2"
for kind in $kinds; do cadens export "$kind" >"$T/out1/$kind.csv"; done
mv "$T/cadens.db" "$T/first.db"
rm -f "$T"/cadens.db-*
for kind in users services stages sources accounts tier-history contacts leads stage-history lead-changes qualification lead-touches proposals projects invoices \
    subscriptions subscription-changes costs touchpoints meetings follow-ups reviews surveys referrals targets value-notes forecast-snapshots tiers review-policies signals competitors; do
    status_is "$kind comes back" 0 cadens import "$kind" "$T/out1/$kind.csv"
done
for kind in $kinds; do
    cadens export "$kind" >"$T/out2/$kind.csv"
    ok "$kind is the same" cmp "$T/out1/$kind.csv" "$T/out2/$kind.csv"
    ok "$kind has rows" test "$(wc -l <"$T/out1/$kind.csv")" -gt 1
done
status_is "a kind that is none" 2 cadens export leeds
mv "$T/first.db" "$T/cadens.db"
rm -f "$T"/cadens.db-*

bad qualification '2: step: .*9' <<<$'lead,step,result,at\nL1,12,pass,2026-01-01'
bad qualification '2: lead: .*L9' <<<$'lead,step,result,at\nL9,1,pass,2026-01-01'
bad proposals '2: decided: ' <<<$'id,lead,amount,status\nP3,L1,10,won'
bad proposals '3: decided: ' <<<$'id,lead,amount,status,decided\nP3,L1,10,draft,\nP4,L1,10,presented,2026-01-01'
bad projects '2: lead: L2 ' <<<$'id,account,service,lead,status\nJ2,A1,kurs,L2,active'
bad invoices '3: date: .*1003' <<<$'number,account,date,line,category,net\n1003,A1,2026-01-01,1,one_off,1\n1003,A1,2026-01-02,2,one_off,1'
bad invoices '2: category: ' <<<$'number,account,date,line,category,net\n1003,A1,2026-01-01,1,monthly,1'
bad subscriptions '2: end: ' <<<$'id,account,service,start,end\nS3,A1,support,2026-02-01,2026-01-01'
bad subscription-changes '2: discount_percent: ' <<<$'subscription,effective,quantity,unit_price,discount_percent\nS1,2026-05-01,1,1,120'
bad subscription-changes '2: unit_price: ' <<<$'subscription,effective,quantity,unit_price\nS1,2026-05-01,100000000,90000000000'
bad costs '2: to: ' <<<$'id,source,from,to,kind,amount\nK2,massa,2026-02-01,2026-01-01,event,1'
bad surveys '2: score: ' <<<$'account,kind,score,date\nA1,nps,11,2026-01-01'
bad referrals '2: referrer: .*X1' <<<$'id,referrer_kind,referrer\nR3,customer,X1'
bad targets '2: key: .*2026-Q5' <<<$'kpi,period,key,low,direction\ndeals_won_value,quarter,2026-Q5,1,higher'
bad targets '2: low: ligger över det högsta' <<<$'kpi,low,high,direction\nactive_leads,10,5,range'
bad targets '2: scope: kontot NOPE finns inte' <<<$'kpi,scope,low,direction\nmrr_by_account,account:NOPE,1,higher'
bad targets '2: kpi: .*menade du deals_won_value' <<<$'kpi,low,direction\ndeals_won_valeu,1,higher'
bad surveys '1: colour: ' <<<$'account,kind,score,date,colour\nA1,nps,9,2026-01-01,red'
bad surveys '2: score: ' <<<$'account,kind,score,date,colour\nA1,nps,11,2026-01-01,red'
bad tier-history '2: tier: ' <<<$'account,tier,from\nA1,4,2026-01-01'
bad services '2: category: ' <<<$'code,name\nny,Ny'
bad stages '2: ord: ' <<<$'code,kind\nny,open'
finish
