/* SPDX-License-Identifier: MIT
 * triage: unmatched senders, and what to do with them. */
#include "run/commands.h"
#include <glib/gi18n.h>
#include <unistd.h>
#include "base/address.h"
#include "keep/row.h"
#include "measure/list.h"
#include "present/bus.h"
#include "run/ask.h"
#include "run/triage.h"

/* At a terminal they are asked about one by one; a pipe, another format, --all and --list get the list. */
static int
list(Cli *cli, GError **error)
{
    gboolean all = run_cli_flag(cli, "all");
    Table *table = measure_list_triage(&cli->measure, all, error);
    if (table == NULL)
        return -1;
    gboolean is_talk = !all && !run_cli_flag(cli, "list") && cli->print.format == PRINT_TEXT && table->rows->len > 0 && run_ask_can() &&
                       isatty(STDOUT_FILENO);
    if (!is_talk)
        return run_cli_print_table(cli, table, error);
    int status = run_triage_talk(cli, table, error);
    table_free(table);
    return status;
}

/* An address, or @domain, in canonical form. */
static char *
read_pattern(const char *text, GError **error)
{
    char *pattern = NULL;
    if (*text == '@') {
        g_autofree char *domain = domain_canonical(text + 1);
        pattern = domain != NULL ? g_strconcat("@", domain, NULL) : NULL;
    } else {
        pattern = address_canonical(text);
    }
    if (pattern == NULL)
        run_cli_misuse(error, _("%s: neither an address nor @domain"), text);
    return pattern;
}

typedef struct {
    Engine *engine;
    const TriageDecision *decision;
} Change;

static gboolean
apply(gpointer data, GError **error)
{
    const Change *change = data;
    return run_triage_apply(change->engine, change->decision, error);
}

/* The id that the account will have. */
static gboolean
add_account(Cli *cli, TriageKind kind, const char *account, Document *document, GError **error)
{
    g_autofree char *id = kind == TRIAGE_NEW ? keep_row_new_id(cli->measure.db, "account", error) : g_strdup(account);
    if (id == NULL)
        return kind != TRIAGE_NEW;
    document_fact(document, "account", value_text(id));
    if (kind == TRIAGE_NEW)
        document_fact(document, "name", value_text(account));
    return TRUE;
}

/* What it would bring, or what it brought. ACCOUNT and WORD (may be NULL) are facts of the answer. */
static int
decide(Cli *cli, TriageKind kind, const char *account, const char *word, GError **error)
{
    g_autofree char *pattern = read_pattern(run_cli_arg(cli, 0), error), *name = g_strdup(account);
    gboolean dry_run = run_cli_flag(cli, "dry-run");
    const TriageDecision decision = { kind, pattern, name };
    Change change = { cli->engine, &decision };
    if (pattern == NULL)
        return -1;
    g_autoptr(Document) document = document_new();
    document_fact(document, "pattern", value_text(pattern));
    if (!add_account(cli, kind, account, document, error))
        return -1;
    if (word != NULL)
        document_fact(document, "decision", value_text(word));
    if (!run_heal(cli->engine, apply, &change, dry_run, document, error))
        return -1;
    if (!dry_run)
        present_bus_call("Changed", NULL, NULL);
    return run_cli_print(cli, g_steal_pointer(&document), error);
}

static int
assign(Cli *cli, GError **error)
{
    const char *account = run_cli_arg(cli, 1), *name = run_cli_option(cli, "new");
    if ((account != NULL) == (name != NULL) || (name != NULL && *name == '\0'))
        return run_cli_misuse(error, "%s", _("name an account that is there, or a new one with --new"));
    return decide(cli, name != NULL ? TRIAGE_NEW : TRIAGE_ASSIGN, name != NULL ? name : account, NULL, error);
}

static int
ignore(Cli *cli, GError **error)
{
    return decide(cli, TRIAGE_IGNORE, NULL, "ignore", error);
}

static int
never_log(Cli *cli, GError **error)
{
    return decide(cli, TRIAGE_NEVER, NULL, "never_log", error);
}

static int
undo(Cli *cli, GError **error)
{
    return decide(cli, TRIAGE_UNDO, NULL, NULL, error);
}

const Command run_cmd_triage = { "triage", NEEDS_READ, 0, 0, "all list", N_("[--all] [--list]"), N_("Unmatched senders, those that matter most first"), list };
const Command run_cmd_triage_assign = { "triage assign", NEEDS_WRITE, 1, 2, "new= dry-run", N_("ADDRESS|@DOMAIN ACCOUNT|--new NAME [--dry-run]"),
                                    N_("Give a sender to an account; what is stored follows"), assign };
const Command run_cmd_triage_ignore = { "triage ignore", NEEDS_WRITE, 1, 1, "dry-run", N_("ADDRESS|@DOMAIN [--dry-run]"),
                                        N_("Do not ask about a sender again"), ignore };
const Command run_cmd_triage_never_log = { "triage never-log", NEEDS_WRITE, 1, 1, "dry-run", N_("ADDRESS|@DOMAIN [--dry-run]"),
                                       N_("Log nothing of a sender, and forget what is stored"), never_log };
const Command run_cmd_triage_undo = { "triage undo", NEEDS_WRITE, 1, 1, "dry-run", N_("ADDRESS|@DOMAIN [--dry-run]"),
                                      N_("Take back what was decided of a sender"), undo };
