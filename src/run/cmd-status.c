/* SPDX-License-Identifier: MIT
 * status: is every source read? */
#include "run/commands.h"
#include <glib/gi18n.h>
#include <stdio.h>
#include "measure/list.h"

static guint
count_failing(const Table *table)
{
    guint failing = 0;
    for (guint i = 0; i < table->rows->len; i++) {
        const Value *state = table_get(table, i, "state");
        failing += g_strcmp0(state->t, "failing") == 0 || g_strcmp0(state->t, "needs_attention") == 0;
    }
    return failing;
}

/* One line for a status bar: what is open, and whether something is wrong (waybar-custom(5)). */
static int
print_waybar(Cli *cli, guint failing, GError **error)
{
    gint64 open = 0;
    if (!keep_db_int(cli->measure.db, "SELECT COUNT(*) FROM signal WHERE state = 'open' AND severity >= 1", NO_BIND, &open, NULL, error))
        return -1;
    const char *class = failing > 0 ? "failing" : open > 0 ? "due" : "quiet";
    printf("{\"text\": \"%d\", \"tooltip\": \"%d due, %u sources failing\", \"class\": \"%s\"}\n", (int)open, (int)open, failing, class);
    return EXIT_DONE;
}

static int
run(Cli *cli, GError **error)
{
    Table *table = measure_list_sources(&cli->measure, error);
    if (table == NULL)
        return -1;
    guint failing = count_failing(table);
    int status = EXIT_DONE;
    if (cli->format != NULL && g_str_equal(cli->format, "waybar")) {
        status = print_waybar(cli, failing, error);
        table_free(table);
    } else {
        status = run_cli_print_table(cli, table, error);
    }
    return status == EXIT_DONE && failing > 0 ? EXIT_NOTHING : status;
}

const Command run_cmd_status = { "status", NEEDS_READ, 0, 0, NULL, "[--format waybar]", N_("Each source: state, last success, error"), run };
