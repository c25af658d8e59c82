/* SPDX-License-Identifier: MIT
 * import KIND FILE: a CSV file, whole or not at all. */
#include "run/commands.h"
#include <glib/gi18n.h>
#include "present/bus.h"
#include "run/heal.h"
#include "run/import.h"
#include "run/import-difference.h"

#define SHOWN_MAX 40 /* changes that a person sees */

typedef struct {
    Cli *cli;
    GPtrArray *problems;
    ImportSummary summary;
    gboolean dry_run;
    Table *changes; /* of a dry run, owned */
    guint changed;
} Import;

static gboolean
take(gpointer data, GError **error)
{
    Import *import = data;
    Cli *cli = import->cli;
    const char *kind = run_cli_arg(cli, 0);
    gboolean is_compared = import->dry_run && g_strv_contains(run_import_kinds(), kind);
    g_autoptr(Table) before = is_compared ? run_import_difference_read(&cli->measure, kind, error) : NULL;
    if ((is_compared && before == NULL) || !run_import(cli->engine, kind, run_cli_arg(cli, 1), run_cli_option(cli, "map"), import->problems,
                                                       &import->summary, error))
        return FALSE;
    g_autoptr(Table) after = is_compared ? run_import_difference_read(&cli->measure, kind, error) : NULL;
    if (after != NULL)
        import->changes = run_import_difference(before, after, calendar_zone(cli->profile->calendar), &import->changed);
    return !is_compared || after != NULL;
}

static gboolean
has_changes(const Document *document)
{
    static const char *const keys[] = { "added", "removed", "moved", "changed", "reclassified", "erased", "meetings" };
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++)
        if (value_get(document->facts, keys[i])->i != 0)
            return TRUE;
    return FALSE;
}

/* "a, b"; NULL of nothing. Caller frees. */
static char *
joined(const GPtrArray *words)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; words != NULL && i < words->len; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? ", " : "", (const char *)words->pdata[i]);
    return g_string_free(text, words == NULL || words->len == 0);
}

/* What else a person would want to know. */
static void
tell_more(Cli *cli, const ImportSummary *summary)
{
    g_autofree char *missing = joined(summary->missing), *outside = joined(summary->outside);
    if (summary->left_out > 0)
        run_cli_say(cli, ngettext("The map leaves out %u row.", "The map leaves out %u rows.", summary->left_out), summary->left_out);
    if (missing != NULL)
        run_cli_say(cli, _("The file has nothing for %s; left alone."), missing);
    if (outside != NULL)
        run_cli_say(cli, _("Outside %s employees: %s."), config_text(cli->profile->config, "import", "employees"), outside);
}

/* A person sees the first of many. */
static void
cut_changes(Cli *cli, Table *changes)
{
    guint all = changes->rows->len;
    if (cli->print.format != PRINT_TEXT || all <= SHOWN_MAX)
        return;
    g_ptr_array_set_size(changes->rows, SHOWN_MAX);
    run_cli_say(cli, _("The first %u of %u changes; --format json or csv shows all."), SHOWN_MAX, all);
}

static void
add_facts(Cli *cli, const Import *import, Document *document)
{
    document_fact(document, "kind", value_text(run_cli_arg(cli, 0)));
    document_fact(document, "rows", value_int(import->summary.rows));
    document_fact(document, "created", value_int(import->summary.created));
    document_fact(document, "updated", value_int(import->summary.updated));
    document_fact(document, "left_out", value_int(import->summary.left_out));
    Value *outside = value_list();
    for (guint i = 0; import->summary.outside != NULL && i < import->summary.outside->len; i++)
        value_append(outside, value_text(import->summary.outside->pdata[i]));
    document_fact(document, "outside", outside);
    if (import->dry_run)
        document_fact(document, "differ", value_int(import->changed));
    else
        document_fact(document, "dry_run", value_bool(FALSE));
}

/* A dry run's DOCUMENT holds what would follow for what is stored; a person sees that only when something would. */
static int
tell(Cli *cli, Import *import, Document *document, GError **error)
{
    g_autoptr(Document) answer = document;
    const ImportSummary *summary = &import->summary;
    if (import->dry_run)
        run_cli_say(cli, _("%s: %u rows are good, %u of them new, %u known, of which %u would change; nothing was written"),
                    run_cli_arg(cli, 0), summary->rows, summary->created, summary->updated, import->changed);
    else
        run_cli_say(cli, _("%s: %u rows taken, %u of them new, %u updated"), run_cli_arg(cli, 0), summary->rows, summary->created,
                    summary->updated);
    tell_more(cli, summary);
    if (cli->print.format != PRINT_TEXT)
        add_facts(cli, import, answer);
    else if (!import->dry_run)
        return EXIT_DONE;
    else if (!has_changes(answer)) {
        document_free(g_steal_pointer(&answer));
        answer = document_new();
    }
    if (import->changes != NULL) {
        cut_changes(cli, import->changes);
        if (cli->print.format != PRINT_TEXT || import->changes->rows->len > 0)
            document_add(answer, g_steal_pointer(&import->changes));
    }
    if (cli->print.format == PRINT_TEXT && answer->tables->len == 0)
        return EXIT_DONE;
    return run_cli_print(cli, g_steal_pointer(&answer), error);
}

/* The rows and what follows from them for what is stored already, in one transaction; a dry run tells both and keeps neither. */
static int
run(Cli *cli, GError **error)
{
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    Import import = { .cli = cli, .problems = problems, .dry_run = run_cli_flag(cli, "dry-run") };
    g_autoptr(Document) document = document_new();
    g_autoptr(GError) why = NULL;
    gboolean is_kind = g_strv_contains(run_import_kinds(), run_cli_arg(cli, 0));
    gboolean good = run_heal(cli->engine, take, &import, import.dry_run, import.dry_run ? document : NULL, &why);
    int status = good || is_kind ? -1 : run_cli_misuse(error, "%s", why->message);
    if (!good && is_kind)
        g_propagate_error(error, g_steal_pointer(&why));
    for (guint i = 0; i < problems->len; i++)
        g_printerr("%s\n", (char *)problems->pdata[i]);
    if (good && !import.dry_run)
        present_bus_call("Changed", NULL, NULL);
    if (good)
        status = tell(cli, &import, g_steal_pointer(&document), error);
    g_clear_pointer(&import.changes, table_free);
    run_import_summary_clear(&import.summary);
    return status;
}

const Command run_cmd_import = { "import", NEEDS_WRITE, 2, 2, "dry-run map=", N_("KIND FILE [--map MAP] [--dry-run]"),
    N_("Take a CSV file, whole or not at all"), run };
