/* SPDX-License-Identifier: MIT
 * touchpoint link, unlink, move, release; account merge; rematch: whose something is, said by hand, and history that follows. */
#include "run/commands.h"
#include <glib/gi18n.h>
#include "base/error.h"
#include "base/mail.h"
#include "keep/find.h"
#include "keep/link.h"
#include "keep/mail.h"
#include "keep/merge.h"
#include "keep/row.h"
#include "present/bus.h"
#include "run/follow.h"
#include "run/heal.h"

/* What is told afterwards, or would be. */
static int
tell(Cli *cli, Engine *engine, HealChange change, gpointer data, GError **error)
{
    gboolean dry_run = run_cli_flag(cli, "dry-run");
    Document *document = document_new();
    if (run_heal(engine, change, data, dry_run, document, error)) {
        if (!dry_run)
            present_bus_call("Changed", NULL, NULL);
        return run_cli_print(cli, document, error);
    }
    document_free(document);
    return -1;
}

/* --- one message or meeting ----------------------------------------------------------------------------------------------- */

typedef struct {
    Cli *cli;
    gint64 message_id, meeting_id; /* one of them */
    gint64 account;                /* 0 = not named */
    gint64 from;                   /* of a move: whose it was */
    const char *verdict;           /* "link", "reject", NULL = release */
} Link;

/* A touchpoint, which also names an account, or a message. */
static gboolean
find_linked(Cli *cli, const char *text, Link *ret, gint64 *ret_account, GError **error)
{
    g_autofree char *id = mail_id_bare(text);
    gint64 thread;
    KeepTouch touch;
    if (!keep_find_touchpoint(cli->measure.db, id, &touch, error))
        return FALSE;
    ret->message_id = touch.message_id;
    ret->meeting_id = touch.meeting_id;
    *ret_account = touch.account_id;
    if (touch.id != 0 && touch.message_id == 0 && touch.meeting_id == 0)
        return fail(error, FAIL_REFUSED, N_("%s: entered by hand or imported; no rule decides about it"), text);
    if (touch.id == 0 && !keep_find_message(cli->measure.db, id, &ret->message_id, &thread, error))
        return FALSE;
    return ret->message_id != 0 || ret->meeting_id != 0 || fail(error, FAIL_NOT_FOUND, N_("%s: no message and no touchpoint"), text);
}

/* The only account that the message has; with none or several the caller must say which. */
static gboolean
only_account(Cli *cli, const Link *link, gint64 *ret, GError **error)
{
    static const char ONLY[] = "SELECT CASE WHEN COUNT(*) = 1 THEN MIN(account_id) END FROM message_account WHERE message_id = :id";
    gboolean found = FALSE;
    if (!keep_db_int(cli->measure.db, ONLY, BIND(KI("id", link->message_id)), ret, &found, error))
        return FALSE;
    if (found)
        return TRUE;
    run_cli_misuse(error, "%s", _("say which account"));
    return FALSE;
}

static gboolean
put(const Link *link, gint64 account, const char *verdict, GError **error)
{
    KeepDb *db = link->cli->measure.db;
    gint64 now = link->cli->now;
    return link->message_id != 0 ? keep_link_put(db, link->message_id, account, verdict, now, error)
                                 : keep_link_meeting(db, link->meeting_id, account, verdict, now, error);
}

static gboolean
change_link(gpointer data, GError **error)
{
    const Link *link = data;
    return (link->from == 0 || put(link, link->from, "reject", error)) && put(link, link->account, link->verdict, error);
}

/* The account is named, or (OPTIONAL) it is the one the touch has. */
static int
run_link(Cli *cli, const char *verdict, gboolean is_move, gboolean optional, GError **error)
{
    Link link = { .cli = cli, .verdict = verdict };
    const char *account = run_cli_arg(cli, 1);
    gint64 own = 0;
    if (!find_linked(cli, run_cli_arg(cli, 0), &link, &own, error))
        return -1;
    if (account != NULL && !keep_row_need(cli->measure.db, "account", account, &link.account, error))
        return -1;
    if ((is_move || (account == NULL && optional)) && own == 0 && !only_account(cli, &link, &own, error))
        return -1;
    if (account == NULL)
        link.account = own;
    if (is_move && own == link.account)
        return fail(error, FAIL_REFUSED, "%s", _("it is that account's already")), -1;
    link.from = is_move ? own : 0;
    return tell(cli, cli->engine, change_link, &link, error);
}

static int
link_touchpoint(Cli *cli, GError **error)
{
    return run_link(cli, "link", FALSE, FALSE, error);
}

static int
unlink_touchpoint(Cli *cli, GError **error)
{
    return run_link(cli, "reject", FALSE, TRUE, error);
}

static int
move_touchpoint(Cli *cli, GError **error)
{
    return run_link(cli, "link", TRUE, FALSE, error);
}

static int
release_touchpoint(Cli *cli, GError **error)
{
    return run_link(cli, NULL, FALSE, TRUE, error);
}

/* --- accounts ----------------------------------------------------------------------------------------------------------------- */

typedef struct {
    Cli *cli;
    gint64 from, into;
} Merge;

static gboolean
merge(gpointer data, GError **error)
{
    const Merge *accounts = data;
    return keep_account_merge(accounts->cli->measure.db, accounts->from, accounts->into, accounts->cli->now, error);
}

static int
merge_accounts(Cli *cli, GError **error)
{
    Merge accounts = { .cli = cli };
    if (!keep_row_need(cli->measure.db, "account", run_cli_arg(cli, 0), &accounts.from, error) ||
        !keep_row_need(cli->measure.db, "account", run_cli_arg(cli, 1), &accounts.into, error))
        return -1;
    return tell(cli, cli->engine, merge, &accounts, error);
}

/* --- everything --------------------------------------------------------------------------------------------------------------- */

/* Also what the configuration says now and did not say when the verdicts were made. */
static gboolean
mark_everything(gpointer data, GError **error)
{
    static const char *const all[] = { "*", NULL };
    Engine *engine = data;
    return run_follow(run_engine_db(engine), run_engine_profile(engine), run_engine_now(engine), error) &&
           keep_thread_mark(run_engine_db(engine), all, NULL, error);
}

/* Opens the store itself: the ordinary way in would let it follow the configuration before anybody has seen what that does. */
static int
rematch(Cli *cli, GError **error)
{
    g_autoptr(Engine) engine = run_engine_open_as_it_is(cli->profile, cli->has_now ? cli->now : 0, error);
    return engine != NULL ? tell(cli, engine, mark_everything, engine, error) : -1;
}

const Command run_cmd_touchpoint_link = { "touchpoint link", NEEDS_WRITE, 2, 2, "dry-run", N_("MESSAGE-ID|TOUCHPOINT ACCOUNT [--dry-run]"),
                                          N_("Link a message or meeting to an account by hand"), link_touchpoint };
const Command run_cmd_touchpoint_unlink = { "touchpoint unlink", NEEDS_WRITE, 1, 2, "dry-run", N_("MESSAGE-ID|TOUCHPOINT [ACCOUNT] [--dry-run]"),
                                            N_("Take a message or meeting from an account, for good"), unlink_touchpoint };
const Command run_cmd_touchpoint_move = { "touchpoint move", NEEDS_WRITE, 2, 2, "dry-run", N_("MESSAGE-ID|TOUCHPOINT ACCOUNT [--dry-run]"),
                                          N_("Give a message or meeting to another account"), move_touchpoint };
const Command run_cmd_touchpoint_release = { "touchpoint release", NEEDS_WRITE, 1, 2, "dry-run", N_("MESSAGE-ID|TOUCHPOINT [ACCOUNT] [--dry-run]"),
                                             N_("Let the rules decide again"), release_touchpoint };
const Command run_cmd_account_merge = { "account merge", NEEDS_WRITE, 2, 2, "dry-run", N_("FROM INTO [--dry-run]"),
                                        N_("Make two accounts one"), merge_accounts };
const Command run_cmd_rematch = { "rematch", NEEDS_PROFILE, 0, 0, "dry-run", N_("[--dry-run]"), N_("Match all that is stored anew"), rematch };
