/* SPDX-License-Identifier: MIT
 * The life of a signal (spec 09 §9.1, 17-A2, 17-B, example E34 of 12). */
#include "due-scene.h"
#include "measure/digest.h"

/* Everything that the engine stores, as one text. */
static char *
dump(Scene *scene)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KeepRows) rows =
        keep_db_query(scene->db,
                      "SELECT group_concat(line, char(10)) FROM (SELECT id || state || severity || "
                      "hits || last_seen_at || "
                      "COALESCE(resolved_at, '') || COALESCE(snooze_until_at, '') || "
                      "COALESCE(evidence, '') AS line FROM signal "
                      "UNION ALL SELECT signal_id || at || event FROM signal_event UNION ALL "
                      "SELECT key || value || updated_at "
                      "FROM setting)",
                      NO_BIND, &error);
    g_assert_no_error(error);
    g_assert_true(keep_rows_next(rows, &error));
    return g_strdup(keep_rows_text(rows, 0));
}

static void
tell(Scene *scene, gint64 id)
{
    g_autoptr(GError) error = NULL;
    g_assert_true(measure_due_notified(&scene->context, id, &error));
    g_assert_no_error(error);
}

/* A business that has been watched since long ago, so that nothing is silent. */
static Scene *
scene_watched(const char *config)
{
    Scene *scene = scene_new(config);
    assert_waits(scene, "2026-01-01 12:00", "");
    return scene;
}

static void
assert_state(Scene *scene, const char *expected)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *state = keep_db_text(
        scene->db,
        "SELECT state || ' ' || severity || ' ' || hits FROM signal ORDER BY id DESC LIMIT 1",
        NO_BIND, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(state, ==, expected);
}

static gint64
events(Scene *scene, const char *event)
{
    g_autofree char *sql =
        g_strdup_printf("SELECT COUNT(*) FROM signal_event WHERE event = '%s'", event);
    return scene_int(scene, sql);
}

static void
test_life(void) /* E34 */
{
    g_autoptr(Scene) scene = scene_watched("");
    g_autoptr(GError) error = NULL;
    scene_account(scene, 1, 0, NULL);
    scene_lead(scene, 7, 1, "interested", "2026-03-02");
    assert_waits(scene, "2026-03-16 12:00", "");
    assert_waits(scene, "2026-03-17 12:00", "1:opened"); /* day 0 */
    tell(scene, 1);
    assert_waits(scene, "2026-03-18 12:00", "");
    assert_waits(scene, "2026-03-19 12:00", "");
    assert_waits(scene, "2026-03-20 12:00", ""); /* day 3 */
    assert_state(scene, "open 2 4");
    g_assert_true(
        measure_due_snooze(&scene->context, 1, instant_of(scene, "2026-03-27 08:00"), &error));
    assert_waits(scene, "2026-03-24 12:00", ""); /* day 7: the repeat is silent */
    assert_state(scene, "snoozed 2 5");
    assert_waits(scene, "2026-03-27 08:00", "1:woke"); /* day 10 */
    tell(scene, 1);
    scene_touch(scene, "email", "out", 1, 7, NULL, "2026-03-28 09:00"); /* day 11 */
    assert_waits(scene, "2026-03-28 12:00", "");
    assert_state(scene, "resolved 2 6");
    assert_waits(scene, "2026-04-12 12:00", "2:opened"); /* 15 days later: a new row */
    g_assert_cmpint(scene_int(scene, "SELECT COUNT(*) FROM signal"), ==, 2);
    g_assert_cmpint(events(scene, "opened"), ==, 2);
    g_assert_cmpint(events(scene, "woke"), ==, 1);
    g_assert_cmpint(events(scene, "resolved"), ==, 1);
}

static void
test_repeat(void)
{
    g_autoptr(Scene) scene = scene_watched("");
    scene_account(scene, 1, 0, NULL);
    scene_lead(scene, 7, 1, "interested", "2026-03-02");
    assert_waits(scene, "2026-03-17 12:00", "1:opened");
    assert_waits(scene, "2026-03-17 12:05", "1:opened"); /* waits until it was told */
    tell(scene, 1);
    assert_waits(scene, "2026-03-23 23:00", "");
    assert_waits(scene, "2026-03-24 08:00", "1:repeat");
    tell(scene, 1);
    assert_waits(scene, "2026-03-24 08:05", "");
    assert_waits(scene, "2026-03-31 08:00", "1:repeat");
}

static void
test_repeat_of_follow_up(void) /* daily three times, then every three days */
{
    static const struct {
        const char *day;
        gboolean is_told;
    } days[] = {
        {"2026-03-18 09:00", TRUE}, {"2026-03-19 09:00", TRUE},  {"2026-03-20 09:00", TRUE},
        {"2026-03-21 09:00", TRUE}, {"2026-03-22 09:00", FALSE}, {"2026-03-23 09:00", FALSE},
        {"2026-03-24 09:00", TRUE}, {"2026-03-25 09:00", FALSE},
    };
    g_autoptr(Scene) scene = scene_watched("");
    scene_account(scene, 1, 0, NULL);
    scene_follow_up(scene, 1, 1, 0, 0, "2026-03-10", "2026-03-17");
    for (gsize i = 0; i < G_N_ELEMENTS(days); i++) {
        assert_waits(scene, days[i].day, !days[i].is_told ? "" : i == 0 ? "1:opened" : "1:repeat");
        if (days[i].is_told)
            tell(scene, 1);
    }
}

static void
test_same_moment_twice(void)
{
    g_autoptr(Scene) scene = scene_watched("[attempts]\nauto_pause = true\n");
    scene_account(scene, 1, 0, NULL);
    scene_lead(scene, 1, 1, "interested", "2026-03-02");
    scene_account(scene, 2, 0, NULL);
    scene_lead(scene, 2, 2, "prospect", "2026-03-02");
    for (int i = 0; i < 5; i++)
        scene_touch(scene, "call", "out", 2, 2, "no_answer", "2026-03-20 10:00");
    g_free(scene_apply(scene, "2026-03-31 12:00"));
    g_autofree char *first = dump(scene);
    g_free(scene_apply(scene, "2026-03-31 12:00"));
    g_autofree char *second = dump(scene);
    g_assert_cmpstr(first, ==, second);
    g_free(scene_apply(scene, "2026-03-30 12:00")); /* the past stores nothing (17-A2) */
    g_autofree char *third = dump(scene);
    g_assert_cmpstr(first, ==, third);
}

static void
test_flap(void)
{
    g_autoptr(Scene) scene = scene_watched("");
    scene_account(scene, 1, 0, NULL);
    scene_lead(scene, 1, 1, "interested", "2026-03-02");
    assert_waits(scene, "2026-03-20 12:00", "1:opened");
    tell(scene, 1);
    scene_follow_up(scene, 1, 1, 1, 0, "2026-03-20", "2026-03-30"); /* a planned step: deferred */
    assert_waits(scene, "2026-03-21 12:00", "");
    scene_run(scene, NULL, "UPDATE follow_up SET status = 'cancelled'");
    assert_waits(scene, "2026-03-22 11:59", "");
    g_assert_cmpint(events(scene, "reopened"), ==, 1);
    g_assert_cmpint(scene_int(scene, "SELECT COUNT(*) FROM signal WHERE rule_id = 'lead_stale'"),
                    ==, 1);
    scene_run(scene, NULL, "UPDATE follow_up SET status = 'open'");
    assert_waits(scene, "2026-03-22 12:00", "");
    scene_run(scene, NULL, "UPDATE follow_up SET status = 'cancelled'");
    assert_waits(scene, "2026-03-23 12:00", "3:opened");
}

static void
test_first_evaluation_is_silent(void) /* 17-B2 */
{
    g_autoptr(Scene) scene = scene_new("");
    for (int i = 1; i <= 2; i++) {
        scene_account(scene, i, 1, NULL);
        scene_lead(scene, i, i, "interested", "2026-03-02");
    }
    scene_owed(scene, 1, 2, 0, "2026-03-31 10:00");
    assert_waits(scene, "2026-03-31 12:00", "2:opened:digest 1:opened:digest");
    /* what becomes worse later may bubble */
    assert_waits(scene, "2026-03-31 14:00", "2:opened:digest 1:escalated");
}

static void
test_source_and_import_are_silent(void)
{
    g_autoptr(Scene) scene = scene_new("[mailbox work]\ntype = maildir\npath = /nowhere\n");
    scene_account(scene, 1, 0, NULL);
    scene_lead(scene, 1, 1, "interested", "2026-03-02");
    scene_run(scene, NULL, "INSERT INTO mailbox (name, kind) VALUES ('work', 'maildir')");
    assert_waits(scene, "2026-03-31 12:00", ""); /* not yet read whole */
    scene_run(scene, "2026-03-31 12:00",
              "UPDATE mailbox SET complete_at = :at, state = 'ok', last_ok_at = :at");
    assert_waits(scene, "2026-03-31 12:00", "1:opened:digest");
    scene_account(scene, 2, 0, NULL);
    scene_lead(scene, 2, 2, "interested", "2026-03-02");
    scene_run(
        scene, "2026-03-31 12:00",
        "INSERT INTO import_batch (source, started_at, finished_at) VALUES ('leads', :at, :at)");
    assert_waits(scene, "2026-03-31 12:00", "1:opened:digest 2:opened:digest");
    scene_account(scene, 3, 0, NULL);
    scene_lead(scene, 3, 3, "interested", "2026-03-02");
    assert_waits(scene, "2026-03-31 12:00", "1:opened:digest 2:opened:digest 3:opened");
}

static void
test_gap_freezes(void)
{
    g_autoptr(Scene) scene = scene_new("[mailbox work]\ntype = maildir\npath = /nowhere\n");
    scene_run(scene, "2026-01-01",
              "INSERT INTO mailbox (name, kind, state, last_ok_at, complete_at) VALUES ('work', "
              "'maildir', 'ok', :at, :at)");
    assert_waits(scene, "2026-01-02 12:00", "");
    scene_account(scene, 1, 0, NULL);
    scene_lead(scene, 1, 1, "interested", "2026-03-02");
    assert_waits(scene, "2026-03-20 12:00", "1:opened");
    tell(scene, 1);
    scene_run(scene, NULL, "UPDATE mailbox SET state = 'failing'");
    assert_waits(scene, "2026-03-30 12:00", ""); /* neither a repeat nor an end */
    assert_state(scene, "open 2 1");
    scene_run(scene, "2026-03-31 11:00", "UPDATE mailbox SET state = 'ok', last_ok_at = :at");
    assert_waits(scene, "2026-03-31 12:00", "1:repeat");
}

static void
test_early_stage_never_bubbles(void) /* 17-L5 */
{
    g_autoptr(Scene) scene = scene_watched("");
    scene_account(scene, 1, 0, NULL);
    scene_lead(scene, 1, 1, "prospect", "2026-03-02");
    assert_waits(scene, "2026-03-20 12:00", "1:opened:digest");
}

static void
test_ack(void)
{
    g_autoptr(Scene) scene = scene_watched("");
    g_autoptr(GError) error = NULL;
    scene_account(scene, 1, 1, NULL);
    scene_owed(scene, 1, 1, 0, "2026-03-30 08:00");
    assert_waits(scene, "2026-03-30 10:00", "1:opened:digest");
    g_assert_true(measure_due_ack(&scene->context, 1, &error));
    assert_waits(scene, "2026-03-30 11:00", "");
    assert_state(scene, "ack 1 2");
    assert_waits(scene, "2026-03-30 12:00", "1:escalated");
    assert_state(scene, "open 2 3");
}

static void
test_snooze_broken_by_critical(void)
{
    g_autoptr(Scene) scene = scene_watched("");
    g_autoptr(GError) error = NULL;
    scene_account(scene, 1, 1, NULL);
    scene_owed(scene, 1, 1, 0, "2026-03-30 08:00");
    assert_waits(scene, "2026-03-30 10:00", "1:opened:digest");
    g_assert_true(measure_due_snooze(&scene->context, 1, instant_of(scene, "2026-04-10"), &error));
    assert_waits(scene, "2026-03-30 12:00", ""); /* severity 2 */
    assert_state(scene, "snoozed 2 2");
    assert_waits(scene, "2026-03-31 11:00", "1:escalated"); /* severity 3 after 12 working hours */
    assert_state(scene, "open 3 3");
    tell(scene, 1);
    assert_waits(scene, "2026-03-31 16:00", "");
    assert_waits(scene, "2026-04-01 08:00", "1:repeat"); /* 3 stays until handled (17-B4) */
}

static void
test_snoozed_and_over(void)
{
    g_autoptr(Scene) scene = scene_watched("");
    g_autoptr(GError) error = NULL;
    scene_account(scene, 1, 0, NULL);
    scene_lead(scene, 1, 1, "interested", "2026-03-02");
    assert_waits(scene, "2026-03-20 12:00", "1:opened");
    g_assert_true(measure_due_snooze(&scene->context, 1, instant_of(scene, "2026-03-25"), &error));
    scene_touch(scene, "email", "in", 1, 1, NULL, "2026-03-21 09:00");
    assert_waits(scene, "2026-03-22 12:00", "");
    assert_state(scene, "resolved 2 1");
    g_assert_false(measure_due_snooze(&scene->context, 1, instant_of(scene, "2026-03-25"), &error));
    g_assert_error(error, CADENS_ERROR, CADENS_ERROR_NOT_FOUND);
}

static void
test_dismiss(void)
{
    g_autoptr(Scene) scene = scene_watched("");
    g_autoptr(GError) error = NULL;
    scene_account(scene, 1, 0, NULL);
    scene_lead(scene, 1, 1, "interested", "2026-03-02");
    assert_waits(scene, "2026-03-20 12:00", "1:opened");
    g_assert_true(measure_due_dismiss(&scene->context, 1, &error));
    assert_waits(scene, "2026-03-29 12:00", "");
    assert_state(scene, "dismissed 2 2");
    scene_touch(scene, "email", "in", 1, 1, NULL, "2026-03-30 09:00"); /* false once: armed again */
    assert_waits(scene, "2026-03-30 12:00", "");
    assert_state(scene, "resolved 2 2");
    assert_waits(scene, "2026-04-14 12:00", "2:opened");
}

static void
test_dismissed_survives_inhibition(void)
{
    g_autoptr(Scene) scene = scene_watched("");
    g_autoptr(GError) error = NULL;
    scene_account(scene, 1, 0, NULL);
    scene_lead(scene, 1, 1, "interested", "2026-03-02");
    assert_waits(scene, "2026-03-20 12:00", "1:opened");
    g_assert_true(measure_due_dismiss(&scene->context, 1, &error));
    scene_owed(scene, 1, 1, 1, "2026-03-20 08:00");
    assert_waits(scene, "2026-03-23 17:00", "2:opened");
    g_assert_cmpint(scene_int(scene, "SELECT COUNT(*) FROM signal WHERE state = 'dismissed'"), ==,
                    1);
    scene_run(scene, "2026-03-23",
              "UPDATE response_episode SET state = 'superseded', closed_at = :at");
    assert_waits(scene, "2026-03-25 12:00", "");
    g_assert_cmpint(scene_int(scene, "SELECT COUNT(*) FROM signal WHERE state = 'dismissed'"), ==,
                    1);
}

static void
test_done_follow_up(void)
{
    g_autoptr(Scene) scene = scene_watched("");
    g_autoptr(GError) error = NULL;
    scene_account(scene, 1, 0, NULL);
    scene_follow_up(scene, 5, 1, 0, 0, "2026-03-10", "2026-03-17");
    assert_waits(scene, "2026-03-18 12:00", "1:opened");
    g_assert_true(measure_due_done(&scene->context, 1, &error));
    g_assert_cmpint(scene_int(scene, "SELECT done_at FROM follow_up WHERE status = 'done'"), ==,
                    scene->context.now);
    assert_state(scene, "resolved 2 1");
    assert_waits(scene, "2026-03-18 12:01", "");
    g_assert_false(measure_due_done(&scene->context, 1, &error));
    g_assert_error(error, CADENS_ERROR, CADENS_ERROR_NOT_FOUND);
}

static void
test_done_review(void)
{
    g_autoptr(Scene) scene = scene_watched("");
    g_autoptr(GError) error = NULL;
    scene_account(scene, 1, 2, "2025-01-01");
    scene_run(scene, NULL, "DELETE FROM review_policy WHERE kind <> 'qbr'");
    scene_review(scene, 1, "qbr", "2025-12-20");
    assert_waits(scene, "2026-03-31 12:00", "1:opened");
    g_assert_true(measure_due_done(&scene->context, 1, &error));
    g_assert_cmpint(
        scene_int(scene, "SELECT MAX(held_day) FROM review WHERE kind = 'qbr' AND confirmed = 1"),
        ==, day_of("2026-03-31"));
    assert_waits(scene, "2026-03-31 12:01", "");
}

static void
test_done_reply(void)
{
    g_autoptr(Scene) scene = scene_watched("");
    g_autoptr(GError) error = NULL;
    scene_account(scene, 1, 1, NULL);
    scene_owed(scene, 3, 1, 0, "2026-03-30 08:00");
    assert_waits(scene, "2026-03-30 12:00", "1:opened");
    g_assert_true(measure_due_done(&scene->context, 1, &error));
    g_assert_cmpint(
        scene_int(scene, "SELECT COUNT(*) FROM episode_decision WHERE episode_key = 'e3'"), ==, 1);
    g_assert_cmpint(scene_int(scene, "SELECT dirty FROM account WHERE id = 1"), ==, 1);
    assert_waits(scene, "2026-03-30 12:01", "");
}

static void
test_done_other(void) /* quiet until false once (17-B1) */
{
    g_autoptr(Scene) scene = scene_watched("");
    g_autoptr(GError) error = NULL;
    scene_account(scene, 1, 0, NULL);
    scene_lead(scene, 1, 1, "interested", "2026-03-02");
    assert_waits(scene, "2026-03-20 12:00", "1:opened");
    g_assert_true(measure_due_done(&scene->context, 1, &error));
    assert_waits(scene, "2026-03-29 12:00", "");
    g_assert_cmpint(scene_int(scene, "SELECT suppress FROM signal WHERE state = 'dismissed'"), ==,
                    1);
    scene_touch(scene, "email", "in", 1, 1, NULL, "2026-03-30 09:00");
    assert_waits(scene, "2026-03-30 12:00", "");
    assert_waits(scene, "2026-04-14 12:00", "2:opened");
}

static void
test_unconfirmed_review(void)
{
    for (int denied = 0; denied < 2; denied++) {
        g_autoptr(Scene) scene = scene_watched("");
        g_autoptr(GError) error = NULL;
        scene_account(scene, 1, 3, "2026-01-01");
        scene_meeting(scene, 1, 1, "Avstämning", "2026-03-30 10:00");
        scene_run(scene, "2026-03-30",
                  "INSERT INTO review (account_id, kind, held_day, meeting_id) VALUES (1, "
                  "'check_in', :day, 1)");
        assert_waits(scene, "2026-03-31 12:00", "1:opened:digest");
        g_assert_true(
            (denied ? measure_due_dismiss : measure_due_done)(&scene->context, 1, &error));
        g_assert_cmpint(scene_int(scene, "SELECT COUNT(*) FROM review"), ==, denied ? 0 : 1);
        g_assert_cmpint(scene_int(scene, "SELECT COUNT(*) FROM review WHERE confirmed = 1"), ==,
                        denied ? 0 : 1);
        g_assert_cmpint(scene_int(scene, "SELECT purpose = 'other' FROM meeting"), ==, denied);
        assert_waits(scene, "2026-03-31 12:01", "");
    }
}

static void
test_auto_pause(void)
{
    g_autoptr(Scene) scene = scene_watched("[attempts]\nauto_pause = true\n");
    scene_account(scene, 1, 0, NULL);
    scene_lead(scene, 1, 1, "prospect", "2026-03-20");
    for (int i = 0; i < 5; i++)
        scene_touch(scene, "call", "out", 1, 1, "no_answer", "2026-03-25 10:00");
    assert_waits(scene, "2026-03-31 12:00", "");
    assert_state(scene, "resolved 0 1");
    g_assert_cmpint(scene_int(scene, "SELECT paused_until_day FROM lead WHERE status = 'paused'"),
                    ==, day_of("2026-06-29"));
    g_assert_cmpint(scene_int(scene, "SELECT COUNT(*) FROM lead_stage_history"), ==, 2);
    assert_waits(scene, "2026-06-28 12:00", "");
    assert_waits(scene, "2026-06-29 12:00", "2:opened:digest");
}

static void
test_snooze_texts(void)
{
    static const struct {
        const char *text, *until;
    } cases[] = {
        /* from Tuesday 2026-03-31 12:00 */
        {"1d", "2026-04-01 08:00"},
        {"3d", "2026-04-03 00:00"}, /* Good Friday: the very day, without an hour at which work begins */
        {"1w", "2026-04-07 08:00"},
        {"2h", "2026-03-31 14:00"},
        {"2026-04-10", "2026-04-10 08:00"},
        {"2026-04-11", "2026-04-11 00:00"}, /* Saturday */
        {"2026-04-10T15:30", "2026-04-10 15:30"},
        {"2026-04-10T15:30:00Z", "2026-04-10 17:30"},
        {"morning", "2026-04-01 08:00"},
        {"Nästa morgon", "2026-04-01 08:00"},
        {"2026-03-31", NULL}, /* has begun */
        {"2026-03-30", NULL},
        {"2026-02-30", NULL},
        {"0d", NULL},
        {"-1d", NULL},
        {"d", NULL},
        {"99999999999999999999d", NULL},
        {"1m", NULL},
        {"1dd", NULL},
        {"", NULL},
        {"soon", NULL},
    };
    g_autoptr(Scene) scene = scene_new("");
    scene_at(scene, "2026-03-31 12:00");
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        gint64 until = 0;
        gboolean ok = measure_due_parse_snooze(&scene->context, 0, cases[i].text, &until, &error);
        g_assert_cmpint(ok, ==, cases[i].until != NULL);
        if (ok)
            g_assert_cmpint(until, ==, instant_of(scene, cases[i].until));
        else
            g_assert_error(error, CADENS_ERROR, CADENS_ERROR_BAD_INPUT);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/due/life/life", test_life);
    g_test_add_func("/due/life/repeat", test_repeat);
    g_test_add_func("/due/life/repeat-of-follow-up", test_repeat_of_follow_up);
    g_test_add_func("/due/life/same-moment-twice", test_same_moment_twice);
    g_test_add_func("/due/life/flap", test_flap);
    g_test_add_func("/due/life/first-evaluation-is-silent", test_first_evaluation_is_silent);
    g_test_add_func("/due/life/source-and-import-are-silent", test_source_and_import_are_silent);
    g_test_add_func("/due/life/gap-freezes", test_gap_freezes);
    g_test_add_func("/due/life/early-stage-never-bubbles", test_early_stage_never_bubbles);
    g_test_add_func("/due/life/ack", test_ack);
    g_test_add_func("/due/life/snooze-broken-by-critical", test_snooze_broken_by_critical);
    g_test_add_func("/due/life/snoozed-and-over", test_snoozed_and_over);
    g_test_add_func("/due/life/dismiss", test_dismiss);
    g_test_add_func("/due/life/dismissed-survives-inhibition", test_dismissed_survives_inhibition);
    g_test_add_func("/due/life/done-follow-up", test_done_follow_up);
    g_test_add_func("/due/life/done-review", test_done_review);
    g_test_add_func("/due/life/done-reply", test_done_reply);
    g_test_add_func("/due/life/done-other", test_done_other);
    g_test_add_func("/due/life/unconfirmed-review", test_unconfirmed_review);
    g_test_add_func("/due/life/auto-pause", test_auto_pause);
    g_test_add_func("/due/life/snooze-texts", test_snooze_texts);
    return g_test_run();
}
