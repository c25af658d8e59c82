/* SPDX-License-Identifier: MIT
 * help: every command in a line each, or one command. */
#include "run/commands.h"
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* What the commands of one noun are about. */
static const struct {
    const char *noun, *about;
} nouns[] = {
    {"meeting", N_("How a meeting went, what it was for, whether it is prepared")},
    {"touchpoint", N_("Put a message or meeting on an account by hand, or take it off")},
    {"account", N_("Companies: customers, prospects, partners")},
    {"contact", N_("People at the accounts")},
    {"lead", N_("Possible business and its way through the stages")},
    {"follow-up", N_("What we promised, and until when")},
    {"review", N_("Business reviews: held, planned, due")},
    {"signal", N_("What you noticed and no letter says: risks of a lead, signs of an account")},
    {"competitor", N_("Competitors, and how their names are spelt")},
    {"proposal", N_("Proposals and what became of them")},
    {"referral", N_("Who recommended us to whom")},
    {"project", N_("Projects and their delivery")},
    {"invoice", N_("Invoices, line by line")},
    {"subscription", N_("Subscriptions, their users and prices over time")},
    {"cost", N_("What the sources of leads cost")},
    {"survey", N_("Answers of customers: NPS, CSAT")},
    {"target", N_("Targets of the key figures")},
    {"service", N_("What we sell")},
    {"stage", N_("Stages of the pipeline")},
    {"tier", N_("Levels of customers")},
    {"review-policy", N_("How often customers of a level are reviewed")},
    {"source", N_("Where leads come from")},
    {"report", N_("How the business does, by day, week, month, quarter, year")},
    {"config", N_("The configuration: every option, every mistake")},
};

static void
print_line(const char *call, const char *about)
{
    const int width = 54;
    int length = (int)g_utf8_strlen(call, -1); /* printf pads by bytes, and Swedish has more of them */
    if (length > width)
        printf("  %s\n  %*s %s\n", call, width, "", about); /* no room beside it */
    else
        printf("  %s%*s %s\n", call, width - length, "", about);
}

static void
print_command(const Command *command)
{
    g_autofree char *call = g_strdup_printf("%s %s", command->name, run_cli_usage(command));
    print_line(g_strchomp(call), _(command->help));
}

static const char *
about_noun(const char *noun)
{
    for (gsize i = 0; i < G_N_ELEMENTS(nouns); i++)
        if (g_str_equal(nouns[i].noun, noun))
            return _(nouns[i].about);
    return "";
}

/* TRUE if NAME is WORDS or begins with them as whole words. */
static gboolean
begins_with(const char *name, const char *words)
{
    gsize length = strlen(words);
    return strncmp(name, words, length) == 0 && (name[length] == '\0' || name[length] == ' ');
}

/* "lead list|show|add": the commands from FIRST on that share its first word in one line, or FIRST alone as it is. Returns what follows. */
static const Command *const *
print_noun(const Command *const *first)
{
    g_auto(GStrv) words = g_strsplit((*first)->name, " ", 2);
    g_autoptr(GString) verbs = g_string_new(NULL);
    const Command *const *command = first;
    for (; *command != NULL && begins_with((*command)->name, words[0]); command++)
        if (!g_str_equal((*command)->name, words[0]))
            g_string_append_printf(verbs, "%s%s", verbs->len > 0 ? "|" : "", (*command)->name + strlen(words[0]) + 1);
    if (command - first == 1) {
        print_command(*first);
        return command;
    }
    gboolean is_command = g_str_equal((*first)->name, words[0]); /* by itself, too */
    g_autofree char *call = g_strdup_printf(is_command ? "%s [%s]" : "%s %s", words[0], verbs->str);
    print_line(call, is_command ? _((*first)->help) : about_noun(words[0]));
    return command;
}

static void
print_overview(void)
{
    printf("%s\n\n", _("usage: cadens [--config FILE] [--now T] [--format text|json|csv|xlsx] [--lang sv|en] COMMAND ..."));
    for (const Command *const *command = run_commands; *command != NULL;)
        command = print_noun(command);
    printf("\n%s\n", _("`cadens help COMMAND` says how one is called (`cadens help lead`); `man cadens` says it all."));
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
    table_cell(table, value_text(run_cli_usage(command)));
    table_cell(table, value_text(_(command->help)));
}

static int
run(Cli *cli, GError **error)
{
    g_autofree char *wanted = g_strjoin(cli->args->len > 1 ? " " : "", cli->args->len > 0 ? run_cli_arg(cli, 0) : "", run_cli_arg(cli, 1), NULL);
    gboolean is_text = cli->print.format == PRINT_TEXT;
    g_autoptr(Table) table = command_table();
    if (is_text && *wanted == '\0') {
        print_overview();
        return EXIT_DONE;
    }
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
