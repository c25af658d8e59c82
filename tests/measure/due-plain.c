/* SPDX-License-Identifier: MIT
 * Rules that SQL alone decides: each fires and ends (spec 09 §9.2-9.7, E27 of 12). */
#include "due-scene.h"
#include "base/alert.h"
#include "measure/rule.h"

#define NOON "2026-03-31 12:00" /* a Tuesday */

static Scene *
scene_all(void)
{
    return scene_new("[rules]\noff =\n");
}

static void
test_one_sided(void)
{
    g_autoptr(Scene) scene = scene_all();
    scene_account(scene, 1, 0, NULL);
    scene_lead(scene, 1, 1, "contacted", "2026-03-01");
    scene_touch(scene, "email", "out", 1, 1, NULL, "2026-03-18 09:00");
    assert_rule(scene, "lead_one_sided", NOON, "");
    scene_touch(scene, "call", "out", 1, 1, "no_answer", "2026-03-24 09:00");
    assert_rule(scene, "lead_one_sided", NOON, "lead:1=1");
    assert_rule(scene, "lead_one_sided", "2026-03-23 12:00", "");
    scene_touch(scene, "email", "in", 1, 1, NULL, "2026-03-30 09:00");
    assert_rule(scene, "lead_one_sided", NOON, "");
}

static void
test_close_date(void)
{
    g_autoptr(Scene) scene = scene_all();
    scene_account(scene, 1, 0, NULL);
    scene_lead(scene, 1, 1, "need", "2026-03-01");
    scene_lead(scene, 2, 1, "contacted", "2026-03-01"); /* no opportunity yet */
    scene_run(scene, "2026-03-30", "UPDATE lead SET expected_close_day = :day");
    assert_rule(scene, "close_date_passed", "2026-03-30 12:00", "");
    assert_rule(scene, "close_date_passed", NOON, "lead:1=2");
    scene_run(scene, "2026-04-30", "UPDATE lead SET expected_close_day = :day");
    assert_rule(scene, "close_date_passed", NOON, "");
}

static void
test_probability(void)
{
    static const struct {
        int probability;
        const char *review, *odd;
        const char *reviewed;
    } cases[] = {
        {20, "", "", "2026-02-28"},           {20, "lead:1=1", "", "2026-02-27"},
        {65, "lead:1=1", "lead:1=0", "2026-03-23"}, {65, "", "lead:1=0", "2026-03-24"},
        {60, "", "", "2026-03-23"},           {35, "", "lead:1=0", "2026-03-23"},
        {90, "", "", "2026-03-24"},           {95, "", "lead:1=0", "2026-03-24"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Scene) scene = scene_all();
        scene_account(scene, 1, 0, NULL);
        scene_lead(scene, 1, 1, "need", "2026-01-01");
        g_autofree char *sql = g_strdup_printf("UPDATE lead SET probability = %d, probability_reviewed_day = :day", cases[i].probability);
        scene_run(scene, cases[i].reviewed, sql);
        assert_rule(scene, "probability_review_due", NOON, cases[i].review);
        assert_rule(scene, "probability_off_band", NOON, cases[i].odd);
    }
}

static void
test_bands_of_our_own(void)
{
    static const struct {
        int probability;
        const char *odd;
    } cases[] = {{10, "lead:1=0"}, {25, ""}, {35, ""}, {40, "lead:1=0"}, {50, ""}, {65, ""}, {70, "lead:1=0"}, {95, ""}, {96, "lead:1=0"}};
    g_autoptr(Scene) scene = scene_new("[rules]\noff =\n[pipeline]\nbands = 20-35; 50-65; 80-95\n");
    scene_account(scene, 1, 0, NULL);
    scene_lead(scene, 1, 1, "need", "2026-01-01");
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *sql = g_strdup_printf("UPDATE lead SET probability = %d", cases[i].probability);
        scene_run(scene, NULL, sql);
        assert_rule(scene, "probability_off_band", NOON, cases[i].odd);
    }
}

static void
test_evidence(void) /* 09 §9.10 */
{
    g_autoptr(Scene) scene = scene_all();
    scene_account(scene, 1, 0, NULL);
    scene_lead(scene, 1, 1, "need", "2026-01-01");
    scene_run(scene, NULL, "UPDATE lead SET probability = 70, prob_evidence = 2");
    assert_rule(scene, "probability_unsupported", NOON, "lead:1=0");
    scene_touch(scene, "email", "in", 1, 1, NULL, "2026-03-05 09:00"); /* they talk to us */
    assert_rule(scene, "probability_unsupported", NOON, "");
    assert_rule(scene, "probability_unsupported", "2026-04-05 12:00", "lead:1=0");
    scene_run(scene, NULL, "UPDATE lead SET prob_evidence = 6");
    assert_rule(scene, "probability_unsupported", "2026-04-05 12:00", "");
    scene_run(scene, NULL, "UPDATE lead SET prob_evidence = 0, probability = 60");
    assert_rule(scene, "probability_unsupported", NOON, "");
}

static void
test_hygiene(void)
{
    g_autoptr(Scene) scene = scene_all();
    scene_account(scene, 1, 0, NULL);
    scene_lead(scene, 1, 1, "need", "2026-03-01");
    scene_run(scene, NULL, "UPDATE lead SET probability = 20");
    assert_rule(scene, "pipeline_amount_missing", NOON, "lead:1=1");
    assert_rule(scene, "source_missing", NOON, "lead:1=0");
    assert_rule(scene, "qualification_incomplete", NOON, "lead:1=0");
    scene_run(scene, NULL, "UPDATE lead SET amount_ore = 100, source_id = (SELECT id FROM lead_source WHERE code = 'referral')");
    scene_run(scene, "2026-03-02", "INSERT INTO qualification_step (lead_id, step, result, at, local_day) VALUES (1, 1, 'pass', :at, :day), "
                                   "(1, 2, 'pass', :at, :day), (1, 3, 'fail', :at, :day)");
    assert_rule(scene, "pipeline_amount_missing", NOON, "");
    assert_rule(scene, "source_missing", NOON, "");
    assert_rule(scene, "qualification_incomplete", NOON, "");
}

static void
test_active_range(void)
{
    g_autoptr(Scene) scene = scene_all();
    assert_rule(scene, "active_leads_range", NOON, ""); /* nobody sells here */
    scene_account(scene, 1, 0, NULL);
    for (int i = 1; i <= 3; i++)
        scene_lead(scene, i, 1, "contacted", "2026-03-20");
    assert_rule(scene, "active_leads_range", "2026-03-26 12:00", ""); /* four workdays are over: 20, 23-25 */
    assert_rule(scene, "active_leads_range", "2026-03-27 12:00", "system:0=1");
    scene_run(scene, NULL, "UPDATE target SET low = 3, high = 5 WHERE kpi_id = 'active_leads'");
    assert_rule(scene, "active_leads_range", "2026-03-27 12:00", "");
    scene_run(scene, NULL, "DELETE FROM target WHERE kpi_id = 'active_leads'");
    assert_rule(scene, "active_leads_range", "2026-03-27 12:00", "");
}

static void
test_preparation(void)
{
    g_autoptr(Scene) scene = scene_all();
    scene_account(scene, 1, 0, NULL);
    scene_meeting(scene, 1, 1, "Demo", "2026-04-01 11:30");
    scene_meeting(scene, 2, 1, "Fika", "2026-04-01 11:00");
    scene_meeting(scene, 3, 1, "QBR", "2026-04-01 13:00"); /* later than in 24 hours, but the next morning is not */
    scene_run(scene, NULL, "UPDATE meeting SET purpose = CASE id WHEN 1 THEN 'demo' WHEN 2 THEN 'other' ELSE 'qbr' END");
    assert_rule(scene, "meeting_prep_due", NOON, "meeting:1=2");
    assert_rule(scene, "meeting_prep_due", "2026-03-31 13:00", "meeting:1=2 meeting:3=2");
    assert_rule(scene, "meeting_prep_due", "2026-04-01 11:30", "meeting:3=2"); /* it has begun */
    scene_run(scene, "2026-03-31 12:30", "UPDATE meeting SET prep_done_at = :at WHERE id = 1");
    assert_rule(scene, "meeting_prep_due", "2026-03-31 13:00", "meeting:3=2");
    scene_run(scene, NULL, "UPDATE meeting SET status = 'cancelled' WHERE id = 3");
    assert_rule(scene, "meeting_prep_due", "2026-03-31 13:00", "");
}

static void
test_preparation_over_a_weekend(void)
{
    g_autoptr(Scene) scene = scene_all();
    scene_account(scene, 1, 0, NULL);
    scene_meeting(scene, 1, 1, "Demo", "2026-03-30 09:00"); /* Monday */
    scene_run(scene, NULL, "UPDATE meeting SET purpose = 'demo'");
    assert_rule(scene, "meeting_prep_due", "2026-03-26 16:00", "");
    assert_rule(scene, "meeting_prep_due", "2026-03-27 09:00", "meeting:1=2");
}

static void
test_escalation(void)
{
    g_autoptr(Scene) scene = scene_all();
    scene_account(scene, 1, 1, "2025-01-01");
    scene_owed(scene, 1, 1, 0, "2026-03-30 09:00");
    assert_rule(scene, "escalation", NOON, "");
    scene_run(scene, "2026-03-31 09:00", "UPDATE response_episode SET attempts = 3, last_attempt_at = :at");
    assert_rule(scene, "escalation", NOON, "account:1=3");
    scene_touch(scene, "call", "out", 1, 0, "no_answer", "2026-03-31 10:00"); /* nobody heard it */
    scene_touch(scene, "call", "out", 1, 0, "voicemail", "2026-03-31 10:10");
    assert_rule(scene, "escalation", NOON, "account:1=3");
    scene_touch(scene, "email", "out", 1, 0, NULL, "2026-03-31 11:00");
    assert_rule(scene, "escalation", NOON, "");
}

/* An inbound letter of ACCOUNT in which PATTERN of CATEGORY was found. */
static void
say(Scene *scene, int account, const char *category, const char *pattern, const char *at)
{
    static int next = 1;
    int id = next++;
    scene_run(scene, NULL, "INSERT OR IGNORE INTO mailbox (id, name, kind, state, last_ok_at, complete_at) VALUES (1, 'm', 'imap', 'ok', 1, 1)");
    scene_run(scene, NULL, "INSERT OR IGNORE INTO mail_folder (id, mailbox_id, raw_name, name, role, uidvalidity) VALUES (1, 1, 'INBOX', 'INBOX', 'inbox', 1)");
    scene_run(scene, NULL, "INSERT OR IGNORE INTO thread (id) VALUES (1)");
    g_autofree char *name = g_strdup_printf("INSERT INTO msgid (id, value, thread_id) VALUES (%d, 'm%d', 1)", id, id);
    scene_run(scene, NULL, name);
    g_autofree char *message = g_strdup_printf(
        "INSERT INTO message (id, copy_key, msgid_id, thread_id, occurred_at, local_day, logged_at, best_folder_id, best_uidvalidity, best_uid, "
        "is_sent, class_in, class_reply, class_out, direction, auto_class) "
        "VALUES (%d, 'k%d', %d, 1, :at, :day, :at, 1, 1, %d, 0, 0, 0, 0, 'in', 'human')", id, id, id, id);
    scene_run(scene, at, message);
    g_autofree char *cue = g_strdup_printf("INSERT INTO message_cue VALUES (%d, '%s', '%s', 2)", id, category, pattern);
    scene_run(scene, NULL, cue);
    g_autofree char *link = g_strdup_printf("INSERT INTO message_account (message_id, account_id, method, confidence) VALUES (%d, %d, 'address', 100)", id, account);
    scene_run(scene, NULL, link);
}

static void
test_documentation(void)
{
    g_autoptr(Scene) scene = scene_all();
    scene_account(scene, 1, 1, "2025-01-01");
    say(scene, 1, "escalation", "missnöjd*", "2026-03-26 09:00");
    scene_touch(scene, "call", "out", 1, 0, "connected", "2026-03-27 09:00"); /* Friday: written by Monday night */
    assert_rule(scene, "urgent_doc_followup", "2026-03-30 23:00", "");
    assert_rule(scene, "urgent_doc_followup", NOON, "account:1=2");
    scene_touch(scene, "email", "out", 1, 0, NULL, "2026-03-31 10:00");
    assert_rule(scene, "urgent_doc_followup", NOON, "");
}

/* Only a call about what has escalated: not about one weak word, nor about what a letter has answered; but about what needs no word, too. */
static void
test_documentation_of_what(void)
{
    static const struct {
        const char *change, *expected;
    } cases[] = {
        {NULL, "account:1=2"},
        {"UPDATE message_cue SET weight = 1", ""},
        {"UPDATE message SET occurred_at = occurred_at - 31 * 86400", ""},
        {"UPDATE message_cue SET category = 'budget'", ""},
        {"UPDATE message_cue SET category = 'budget'; UPDATE response_episode SET attempts = 3, last_attempt_at = opened_at", "account:1=2"},
        {"UPDATE message_cue SET category = 'budget'; INSERT INTO manual_signal (ext_id, kind, account_id, noted_at) VALUES ('S1', 'escalation', 1, :at)", "account:1=2"},
        {"INSERT INTO touchpoint (kind, direction, account_id, occurred_at, local_day, logged_at, ingest, method, src_key) "
         "VALUES ('email', 'out', 1, :at, :day, :at, 'auto', 'address', 'reply')", ""},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Scene) scene = scene_all();
        scene_account(scene, 1, 1, "2025-01-01");
        scene_owed(scene, 1, 1, 0, "2026-03-26 09:00");
        say(scene, 1, "escalation", "akut", "2026-03-26 09:00");
        scene_touch(scene, "call", "out", 1, 0, "connected", "2026-03-27 09:00");
        g_auto(GStrv) changes = g_strsplit(cases[i].change ? cases[i].change : "", "; ", -1);
        for (guint j = 0; changes[j]; j++)
            scene_run(scene, "2026-03-26 15:00", changes[j]);
        assert_rule(scene, "urgent_doc_followup", NOON, cases[i].expected);
    }
}

static void
test_prompt(void)
{
    g_autoptr(Scene) scene = scene_all();
    scene_account(scene, 1, 1, "2025-01-01");
    scene_account(scene, 2, 0, NULL); /* a prospect is no customer */
    say(scene, 1, "reorg", "omorganis*", "2026-03-26 09:00");
    say(scene, 2, "reorg", "omorganis*", "2026-03-26 09:00");
    assert_rule(scene, "expansion_prompt", NOON, "account:1=0");
    assert_rule(scene, "expansion_prompt", "2026-04-26 12:00", "");
}

/* A prospect, of which nothing worse speaks. */
static void
test_words(void)
{
    static const struct {
        const char *category, *rule, *holds;
    } cases[] = {
        {"budget", "budget_signal", "account:1=1"},   {"personnel", "personnel_signal", "account:1=1"},
        {"competitor", "competitor_signal", "account:1=1"}, {"cancel", "cancel_signal", "account:1=3"},
        {"reorg", "reorg", "account:1=1"},            {"expansion", "expansion_words", "account:1=1"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Scene) scene = scene_all();
        scene_account(scene, 1, 1, NULL);
        assert_rule(scene, cases[i].rule, NOON, "");
        say(scene, 1, cases[i].category, "x", "2026-03-26 09:00");
        assert_rule(scene, cases[i].rule, NOON, cases[i].holds);
        assert_rule(scene, cases[i].rule, "2026-04-26 12:00", "");
    }
}

/* What a person noted ends when it is taken back, or when its lead is decided. */
static void
test_noted(void)
{
    static const char *const rules[] = {"technical_complexity", "competing_initiative"};
    for (gsize i = 0; i < G_N_ELEMENTS(rules); i++) {
        g_autoptr(Scene) scene = scene_all();
        g_autofree char *note = g_strdup_printf("INSERT INTO manual_signal (id, ext_id, kind, lead_id, noted_at) VALUES (1, 'W1', '%s', 1, :at)", rules[i]);
        scene_account(scene, 1, 0, NULL);
        scene_lead(scene, 1, 1, "need", "2026-03-25");
        scene_run(scene, "2026-03-26 09:00", note);
        assert_rule(scene, rules[i], "2026-03-26 08:00", "");
        assert_rule(scene, rules[i], NOON, "lead:1=0");
        assert_rule(scene, rules[i], "2026-09-30 12:00", "lead:1=0");
        scene_run(scene, NULL, "DELETE FROM manual_signal");
        assert_rule(scene, rules[i], NOON, "");
    }
}

static void
test_contract(void)
{
    g_autoptr(Scene) scene = scene_all();
    scene_account(scene, 1, 1, "2025-01-01");
    scene_run(scene, "2025-01-01", "INSERT INTO subscription (id, account_id, service_id, start_day, notice_days, ext_id) "
                                   "SELECT 1, 1, id, :day, 90, 'S1' FROM service WHERE code = 'satori-chat'");
    assert_rule(scene, "renewal_due", NOON, "");
    scene_run(scene, "2026-07-29", "UPDATE subscription SET committed_until_day = :day"); /* 120 days on */
    assert_rule(scene, "renewal_due", "2026-03-30 12:00", "");
    assert_rule(scene, "renewal_due", NOON, "subscription:1=2");
    scene_run(scene, "2026-03-31", "UPDATE subscription SET end_day = :day");
    assert_rule(scene, "renewal_due", NOON, "");
}

static void
deliver(Scene *scene, const char *day)
{
    scene_account(scene, 1, 2, "2025-01-01");
    scene_run(scene, day, "INSERT INTO project (id, account_id, service_id, delivered_day, status, ext_id) "
                          "SELECT 1, 1, id, :day, 'delivered', 'P1' FROM service WHERE code = 'satori-uppstart'");
}

static void
test_post_delivery(void)
{
    g_autoptr(Scene) scene = scene_all();
    deliver(scene, "2025-12-31"); /* window 2026-02-28 .. 03-31 */
    assert_rule(scene, "expansion_post_delivery", "2026-02-20 12:00", "");
    assert_rule(scene, "expansion_post_delivery", "2026-02-21 12:00", "project:1=1");
    assert_rule(scene, "expansion_post_delivery", "2026-02-28 12:00", "project:1=2");
    assert_rule(scene, "expansion_post_delivery", "2026-04-30 12:00", "project:1=2");
    assert_rule(scene, "expansion_post_delivery", "2026-05-01 12:00", ""); /* 30 days after: expired */
    scene_run(scene, "2026-02-01", "INSERT INTO survey_response (account_id, kind, score, local_day, project_id) VALUES (1, 'csat', 6, :day, 1)");
    assert_rule(scene, "expansion_post_delivery", NOON, "");
    scene_run(scene, NULL, "UPDATE survey_response SET score = 7");
    assert_rule(scene, "expansion_post_delivery", NOON, "project:1=2");
    scene_lead(scene, 1, 1, "contacted", "2026-03-10");
    scene_run(scene, NULL, "UPDATE lead SET kind = 'expansion'");
    assert_rule(scene, "expansion_post_delivery", NOON, "");
}

static void
test_how_a_window_ends(void)
{
    static const char EXPIRED[] = "SELECT COUNT(*) FROM signal_event e JOIN signal s ON s.id = e.signal_id WHERE s.rule_id = 'expansion_post_delivery' "
                                  "AND e.event = 'resolved' AND e.detail IS NOT NULL";
    for (int is_used = 0; is_used < 2; is_used++) {
        g_autoptr(Scene) scene = scene_all();
        deliver(scene, "2025-12-31");
        g_free(scene_apply(scene, "2026-04-30 12:00"));
        if (is_used) {
            scene_lead(scene, 1, 1, "contacted", "2026-04-30");
            scene_run(scene, NULL, "UPDATE lead SET kind = 'expansion'");
            g_free(scene_apply(scene, "2026-04-30 13:00"));
        }
        g_free(scene_apply(scene, "2026-05-01 12:00"));
        g_assert_cmpint(scene_int(scene, "SELECT COUNT(*) FROM signal WHERE rule_id = 'expansion_post_delivery' AND state = 'resolved'"), ==, 1);
        g_assert_cmpint(scene_int(scene, EXPIRED), ==, !is_used);
    }
}

static void
test_budget_window(void)
{
    g_autoptr(Scene) scene = scene_all();
    scene_account(scene, 1, 1, "2025-01-01");
    scene_account(scene, 2, 3, "2025-01-01");
    scene_account(scene, 3, 0, "2025-01-01");
    assert_rule(scene, "expansion_budget_window", "2026-08-31 12:00", "");
    assert_rule(scene, "expansion_budget_window", "2026-09-01 12:00", "account:1:2027=2 account:2:2027=1");
    assert_rule(scene, "expansion_budget_window", "2026-11-30 12:00", "account:1:2027=2 account:2:2027=1");
    assert_rule(scene, "expansion_budget_window", "2026-12-01 12:00", "");
    scene_run(scene, NULL, "UPDATE account SET fiscal_start_month = 6 WHERE id = 1");
    assert_rule(scene, "expansion_budget_window", NOON, "account:1:2026=2"); /* February to April */
}

static void
test_reference(void)
{
    g_autoptr(Scene) scene = scene_all();
    deliver(scene, "2026-03-01");
    assert_rule(scene, "referral_request_due", "2026-03-14 12:00", "");
    assert_rule(scene, "referral_request_due", "2026-03-15 12:00", "project:1=1");
    assert_rule(scene, "referral_request_due", "2026-04-01 12:00", "");
    scene_run(scene, "2026-03-16", "INSERT INTO referral (ext_id, referrer_kind, referrer_account_id, asked_day) VALUES ('R1', 'customer', 1, :day)");
    assert_rule(scene, "referral_request_due", "2026-03-15 12:00", "project:1=1");
    assert_rule(scene, "referral_request_due", "2026-03-16 12:00", "");
}

static void
test_introduction(void)
{
    g_autoptr(Scene) scene = scene_all();
    scene_account(scene, 1, 1, "2025-01-01");
    scene_account(scene, 2, 0, NULL);
    scene_lead(scene, 1, 2, "contacted", "2026-03-27");
    scene_run(scene, "2026-03-27", "INSERT INTO referral (id, ext_id, referrer_kind, referrer_account_id, lead_id, introduced_day) "
                                   "VALUES (1, 'R1', 'customer', 1, 1, :day)"); /* a Friday */
    assert_rule(scene, "referral_follow_through", "2026-03-30 12:00", "");
    assert_rule(scene, "referral_follow_through", NOON, "referral:1=2");
    scene_touch(scene, "email", "out", 2, 1, NULL, "2026-03-31 11:00");
    assert_rule(scene, "referral_follow_through", NOON, "");
    assert_rule(scene, "referral_feedback_due", "2026-04-09 12:00", "");
    assert_rule(scene, "referral_feedback_due", "2026-04-10 12:00", "referral:1=1");
    assert_rule(scene, "referral_thanks_due", "2026-04-10 12:00", "");
    scene_run(scene, "2026-04-02", "UPDATE lead SET status = 'won', closed_at = :at, closed_day = :day");
    assert_rule(scene, "referral_feedback_due", "2026-04-02 12:00", "referral:1=1");
    assert_rule(scene, "referral_thanks_due", "2026-04-10 12:00", "referral:1=1");
    scene_run(scene, "2026-04-05", "UPDATE referral SET feedback_day = :day, rewarded_day = :day");
    assert_rule(scene, "referral_feedback_due", "2026-04-10 12:00", "");
    assert_rule(scene, "referral_thanks_due", "2026-04-10 12:00", "");
}

static void
test_sources(void)
{
    g_autoptr(Scene) scene = scene_all();
    scene_account(scene, 1, 0, NULL);
    scene_lead(scene, 1, 1, "contacted", "2026-01-10");
    assert_rule(scene, "source_review_due", "2026-04-01 12:00", "");
    scene_run(scene, NULL, "UPDATE lead SET source_id = (SELECT id FROM lead_source WHERE code = 'referral')");
    assert_rule(scene, "source_review_due", "2026-04-01 12:00", "system:0:202604=1");
    assert_rule(scene, "source_review_due", "2026-04-09 12:00", "system:0:202604=1"); /* Easter: 1, 2, 7, 8, 9 are workdays */
    assert_rule(scene, "source_review_due", "2026-04-10 12:00", "");
    assert_rule(scene, "source_test_due", "2026-02-28 12:00", "");
    assert_rule(scene, "source_test_due", "2026-03-01 12:00", "system:0:20261=1");
    scene_run(scene, "2026-01-15", "UPDATE lead_source SET test_started_day = :day WHERE code = 'event'");
    assert_rule(scene, "source_test_due", "2026-03-01 12:00", "");
}

static void
test_detractor(void)
{
    g_autoptr(Scene) scene = scene_all();
    scene_account(scene, 1, 1, "2025-01-01");
    scene_run(scene, "2026-03-01", "INSERT INTO survey_response (account_id, kind, score, local_day) VALUES (1, 'nps', 6, :day)");
    assert_rule(scene, "nps_detractor", NOON, "account:1=2");
    scene_run(scene, "2026-03-20", "INSERT INTO survey_response (account_id, kind, score, local_day) VALUES (1, 'nps', 7, :day)");
    assert_rule(scene, "nps_detractor", "2026-03-19 12:00", "account:1=2");
    assert_rule(scene, "nps_detractor", NOON, "");
}

static void
test_people(void)
{
    g_autoptr(Scene) scene = scene_all();
    scene_account(scene, 1, 1, "2025-01-01");
    scene_run(scene, "2026-03-20", "INSERT INTO contact (id, account_id, full_name, role, ext_id, created_at, updated_at) "
                                   "VALUES (1, 1, 'Eva', 'ceo', 'C1', :at, 0)");
    assert_rule(scene, "personnel_signal", NOON, "account:1=1"); /* a new one who decides */
    assert_rule(scene, "personnel_signal", "2026-04-25 12:00", "");
    scene_run(scene, NULL, "UPDATE contact SET created_at = 0");
    scene_run(scene, NULL, "INSERT INTO contact (id, account_id, full_name, ext_id, created_at, updated_at) VALUES (2, 1, 'Bo', 'C2', 0, 0)");
    scene_touch(scene, "email", "in", 1, 0, NULL, "2026-01-10 09:00");
    scene_touch(scene, "email", "in", 1, 0, NULL, "2026-01-20 09:00");
    scene_run(scene, NULL, "UPDATE touchpoint SET contact_id = 1");
    assert_rule(scene, "personnel_signal", NOON, ""); /* silent, but so is everybody */
    scene_touch(scene, "email", "in", 1, 0, NULL, "2026-03-20 09:00");
    scene_run(scene, NULL, "UPDATE touchpoint SET contact_id = 2 WHERE contact_id IS NULL");
    assert_rule(scene, "personnel_signal", NOON, "account:1=1");
    assert_rule(scene, "personnel_signal", "2026-03-19 12:00", "");
}

static void
test_switched_off(void)
{
    g_autoptr(Scene) scene = scene_new("[rules]\noff = source_missing\n");
    scene_account(scene, 1, 0, NULL);
    scene_lead(scene, 1, 1, "need", "2026-03-30");
    assert_rule(scene, "source_missing", NOON, "");
    assert_rule(scene, "pipeline_amount_missing", NOON, "lead:1=1");
}

static void
test_names(void) /* what [rules] off accepts is what there is */
{
    const char *const *ids = alert_rules();
    gsize n = g_strv_length((char **)ids);
    for (gsize i = 0; i < n; i++) {
        g_assert_nonnull(measure_rule_find(ids[i]));
        g_assert_true(i == 0 || strcmp(ids[i - 1], ids[i]) < 0);
    }
    g_assert_cmpint(n, ==, measure_rule_count());
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/due-plain/one-sided", test_one_sided);
    g_test_add_func("/due-plain/close-date", test_close_date);
    g_test_add_func("/due-plain/probability", test_probability);
    g_test_add_func("/due-plain/bands-of-our-own", test_bands_of_our_own);
    g_test_add_func("/due-plain/evidence", test_evidence);
    g_test_add_func("/due-plain/hygiene", test_hygiene);
    g_test_add_func("/due-plain/active-range", test_active_range);
    g_test_add_func("/due-plain/preparation", test_preparation);
    g_test_add_func("/due-plain/preparation-over-a-weekend", test_preparation_over_a_weekend);
    g_test_add_func("/due-plain/escalation", test_escalation);
    g_test_add_func("/due-plain/documentation-of-what", test_documentation_of_what);
    g_test_add_func("/due-plain/documentation", test_documentation);
    g_test_add_func("/due-plain/prompt", test_prompt);
    g_test_add_func("/due-plain/words", test_words);
    g_test_add_func("/due-plain/noted", test_noted);
    g_test_add_func("/due-plain/contract", test_contract);
    g_test_add_func("/due-plain/post-delivery", test_post_delivery);
    g_test_add_func("/due-plain/how-a-window-ends", test_how_a_window_ends);
    g_test_add_func("/due-plain/budget-window", test_budget_window);
    g_test_add_func("/due-plain/reference", test_reference);
    g_test_add_func("/due-plain/introduction", test_introduction);
    g_test_add_func("/due-plain/sources", test_sources);
    g_test_add_func("/due-plain/detractor", test_detractor);
    g_test_add_func("/due-plain/people", test_people);
    g_test_add_func("/due-plain/switched-off", test_switched_off);
    g_test_add_func("/due-plain/names", test_names);
    return g_test_run();
}
