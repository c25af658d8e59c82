#!/bin/bash
# SPDX-License-Identifier: MIT
# Classes, directions and matching of real mail files, in several orders of arrival (08 §8.1-8.3, 16 B).
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
letters() { /usr/bin/python3 "$top_srcdir/tests/lib/letters.py" "$@"; }

cat >"$T/accounts.csv" <<'C'
id,name,domains,lifecycle,tier
K,Kund,kund.example,customer,1
S,Skidor,skidor.example,prospect,
B,Båt,båt.example,prospect,
U,Under,it.kund.example,prospect,
F,Fri,,prospect,
P1,P1,p1.example,prospect,
P2,P2,p2.example,prospect,
P3,P3,p3.example,prospect,
P4,P4,p4.example,prospect,
P5,P5,p5.example,prospect,
P6,P6,p6.example,prospect,
P7,P7,p7.example,prospect,
P8,P8,p8.example,prospect,
P9,P9,p9.example,prospect,
C
cat >"$T/contacts.csv" <<'C'
id,account,name,emails
k1,K,Karl Åsa,karl@kund.example
f1,F,Frida,frida@gmail.com
s1,S,Sven,sven@skidor.example
C

cat >"$T/mail" <<'M'
== inbox 2026-03-02T09:00 plain | human in K:address
From: Karl <karl@kund.example>
== inbox 2026-03-02T09:01 plus | human in K:address
From: "Karl Plus" <KARL+news@Kund.Example>
== inbox 2026-03-02T09:02 quoted | human in K:address
From: "karl"@kund.example (from (nested) home)
== inbox 2026-03-02T09:03 domain | human in K:domain
From: other@kund.example
== inbox 2026-03-02T09:04 subdomain | human in K:domain
From: other@mail.kund.example
== inbox 2026-03-02T09:05 longest | human in U:domain
From: other@x.it.kund.example
== inbox 2026-03-02T09:06 lookalike | human in -
From: other@notkund.example
== inbox 2026-03-02T09:07 freemail | human in F:address
From: Frida <frida+x@gmail.com>
== inbox 2026-03-02T09:08 freemail2 | human in -
From: fredrik@gmail.com
== inbox 2026-03-02T09:09 idn | human in B:domain
From: Bo =?utf-8?Q?B=C3=A5t?= <bo@xn--bt-yia.example>
== inbox 2026-03-02T09:10 idn-raw | human in B:domain
From: Bo <bo@BÅT.example>
== inbox 2026-03-02T09:11 group | human in K:address,S:address
From: karl@kund.example
To: Friends: anna@satori.example, sven@skidor.example;, undisclosed-recipients:;
== inbox 2026-03-02T09:12 copied | human in K:domain,S:address
From: other@kund.example
Cc: sven@skidor.example
== inbox 2026-03-02T09:13 replyto | human in -
From: someone@nowhere.example
Reply-To: karl@kund.example
Sender: karl@kund.example
== inbox 2026-03-02T09:14 dsn | bounce internal -
From: Mail Delivery <MAILER-DAEMON@mx.satori.example>
Return-Path: <>
Subject: Undelivered
Content-Type: multipart/report; report-type=delivery-status; boundary=q

--q
Content-Type: text/plain

no
--q
Content-Type: message/delivery-status

Reporting-MTA: dns; mx

Final-Recipient: rfc822; gone@kund.example
Action: failed
Status: 5.1.1

--q--
== inbox 2026-03-02T09:15 daemon | bounce in -
From: MAILER-DAEMON@elsewhere.example
Return-Path: <>
== inbox 2026-03-02T09:16 daemon2 | human in -
From: postmaster@elsewhere.example
Return-Path: <postmaster@elsewhere.example>
== inbox 2026-03-02T09:17 failedrec | bounce in -
From: postmaster@elsewhere.example
X-Failed-Recipients: gone@kund.example
== inbox 2026-03-02T09:18 nullpath | human in K:address
From: karl@kund.example
Return-Path: <>
== inbox 2026-03-02T09:19 receipt | receipt in K:address
From: karl@kund.example
Subject: =?utf-8?q?L=C3=A4st=3A_offert?=
Content-Type: multipart/report; report-type="disposition-notification"; boundary=q

--q
Content-Type: text/plain

read
--q
Content-Type: message/disposition-notification

Final-Recipient: rfc822; karl@kund.example
Disposition: manual-action/MDN-sent-manually; displayed

--q--
== inbox 2026-03-02T09:20 request | calendar in K:address
From: karl@kund.example
Content-Type: text/calendar; method=REQUEST; charset=utf-8

BEGIN:VCALENDAR
METHOD:REQUEST
BEGIN:VEVENT
UID:req1
DTSTART:20260320T090000Z
ORGANIZER:mailto:karl@kund.example
ATTENDEE:mailto:anna@satori.example
END:VEVENT
END:VCALENDAR
== inbox 2026-03-02T09:21 cal-no-method | human in K:address
From: karl@kund.example
Content-Type: text/calendar; charset=utf-8

BEGIN:VCALENDAR
BEGIN:VEVENT
UID:req2
DTSTART:20260320T090000Z
END:VEVENT
END:VCALENDAR
== inbox 2026-03-02T09:22 cal-inner-method | calendar in K:address
From: karl@kund.example
Content-Type: multipart/alternative; boundary=q

--q
Content-Type: text/plain

hej
--q
Content-Type: text/calendar; charset=utf-8

BEGIN:VCALENDAR
METHOD:REQUEST
BEGIN:VEVENT
UID:req3
DTSTART:20260321T090000Z
ORGANIZER:mailto:karl@kund.example
ATTENDEE:mailto:anna@satori.example
END:VEVENT
END:VCALENDAR
--q--
== inbox 2026-03-02T09:23 cal-octet | human in K:address
From: karl@kund.example
Content-Type: multipart/mixed; boundary=q

--q
Content-Type: text/plain

hej
--q
Content-Type: application/octet-stream; name=invite.ics
Content-Disposition: attachment; filename=invite.ics

BEGIN:VCALENDAR
METHOD:REQUEST
END:VCALENDAR
--q--
== inbox 2026-03-02T09:24 auto1 | auto_reply in K:address
From: karl@kund.example
Auto-Submitted: auto-replied (vacation)
== inbox 2026-03-02T09:25 auto2 | auto_reply in K:address
From: karl@kund.example
Auto-Submitted: auto-generated
Subject: Autosvar: Hej
== inbox 2026-03-02T09:26 auto3 | auto_reply in K:address
From: karl@kund.example
Auto-Submitted: auto-generated
X-MS-Exchange-Inbox-Rules-Loop: karl@kund.example
== inbox 2026-03-02T09:27 auto4 | system in K:address
From: karl@kund.example
Auto-Submitted: auto-generated
== inbox 2026-03-02T09:28 auto5 | human in K:address
From: karl@kund.example
Auto-Submitted: no
X-Auto-Response-Suppress: All
== inbox 2026-03-02T09:29 auto6 | auto_reply in K:address
From: karl@kund.example
Precedence: auto_reply
== inbox 2026-03-02T09:30 auto7 | auto_reply in K:address
From: karl@kund.example
X-Autorespond: yes
== inbox 2026-03-02T09:31 auto8 | auto_reply in K:address
From: karl@kund.example
Subject: SV: =?utf-8?Q?Fra=CC=8Anvaro?= till 5 mars
== inbox 2026-03-02T09:32 auto9 | human in K:address
From: karl@kund.example
Subject: Frånvarorapport mars
== inbox 2026-03-02T09:33 auto10 | human in K:address
From: karl@kund.example
Subject: Vacationers welcome
== inbox 2026-03-02T09:34 auto11 | auto_reply in K:address
From: karl@kund.example
Subject: Re: Out of the office: hi
== inbox 2026-03-02T09:35 auto12 | auto_reply in K:address
From: karl@kund.example
Subject: AUTOMATISKT SVAR: Hej
== inbox 2026-03-02T09:36 auto13 | auto_reply in K:address
From: karl@kund.example
X-AutoReply-From: x@kund.example
== inbox 2026-03-02T09:37 auto14 | human in K:address
From: karl@kund.example
Subject: Semester
== inbox 2026-03-02T09:38 auto15 | human in K:address
From: karl@kund.example
Subject: Semesterplaner 2026
== inbox 2026-03-02T09:40 bulk1 | bulk in K:address
From: karl@kund.example
List-Id: <nyheter.kund.example>
== inbox 2026-03-02T09:41 bulk2 | bulk in K:address
From: karl@kund.example
List-Unsubscribe: <mailto:x@y>
== inbox 2026-03-02T09:42 bulk3 | bulk in K:address
From: karl@kund.example
Precedence: List
== inbox 2026-03-02T09:43 bulk4 | bulk in K:address
From: karl@kund.example
Feedback-ID: 1:2
== inbox 2026-03-02T09:44 bulk5 | human in K:address
From: karl@kund.example
List-Id: <info.kund.example>
In-Reply-To: <out1@T.Example>
== inbox 2026-03-02T09:45 bulk6 | auto_reply in K:address
From: karl@kund.example
List-Id: <info.kund.example>
Auto-Submitted: auto-replied
In-Reply-To: <out1@t.example>
== inbox 2026-03-02T09:46 bulk7 | system in K:domain
From: noreply+17@kund.example
List-Id: <info.kund.example>
References: <out1@t.example>
== inbox 2026-03-02T09:47 bulk8 | bulk in K:address
From: karl@kund.example
List-Id: <info.kund.example>
In-Reply-To: <plain@t.example>
== inbox 2026-03-02T09:50 sys1 | system in K:domain
From: no-reply@kund.example
== inbox 2026-03-02T09:51 sys2 | system in K:domain
From: notifications@kund.example
== inbox 2026-03-02T09:52 sys3 | system in K:domain
From: donotreply-billing@kund.example
== inbox 2026-03-02T09:53 sys4 | human in K:domain
From: henno-reply@kund.example
== inbox 2026-03-02T09:54 sys5 | system in -
From:
== inbox 2026-03-02T09:55 sys6 | system in -
From: (nobody)
== Sent 2026-03-02T09:56 sys7 | system out -
From:
To: karl@kund.example
== Sent 2026-03-01T10:00 out1 | human out K:address
To: karl@kund.example
== Sent 2026-03-01T10:01 out2 | human out S:address
To: bengt@satori.example
Cc: sven@skidor.example
== Sent 2026-03-01T10:02 out3 | human out K:address
To: undisclosed-recipients:;
Bcc: karl@kund.example
== Sent 2026-03-01T10:03 out4 | human internal -
To: bengt@satori.example
== Sent 2026-03-01T10:04 out5 | human internal -
To: anna@satori.example
== Sent 2026-03-01T10:05 out6 | bulk out P1:domain,P2:domain,P3:domain,P4:domain,P5:domain,P6:domain,P7:domain,P8:domain,P9:domain
To: a@p1.example, a@p2.example, a@p3.example
Cc: a@p4.example, a@p5.example
Bcc: a@p6.example, a@p7.example, a@p8.example, a@p9.example, b@p9.example
== Sent 2026-03-01T10:06 out7 | human out P1:domain,P2:domain,P3:domain,P4:domain,P5:domain,P6:domain,P7:domain,P8:domain
To: a@p1.example, a@p2.example, a@p3.example, b@p3.example
Cc: a@p4.example, a@p5.example
Bcc: a@p6.example, a@p7.example, a@p8.example, z@nowhere.example
== Sent 2026-03-01T10:07 out8 | human out K:address
To: karl@kund.example
Subject: SV: Autosvar: hej
== Sent 2026-03-01T10:08 out9 | human out K:domain
From: Anna <anna.private@hemma.example>
To: other@kund.example
== inbox 2026-03-01T10:09 learned | human internal -
From: anna.private@hemma.example
== Sent 2026-03-01T10:10 out10 | human out S:domain
From: frida@gmail.com
To: other@skidor.example
== inbox 2026-03-01T10:11 notlearned | human in F:address
From: frida@gmail.com
== inbox 2026-03-01T10:12 internal-in | human internal -
From: bengt@satori.example
== inbox 2026-03-01T10:13 own-in-inbox | human out K:address
From: bengt@satori.example
To: karl@kund.example
Cc: anna@satori.example
== Sent 2026-03-01T10:14 listcopy | human out K:address
To: karl@kund.example
== inbox 2026-03-01T10:14 listcopy | human out K:address
From: anna@satori.example
To: karl@kund.example
List-Id: <alla.satori.example>
== inbox 2026-03-03T10:20 inherit1 | human in K:thread
From: karl@hemma.example
In-Reply-To: <out3@t.example>
== inbox 2026-03-03T10:21 inherit2 | human in -
From: karl@hemma.example
References: <out4@t.example> <out10@t.example>
 <out6@t.example>
== Sent 2026-03-01T11:00 twoacc | human out K:address,S:address
To: karl@kund.example, sven@skidor.example
== inbox 2026-03-03T11:00 inherit3 | human in -
From: third@nowhere.example
In-Reply-To: <twoacc@t.example>
== inbox 2026-03-03T11:05 inherit4 | system in -
From: noreply@nowhere.example
In-Reply-To: <out8@t.example>
== inbox 2026-03-03T12:00 nolog |
From: karl@kund.example
Cc: x@lawyer.example
== inbox 2026-03-03T12:01 skip | human in -
From: friend@kund.example
== inbox 2026-03-03T12:02 skip-inherit | human in -
From: friend@kund.example
In-Reply-To: <out8@t.example>
== inbox 2026-03-03T12:03 skip-copied | human in S:address
From: sven@skidor.example
Cc: friend@kund.example
M
configure <<C
[identity]
addresses = anna@satori.example; @satori.example
[privacy]
never_log = @lawyer.example
skip_person = friend@kund.example
[mailbox mail]
type = maildir
path = $T/maildir
C
imports() { cadens import accounts "$T/accounts.csv" && cadens import contacts "$T/contacts.csv"; }

ok "import" imports
letters write "$T/maildir" <"$T/mail"
ok "sync" cadens sync
status_is "verify" 0 json verify --rows
is "every letter is read as it should be" "" "$(letters check "$T/out" <"$T/mail")"
# UIDs of a maildir are given at first sight, so they alone may differ
dump() { cadens export --all | awk -F '\t' -v OFS='\t' '$1 == "ledger" { $5 = "" } { print }' | sort; }
dump >"$T/whole"

# again FIRST SECOND: the same letters in two parts, from an empty database, must end in the same one
again() {
    rm -rf "$T/cadens.db"* "$T/maildir"
    local part
    for part in "$@"; do
        if [ "$part" = import ]; then imports; else letters write "$T/maildir" "$part" <"$T/mail" && cadens sync; fi
    done >/dev/null
    dump >"$T/again"
    diff "$T/whole" "$T/again" | head -n 20
}
is "received before sent" "" "$(again import inbox sent)"
is "sent before received" "" "$(again import sent inbox)"
is "every other one first" "" "$(again import odd even)"
is "the accounts last" "" "$(again inbox sent import)"
finish
