/* SPDX-License-Identifier: MIT
 * import KIND FILE: a CSV file, whole or not at all. */
#include "run/commands.h"
#include <glib/gi18n.h>
#include "present/bus.h"
#include "run/heal.h"
#include "run/import.h"

typedef struct {
    Cli *cli;
    GPtrArray *problems;
    ImportSummary summary;
} Import;

static gboolean
take(gpointer data, GError **error)
{
    Import *import = data;
    Cli *cli = import->cli;
    return run_import(cli->engine, run_cli_arg(cli, 0), run_cli_arg(cli, 1), import->problems, &import->summary, error);
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

/* DIFFERENCE (taken) is there after a dry run. A person sees it only when what is stored would change. */
static int
tell(Cli *cli, const ImportSummary *summary, Document *difference, GError **error)
{
    g_autoptr(Document) document = difference != NULL ? difference : document_new();
    run_cli_say(cli, difference != NULL ? _("%s: %u rows are good, %u of them new, %u known; nothing was written")
                                        : _("%s: %u rows taken, %u of them new, %u updated"),
                run_cli_arg(cli, 0), (guint)summary->rows, (guint)summary->created, (guint)summary->updated);
    if (cli->print.format == PRINT_TEXT && (difference == NULL || !has_changes(difference)))
        return EXIT_DONE;
    if (cli->print.format != PRINT_TEXT) {
        document_fact(document, "kind", value_text(run_cli_arg(cli, 0)));
        document_fact(document, "rows", value_int(summary->rows));
        document_fact(document, "created", value_int(summary->created));
        document_fact(document, "updated", value_int(summary->updated));
        if (difference == NULL)
            document_fact(document, "dry_run", value_bool(FALSE));
    }
    return run_cli_print(cli, g_steal_pointer(&document), error);
}

/* The rows and what follows from them for what is stored already, in one transaction; a dry run tells both and keeps neither. */
static int
run(Cli *cli, GError **error)
{
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    Import import = { cli, problems, { 0 } };
    gboolean dry_run = run_cli_flag(cli, "dry-run");
    g_autoptr(Document) difference = dry_run ? document_new() : NULL;
    gboolean good = run_heal(cli->engine, take, &import, dry_run, difference, error);
    for (guint i = 0; i < problems->len; i++)
        g_printerr("%s\n", (char *)problems->pdata[i]);
    if (!good)
        return -1;
    if (!dry_run)
        present_bus_call("Changed", NULL, NULL);
    return tell(cli, &import.summary, g_steal_pointer(&difference), error);
}

const Command run_cmd_import = { "import", NEEDS_WRITE, 2, 2, "dry-run", N_("KIND FILE [--dry-run]"), N_("Take a CSV file, whole or not at all"), run };
