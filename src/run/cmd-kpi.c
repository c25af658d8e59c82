/* SPDX-License-Identifier: MIT
 * kpi: figures, the catalogue, and the rows behind a figure. */
#include "run/commands.h"
#include <glib/gi18n.h>
#include "base/error.h"
#include "base/text.h"

static void
free_figure(gpointer figure)
{
    figure_free(figure);
}

static const KpiDefinition *
find(const char *id, GError **error)
{
    const KpiDefinition *kpi = measure_kpi_find(id);
    if (kpi != NULL)
        return kpi;
    gsize n;
    const KpiDefinition *all = measure_kpi_catalogue(&n);
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    for (gsize i = 0; i < n; i++)
        g_ptr_array_add(ids, (gpointer)all[i].id);
    g_ptr_array_add(ids, NULL);
    const char *nearest = text_nearest(id, (const char *const *)ids->pdata);
    if (nearest != NULL)
        run_cli_misuse(error, _("no KPI %s (did you mean %s?); `cadens kpi list` lists them"), id, nearest);
    else
        run_cli_misuse(error, _("no KPI %s; `cadens kpi list` lists them"), id);
    return NULL;
}

static gboolean
read_period(const Cli *cli, Period *period, gboolean *ret_given, GError **error)
{
    const char *text = run_cli_option(cli, "period");
    *ret_given = text != NULL;
    g_autoptr(GError) failure = NULL;
    if (text == NULL || period_parse(text, period, &failure))
        return TRUE;
    run_cli_misuse(error, "--period %s: %s", text, failure->message);
    return FALSE;
}

static gboolean
add_figures(Cli *cli, const Period *period, GPtrArray *figures, GError **error)
{
    const char *scope = run_cli_option(cli, "scope");
    gsize n;
    const KpiDefinition *all = measure_kpi_catalogue(&n);
    for (guint i = 0; i < cli->args->len; i++) {
        const KpiDefinition *kpi = find(run_cli_arg(cli, i), error);
        if (kpi == NULL || !measure_kpi(&cli->measure, kpi, period, scope, figures, error))
            return FALSE;
    }
    for (gsize i = 0; cli->args->len == 0 && i < n; i++)
        if (!measure_kpi(&cli->measure, &all[i], period, scope, figures, error))
            return FALSE;
    return TRUE;
}

static int
run(Cli *cli, GError **error)
{
    Period period;
    gboolean given;
    g_autoptr(GPtrArray) figures = g_ptr_array_new_with_free_func(free_figure);
    if (!read_period(cli, &period, &given, error) || !add_figures(cli, given ? &period : NULL, figures, error))
        return -1;
    Document *document = document_new();
    document_fact(document, "as_of", value_instant(cli->now));
    document_add(document, present_figures(figures));
    return run_cli_print(cli, document, error);
}

static int
run_list(Cli *cli, GError **error)
{
    gsize n;
    const KpiDefinition *all = measure_kpi_catalogue(&n);
    Table *table = table_new("kpis");
    table_column(table, "id", _("id"), COLUMN_SHOWN);
    table_column(table, "title", _("title"), COLUMN_SHOWN);
    table_column(table, "unit", _("unit"), COLUMN_SHOWN);
    table_column(table, "primary", _("period"), COLUMN_SHOWN);
    table_column(table, "scopes", _("scopes"), COLUMN_SHOWN);
    for (gsize i = 0; i < n; i++) {
        table_row(table);
        table_cell(table, value_text(all[i].id));
        table_cell(table, value_text(_(all[i].title)));
        table_cell(table, value_text(all[i].unit));
        table_cell(table, value_text(all[i].primary));
        table_cell(table, value_text(all[i].scopes));
    }
    return run_cli_print_table(cli, table, error);
}

static int
run_explain(Cli *cli, GError **error)
{
    Period period;
    gboolean given;
    const KpiDefinition *kpi = find(run_cli_arg(cli, 0), error);
    if (kpi == NULL || !read_period(cli, &period, &given, error))
        return -1;
    g_autoptr(GPtrArray) figures = g_ptr_array_new_with_free_func(free_figure);
    if (!measure_kpi(&cli->measure, kpi, given ? &period : NULL, run_cli_option(cli, "scope"), figures, error))
        return -1;
    Table *rows = measure_kpi_explain(&cli->measure, kpi, given ? &period : NULL, run_cli_option(cli, "scope"), error);
    if (rows == NULL)
        return -1;
    Document *document = document_new();
    document_fact(document, "as_of", value_instant(cli->now));
    document_fact(document, "id", value_text(kpi->id));
    document_fact(document, "title", value_text(_(kpi->title)));
    document_fact(document, "unit", value_text(kpi->unit));
    document_fact(document, "formula", value_text(_(kpi->formula)));
    document_fact(document, "source", value_text(kpi->source));
    document_fact(document, "sql", value_text(measure_kpi_sql(kpi->id)));
    document_add(document, present_figures(figures));
    document_add(document, rows);
    return run_cli_print(cli, document, error);
}

const Command run_cmd_kpi = { "kpi", NEEDS_READ, 0, -1, "period= scope=", N_("[ID ...] [--period P] [--scope S]"), N_("Figures"), run };
const Command run_cmd_kpi_list = { "kpi list", NEEDS_PROFILE, 0, 0, NULL, "", N_("The catalogue of figures"), run_list };
const Command run_cmd_kpi_explain = { "kpi explain", NEEDS_READ, 1, 1, "period= scope=", N_("ID [--period P] [--scope S]"),
                                  N_("Formula, source, SQL and the rows behind a figure"), run_explain };
