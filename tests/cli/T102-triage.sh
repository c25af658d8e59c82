#!/bin/bash
# SPDX-License-Identifier: MIT
# triage: strangers ranked by how likely they matter, robots and newsletters hidden; an address or a whole domain given to an account, or to a new
# one, with a count of what it brings; ignore, never log, undo; one key for each at a terminal of 80 columns (crm notes §4.10-13, §6.11).
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
letters() { /usr/bin/python3 "$top_srcdir/tests/lib/letters.py" "$@"; }
keys() { /usr/bin/python3 "$top_srcdir/tests/lib/keys.py" "$@"; }

cat >"$T/feed.ics" <<'I'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//t//t//EN
BEGIN:VEVENT
UID:m1@t.example
DTSTAMP:20260301T000000Z
DTSTART:20260309T090000Z
DTEND:20260309T100000Z
SUMMARY:Möte
ORGANIZER:mailto:anna@satori.example
ATTENDEE:mailto:met@met.example
END:VEVENT
END:VCALENDAR
I
configure <<C
[identity]
addresses = anna@satori.example
[mailbox mail]
type = maildir
path = $T/maildir
[calendar work]
url = file://$T/feed.ics
[ui]
language = en
C
letters write "$T/maildir" <<'M'
== inbox 2026-03-02T09:00 a1
From: Answered <answered@one.example>
== Sent 2026-03-02T10:00 a2
To: answered@one.example
In-Reply-To: <a1@t.example>
== inbox 2026-03-02T11:00 a3
From: colleague@one.example
== inbox 2026-03-03T09:00 met1
From: met@met.example
== inbox 2026-03-03T10:00 l1
From: "Lead =?utf-8?Q?=1B[31m?= Person" <new@lead.example>
== inbox 2026-03-03T10:00 gm
From: other@gmail.com
== inbox 2026-03-03T11:00 f1
From: often@often.example
== inbox 2026-03-04T11:00 f2
From: often@often.example
== inbox 2026-03-05T11:00 f3
From: often@often.example
== inbox 2026-03-06T11:00 once
From: once@once.example
Subject: =?utf-8?B?w4V0dGlvIHRlY2tlbiBvY2ggbGl0ZSB0aWxsIHPDpSBhdHQgcmFkZW4gaW50ZSBmw6VyIHBsYXRzIHDDpSBlbiB0ZXJtaW5hbCBtZWQgw6V0dGlvIGtvbHVtbmVy?=
== inbox 2026-03-07T11:00 news
From: news@news.example
List-Unsubscribe: <mailto:x@news.example>
== inbox 2026-03-07T12:00 robot
From: no-reply@robot.example
M
cadens account add Lead >/dev/null
cadens contact add A1 Gammal --emails old@lead.example >/dev/null
cadens contact add A1 Privat --emails private@gmail.com >/dev/null
cadens lead add A1 Affär >/dev/null
ok "sync" cadens sync
who() { json triage "$@" | ask '" ".join(t["address"].split("@")[0] for t in d["triage"])'; }
touches() { json touchpoints | ask '" ".join(sorted(t["message_id"].split("@")[0]+":"+t["account"]+":"+t["method"] for t in d["touchpoints"] if t["message_id"]))'; }
count() { ask '[d["added"], d["erased"], d["dry_run"]]' <"$T/out"; }
dump() { cadens export --all | sha256sum; }

is "answered, met, of a lead's domain, often, once" "answered met new often once other colleague" "$(who)"
is "why" '[["answered@one.example", 2, true, 0, null], ["met@met.example", 1, false, 1, null], ["new@lead.example", 1, false, 0, "L1"]]' \
    "$(json triage | ask '[[t[k] for k in ("address","messages","answered","meetings","lead")] for t in d["triage"][:3]]')"
is "a provider's domain is nobody's" '[null, null]' "$(json triage | ask '[[t["lead"], t["account"]] for t in d["triage"] if t["address"]=="other@gmail.com"][0]')"
is "the account is suggested" A1 "$(json triage | ask '[t["account"] for t in d["triage"] if t["address"]=="new@lead.example"][0]')"
is "robots and newsletters only when asked for" '["bulk", "system"]' "$(json triage --all | ask 'sorted(t["class"] for t in d["triage"] if t["class"]!="human")')"

before=$(dump)
status_is "an address, first only told" 0 json triage assign answered@one.example A1 --dry-run
is "what it would bring" '[2, 0, true]' "$(count)"
status_is "the whole domain" 0 json triage assign @one.example A1 --dry-run
is "is more" '[3, 0, true]' "$(count)"
status_is "an account made of it" 0 json triage assign @one.example --new Ett --dry-run
is "would be this one" '["A2", "Ett", 3]' "$(ask '[d["account"], d["name"], d["added"]]' <"$T/out")"
is "nothing has changed" "$before" "$(dump)"
status_is "a provider's domain cannot be given" 1 cadens triage assign @gmail.com A1
status_is "nor a public suffix" 1 cadens triage assign @co.uk A1
status_is "nor our own domain" 1 cadens triage assign @satori.example A1
like "which is said in one line" '^cadens: @satori[.]example: is ours' "$(cat "$T/err")"
status_is "nor one of us" 1 cadens triage assign anna@satori.example A1
status_is "nor on the account itself" 1 cadens account edit A1 --domains satori.example
status_is "nor rubbish" 2 cadens triage assign 'no address' A1
status_is "nor to nobody" 1 cadens triage assign once@once.example A77
status_is "nor to two" 2 cadens triage assign once@once.example A1 --new X
is "nothing has changed" "$before" "$(dump)"
ok "an account made for real" cadens triage assign @one.example --new Ett
is "history follows" "a1:A2:domain a2:A2:domain a3:A2:domain" "$(touches)"
status_is "taken back" 0 json triage undo @one.example
is "and gone" "" "$(touches)"
status_is "nothing to take back" 1 cadens triage undo @one.example
ok "ignored" cadens triage ignore @often.example
is "is not asked again" "answered met new once other colleague" "$(who)"
is "but known" '["ignore"]' "$(json triage --all | ask '[t["decision"] for t in d["triage"] if t["address"]=="often@often.example"]')"
ok "until undone" cadens triage undo @often.example
is "then again" "answered met new often once other colleague" "$(who)"

# at a terminal; whatever its width and however it ends, it is found as it was
before=$(dump)
script() { printf '%s\n' "$@" | sed 's/\\t/\t/' >"$T/script"; } # "REGEX\tKEYS" ...
talk() { # talk NAME STATUS
    keys "$T/script" "$top_builddir/cadens" --config "$T/cadens.conf" --now "$NOW" triage >"$T/talk" 2>&1
    is "$1" "$2" "$?"
    is "$1: the terminal is as it was" "terminal KEPT" "$(grep '^terminal' "$T/talk")"
    is "$1: in 80 columns" yes "$(awk '$1=="longest"{print ($2<=80) ? "yes" : $2}' "$T/talk")"
    unlike "$1: nothing steers the terminal" $'\x1b' "$(cat "$T/talk")"
}
script '1/7 .*answered@one.example.*\n[^\n]*\n[^\n]*\n[^\n]*\n\tx'
talk "left at once" 1
is "nothing is saved" "$before" "$(dump)"
script '1/7[^\n]*\n[^\n]*\n[^\n]*\n[^\n]*\n\ti' '2/7[^\n]*\n[^\n]*\n[^\n]*\n\t\x03'
talk "^C" 1
is "nothing is saved" "$before" "$(dump)"
script '1/7[^\n]*\n[^\n]*\n[^\n]*\n[^\n]*\n\ti' '2/7[^\n]*\n[^\n]*\n[^\n]*\n\tsignal TERM'
talk "a signal" 1
is "nothing is saved" "$before" "$(dump)"
script '1/7[^\n]*\n[^\n]*\n[^\n]*\n[^\n]*\n\tn' 'Name of the new account: \tEtt\n' '@one.example to Ett: 3 touchpoints\n\n2/7[^\n]*\n[^\n]*\n[^\n]*\n\tv' \
    'met@met.example: 1 letter will be forgotten\n\n3/7 [^\n]*\n[^\n]*domain of A1 with lead L1\n[^\n]*\n\td' '\[A1\]: \t\n' \
    '@lead.example to A1: 1 touchpoint\n\n4/7[^\n]*\n[^\n]*\n[^\n]*\n\ti' 'often@often.example: not asked again\n\n5/7[^\n]*\n[^\n]*\n[^\n]*\n\tu' \
    '4/7[^\n]*\n[^\n]*\n[^\n]*\n\tz' 'a account, [^\n]*\n\n4/7[^\n]*\n[^\n]*\n[^\n]*\n\ta' 'Account [^\n]*: \tnosuch\n' \
    'nosuch: no account[^\n]*\n\n4/7[^\n]*\n[^\n]*\n[^\n]*\n\ta' 'Account [^\n]*: \tLEA\n' \
    'often@often.example to A1: 3 touchpoints\n\n5/7[^\n]*\n[^\n]*\n[^\n]*\n\ts' '6/7[^\n]*\n[^\n]*\n[^\n]*\n\td' 'Account [^\n]*: \tA1\n' \
    'gmail.com: anybody[^\n]*\n\n6/7[^\n]*\n[^\n]*\n[^\n]*\n\ti' 'That was the last one[^\n]*\n\tq'
talk "decided" 0
is "saved together" "a1:A3:domain a2:A3:domain a3:A3:domain f1:A1:rule f2:A1:rule f3:A1:rule l1:A1:domain" "$(touches)"
is "what was skipped is asked again" "once" "$(who)"
is "what was never to be logged is forgotten" 1 "$(json verify --rows | ask 'sum(r["class"]=="never_log" for r in d["rows"])')"
script '1/1 \tq'
talk "looked at and saved" 0
like "a list for whoever wants one" once@once.example "$(cadens triage --list)"
ok "complete" cadens verify
finish
