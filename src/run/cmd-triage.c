/* SPDX-License-Identifier: MIT
 * triage: unmatched senders, and what to do with them. */
#include "run/commands.h"
#include <glib/gi18n.h>
#include "base/address.h"
#include "base/error.h"
#include "keep/account.h"
#include "keep/hand.h"
#include "keep/row.h"
#include "measure/list.h"
#include "present/bus.h"
#include "run/heal.h"

static int
list(Cli *cli, GError **error)
{
    Table *table = measure_list_triage(&cli->measure, error);
    return table != NULL ? run_cli_print_table(cli, table, error) : -1;
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
    Cli *cli;
    const char *pattern, *decision; /* decision NULL = to be undone */
    gint64 account;
} Verdict;

/* A whole domain becomes the account's own; an address becomes a rule. */
static gboolean
assign_pattern(gpointer data, GError **error)
{
    const Verdict *verdict = data;
    KeepDb *db = verdict->cli->measure.db;
    return *verdict->pattern == '@' ? keep_account_add_domain(db, verdict->account, verdict->pattern + 1, error)
                                    : keep_hand_rule(db, verdict->pattern, verdict->account, verdict->cli->now, error);
}

/* What it would bring, or what it brought. */
static int
tell(Cli *cli, HealChange change, Verdict *verdict, Document *document, GError **error)
{
    gboolean dry_run = run_cli_flag(cli, "dry-run");
    if (run_heal(cli->engine, change, verdict, dry_run, document, error)) {
        if (!dry_run)
            present_bus_call("Changed", NULL, NULL);
        return run_cli_print(cli, document, error);
    }
    document_free(document);
    return -1;
}

static int
assign(Cli *cli, GError **error)
{
    g_autofree char *pattern = read_pattern(run_cli_arg(cli, 0), error);
    Verdict verdict = { .cli = cli, .pattern = pattern };
    if (pattern == NULL || !keep_row_need(cli->measure.db, "account", run_cli_arg(cli, 1), &verdict.account, error))
        return -1;
    Document *document = document_new();
    document_fact(document, "pattern", value_text(pattern));
    document_fact(document, "account", value_text(run_cli_arg(cli, 1)));
    return tell(cli, assign_pattern, &verdict, document, error);
}

static gboolean
note_decision(gpointer data, GError **error)
{
    const Verdict *verdict = data;
    return keep_hand_triage(verdict->cli->measure.db, verdict->pattern, verdict->decision, verdict->cli->now, error);
}

static int
decide(Cli *cli, const char *decision, GError **error)
{
    g_autofree char *pattern = read_pattern(run_cli_arg(cli, 0), error);
    Verdict verdict = { .cli = cli, .pattern = pattern, .decision = decision };
    if (pattern == NULL)
        return -1;
    Document *document = document_new();
    document_fact(document, "pattern", value_text(pattern));
    document_fact(document, "decision", value_text(decision));
    return tell(cli, note_decision, &verdict, document, error);
}

static int
ignore(Cli *cli, GError **error)
{
    return decide(cli, "ignore", error);
}

static int
never_log(Cli *cli, GError **error)
{
    return decide(cli, "never_log", error);
}

/* Of a domain that is the account's own, account edit is the way. */
static gboolean
undo_decision(gpointer data, GError **error)
{
    const Verdict *verdict = data;
    return keep_hand_undo(verdict->cli->measure.db, verdict->pattern, error);
}

static int
undo(Cli *cli, GError **error)
{
    g_autofree char *pattern = read_pattern(run_cli_arg(cli, 0), error);
    Verdict verdict = { .cli = cli, .pattern = pattern };
    if (pattern == NULL)
        return -1;
    Document *document = document_new();
    document_fact(document, "pattern", value_text(pattern));
    return tell(cli, undo_decision, &verdict, document, error);
}

const Command run_cmd_triage = { "triage", NEEDS_READ, 0, 0, NULL, "", N_("Unmatched senders, those that matter most first"), list };
const Command run_cmd_triage_assign = { "triage assign", NEEDS_WRITE, 2, 2, "dry-run", N_("ADDRESS|@DOMAIN ACCOUNT [--dry-run]"),
                                    N_("Give a sender to an account; what is stored follows"), assign };
const Command run_cmd_triage_ignore = { "triage ignore", NEEDS_WRITE, 1, 1, "dry-run", N_("ADDRESS|@DOMAIN [--dry-run]"), N_("Do not ask about a sender again"), ignore };
const Command run_cmd_triage_never_log = { "triage never-log", NEEDS_WRITE, 1, 1, "dry-run", N_("ADDRESS|@DOMAIN [--dry-run]"),
                                       N_("Log nothing of a sender, and forget what is stored"), never_log };
const Command run_cmd_triage_undo = { "triage undo", NEEDS_WRITE, 1, 1, "dry-run", N_("ADDRESS|@DOMAIN [--dry-run]"),
                                      N_("Take back what was decided of a sender"), undo };
