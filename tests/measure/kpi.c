/* SPDX-License-Identifier: MIT
 * Runs every golden folder tests/kpi/ID: the data of given.sql against the figures of expect.tsv, which were worked out by hand.
 * A line of expect.tsv: now, period asked for ("-" = primary), scope asked for ("-" = none), then of the figure: scope, period, value,
 * num, den, n, null reason, partial, status, and the first cells of its rows; "-" = null, "*" = not looked at. */
#include "measure/kpi.h"
#include "base/error.h"
#include "scratch.h"
#include <math.h>

typedef struct {
    char *directory;
    KeepDb *db;
    Calendar *calendar;
    Config *config;
} Scene;

static char *
golden_path(const char *id, const char *file)
{
    return g_test_build_filename(G_TEST_DIST, "kpi", id, file, NULL);
}

/* "-- scene: NAME" in given.sql: the data of tests/kpi/NAME.sql, which several KPIs share, or NULL. */
static char *
scene_of(const char *given)
{
    g_autofree char *text = NULL;
    g_file_get_contents(given, &text, NULL, NULL);
    const char *mark = strstr(text, "\n-- scene: ");
    if (!mark)
        return NULL;
    mark += strlen("\n-- scene: ");
    g_autofree char *file = g_strdup_printf("%.*s.sql", (int)strcspn(mark, "\n"), mark);
    return g_test_build_filename(G_TEST_DIST, "kpi", file, NULL);
}

static void
scene_open(Scene *scene, const char *id)
{
    scene->directory = scratch_directory();
    scene->db = scratch_db(scene->directory);
    scene->calendar = scratch_calendar();
    scene->config = scratch_config("");
    g_autofree char *words = g_test_build_filename(G_TEST_DIST, "kpi", "words.sql", NULL);
    g_autofree char *given = golden_path(id, "given.sql");
    g_autofree char *shared = scene_of(given);
    sqlite3 *handle = scratch_handle(scene->directory);
    scratch_fill_days(handle, scene->calendar);
    scratch_exec(handle, scene->calendar, "BEGIN");
    scratch_exec_file(handle, scene->calendar, words);
    if (shared)
        scratch_exec_file(handle, scene->calendar, shared);
    scratch_exec_file(handle, scene->calendar, given);
    scratch_exec(handle, scene->calendar, "COMMIT");
    sqlite3_close(handle);
}

static void
scene_close(Scene *scene)
{
    keep_db_free(scene->db);
    calendar_free(scene->calendar);
    config_free(scene->config);
    scratch_remove(scene->directory);
    g_free(scene->directory);
}

static char *
number(gboolean has, double value)
{
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    if (!has)
        return g_strdup("-");
    g_ascii_formatd(buffer, sizeof buffer, "%.4f", value);
    if (strchr(buffer, '.')) {
        char *end = buffer + strlen(buffer) - 1;
        while (*end == '0')
            *end-- = '\0';
        if (*end == '.')
            *end = '\0';
    }
    return g_strdup(buffer);
}

static char *
first_cells(const Table *rows)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; rows && i < rows->rows->len; i++) {
        const Column *column = &g_array_index(rows->columns, Column, 0);
        const Value *cell = table_get(rows, i, column->key);
        g_string_append_printf(text, "%s%s", i ? "," : "", cell->t ? cell->t : "?");
    }
    return text->len ? g_string_free(text, FALSE) : (g_string_free(text, TRUE), g_strdup("-"));
}

static char *
describe(const Figure *figure)
{
    g_autofree char *label = period_label(&figure->period);
    g_autofree char *value = number(figure->has_value, figure->value), *num = number(figure->has_num, figure->num);
    g_autofree char *den = number(figure->has_den, figure->den), *n = number(figure->has_n, (double)figure->n);
    g_autofree char *rows = first_cells(figure->rows);
    return g_strjoin("\t", figure->scope, label, value, num, den, n, figure->null_reason ? figure->null_reason : "-",
                     figure->is_partial ? "partial" : "-", figure->status, rows, NULL);
}

static GPtrArray *
evaluate_with(MeasureMemo *memo, const Scene *scene, const char *id, const char *now, const char *period, const char *scope)
{
    MeasureContext context = { scene->db, scene->calendar, scene->config, scratch_instant(scene->calendar, now), 0, memo };
    g_autoptr(GError) error = NULL;
    Period asked;
    if (!g_str_equal(period, "-")) {
        period_parse(period, &asked, &error);
        g_assert_no_error(error);
    }
    GPtrArray *figures = g_ptr_array_new_with_free_func((GDestroyNotify)figure_free);
    measure_kpi(&context, measure_kpi_find(id), g_str_equal(period, "-") ? NULL : &asked, g_str_equal(scope, "-") ? NULL : scope,
                figures, &error);
    g_assert_no_error(error);
    return figures;
}

/* What is kept for the next question gives the same answer, made and found. */
static GPtrArray *
evaluate(const Scene *scene, const char *id, const char *now, const char *period, const char *scope)
{
    gint64 left = 0;
    GPtrArray *figures = evaluate_with(NULL, scene, id, now, period, scope);
    MeasureMemo *memo = measure_memo_new(scene->db);
    for (int turn = 0; turn < 2; turn++) {
        g_autoptr(GPtrArray) again = evaluate_with(memo, scene, id, now, period, scope);
        g_assert_cmpuint(again->len, ==, figures->len);
        for (guint i = 0; i < figures->len; i++) {
            g_autofree char *anew = describe(figures->pdata[i]), *kept = describe(again->pdata[i]);
            g_assert_cmpstr(kept, ==, anew);
        }
    }
    measure_memo_free(memo);
    g_assert_true(keep_db_int(scene->db, "SELECT COUNT(*) FROM sqlite_temp_master WHERE name LIKE 'memo%'", NO_BIND, &left, NULL, NULL));
    g_assert_cmpint(left, ==, 0);
    return figures;
}

/* A figure without a value keeps what it was made of; one with a value has an interval iff it is a rate of units, or has one of its own. */
static void
check_shape(const Figure *figure)
{
    g_assert_cmpint(figure->has_value, ==, figure->null_reason == NULL);
    if (figure->has_interval)
        g_assert_true(figure->lo <= figure->value && figure->value <= figure->hi);
    gboolean is_rate = figure->has_den && g_str_equal(figure->unit, "rate") && !(measure_kpi_find(figure->id)->traits & KPI_AMOUNTS);
    g_assert_cmpint(figure->has_interval, ==, figure->has_value && (is_rate || strstr(measure_kpi_sql(figure->id), " AS lo,")));
}

/* TRUE if DESCRIPTION has in every column what EXPECT says ("*" = anything). */
static gboolean
fits(const char *expect, const char *description)
{
    g_auto(GStrv) wanted = g_strsplit(expect, "\t", -1), found = g_strsplit(description, "\t", -1);
    if (g_strv_length(wanted) != g_strv_length(found))
        return FALSE;
    for (guint i = 0; wanted[i]; i++)
        if (!g_str_equal(wanted[i], "*") && !g_str_equal(wanted[i], found[i]))
            return FALSE;
    return TRUE;
}

static gboolean
check_line(const Scene *scene, const char *id, const char *line)
{
    g_auto(GStrv) cells = g_strsplit(line, "\t", 4);
    g_autoptr(GPtrArray) figures = evaluate(scene, id, cells[0], cells[1], cells[2]);
    g_autoptr(GString) found = g_string_new(NULL);
    for (guint i = 0; i < figures->len; i++) {
        check_shape(figures->pdata[i]);
        g_autofree char *text = describe(figures->pdata[i]);
        if (fits(cells[3], text))
            return TRUE;
        g_string_append_printf(found, "\n#   %s", text);
    }
    g_printerr("# %s at %s %s %s: expected\n#   %s\n# found%s\n", id, cells[0], cells[1], cells[2], cells[3], found->str);
    return FALSE;
}

/* What `kpi explain` prints: the unit rows, as many as a count counts, under titles for people. */
static void
check_explain(const Scene *scene, const char *id, const char *now)
{
    MeasureContext context = { scene->db, scene->calendar, scene->config, scratch_instant(scene->calendar, now), 0, NULL };
    const KpiDefinition *kpi = measure_kpi_find(id);
    g_autoptr(GError) error = NULL;
    g_autoptr(Table) units = measure_kpi_explain(&context, kpi, NULL, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(units->columns->len, >, 1);
    for (guint i = 0; i < units->columns->len; i++)
        if (g_array_index(units->columns, Column, i).title == NULL)
            g_error("%s: the column %s of its rows has no title", id, g_array_index(units->columns, Column, i).key);
    g_autoptr(GPtrArray) figures = evaluate(scene, id, now, "-", "-");
    const Figure *first = figures->len > 0 ? figures->pdata[0] : NULL;
    if (first && first->has_value && g_str_equal(kpi->unit, "count") && g_str_equal(first->scope, "all"))
        g_assert_cmpint(units->rows->len, ==, first->n);
}

static void
check_refusals(const Scene *scene, const char *id)
{
    MeasureContext context = { scene->db, scene->calendar, scene->config, 1774951200, 0, NULL };
    g_autoptr(GPtrArray) figures = g_ptr_array_new_with_free_func((GDestroyNotify)figure_free);
    g_autoptr(GError) error = NULL;
    g_assert_false(measure_kpi(&context, measure_kpi_find(id), NULL, "moon:full", figures, &error));
    g_assert_error(error, CADENS_ERROR, CADENS_ERROR_BAD_INPUT);
    g_clear_error(&error);
    if (!strstr(measure_kpi_find(id)->scopes, "account"))
        return;
    g_assert_false(measure_kpi(&context, measure_kpi_find(id), NULL, "account:nobody", figures, &error));
    g_assert_error(error, CADENS_ERROR, CADENS_ERROR_NOT_FOUND);
    g_assert_cmpuint(figures->len, ==, 0);
}

static void
test_folder(gconstpointer data)
{
    const char *id = data;
    Scene scene;
    scene_open(&scene, id);
    g_autofree char *path = golden_path(id, "expect.tsv");
    g_autofree char *text = NULL;
    g_autoptr(GError) error = NULL;
    g_file_get_contents(path, &text, NULL, &error);
    g_assert_no_error(error);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    int n = 0, bad = 0;
    for (char **line = lines; *line; line++)
        if (**line && **line != '#') {
            bad += !check_line(&scene, id, *line);
            n++;
        }
    g_assert_cmpint(n, >, 1);
    check_explain(&scene, id, "2026-03-31T12:00");
    check_refusals(&scene, id);
    if (bad > 0)
        g_test_fail();
    scene_close(&scene);
}

static void
check_interval(const char *id, const char *sql, double value, double lo, double hi)
{
    Scene scene;
    scene_open(&scene, id);
    g_autoptr(GError) error = NULL;
    for (const char *const *one = (const char *const[]){ sql ? "DELETE FROM survey_response" : NULL, sql, NULL }; *one; one++) {
        keep_db_run_text(scene.db, *one, NO_BIND, &error);
        g_assert_no_error(error);
    }
    g_autoptr(GPtrArray) figures = evaluate(&scene, id, "2026-04-01T12:00", "-", "-");
    const Figure *figure = figures->pdata[0];
    g_assert_cmpfloat_with_epsilon(figure->value, value, 0.0001);
    g_assert_cmpfloat_with_epsilon(figure->lo, lo, 0.0001);
    g_assert_cmpfloat_with_epsilon(figure->hi, hi, 0.0001);
    scene_close(&scene);
}

/* Normal interval of 12 E18; Newcombe's of 5/10 against 2/10. */
static void
test_intervals(void)
{
    check_interval("nps", "INSERT INTO survey_response (account_id, kind, score, local_day) SELECT (SELECT MIN(id) FROM account), 'nps', s.score, 20500 "
                          "FROM (SELECT 10 AS score UNION ALL SELECT 9 UNION ALL SELECT 9 UNION ALL SELECT 8 UNION ALL SELECT 7 UNION ALL SELECT 6 "
                          "UNION ALL SELECT 3 UNION ALL SELECT 10) s", 25, -32.4565, 82.4565);
    check_interval("data_enrichment_impact", NULL, 0.3, -0.1067, 0.5999);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    gsize n;
    const KpiDefinition *all = measure_kpi_catalogue(&n);
    for (gsize i = 0; i < n; i++) {
        g_autofree char *path = g_strdup_printf("/measure/kpi/%s", all[i].id);
        g_test_add_data_func(path, all[i].id, test_folder);
    }
    g_test_add_func("/measure/kpi-intervals", test_intervals);
    return g_test_run();
}
