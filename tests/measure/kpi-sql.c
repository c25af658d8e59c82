/* SPDX-License-Identifier: MIT
 * Every SQL file of measure is prepared, and its "in:" and "out:" lines are held against what SQLite sees (spec 13 rule 2). */
#include "keep/handle.h"
#include "measure/kpi.h"
#include "measure/sql.h"
#include "scratch.h"
#include <stdlib.h>

static char *
claim(const char *sql, const char *word)
{
    g_autofree char *prefix = g_strdup_printf("\n-- %s:", word);
    const char *line = strstr(sql, prefix);
    g_assert_nonnull(line);
    line += strlen(prefix);
    const char *end = strchr(line, '\n');
    return g_strstrip(g_strndup(line, (gsize)(end - line)));
}

static int
compare(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static char *
parameters(sqlite3_stmt *stmt)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (int i = 1; i <= sqlite3_bind_parameter_count(stmt); i++)
        g_ptr_array_add(names, (gpointer)(sqlite3_bind_parameter_name(stmt, i) + 1));
    g_ptr_array_sort(names, compare);
    g_ptr_array_add(names, NULL);
    return g_strjoinv(", ", (char **)names->pdata);
}

static char *
columns(sqlite3_stmt *stmt)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (int i = 0; i < sqlite3_column_count(stmt); i++)
        g_ptr_array_add(names, (gpointer)sqlite3_column_name(stmt, i));
    g_ptr_array_add(names, NULL);
    return g_strjoinv(", ", (char **)names->pdata);
}

static char *
sorted(const char *list)
{
    g_auto(GStrv) names = g_strsplit(list, ", ", -1);
    qsort(names, g_strv_length(names), sizeof *names, compare);
    return g_strjoinv(", ", names);
}

static void
check_file(sqlite3 *handle, const char *name)
{
    const char *sql = measure_sql(name);
    g_assert_nonnull(sql);
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(handle, sql, -1, &stmt, NULL);
    if (rc != SQLITE_OK)
        g_error("%s: %s", name, sqlite3_errmsg(handle));
    g_autofree char *in = claim(sql, "in"), *out = claim(sql, "out");
    g_autofree char *claimed = sorted(in), *params = parameters(stmt), *cols = columns(stmt);
    g_test_message("%s", name);
    g_assert_cmpstr(params, ==, claimed);
    g_assert_cmpstr(cols, ==, out);
    sqlite3_finalize(stmt);
}

static void
test_all_files(void)
{
    g_autofree char *directory = scratch_directory();
    g_autoptr(KeepDb) db = scratch_db(directory);
    g_autofree char *folder = g_test_build_filename(G_TEST_DIST, "..", "src", "measure", "sql", NULL);
    g_autoptr(GDir) files = g_dir_open(folder, 0, NULL);
    g_assert_nonnull(files);
    int n = 0;
    for (const char *file; (file = g_dir_read_name(files));) {
        if (!g_str_has_suffix(file, ".sql") || g_str_has_prefix(file, "due-"))
            continue;
        g_autofree char *name = g_strndup(file, strlen(file) - strlen(".sql"));
        check_file(db->handle, name); /* with the functions of the product */
        n++;
    }
    g_assert_cmpint(n, >=, 25);
    g_clear_pointer(&db, keep_db_free);
    scratch_remove(directory);
}

/* Every KPI ends in units and sums them up, begins with a sentence, and has a golden folder. */
static void
test_catalogue(void)
{
    gsize n;
    const KpiDefinition *all = measure_kpi_catalogue(&n);
    g_assert_cmpuint(n, >=, 66);
    for (gsize i = 0; i < n; i++) {
        const char *sql = measure_kpi_sql(all[i].id);
        g_assert_nonnull(sql);
        g_assert_true(g_str_has_prefix(sql, "-- SPDX-License-Identifier: MIT\n-- "));
        g_assert_nonnull(strstr(sql, "\nunit AS ("));
        g_assert_nonnull(strstr(sql, "\n-- figure\nSELECT"));
        g_assert_true(measure_kpi_find(all[i].id) == &all[i]);
        g_autofree char *golden = g_test_build_filename(G_TEST_DIST, "kpi", all[i].id, "given.sql", NULL);
        if (!g_file_test(golden, G_FILE_TEST_EXISTS))
            g_error("no golden folder: %s", all[i].id);
    }
    g_assert_null(measure_kpi_find("unheard_of"));
    g_assert_null(measure_kpi_sql("unheard_of"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/measure/sql/all-files", test_all_files);
    g_test_add_func("/measure/sql/catalogue", test_catalogue);
    return g_test_run();
}
