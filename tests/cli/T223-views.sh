#!/bin/bash
# SPDX-License-Identifier: MIT
# The views for other programs: what cadens-views(7) says of them is what they are, they tell what the commands tell, and they can be read while a sync writes.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need SQLite sqlite3
sample <<'C'
[ui]
language = en
C
for kind in accounts contacts leads touchpoints reviews follow-ups; do ok "$kind" cadens import $kind "$T/sample/$kind.csv"; done
ok "a store" cadensd --once --now "$NOW"
read_only() { sqlite3 -readonly "$T/cadens.db" "$@"; }

# --- the manual
described() { sed -n '/^\.Sh VIEWS/,/^\.Sh EXAMPLES/p' "$top_srcdir/man/cadens-views.7" | awk '/^\.Ss/{view = $2} /^\.It Cm/{print view, $3}'; }
stored() { read_only "SELECT m.name || ' ' || c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'view' AND m.name LIKE 'v!_%' ESCAPE '!' ORDER BY m.rowid, c.cid"; }
is "every view and column is described, in order" "$(stored)" "$(described)"
ok "there are some" test "$(stored | wc -l)" -gt 80
example=$(sed -n '/^\.Sh EXAMPLES/,/^\.Ed/p' "$top_srcdir/man/cadens-views.7" | grep '^SELECT')
status_is "its example works" 0 read_only "$example"
ok "and says something" test -s "$T/out"

# --- what the commands tell
count() { read_only "SELECT COUNT(*) FROM $1"; }
is "touchpoints" "$(json touchpoints | ask 'len(d["touchpoints"])')" "$(count "v_touchpoint WHERE at <= '2026-03-31T10:00:00Z'")"
is "one of them" "$(json touchpoints | ask '"|".join(str(d["touchpoints"][0][k]) for k in ("kind", "direction", "day", "account", "subject"))')" \
    "$(read_only "SELECT kind, direction, day, account, subject FROM v_touchpoint ORDER BY at, touchpoint LIMIT 1")"
is "accounts" "$(json account list | ask 'len(d["accounts"])')" "$(count v_account)"
is "leads" "$(json lead list | ask '"\n".join(sorted(l["id"]+"|"+l["stage"]+"|"+str(l["amount_ore"]) for l in d["leads"]))')" \
    "$(read_only "SELECT lead, stage, COALESCE(amount_ore, 'None') FROM v_lead WHERE status IN ('open', 'paused', 'won', 'lost') ORDER BY lead")"
is "meetings" "$(json meetings --all --from 2020-01-01 --to 2030-01-01 | ask 'len(d["meetings"])')" "$(count "v_meeting WHERE day BETWEEN '2020-01-01' AND '2030-01-01'")"
is "what is due" "$(json due --all | ask '"\n".join(sorted(i["rule"] for i in d["due"]))')" "$(read_only "SELECT rule FROM v_due ORDER BY rule")"
is "promises" "$(json follow-up list | ask 'len(d["follow_ups"])')" "$(count "v_follow_up WHERE status = 'open'")"
for day in 2026-04-01 2026-04-07; do status_is "$day" 0 cadensd --once --now ${day}T09:00:00+02:00; done
is "figures of periods that are over" "$(json --now 2026-04-01T09:00:00+02:00 kpi new_leads --period month:2026-03 | ask '[k["value"] for k in d["kpis"] if k["scope"] == "all"][0]')" \
    "$(read_only "SELECT CAST(value AS INTEGER) FROM v_kpi WHERE kpi = 'new_leads' AND scope = 'all' AND period = 'month:2026-03'")"
is "in their latest revision only" 0 "$(read_only "SELECT COUNT(*) FROM (SELECT 1 FROM v_kpi GROUP BY kpi, scope, period HAVING COUNT(*) > 1)")"
like "weeks have their label" '^week:2026-W14$' "$(read_only "SELECT DISTINCT period FROM v_kpi WHERE period LIKE 'week:%'")"

# --- read while somebody writes
status_is "a view cannot be written" 1 sqlite3 -readonly "$T/cadens.db" "DELETE FROM v_lead"
"$top_builddir/cadensd" --config "$T/cadens.conf" --now 2026-04-07T10:00:00+02:00 >"$T/daemon.log" 2>&1 &
daemon=$!
at_end+=('[ -z "$daemon" ] || { kill $daemon; wait $daemon; } 2>/dev/null')
ok "the daemon runs" wait_for 30 grep -q ready "$T/daemon.log"
printf 'id,account,kind,direction,at\n' >"$T/calls.csv"
account=$(read_only "SELECT account FROM v_account ORDER BY account LIMIT 1")
for n in $(seq 3000); do printf 'x%s,%s,call,out,2026-04-07T09:00:00+02:00\n' "$n" "$account" >>"$T/calls.csv"; done
before=$(count v_touchpoint)
NOW=2026-04-07T10:00:00+02:00
cadens import touchpoints "$T/calls.csv" >"$T/import" 2>&1 &
import=$!
seen=
while kill -0 $import 2>/dev/null; do seen+="$(count v_touchpoint 2>&1) "; done
wait $import
is "the import" 0 $?
is "every reading gave the whole of one state" "" "$(tr ' ' '\n' <<<"$seen" | grep -vxE "$before|$((before + 3000))|")"
is "the last has it all" $((before + 3000)) "$(count v_touchpoint)"
ok "and the daemon lives" kill -0 $daemon
finish
