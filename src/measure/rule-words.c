/* SPDX-License-Identifier: MIT
 * The rules in words, as cadens-rules(7) has them, and the options that hold their limits. A test compares the two. */
#include "measure/rule.h"
#include <glib/gi18n.h>

static const RuleWords rules[] = {
    {"active_leads_range", N_("The active leads at the end of each of the last five workdays were fewer or more than the target of "
                              "the figure active_leads."),
     N_("Ends when the number is back in the range, or the target is removed."), NULL},
    {"attempts_below_target", N_("From 15:00 on a workday: fewer contact attempts than the part of [attempts] daily_target that the"
                                 " working time so far asks for, where somebody calls at all."),
     N_("Ends when there are enough, or the day is over."), "attempts.daily_target business.work_hours"},
    {"budget_signal", N_("Words of a smaller budget in what the account wrote in the last 30 days."),
     N_("Ends when 30 days pass without such words."), NULL},
    {"cancel_signal", N_("Words of the end of the contract in what the account wrote in the last 30 days."),
     N_("Ends when 30 days pass without such words."), NULL},
    {"churn_playbook", N_("A customer is at risk and no playbook is running. Marked as done, it opens: four follow-ups in 2, 5, 5 and 20 "
                          "workdays, and check-ins twice as often for 90 days."),
     N_("Ends when it is opened, or the customer is no longer at risk."), NULL},
    {"churn_risk", N_("What was noticed of a customer weighs 2, 4 or 6 points: an end 5, slow answers 3, a competitor 3, a "
                "detractor 3, budget 2, people 2, somebody upset 2, less revenue 2, a watch 1, fewer letters 1, a review overdue "
                "1, each halved every [risk] half_life_days."),
     N_("Ends half a point below."), "risk.half_life_days"},
    {"close_date_passed", N_("An opportunity was to be closed before today."),
     N_("Ends when the expected close is moved, or the lead is closed."), NULL},
    {"competing_initiative", N_("Somebody noted that another project of the customer competes with a lead (signal add)."),
     N_("Ends when the note is removed or the lead is closed."), NULL},
    {"competitor_signal", N_("Words of competitors or of a procurement in what the account wrote in the last 30 days, or the name of a competitor in any of its spellings."),
     N_("Ends when 30 days pass without such words."), NULL},
    {"contact_away", N_("An automatic answer says that a contact is away until a day, or says no day and a week has not passed; or somebody "
                        "said so by hand. Reminders about their leads and promises wait until that day. 1 while any of these wait."),
     N_("Ends when they are back, or write."), NULL},
    {"engagement_drop", N_("A customer wrote at most half as often in the last 60 days as in the 180 before, of at least 16 "
                "letters, and more seldom than by luck. Quiet days do not count."),
     N_("Ends when they write more."), "business.quiet"},
    {"escalation", N_("Words of somebody upset in the last 30 days, or three letters of one thread that nobody has answered."),
     N_("Ends when we answer."), NULL},
    {"expansion_budget_window", N_("A customer is in the fourth to the second month before the fiscal year begins, when the budget "
                                   "is made. Once for each budget."),
     N_("Ends when the window is over."), "business.fiscal_start_month"},
    {"expansion_post_delivery", N_("A satori-uppstart was delivered, nobody was unhappy with it (a score of 7 or more, or none), "
                                   "and two to three months have passed; from seven days before."),
     N_("Ends when there is an expansion lead or an expansion meeting, or 30 days after the window."), NULL},
    {"expansion_prompt", N_("A customer writes of a reorganisation, of competitors, or of needing more."),
     N_("Ends when 30 days pass without such words."), NULL},
    {"expansion_words", N_("Words of needing more in what the account wrote in the last 30 days."),
     N_("Ends when 30 days pass without such words."), NULL},
    {"follow_up_due", N_("A follow-up is due today."),
     N_("Ends when it is done, moved, or overdue; a letter or talk of ours with its person or in its thread does it from one workday before on, "
        "and is named as perhaps what was promised before that. The person of a lead's follow-up is the contact of the lead, or the only one of "
        "its account."), "business.work_hours"},
    {"follow_up_overdue", N_("A follow-up is not done and its time has passed. Critical where it is about an opportunity or an "
                             "account of tier 1."),
     N_("Ends when it is done or moved."), NULL},
    {"lead_hygiene", N_("An active lead had no activity for more than [hygiene] days. Days of quiet periods do not count."),
     N_("Ends when anything happens on it, or it is paused or closed."), "hygiene.days business.quiet"},
    {"lead_no_next_step", N_("An opportunity without an open follow-up and without a meeting ahead, whose account did not write in "
                             "the last seven days."),
     N_("Ends when one of them is there."), NULL},
    {"lead_one_sided", N_("At least two attempts of ours since anything came back, and that is more than 14 days ago."),
     N_("Ends when they answer, or the lead moves."), NULL},
    {"lead_pause_suggested", N_("An active lead before the stage need with [attempts] max attempts and no answer. With [attempts] "
                                "auto_pause it is paused by itself."),
     N_("Ends when they answer, or it is paused or closed."), "attempts.max attempts.auto_pause attempts.pause_days"},
    {"lead_profile_incomplete", N_("Not all is known of an active lead that the figure profile_pct asks for."),
     N_("Ends when it is."), NULL},
    {"lead_stale", N_("An active lead had no activity for more than [stale] days, or those of its stage, and no step is planned. A "
                      "bubble from the stage interested on. Days of quiet periods do not count."),
     N_("Ends when anything happens on it, or it is paused or closed."), "stale.days business.quiet"},
    {"lead_stale_deferred", N_("The same, but a step is planned within [stale] defer_max_days."),
     N_("Ends as that does."), "stale.days stale.defer_max_days business.quiet"},
    {"meeting_prep_due", N_("A first meeting, demo, QBR, strategic or annual review in the next 24 hours, or on the next workday's "
                            "morning, is not prepared."),
     N_("Ends when it is prepared, cancelled, or has begun."), NULL},
    {"nps_detractor", N_("The latest answer of a customer to the question whether they would recommend us is 6 or less."),
     N_("Ends when a better answer comes."), NULL},
    {"paused_wakeup", N_("The pause of a lead is over."),
     N_("Ends when it is reopened, paused again, or closed."), NULL},
    {"personnel_signal", N_("Words of people leaving or coming; or a letter to somebody known came back for good, an automatic answer says "
                            "that somebody has left, a new contact decides, or the one we talked to most is silent for 60 days while others write."),
     N_("Ends when 30 days pass without any of it, or the contact is recorded as left."), NULL},
    {"pipeline_amount_missing", N_("An opportunity with at least [pipeline] min_probability percent has no amount."),
     N_("Ends when it has one."), "pipeline.min_probability"},
    {"probability_off_band", N_("The probability of an opportunity lies between the bands of [pipeline] bands."),
     N_("Ends when it is in one of them."), "pipeline.bands"},
    {"probability_review_due", N_("Nobody changed or confirmed the probability of an opportunity for 31 days, seven if it is above "
                                  "[pipeline] weekly_review_over; or not since the account wrote of budget, people or competitors."),
     N_("Ends when somebody does."), "pipeline.weekly_review_over"},
    {"probability_unsupported", N_("A probability of 70 percent or more with less than two of engagement, budget and timeline. An "
                                   "account that spoke with us in the last 30 days is engaged."),
     N_("Ends when there is evidence."), NULL},
    {"promise_suggested", N_("With a glance at our own letters: one of us wrote that something will be done by a day, and no follow-up says so. "
                             "Done makes a follow-up of it, dismiss forgets it."),
     N_("Ends when it is accepted or dismissed, when we write or speak to them from the day before on, or a week after the day."), "privacy.bodies"},
    {"qualification_incomplete", N_("A lead counts as qualified without a result of each of the first three steps."),
     N_("Ends when they are recorded."), NULL},
    {"referral_feedback_due", N_("Two weeks after an introduction, or when its lead was decided, the referrer has not been told."),
     N_("Ends when feedback is recorded."), NULL},
    {"referral_follow_through", N_("An introduction was not followed up by the end of the next workday."),
     N_("Ends when somebody writes or calls."), NULL},
    {"referral_request_due", N_("14 to 30 days after a delivery that nobody was unhappy with, the customer has not been asked for a"
                                " reference."),
     N_("Ends when somebody asks, or the time is over."), NULL},
    {"referral_thanks_due", N_("A referred lead was won and the referrer has not been rewarded."),
     N_("Ends when the reward is recorded."), NULL},
    {"renewal_due", N_("The notice of a running contract must be given within 30 days, or could have been given."),
     N_("Ends when it is renewed or ended."), NULL},
    {"reorg", N_("Words of a reorganisation in what the account wrote in the last 30 days."),
     N_("Ends when 30 days pass without such words."), NULL},
    {"reply_owed", N_("Somebody asked and half of the working hours of [sla] have passed."),
     N_("Ends when we answer, or it is marked as done."), "sla.work_hours_t1 sla.work_hours_t2 sla.work_hours_t3 sla.work_hours_prospect business.work_hours"},
    {"report_ready", N_("A report of [report] kinds was written: of a day until the next day, of a week for a week, any other for a month, unless the next "
                     "of its kind comes first. All but the daily one are named in the digest, which opens them."),
     N_("Ends when that time is over."), "report.kinds report.path notify.digest_at"},
    {"responsiveness_alert", N_("After a watch, the next [responsiveness] confirm_n answers were slow too."),
     N_("Ends when the latest answers take less than 1.5 times as long as before."), "responsiveness.recent "
                "responsiveness.confirm_n responsiveness.p_alert"},
    {"responsiveness_watch", N_("The latest answers of a customer took [responsiveness] ratio times as long as those before, and "
                "not by luck; with too few to tell, the last three mails have no answer, or nothing came for 30 days and three "
                "times as long as usual while we wrote twice."),
     N_("Ends when answers are quick again, or the next ones do not confirm it."), "responsiveness.recent responsiveness.base_min "
                "responsiveness.base_max responsiveness.ratio responsiveness.min_diff_wh responsiveness.floor_wh responsiveness.p_watch"},
    {"review_due", N_("A review of a customer is due within the days of its policy and not booked: its interval after the last one, or by the "
                      "calendar where [review] by_calendar says so."),
     N_("Ends when it is booked or held."), "review.check_in_by_mail review.by_calendar"},
    {"review_overdue", N_("A review of a customer is overdue and not booked."),
     N_("Ends when it is booked or held."), "review.check_in_by_mail review.by_calendar"},
    {"review_scheduled_late", N_("A review is booked, but later than it was due."),
     N_("Ends when it is held or moved."), NULL},
    {"review_unconfirmed", N_("A meeting looked like a review and nobody has said whether it was one."),
     N_("Ends when somebody does, or three days pass."), NULL},
    {"source_missing", N_("Nobody knows where an active lead came from."),
     N_("Ends when its source is set."), NULL},
    {"source_review_due", N_("From the first workday of the month through its fifth: the sources of the month before are to be reviewed."),
     N_("Ends when it is marked as done, or the days are over."), NULL},
    {"source_test_due", N_("In the last month of a quarter: no new source has been tested in it."),
     N_("Ends when a test is begun."), NULL},
    {"technical_complexity", N_("Somebody noted that a lead is technically hard (signal add)."),
     N_("Ends when the note is removed or the lead is closed."), NULL},
    {"urgent_doc_followup", N_("After words of somebody upset there was a call with an outcome, and nothing was written by the end "
                               "of the next workday."),
     N_("Ends when somebody writes to them."), NULL},
};

const RuleWords *
measure_rule_words(const char *id)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rules); i++)
        if (g_str_equal(rules[i].id, id))
            return &rules[i];
    return NULL;
}
