/* SPDX-License-Identifier: MIT
 * The list of what is due (spec 00 §6, 17-A2, 17-B5). */
#include "due-scene.h"

static Table *
list(Scene *scene, gboolean all)
{
    g_autoptr(GError) error = NULL;
    gint64 left = 0;
    Table *table = measure_due_table(&scene->context, all, NULL, &error);
    g_assert_no_error(error);
    g_assert_true(keep_db_int(scene->db, "SELECT COUNT(*) FROM sqlite_temp_master WHERE name LIKE 'memo%'", NO_BIND, &left, NULL, NULL));
    g_assert_cmpint(left, ==, 0); /* nothing that was worked out for the words is left behind */
    return table;
}

static const char *
text(const Table *table, guint row, const char *key)
{
    const Value *value = table_get(table, row, key);
    g_assert_nonnull(value);
    return value->kind == VALUE_NULL ? NULL : value->t;
}

static gint64
number(const Table *table, guint row, const char *key)
{
    const Value *value = table_get(table, row, key);
    g_assert_nonnull(value);
    return value->kind == VALUE_NULL ? -1 : value->i;
}

static Scene *
scene_busy(void)
{
    Scene *scene = scene_new("");
    scene_account(scene, 1, 1, NULL);
    scene_account(scene, 2, 2, NULL);
    scene_account(scene, 3, 0, NULL);
    scene_lead(scene, 1, 1, "interested", "2026-03-02");
    scene_lead(scene, 2, 2, "interested", "2026-03-01");
    scene_lead(scene, 3, 3, "interested", "2026-03-02");
    scene_follow_up(scene, 1, 1, 0, 0, "2026-02-01", "2026-03-02");
    scene_follow_up(scene, 3, 3, 3, 0, "2026-02-01", "2026-04-20");
    return scene;
}

static void
test_order_and_fields(void)
{
    g_autoptr(Scene) scene = scene_busy();
    g_free(scene_apply(scene, "2026-03-31 12:00"));
    g_autoptr(Table) table = list(scene, FALSE);
    g_assert_cmpstr(table->name, ==, "due");
    static const char *const keys[] = {
        "id",   "rule",  "severity", "state",  "subject_kind",  "subject", "account",
        "lead", "title", "due_day",  "opened", "snoozed_until", "evidence"};
    g_assert_cmpuint(table->columns->len, ==, G_N_ELEMENTS(keys));
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++)
        g_assert_cmpstr(g_array_index(table->columns, Column, i).key, ==, keys[i]);
    g_assert_cmpuint(table->rows->len, ==, 2);
    g_assert_cmpstr(text(table, 0, "rule"), ==, "follow_up_overdue");
    g_assert_cmpint(number(table, 0, "severity"), ==, 3);
    g_assert_cmpstr(text(table, 0, "subject"), ==, "F1");
    g_assert_cmpstr(text(table, 0, "account"), ==, "A1");
    g_assert_null(text(table, 0, "lead"));
    g_assert_cmpstr(text(table, 0, "title"), ==, "Promised for 2026-03-02: send it (Account 1)");
    g_assert_cmpint(number(table, 0, "due_day"), ==, day_of("2026-03-02"));
    g_assert_cmpstr(text(table, 1, "rule"), ==, "lead_stale");
    g_assert_cmpstr(text(table, 1, "state"), ==, "open");
    g_assert_cmpstr(text(table, 1, "subject_kind"), ==, "lead");
    g_assert_cmpstr(text(table, 1, "subject"), ==, "L2");
    g_assert_cmpstr(text(table, 1, "lead"), ==, "L2");
    g_assert_cmpstr(text(table, 1, "title"), ==, "No activity for 30 days: Lead 2 (Account 2)");
    g_assert_cmpstr(text(table, 1, "evidence"), ==, "last activity 2026-03-01");
    g_assert_cmpint(number(table, 1, "opened"), ==, instant_of(scene, "2026-03-31 12:00"));
    g_assert_cmpint(number(table, 1, "snoozed_until"), ==, -1);
}

static void
test_due_day_decides_among_equals(void)
{
    g_autoptr(Scene) scene = scene_new("");
    for (int i = 1; i <= 3; i++)
        scene_account(scene, i, 0, NULL);
    scene_follow_up(scene, 1, 1, 0, 0, "2026-02-01", "2026-03-20");
    scene_follow_up(scene, 2, 2, 0, 0, "2026-02-01", "2026-03-10");
    scene_follow_up(scene, 3, 3, 0, 0, "2026-02-01", "2026-03-20");
    scene_run(scene, NULL,
              "UPDATE follow_up SET due_at = due_at - 60 WHERE id = 3"); /* a promised time */
    g_free(scene_apply(scene, "2026-03-31 12:00"));
    g_autoptr(Table) table = list(scene, FALSE);
    static const char *const subjects[] = {"F2", "F3", "F1"};
    for (guint i = 0; i < 3; i++)
        g_assert_cmpstr(text(table, i, "subject"), ==, subjects[i]);
}

static void
test_hidden_ones(void)
{
    g_autoptr(Scene) scene = scene_busy();
    g_autoptr(GError) error = NULL;
    g_free(scene_apply(scene, "2026-03-31 12:00"));
    gint64 stale = scene_int(scene, "SELECT id FROM signal WHERE rule_id = 'lead_stale'");
    gint64 overdue = scene_int(scene, "SELECT id FROM signal WHERE rule_id = 'follow_up_overdue'");
    g_assert_true(
        measure_due_snooze(&scene->context, stale, instant_of(scene, "2026-04-10 08:00"), &error));
    g_assert_true(measure_due_dismiss(&scene->context, overdue, &error));
    g_autoptr(Table) shown = list(scene, FALSE);
    g_assert_cmpuint(shown->rows->len, ==, 0);
    g_autoptr(Table) all = list(scene, TRUE);
    g_assert_cmpuint(all->rows->len, ==, 3);
    g_assert_cmpstr(text(all, 0, "state"), ==, "dismissed");
    g_assert_cmpint(number(all, 1, "snoozed_until"), ==, instant_of(scene, "2026-04-10 08:00"));
    g_assert_cmpstr(text(all, 2, "rule"), ==, "lead_stale_deferred"); /* info only on request */
}

static void
test_condition_gone(void) /* a title all the same, until the next evaluation */
{
    g_autoptr(Scene) scene = scene_busy();
    g_free(scene_apply(scene, "2026-03-31 12:00"));
    scene_touch(scene, "email", "out", 2, 2, NULL, "2026-03-31 11:00");
    g_autoptr(Table) table = list(scene, FALSE);
    g_assert_cmpstr(text(table, 1, "title"), ==, "No activity: Account 2");
}

static void
test_past(void)
{
    g_autoptr(Scene) scene = scene_busy();
    g_free(scene_apply(scene, "2026-03-31 12:00"));
    g_free(scene_apply(scene, "2026-03-03 12:00"));
    g_autoptr(Table) table = list(scene, FALSE);
    g_assert_cmpuint(table->rows->len, ==, 1);
    g_assert_cmpstr(text(table, 0, "rule"), ==, "follow_up_overdue");
    g_assert_cmpint(number(table, 0, "severity"), ==, 2); /* as it was then */
    g_assert_cmpint(number(table, 0, "id"), ==, -1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/due/list/order-and-fields", test_order_and_fields);
    g_test_add_func("/due/list/due-day-decides-among-equals", test_due_day_decides_among_equals);
    g_test_add_func("/due/list/hidden-ones", test_hidden_ones);
    g_test_add_func("/due/list/condition-gone", test_condition_gone);
    g_test_add_func("/due/list/past", test_past);
    return g_test_run();
}
