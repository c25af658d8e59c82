#!/bin/bash
# SPDX-License-Identifier: MIT
# What changes after the mail is stored: accounts, contacts, domains, own addresses, privacy; an mbox that grows, a maildir whose flags and
# folders change (08 §8.2, 16 B03-B05, B13, 17-D2). Verdicts follow, as if it had been so from the beginning.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
letters() { /usr/bin/python3 "$top_srcdir/tests/lib/letters.py" "$@"; }

letters write "$T/maildir" <<'M'
== inbox 2026-03-02T09:00 one
From: k@kund.example
== Sent 2026-03-03T09:00 two
To: k@kund.example
In-Reply-To: <one@t.example>
== inbox 2026-03-04T09:00 three
From: kim@hemma.example
In-Reply-To: <two@t.example>
== inbox 2026-03-05T09:00 four
From: l@kund.example
== inbox 2026-03-06T09:00 five
From: bengt@partner.example
To: anna@satori.example, k@kund.example
== inbox 2026-03-07T09:00 secret
From: x@lawyer.example
== Sent 2026-03-08T09:00 strangers
To: bengt@mail.partner.example, anna@satori.example, s@unknown.example, t@sub.ignored.example, l@kund2.example
M
profile() { # profile IDENTITY PRIVACY-LINE
    configure <<C
[identity]
addresses = $1
[privacy]
$2
[mailbox mail]
type = maildir
path = $T/maildir
[mailbox archive]
type = mbox
path = $T/archive.mbox
role = inbox
C
}
letter() { # letter DAY NAME FROM: one message of an mbox
    printf 'From %s Mon Mar %2d 08:00:00 2026\nFrom: %s\nTo: anna@satori.example\nDate: Mon, %d Mar 2026 09:00:00 +0100\nSubject: %s\nMessage-ID: <%s@t.example>\n\n>From the past\n\n' \
        "$3" "$1" "$3" "$1" "$2" "$2"
}
touches() { json touchpoints | ask '" ".join(t["message_id"].split("@")[0]+":"+t["account"]+":"+t["method"] for t in d["touchpoints"])'; }
episodes() { json episodes | ask '" ".join(e["account"]+":"+e["owed_by"]+":"+e["state"] for e in d["episodes"])'; }
rows() { json verify --rows | ask "$1"; }

letter 16 m1 k@kund.example >"$T/archive.mbox"
profile anna@satori.example ''
status_is "mail before there is any account" 0 cadens sync
status_is "an account that is not there is no empty list" 1 cadens episodes --account A1
is "nothing is logged" "" "$(touches)"
is "an account with its domain" A1 "$(cadens account add Kund --domains kund.example | grep -o 'A[0-9]*' | head -n 1)"
is "brings what is stored" "one:A1:domain two:A1:domain three:A1:thread four:A1:domain five:A1:domain m1:A1:domain" "$(touches)"
is "and its episodes" "A1:us:answered A1:us:open A1:us:open" "$(episodes)"
ok "another, with a person of the first" cadens account add Annan
ok "by address" cadens contact add A2 Kim --emails k@kund.example
is "the address goes before the domain; two accounts in a thread inherit nothing" \
    "one:A2:address two:A2:address three:A2:thread four:A1:domain five:A2:address m1:A2:address" "$(touches)"
ok "the person goes" cadens contact remove C1
is "and all is as before" "one:A1:domain two:A1:domain three:A1:thread four:A1:domain five:A1:domain m1:A1:domain" "$(touches)"
ok "the domain goes" cadens account edit A1 --domains other.example
is "and so does the log" "" "$(touches)"
is "and the episodes" "" "$(episodes)"
ok "it comes back" cadens account edit A1 --domains kund.example
is "with all of it" "A1:us:answered A1:us:open A1:us:open" "$(episodes)"
cadens export --all >"$T/whole"

profile 'anna@satori.example; @partner.example' ''
cadens sync >/dev/null
is "an own address more: the direction turns" out "$(rows '[r["direction"] for r in d["rows"] if r["message_id"]=="five@t.example"][0]')"
profile anna@satori.example 'skip_person = l@kund.example; k@kund.example'
cadens sync >/dev/null
is "persons skipped: only the others are left" "" "$(touches)"
profile anna@satori.example ''
cadens sync >/dev/null
cadens export --all >"$T/again"
is "and back: as if nothing had been" "" "$(diff "$T/whole" "$T/again")"

letter 17 m2 k@kund.example >>"$T/archive.mbox"
letter 18 m3 x@lawyer.example >>"$T/archive.mbox"
profile anna@satori.example 'never_log = @lawyer.example'
ok "the mbox grows" cadens sync
like "the new one is logged" 'm2:A1:domain' "$(touches)"
is "of the lawyer's only the place is known, also of what was stored" '[["archive", ["class", "folder", "mailbox", "uid", "uidvalidity"]], ["mail", ["class", "folder", "mailbox", "uid", "uidvalidity"]]]' \
    "$(rows '[[r["mailbox"], sorted(k for k in r if r[k] is not None)] for r in d["rows"] if r["class"]=="never_log"]')"
is "nothing of it is in the database" 0 "$(cat "$T"/cadens.db* | grep -c -e 'm3@t.example' -e 'secret@t.example' -e 'x@lawyer.example')"
is "complete" '[3, 3, 0, 0, 0]' "$(json verify archive | ask '[d["folders"][0][k] for k in ("server","ledger","missing","extra","unexplained")]')"
letter 17 m2 k@kund.example >"$T/archive.mbox"
letter 19 m4 k@kund.example >>"$T/archive.mbox"
ok "the mbox is written anew" cadens sync
is "what is out of it is gone" '[2, 2, 0, 0, 0, 2]' "$(json verify archive | ask '[d["folders"][0][k] for k in ("server","ledger","missing","extra","unexplained","gone")]')"
like "but stays logged" 'm1:A1:domain.* m4:A1:domain' "$(touches)"

profile 'anna@satori.example; @partner.example' 'skip_person = l@kund2.example'
ok "the lawyer is no secret any more" cadens sync
ok "somebody is ignored" cadens triage ignore @ignored.example
is "triage asks neither of us, nor of the skipped, nor of the ignored" '["x@lawyer.example", "s@unknown.example"]' \
    "$(json triage | ask 'sorted((t["address"] for t in d["triage"]), key=lambda a: a[0]!="x")')"
profile anna@satori.example ''
before=$(touches)
for file in "$T"/maildir/cur/*; do mv "$file" "${file%:2,*}:2,RS"; done
mv "$T"/maildir/.Sent/cur/* "$T/maildir/cur/"
ok "flags change, one is moved" cadens sync
is "the log does not" "$before" "$(touches)"
is "still complete" 0 "$(json verify mail | ask 'sum(f["missing"]+f["extra"]+f["unexplained"] for f in d["folders"])')"
finish
