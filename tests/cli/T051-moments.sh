#!/bin/bash
# SPDX-License-Identifier: MIT
# What is due, moment by moment: a signal's life, questions about the past and the future, and what time itself makes of what is stored.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
configure <<'C'
[identity]
addresses = anna@satori.example
[review]
check_in_by_mail = 1
[ui]
language = en
C

import() { cat >"$T/$1.csv"; cadens import "$1" "$T/$1.csv"; }
at() { NOW=2026-$1; shift; "$@"; }
due() { json due "$@" | ask '[[i["rule"],i["subject"],i["severity"],i["state"]] for i in d["due"]]'; }
number() { json due --all | ask 'd["due"][0]["id"]'; }
stale='[["lead_stale", "L1", 2, "open"]]'

NOW=2026-02-02T09:00:00+01:00
ok "a lead" import leads < <(echo "id,account,name,stage,created
L1,A1,Ett,interested,2026-02-02" | (import accounts >/dev/null <<'C'
id,name,lifecycle,tier,customer_since
A1,Ett,customer,1,2025-01-01
C
cat))
ok "its policy has not begun" test -n "$(due)"
is "14 days are not too many" '[]' "$(at 02-16T09:00:00+01:00 due | ask '[i for i in d if i[0]=="lead_stale"]')"
is "15 are" "$stale" "$(at 02-17T09:00:00+01:00 due | ask '[i for i in d if i[0]=="lead_stale"]')"
lead_number() { json due --all | ask '[i["id"] for i in d["due"] if i["rule"]=="lead_stale"][0]'; }
only() { ask '[i for i in d if i[0]=="lead_stale"]'; }
NOW=2026-02-17T09:00:00+01:00
n=$(lead_number)
status_is "snoozed until a Saturday" 0 cadens snooze "$n" 2026-02-28
is "it is silent" '[]' "$(due | only)"
is "listed on request" '[["lead_stale", "L1", 2, "snoozed"]]' "$(due --all | only)"
is "the evening before too" '[]' "$(at 02-27T23:59:00+01:00 due | only)"
is "and awake on that very day" "$stale" "$(at 02-28T00:00:00+01:00 due | only)"
is "a moment before the last look has no numbers to answer by" '[[null, "lead_stale"]]' \
    "$(at 02-20T09:00:00+01:00 json due | ask '[[i["id"],i["rule"]] for i in d["due"] if i["rule"]=="lead_stale"]')"
NOW=2026-02-28T09:00:00+01:00
is "which is still the same" "$n" "$(lead_number)"
status_is "somebody called" 0 cadens log call A1 --lead L1 --outcome no_answer
is "so nobody nags" '[]' "$(due | only)"

# A held meeting counts whoever asks first, and only once it has been held.
ok "a meeting to come" import meetings <<'C'
id,start,end,account,lead
M1,2026-03-10T10:00,2026-03-10T11:00,A1,L1
C
activities() { json kpi activities_today --period day:2026-03-10 | ask 'd["kpis"][0]["value"]'; }
is "before it ends" 0 "$(at 03-10T10:59:59+01:00 activities)"
is "after, without any sync" 1 "$(at 03-10T11:00:00+01:00 activities)"
is "a stagnation of one lead is over" '[0, 1]' "$(at 03-10T12:00:00+01:00 json kpi stagnation_rate | ask '[d["kpis"][0]["num"],d["kpis"][0]["den"]]')"

# A question about the future is answered and leaves numbers; the clock then has the last word.
far=$(date -d '+400 days' +%Y-%m-%dT12:00:00Z) soon=$(date -d '+200 days' +%Y-%m-%d)
ok "another meeting to come" import meetings < <(printf 'id,start,end,account,lead\nM2,%sT10:00,%sT11:00,A1,L1\n' "$soon" "$soon")
now() { "$top_builddir/cadens" --config "$T/cadens.conf" "$@"; }
far_due() { NOW=$far due; }
like "far ahead a lead is forgotten" lead_hygiene "$(far_due)"
status_is "a real look afterwards" 0 now --format json due
is "gives numbers to answer by" true "$(ask 'all(i["id"] is not None for i in d["due"]) and len(d["due"])>0' <"$T/out")"
is "and nothing that begins later" '[]' "$(ask '[i for i in d["due"] if i["opened"][:16] > "'"$(TZ=Europe/Stockholm date +%Y-%m-%dT%H:%M)"'"]' <"$T/out")"
is "the meeting that is still to come is none" '[]' "$(now --format json touchpoints | ask '[t for t in d["touchpoints"] if t["kind"]=="meeting" and t["at"][:10]=="'"$soon"'"]')"
status_is "an item can be answered at once" 0 now ack "$(ask 'd["due"][0]["id"]' <"$T/out")"

# 24 hours of the clock, over the night in which it was put forward (12 E32); what a person types counts, what a file brings does not.
call() { NOW=2026-03-29T$1+02:00 cadens log call A1 "$1" --at 2026-03-28T20:00; }
ok "three calls noted late" eval 'call 20:00:00 && call 21:00:00 && call 21:01:00'
logged() { NOW=2026-03-31T12:00:00+02:00 json kpi activity_logged_24h_rate --period week:2026-W13 |
    ask '[[k["scope"],k["num"],k["den"],k["null_reason"]] for k in d["kpis"]]'; }
is "two of them within 24 hours" '[["all", 2, 3, null], ["ingest:auto", 0, 0, "zero_denominator"], ["ingest:manual", 2, 3, null]]' "$(logged)"

# A promise is due on the day that people mean.
NOW=2026-03-31T12:00:00+02:00
for day in fredag "v. 15" 2026-04-20; do cadens follow-up add A1 "$day" --due "$day" >/dev/null; done
is "follow-up add --due fredag" '["2026-04-03", "2026-04-10", "2026-04-20"]' "$(json follow-up list | ask '[f["due"] for f in d["follow_ups"]]')"

# A mail is a check-in for the tiers that the configuration names, for the figure as for the reminder.
NOW=2026-06-30T12:00:00+02:00
ok "a mail from a customer of tier 1" import touchpoints <<'C'
id,kind,direction,account,at
T9,email,in,A1,2026-06-10T09:00
C
coverage() { json kpi check_in_coverage --period month:2026-06 | ask 'd["kpis"][0]["num"]'; }
is "is a check-in" 1 "$(coverage)"
sed -i '/check_in_by_mail/d' "$T/cadens.conf"
is "but not by default" 0 "$(coverage)"
finish
