/* SPDX-License-Identifier: MIT
 * Promises that keep themselves (spec 09 §9.3, 17-L3). */
#include "due-scene.h"
#include "measure/follow-up.h"

/* An account with two contacts, and a promise to the first, due on Tuesday 2026-03-31. */
static Scene *
scene_promise(void)
{
    Scene *scene = scene_new("");
    scene_account(scene, 1, 0, NULL);
    scene_lead(scene, 1, 1, "interested", "2026-03-01");
    scene_run(scene, NULL,
              "INSERT INTO contact (id, account_id, full_name, ext_id, created_at, updated_at) "
              "VALUES (1, 1, 'Anna', 'C1', 0, 0), (2, 1, 'Bo', 'C2', 0, 0)");
    scene_follow_up(scene, 1, 1, 1, 1, "2026-03-10 10:00", "2026-03-31");
    return scene;
}

static gboolean
closes(Scene *scene)
{
    g_autoptr(GError) error = NULL;
    scene_at(scene, "2026-04-09 12:00");
    for (int i = 0; i < 2; i++) {
        g_assert_true(measure_follow_up_auto_close(&scene->context, &error));
        g_assert_no_error(error);
    }
    return scene_int(scene, "SELECT COUNT(*) FROM follow_up WHERE status = 'done'") == 1;
}

static void
test_what_keeps_a_promise(void)
{
    static const struct {
        const char *kind, *direction, *outcome, *at;
        gboolean is_kept;
    } cases[] = {
        {"email", "out", NULL, "2026-03-31 10:00", TRUE},
        {"email", "out", NULL, "2026-03-30 00:00", TRUE},  /* one workday before */
        {"email", "out", NULL, "2026-03-29 23:59", FALSE}, /* earlier it may be any mail */
        {"email", "out", NULL, "2026-04-09 11:00", TRUE},  /* late, but kept */
        {"email", "out", NULL, "2026-04-09 12:01", FALSE}, /* not yet */
        {"email", "in", NULL, "2026-03-31 10:00", FALSE},
        {"linkedin", "out", NULL, "2026-03-31 10:00", TRUE},
        {"call", "out", "connected", "2026-03-31 10:00", TRUE},
        {"call", "out", "no_answer", "2026-03-31 10:00", FALSE},
        {"call", "in", "connected", "2026-03-31 10:00", FALSE},
        {"meeting", "both", NULL, "2026-03-31 10:00", TRUE},
        {"note", "out", NULL, "2026-03-31 10:00", FALSE},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Scene) scene = scene_promise();
        scene_touch(scene, cases[i].kind, cases[i].direction, 1, 0, cases[i].outcome, cases[i].at);
        scene_run(scene, NULL, "UPDATE touchpoint SET contact_id = 1");
        g_assert_cmpint(closes(scene), ==, cases[i].is_kept);
    }
}

static void
test_to_whom(void)
{
    static const struct {
        const char *change;
        gboolean is_kept;
    } cases[] = {
        {"UPDATE touchpoint SET contact_id = 2", FALSE},
        {"UPDATE touchpoint SET contact_id = NULL", FALSE},
        {"UPDATE touchpoint SET contact_id = 1, is_copied = 1", FALSE},
        {"UPDATE touchpoint SET contact_id = 1, is_human = 0", FALSE},
        {"UPDATE follow_up SET contact_id = NULL", FALSE}, /* the same lead is not the same person (17-L3) */
        {"UPDATE follow_up SET contact_id = NULL, lead_id = NULL", FALSE},
        {"UPDATE lead SET contact_id = 1; UPDATE touchpoint SET contact_id = 1; UPDATE follow_up SET contact_id = NULL", TRUE}, /* the lead's person is */
        {"UPDATE lead SET contact_id = 2; UPDATE touchpoint SET contact_id = 1; UPDATE follow_up SET contact_id = NULL", FALSE},
        {"UPDATE lead SET contact_id = 2; UPDATE touchpoint SET contact_id = 1", TRUE}, /* its own comes first */
        {"DELETE FROM contact WHERE id = 2; UPDATE touchpoint SET contact_id = 1; UPDATE follow_up SET contact_id = NULL", TRUE}, /* there is only one */
        {"DELETE FROM contact WHERE id = 2; UPDATE touchpoint SET contact_id = 1; UPDATE follow_up SET contact_id = NULL, lead_id = NULL", FALSE},
        {"UPDATE touchpoint SET contact_id = 1, lead_id = NULL", TRUE},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Scene) scene = scene_promise();
        scene_touch(scene, "email", "out", 1, 1, NULL, "2026-03-31 10:00");
        g_auto(GStrv) changes = g_strsplit(cases[i].change, "; ", -1);
        for (guint j = 0; changes[j]; j++)
            scene_run(scene, NULL, changes[j]);
        g_assert_cmpint(closes(scene), ==, cases[i].is_kept);
    }
}

/* What may have kept it too early to be sure is told beside it. */
static void
test_too_early(void)
{
    static const char EVIDENCE[] = "SELECT COUNT(*) FROM signal WHERE rule_id = 'follow_up_due' AND evidence LIKE '%perhaps%' AND evidence LIKE '%2026-03-20%'";
    g_autoptr(Scene) scene = scene_promise();
    scene_touch(scene, "email", "out", 1, 0, NULL, "2026-03-20 10:00");
    scene_run(scene, NULL, "UPDATE touchpoint SET contact_id = 2");
    g_free(scene_apply(scene, "2026-03-31 09:00"));
    g_assert_cmpint(scene_int(scene, EVIDENCE), ==, 0);
    scene_run(scene, NULL, "UPDATE touchpoint SET contact_id = 1");
    g_free(scene_apply(scene, "2026-03-31 09:30"));
    g_assert_cmpint(scene_int(scene, EVIDENCE), ==, 1);
    g_assert_cmpint(scene_int(scene, "SELECT COUNT(*) FROM follow_up WHERE status = 'open'"), ==, 1);
}

static void
test_in_the_thread(void) /* also when the thread was merged since */
{
    g_autoptr(Scene) scene = scene_promise();
    scene_run(scene, NULL, "INSERT INTO thread (id) VALUES (3), (4), (5)");
    scene_run(scene, NULL, "UPDATE follow_up SET contact_id = NULL, thread_id = 5");
    scene_touch(scene, "email", "out", 1, 0, NULL, "2026-03-31 10:00");
    scene_run(scene, NULL, "UPDATE touchpoint SET contact_id = 2, thread_id = 3");
    g_assert_false(closes(scene));
    scene_run(scene, NULL, "UPDATE thread SET merged_into = id - 1 WHERE id > 3");
    g_assert_true(closes(scene));
}

static void
test_one_of_several_recipients(void)
{
    g_autoptr(Scene) scene = scene_promise();
    scene_run(scene, NULL,
              "INSERT INTO contact_address (kind, value, contact_id) VALUES ('email', "
              "'anna@a.example', 1)");
    scene_run(scene, NULL,
              "INSERT INTO address (id, addr, domain) VALUES (1, 'anna@a.example', 'a.example')");
    scene_run(scene, NULL, "INSERT INTO mailbox (id, name, kind) VALUES (1, 'work', 'maildir')");
    scene_run(scene, NULL,
              "INSERT INTO mail_folder (id, mailbox_id, raw_name, name, role) VALUES (1, 1, 'S', "
              "'S', 'sent')");
    scene_run(scene, NULL, "INSERT INTO thread (id) VALUES (1)");
    scene_run(scene, NULL, "INSERT INTO msgid (id, value, thread_id) VALUES (1, 'm@x', 1)");
    scene_run(scene, "2026-03-31 10:00",
              "INSERT INTO message (id, copy_key, msgid_id, thread_id, occurred_at, local_day, "
              "logged_at, best_folder_id, "
              "best_uidvalidity, best_uid, is_sent, class_in, class_reply, class_out) "
              "VALUES (1, 'k', 1, 1, :at, :day, :at, 1, 1, 1, 1, 7, 7, 7)");
    scene_run(scene, NULL,
              "INSERT INTO message_party (message_id, role, position, address_id) VALUES (1, 'to', "
              "1, 1)");
    scene_touch(scene, "email", "out", 1, 0, NULL, "2026-03-31 10:00");
    scene_run(scene, NULL, "UPDATE touchpoint SET contact_id = 2, email_id = 1, thread_id = 1");
    g_assert_true(closes(scene));
}

static void
test_record(void)
{
    g_autoptr(Scene) scene = scene_promise();
    scene_touch(scene, "email", "out", 1, 1, NULL, "2026-03-31 11:00");
    scene_touch(scene, "email", "out", 1, 1, NULL, "2026-03-30 11:00");
    scene_run(scene, NULL, "UPDATE touchpoint SET contact_id = 1");
    g_assert_true(closes(scene));
    g_assert_cmpint(scene_int(scene, "SELECT done_at FROM follow_up"), ==,
                    instant_of(scene, "2026-03-30 11:00"));
    g_assert_cmpint(scene_int(scene, "SELECT done_touchpoint_id FROM follow_up"), ==,
                    scene_int(scene, "SELECT MAX(id) FROM touchpoint"));
}

static void
test_not_by_itself(void)
{
    static const char *const changes[] = {
        "UPDATE follow_up SET auto_close = 0",
        "UPDATE follow_up SET status = 'cancelled'",
        "UPDATE follow_up SET created_at = (SELECT occurred_at FROM touchpoint)",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(changes); i++) {
        g_autoptr(Scene) scene = scene_promise();
        scene_touch(scene, "email", "out", 1, 1, NULL, "2026-03-31 10:00");
        scene_run(scene, NULL, "UPDATE touchpoint SET contact_id = 1");
        scene_run(scene, NULL, changes[i]);
        g_assert_false(closes(scene));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/due/kept/what-keeps-a-promise", test_what_keeps_a_promise);
    g_test_add_func("/due/kept/to-whom", test_to_whom);
    g_test_add_func("/due/kept/too-early", test_too_early);
    g_test_add_func("/due/kept/in-the-thread", test_in_the_thread);
    g_test_add_func("/due/kept/one-of-several-recipients", test_one_of_several_recipients);
    g_test_add_func("/due/kept/record", test_record);
    g_test_add_func("/due/kept/not-by-itself", test_not_by_itself);
    return g_test_run();
}
