#!/bin/bash
# SPDX-License-Identifier: MIT
# Worked examples of the specification (12) from CSV to figure: E10 and E11 recurring revenue, E12 horizons, E24 cost of a source, E26 economics of a
# customer, E31 suggested tiers, E33 scores of leads. The other examples stand in the tests of their rooms.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1

fresh() { # a new profile, with these lines of configuration
    rm -f "$T"/cadens.db*
    { printf '[identity]\naddresses = @satori.example\n'; cat; } | configure
}
take() { # take KIND: the file on standard input
    cat >"$T/$1.csv"
    cadens import "$1" "$T/$1.csv" >/dev/null 2>"$T/err" || { result 1 "import of $1" "$(cat "$T/err")"; return 1; }
}
# values NOW "ARGUMENTS": scope=value of each row, sorted; rates and months to three decimals
values() { # shellcheck disable=SC2086
    NOW=$1 json kpi $2 | ask '" ".join(sorted("%s=%s" % (k["scope"], round(k["value"], 3) if isinstance(k["value"], float) else k["value"]) for k in d["kpis"]))'; }

# --- E10, E11
fresh </dev/null
take accounts <<'C'
id,name,lifecycle,customer_since
A,Ett,customer,2026-01-15
B,Två,customer,2026-01-01
C,Tre,customer,2025-11-01
C
take subscriptions <<'C'
id,account,service,start,end
SA,A,satori-chat,2026-01-15,2026-04-01
SB,B,radgivningsretainer,2026-01-01,
SC,B,support,2026-02-01,2026-03-01
SD,C,satori-chat,2025-11-01,2026-01-01
SE,C,satori-chat,2026-03-05,
C
take subscription-changes <<'C'
subscription,effective,quantity,unit_price,interval_months
SA,2026-01-15,20,150,1
SA,2026-02-10,30,150,1
SB,2026-01-01,1,120000,12
SC,2026-02-01,1,2000,1
SD,2025-11-01,10,150,1
SE,2026-03-05,8,150,1
C
movements() { # movements MONTH: opening of the next, new, reactivated, expanded, contracted, churned
    NOW=2026-05-01T12:00:00+02:00 json kpi mrr mrr_new mrr_reactivation mrr_expansion mrr_contraction mrr_churn --period "month:$1" |
        ask '" ".join(str(k["value"] // 100) for k in d["kpis"] if k["scope"] == "all")'
}
order=$(NOW=2026-05-01T12:00:00+02:00 json kpi mrr mrr_new mrr_reactivation mrr_expansion mrr_contraction mrr_churn --period month:2026-03 | ask '" ".join(k["id"] for k in d["kpis"] if k["scope"] == "all")')
is "the movements in the order asked for" "mrr mrr_new mrr_reactivation mrr_expansion mrr_contraction mrr_churn" "$order"
is "E10 November" "1500 1500 0 0 0 0" "$(movements 2025-11)"
is "E10 December" "1500 0 0 0 0 0" "$(movements 2025-12)"
is "E10 January" "13000 13000 0 0 0 1500" "$(movements 2026-01)"
is "E10 February" "16500 0 0 3500 0 0" "$(movements 2026-02)"
is "E10 March" "15700 0 1200 0 2000 0" "$(movements 2026-03)"
is "E10 April" "11200 0 0 0 0 4500" "$(movements 2026-04)"
is "E11 ARR in March" "all=18840000" "$(values 2026-05-01T12:00:00+02:00 'arr --period month:2026-03')"
is "E11 ARR in April" "all=13440000" "$(values 2026-05-01T12:00:00+02:00 'arr --period month:2026-04')"

# --- E12
fresh </dev/null
printf 'id,name\nA,Ett\n' | take accounts
{
    echo 'id,account,name,stage,probability,amount,expected_close,created'
    n=0
    for day in 2025-09-01 2025-10-31 2025-12-14 2025-12-15 2026-02-10 2026-05-01 2026-08-15 2026-11-01; do
        n=$((n + 1))
        echo "L$n,A,Lead $n,need,50,$((1 << n)),$day,2025-06-01"
    done
} | take leads
is "E12 horizons" "horizon:0-3=1200 horizon:12+=25600 horizon:3-6=4800 horizon:6-12=19200 horizon:past_due=200" \
    "$(values 2025-09-15T12:00:00+02:00 pipeline_by_horizon | sed 's/horizon:undated=0 *//; s/ $//')"
is "E12 quarters" "period:2025-Q3=200 period:2025-Q4=2800 period:2026-Q1=3200 period:2026-Q2=6400 period:2026-Q3=12800 period:2026-Q4=25600" \
    "$(values 2025-09-15T12:00:00+02:00 pipeline_by_quarter | tr ' ' '\n' | sed -n 's/^[a-z]*:\([0-9]*-Q.\)/period:\1/p' | grep -v '=0$' | xargs)"

# --- E24
fresh <<'C'
[finance]
gross_margin =
C
{ echo 'id,name,lifecycle,customer_since'; for n in $(seq 70); do echo "A$n,Konto $n,$([ "$n" -le 2 ] && echo customer,2026-02-20 || echo prospect,)"; done; } | take accounts
{
    echo 'id,account,name,stage,source,created,closed'
    for n in $(seq 70); do echo "L$n,A$n,Lead $n,$([ "$n" -le 2 ] && echo won || echo contacted),event,2026-02-05,$([ "$n" -le 2 ] && echo 2026-02-20)"; done
} | take leads
printf 'id,source,from,to,kind,amount\nK,event,2026-01-01,2026-03-31,event,90000\n' | take costs
of_event() { values 2026-04-15T12:00:00+02:00 "$*" | tr ' ' '\n' | sed -n 's/^source:event=//p'; }
is "E24 cost of a lead in February" 40000 "$(of_event cost_per_lead --period month:2026-02)"
is "E24 cost of a win: of the twelve months that end with February (15-A4), which have 59 days of it" 2950000 "$(of_event cost_per_won --period month:2026-02)"
is "E24 no lead, no value" None "$(of_event cost_per_lead --period month:2026-03)"

# --- E26
fresh <<'C'
[finance]
gross_margin = 60
C
printf 'id,name,lifecycle,customer_since\nA,Ett,customer,2025-12-08\n' | take accounts
printf 'id,account,name,service,stage,source,created,closed\nL,A,Lead,satori-uppstart,won,event,2025-10-20,2025-12-08\n' | take leads
printf 'id,kind,direction,account,at,lead\nT,call,out,A,2025-10-20T09:00,L\n' | take touchpoints
printf 'number,account,date,line,category,net,lead\nF1,A,2026-01-15,1,one_off,80000,L\nF2,A,2026-02-15,1,one_off,10000,L\nF3,A,2026-03-16,1,one_off,20000,L\n' | take invoices
printf 'id,source,from,to,kind,amount\nK,event,2025-10-01,2025-12-31,event,60000\n' | take costs
then=2026-03-31T12:00:00+02:00
like "E26 cycle" '(^| )all=49(\.0)?( |$)' "$(values $then 'sales_cycle_days --period month:2025-12')"
like "E26 time to revenue" '(^| )all=2\.858( |$)' "$(values $then time_to_revenue_months)"
like "E26 payback" '(^| )all=3\.22' "$(values $then payback_months)"

# --- E31
fresh </dev/null
take accounts <<'C'
id,name,lifecycle,customer_since,employees
A,Ett,customer,2024-01-01,120
B,Två,customer,2024-01-01,250
C,Tre,customer,2024-01-01,30
D,Fyra,customer,2024-01-01,60
E,Fem,customer,2026-03-01,200
F,Sex,customer,2026-03-01,50
G,Sju,customer,2026-03-01,30
C
printf 'number,account,date,line,category,net\n1,A,2025-10-01,1,one_off,500000\n2,B,2025-10-01,1,one_off,499999.99\n3,C,2025-10-01,1,one_off,200000\n4,D,2025-10-01,1,one_off,90000\n' | take invoices
is "E31" "account:A=1 account:B=2 account:C=2 account:D=3 account:E=1 account:F=2 account:G=3" "$(values $then tier_suggested)"

# --- E33
fresh </dev/null
take accounts <<'C'
id,name,segment,city,employees,it_maturity
A,Ett,sports,Stockholm,120,3
B,Två,construction,Örebro,40,2
C,Tre,nonprofit,Stockholm,27,2
D,Fyra,manufacturing,Göteborg,400,
C
printf 'id,account,name,role\nKA,A,Anna A,ceo\nKC,C,Carl C,ceo\nKD,D,Dan D,it_coo\n' | take contacts
printf 'id,account,name,stage,source,created\nLA,A,A,contacted,referral,2026-03-01\nLB,B,B,contacted,cold_calling,2026-03-01\nLC,C,C,contacted,referral,2026-03-01\nLD,D,D,contacted,website,2026-03-01\n' | take leads
printf 'id,kind,direction,account,at\nT1,email,in,A,2026-03-20T09:00\nT2,email,in,C,2026-03-20T09:00\nT3,email,in,D,2026-03-20T09:00\n' | take touchpoints
printf 'id,start,end,account,outcome,attendees\nM1,2026-03-24T10:00,2026-03-24T11:00,A,held,x@ett.example\nM2,2026-03-24T10:00,2026-03-24T11:00,C,held,x@tre.example\n' | take meetings
is "E33" "lead:LA=10 lead:LB=5 lead:LC=2 lead:LD=6" "$(values $then lead_score)"
finish
