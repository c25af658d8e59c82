/* SPDX-License-Identifier: MIT
 * import KIND FILE: a CSV file, whole or not at all. */
#include "run/commands.h"
#include <glib/gi18n.h>
#include "present/bus.h"
#include "run/import.h"

static int
run(Cli *cli, GError **error)
{
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    ImportSummary summary = { 0 };
    gboolean dry_run = run_cli_flag(cli, "dry-run");
    gboolean good = run_import(cli->engine, run_cli_arg(cli, 0), run_cli_arg(cli, 1), dry_run, problems, &summary, error);
    for (guint i = 0; i < problems->len; i++)
        g_printerr("%s\n", (char *)problems->pdata[i]);
    if (!good)
        return -1;
    if (!dry_run && !run_engine_settle_all(cli->engine, error))
        return -1;
    if (!dry_run)
        present_bus_call("Changed", NULL, NULL);
    if (cli->print.format == PRINT_TEXT) {
        run_cli_say(cli, dry_run ? _("%s: %u rows are good, %u of them new, %u known; nothing was written") : _("%s: %u rows taken, %u of them new, %u updated"),
                run_cli_arg(cli, 0), (guint)summary.rows, (guint)summary.created, (guint)summary.updated);
        return EXIT_DONE;
    }
    Document *document = document_new();
    document_fact(document, "kind", value_text(run_cli_arg(cli, 0)));
    document_fact(document, "rows", value_int(summary.rows));
    document_fact(document, "created", value_int(summary.created));
    document_fact(document, "updated", value_int(summary.updated));
    document_fact(document, "dry_run", value_bool(dry_run));
    return run_cli_print(cli, document, error);
}

const Command run_cmd_import = { "import", NEEDS_WRITE, 2, 2, "dry-run", N_("KIND FILE [--dry-run]"), N_("Take a CSV file, whole or not at all"), run };
