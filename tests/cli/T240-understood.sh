#!/bin/bash
# SPDX-License-Identifier: MIT
# Who says a day hears which one was understood, and that it has passed; workdays are understood too (09 §9.3).
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
configure <<'C'
[identity]
addresses = anna@satori.example
C
ok "an account" cadens account add Acme --lifecycle prospect --id A1
add() { cadens --lang en follow-up add A1 "Ring" --due "$1" 2>"$T/err"; }
is "the id is all of the answer" F1 "$(add fredag)"
is "the day is told beside it" "cadens: F1 is due 2026-04-03, which is no workday" "$(cat "$T/err")"
add 5/1 >/dev/null
is "also where it is next year's" "cadens: F2 is due 2027-01-05" "$(cat "$T/err")"
add 2026-04-15 >/dev/null
is "a date needs no words" "" "$(cat "$T/err")"
add 2026-03-01 >/dev/null
is "unless it has passed" "cadens: F4 was due 2026-03-01, which has passed" "$(cat "$T/err")"
add igår >/dev/null
is "as yesterday has" "cadens: F5 was due 2026-03-30, which has passed" "$(cat "$T/err")"
add idag >/dev/null
is "but not today" "cadens: F6 is due 2026-03-31" "$(cat "$T/err")"
add "nästa arbetsdag" >/dev/null
is "the next workday" "cadens: F7 is due 2026-04-01" "$(cat "$T/err")"
add "in 3 working days" >/dev/null
is "workdays leave out Easter" "cadens: F8 is due 2026-04-07" "$(cat "$T/err")"
ok "moved" cadens --lang sv follow-up edit F1 --due "v. 16"
is "told in Swedish" "cadens: F1 ska ske senast 2026-04-17" "$(cadens --lang sv follow-up edit F1 --due "v. 16" 2>&1 >/dev/null)"
is "another change says nothing of days" "" "$(cadens follow-up edit F1 --promise "Skriv" 2>&1 >/dev/null)"
ok "kept" cadens follow-up 'done' F2
kept() { json follow-up list --all | ask '[f["done"] for f in d["follow_ups"] if f["id"] == "F2"][0]'; }
is "then" 2026-03-31T12:00:00+02:00 "$(kept)"
ok "said once more, a day later" env -- "$top_builddir/cadens" --config "$T/cadens.conf" --now 2026-04-01T12:00:00+02:00 follow-up 'done' F2
is "it was kept when it was" 2026-03-31T12:00:00+02:00 "$(kept)"
ok "or rather yesterday" cadens follow-up 'done' F2 --at 2026-03-30T09:00:00+02:00
is "which puts it right" 2026-03-30T09:00:00+02:00 "$(kept)"
ok "somebody" cadens contact add A1 "Eva Ek" --id C1
is "is away until a day that is told" "cadens: C1 is away until 2026-04-07" "$(cadens --lang en contact away C1 until tisdag 2>&1 >/dev/null)"
cadens due >/dev/null
NOW=2026-04-02T12:00:00+02:00 # the day before Good Friday
item=$(json due | ask 'd["due"][0]["id"]')
is "snoozed until the next workday" "cadens: $item is silent until 2026-04-07T08:00:00+02:00" "$(cadens --lang en snooze "$item" "nästa arbetsdag" 2>&1)"
is "until a week begins, not until it ends" "cadens: $item is silent until 2026-04-13T08:00:00+02:00" "$(cadens --lang en snooze "$item" "v. 16" 2>&1)"
is "in either language" "cadens: $item is silent until 2026-04-07T08:00:00+02:00" "$(cadens --lang en snooze "$item" "next working day" 2>&1)"
finish
