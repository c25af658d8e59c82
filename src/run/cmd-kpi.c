/* SPDX-License-Identifier: MIT
 * kpi: figures, the catalogue, and the rows behind a figure. */
#include "run/commands.h"
#include <glib/gi18n.h>
#include "base/error.h"
#include "base/text.h"
#include "keep/db.h"
#include "measure/kpi-own.h"
#include "present/cell.h"
#include "present/figure-words.h"
#include "present/figures.h"
#include "run/entry.h"

static void
free_figure(gpointer figure)
{
    figure_free(figure);
}

/* The shipped figures and the user's own. A file of these that is wrong is named, and disturbs nothing. Caller unrefs. (of KpiDefinition*) */
static GPtrArray *
load_all(const Cli *cli)
{
    gsize n;
    const KpiDefinition *shipped = measure_kpi_catalogue(&n);
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    GPtrArray *all = g_ptr_array_new();
    measure_kpi_own_load(cli->profile->kpi_path, problems);
    for (guint i = 0; i < problems->len; i++)
        g_printerr("cadens: %s\n", (char *)problems->pdata[i]);
    for (gsize i = 0; i < n; i++)
        g_ptr_array_add(all, (gpointer)&shipped[i]);
    for (guint i = 0; i < measure_kpi_own_count(); i++)
        g_ptr_array_add(all, (gpointer)measure_kpi_own(i));
    return all;
}

static const KpiDefinition *
find(const char *id, const GPtrArray *all, GError **error)
{
    const KpiDefinition *kpi = measure_kpi_find(id);
    if (kpi != NULL)
        return kpi;
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    for (guint i = 0; i < all->len; i++)
        g_ptr_array_add(ids, (gpointer)((const KpiDefinition *)all->pdata[i])->id);
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

#define CACHE_MEBIBYTES 64 /* most figures read the same touchpoints and leads again */

/* An account goes by its name, and by the id it had before it was merged, as everywhere. */
static gboolean
read_scope(Cli *cli, GError **error)
{
    const char *scope = run_cli_option(cli, "scope");
    if (scope == NULL || !g_str_has_prefix(scope, "account:"))
        return TRUE;
    g_autofree char *account = run_entry_account(cli, scope + strlen("account:"), error);
    if (account != NULL)
        g_hash_table_replace(cli->options, g_strdup("scope"), g_strconcat("account:", account, NULL));
    return account != NULL;
}

/* Those that have the scope. One of the user's own that does not work stops nobody who asked for all. */
static gboolean
add_each(Cli *cli, const GPtrArray *all, const Period *period, GPtrArray *figures, GError **error)
{
    const char *scope = run_cli_option(cli, "scope");
    MeasureContext measure = cli->measure;
    g_autoptr(MeasureMemo) memo = measure.memo = measure_memo_new(measure.db);
    guint asked = 0;
    for (guint i = 0; i < all->len; i++) {
        const KpiDefinition *kpi = all->pdata[i];
        g_autoptr(GError) failure = NULL;
        if (scope != NULL && !measure_kpi_has_scope(kpi, scope))
            continue;
        asked++;
        if (measure_kpi(&measure, kpi, period, scope, figures, &failure))
            continue;
        if (measure_kpi_own_find(kpi->id) != kpi) {
            g_propagate_error(error, g_steal_pointer(&failure));
            return FALSE;
        }
        g_printerr("cadens: %s\n", failure->message);
    }
    if (asked == 0)
        run_cli_misuse(error, _("--scope %s: no figure is about such a thing; `cadens kpi list` tells"), scope);
    return asked > 0;
}

static gboolean
add_figures(Cli *cli, const Period *period, GPtrArray *figures, GError **error)
{
    g_autoptr(GPtrArray) all = load_all(cli);
    for (guint i = 0; i < cli->args->len; i++) {
        const KpiDefinition *kpi = find(run_cli_arg(cli, i), all, error);
        if (kpi == NULL || !measure_kpi(&cli->measure, kpi, period, run_cli_option(cli, "scope"), figures, error))
            return FALSE;
    }
    return cli->args->len > 0 || (keep_db_widen(cli->measure.db, CACHE_MEBIBYTES, error) && add_each(cli, all, period, figures, error));
}

static int
run(Cli *cli, GError **error)
{
    Period period;
    gboolean given;
    g_autoptr(GPtrArray) figures = g_ptr_array_new_with_free_func(free_figure);
    if (!read_period(cli, &period, &given, error) || !read_scope(cli, error) || !add_figures(cli, given ? &period : NULL, figures, error) ||
        (cli->print.format == PRINT_TEXT && !measure_kpi_subjects(&cli->measure, figures, error)))
        return -1;
    Document *document = document_new();
    document_fact(document, "as_of", value_instant(cli->now));
    document_add(document, present_figures(figures));
    return run_cli_print(cli, document, error);
}

/* The target that stands for any period: 5, 5..10, ..10 for programs, and in words. */
static void
add_target(Cli *cli, const KpiDefinition *kpi, Table *table)
{
    Figure *figure = figure_new(kpi->id);
    figure->unit = kpi->unit;
    figure->period = period_containing(PERIOD_MONTH, calendar_day_of(cli->profile->calendar, cli->now));
    gboolean has_target = measure_kpi_target(&cli->measure, figure, TRUE, NULL);
    g_autofree char *low = has_target && figure->has_low ? present_number(figure->target_low, 4, FALSE, FALSE) : NULL;
    g_autofree char *high = has_target && figure->has_high ? present_number(figure->target_high, 4, FALSE, FALSE) : NULL;
    g_autofree char *text = high != NULL ? g_strdup_printf("%s..%s", low != NULL ? low : "", high) : g_strdup(low);
    g_autofree char *words = has_target ? present_figure_target(figure, cli->print.swedish) : NULL;
    table_cell(table, value_text(text));
    table_cell(table, value_text(words));
    figure_free(figure);
}

/* "all account" in words. */
static Value *
scopes_words(const char *scopes)
{
    g_auto(GStrv) kinds = g_strsplit(scopes, " ", -1);
    Value *words = value_list();
    for (char **kind = kinds; *kind != NULL; kind++)
        value_append(words, value_text(present_scope_kind(*kind)));
    return words;
}

static int
run_list(Cli *cli, GError **error)
{
    Table *table = table_new("kpis");
    table_column(table, "id", _("Id"), COLUMN_SHOWN);
    table_column(table, "title", _("Figure"), COLUMN_WRAP);
    table_column(table, "unit", _("Unit"), COLUMN_SHOWN);
    table_column(table, "primary", _("Period"), COLUMN_SHOWN);
    table_column(table, "scopes", NULL, COLUMN_HIDDEN);
    table_column(table, "scopes_words", _("Scope"), COLUMN_PEOPLE | COLUMN_WRAP);
    table_column(table, "target", NULL, COLUMN_HIDDEN);
    table_column(table, "target_words", _("Target"), COLUMN_PEOPLE | COLUMN_RIGHT);
    table_column(table, "source", _("Source"), COLUMN_DETAIL);
    g_autoptr(GPtrArray) all = load_all(cli);
    for (guint i = 0; i < all->len; i++) {
        const KpiDefinition *kpi = all->pdata[i];
        table_row(table);
        table_cell(table, value_text(kpi->id));
        table_cell(table, value_text(_(kpi->title)));
        table_cell(table, value_text(kpi->unit));
        table_cell(table, value_text(kpi->primary));
        table_cell(table, value_text(kpi->scopes));
        table_cell(table, scopes_words(kpi->scopes));
        add_target(cli, kpi, table);
        table_cell(table, value_text(*kpi->source ? kpi->source : NULL));
    }
    return run_cli_print_table(cli, table, error);
}

static int
run_explain(Cli *cli, GError **error)
{
    Period period;
    gboolean given;
    g_autoptr(GPtrArray) all = load_all(cli);
    const KpiDefinition *kpi = find(run_cli_arg(cli, 0), all, error);
    if (kpi == NULL || !read_period(cli, &period, &given, error) || !read_scope(cli, error))
        return -1;
    g_autoptr(GPtrArray) figures = g_ptr_array_new_with_free_func(free_figure);
    if (!measure_kpi(&cli->measure, kpi, given ? &period : NULL, run_cli_option(cli, "scope"), figures, error))
        return -1;
    Table *rows = measure_kpi_explain(&cli->measure, kpi, given ? &period : NULL, run_cli_option(cli, "scope"), error);
    if (rows == NULL)
        return -1;
    g_autofree char *formula = config_fill(cli->profile->config, *kpi->formula ? _(kpi->formula) : "");
    Document *document = document_new();
    document_fact(document, "as_of", value_instant(cli->now));
    document_fact(document, "id", value_text(kpi->id));
    document_fact(document, "title", value_text(_(kpi->title)));
    document_fact(document, "unit", value_text(kpi->unit));
    document_fact(document, "formula", value_text(*formula != '\0' ? formula : NULL));
    document_fact(document, "source", value_text(*kpi->source ? kpi->source : NULL));
    document_fact(document, "sql", value_text(measure_kpi_sql(kpi->id)));
    document_add(document, present_figures(figures));
    document_add(document, rows);
    return run_cli_print(cli, document, error);
}

const Command run_cmd_kpi = { "kpi", NEEDS_READ, 0, -1, "period= scope=", N_("[ID ...] [--period P] [--scope S]"), N_("Figures"), run };
const Command run_cmd_kpi_list = { "kpi list", NEEDS_READ, 0, 0, NULL, "", N_("The catalogue of figures"), run_list };
const Command run_cmd_kpi_explain = { "kpi explain", NEEDS_READ, 1, 1, "period= scope=", N_("ID [--period P] [--scope S]"),
                                  N_("Formula, source, SQL and the rows behind a figure"), run_explain };
