# SPDX-License-Identifier: MIT
# For tests of what people are told: a business in which some leads go stale on the 31st of March. Source it after tap.sh.
# shellcheck shell=bash

stale_conf() { # stale_conf [LINE...]: the configuration, with these lines under [notify]
    configure <<C
[identity]
addresses = @satori.example
[ui]
language = en
[rules]
off = active_leads_range; probability_review_due; source_missing; source_review_due; source_test_due; lead_no_next_step
[notify]
$(printf '%s\n' "$@")
C
}

stale_leads() { # stale_leads N [SUFFIX] [TIME]: a new profile; on the 30th they are seen, at TIME (10:00) of the 31st (NOW) they are stale
    local n names=(Ett Två Tre Fyra)
    rm -f "$T"/cadens.db*
    printf 'id,name\n' >"$T/accounts.csv"
    printf 'id,account,name,stage,probability,amount,created\n' >"$T/leads.csv"
    for ((n = 1; n <= $1; n++)); do
        printf 'A%s,%s\n' $n "${names[n - 1]}" >>"$T/accounts.csv"
        printf 'L%s,A%s,Lead %s%s,interested,30,100000,2026-03-16\n' $n $n $n "${2:-}" >>"$T/leads.csv"
    done
    NOW=2026-03-30T12:00:00+02:00
    cadens import accounts "$T/accounts.csv" >/dev/null && cadens import leads "$T/leads.csv" >/dev/null &&
        DBUS_SESSION_BUS_ADDRESS=unix:path=$T/none cadensd --once --now $NOW
    NOW=2026-03-31T${3:-10:00}:00+02:00
}

stale_signal() { sqlite3 "$T/cadens.db" "SELECT id FROM signal WHERE dedup_key = 'lead_stale:lead:' || (SELECT id FROM lead WHERE ext_id = '$1')"; }
stale_state() { sqlite3 "$T/cadens.db" "SELECT state FROM signal WHERE id = $(stale_signal "$1")"; }
