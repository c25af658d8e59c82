/* SPDX-License-Identifier: MIT
 * Telling with restraint: quotas, hours, the digest (spec 09 §9.1, 17-B2, 17-L5). */
#include "due-scene.h"
#include "measure/digest.h"

static guint
room(Scene *scene, const char *now)
{
    g_autoptr(GError) error = NULL;
    guint room = 99;
    scene_at(scene, now);
    g_assert_true(measure_due_may_bubble(&scene->context, &room, &error));
    g_assert_no_error(error);
    return room;
}

/* N stale leads, ids 1..N. */
static Scene *
scene_stale(const char *config, int n)
{
    Scene *scene = scene_new(config);
    g_free(scene_apply(scene, "2026-01-01 12:00"));
    for (int i = 1; i <= n; i++) {
        scene_account(scene, i, 0, NULL);
        scene_lead(scene, i, i, "interested", "2026-03-02");
    }
    return scene;
}

static void
test_hours(void)
{
    static const struct {
        const char *now;
        guint work, always;
    } cases[] = {
        {"2026-03-31 07:59:59", 0, 5}, {"2026-03-31 08:00", 5, 5}, {"2026-03-31 16:59:59", 5, 5},
        {"2026-03-31 17:00", 0, 5},    {"2026-04-03 10:00", 0, 5}, /* Good Friday */
        {"2026-04-04 10:00", 0, 5},
    };
    g_autoptr(Scene) work = scene_new("");
    g_autoptr(Scene) always = scene_new("[notify]\nhours = always\n");
    g_autoptr(Scene) never = scene_new("[notify]\nenabled = false\n");
    g_assert_cmpuint(room(never, "2026-03-31 12:00"), ==, 0);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_assert_cmpuint(room(work, cases[i].now), ==, cases[i].work);
        g_assert_cmpuint(room(always, cases[i].now), ==, cases[i].always);
    }
}

static void
test_quota(void)
{
    g_autoptr(Scene) scene = scene_stale("[notify]\nmax_per_hour = 2\nmax_per_day = 3\n", 4);
    g_autoptr(GError) error = NULL;
    g_free(scene_apply(scene, "2026-03-31 09:00"));
    g_assert_cmpuint(room(scene, "2026-03-31 09:00"), ==, 2);
    g_assert_true(measure_due_notified(&scene->context, 1, &error));
    g_assert_cmpuint(room(scene, "2026-03-31 09:30"), ==, 1);
    g_assert_true(measure_due_notified(&scene->context, 2, &error));
    g_assert_cmpuint(room(scene, "2026-03-31 09:59:59"), ==, 0);
    g_assert_cmpuint(room(scene, "2026-03-31 10:00"), ==, 1);
    g_assert_cmpuint(room(scene, "2026-03-31 11:00"), ==, 1); /* one is left of the day */
    g_assert_true(measure_due_notified(&scene->context, 3, &error));
    g_assert_cmpuint(room(scene, "2026-03-31 16:00"), ==, 0);
    g_assert_cmpuint(room(scene, "2026-04-01 09:00"), ==, 2);
}

static DueDigest *
digest_of(Scene *scene)
{
    g_autoptr(GError) error = NULL;
    DueDigest *digest = measure_due_digest(&scene->context, &error);
    g_assert_no_error(error);
    return digest;
}

static void
test_lines(void)
{
    g_autoptr(Scene) scene = scene_stale("", 7);
    g_autoptr(GError) error = NULL;
    scene_account(scene, 8, 2, "2024-01-01");
    scene_run(scene, NULL, "DELETE FROM review_policy WHERE kind <> 'qbr'");
    scene_review(scene, 8, "qbr", "2026-01-20");
    g_free(scene_apply(scene, "2026-03-31 12:00"));
    g_autoptr(DueDigest) digest = digest_of(scene);
    g_assert_cmpstr(digest->summary, ==, "To do: 8");
    g_assert_cmpuint(digest->lines->len, ==, 2);
    g_assert_cmpstr(g_ptr_array_index(digest->lines, 0), ==, "Leads without activity: 7");
    g_assert_cmpstr(g_ptr_array_index(digest->lines, 1), ==, "QBR due 2026-04-20: Account 8");
    g_assert_cmpuint(digest->signals->len, ==, 8);
    g_assert_true(measure_due_digest_told(&scene->context, digest, &error));
    g_autoptr(DueDigest) next = digest_of(scene);
    g_assert_cmpuint(next->lines->len, ==, 0);
    g_assert_cmpuint(room(scene, "2026-03-31 12:00"), ==,
                     5); /* a digest is no bubble of the quota */
    assert_waits(scene, "2026-03-31 12:01", "");
}

static void
test_many_rules(void)
{
    g_autoptr(Scene) scene = scene_stale("", 2);
    for (int i = 11; i <= 18; i++)
        scene_account(scene, i, 0, NULL);
    scene_lead(scene, 11, 11, "need", "2026-03-30");                  /* no next step */
    scene_lead(scene, 12, 12, "interested", "2026-01-02");            /* hygiene */
    scene_follow_up(scene, 13, 13, 0, 0, "2026-03-02", "2026-03-31"); /* due */
    scene_follow_up(scene, 14, 14, 0, 0, "2026-03-02", "2026-03-30"); /* overdue */
    scene_owed(scene, 15, 15, 0, "2026-03-30 08:00");                 /* reply */
    scene_lead(scene, 16, 16, "prospect", "2026-03-30");
    scene_run(scene, "2026-03-31",
              "UPDATE lead SET status = 'paused', paused_until_day = :day WHERE id = 16");
    g_free(scene_apply(scene, "2026-03-31 09:00"));
    g_autoptr(DueDigest) digest = digest_of(scene);
    g_assert_cmpstr(digest->summary, ==, "To do: 8");
    g_assert_cmpuint(digest->lines->len, ==, DIGEST_LINES);
    g_assert_cmpstr(g_ptr_array_index(digest->lines, DIGEST_LINES - 1), ==, "and 3 more");
}

static void
test_nothing(void)
{
    g_autoptr(Scene) scene = scene_stale("", 0);
    g_free(scene_apply(scene, "2026-03-31 09:00"));
    g_autoptr(DueDigest) digest = digest_of(scene);
    g_assert_cmpuint(digest->lines->len, ==, 0);
    g_assert_cmpuint(digest->signals->len, ==, 0);
}

static void
test_silent_in_one_digest(void) /* 17-B2 */
{
    g_autoptr(Scene) scene = scene_new("");
    g_autoptr(GError) error = NULL;
    scene_account(scene, 1, 0, NULL);
    scene_lead(scene, 1, 1, "interested", "2026-03-02");
    assert_waits(scene, "2026-03-31 12:00", "1:opened:digest");
    g_autoptr(DueDigest) digest = digest_of(scene);
    g_assert_cmpstr(g_ptr_array_index(digest->lines, 0), ==,
                    "No activity for 29 days: Lead 1 (Account 1)");
    g_assert_true(measure_due_digest_told(&scene->context, digest, &error));
    assert_waits(scene, "2026-04-06 12:00", "");
    assert_waits(scene, "2026-04-07 12:00", "1:repeat:digest"); /* never a bubble */
}

static gboolean
is_time(Scene *scene, const char *now)
{
    g_autoptr(GError) error = NULL;
    gboolean is_time = FALSE;
    scene_at(scene, now);
    g_assert_true(measure_due_digest_is_time(&scene->context, &is_time, &error));
    g_assert_no_error(error);
    return is_time;
}

static void
test_time(void)
{
    g_autoptr(Scene) scene = scene_new("");
    g_autoptr(GError) error = NULL;
    g_assert_false(
        is_time(scene, "2026-03-30 08:14:59")); /* the day after the change to summer time */
    g_assert_true(is_time(scene, "2026-03-30 08:15"));
    g_autoptr(DueDigest) digest = digest_of(scene);
    g_assert_true(measure_due_digest_told(&scene->context, digest, &error));
    g_assert_false(is_time(scene, "2026-03-30 08:16"));
    g_assert_false(is_time(scene, "2026-03-31 08:00"));
    g_assert_true(is_time(scene, "2026-03-31 16:59")); /* late is better than never */
    g_assert_false(is_time(scene, "2026-03-31 17:00")); /* but not in the evening */
    g_assert_false(is_time(scene, "2026-04-03 09:00")); /* Good Friday */
    g_assert_false(is_time(scene, "2026-04-04 09:00"));
}

static void
test_hours_of_the_digest(void)
{
    g_autoptr(Scene) always = scene_new("[notify]\nhours = always\n");
    g_assert_true(is_time(always, "2026-03-31 23:59"));
    g_autoptr(Scene) evening = scene_new("[notify]\ndigest_at = 18:30\n");
    g_assert_false(is_time(evening, "2026-03-31 16:00"));
    g_assert_true(is_time(evening, "2026-03-31 19:29"));
    g_assert_false(is_time(evening, "2026-03-31 19:30"));
}

static char *
on_screen(Scene *scene, const char *now)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) signals = g_array_new(FALSE, FALSE, sizeof(gint64));
    GString *text = g_string_new(NULL);
    scene_at(scene, now);
    g_assert_true(measure_due_on_screen(&scene->context, signals, &error));
    g_assert_no_error(error);
    for (guint i = 0; i < signals->len; i++)
        g_string_append_printf(text, "%" G_GINT64_FORMAT " ", g_array_index(signals, gint64, i));
    return g_string_free(text, FALSE);
}

#define assert_on_screen(scene, now, expected)                                                     \
    G_STMT_START                                                                                   \
    {                                                                                              \
        g_autofree char *got = on_screen(scene, now);                                              \
        g_assert_cmpstr(got, ==, expected);                                                        \
    }                                                                                              \
    G_STMT_END

/* What a new server, or a new daemon, shows again. */
static void
test_on_screen(void)
{
    g_autoptr(Scene) scene = scene_stale("", 3);
    g_autoptr(GError) error = NULL;
    g_free(scene_apply(scene, "2026-03-31 09:00"));
    assert_on_screen(scene, "2026-03-31 09:00", "");
    for (gint64 id = 1; id <= 3; id++)
        g_assert_true(measure_due_notified(&scene->context, id, &error));
    assert_on_screen(scene, "2026-03-31 09:30", "1 2 3 ");
    g_assert_true(measure_due_closed(&scene->context, 2, &error));
    assert_on_screen(scene, "2026-03-31 09:30", "1 3 ");
    g_assert_true(measure_due_done(&scene->context, 1, &error));
    assert_on_screen(scene, "2026-03-31 09:30", "3 ");
    assert_on_screen(scene, "2026-04-01 09:30", ""); /* yesterday's are in the list, not on the screen */
    g_assert_true(measure_due_notified(&scene->context, 2, &error)); /* told once more */
    assert_on_screen(scene, "2026-04-01 10:00", "2 ");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/due/digest/hours", test_hours);
    g_test_add_func("/due/digest/quota", test_quota);
    g_test_add_func("/due/digest/lines", test_lines);
    g_test_add_func("/due/digest/many-rules", test_many_rules);
    g_test_add_func("/due/digest/nothing", test_nothing);
    g_test_add_func("/due/digest/silent-in-one-digest", test_silent_in_one_digest);
    g_test_add_func("/due/digest/time", test_time);
    g_test_add_func("/due/digest/hours-of-the-digest", test_hours_of_the_digest);
    g_test_add_func("/due/digest/on-screen", test_on_screen);
    return g_test_run();
}
