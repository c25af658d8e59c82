#!/bin/bash
# SPDX-License-Identifier: MIT
# Every rule of spec 09 is in the program, and every rule of the program fires and ends within one test that has a name. Rules of letters and notes are
# tried by the shell tests that stand beside them here.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1

spec='lead_stale lead_stale_deferred lead_hygiene lead_pause_suggested lead_one_sided lead_no_next_step close_date_passed probability_review_due
    probability_off_band pipeline_amount_missing lead_profile_incomplete source_missing qualification_incomplete active_leads_range attempts_below_target
    paused_wakeup follow_up_due follow_up_overdue review_due review_overdue review_unconfirmed renewal_due reply_owed escalation urgent_doc_followup
    meeting_prep_due expansion_post_delivery expansion_budget_window referral_request_due referral_follow_through referral_feedback_due referral_thanks_due
    source_review_due source_test_due expansion_prompt personnel_signal competitor_signal budget_signal cancel_signal reorg expansion_words engagement_drop
    responsiveness_watch responsiveness_alert churn_risk churn_playbook nps_detractor probability_unsupported technical_complexity competing_initiative'
by_shell='promise_suggested=T189-promises contact_away=T188-away report_ready=T220-report-files'

rules=$(sed -n 's/^    {"\([a-z_]*\)", READS.*/\1/p' "$top_srcdir/src/measure/rule.c")
for rule in $spec; do
    grep -qx "$rule" <<<"$rules"
    result $? "spec 09 names $rule and the program has it"
done

export CADENS_RULES_SEEN=$T/seen
for program in due-rule due-plain due-warn due-life due-kept review; do
    ok "$program notes what it sees" "$top_builddir/tests/measure/$program"
done
# lines "TEST RULE...", one for each look; a rule is tried where a look that has it is followed by one that has not
awk '{ split("", now); for (i = 2; i <= NF; i++) now[$i] = 1
    for (key in fired) { split(key, part, SUBSEP); if (part[1] == $1 && !(part[2] in now)) ended[part[2]] = $1 }
    for (rule in now) fired[$1, rule] = 1 }
    END { for (rule in ended) print rule, ended[rule] }' "$T/seen" >"$T/tried"
for rule in $rules; do
    case " $by_shell " in
    *" $rule="*)
        test=${by_shell#*"$rule="} && test=${test%% *}
        ok "$rule: $test" grep -q "\b$rule\b" "$top_srcdir/tests/cli/$test.sh"
        ;;
    *)
        where=$(sed -n "s/^$rule //p" "$T/tried")
        [ -n "$where" ]
        result $? "$rule fires and ends: ${where:-in no test}"
        ;;
    esac
done
finish
