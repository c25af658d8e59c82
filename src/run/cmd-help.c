/* SPDX-License-Identifier: MIT
 * help: every command in a line each, or one command. */
#include "run/commands.h"
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

static void
print_command(const Command *command)
{
    g_autofree char *call = g_strdup_printf("%s %s", command->name, *command->usage != '\0' ? _(command->usage) : "");
    int blanks = MAX(54 - (int)g_utf8_strlen(g_strchomp(call), -1), 0); /* printf pads by bytes, and Swedish has more of them */
    printf("  %s%*s %s\n", call, blanks, "", _(command->help));
}

/* TRUE if NAME is WORDS or begins with them as whole words. */
static gboolean
begins_with(const char *name, const char *words)
{
    gsize length = strlen(words);
    return strncmp(name, words, length) == 0 && (name[length] == '\0' || name[length] == ' ');
}

static int
run(Cli *cli, GError **error)
{
    run_profile_speak(run_profile_is_swedish(NULL, cli->lang));
    g_autofree char *wanted = cli->args->len > 0 ? g_strjoinv(" ", (char **)cli->args->pdata) : g_strdup("");
    guint shown = 0;
    if (*wanted == '\0')
        printf("%s\n\n", _("usage: cadens [--config FILE] [--now T] [--format text|json|csv] [--lang sv|en] COMMAND ..."));
    for (const Command *const *command = run_commands; *command != NULL; command++)
        if (*wanted == '\0' || begins_with((*command)->name, wanted)) {
            print_command(*command);
            shown++;
        }
    return shown > 0 ? EXIT_DONE : run_cli_misuse(error, _("no command %s; `cadens help` lists them"), wanted);
}

const Command run_cmd_help = { "help", NEEDS_NOTHING, 0, 2, NULL, N_("[COMMAND]"), N_("This list"), run };
