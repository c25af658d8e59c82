#!/bin/bash
# SPDX-License-Identifier: MIT
# Wherever a day is meant it may be said as people say it (09 §9.3): one parser for all options. Files stay strict (00 §5).
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1

configure <<'C'
[identity]
addresses = anna@satori.example
C
printf 'id,name,lifecycle\nA1,Acme,prospect\n' >"$T/accounts.csv"
printf 'id,account,name,created,stage\nL1,A1,Affär,2026-01-05,need\nL2,A1,Annan,2026-01-05,need\n' >"$T/leads.csv"
ok "an account" cadens import accounts "$T/accounts.csv"
ok "leads" cadens import leads "$T/leads.csv"

# --- promises: it is Tuesday 2026-03-31, week 14
while IFS='|' read -r said day; do
    id=$(cadens follow-up add A1 "Ring" --due "$said")
    is "a promise for $said" "$day" "$(json follow-up list --account A1 | ask "[f['due'] for f in d['follow_ups'] if f['id']=='$id'][0]")"
done <<'W'
fredag|2026-04-03
på fredag|2026-04-03
imorgon|2026-04-01
v. 14|2026-04-03
om två veckor|2026-04-14
om 3 dagar|2026-04-03
15/4|2026-04-15
15 april|2026-04-15
den 15 april|2026-04-15
2026-04-15|2026-04-15
next friday|2026-04-03
in two weeks|2026-04-14
tomorrow|2026-04-01
W
status_is "no day" 2 cadens follow-up add A1 "Ring" --due "nångång"
like "is told in one line" '^cadens: due: ".*" ' "$(cat "$T/err")"
is "and nothing was stored" 13 "$(json follow-up list --account A1 | ask 'len(d["follow_ups"])')"
ok "another day, agreed" cadens follow-up edit F1 --due "den 20 april" --agreed
is "moves both" 2026-04-20 "$(json follow-up list --account A1 | ask '[f["due"] for f in d["follow_ups"] if f["id"]=="F1"][0]')"

# --- put away until then
cadens --now 2026-04-03T12:00:00+02:00 due >/dev/null
item=$(json --now 2026-04-03T12:00:00+02:00 due | ask 'd["due"][0]["id"]')
snoozed() { # it is Good Friday 2026-04-03
    "$top_builddir/cadens" --config "$T/cadens.conf" --now 2026-04-03T12:00:00+02:00 snooze "$item" "$1" || return 1
    json --now 2026-04-03T12:00:00+02:00 due --all | ask "[i['snoozed_until'] for i in d['due'] if i['id']==$item][0]"
}
is "until a weekday: when work begins" 2026-04-07T08:00:00+02:00 "$(snoozed tisdag)"
is "on friday" 2026-04-10T08:00:00+02:00 "$(snoozed 'på fredag')"
is "until a date" 2026-04-15T08:00:00+02:00 "$(snoozed 15/4)"
is "a time of a day" 2026-04-07T14:30:00+02:00 "$(snoozed 'tisdag 14:30')"
is "a span" 2026-04-08T08:00:00+02:00 "$(snoozed 5d)"
status_is "what has been" 2 cadens --now 2026-04-03T12:00:00+02:00 snooze "$item" igår
status_is "no day" 2 cadens --now 2026-04-03T12:00:00+02:00 snooze "$item" sedan

# --- what rests, and what has happened
ok "a lead rests" cadens lead pause L1 --until "om en månad"
is "until then" 2026-04-30 "$(json lead show L1 | ask 'd["leads"][0].get("paused_until")')"
ok "a lead was won" cadens lead won L2 --at "i fredags"
ok "a call of Friday" cadens log call A1 --at "fredag 14:30" --id T1
is "was last Friday" 2026-03-27T14:30:00+01:00 "$(json touchpoints | ask '[t["at"] for t in d["touchpoints"] if t["id"]=="T1"][0]')"
ok "a review" cadens review add A1 qbr --held 15/1
is "was in January" 2026-01-15 "$(json review list --account A1 | ask 'd["reviews"][0]["held"]')"
is "from Friday to today" 1 "$(json touchpoints --from fredag --to idag | ask 'len(d["touchpoints"])')"
is "a span of days ends behind its beginning" 1 "$(json touchpoints --from 'i fredags' --to torsdag | ask 'len(d["touchpoints"])')"
ok "what is due on Friday" cadens due --at fredag
status_is "no instant" 2 cadens due --at nångång

# --- a file is not a conversation
printf 'id,account,promise,created,due\nF90,A1,Ring,2026-03-01,fredag\n' >"$T/promises.csv"
status_is "a file says YYYY-MM-DD" 1 cadens import follow-ups "$T/promises.csv"
like "and where it does not" 'promises.csv:2: due: ' "$(cat "$T/err")"

# --- of a lead: its account is known
of_lead() { json follow-up list --account A1 | ask "[[f['account'], f['lead'], f['promise'], f['due']] for f in d['follow_ups'] if f['id'] == '$1'][0]"; }
id=$(cadens --lang sv follow-up add --lead L1 --due fredag)
is "of a lead without more words" '["A1", "L1", "Följ upp", "2026-04-03"]' "$(of_lead "$id")"
id=$(cadens follow-up add "Skicka offert" --lead L1 --due "v. 15")
is "with a promise" '["A1", "L1", "Skicka offert", "2026-04-10"]' "$(of_lead "$id")"
status_is "no such lead" 1 cadens follow-up add --lead L9 --due fredag
status_is "neither a lead nor an account" 2 cadens follow-up add Ring --due fredag
finish
