/* SPDX-License-Identifier: MIT
 * Reviews: titles, due days, states (spec 09 §9.4, example E19 of 12, 15-C70..C73, 15-C81, 17-L6).
 */
#include "due-scene.h"
#include "measure/review.h"

static void
test_titles(void)
{
    static const struct {
        const char *title;
        const char *code;
    } cases[] = {
        {"QBR Acme", "qbr"},
        {"qbr", "qbr"},
        {"Kvartalsgenomgång Q1", "qbr"},
        {"Kvartalsavstämning", "qbr"},
        {"Quarterly review", "qbr"},
        {"Quarterly business review", "qbr"},
        {"Business Review: Acme", "qbr"},
        {"Strategisk genomgång", "qbr"},
        {"STRATEGISK AVSTÄMNING", "strategic"}, /* longer than avstämning */
        {"Strategic check-in", "strategic"},    /* longer than check-in */
        {"Halvårsmöte med Acme", "strategic"},
        {"Strategimöte", "strategic"},
        {"Årlig genomgång", "annual"},
        {"A\xcc\x8arlig utva\xcc\x88rdering", "annual"}, /* decomposed */
        {"Annual review", "annual"},
        {"Relationsutvärdering", "annual"},
        {"Annual review and QBR", "annual"}, /* apart: the longer cadence */
        {"QBR-avstämning", "qbr"},
        {"Avstämning", "check_in"},
        {"Checkin Acme", "check_in"},
        {"Check-in", "check_in"},
        {"Månadsmöte", "check_in"},
        {"Avstämningsmöte", NULL}, /* a word of its own */
        {"XQBR", NULL},
        {"Lunch", NULL},
        {"", NULL},
        {NULL, NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        ReviewKind kind = measure_review_kind_of_title(cases[i].title);
        g_assert_cmpstr(kind == REVIEW_NONE ? NULL : measure_review_code(kind), ==, cases[i].code);
    }
}

static void
test_purpose(void)
{
    g_assert_cmpint(measure_review_kind_of_meeting("other", "user", "QBR"), ==, REVIEW_NONE);
    g_assert_cmpint(measure_review_kind_of_meeting("annual", "import", "QBR"), ==, REVIEW_ANNUAL);
    g_assert_cmpint(measure_review_kind_of_meeting("demo", "title", "QBR"), ==, REVIEW_QBR);
    g_assert_cmpint(measure_review_kind_of_meeting("strategic", "title", "Lunch"), ==,
                    REVIEW_STRATEGIC);
    g_assert_cmpint(measure_review_kind_of_meeting(NULL, "title", NULL), ==, REVIEW_NONE);
}

static void
test_due(void)
{
    gint32 since = day_of("2025-12-31"), start = day_of("2026-02-10"), held = day_of("2025-11-30");
    g_assert_cmpint(measure_review_due(held, since, start, 3, FALSE), ==, day_of("2026-02-28"));
    g_assert_cmpint(measure_review_due(DAY_NONE, since, start, 3, FALSE), ==, day_of("2026-05-10"));
    g_assert_cmpint(measure_review_due(DAY_NONE, since, DAY_NONE, 3, FALSE), ==, day_of("2026-03-31"));
    g_assert_cmpint(measure_review_due(DAY_NONE, DAY_NONE, start, 1, FALSE), ==, day_of("2026-03-10"));
    g_assert_cmpint(measure_review_due(DAY_NONE, DAY_NONE, DAY_NONE, 1, FALSE), ==, DAY_NONE);
    g_assert_cmpint(measure_review_due(day_of("2026-02-20"), since, start, 3, TRUE), ==, day_of("2026-06-30"));
    g_assert_cmpint(measure_review_due(DAY_NONE, DAY_NONE, DAY_NONE, 3, TRUE), ==, DAY_NONE);
}

static void
test_state_with_grace(void)
{
    ReviewPolicy policy = {3, 30, 5};
    gint32 due = day_of("2026-03-15");
    g_assert_cmpint(measure_review_state(&policy, due, DAY_NONE, due - 31), ==, REVIEW_OK);
    g_assert_cmpint(measure_review_state(&policy, due, DAY_NONE, due - 30), ==, REVIEW_DUE_SOON);
    g_assert_cmpint(measure_review_state(&policy, due, DAY_NONE, due + 5), ==, REVIEW_DUE_SOON);
    g_assert_cmpint(measure_review_state(&policy, due, DAY_NONE, due + 6), ==, REVIEW_OVERDUE);
    g_assert_cmpint(measure_review_state(&policy, due, due + 5, due), ==, REVIEW_SCHEDULED);
    g_assert_cmpint(measure_review_state(&policy, due, due + 6, due), ==, REVIEW_SCHEDULED_LATE);
}

/* Only the policy of KIND is left, so that one row of E19 is seen alone. */
static Scene *
scene_of_kind(const char *kind)
{
    Scene *scene = scene_new("");
    g_autofree char *sql = g_strdup_printf("DELETE FROM review_policy WHERE kind <> '%s'", kind);
    scene_run(scene, NULL, sql);
    return scene;
}

static void
test_worked_example(void) /* E19, every row */
{
    static const struct {
        int tier;
        const char *kind, *last, *since, *booked, *today, *expected;
    } cases[] = {
        {1, "qbr", "2025-12-15", "2025-01-01", NULL, "2026-03-31",
         "review_overdue:account:1:qbr=3"},
        {1, "qbr", "2025-12-15", "2025-01-01", "2026-04-10 10:00", "2026-03-31",
         "review_scheduled_late:account:1:qbr=0"},
        {2, "qbr", "2026-01-20", "2025-01-01", NULL, "2026-03-31", "review_due:account:1:qbr=1"},
        {2, "qbr", "2026-01-20", "2025-01-01", "2026-04-14 10:00", "2026-03-31", ""},
        {2, "qbr", "2026-01-20", "2025-01-01", "2026-04-25 10:00", "2026-03-31",
         "review_scheduled_late:account:1:qbr=0"},
        {3, "check_in", "2025-09-30", "2025-01-01", NULL, "2026-03-31",
         "review_overdue:account:1:check_in=2"},
        {1, "check_in", "2026-02-28", "2025-01-01", NULL, "2026-03-31",
         "review_overdue:account:1:check_in=2"},
        {1, "qbr", NULL, "2025-12-31", NULL, "2026-03-31", "review_due:account:1:qbr=2"},
        {1, "check_in", "2026-01-31", "2025-01-01", NULL, "2026-02-28",
         "review_due:account:1:check_in=2"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Scene) scene = scene_of_kind(cases[i].kind);
        scene_account(scene, 1, cases[i].tier, cases[i].since);
        if (cases[i].last)
            scene_review(scene, 1, cases[i].kind, cases[i].last);
        if (cases[i].booked)
            scene_meeting(scene, 1, 1, "QBR", cases[i].booked);
        g_autofree char *now = g_strdup_printf("%s 12:00", cases[i].today);
        assert_holds(scene, now, cases[i].expected);
    }
}

static void
test_severity(void)
{
    static const struct {
        int tier;
        const char *today, *expected;
    } cases[] = {
        /* due 2026-04-20 */
        {1, "2026-03-20", ""},
        {1, "2026-03-21", "review_due:account:1:qbr=1"},
        {1, "2026-04-12", "review_due:account:1:qbr=1"},
        {1, "2026-04-13", "review_due:account:1:qbr=2"},
        {1, "2026-04-20", "review_due:account:1:qbr=2"},
        {1, "2026-04-21", "review_overdue:account:1:qbr=2"},
        {1, "2026-05-04", "review_overdue:account:1:qbr=2"},
        {1, "2026-05-05", "review_overdue:account:1:qbr=3"},
        {2, "2026-05-20", "review_overdue:account:1:qbr=2"},
        {2, "2026-05-21", "review_overdue:account:1:qbr=3"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Scene) scene = scene_of_kind("qbr");
        scene_account(scene, 1, cases[i].tier, "2025-01-01");
        scene_review(scene, 1, "qbr", "2026-01-20");
        g_autofree char *now = g_strdup_printf("%s 12:00", cases[i].today);
        assert_holds(scene, now, cases[i].expected);
    }
}

static void
test_customer(void) /* 15-C70 */
{
    static const struct {
        const char *change;
        gboolean is_customer;
    } cases[] = {
        {"UPDATE account SET city = 'Lund'", TRUE},
        {"UPDATE account SET lifecycle = 'former', churned_day = 20544", TRUE}, /* 2026-04-01 */
        {"UPDATE account SET lifecycle = 'former', churned_day = 20543", FALSE},
        {"UPDATE account SET lifecycle = 'partner'", FALSE},
        {"UPDATE account SET lifecycle = 'prospect', customer_since_day = NULL", FALSE},
        {"UPDATE account SET customer_since_day = NULL", TRUE},
        {"UPDATE account SET customer_since_day = 20544", FALSE},
        {"UPDATE account SET tier = NULL", FALSE}, /* no tier, no cadence (17-B6) */
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Scene) scene = scene_of_kind("qbr");
        scene_account(scene, 1, 1, "2025-01-01");
        scene_review(scene, 1, "qbr", "2025-12-20");
        scene_run(scene, NULL, cases[i].change);
        assert_holds(scene, "2026-03-31 12:00",
                     cases[i].is_customer ? "review_overdue:account:1:qbr=2" : "");
    }
}

static void
test_check_in_satisfied(void) /* 15-C72, C84 */
{
    static const struct {
        int tier;
        const char *kind, *direction, *outcome;
        gboolean counts;
    } cases[] = {
        {1, "call", "out", "connected", TRUE}, {1, "call", "out", "no_answer", FALSE},
        {1, "call", "in", NULL, TRUE},         {1, "meeting", "both", NULL, TRUE},
        {1, "email", "in", NULL, FALSE},       {3, "email", "in", NULL, TRUE},
        {3, "email", "out", NULL, FALSE},      {3, "note", "in", NULL, FALSE},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Scene) scene = scene_of_kind("check_in");
        scene_account(scene, 1, cases[i].tier, "2024-01-01");
        scene_review(scene, 1, "check_in", "2025-08-01");
        scene_touch(scene, cases[i].kind, cases[i].direction, 1, 0, cases[i].outcome,
                    "2026-03-20 10:00");
        assert_holds(scene, "2026-03-31 12:00",
                     cases[i].counts ? "" : "review_overdue:account:1:check_in=3");
    }
}

static void
test_any_review_is_a_check_in(void)
{
    g_autoptr(Scene) scene = scene_of_kind("check_in");
    scene_account(scene, 1, 1, "2024-01-01");
    scene_run(scene, "2026-03-20",
              "INSERT INTO review (account_id, kind, held_day) VALUES (1, 'annual', :day)");
    assert_holds(scene, "2026-03-31 12:00", "");
}

static void
test_meetings(void)
{
    g_autoptr(Scene) scene = scene_new("");
    scene_run(scene, NULL, "DELETE FROM review_policy WHERE kind NOT IN ('qbr', 'check_in')");
    scene_account(scene, 1, 1, "2024-01-01");
    scene_meeting(scene, 1, 1, "Lunch", "2026-03-25 12:00");
    /* the lunch is a check-in, no QBR */
    assert_holds(scene, "2026-03-31 12:00", "review_overdue:account:1:qbr=3");
    scene_meeting(scene, 2, 1, "QBR", "2026-03-31 13:00");
    assert_holds(scene, "2026-03-31 12:00", "review_scheduled_late:account:1:qbr=0");
    assert_holds(scene, "2026-03-31 13:30", "review_scheduled_late:account:1:qbr=0"); /* in it */
    assert_holds(scene, "2026-03-31 14:00", "");                                      /* held */
    scene_run(scene, NULL, "UPDATE meeting SET status = 'cancelled' WHERE id = 2");
    assert_holds(scene, "2026-03-31 12:00", "review_overdue:account:1:qbr=3");
}

static void
test_never_held(void) /* 17-L6 */
{
    g_autoptr(Scene) scene = scene_of_kind("qbr");
    scene_account(scene, 1, 1, "2020-01-01");
    assert_holds(scene, "2026-03-31 12:00", "review_overdue:account:1:qbr=3");
    scene_run(scene, NULL,
              "UPDATE setting SET value = '2026-03-20' WHERE key = 'policy_start_day'");
    assert_holds(scene, "2026-03-31 12:00", "");
    assert_holds(scene, "2026-06-21 12:00", "review_overdue:account:1:qbr=2");
}

static void
test_one_item_per_account(void) /* 17-L6, spec 09 §9.1 */
{
    g_autoptr(Scene) scene = scene_new("");
    scene_account(scene, 1, 1, "2024-01-01");
    scene_review(scene, 1, "annual", "2026-01-15");
    scene_review(scene, 1, "strategic", "2026-01-15");
    scene_review(scene, 1, "qbr", "2026-01-15");
    /* qbr due 04-15 (soon), check-in due 02-15 (overdue): overdue stands before due */
    assert_holds(scene, "2026-03-31 12:00", "review_overdue:account:1:check_in=3");
    /* both overdue: the longer one */
    assert_holds(scene, "2026-04-16 12:00", "review_overdue:account:1:qbr=2");
    /* both due soon: the longer one */
    scene_touch(scene, "call", "out", 1, 0, "connected", "2026-03-05 10:00");
    assert_holds(scene, "2026-03-31 12:00", "review_due:account:1:qbr=1");
    /* a reply owed holds an overdue check-in back, and that one holds nothing back then */
    scene_owed(scene, 9, 1, 0, "2026-04-02 09:00");
    assert_holds(scene, "2026-04-07 12:00", "reply_owed:episode:9=3 review_due:account:1:qbr=1");
}

static void
test_contract_pulls_annual(void) /* 15-C81 */
{
    g_autoptr(Scene) scene = scene_of_kind("annual");
    scene_account(scene, 1, 2, "2024-01-01");
    scene_review(scene, 1, "annual", "2026-01-15");
    /* p = 2026-09-30 - 90 - 45 = 2026-05-18 */
    scene_run(scene, "2026-09-30",
              "INSERT INTO subscription (account_id, service_id, start_day, committed_until_day, "
              "notice_days, ext_id) "
              "SELECT 1, id, 0, :day, 90, 'S1' FROM service WHERE code = 'support'");
    assert_holds(scene, "2026-05-18 12:00", "review_due:account:1:annual=2");
    assert_holds(scene, "2026-05-19 12:00", "review_overdue:account:1:annual=2");
    scene_review(scene, 1, "annual", "2026-05-19"); /* held: not pulled any more */
    assert_holds(scene, "2026-05-20 12:00", "");
    scene_run(scene, NULL,
              "DELETE FROM review WHERE held_day = (SELECT MAX(held_day) FROM review)");
    scene_run(scene, "2026-05-01", "UPDATE subscription SET end_day = :day");
    assert_holds(scene, "2026-05-20 12:00", "");
}

static void
test_tier_of_the_day(void) /* 17-K4 */
{
    g_autoptr(Scene) scene = scene_of_kind("check_in");
    scene_account(scene, 1, 3, "2024-01-01");
    scene_review(scene, 1, "check_in", "2026-02-01");
    scene_run(scene, "2026-03-15",
              "INSERT INTO account_tier_history (account_id, from_day, tier) VALUES (1, :day, 1)");
    assert_holds(scene, "2026-03-14 12:00", "");
    assert_holds(scene, "2026-03-15 12:00", "review_overdue:account:1:check_in=2");
}

static void
test_record(void)
{
    g_autoptr(Scene) scene = scene_of_kind("qbr");
    g_autoptr(GError) error = NULL;
    scene_account(scene, 1, 1, "2024-01-01");
    scene_account(scene, 2, 1, NULL); /* a prospect has no reviews */
    scene_meeting(scene, 1, 1, "QBR", "2026-03-30 10:00");
    scene_meeting(scene, 2, 2, "QBR", "2026-03-30 10:00");
    scene_meeting(scene, 3, 1, "Lunch", "2026-03-27 12:00");
    scene_meeting(scene, 4, 1, "QBR", "2026-04-30 10:00");
    scene_meeting(scene, 5, 1, "QBR", "2025-03-30 10:00");
    scene_at(scene, "2026-03-31 12:00");
    for (int i = 0; i < 2; i++) {
        g_assert_true(measure_review_record(&scene->context, &error));
        g_assert_no_error(error);
        g_assert_cmpint(scene_int(scene, "SELECT COUNT(*) FROM review"), ==, 2);
        g_assert_cmpint(scene_int(scene, "SELECT confirmed FROM review WHERE meeting_id = 1"), ==,
                        0);
        g_assert_cmpint(scene_int(scene, "SELECT confirmed FROM review WHERE meeting_id = 5"), ==,
                        1);
    }
    g_autofree char *key =
        g_strdup_printf("review_unconfirmed:review:%d=1",
                        (int)scene_int(scene, "SELECT id FROM review WHERE meeting_id = 1"));
    assert_holds(scene, "2026-03-31 12:00", key);
    scene_run(scene, NULL,
              "UPDATE meeting SET outcome = 'no_show' WHERE id = 1"); /* not held after all */
    g_assert_true(measure_review_record(&scene->context, &error));
    g_assert_cmpint(scene_int(scene, "SELECT COUNT(*) FROM review"), ==, 1);
    scene_run(scene, NULL, "UPDATE meeting SET outcome = 'held' WHERE id = 1");
    g_assert_true(measure_review_record(&scene->context, &error));
    g_assert_cmpint(scene_int(scene, "SELECT COUNT(*) FROM review"), ==, 2);
    assert_holds(scene, "2026-04-02 12:00", "");
    g_assert_true(measure_review_record(&scene->context, &error));
    g_assert_cmpint(scene_int(scene, "SELECT confirmed FROM review WHERE meeting_id = 1"), ==, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/review/titles", test_titles);
    g_test_add_func("/review/purpose", test_purpose);
    g_test_add_func("/review/due", test_due);
    g_test_add_func("/review/state-with-grace", test_state_with_grace);
    g_test_add_func("/review/worked-example", test_worked_example);
    g_test_add_func("/review/severity", test_severity);
    g_test_add_func("/review/customer", test_customer);
    g_test_add_func("/review/check-in-satisfied", test_check_in_satisfied);
    g_test_add_func("/review/any-review-is-a-check-in", test_any_review_is_a_check_in);
    g_test_add_func("/review/meetings", test_meetings);
    g_test_add_func("/review/never-held", test_never_held);
    g_test_add_func("/review/one-item-per-account", test_one_item_per_account);
    g_test_add_func("/review/contract-pulls-annual", test_contract_pulls_annual);
    g_test_add_func("/review/tier-of-the-day", test_tier_of_the_day);
    g_test_add_func("/review/record", test_record);
    return g_test_run();
}
