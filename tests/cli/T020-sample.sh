#!/bin/bash
# SPDX-License-Identifier: MIT
# The main job on the sample data: import, sync, figures, what is due; twice, with the same result. The expected numbers were worked out by
# hand from conf/sample.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1

sample <<'C'
[ui]
language = sv
C

everything() {
    local kind
    for kind in accounts contacts leads touchpoints follow-ups reviews; do
        cadens import $kind "$T/sample/$kind.csv" || return 1
    done
    cadens sync
}
ok "import and sync" everything
json touchpoints >"$T/touchpoints"
is "every touch is logged once" '{"call": 2, "email": 24, "linkedin": 1, "meeting": 4}' \
    "$(ask '{k: sum(t["kind"]==k for t in d["touchpoints"]) for k in ("call","email","linkedin","meeting")}' <"$T/touchpoints")"
is "oldest first" true "$(ask 'd["touchpoints"]==sorted(d["touchpoints"],key=lambda t:t["at"])' <"$T/touchpoints")"
is "each knows how it was matched" '["address", "attendee", "manual"]' "$(ask 'sorted({t["method"] for t in d["touchpoints"]})' <"$T/touchpoints")"
is "times in the business zone" 2026-01-13T09:12:00+01:00 "$(ask 'd["touchpoints"][0]["at"]' <"$T/touchpoints")"

status_is "verify" 0 json verify --rows
is "33 messages, none missing, none unexplained" '[33, 33, 0, 0, 0]' \
    "$(ask '[sum(f[k] for f in d["folders"]) for k in ("server","ledger","missing","extra","unexplained")]' <"$T/out")"
is "classes" '{"auto_reply": 1, "bounce": 1, "bulk": 1, "calendar": 2, "human": 27, "system": 1}' \
    "$(ask '{c: sum(r["class"]==c for r in d["rows"]) for c in sorted({r["class"] for r in d["rows"]})}' <"$T/out")"
is "directions" '{"in": 12, "internal": 2, "out": 19}' \
    "$(ask '{c: sum(r["direction"]==c for r in d["rows"]) for c in sorted({r["direction"] for r in d["rows"]})}' <"$T/out")"

rate() { json kpi "$1" | ask '(lambda k: [k["num"], k["den"], k["null_reason"]])(d["kpis"][0])'; }
is "response_rate" '[5, 7, null]' "$(rate response_rate)"
is "one reply is owed" 1 "$(json kpi replies_owed_by_us | ask 'd["kpis"][0]["value"]')"
is "the answer in a new thread closes the right one" '["contact"]' \
    "$(json episodes --account A3 | ask '[e["match"] for e in d["episodes"] if e["match"]]')"
is "a bounce is no silence" '["bounced"]' "$(json episodes --account A6 | ask '[e["state"] for e in d["episodes"]]')"
is "an accepted invitation" '[["answered", "invite_reply"]]' \
    "$(json episodes --account A7 | ask '[[e["state"],e["closed_by"]] for e in d["episodes"] if e["is_invite"]]')"
is "days_since_two_way has no value without an account's touch" no_data \
    "$(json kpi days_since_two_way --scope account:A8 | ask 'd["kpis"][0]["null_reason"]')"

json due >"$T/due"
is "what is due" '[["follow_up_overdue", "F1"], ["lead_pause_suggested", "L1"], ["lead_stale", "L3"], ["lead_stale", "L5"], ["reply_owed", "A1"]]' \
    "$(ask 'sorted([i["rule"], i["account"] if i["rule"]=="reply_owed" else i["subject"]] for i in d["due"] if i["severity"]==2)' <"$T/due")"
like "a review is coming up" 'review_due.*A2' "$(ask '[[i["rule"],i["account"]] for i in d["due"]]' <"$T/due")"
is "worst first" true "$(ask '[-i["severity"] for i in d["due"]]==sorted(-i["severity"] for i in d["due"])' <"$T/due")"

like "explain names the rule" '"method": "address"' "$(json explain a1-2@bollforbundet.example)"
status_is "explain of nothing" 1 cadens explain none@nowhere.example
like "the newsletter and why" 'List-Id' "$(json explain n1@branschnytt.example)"
like "triage shows the landlord" karin@hyresvard.example "$(cadens triage)"
unlike "and no robots" 'no-reply|nyheter' "$(cadens triage)"

ok "the page" cadens dashboard
like "is a page" '<!doctype html>' "$(head -c 200 "$T/page/dashboard.html" | tr 'A-Z' 'a-z')"
is "for its owner only" 600 "$(stat -c %a "$T/page/dashboard.html")"
is "the database too" 600 "$(stat -c %a "$T/cadens.db")"
like "the daily report in Swedish" 'Svarsfrekvens|Andel svar' "$(cadens report daily)"

cadens export --all >"$T/first"
cp "$T/page/dashboard.html" "$T/first.html"
ok "the same again" everything
cadens due >/dev/null
cadens export --all >"$T/second"
ok "changes nothing" cmp "$T/first" "$T/second"
cadens dashboard >/dev/null
ok "not even the page" cmp "$T/first.html" "$T/page/dashboard.html"

status_is "a domain given to an account, first only told" 0 json triage assign @hyresvard.example A8 --dry-run
is "how much it brings" 2 "$(ask 'd["touchpoints"]' <"$T/out")"
is "nothing happened" 24 "$(json touchpoints | ask 'sum(t["kind"]=="email" for t in d["touchpoints"])')"
ok "now for real" cadens triage assign @hyresvard.example A8
is "what was stored follows" 26 "$(json touchpoints | ask 'sum(t["kind"]=="email" for t in d["touchpoints"])')"
finish
