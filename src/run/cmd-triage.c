/* SPDX-License-Identifier: MIT
 * triage: unmatched senders, and what to do with them. */
#include "run/commands.h"
#include <glib/gi18n.h>
#include "base/address.h"
#include "base/error.h"
#include "keep/account.h"
#include "keep/hand.h"
#include "measure/list.h"
#include "run/entry.h"

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

/* A whole domain becomes the account's own; an address becomes a rule. */
static gboolean
assign_pattern(Cli *cli, const char *pattern, gint64 account, GError **error)
{
    KeepDb *db = cli->measure.db;
    return *pattern == '@' ? keep_account_add_domain(db, account, pattern + 1, error) : keep_hand_rule(db, pattern, account, cli->now, error);
}

static gint64
count_touchpoints(Cli *cli, gint64 account, GError **error)
{
    gint64 rows = 0;
    keep_db_int(cli->measure.db, "SELECT COUNT(*) FROM touchpoint WHERE account_id = :id", BIND(KI("id", account)), &rows, NULL, error);
    return rows;
}

/* The dry run does it all and takes it back: what it says is what would happen. */
static int
assign(Cli *cli, GError **error)
{
    gint64 account;
    gboolean dry_run = run_cli_flag(cli, "dry-run");
    g_autofree char *pattern = read_pattern(run_cli_arg(cli, 0), error);
    if (pattern == NULL || !keep_row_need(cli->measure.db, "account", run_cli_arg(cli, 1), &account, error))
        return -1;
    gint64 before = count_touchpoints(cli, account, error);
    if (*error != NULL || !keep_db_begin(cli->measure.db, error))
        return -1;
    gboolean good = assign_pattern(cli, pattern, account, error) && run_engine_settle_all(cli->engine, error);
    gint64 after = good ? count_touchpoints(cli, account, error) : 0;
    if (good && !dry_run)
        good = keep_db_commit(cli->measure.db, error);
    else
        keep_db_rollback(cli->measure.db);
    if (!good || *error != NULL)
        return -1;
    Document *document = document_new();
    document_fact(document, "pattern", value_text(pattern));
    document_fact(document, "account", value_text(run_cli_arg(cli, 1)));
    document_fact(document, "touchpoints", value_int(after - before));
    document_fact(document, "dry_run", value_bool(dry_run));
    return run_cli_print(cli, document, error);
}

static int
decide(Cli *cli, const char *decision, GError **error)
{
    g_autofree char *pattern = read_pattern(run_cli_arg(cli, 0), error);
    if (pattern == NULL || !keep_hand_triage(cli->measure.db, pattern, decision, cli->now, error))
        return -1;
    return run_entry_done(cli, pattern, run_entry_settle(cli, error));
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

const Command run_cmd_triage = { "triage", NEEDS_READ, 0, 0, NULL, "", N_("Unmatched senders, those that matter most first"), list };
const Command run_cmd_triage_assign = { "triage assign", NEEDS_WRITE, 2, 2, "dry-run", N_("ADDRESS|@DOMAIN ACCOUNT [--dry-run]"),
                                    N_("Give a sender to an account; what is stored follows"), assign };
const Command run_cmd_triage_ignore = { "triage ignore", NEEDS_WRITE, 1, 1, NULL, N_("ADDRESS|@DOMAIN"), N_("Do not ask about a sender again"), ignore };
const Command run_cmd_triage_never_log = { "triage never-log", NEEDS_WRITE, 1, 1, NULL, N_("ADDRESS|@DOMAIN"),
                                       N_("Log nothing of a sender from now on"), never_log };
