/* SPDX-License-Identifier: MIT
 * complete: what may stand next on a command line, for shells. Commands and options come from the command table, ids from the database. */
#include "run/commands.h"
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include "keep/row.h"
#include "measure/rule.h"
#include "run/import.h"

#define FILES ":files" /* the shell knows these better */

typedef struct {
    Cli *cli;
    GPtrArray *before;     /* of char*: the words before, without global options */
    const char *current, *config_file;
    const Command *command; /* the longest one that the words before begin with, or NULL */
    guint n_args;          /* words behind its name that are no options */
    const char *option;    /* whose value is wanted, or NULL */
    Table *found;
} Completion;

/* --- candidates ------------------------------------------------------------------------------------------------------------------- */

static void
offer(Completion *completion, const char *word, const char *help)
{
    if (!g_str_has_prefix(word, completion->current) && !g_str_equal(word, FILES))
        return;
    for (guint i = 0; i < completion->found->rows->len; i++)
        if (g_strcmp0(table_get(completion->found, i, "word")->t, word) == 0)
            return;
    table_row(completion->found);
    table_cell(completion->found, value_text(word));
    table_cell(completion->found, value_text(help));
}

static void
offer_words(Completion *completion, const char *words, const char *between)
{
    g_auto(GStrv) list = g_strsplit(words, between, -1);
    for (char **word = list; *word != NULL; word++)
        offer(completion, *word, NULL);
}

/* "Reply owed: Boll AB", of an item's rule and account (may be NULL). Caller frees. */
static char *
item_words(const char *rule_id, const char *account)
{
    const Rule *rule = measure_rule_find(rule_id);
    const char *label = rule != NULL ? _(rule->label) : rule_id;
    return account != NULL ? g_strdup_printf("%s: %s", label, account) : g_strdup(label);
}

/* Rows of (id, name), or of (id, rule, account). A database that is not there, or cannot be read, offers nothing. */
static void
offer_rows(Completion *completion, const char *sql)
{
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Profile) profile = run_profile_load(completion->config_file, completion->cli->lang, problems);
    g_autoptr(KeepDb) db = profile != NULL ? keep_db_open(profile->store_path, KEEP_READ_ONLY, NULL) : NULL;
    g_autoptr(KeepRows) rows = db != NULL ? keep_db_query_text(db, sql, NO_BIND, FALSE, NULL) : NULL;
    while (rows != NULL && keep_rows_next(rows, NULL)) {
        gboolean is_item = keep_rows_columns(rows) == 3;
        g_autofree char *name = is_item ? item_words(keep_rows_text(rows, 1), keep_rows_text(rows, 2)) : g_strdup(keep_rows_text(rows, 1));
        offer(completion, keep_rows_text(rows, 0), name);
    }
}

static void
offer_sources(Completion *completion)
{
    static const char *const sections[] = { "mailbox", "calendar" };
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Profile) profile = run_profile_load(completion->config_file, completion->cli->lang, problems);
    for (guint i = 0; profile != NULL && i < G_N_ELEMENTS(sections); i++)
        for (const char *const *name = config_sections(profile->config, sections[i]); name != NULL && *name != NULL; name++)
            offer(completion, *name, sections[i]);
}

static void
offer_kpis(Completion *completion)
{
    gsize n;
    const KpiDefinition *kpis = measure_kpi_catalogue(&n);
    for (gsize i = 0; i < n; i++)
        offer(completion, kpis[i].id, _(kpis[i].title));
}

static void
offer_kinds(Completion *completion)
{
    for (const char *const *kind = run_import_kinds(); *kind != NULL; kind++)
        offer(completion, *kind, NULL);
}

/* The next word of a command whose first ones stand from the FROM-th word on. */
static void
offer_commands(Completion *completion, guint from)
{
    g_autofree char *typed = g_strjoinv(" ", (char **)completion->before->pdata + from), *prefix = g_strconcat(typed, *typed != '\0' ? " " : "", NULL);
    for (const Command *const *command = run_commands; *command != NULL; command++) {
        if (!g_str_has_prefix((*command)->name, prefix))
            continue;
        const char *rest = (*command)->name + strlen(prefix);
        g_autofree char *word = g_strndup(rest, strcspn(rest, " "));
        offer(completion, word, strchr(rest, ' ') == NULL ? _((*command)->help) : NULL);
    }
}

/* --- what is wanted --------------------------------------------------------------------------------------------------------------- */

static const struct {
    const char *what; /* a word of a usage line, or the name of an option */
    const char *sql, *words;
} known[] = {
    { "ACCOUNT FROM INTO account", "SELECT ext_id, name FROM account ORDER BY id", NULL },
    { "CONTACT contact", "SELECT ext_id, full_name FROM contact ORDER BY id", NULL },
    { "LEAD lead", "SELECT ext_id, name FROM lead ORDER BY id", NULL },
    { "FOLLOW-UP", "SELECT ext_id, promise FROM follow_up WHERE status = 'open' ORDER BY due_at, id", NULL },
    { "STAGE stage", "SELECT code, name_sv FROM stage ORDER BY ord", NULL },
    { "service", "SELECT code, name FROM service ORDER BY code", NULL },
    { "source", "SELECT code, name FROM lead_source ORDER BY code", NULL },
    { "reason lost-reason", "SELECT code, name_sv FROM lost_reason ORDER BY code", NULL },
    { "owner user", "SELECT ext_id, name FROM app_user ORDER BY ext_id", NULL },
    { "ITEM", "SELECT CAST(s.id AS TEXT), s.rule_id, a.name FROM signal s LEFT JOIN account a ON a.id = s.account_id WHERE s.state IN ('open', 'ack', 'snoozed') "
              "ORDER BY s.severity DESC, s.id", NULL },
    { "TIER tier", "SELECT CAST(tier AS TEXT), label FROM tier_policy ORDER BY tier", NULL },
    { "OUTCOME", NULL, "held no_show not_held assumed_held" },
    { "PURPOSE", NULL, "first demo check_in qbr strategic annual expansion delivery other" },
    { "REVIEW also", NULL, "check_in qbr strategic annual" },
    { "FILE ca-file password-file config", NULL, FILES },
    { "format", NULL, "text json csv xlsx" },
    { "lang", NULL, "sv en" },
};

static gboolean
is_among(const char *list, const char *word)
{
    g_auto(GStrv) words = g_strsplit(list, " ", -1);
    return g_strv_contains((const char *const *)words, word);
}

static void
offer_what(Completion *completion, const char *what)
{
    if (strchr(what, '|') != NULL && !g_ascii_isupper(*what))
        offer_words(completion, what, "|");
    for (guint i = 0; i < G_N_ELEMENTS(known); i++) {
        if (!is_among(known[i].what, what))
            continue;
        if (known[i].sql != NULL)
            offer_rows(completion, known[i].sql);
        else
            offer_words(completion, known[i].words, " ");
    }
}

/* The N-th argument of the usage line "ACCOUNT KIND [--held D]"; one that repeats ("[ID ...]") is every further one. Caller frees. */
static char *
argument_of(const Command *command, guint n)
{
    g_auto(GStrv) words = g_strsplit(command->usage, " ", -1);
    char *last = NULL;
    for (char **word = words; *word != NULL && !g_str_has_prefix(*word, "[--") && !g_str_has_prefix(*word, "--"); word++) {
        if (g_str_has_prefix(*word, "...") && last != NULL)
            return last;
        g_free(last);
        last = g_strdelimit(g_strdup(*word), "[]", ' ');
        g_strstrip(last);
        if (n-- == 0 && !(word[1] != NULL && g_str_has_prefix(word[1], "...")))
            return last;
    }
    g_free(last);
    return NULL;
}

/* One word of a usage line means different things of different commands. */
static void
offer_argument(Completion *completion)
{
    const Command *command = completion->command;
    g_autofree char *what = argument_of(command, completion->n_args);
    if (what == NULL)
        return;
    if (g_str_equal(what, "KIND") || g_str_has_prefix(what, "KIND|"))
        g_str_has_prefix(command->name, "review") ? offer_what(completion, "REVIEW") : offer_kinds(completion);
    else if (g_str_equal(what, "ID"))
        g_str_has_prefix(command->name, "kpi") ? offer_kpis(completion) : offer_what(completion, "ITEM");
    else if (g_str_equal(what, "SOURCE"))
        offer_sources(completion);
    else if (g_str_equal(what, "COMMAND"))
        offer_commands(completion, 1);
    else
        offer_what(completion, what);
}

static void
offer_options(Completion *completion)
{
    const char *options = completion->command != NULL && completion->command->options != NULL ? completion->command->options : "";
    g_auto(GStrv) words = g_strsplit(options, " ", -1);
    for (char **word = words; *word != NULL; word++) {
        g_autofree char *name = g_strdelimit(g_strdup(*word), "=", '\0'), *option = g_strconcat("--", name, NULL);
        if (*name != '\0')
            offer(completion, option, NULL);
    }
    offer_words(completion, "--config --now --format --lang --help --version", " ");
}

/* --- reading the line ------------------------------------------------------------------------------------------------------------- */

static gboolean
takes_value(const Command *command, const char *name)
{
    g_autofree char *wanted = g_strconcat(name, "=", NULL);
    return command != NULL && command->options != NULL && is_among(command->options, wanted);
}

/* Global options may stand anywhere, and are not part of the command. */
static void
read_line(Completion *completion, char *const *words, guint n)
{
    for (guint i = 0; i < n; i++) {
        const char *name = g_str_has_prefix(words[i], "--") ? words[i] + 2 : "";
        gboolean is_global = is_among("config now format lang", name);
        if (is_global && i + 1 == n)
            completion->option = name;
        else if (is_global && g_str_equal(name, "config"))
            completion->config_file = words[i + 1];
        else if (!is_global && !g_str_has_prefix(name, "config=") && !g_str_has_prefix(name, "format="))
            g_ptr_array_add(completion->before, words[i]);
        i += is_global;
    }
    g_ptr_array_add(completion->before, NULL);
}

static guint
find_command(Completion *completion)
{
    gsize longest = 0;
    g_autofree char *line = g_strjoinv(" ", (char **)completion->before->pdata);
    for (const Command *const *command = run_commands; *command != NULL; command++) {
        gsize length = strlen((*command)->name);
        if (length <= longest || strncmp(line, (*command)->name, length) != 0 || (line[length] != '\0' && line[length] != ' '))
            continue;
        longest = length;
        completion->command = *command;
    }
    return completion->command == NULL ? 0 : strchr(completion->command->name, ' ') != NULL ? 2 : 1;
}

static void
read_arguments(Completion *completion, guint from)
{
    for (guint i = from; completion->before->pdata[i] != NULL; i++) {
        const char *word = completion->before->pdata[i];
        gboolean is_option = g_str_has_prefix(word, "--");
        gboolean wants_value = is_option && takes_value(completion->command, word + 2);
        completion->n_args += !is_option;
        if (!wants_value)
            continue;
        if (completion->before->pdata[i + 1] == NULL) {
            completion->option = word + 2;
            return;
        }
        i++;
    }
}

static void
complete(Completion *completion)
{
    guint used = find_command(completion);
    if (completion->command != NULL && completion->option == NULL)
        read_arguments(completion, used);
    if (completion->option != NULL) {
        offer_what(completion, completion->option);
        return;
    }
    if (g_str_has_prefix(completion->current, "-")) {
        offer_options(completion);
        return;
    }
    offer_commands(completion, 0);
    if (completion->command != NULL)
        offer_argument(completion);
}

static void
print_lines(const Table *found)
{
    for (guint i = 0; i < found->rows->len; i++) {
        const char *help = table_get(found, i, "help")->t;
        printf("%s%s%s\n", table_get(found, i, "word")->t, help != NULL ? "\t" : "", help != NULL ? help : "");
    }
}

static int
run(Cli *cli, GError **error)
{
    guint n = cli->args->len;
    g_autoptr(GPtrArray) before = g_ptr_array_new();
    g_autoptr(Table) found = table_new("candidates");
    table_column(found, "word", NULL, COLUMN_SHOWN);
    table_column(found, "help", NULL, COLUMN_SHOWN);
    Completion completion = { .cli = cli, .before = before, .current = n > 0 ? run_cli_arg(cli, n - 1) : "", .config_file = cli->config_file, .found = found };
    read_line(&completion, (char *const *)cli->args->pdata, n > 0 ? n - 1 : 0);
    complete(&completion);
    if (cli->print.format != PRINT_TEXT)
        return run_cli_print_table(cli, g_steal_pointer(&found), error);
    print_lines(found);
    return EXIT_DONE;
}

const Command run_cmd_complete = { "complete", NEEDS_NOTHING, 0, -1, NULL, N_("-- [WORD ...]"), N_("What may stand next, for the completion of shells"), run };
