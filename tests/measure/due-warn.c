/* SPDX-License-Identifier: MIT
 * Early warnings: each fires and ends (spec 08 §8.7, 09 §9.7; E7, E8, E28 of 12). */
#include "due-scene.h"
#include "measure/rule.h"

#define NOON "2026-03-31 12:00"

static Scene *
scene_customer(void)
{
    Scene *scene = scene_new("[rules]\noff =\n");
    scene_account(scene, 1, 0, "2025-01-01"); /* no tier: no reviews */
    return scene;
}

/* A mail of ours opened at OPENED, answered after HOURS working hours; 0 = not at all. */
static void
ask(Scene *scene, const char *opened, double hours)
{
    static int next = 1;
    gint64 at = instant_of(scene, opened), took = (gint64)(hours * 3600), closed = calendar_work_add(scene->calendar, at, took);
    g_autofree char *sql = g_strdup_printf(
        "INSERT INTO response_episode (episode_key, owed_by, account_id, contact_addr, opened_at, opened_day, last_attempt_at, state, closed_at, closed_day, "
        "closed_by, resp_work_secs) VALUES ('w%d', 'them', 1, 'a@a.example', :at, :day, :at, '%s', %s, NULL, %s, %" G_GINT64_FORMAT ")",
        next++, hours > 0 ? "answered" : "open", hours > 0 ? "CAST(:closed AS INTEGER)" : "NULL", hours > 0 ? "'email'" : "NULL", took);
    g_autofree char *closed_text = g_strdup_printf("%" G_GINT64_FORMAT, closed);
    g_auto(GStrv) parts = g_strsplit(sql, ":closed", -1);
    g_autofree char *whole = g_strjoinv(closed_text, parts);
    scene_run(scene, opened, whole);
}

/* E7, scaled by TIMES: ten answers, then five of which one is open. */
static void
ask_example(Scene *scene, double times)
{
    static const double base[] = {2, 3, 1, 4, 2, 6, 3, 5, 2, 4}, recent[] = {9, 7, 12, 0, 8};
    for (int i = 0; i < 10; i++) {
        g_autofree char *day = g_strdup_printf("2026-01-%02d 08:00", 12 + i);
        ask(scene, day, base[i] * times);
    }
    for (int i = 0; i < 5; i++) {
        g_autofree char *day = g_strdup_printf("2026-02-%02d 08:00", 2 + i);
        ask(scene, day, recent[i] * times);
    }
}

static void
test_watch(void) /* E7 */
{
    g_autoptr(Scene) small = scene_customer();
    ask_example(small, 1);
    assert_rule(small, "responsiveness_watch", "2026-02-27 12:00", ""); /* six hours more are no matter */
    g_autoptr(Scene) scene = scene_customer();
    ask_example(scene, 2);
    assert_rule(scene, "responsiveness_watch", "2026-02-04 12:00", "");
    assert_rule(scene, "responsiveness_watch", "2026-02-27 12:00", "account:1=1");
    assert_rule(scene, "responsiveness_alert", "2026-02-27 12:00", "");
}

static void
test_alert(void)
{
    g_autoptr(Scene) scene = scene_customer();
    ask_example(scene, 2);
    for (int i = 2; i <= 5; i++) {
        g_autofree char *day = g_strdup_printf("2026-03-%02d 08:00", i);
        ask(scene, day, 20);
    }
    assert_rule(scene, "responsiveness_alert", "2026-03-03 08:30", ""); /* the fresh ones are too few */
    assert_rule(scene, "responsiveness_alert", NOON, "account:1=2");
    assert_rule(scene, "responsiveness_watch", NOON, ""); /* the alert stands for it */
    for (int i = 16; i <= 20; i++) {
        g_autofree char *day = g_strdup_printf("2026-03-%02d 08:00", i);
        ask(scene, day, 3);
    }
    assert_rule(scene, "responsiveness_alert", NOON, "");
}

static void
test_watch_taken_back(void)
{
    g_autoptr(Scene) scene = scene_customer();
    ask_example(scene, 2);
    static const double fresh[] = {4, 5, 3, 20};
    for (int i = 0; i < 4; i++) {
        g_autofree char *day = g_strdup_printf("2026-03-%02d 08:00", 2 + i);
        ask(scene, day, fresh[i]);
        assert_rule(scene, "responsiveness_alert", NOON, "");
    }
    assert_rule(scene, "responsiveness_watch", NOON, "");
}

static void
test_little_to_compare_with(void)
{
    g_autoptr(Scene) scene = scene_customer();
    ask(scene, "2026-03-02 08:00", 0);
    ask(scene, "2026-03-03 08:00", 0);
    assert_rule(scene, "responsiveness_watch", NOON, "");
    ask(scene, "2026-03-04 08:00", 0);
    assert_rule(scene, "responsiveness_watch", "2026-03-17 12:00", ""); /* the third may still be answered in time */
    assert_rule(scene, "responsiveness_watch", NOON, "account:1=1");
    ask(scene, "2026-03-05 08:00", 2);
    assert_rule(scene, "responsiveness_watch", NOON, "");
}

static void
test_silence(void)
{
    g_autoptr(Scene) scene = scene_customer();
    scene_touch(scene, "email", "in", 1, 0, NULL, "2026-02-10 09:00");
    scene_touch(scene, "email", "in", 1, 0, NULL, "2026-02-20 09:00");
    scene_touch(scene, "email", "out", 1, 0, NULL, "2026-03-02 09:00");
    assert_rule(scene, "responsiveness_watch", NOON, ""); /* we wrote once */
    scene_touch(scene, "email", "out", 1, 0, NULL, "2026-03-09 09:00");
    assert_rule(scene, "responsiveness_watch", "2026-03-22 12:00", "");
    assert_rule(scene, "responsiveness_watch", "2026-03-23 12:00", "account:1=1");
    scene_touch(scene, "email", "in", 1, 0, NULL, "2026-03-24 09:00");
    assert_rule(scene, "responsiveness_watch", NOON, "");
}

static void
test_engagement(void) /* E8 */
{
    g_autoptr(Scene) scene = scene_customer();
    for (int i = 0; i < 24; i++) {
        g_autofree char *day = g_strdup_printf("2026-%02d-%02d 09:00", 2 + i / 12, 2 + i % 12);
        scene_touch(scene, "email", "in", 1, 0, NULL, day);
    }
    scene_touch(scene, "email", "in", 1, 0, NULL, "2026-05-11 09:00");
    scene_touch(scene, "email", "in", 1, 0, NULL, "2026-05-12 09:00");
    assert_rule(scene, "engagement_drop", "2026-06-15 12:00", "account:1=1");
    scene_touch(scene, "email", "in", 1, 0, NULL, "2026-05-13 09:00");
    scene_touch(scene, "email", "in", 1, 0, NULL, "2026-05-14 09:00");
    assert_rule(scene, "engagement_drop", "2026-06-15 12:00", ""); /* 4 of 28: p = 0.135 */
}

static void
sign(Scene *scene, const char *rule, const char *opened)
{
    g_autofree char *sql = g_strdup_printf("INSERT INTO signal (rule_id, dedup_key, subject_kind, subject_id, account_id, severity, state, opened_at, last_seen_at, "
                                           "resolved_at) VALUES ('%s', '%s:account:1', 'account', 1, 1, 1, 'resolved', :at, :at, :at)",
                                           rule, rule);
    scene_run(scene, opened, sql);
}

static void
test_risk(void) /* E28: 5.75 */
{
    g_autoptr(Scene) scene = scene_customer();
    sign(scene, "competitor_signal", "2026-03-01 09:00");
    sign(scene, "budget_signal", "2026-02-14 09:00");
    assert_rule(scene, "churn_risk", NOON, "account:1=1"); /* 2.89 */
    sign(scene, "responsiveness_alert", "2026-03-28 09:00");
    assert_rule(scene, "churn_risk", NOON, "account:1=2");
    scene_run(scene, NULL, "UPDATE signal SET state = 'dismissed'");
    assert_rule(scene, "churn_risk", NOON, "");
}

static void
test_risk_on_the_way_down(void)
{
    g_autoptr(Scene) scene = scene_customer();
    sign(scene, "cancel_signal", "2026-03-17 09:00"); /* 5 -> 4.03 after 14 days, 3.97 after 15, 3.46 after 24 */
    assert_rule(scene, "churn_risk", "2026-04-01 12:00", "account:1=1"); /* nobody had been told */
    g_free(scene_apply(scene, NOON));
    assert_rule(scene, "churn_risk", "2026-04-01 12:00", "account:1=2");
    assert_rule(scene, "churn_risk", "2026-04-10 12:00", "account:1=1");
}

static void
test_risk_of_what_is_new(void) /* evaluating twice at one moment changes no row */
{
    g_autoptr(Scene) scene = scene_customer();
    scene_run(scene, "2026-03-01", "INSERT INTO survey_response (account_id, kind, score, local_day) VALUES (1, 'nps', 5, :day)");
    assert_rule(scene, "churn_risk", NOON, "account:1=1");
    g_free(scene_apply(scene, NOON));
    gint64 events = scene_int(scene, "SELECT COUNT(*) FROM signal_event");
    assert_rule(scene, "churn_risk", NOON, "account:1=1");
    g_free(scene_apply(scene, NOON));
    g_assert_cmpint(scene_int(scene, "SELECT COUNT(*) FROM signal_event"), ==, events);
    scene_run(scene, NULL, "UPDATE signal SET state = 'dismissed' WHERE rule_id = 'nps_detractor'");
    assert_rule(scene, "churn_risk", NOON, "");
}

static void
test_critical_risk_speaks_for_its_signs(void)
{
    g_autoptr(Scene) scene = scene_customer();
    scene_run(scene, "2026-03-20", "INSERT INTO contact (id, account_id, full_name, role, ext_id, created_at, updated_at) "
                                   "VALUES (1, 1, 'Eva', 'ceo', 'C1', :at, 0)");
    assert_rule(scene, "personnel_signal", NOON, "account:1=1");
    sign(scene, "cancel_signal", "2026-03-30 09:00");
    for (int i = 0; i < 2; i++) {
        assert_rule(scene, "churn_risk", NOON, "account:1=3");
        assert_rule(scene, "personnel_signal", NOON, "account:1=0"); /* on request */
        g_free(scene_apply(scene, NOON));
    }
    g_assert_cmpint(scene_int(scene, "SELECT COUNT(*) FROM signal WHERE rule_id = 'personnel_signal' AND state = 'open'"), ==, 1);
    assert_rule(scene, "churn_risk", "2026-04-06 12:00", "account:1=3");
}

/* Somebody new who decides, by the role or else by the title. */
static void
test_new_chief(void)
{
    static const struct {
        const char *role, *title, *expected;
    } cases[] = {
        {"'it_coo'", "NULL", "account:1=1"},  {"NULL", "'VD'", "account:1=1"},          {"NULL", "'tf VD, Kund AB'", "account:1=1"},
        {"NULL", "'CEO/Founder'", "account:1=1"}, {"'other'", "'IT-chef'", "account:1=1"}, {"NULL", "'VD-assistent'", ""},
        {"NULL", "'Ekonom'", ""},             {"'finance'", "'CIO'", ""},               {"NULL", "NULL", ""},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Scene) scene = scene_customer();
        g_autofree char *sql = g_strdup_printf("INSERT INTO contact (id, account_id, full_name, role, title, ext_id, created_at, updated_at) "
                                               "VALUES (1, 1, 'Eva', %s, %s, 'C1', :at, 0)", cases[i].role, cases[i].title);
        scene_run(scene, "2026-03-20", sql);
        assert_rule(scene, "personnel_signal", NOON, cases[i].expected);
    }
}

static void
test_playbook(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Scene) scene = scene_customer();
    sign(scene, "cancel_signal", "2026-03-30 09:00");
    assert_rule(scene, "churn_playbook", NOON, "account:1=1");
    g_free(scene_apply(scene, NOON));
    g_assert_true(measure_due_done(&scene->context, scene_int(scene, "SELECT id FROM signal WHERE rule_id = 'churn_playbook'"), &error));
    g_assert_cmpint(scene_int(scene, "SELECT COUNT(*) FROM follow_up WHERE kind = 'playbook' AND account_id = 1 AND auto_close = 0"), ==, 4);
    g_assert_cmpint(scene_int(scene, "SELECT MIN(due_day) FROM follow_up"), ==, day_of("2026-04-02"));
    g_assert_cmpint(scene_int(scene, "SELECT MAX(due_day) FROM follow_up"), ==, calendar_workday_add(scene->calendar, day_of("2026-03-31"), 20));
    assert_rule(scene, "churn_playbook", NOON, "");
    sign(scene, "cancel_signal", "2026-07-10 09:00");
    assert_rule(scene, "churn_playbook", "2026-07-13 12:00", ""); /* its tasks are still open: one at a time */
    scene_run(scene, "2026-07-01", "UPDATE follow_up SET status = 'done', done_at = :at");
    assert_rule(scene, "churn_playbook", "2026-07-13 12:00", "account:1=1");
}

static void
test_closer_contact(void)
{
    g_autoptr(Scene) scene = scene_new("[rules]\noff =\n");
    scene_account(scene, 1, 3, "2025-01-01");
    scene_review(scene, 1, "annual", "2026-03-01"); /* a check-in every six months */
    scene_review(scene, 1, "strategic", "2026-03-01");
    assert_rule(scene, "review_overdue", "2026-06-10 12:00", "");
    scene_follow_up(scene, 1, 1, 0, 0, "2026-04-01", "2026-04-10");
    scene_run(scene, "2026-05-01", "UPDATE follow_up SET kind = 'playbook', status = 'done', done_at = :at");
    assert_rule(scene, "review_overdue", "2026-06-10 12:00", "account:1:check_in=2"); /* every three */
    assert_rule(scene, "review_overdue", "2026-07-10 12:00", "");                     /* for 90 days */
}

static void
test_profile(void)
{
    g_autoptr(Scene) scene = scene_customer();
    scene_lead(scene, 1, 1, "contacted", "2026-03-20");
    assert_rule(scene, "lead_profile_incomplete", NOON, "lead:1=0");
    scene_run(scene, NULL, "UPDATE account SET employees = 50, segment = 'union', city = 'Umeå'");
    scene_run(scene, NULL, "UPDATE lead SET source_id = (SELECT MIN(id) FROM lead_source), service_id = (SELECT MIN(id) FROM service)");
    scene_run(scene, NULL, "INSERT INTO contact (id, account_id, full_name, role, ext_id, created_at, updated_at) VALUES (1, 1, 'Eva', 'ceo', 'C1', 0, 0)");
    assert_rule(scene, "lead_profile_incomplete", NOON, "lead:1=0");
    scene_run(scene, NULL, "INSERT INTO contact_address (kind, value, contact_id) VALUES ('email', 'eva@a.example', 1)");
    assert_rule(scene, "lead_profile_incomplete", NOON, "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/due-warn/watch", test_watch);
    g_test_add_func("/due-warn/alert", test_alert);
    g_test_add_func("/due-warn/watch-taken-back", test_watch_taken_back);
    g_test_add_func("/due-warn/little-to-compare-with", test_little_to_compare_with);
    g_test_add_func("/due-warn/silence", test_silence);
    g_test_add_func("/due-warn/engagement", test_engagement);
    g_test_add_func("/due-warn/risk", test_risk);
    g_test_add_func("/due-warn/risk-on-the-way-down", test_risk_on_the_way_down);
    g_test_add_func("/due-warn/risk-of-what-is-new", test_risk_of_what_is_new);
    g_test_add_func("/due-warn/critical-risk-speaks-for-its-signs", test_critical_risk_speaks_for_its_signs);
    g_test_add_func("/due-warn/new-chief", test_new_chief);
    g_test_add_func("/due-warn/playbook", test_playbook);
    g_test_add_func("/due-warn/closer-contact", test_closer_contact);
    g_test_add_func("/due-warn/profile", test_profile);
    return g_test_run();
}
