/* SPDX-License-Identifier: MIT
 * help: every command in a line each, or one command. */
#include "run/commands.h"
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* A call that leaves no room for what it does has that on the next line. */
static void
print_command(const Command *command)
{
    const int width = 54;
    g_autofree char *call = g_strdup_printf("%s %s", command->name, *command->usage != '\0' ? _(command->usage) : "");
    int length = (int)g_utf8_strlen(g_strchomp(call), -1); /* printf pads by bytes, and Swedish has more of them */
    if (length > width)
        printf("  %s\n  %*s %s\n", call, width, "", _(command->help));
    else
        printf("  %s%*s %s\n", call, width - length, "", _(command->help));
}

/* TRUE if NAME is WORDS or begins with them as whole words. */
static gboolean
begins_with(const char *name, const char *words)
{
    gsize length = strlen(words);
    return strncmp(name, words, length) == 0 && (name[length] == '\0' || name[length] == ' ');
}

static Table *
command_table(void)
{
    Table *table = table_new("commands");
    table_column(table, "command", NULL, COLUMN_SHOWN);
    table_column(table, "usage", NULL, COLUMN_SHOWN);
    table_column(table, "help", NULL, COLUMN_SHOWN);
    return table;
}

static void
add_command(Table *table, const Command *command)
{
    table_row(table);
    table_cell(table, value_text(command->name));
    table_cell(table, value_text(*command->usage != '\0' ? _(command->usage) : ""));
    table_cell(table, value_text(_(command->help)));
}

static int
run(Cli *cli, GError **error)
{
    run_profile_speak(run_cli_is_swedish(cli, NULL));
    g_autofree char *wanted = g_strjoin(cli->args->len > 1 ? " " : "", cli->args->len > 0 ? run_cli_arg(cli, 0) : "", run_cli_arg(cli, 1), NULL);
    gboolean is_text = cli->print.format == PRINT_TEXT;
    g_autoptr(Table) table = command_table();
    if (is_text && *wanted == '\0')
        printf("%s\n\n", _("usage: cadens [--config FILE] [--now T] [--format text|json|csv] [--lang sv|en] COMMAND ..."));
    for (const Command *const *command = run_commands; *command != NULL; command++)
        if (*wanted == '\0' || begins_with((*command)->name, wanted)) {
            add_command(table, *command);
            if (is_text)
                print_command(*command);
        }
    if (table->rows->len == 0)
        return run_cli_misuse(error, _("no command %s; `cadens help` lists them"), wanted);
    return is_text ? EXIT_DONE : run_cli_print_table(cli, g_steal_pointer(&table), error);
}

const Command run_cmd_help = { "help", NEEDS_NOTHING, 0, 2, NULL, N_("[COMMAND]"), N_("This list"), run };
