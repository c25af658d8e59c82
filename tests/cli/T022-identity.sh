#!/bin/bash
# SPDX-License-Identifier: MIT
# Which letters are one, what a date is worth, threads, and hostile text (16 B05-B08, B15, B17, B18; 17-A1).
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
letters() { /usr/bin/python3 "$top_srcdir/tests/lib/letters.py" "$@"; }

printf 'id,name,domains\nK,Kund,kund.example\nS,Skidor,skidor.example\n' >"$T/accounts.csv"
configure <<C
[identity]
addresses = anna@satori.example
[mailbox first]
type = maildir
path = $T/first
[mailbox second]
type = maildir
path = $T/second
C

letters write "$T/first" <<'M'
== inbox 2026-03-02T09:00 twin
From: a@kund.example
Date: Mon, 2 Mar 2026 09:00:00 +0100
Subject: first
== inbox 2026-03-02T10:00 twin2
From: a@kund.example
Message-ID: <twin@t.example>
Date: Mon, 2 Mar 2026 08:59:00 +0100
Subject: earlier, other date
== inbox 2026-03-02T11:00 twin3
From: b@kund.example
Message-ID: <twin@T.EXAMPLE>
Date: Mon, 2 Mar 2026 09:00:00 +0100
Subject: other sender
== Archive 2026-03-02T08:50 twin
From: a@kund.example
Date: Mon, 2 Mar 2026 09:00:00 +0100
Subject: first
== inbox 2026-03-02T12:00 noid
From: a@kund.example
Message-ID:
Subject: no id
Received: from x by y; Mon
== inbox 2026-03-02T12:01 empty1
From:
To:
Subject:
Date:
Message-ID:
X-Odd: 1
== inbox 2026-03-02T12:02 empty2
From:
To:
Subject:
Date:
Message-ID:
X-Odd: 2
== inbox 2026-03-03T09:00 d-none
From: a@kund.example
Date:
== inbox 2026-03-03T09:01 d-rubbish
From: a@kund.example
Date: yesterday-ish
== inbox 2026-03-03T09:02 d-nozone
From: a@kund.example
Date: Mon, 2 Mar 2026 20:00:00
== inbox 2026-03-03T09:03 d-badzone
From: a@kund.example
Date: Mon, 2 Mar 2026 20:00:00 CET
== inbox 2026-03-03T09:04 d-edt
From: a@kund.example
Date: Mon, 2 Mar 2026 20:00:00 EDT
== inbox 2026-03-03T09:05 d-old
From: a@kund.example
Date: Mon, 2 Mar 2026 09:04:59 +0100
== inbox 2026-03-03T09:06 d-24h
From: a@kund.example
Date: Mon, 2 Mar 2026 09:06:00 +0100
== inbox 2026-03-03T09:07 d-future
From: a@kund.example
Date: Fri, 5 Mar 2027 09:06:00 +0100
== Sent 2026-03-03T09:08 d-sent
To: a@kund.example
Date: Sun, 1 Mar 2026 09:06:00 +0100
== inbox 2026-03-03T10:00 t-child
From: a@kund.example
References: <t-never@x.example> junk <T-other@X.example>
== inbox 2026-03-03T10:01 t-cousin
From: a@kund.example
In-Reply-To: Message from A of "Mon" <t-never@X.EXAMPLE>
== inbox 2026-03-03T10:02 t-case
From: a@kund.example
In-Reply-To: <t-Other@x.example>
== inbox 2026-03-03T10:03 t-bounce
From: MAILER-DAEMON@mx.example
Return-Path: <>
References: <t-case@t.example>
== inbox 2026-03-04T10:00 h-control
From: =?utf-8?Q?=1B]0;owned=07?= <a@kund.example>
Subject: =?utf-8?Q?a=1B[31mred=0Ab=00c?=
== inbox 2026-03-04T10:01 h-charset
From: a@kund.example
Subject: =?x-nope?Q?hej?= =?utf-8?B?w6VrJQ?= =?iso-8859-1?Q?=E5=E4?= =?utf-8?Q?=FF?=
== inbox 2026-03-04T10:02 h-long
From: a@kund.example
To: anna@satori.example,
 "Very, <odd> name" <anna@satori.example>, bad@, @bad, <>, nobody
Subject: folded
	subject with "quotes"; and <angles>
M
printf 'From: a@kund.example\nTo: anna@satori.example\nMessage-ID: <h-raw@t.example>\nDate: Wed, 4 Mar 2026 10:03:00 +0100\nSubject: r\xe5 \xe4pple\n\n' \
    >"$T/first/cur/1772614980.raw.test:2,S"
printf 'From: a@kund.example\r\nTo: anna@satori.example\r\nMessage-ID: <h-nul@t.example>\r\nDate: Wed, 4 Mar 2026 10:04:00 +0100\r\nSubject: n\0ul\r\njunk line\r\nX: \r\n' \
    >"$T/first/cur/1772615040.nul.test:2,S"
: >"$T/first/cur/1772615100.zero.test:2,S"
letters write "$T/second" <<'M'
== inbox 2026-03-02T08:55 twin
From: a@kund.example
Date: Mon, 2 Mar 2026 09:00:00 +0100
Subject: first
== inbox 2026-03-02T12:00 noid
From: a@kund.example
Message-ID:
Subject: no id
Received: from z by q; Tue
M
cadens import accounts "$T/accounts.csv" >/dev/null
ok "sync" cadens sync
status_is "verify" 0 json verify --rows
cp "$T/out" "$T/rows"
rows() { ask "$1" <"$T/rows"; }
is "every file is accounted for" '[27, 27, 0, 0, 0]' "$(rows '[sum(f[k] for f in d["folders"]) for k in ("server","ledger","missing","extra","unexplained")]')"
is "twins are numbered by time, copies are one" '[["twin@t.example", "earlier, other date"], ["twin@t.example#2", "first"], ["twin@t.example#3", "other sender"]]' \
    "$(rows 'sorted({(r["message_id"],r["subject"]) for r in d["rows"] if r["message_id"].startswith("twin@")})')"
is "copies in two mailboxes are two rows" 2 "$(rows 'sum(r["message_id"]=="twin@t.example#2" for r in d["rows"])')"
is "without an id the five fields decide" '[2, 1]' "$(rows '(lambda s: [len(s), len(set(s))])([r["message_id"] for r in d["rows"] if r["message_id"].startswith("sha256:")])')"
is "without those it is the place" 3 "$(rows 'len({r["message_id"] for r in d["rows"] if r["class"]=="system"})')"
is "a date that is unusable or a day off gives way to the arrival" \
    '{"24h": "02T09:06", "badzone": "03T09:03", "edt": "03T01:00", "future": "03T09:07", "none": "03T09:00", "nozone": "03T09:02", "old": "03T09:05", "rubbish": "03T09:01", "sent": "03T09:08"}' \
    "$(rows '{r["message_id"][2:-10]: r["at"][8:16] for r in d["rows"] if r["message_id"].startswith("d-")}')"
is "threads" '[["bounce", "case"], ["child", "cousin"]]' \
    "$(rows '(lambda t: sorted(sorted(r["message_id"][2:-10] for r in t if r["thread"]==x) for x in {r["thread"] for r in t}))([r for r in d["rows"] if r["message_id"].startswith("t-")])')"
is "hostile text" '["a [31mred b c", "folded subject with \"quotes\"; and <angles>", "hejåk%åä�", "n ul", "rå äpple"]' \
    "$(rows 'sorted(r["subject"] for r in d["rows"] if r["message_id"].startswith("h-"))')"
unlike "no control character leaves" $'\x1b|\x07' "$(cadens verify --rows; cadens touchpoints)"
is "explain takes an id as mail programs show it" 2 "$(json explain '<twin@T.Example#2>' | ask 'len(d["rows"])')"
like "verify names the classes it counts" 'human 20, system 3' "$(cadens --lang en verify)"
finish
