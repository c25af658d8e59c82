/* SPDX-License-Identifier: MIT
 * The rules: what holds at a moment (spec 09 §9.2-9.5, examples E2, E9, E23 of 12). */
#include "due-scene.h"

#define NOON "2026-03-31 12:00"

static void
test_stagnation(void) /* E9 */
{
    g_autoptr(Scene) scene = scene_new("");
    const char *const days[] = {"2026-03-17", "2026-03-16", "2026-01-30",
                                "2026-01-29", "2026-03-30", "2026-01-01"};
    for (int i = 0; i < 6; i++) {
        scene_account(scene, i + 1, 0, NULL);
        scene_lead(scene, i + 1, i + 1, "interested", days[i]);
    }
    scene_run(scene, NULL, "UPDATE lead SET status = 'paused' WHERE id = 6");
    assert_holds(scene, NOON, "lead_hygiene:lead:4=2 lead_stale:lead:2=2 lead_stale:lead:3=2");
}

static void
test_activity(void) /* 15-C17, 15-B12 */
{
    static const struct {
        const char *kind, *direction, *at;
        gboolean is_activity;
    } cases[] = {
        {"email", "out", "2026-03-20 10:00", TRUE},    {"email", "in", "2026-03-20 10:00", TRUE},
        {"call", "out", "2026-03-20 10:00", TRUE},     {"note", "out", "2026-03-20 10:00", FALSE},
        {"meeting", "both", "2026-03-20 10:00", TRUE}, {"email", "out", "2026-03-31 12:01", FALSE},
        {"email", "out", "2026-03-16 23:59", FALSE},   {"email", "out", "2026-03-17 00:00", TRUE},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Scene) scene = scene_new("");
        scene_account(scene, 1, 0, NULL);
        scene_lead(scene, 1, 1, "interested", "2026-02-20");
        scene_touch(scene, cases[i].kind, cases[i].direction, 1, 1, NULL, cases[i].at);
        assert_holds(scene, NOON, cases[i].is_activity ? "" : "lead_stale:lead:1=2");
    }
}

static void
test_meeting_must_be_held(void)
{
    static const struct {
        const char *change;
        gboolean is_held;
    } cases[] = {
        {"UPDATE meeting SET location = 'here'", TRUE},
        {"UPDATE meeting SET status = 'cancelled'", FALSE},
        {"UPDATE meeting SET outcome = 'no_show'", FALSE},
        {"UPDATE meeting SET own_partstat = 'declined'", FALSE},
        {"UPDATE meeting SET has_external = 0", FALSE},
        {"UPDATE meeting SET all_day = 1", FALSE},
        {"UPDATE guest SET partstat = 'declined'", FALSE},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Scene) scene = scene_new("");
        scene_account(scene, 1, 0, NULL);
        scene_lead(scene, 1, 1, "interested", "2026-02-20");
        scene_meeting(scene, 1, 1, "Demo", "2026-03-25 10:00");
        scene_touch(scene, "meeting", "both", 1, 1, NULL, "2026-03-25 10:00");
        scene_run(scene, NULL, "UPDATE touchpoint SET meeting_id = 1");
        scene_run(scene, NULL, cases[i].change);
        assert_holds(scene, NOON, cases[i].is_held ? "" : "lead_stale:lead:1=2");
    }
}

static void
test_other_activity(void)
{
    g_autoptr(Scene) scene = scene_new("");
    scene_account(scene, 1, 0, NULL);
    scene_lead(scene, 1, 1, "interested", "2026-02-20");
    scene_lead(scene, 2, 1, "interested", "2026-02-20");
    scene_run(scene, "2026-03-20",
              "INSERT INTO lead_stage_history (lead_id, to_stage_id, at, local_day) "
              "SELECT 1, id, :at, :day FROM stage WHERE code = 'interested'");
    scene_follow_up(scene, 1, 1, 2, 0, "2026-03-01", "2026-03-10");
    scene_run(scene, "2026-03-18 09:00", "UPDATE follow_up SET status = 'done', done_at = :at");
    assert_holds(scene, NOON, "");
    assert_holds(scene, "2026-04-02 12:00", "lead_stale:lead:2=2");
    /* what happened later has not happened yet (15-A5) */
    assert_holds(scene, "2026-03-17 12:00", "follow_up_overdue:follow_up:1=2 lead_stale:lead:1=2");
}

static void
test_account_touch_without_lead(void) /* 17-L4 */
{
    g_autoptr(Scene) scene = scene_new("");
    scene_account(scene, 1, 0, NULL);
    scene_lead(scene, 1, 1, "interested", "2026-02-20");
    scene_lead(scene, 2, 1, "interested", "2026-03-30");
    scene_touch(scene, "email", "in", 1, 0, NULL, "2025-11-01"); /* an old one makes nobody older */
    assert_holds(scene, NOON, "lead_stale:lead:1=2");
    scene_touch(scene, "email", "in", 1, 0, NULL, "2026-03-25");
    assert_holds(scene, NOON, "");
}

static void
test_planned_step(void)
{
    g_autoptr(Scene) scene = scene_new("");
    for (int i = 1; i <= 4; i++) {
        scene_account(scene, i, 0, NULL);
        scene_lead(scene, i, i, "interested", "2026-03-01");
    }
    scene_follow_up(scene, 1, 1, 1, 0, "2026-03-01", "2026-04-30");
    scene_follow_up(scene, 2, 2, 2, 0, "2026-03-01", "2026-05-01"); /* more than 30 days ahead */
    scene_meeting(scene, 3, 3, "Demo", "2026-04-10 10:00");
    scene_meeting(scene, 4, 4, "Demo", "2026-04-10 10:00");
    scene_run(scene, NULL, "UPDATE meeting SET status = 'cancelled' WHERE id = 4");
    assert_holds(scene, NOON,
                 "lead_stale:lead:2=2 lead_stale:lead:4=2 lead_stale_deferred:lead:1=0 "
                 "lead_stale_deferred:lead:3=0");
    /* a planned step does not excuse for ever */
    scene_run(scene, "2026-01-01",
              "UPDATE lead SET created_at = :at, created_day = :day WHERE id = 1");
    scene_run(scene, "2026-01-01", "UPDATE lead_stage_history SET at = :at, local_day = :day WHERE lead_id = 1");
    assert_holds(scene, NOON,
                 "lead_hygiene:lead:1=2 lead_stale:lead:2=2 lead_stale:lead:4=2 "
                 "lead_stale_deferred:lead:3=0");
}

static void
test_stage_limit_and_quiet_days(void)
{
    g_autoptr(Scene) scene = scene_new("");
    scene_account(scene, 1, 0, NULL);
    scene_lead(scene, 1, 1, "interested", "2026-07-03");
    scene_run(scene, NULL, "UPDATE stage SET stale_days = 30 WHERE code = 'interested'");
    assert_holds(scene, "2026-07-05 12:00", "");
    /* W28-W31 = 6 July .. 2 August do not age */
    assert_holds(scene, "2026-08-30 12:00", "");
    assert_holds(scene, "2026-08-31 12:00", "lead_stale:lead:1=2");
}

static void
test_closed_and_paused(void)
{
    g_autoptr(Scene) scene = scene_new("");
    for (int i = 1; i <= 3; i++) {
        scene_account(scene, i, 0, NULL);
        scene_lead(scene, i, i, "interested", "2026-02-20");
    }
    scene_run(scene, "2026-03-30",
              "UPDATE lead SET status = 'won', closed_at = :at, closed_day = :day WHERE id = 1");
    scene_run(scene, "2026-03-30",
              "INSERT INTO lead_stage_history (lead_id, to_stage_id, at, local_day) "
              "SELECT 1, id, :at, :day FROM stage WHERE code = 'won'");
    scene_run(scene, "2026-04-05", "UPDATE lead SET paused_until_day = :day WHERE id = 2");
    scene_run(scene, "2026-03-31",
              "UPDATE lead SET status = 'paused', paused_until_day = :day WHERE id = 3");
    assert_holds(scene, NOON, "paused_wakeup:lead:3=1");
    /* before it was won it was open */
    assert_holds(scene, "2026-03-29 12:00", "lead_stale:lead:1=2");
}

static void
test_five_attempts(void) /* E23 */
{
    g_autoptr(Scene) scene = scene_new("");
    scene_account(scene, 1, 0, NULL);
    scene_lead(scene, 1, 1, "prospect", "2026-03-01");
    scene_touch(scene, "call", "out", 1, 1, "no_answer", "2026-03-20 09:00");
    scene_touch(scene, "email", "out", 1, 1, NULL, "2026-03-21 09:00");
    scene_touch(scene, "email", "out", 1, 1, NULL, "2026-03-21 15:00"); /* one a day counts */
    scene_touch(scene, "call", "out", 1, 1, "voicemail", "2026-03-23 09:00");
    scene_touch(scene, "email", "in", 1, 1, NULL, "2026-03-23 09:01");
    scene_run(scene, NULL,
              "UPDATE touchpoint SET is_human = 0 WHERE direction = 'in'"); /* an auto-reply */
    scene_touch(scene, "call", "out", 1, 1, "no_answer", "2026-03-24 09:00");
    assert_holds(scene, NOON, "");
    scene_touch(scene, "linkedin", "out", 1, 1, NULL, "2026-03-26 09:00");
    assert_holds(scene, NOON, "lead_pause_suggested:lead:1=2");
    scene_touch(scene, "linkedin", "in", 1, 1, NULL, "2026-03-27 09:00"); /* 15-C19 */
    assert_holds(scene, NOON, "");
}

static void
test_what_ends_attempts(void)
{
    static const struct {
        const char *kind, *direction, *outcome;
        int lead;
        gboolean is_answer;
    } cases[] = {
        {"email", "in", NULL, 1, TRUE},
        {"email", "in", NULL, 0, TRUE},
        {"call", "out", "not_interested", 1, FALSE},
        {"call", "out", "connected", 1, TRUE},
        {"call", "in", NULL, 1, TRUE},
        {"call", "in", "not_interested", 1, FALSE},
        {"meeting", "both", NULL, 1, TRUE},
        {"note", "in", NULL, 1, FALSE},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Scene) scene = scene_new("");
        scene_account(scene, 1, 0, NULL);
        scene_lead(scene, 1, 1, "prospect", "2026-03-01");
        for (int n = 0; n < 5; n++)
            scene_touch(scene, "call", "out", 1, 1, "no_answer", "2026-03-20 09:00");
        scene_touch(scene, cases[i].kind, cases[i].direction, 1, cases[i].lead, cases[i].outcome,
                    "2026-03-27 09:00");
        assert_holds(scene, NOON, cases[i].is_answer ? "" : "lead_pause_suggested:lead:1=2");
    }
}

static void
test_attempts_today(void)
{
    static const struct {
        int calls;
        const char *now;
        gboolean is_few;
    } cases[] = {
        /* of 20 a day, 15.6 by 15:00 */
        {15, "2026-03-31 14:59:59", FALSE}, {15, "2026-03-31 15:00", TRUE},
        {16, "2026-03-31 15:00", FALSE},    {19, "2026-03-31 18:00", TRUE},
        {20, "2026-03-31 18:00", FALSE},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Scene) scene = scene_new("");
        scene_account(scene, 1, 0, NULL);
        scene_lead(scene, 1, 1, "need", "2026-03-01");
        scene_touch(scene, "meeting", "both", 1, 1, NULL, "2026-03-31 13:59");
        for (int n = 0; n < cases[i].calls - 1; n++)
            scene_touch(scene, "call", "out", 1, 1, "no_answer", "2026-03-31 09:00");
        scene_touch(scene, "email", "out", 1, 1, NULL,
                    "2026-03-31 09:00"); /* one per lead and day */
        scene_touch(scene, "email", "out", 1, 1, NULL, "2026-03-31 09:05");
        assert_holds(scene, cases[i].now,
                     cases[i].is_few ? "attempts_below_target:system:0:2026-03-31=1" : "");
    }
}

static void
test_attempts_where_nobody_calls(void)
{
    g_autoptr(Scene) scene = scene_new("");
    assert_holds(scene, "2026-03-31 16:00", "");
    scene_account(scene, 1, 0, NULL);
    scene_touch(scene, "call", "in", 1, 0, NULL, "2026-03-01 09:00");
    assert_holds(scene, "2026-03-31 16:00", "");
    scene_touch(scene, "call", "in", 1, 0, NULL, "2026-03-02 09:00");
    assert_holds(scene, "2026-03-31 16:00", "attempts_below_target:system:0:2026-03-31=1");
    assert_holds(scene, "2026-03-29 16:00", ""); /* a Sunday */
}

static void
test_pause_only_before_need(void) /* 17-L5 */
{
    g_autoptr(Scene) scene = scene_new("");
    scene_account(scene, 1, 0, NULL);
    scene_lead(scene, 1, 1, "need", "2026-03-01");
    for (int n = 0; n < 5; n++)
        scene_touch(scene, "call", "out", 1, 1, "no_answer", "2026-03-30 09:00");
    assert_holds(scene, NOON, "lead_no_next_step:lead:1=1");
}

static void
test_no_next_step(void)
{
    g_autoptr(Scene) scene = scene_new("");
    for (int i = 1; i <= 4; i++) {
        scene_account(scene, i, 0, NULL);
        scene_lead(scene, i, i, "need", "2026-03-25");
    }
    scene_follow_up(scene, 1, 1, 1, 0, "2026-03-25", "2026-06-01");
    scene_meeting(scene, 2, 2, "Demo", "2026-06-01 10:00");
    scene_touch(scene, "email", "in", 3, 3, NULL, "2026-03-24 10:00");
    assert_holds(scene, NOON, "lead_no_next_step:lead:4=1");
    assert_holds(scene, "2026-04-01 12:00",
                 "lead_no_next_step:lead:3=1 lead_no_next_step:lead:4=1");
    scene_follow_up(scene, 3, 3, 3, 0, "2026-03-31", "2026-06-01");
    scene_follow_up(scene, 4, 4, 4, 0, "2026-03-31", "2026-06-01");
    assert_holds(scene, "2026-04-01 12:00", "");
}

static void
test_follow_up(void)
{
    g_autoptr(Scene) scene = scene_new("");
    scene_account(scene, 1, 1, NULL);
    scene_account(scene, 2, 2, NULL);
    scene_follow_up(scene, 1, 1, 0, 0, "2026-03-20 10:00", "2026-03-27");
    scene_follow_up(scene, 2, 2, 0, 0, "2026-03-20 10:00", "2026-03-27");
    assert_holds(scene, "2026-03-20 09:59", "");
    assert_holds(scene, "2026-03-26 23:59", "");
    assert_holds(scene, "2026-03-27 08:00",
                 "follow_up_due:follow_up:1=1 follow_up_due:follow_up:2=1");
    assert_holds(scene, "2026-03-27 14:59:59",
                 "follow_up_due:follow_up:1=1 follow_up_due:follow_up:2=1");
    assert_holds(scene, "2026-03-27 15:00",
                 "follow_up_due:follow_up:1=2 follow_up_due:follow_up:2=2");
    assert_holds(scene, "2026-03-27 23:59:59",
                 "follow_up_due:follow_up:1=2 follow_up_due:follow_up:2=2");
    assert_holds(scene, "2026-03-28 00:00",
                 "follow_up_overdue:follow_up:1=2 follow_up_overdue:follow_up:2=2");
    /* Good Friday and Easter Monday are no workdays: the 6th workday is Wednesday 8 April */
    assert_holds(scene, "2026-04-07 12:00",
                 "follow_up_overdue:follow_up:1=2 follow_up_overdue:follow_up:2=2");
    assert_holds(scene, "2026-04-08 12:00",
                 "follow_up_overdue:follow_up:1=3 follow_up_overdue:follow_up:2=2");
}

static void
test_overdue_follow_ups(void) /* E21 */
{
    g_autoptr(Scene) scene = scene_new("");
    static const struct {
        const char *due, *done;
    } cases[] = {
        {"2026-03-05", "2026-03-05 16:00"},
        {"2026-03-10", "2026-03-11 09:00"},
        {"2026-03-20", NULL},
        {"2026-03-21", NULL},
        {"2026-03-29", "2026-03-29 23:59:00"},
        {"2026-04-02", NULL},
    };
    scene_account(scene, 1, 0, NULL);
    for (int i = 0; i < (int)G_N_ELEMENTS(cases); i++) {
        scene_follow_up(scene, i + 1, 1, 0, 0, "2026-03-01", cases[i].due);
        g_autofree char *sql = g_strdup_printf(
            "UPDATE follow_up SET status = 'done', done_at = :at WHERE id = %d", i + 1);
        if (cases[i].done)
            scene_run(scene, cases[i].done, sql);
    }
    scene_run(scene, NULL, "UPDATE follow_up SET status = 'cancelled' WHERE id = 4");
    assert_holds(scene, NOON, "follow_up_overdue:follow_up:3=2");
}

static void
test_follow_up_on_dst_day(void)
{
    g_autoptr(Scene) scene = scene_new("");
    scene_account(scene, 1, 0, NULL);
    scene_follow_up(scene, 1, 1, 0, 0, "2026-03-20", "2026-03-29");
    assert_holds(scene, "2026-03-29T23:59:59+02:00", "follow_up_due:follow_up:1=2");
    assert_holds(scene, "2026-03-30T00:00:00+02:00", "follow_up_overdue:follow_up:1=2");
}

static void
test_reply_owed(void) /* E2 (d) */
{
    g_autoptr(Scene) scene = scene_new("");
    scene_account(scene, 1, 1, NULL);
    scene_account(scene, 2, 0, NULL);
    scene_owed(scene, 1, 1, 0, "2026-05-29 15:00");
    assert_holds(scene, "2026-05-29 16:59:59", "");
    assert_holds(scene, "2026-05-29 17:00", "reply_owed:episode:1=1");
    assert_holds(scene, "2026-06-01 09:59:59", "reply_owed:episode:1=1");
    assert_holds(scene, "2026-06-01 10:00", "reply_owed:episode:1=2");
    assert_holds(scene, "2026-06-02 08:59:59", "reply_owed:episode:1=2");
    assert_holds(scene, "2026-06-02 09:00", "reply_owed:episode:1=3");
    scene_run(scene, NULL, "DELETE FROM response_episode");
    scene_owed(scene, 2, 2, 0,
               "2026-06-18 16:00"); /* midsummer eve is off; no tier: 9 working hours */
    assert_holds(scene, "2026-06-22 15:59:59", "reply_owed:episode:2=1");
    assert_holds(scene, "2026-06-22 16:00", "reply_owed:episode:2=2");
    assert_holds(scene, "2026-08-22 16:00", "reply_owed:episode:2=2");
}

static void
test_reply_not_owed(void)
{
    static const char *const changes[] = {
        "UPDATE response_episode SET is_request = 1", /* 16-D09 */
        "UPDATE response_episode SET owed_by = 'them'",
        "UPDATE response_episode SET state = 'answered', closed_at = opened_at",
        "INSERT INTO episode_decision (episode_key, decision, at) VALUES ('e1', 'cancelled', 0)",
        "UPDATE response_episode SET opened_at = opened_at + 864000",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(changes); i++) {
        g_autoptr(Scene) scene = scene_new("");
        scene_account(scene, 1, 1, NULL);
        scene_owed(scene, 1, 1, 0, "2026-05-29 15:00");
        assert_holds(scene, "2026-06-01 10:00", "reply_owed:episode:1=2");
        scene_run(scene, NULL, changes[i]);
        assert_holds(scene, "2026-06-01 10:00", "");
    }
}

static void
test_inhibition(void)
{
    g_autoptr(Scene) scene = scene_new("");
    for (int i = 1; i <= 5; i++) {
        scene_account(scene, i, 0, NULL);
        scene_lead(scene, i, i, "interested", "2026-03-10");
    }
    assert_holds(scene, NOON,
                 "lead_stale:lead:1=2 lead_stale:lead:2=2 lead_stale:lead:3=2 lead_stale:lead:4=2 "
                 "lead_stale:lead:5=2");
    scene_follow_up(scene, 1, 1, 1, 0, "2026-03-10", "2026-03-30"); /* of the lead */
    scene_follow_up(scene, 2, 2, 0, 0, "2026-03-10", "2026-03-30"); /* of its account */
    scene_owed(scene, 3, 3, 3, "2026-03-16 09:00");
    scene_owed(scene, 4, 4, 0, "2026-03-16 09:00");
    assert_holds(
        scene, NOON,
        "follow_up_overdue:follow_up:1=2 follow_up_overdue:follow_up:2=2 lead_stale:lead:5=2 "
        "reply_owed:episode:3=2 reply_owed:episode:4=2");
}

static void
test_pause_inhibits_stale(void)
{
    g_autoptr(Scene) scene = scene_new("");
    scene_account(scene, 1, 0, NULL);
    scene_lead(scene, 1, 1, "prospect", "2026-03-01");
    for (int n = 0; n < 5; n++)
        scene_touch(scene, "call", "out", 1, 1, "no_answer", "2026-03-10 09:00");
    assert_holds(scene, NOON, "lead_pause_suggested:lead:1=2");
}

static void
test_gap(void)
{
    static const struct {
        const char *state, *ok, *complete;
        gboolean is_blind;
    } cases[] = {
        {"ok", "2026-03-31 11:00", "2026-03-01", FALSE},
        {"ok", "2026-03-20 11:00", "2026-03-01", FALSE},
        {"failing", "2026-03-31 11:00", "2026-03-01", FALSE},
        {"failing", "2026-03-31 07:00", "2026-03-01", TRUE},
        {"needs_attention", "2026-03-30", "2026-03-01", TRUE},
        {"syncing", "2026-03-31 11:00", NULL, TRUE},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Scene) scene = scene_new("[mailbox work]\ntype = maildir\npath = /nowhere\n");
        scene_account(scene, 1, 0, NULL);
        scene_lead(scene, 1, 1, "interested", "2026-03-01");
        scene_follow_up(scene, 1, 1, 0, 0, "2026-03-01", "2026-06-01");
        scene_follow_up(scene, 2, 1, 0, 0, "2026-03-01", "2026-03-31");
        g_autofree char *sql = g_strdup_printf("INSERT INTO mailbox (name, kind, state, "
                                               "last_ok_at) VALUES ('work', 'maildir', '%s', :at)",
                                               cases[i].state);
        scene_run(scene, cases[i].ok, sql);
        if (cases[i].complete)
            scene_run(scene, cases[i].complete, "UPDATE mailbox SET complete_at = :at");
        scene_run(scene, NULL, "DELETE FROM follow_up WHERE id = 1");
        /* a promise is known without the mailbox; it also inhibits, so look at another account's
         * lead */
        scene_account(scene, 2, 0, NULL);
        scene_lead(scene, 2, 2, "interested", "2026-03-01");
        assert_holds(
            scene, NOON,
            cases[i].is_blind
                ? "follow_up_due:follow_up:2=1"
                : "follow_up_due:follow_up:2=1 lead_stale:lead:2=2 lead_stale_deferred:lead:1=0");
        /* a mailbox that left the configuration blinds nobody */
        scene_run(scene, NULL, "UPDATE mailbox SET name = 'former'");
        assert_holds(
            scene, NOON,
            "follow_up_due:follow_up:2=1 lead_stale:lead:2=2 lead_stale_deferred:lead:1=0");
    }
}

/* Letters that nobody could read are attempts, and evidence, too. */
static void
test_gap_of_attempts(void)
{
    g_autoptr(Scene) scene = scene_new("[mailbox work]\ntype = maildir\npath = /nowhere\n[rules]\noff =\n");
    scene_account(scene, 1, 0, NULL);
    scene_lead(scene, 1, 1, "need", "2026-03-30");
    scene_run(scene, NULL, "UPDATE lead SET probability = 70");
    scene_touch(scene, "call", "out", 1, 1, "no_answer", "2026-03-31 09:00");
    scene_run(scene, "2026-03-31 15:30", "INSERT INTO mailbox (name, kind, state, last_ok_at, complete_at) VALUES ('work', 'maildir', 'failing', :at, 1)");
    for (int i = 0; i < 2; i++) {
        g_autofree char *holds = scene_holds(scene, "2026-03-31 16:00");
        g_assert_cmpint(strstr(holds, "attempts_below_target") != NULL, ==, i == 0);
        g_assert_cmpint(strstr(holds, "probability_unsupported") != NULL, ==, i == 0);
        scene_run(scene, "2026-03-31 09:30", "UPDATE mailbox SET last_ok_at = :at");
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/due/rule/stagnation", test_stagnation);
    g_test_add_func("/due/rule/activity", test_activity);
    g_test_add_func("/due/rule/gap-of-attempts", test_gap_of_attempts);
    g_test_add_func("/due/rule/meeting-must-be-held", test_meeting_must_be_held);
    g_test_add_func("/due/rule/other-activity", test_other_activity);
    g_test_add_func("/due/rule/account-touch-without-lead", test_account_touch_without_lead);
    g_test_add_func("/due/rule/planned-step", test_planned_step);
    g_test_add_func("/due/rule/stage-limit-and-quiet-days", test_stage_limit_and_quiet_days);
    g_test_add_func("/due/rule/closed-and-paused", test_closed_and_paused);
    g_test_add_func("/due/rule/five-attempts", test_five_attempts);
    g_test_add_func("/due/rule/what-ends-attempts", test_what_ends_attempts);
    g_test_add_func("/due/rule/attempts-today", test_attempts_today);
    g_test_add_func("/due/rule/attempts-where-nobody-calls", test_attempts_where_nobody_calls);
    g_test_add_func("/due/rule/pause-only-before-need", test_pause_only_before_need);
    g_test_add_func("/due/rule/no-next-step", test_no_next_step);
    g_test_add_func("/due/rule/follow-up", test_follow_up);
    g_test_add_func("/due/rule/overdue-follow-ups", test_overdue_follow_ups);
    g_test_add_func("/due/rule/follow-up-on-dst-day", test_follow_up_on_dst_day);
    g_test_add_func("/due/rule/reply-owed", test_reply_owed);
    g_test_add_func("/due/rule/reply-not-owed", test_reply_not_owed);
    g_test_add_func("/due/rule/inhibition", test_inhibition);
    g_test_add_func("/due/rule/pause-inhibits-stale", test_pause_inhibits_stale);
    g_test_add_func("/due/rule/gap", test_gap);
    return g_test_run();
}
