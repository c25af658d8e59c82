#!/bin/bash
# SPDX-License-Identifier: MIT
# Why an item is due: the rule in words, facts, limits in force, when it ends, what became of it; and another moment, which changes nothing.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need "SQLite" sqlite3

configure <<'C'
[identity]
addresses = anna@satori.example
[stale]
days = 10
[ui]
language = en
C
printf 'id,name,tier\nA1,Bollförbundet,2\nA2,Nämnden,1\n' >"$T/accounts.csv"
printf 'id,account,name,stage,created,source\nL1,A1,Träning,interested,2026-03-10,\nL2,A2,Chatt,interested,2026-03-27,referral\n' >"$T/leads.csv"
ok "accounts" cadens import accounts "$T/accounts.csv"
ok "leads" cadens import leads "$T/leads.csv"
at() { local now=$1; shift; "$top_builddir/cadens" --config "$T/cadens.conf" --now "$now" --format json "$@"; }
rows() { sqlite3 "$T/cadens.db" "SELECT * FROM signal; SELECT * FROM signal_event; SELECT key, value FROM setting WHERE key LIKE 'due%'" | md5sum; }

id=$(json due | ask '[i["id"] for i in d["due"] if i["rule"]=="lead_stale"][0]')
json due --why "$id" >"$T/why"
why() { ask "$1" <"$T/why"; }
is "the item" "[$id, \"lead_stale\", 2, \"open\", \"holds\"]" "$(why '[d[k] for k in ("id", "rule", "severity", "state", "verdict")]')"
is "its facts" "last activity 2026-03-10" "$(why 'd["evidence"]')"
like "the rule in words" 'no activity for more than' "$(why 'd["rule_says"]')"
is "when it ends" "Ends when anything happens on it, or it is paused or closed." "$(why 'd["ends"]')"
is "the limit in force and who set it" '["stale.days", "10", true]' "$(why '[[t["option"], t["value"], t["origin"].endswith("cadens.conf:8")] for t in d["thresholds"] if t["option"]=="stale.days"][0]')"
is "what is stored" '["Träning", "interested", 2]' "$(why '[[f["value"] for f in d["details"] if f["fact"]==k][0] for k in ("name", "stage", "tier")]')"
is "what became of it" '[["2026-03-31T12:00:00+02:00", "opened"]]' "$(why '[[e["at"], e["event"]] for e in d["events"]]')"
cadens ack "$id" && cadens --now 2026-03-31T13:00:00+02:00 snooze "$id" 2d
is "and then" '["snoozed", ["opened", "ack", "snoozed"]]' "$(at 2026-03-31T14:00:00+02:00 due --why "$id" | ask '[d["state"], [e["event"] for e in d["events"]]]')"
is "as it was before" '["ack", ["opened", "ack"]]' "$(at 2026-03-31T12:30:00+02:00 due --why "$id" | ask '[d["state"], [e["event"] for e in d["events"]]]')"
like "for people" 'Now the condition: holds' "$(cadens --format text due --why "$id")"
sv=$(cadens --lang sv due --why "$id")
like "in Swedish" 'Regeln säger: Ett aktivt lead' "$sv"
like "codes are words, in what it is" 'Läge: sedd' "$sv"
like "and in what is stored" 'Fas +intresserad' "$sv"
like "a quarter is named in a title" ': 2026-Q1 ' "$(cadens --lang sv due --all | grep 'Ingen ny källa')"
like "and a month" ': 2026-03 ' "$(at 2026-04-01T12:00:00+02:00 --format text --lang sv due --all | grep -i 'källor')"
like "as CSV" '^thresholds,' "$(cadens --format csv due --why "$id")"
status_is "no such item" 1 cadens due --why 999
status_is "no number" 2 cadens due --why abc

# --- another moment
before=$(rows)
is "next week the other lead is stale, too" '["L1", "L2"]' "$(json due --all --at 2026-04-08T12:00:00+02:00 | ask 'sorted(i["lead"] for i in d["due"] if i["rule"]=="lead_stale")')"
is "it has no number yet, what is there has" "[$id, null]" "$(json due --all --at 2026-04-08T12:00:00+02:00 | ask '[i["id"] for i in sorted(d["due"], key=lambda i: i["lead"] or "") if i["rule"]=="lead_stale"]')"
is "in ten days it is awake" '["open", "woke"]' "$(json due --why "$id" --at 2026-04-10T12:00:00+02:00 | ask '[d["state"], d["events"][-1]["event"]]')"
is "three weeks ago nothing was" '[]' "$(json due --at 2026-03-12T12:00:00+01:00 | ask 'd["due"]')"
is "and three weeks ago it did not hold" '[null, "over", []]' "$(json due --why "$id" --at 2026-03-12T12:00:00+01:00 | ask '[d["state"], d["verdict"], d["events"]]')"
is "nothing of it was stored" "$before" "$(rows)"
is "with --now it would have been" 1 "$(at 2026-04-08T12:00:00+02:00 due >/dev/null; [ "$before" = "$(rows)" ] || echo 1)"

# --- it ends
ok "somebody calls" cadens --now 2026-04-08T13:00:00+02:00 log call A1 Ringde --lead L1 --outcome connected
is "and it is over, with its history" '["resolved", "over", "resolved"]' "$(at 2026-04-08T14:00:00+02:00 due --why "$id" | ask '[d["state"], d["verdict"], d["events"][-1]["event"]]')"
finish
