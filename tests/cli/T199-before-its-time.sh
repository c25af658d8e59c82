#!/bin/bash
# SPDX-License-Identifier: MIT
# What is stored before its time (files imported as of an earlier day, dates ahead): as time passes what is worked out follows by itself, and
# `verify` finds nothing to mend on any day.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
configure <<'C'
[identity]
addresses = anna@satori.example
C
file() { # file KIND LINE...
    local kind=$1
    shift
    printf '%s\n' "$@" >"$T/$kind.csv"
}
file accounts id,name,domains,created A1,Acme,acme.example,2026-01-01 A2,Beta,beta.example,2026-02-20
file leads id,account,name,stage,created,closed,lost_reason,source L1,A1,Deal,won,2026-02-10,2026-03-09,,referral \
    L2,A2,Other,need,2026-02-20,,,referral L3,A2,Third,lost,2026-01-10,2026-03-20,price,referral
file stage-history lead,stage,at L1,need,2026-02-10T10:00 L1,proposal,2026-02-25T10:00 L1,won,2026-03-09T10:00 L2,need,2026-02-20T10:00 \
    L3,need,2026-01-10T10:00 L3,lost,2026-03-20T10:00
file touchpoints id,kind,direction,account,at,lead,outcome T1,call,out,A1,2026-02-12T10:00,L1,connected T2,call,out,A2,2026-03-01T10:00,L2,no_answer
file meetings id,start,end,account,summary,booked,purpose,outcome,lead M1,2026-03-03T10:00,2026-03-03T11:00,A2,Demo,2026-02-25T10:00,demo,held,L2
file follow-ups id,account,promise,created,due,lead,status,done F1,A2,send,2026-02-20,2026-03-05,L2,open, F2,A1,look,2026-02-20,2026-03-02,L1,done,2026-03-02
NOW=2026-01-15T12:00:00+01:00
for kind in accounts leads stage-history touchpoints meetings follow-ups; do ok "$kind" cadens import "$kind" "$T/$kind.csv"; done
for day in 01-15 02-21 03-01 03-04 03-06 03-12 03-25 05-02; do
    NOW=2026-${day}T12:00:00+01:00
    status_is "$day: time passes" 0 cadens sync
    status_is "$day: nothing to mend" 0 cadens verify
done
# A plan is known to its lead at once, whoever makes, changes or takes it back (T142 found it).
NOW=2026-05-02T12:00:00+02:00
proven() { # proven NAME COMMAND...
    local name=$1
    shift
    status_is "$name" 0 "$@"
    status_is "$name: nothing to mend" 0 cadens verify
}
file follow-ups id,account,promise,created,due,lead F3,A2,later,2026-05-01T08:00,2026-05-20,L2
proven "a plan of the day before comes in" cadens import follow-ups "$T/follow-ups.csv"
proven "it is put off" cadens follow-up edit F3 --due 2026-05-25
proven "another one" cadens follow-up add A2 call --due 2026-05-10 --lead L2 --id F4
proven "it is done" cadens follow-up 'done' F4
proven "the first is taken back" cadens follow-up remove F3
NOW=2026-03-12T12:00:00+01:00
file proposals id,lead,amount,status,presented,decided P1,L1,1000,accepted,2026-02-26,2026-03-08
status_is "a status that is none" 1 cadens --lang en import proposals "$T/proposals.csv"
is "is told of once" "$T/proposals.csv:2: status: \"accepted\" is none of draft, presented, won, lost, expired, withdrawn
cadens: $T/proposals.csv: 1 problem; nothing was written" "$(cat "$T/err")"
finish
