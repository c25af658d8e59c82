/* SPDX-License-Identifier: MIT
 * The KPI catalogue, its SQL and cadens-kpi(7) say the same (spec 13, rule 5). */
#include <string.h>
#include "base/alert.h"
#include "measure/kpi.h"
#include "measure/rule.h"

static char **
read_page(void)
{
    g_autofree char *file = g_test_build_filename(G_TEST_DIST, "..", "man", "cadens-kpi.7", NULL);
    g_autofree char *text = NULL;
    g_autoptr(GError) error = NULL;
    g_file_get_contents(file, &text, NULL, &error);
    g_assert_no_error(error);
    const char *figures = strstr(text, "\n.Sh FIGURES\n");
    g_assert_nonnull(figures);
    return g_strsplit(figures + 1, "\n", -1);
}

static gboolean
is_survival(const char *figure)
{
    return strstr(figure, " AS time") != NULL;
}

/* The reasons why the KPI may have no value, from what it is covered by and what its SQL can
 * answer. */
static char *
reasons_of(const KpiDefinition *kpi)
{
    const char *figure = strstr(measure_kpi_sql(kpi->id), "\n-- figure\n");
    g_assert_nonnull(figure);
    g_autoptr(GPtrArray) reasons = g_ptr_array_new();
    gboolean from_source =
        g_strcmp0(kpi->covered_by, "mail") == 0 || g_strcmp0(kpi->covered_by, "calendar") == 0;
    if (strstr(figure, "'not_configured'"))
        g_ptr_array_add(reasons, (gpointer) "not_configured");
    if (from_source || (kpi->covered_by && !g_str_equal(kpi->primary, "point")))
        g_ptr_array_add(reasons, (gpointer) "not_covered");
    if (!strstr(figure, ", 1 AS known") || strstr(figure, "'no_data'") || (kpi->covered_by && !from_source))
        g_ptr_array_add(reasons, (gpointer) "no_data");
    if (strstr(figure, "'immature'") || (is_survival(figure) && g_str_equal(kpi->unit, "hours")))
        g_ptr_array_add(reasons, (gpointer) "immature");
    if (!is_survival(figure) && !strstr(figure, "NULL AS den") && !strstr(figure, "'no_data'"))
        g_ptr_array_add(reasons, (gpointer) "zero_denominator");
    if (reasons->len == 0)
        g_ptr_array_add(reasons, (gpointer) "none");
    g_ptr_array_add(reasons, NULL);
    return g_strjoinv(", ", (char **)reasons->pdata);
}

static guint
find_item(char **lines, guint from)
{
    while (lines[from] && !g_str_has_prefix(lines[from], ".It "))
        from++;
    return from;
}

static void
test_page(void)
{
    gsize n;
    const KpiDefinition *kpis = measure_kpi_catalogue(&n);
    g_auto(GStrv) lines = read_page();
    guint at = 0;
    for (gsize i = 0; i < n; i++) {
        g_autofree char *item = g_strdup_printf(".It Cm %s", kpis[i].id),
                        *reasons = reasons_of(&kpis[i]);
        g_autofree char *formula = g_strdup_printf("%s: %s.", kpis[i].title, kpis[i].formula);
        g_autofree char *facts =
            g_strdup_printf("Unit %s, period %s, scopes %s; source %s; no value: %s.", kpis[i].unit,
                            kpis[i].primary, kpis[i].scopes, kpis[i].source, reasons);
        at = find_item(lines, at);
        g_assert_cmpstr(lines[at], ==, item);
        g_assert_cmpstr(lines[at + 1], ==, formula);
        g_assert_cmpstr(lines[at + 2], ==, facts);
        g_assert_false(g_str_has_prefix(lines[at + 3], ".It ") ||
                       g_str_has_prefix(lines[at + 3], ".El"));
        at += 3;
    }
    g_assert_null(lines[find_item(lines, at)]);
}

/* A reason that the page does not explain would be a riddle. */
static void
test_reasons(void)
{
    static const char *const reasons[] = {"not_configured", "not_covered", "no_data", "immature", "zero_denominator"};
    g_autofree char *file = g_test_build_filename(G_TEST_DIST, "..", "man", "cadens-kpi.7", NULL);
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(file, &text, NULL, NULL));
    for (gsize i = 0; i < G_N_ELEMENTS(reasons); i++) {
        g_autofree char *item = g_strdup_printf("\n.It Cm %s\n", reasons[i]);
        const char *found = strstr(text, item);
        if (!found || found > strstr(text, "\n.Sh FIGURES\n"))
            g_error("cadens-kpi(7) does not explain %s", reasons[i]);
    }
}

/* --- the registry */

static gboolean
is_known(const char *kind, const char *id)
{
    return g_str_equal(kind, "kpi") ? measure_kpi_find(id) != NULL : measure_rule_find(id) != NULL;
}

/* Nothing that the business documents ask for is missing, and nothing is there that nobody asked for. Golden folders and manual are held
 * against the catalogue elsewhere. */
static void
test_registry(void)
{
    g_autofree char *path = g_test_build_filename(G_TEST_DIST, "kpi", "registry.tsv", NULL), *text = NULL;
    g_autoptr(GHashTable) asked = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++) {
        if (**line == '#' || !**line)
            continue;
        g_auto(GStrv) cells = g_strsplit(*line, "\t", -1);
        g_assert_cmpuint(g_strv_length(cells), ==, 3);
        if (!is_known(cells[1], cells[2]))
            g_error("%s asks for the %s %s, which is missing", cells[0], cells[1], cells[2]);
        g_hash_table_add(asked, g_strdup(cells[2]));
    }
    gsize n;
    const KpiDefinition *kpis = measure_kpi_catalogue(&n);
    for (gsize i = 0; i < n; i++)
        g_assert_true(g_hash_table_contains(asked, kpis[i].id));
    for (const char *const *rule = alert_rules(); *rule; rule++)
        g_assert_true(g_hash_table_contains(asked, *rule));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/kpi/page", test_page);
    g_test_add_func("/kpi/page/reasons", test_reasons);
    g_test_add_func("/kpi/page/registry", test_registry);
    return g_test_run();
}
