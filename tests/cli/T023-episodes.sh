#!/bin/bash
# SPDX-License-Identifier: MIT
# Response episodes from real mail files, one account a case (08 §8.4-8.5, 16 C; example E5 headers only). Letters are named after their
# case; the expected lines read: case, who owes, state, closed by, match, attempts, flags, opening -> closing message.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
letters() { /usr/bin/python3 "$top_srcdir/tests/lib/letters.py" "$@"; }

cat >"$T/mail" <<'M'
== Sent 2026-03-02T09:00 e5-1
To: a@e5.example
== inbox 2026-03-02T09:01 e5-auto
From: a@e5.example
Auto-Submitted: auto-replied
In-Reply-To: <e5-1@t.example>
== Sent 2026-03-09T09:00 e5-2
To: a@e5.example
In-Reply-To: <e5-1@t.example>
== inbox 2026-03-10T10:00 e5-3
From: a@e5.example
References: <e5-1@t.example> <e5-2@t.example>
== Sent 2026-03-10T15:30 e5-4
To: a@e5.example
In-Reply-To: <e5-3@t.example>
== Sent 2026-03-11T09:00 e5-t2
To: a@e5.example
== Sent 2026-03-11T09:05 e5-t3
To: b@e5.example
== inbox 2026-03-12T11:00 e5-t4
From: a@e5.example
== Sent 2026-03-13T09:00 e5-t5
To: c@e5.example
== inbox 2026-03-13T09:00:05 e5-dsn
From: MAILER-DAEMON@mx.satori.example
Bounce! c@e5.example e5-t5@t.example
== Sent 2026-03-16T09:00 e5-t6
To: b@e5.example
Calendar! REQUEST e5-uid 20260330T080000Z anna@satori.example b@e5.example NEEDS-ACTION
== inbox 2026-03-16T13:00 e5-accept
From: b@e5.example
Calendar! REPLY e5-uid 20260330T080000Z anna@satori.example b@e5.example ACCEPTED
== Sent 2026-03-02T09:00 cc-out
To: anna@other.example
Cc: a@cc.example
== inbox 2026-03-03T09:00 cc-in
From: a@cc.example
== Sent 2026-03-04T09:00 cc-debt
To: someone@nowhere.example
Cc: a@cc.example
In-Reply-To: <cc-in@t.example>
== Sent 2026-03-02T09:00 two-out
To: a@two.example, a@two2.example
== inbox 2026-03-03T09:00 two-in
From: a@two.example
Cc: a@two2.example
In-Reply-To: <two-out@t.example>
== Sent 2026-03-02T09:00 con-1
To: k1@con.example
== Sent 2026-03-03T09:00 con-2
To: k1@con.example
== Sent 2026-03-04T09:00 con-3
To: l@con.example
== inbox 2026-03-10T22:00 con-in
From: k2@con.example
== Sent 2026-03-02T09:00 late-1
To: k@late.example
== inbox 2026-03-10T09:00 late-in
From: k@late.example
Subject: unrelated
== Sent 2026-03-02T09:00 subj-1
To: k@subj.example
Subject: [Ext] Offert för tjänsten
== inbox 2026-03-16T09:00 subj-in
From: boss@subj.example
Subject: SV: Re: offert FÖR tjänsten
== Sent 2026-03-02T09:00 subj15-1
To: k@subj15.example
Subject: Offert för tjänsten
== inbox 2026-03-17T09:00 subj15-in
From: boss@subj15.example
Subject: SV: Offert för tjänsten
== Sent 2026-03-02T09:00 short-1
To: k@short.example
Subject: Offert
== inbox 2026-03-04T09:00 short-in
From: boss@short.example
Subject: SV: Offert
== Sent 2026-03-02T09:00 own-1
To: k@own.example
== Sent 2026-03-03T09:00 own-2
To: k@own.example
== inbox 2026-03-04T09:00 own-in
From: k@own.example
In-Reply-To: <own-2@t.example>
== inbox 2026-03-05T09:00 own-in2
From: k@own.example
In-Reply-To: <own-2@t.example>
== Sent 2026-03-02T09:10 skew-1
To: k@skew.example
== inbox 2026-03-02T09:06 skew-in
From: k@skew.example
In-Reply-To: <skew-1@t.example>
== Sent 2026-03-02T09:00 half-1
To: k@half.example, l@half.example
== inbox 2026-03-02T09:01 half-b
From: MAILER-DAEMON@mx.example
Bounce! k@half.example half-1@t.example
== Sent 2026-03-02T09:00 full-1
To: k@full.example, l@full.example
== inbox 2026-03-02T09:01 full-b
From: MAILER-DAEMON@mx.example
Bounce! k@full.example full-1@t.example
== inbox 2026-03-02T09:02 full-c
From: MAILER-DAEMON@mx.example
X-Failed-Recipients: l@full.example
In-Reply-To: <full-1@t.example>
== Sent 2026-03-02T09:00 late5-1
To: k@late5.example
== inbox 2026-03-06T09:01 late5-b
From: postmaster@mx.example
X-Failed-Recipients: k@late5.example
== Sent 2026-03-02T09:00 late6-1
To: k@late6.example
== inbox 2026-03-08T09:01 late6-b
From: postmaster@mx.example
X-Failed-Recipients: k@late6.example
== Sent 2026-03-02T09:00 delay-1
To: k@delay.example
== inbox 2026-03-02T13:00 delay-b
From: MAILER-DAEMON@mx.example
Bounce! k@delay.example delay-1@t.example 4.4.1 delayed
== Sent 2026-03-02T09:00 given-1
To: k@given.example
== inbox 2026-03-07T09:00 given-b
From: MAILER-DAEMON@mx.example
Bounce! k@given.example given-1@t.example 4.4.7 failed
== inbox 2026-03-02T09:00 req-in
From: k@req.example
Calendar! REQUEST req-uid 20260330T080000Z k@req.example anna@satori.example NEEDS-ACTION
== Sent 2026-03-02T10:00 req-reply
To: k@req.example
Calendar! REPLY req-uid 20260330T080000Z k@req.example anna@satori.example ACCEPTED
== inbox 2026-03-03T09:00 open-in
From: k@open.example
Calendar! REQUEST open-uid 20260330T080000Z k@open.example anna@satori.example NEEDS-ACTION
== Sent 2026-03-02T09:00 can-1
To: k@can.example
Calendar! REQUEST can-uid 20260330T080000Z anna@satori.example k@can.example NEEDS-ACTION
== Sent 2026-03-03T09:00 can-2
To: k@can.example
Calendar! REQUEST can-uid 20260331T080000Z anna@satori.example k@can.example NEEDS-ACTION
== Sent 2026-03-04T09:00 can-3
To: k@can.example
Calendar! CANCEL can-uid 20260331T080000Z anna@satori.example k@can.example NEEDS-ACTION
== Sent 2026-03-02T09:00 cnt-1
To: k@cnt.example
Calendar! REQUEST cnt-uid 20260330T080000Z anna@satori.example k@cnt.example NEEDS-ACTION
== inbox 2026-03-03T09:00 cnt-2
From: k@cnt.example
Calendar! COUNTER cnt-uid 20260331T080000Z anna@satori.example k@cnt.example TENTATIVE
In-Reply-To: <cnt-1@t.example>
== Sent 2026-03-02T09:00 ooo-1
To: k@ooo.example
== Sent 2026-03-03T09:00 ooo-2
To: k@ooo.example
== inbox 2026-03-03T09:01 ooo-auto
From: k@ooo.example
Subject: Autosvar: hej
== Sent 2026-03-02T09:00 skip-1
To: friend@skip.example, k@skip.example
== inbox 2026-03-03T09:00 skip-in
From: friend@skip.example
In-Reply-To: <skip-1@t.example>
== Sent 2026-03-02T09:00 alone-1
To: friend@skip2.example
== Sent 2026-03-02T09:00 meet-1
To: k@meet.example
== inbox 2026-03-03T09:00 meet-in
From: l@meet.example
== Sent 2026-03-02T09:00 call-1
To: k@call.example
== inbox 2026-03-03T09:00 call-in
From: k@call.example
Subject: annat
== Sent 2026-03-06T09:00 call-2
To: k@call.example
== inbox 2026-03-02T09:00 tie-in
From: k@tie.example
In-Reply-To: <tie-root@x.example>
== Sent 2026-03-02T09:00 tie-out
To: k@tie.example
References: <tie-root@x.example>
== inbox 2026-03-02T09:00 owe-1
From: k@owe.example
== inbox 2026-03-03T09:00 owe-2
From: k@owe.example
In-Reply-To: <owe-1@t.example>
== Sent 2026-03-02T09:00 bulk-1
To: k@bulk.example
== inbox 2026-03-03T09:00 bulk-in
From: k@bulk.example
List-Id: <x.bulk.example>
In-Reply-To: <bulk-1@t.example>
== Sent 2026-03-02T09:00 merge-1
To: k@merge.example
== Sent 2026-03-03T09:00 merge-2
To: k@merge.example
== inbox 2026-03-05T09:00 merge-in
From: k@merge.example
References: <merge-1@t.example> <merge-2@t.example>
== Sent 2026-03-02T08:59 sup-1
To: k@sup.example
== Sent 2026-03-05T09:00 sup-2
To: k@sup.example
== Sent 2026-03-05T10:00 sup-3
To: l@sup.example
== Sent 2026-03-16T09:00 sup-inv
To: l@sup.example
Calendar! REQUEST sup-uid 20260330T080000Z anna@satori.example l@sup.example NEEDS-ACTION
== inbox 2026-03-17T09:00 sup-acc
From: k@sup.example
Calendar! REPLY sup-uid 20260330T080000Z anna@satori.example k@sup.example ACCEPTED
== Sent 2026-03-16T09:00 dec-inv
To: k@dec.example
Calendar! REQUEST dec-uid 20260330T080000Z anna@satori.example k@dec.example NEEDS-ACTION
== Sent 2026-03-16T10:00 dec-1
To: k@dec.example
== inbox 2026-03-17T09:00 dec-rep
From: k@dec.example
Calendar! REPLY dec-uid 20260330T080000Z anna@satori.example k@dec.example DECLINED
== Sent 2026-03-02T09:00 hum-inv
To: k@hum.example
Calendar! REQUEST hum-uid 20260330T080000Z anna@satori.example k@hum.example NEEDS-ACTION
== inbox 2026-03-03T09:00 hum-in
From: k@hum.example
In-Reply-To: <hum-inv@t.example>
== inbox 2026-03-02T09:00 any-req
From: k@any.example
Calendar! REQUEST any-uid 20260330T080000Z k@any.example anna@satori.example NEEDS-ACTION
== Sent 2026-03-03T09:00 any-out
To: k@any.example
In-Reply-To: <any-req@t.example>
== Sent 2026-03-02T09:00 many-1
To: k@many.example
== Sent 2026-03-03T09:00 many-2
To: k@many.example
In-Reply-To: <many-1@t.example>
== inbox 2026-03-03T09:01 many-b
From: MAILER-DAEMON@mx.example
Bounce! k@many.example many-2@t.example
== Sent 2026-03-02T09:00 inh-1
To: k@inh.example
== inbox 2026-03-03T09:00 inh-in
From: kim@hemma.example
In-Reply-To: <inh-1@t.example>
== Sent 2026-03-02T09:00 nope-1
To: k@nope.example
== inbox 2026-03-02T09:00 ndr-1
From: k@ndr.example
== inbox 2026-03-02T10:00 ndr-rec
From: k@ndr.example
Content-Type: multipart/report; report-type=disposition-notification; boundary=q
== Sent 2026-03-02T12:00 ndr-auto
To: k@ndr.example
In-Reply-To: <ndr-1@t.example>
Auto-Submitted: auto-replied
== Sent 2026-03-02T09:00 dclm-1
To: k@dclm.example
== Sent 2026-03-09T09:00 back-3
To: k@back.example
In-Reply-To: <back-2@t.example>
== inbox 2026-03-04T09:00 back-2
From: k@back.example
In-Reply-To: <back-1@t.example>
== Sent 2026-03-02T09:00 back-1
To: k@back.example
== Sent 2026-03-10T09:00 back-4
To: k@back.example
In-Reply-To: <back-3@t.example>
== inbox 2026-03-31T11:00 fut-in
From: k@fut.example
== inbox 2026-03-31T13:00 fut-in2
From: k@fut.example
In-Reply-To: <fut-in@t.example>
M

{
    echo id,name,domains,lifecycle,tier
    for case in e5 cc two two2 con late subj subj15 short own skew half full late5 late6 req open can cnt ooo skip skip2 meet call tie owe bulk fut merge sup dec hum any many inh nope ndr dclm back delay given; do
        echo "$case,Account $case,$case.example,customer,2"
    done
} >"$T/accounts.csv"
printf 'id,account,name,emails\ncon-k,con,Kim,k1@con.example k2@con.example\nmeet-k,meet,Kim,k@meet.example\ncall-k,call,Kim,k@call.example\n' >"$T/contacts.csv"
printf 'id,start,end,account,attendees\nm1,2026-03-05T10:00,2026-03-05T11:00,meet,k@meet.example l@meet.example\nm2,2026-03-05T10:00,2026-03-05T11:00,nope,other@nope.example\n' >"$T/meetings.csv"
printf 'id,kind,direction,account,at,contact,outcome\nc1,call,out,call,2026-03-07T10:00,call-k,connected\n' >"$T/touchpoints.csv"
configure <<C
[identity]
addresses = anna@satori.example
[privacy]
skip_person = friend@skip.example; friend@skip2.example
[mailbox mail]
type = maildir
path = $T/maildir
C
imports() {
    cadens import accounts "$T/accounts.csv" && cadens import contacts "$T/contacts.csv" &&
        cadens import touchpoints "$T/touchpoints.csv" && cadens import meetings "$T/meetings.csv"
}

cat >"$T/expected" <<'X'
any us answered email thread 1 - any-req -> any-out 86400 32400
back them answered email thread 1 - back-1 -> back-2 172800 64800
back them open None None 1 - back-4 -> - None None
bulk them answered email thread 1 - bulk-1 -> bulk-in 86400 32400
call them answered email contact 1 - call-1 -> call-in 86400 32400
call them answered call None 1 - call-2 -> - None None
can them cancelled None None 2 fi can-1 -> can-3 None None
cc us answered email thread 1 - cc-in -> cc-debt 86400 32400
cnt them answered email thread 1 i cnt-1 -> cnt-2 86400 32400
cnt us open None None 1 - cnt-2 -> - None None
con them open None None 1 - con-1 -> - None None
con them answered email contact 1 - con-2 -> con-in 651600 190800
con them open None None 1 - con-3 -> - None None
dclm them open None None 1 - dclm-1 -> - None None
dec them answered invite_reply thread 1 i dec-inv -> dec-rep 86400 32400
dec them open None None 1 - dec-1 -> - None None
delay them open None None 1 - delay-1 -> - None None
e5 them answered email thread 2 fo e5-1 -> e5-3 694800 198000
e5 them answered email contact 1 - e5-t2 -> e5-t4 93600 39600
e5 them superseded None None 1 - e5-t3 -> e5-accept None None
e5 them bounced None None 1 - e5-t5 -> e5-dsn None None
e5 them answered invite_reply thread 1 i e5-t6 -> e5-accept 14400 14400
full them bounced None None 1 - full-1 -> full-c None None
fut us open None None 1 - fut-in -> - None None
given them bounced None None 1 - given-1 -> given-b None None
half them open None None 1 - half-1 -> - None None
hum them answered email thread 1 i hum-inv -> hum-in 86400 32400
inh them answered email thread 1 - inh-1 -> inh-in 86400 32400
late them open None None 1 - late-1 -> - None None
late us open None None 1 - late-in -> - None None
late5 them bounced None None 1 - late5-1 -> late5-b None None
late6 them open None None 1 - late6-1 -> - None None
many them bounced None None 2 f many-1 -> many-b None None
meet them answered meeting None 1 - meet-1 -> - None None
meet us answered meeting None 1 - meet-in -> - None None
merge them answered email thread 2 f merge-1 -> merge-in 259200 97200
ndr us open None None 1 - ndr-1 -> - None None
nope them open None None 1 - nope-1 -> - None None
ooo them open None None 1 - ooo-1 -> - None None
ooo them open None None 1 o ooo-2 -> - None None
open us open None None 1 - open-in -> - None None
owe us open None None 2 - owe-1 -> - None None
own them open None None 1 - own-1 -> - None None
own them answered email thread 1 - own-2 -> own-in 86400 32400
own us open None None 1 - own-in2 -> - None None
req us answered invite_reply thread 1 - req-in -> req-reply 3600 3600
short them open None None 1 - short-1 -> - None None
short us open None None 1 - short-in -> - None None
skew them answered email thread 1 - skew-1 -> skew-in 0 0
skip them open None None 1 - skip-1 -> - None None
subj them answered email account_subject 1 - subj-1 -> subj-in 1209600 324000
subj15 them open None None 1 - subj15-1 -> - None None
subj15 us open None None 1 - subj15-in -> - None None
sup them open None None 1 - sup-1 -> - None None
sup them superseded None None 1 - sup-2 -> sup-acc None None
sup them open None None 1 - sup-3 -> - None None
sup them answered invite_reply thread 1 i sup-inv -> sup-acc 86400 32400
tie them answered email thread 1 - tie-out -> tie-in 0 0
two them answered email thread 1 - two-out -> two-in 86400 32400
two2 them open None None 1 - two-out -> - None None
X
episodes() {
    json episodes | ask '"\n".join(" ".join(str(x) for x in (e["account"], e["owed_by"], e["state"], e["closed_by"], e["match"], e["attempts"],
        ("f" if e["is_followup"] else "")+("i" if e["is_invite"] else "")+("o" if e["ooo_hit"] else "") or "-",
        (e["open_message"] or "?").replace("@t.example",""), "->", (e["close_message"] or "-").replace("@t.example",""), e["resp_secs"], e["resp_work_secs"]))
        for e in sorted(d["episodes"], key=lambda e: (e["account"], e["opened_at"], e["open_message"])))'
}
ok "import" imports
letters write "$T/maildir" <"$T/mail"
ok "sync" cadens sync
status_is "verify" 0 json verify
episodes >"$T/episodes"
is "every episode is what the rules make of it" "" "$(diff "$T/expected" "$T/episodes")"
is "what is answered in the calendar is not owed" 8 "$(json kpi replies_owed_by_us | ask 'd["kpis"][0]["value"]')"
is "episodes bounced, superseded and cancelled have an end and no time" '[true, true]' \
    "$(json episodes | ask '(lambda l: [all(e["closed_at"] for e in l), not any(e["resp_secs"] or e["closed_by"] or e["match"] for e in l)])([e for e in d["episodes"] if e["state"] in ("bounced","superseded","cancelled")])')"

NOW=2026-03-09T12:00:00+01:00 episodes >"$T/past"
is "seen from an earlier day an answer has not come" "e5 them open None None 2 fo e5-1 -> - None None" "$(grep '^e5' "$T/past")"
is "nor has the invitation been sent" 0 "$(grep -c 'dec-\|sup-inv\|back-4' "$T/past")"
episodes >"$T/again"
ok "looking back changed nothing" cmp "$T/episodes" "$T/again"

dump() { cadens export --all | awk -F '\t' -v OFS='\t' '$1 == "ledger" { $5 = "" } { print }' | sort; }
dump >"$T/whole"
again() { # the same letters in parts, from an empty database
    rm -rf "$T/cadens.db"* "$T/maildir"
    local part
    for part in "$@"; do
        if [ "$part" = import ]; then imports; else letters write "$T/maildir" "$part" <"$T/mail" && cadens sync && cadens due; fi
    done >/dev/null
    dump >"$T/again"
    diff "$T/whole" "$T/again" | head -n 20
}
is "received before sent" "" "$(again import inbox sent)"
is "every other one first" "" "$(again import odd even)"
is "sent first, the accounts last" "" "$(again sent inbox import)"
finish
