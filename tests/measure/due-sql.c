/* SPDX-License-Identifier: MIT
 * The contract of the rules' SQL: its -- in: and -- out: lines against SQLite's own names, its
 * place in the bundle, its speed. */
#include "due-scene.h"
#include "measure/sql.h"
#include <sqlite3.h>

/* The words after "-- NAME:" up to the end of its line, sorted. */
static char *
declared(const char *sql, const char *name)
{
    g_autofree char *head = g_strdup_printf("-- %s:", name);
    const char *start = strstr(sql, head);
    g_assert_nonnull(start);
    start += strlen(head);
    g_autofree char *line = g_strndup(start, strcspn(start, "\n"));
    g_auto(GStrv) words = g_strsplit_set(line, ", ", -1);
    g_autoptr(GPtrArray) kept = g_ptr_array_new();
    for (char **word = words; *word; word++)
        if (**word)
            g_ptr_array_add(kept, *word);
    if (g_str_equal(name, "in"))
        g_ptr_array_sort(kept, scene_compare);
    g_ptr_array_add(kept, NULL);
    return g_strjoinv(" ", (char **)kept->pdata);
}

static char *
parameters(sqlite3_stmt *statement)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (int i = 1; i <= sqlite3_bind_parameter_count(statement); i++)
        g_ptr_array_add(names, (char *)sqlite3_bind_parameter_name(statement, i) + 1);
    g_ptr_array_sort(names, scene_compare);
    g_ptr_array_add(names, NULL);
    return g_strjoinv(" ", (char **)names->pdata);
}

static char *
columns(sqlite3_stmt *statement)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (int i = 0; i < sqlite3_column_count(statement); i++)
        g_ptr_array_add(names, (char *)sqlite3_column_name(statement, i));
    g_ptr_array_add(names, NULL);
    return g_strjoinv(" ", (char **)names->pdata);
}

static void
check_file(sqlite3 *handle, const char *file)
{
    g_autofree char *name = g_strndup(file, strlen(file) - strlen(".sql"));
    const char *text = measure_sql(name);
    g_assert_nonnull(text); /* bundled */
    sqlite3_stmt *statement = NULL;
    g_assert_cmpint(sqlite3_prepare_v2(handle, text, -1, &statement, NULL), ==, SQLITE_OK);
    g_autofree char *in = declared(text, "in"), *out = declared(text, "out");
    g_autofree char *given = parameters(statement), *got = columns(statement);
    g_assert_cmpstr(in, ==, given);
    g_assert_cmpstr(out, ==, got);
    sqlite3_finalize(statement);
}

/* The same about one account wants no more than the account besides. */
static void
check_narrow(sqlite3 *handle, const char *file)
{
    g_autofree char *name = g_strndup(file, strlen(file) - strlen(".sql"));
    const char *text = measure_sql_of_account(name);
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(handle, text, -1, &statement, NULL) != SQLITE_OK)
        g_error("%s: %s", file, sqlite3_errmsg(handle));
    g_autofree char *in = declared(text, "in"), *out = declared(text, "out"), *got = columns(statement);
    for (int i = 1; i <= sqlite3_bind_parameter_count(statement); i++) {
        const char *parameter = sqlite3_bind_parameter_name(statement, i) + 1;
        g_assert_true(g_str_equal(parameter, "account") || strstr(in, parameter));
    }
    g_assert_cmpstr(out, ==, got);
    sqlite3_finalize(statement);
}

static void
nothing(sqlite3_context *context G_GNUC_UNUSED, int n G_GNUC_UNUSED, sqlite3_value **values G_GNUC_UNUSED)
{
}

static void
test_contract(void)
{
    g_autoptr(Scene) scene = scene_new("");
    g_autofree char *directory =
        g_test_build_filename(G_TEST_DIST, "..", "src", "measure", "sql", NULL);
    sqlite3 *handle = NULL;
    g_assert_cmpint(sqlite3_open(keep_db_path(scene->db), &handle), ==, SQLITE_OK);
    sqlite3_create_function(handle, "add_months", 2, SQLITE_UTF8, NULL, nothing, NULL, NULL); /* as keep has it */
    sqlite3_create_function(handle, "add_cadence", 3, SQLITE_UTF8, NULL, nothing, NULL, NULL);
    g_autoptr(GDir) files = g_dir_open(directory, 0, NULL);
    g_assert_nonnull(files);
    int n = 0;
    for (const char *file; (file = g_dir_read_name(files));) {
        if (!g_str_has_prefix(file, "due-") || !g_str_has_suffix(file, ".sql"))
            continue;
        check_file(handle, file);
        check_narrow(handle, file);
        n++;
    }
    g_assert_cmpint(n, >=, 14);
    sqlite3_close(handle);
}

/* 20,000 leads on 5,000 accounts with 60,000 touches: each once, and nothing twice. */
static void
test_size(void)
{
    g_autoptr(Scene) scene = scene_new("");
    g_autoptr(GError) error = NULL;
    g_assert_true(keep_db_begin(scene->db, &error));
    scene_run(
        scene, "2026-03-01",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) "
        "INSERT INTO account (id, name, lifecycle, tier, customer_since_day, ext_id, created_at, "
        "updated_at) "
        "SELECT i, 'Account ' || i, 'customer', 1 + i % 3, :day - 400, 'A' || i, 0, 0 FROM n");
    scene_run(scene, "2026-03-01",
              "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) "
              "INSERT INTO lead (id, account_id, name, stage_id, created_at, created_day, ext_id, "
              "updated_at) "
              "SELECT i, 1 + i % 5000, 'Lead ' || i, (SELECT id FROM stage WHERE code = "
              "'interested'), :at, :day, 'L' || i, 0 FROM n");
    scene_run(
        scene, "2026-03-01",
        "INSERT INTO lead_stage_history (lead_id, to_stage_id, at, local_day) SELECT id, stage_id, "
        ":at, :day FROM lead");
    scene_run(
        scene, "2026-03-01",
        "INSERT INTO touchpoint (kind, direction, account_id, lead_id, occurred_at, local_day, "
        "logged_at, src_key) "
        "SELECT 'call', 'out', account_id, id, :at + 86400 * (k % 20), :day + k % 20, :at, 'x:' || "
        "id || ':' || k "
        "FROM lead, (SELECT 1 AS k UNION SELECT 9 UNION SELECT 19) WHERE id % 4 > 0 OR k = 1");
    scene_run(scene, "2026-03-01",
              "INSERT INTO meeting (id, uid, start_at, end_at, local_day, booked_at, booked_day, "
              "first_seen_at, has_external) "
              "SELECT id, 'm' || id, :at + 3600 * id, :at + 3600 * id + 1800, :day, 0, 0, 0, 1 "
              "FROM account");
    scene_run(scene, NULL,
              "INSERT INTO guest (list_id, addr, account_id) SELECT -id, 'x', id FROM "
              "account");
    scene_run(scene, "2026-03-01",
              "INSERT INTO touchpoint (kind, direction, account_id, occurred_at, local_day, "
              "logged_at, src_key, meeting_id) "
              "SELECT 'meeting', 'both', id, :at, :day, :at, 'e:' || id, id FROM account");
    g_assert_true(keep_db_commit(scene->db, &error));
    g_free(scene_apply(scene, "2026-03-31 12:00"));
    g_assert_cmpint(scene_int(scene, "SELECT COUNT(*) FROM signal WHERE rule_id = 'lead_stale'"),
                    ==, 5000);
    gint64 events = scene_int(scene, "SELECT COUNT(*) FROM signal_event");
    g_free(scene_apply(scene, "2026-03-31 12:01"));
    g_assert_cmpint(scene_int(scene, "SELECT COUNT(*) FROM signal_event"), ==, events); /* nothing new, nothing again */
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/due/sql/contract", test_contract);
    g_test_add_func("/due/sql/size", test_size);
    return g_test_run();
}
