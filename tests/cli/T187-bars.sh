#!/bin/bash
# SPDX-License-Identifier: MIT
# What is due, for a status bar: waybar's object and i3blocks' lines.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1

conf() { # conf PRIVACY
    configure <<C
[identity]
addresses = anna@satori.example
[ui]
language = sv
[notify]
privacy = $1
[rules]
off = source_missing; active_leads_range; source_review_due; source_test_due; lead_no_next_step
C
}
conf full
bar() { cadens --format "$@"; }
is "nothing is due" '{"alt": "quiet", "class": "quiet", "text": "0", "tooltip": "Inget att göra."}' "$(bar waybar due | ask d)"
is "no block then" "" "$(bar i3blocks due)"
printf 'id,name\nA1,<Ett> & Co\nA2,Två\n' >"$T/accounts.csv"
{ printf 'id,account,name,stage,created\n'; for n in 1 2 3 4 5 6 7 8 9 10 11 12; do printf 'L%d,A1,Lead %02d,interested,2026-03-10\n' $n $n; done; } >"$T/leads.csv"
cadens import accounts "$T/accounts.csv" >/dev/null && cadens import leads "$T/leads.csv" >/dev/null
bar waybar due >"$T/out"
is "twelve leads" '["12", "warning", "warning"]' "$(ask '[d["text"], d["class"], d["alt"]]' <"$T/out")"
is "on one line" 1 "$(wc -l <"$T/out")"
is "the first ten and how many more" '[11, "Ingen aktivitet på 21 dagar: Lead 01 (&lt;Ett&gt; &amp; Co)", "och 2 till"]' \
    "$(ask '(lambda t: [len(t), t[0], t[-1]])(d["tooltip"].split("\n"))' <"$T/out")"
is "the block" $'Att göra: 12\n12\n#d9a400' "$(bar i3blocks due)"
id=$(json due | ask 'd["due"][0]["id"]')
cadens ack "$id" && is "what is seen is not counted" '"11"' "$(bar waybar due | ask 'd["text"]' | sed 's/.*/"&"/')"
is "another moment" '0' "$(bar waybar due --at 2026-03-12T12:00:00+01:00 | ask 'd["text"]')"
is "the sources" '["11", "due"]' "$(bar waybar status | ask '[d["text"], d["class"]]')"
is "the same for i3blocks" $'Att göra: 11\n11' "$(bar i3blocks status)"
conf counts
is "on a shared screen only how many" "Något behöver göras" "$(bar waybar due | ask 'd["tooltip"]')"
printf 'id,account,promise,created,due\nF1,A2,Ring,2026-03-01,2026-03-10\n' >"$T/promises.csv"
printf 'id,name,tier,lifecycle\nA2,Två,1,prospect\n' >"$T/accounts.csv"
cadens import accounts "$T/accounts.csv" >/dev/null && cadens import follow-ups "$T/promises.csv" >/dev/null
is "something critical" '"critical"' "$(bar waybar due | ask 'd["class"]' | sed 's/.*/"&"/')"
is "is red" '#e0393e' "$(bar i3blocks due | sed -n 3p)"
status_is "no other command is a bar" 2 cadens --format waybar leads
status_is "not even one that is there" 2 cadens --format i3blocks kpi
finish
