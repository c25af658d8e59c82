/* SPDX-License-Identifier: MIT
 * account and contact: list, show, add, edit, remove. */
#include "run/commands.h"
#include <glib/gi18n.h>
#include "keep/account.h"
#include "keep/contact.h"
#include "measure/list.h"
#include "measure/standing.h"
#include "run/entry.h"

#define ACCOUNT_OPTIONS "id= name= org-nr= domains= lifecycle= tier= segment= employees= city= swedish-ops= it-maturity= fiscal-start-month= " \
                        "customer-since= churned= is-reference= owner= turnover= health= dry-run"
#define CONTACT_OPTIONS "id= account= name= title= role= emails= phones= channel-pref= left= dry-run"

static int
print(Cli *cli, Table *table, GError **error)
{
    return table != NULL ? run_cli_print_table(cli, table, error) : -1;
}

/* --- accounts -------------------------------------------------------------------------------------------------------------------- */

static int
list_accounts(Cli *cli, GError **error)
{
    return print(cli, measure_list_accounts(&cli->measure, NULL, error), error);
}

static int
show_account(Cli *cli, GError **error)
{
    g_autofree char *id = run_entry_account(cli, run_cli_arg(cli, 0), error);
    if (id == NULL)
        return -1;
    Table *account = measure_list_accounts(&cli->measure, id, error);
    Table *contacts = account != NULL ? measure_list_contacts(&cli->measure, id, error) : NULL;
    Table *standing = contacts != NULL ? measure_standing_account(&cli->measure, id, error) : NULL;
    Table *signals = standing != NULL ? measure_list_signals(&cli->measure, id, NULL, error) : NULL;
    Table *touchpoints = signals != NULL ? measure_list_touchpoints(&cli->measure, id, DAY_NONE, DAY_NONE, error) : NULL;
    Document *document = document_new();
    Table *const tables[] = { account, standing, contacts, signals, touchpoints };
    for (gsize i = 0; i < G_N_ELEMENTS(tables); i++)
        if (tables[i] != NULL)
            document_add(document, tables[i]);
    if (touchpoints != NULL)
        return run_cli_print(cli, document, error);
    document_free(document);
    return -1;
}

static int
add_account(Cli *cli, GError **error)
{
    g_autofree char *id = run_entry_new_id(cli, "account", error);
    if (id == NULL)
        return -1;
    g_autoptr(Entry) entry = run_entry_new(cli, &run_import_accounts);
    run_entry_options(entry);
    run_entry_set(entry, "id", id);
    run_entry_set(entry, "name", run_cli_arg(cli, 0));
    return run_entry_done(cli, id, run_entry_save(entry, error));
}

static int
edit_account(Cli *cli, GError **error)
{
    g_autofree char *id = run_entry_account(cli, run_cli_arg(cli, 0), error);
    if (id == NULL)
        return -1;
    g_autoptr(Entry) entry = run_entry_new(cli, &run_import_accounts);
    run_entry_options(entry);
    run_entry_set(entry, "id", id);
    return run_entry_done(cli, id, run_entry_save(entry, error));
}

static int
remove_account(Cli *cli, GError **error)
{
    gint64 row;
    if (!keep_row_need(cli->measure.db, "account", run_cli_arg(cli, 0), &row, error))
        return -1;
    return run_entry_done(cli, run_cli_arg(cli, 0), run_entry_call(cli, keep_account_remove, row, error));
}

/* --- contacts --------------------------------------------------------------------------------------------------------------------- */

static int
list_contacts(Cli *cli, GError **error)
{
    return print(cli, measure_list_contacts(&cli->measure, run_cli_option(cli, "account"), error), error);
}

static int
show_contact(Cli *cli, GError **error)
{
    gint64 id;
    if (!keep_row_need(cli->measure.db, "contact", run_cli_arg(cli, 0), &id, error))
        return -1;
    return print(cli, run_entry_only(measure_list_contacts(&cli->measure, NULL, error), run_cli_arg(cli, 0)), error);
}

static int
add_contact(Cli *cli, GError **error)
{
    g_autofree char *id = run_entry_new_id(cli, "contact", error);
    if (id == NULL)
        return -1;
    g_autoptr(Entry) entry = run_entry_new(cli, &run_import_contacts);
    run_entry_options(entry);
    run_entry_set(entry, "id", id);
    run_entry_set_account(entry, cli, run_cli_arg(cli, 0));
    run_entry_set(entry, "name", run_cli_arg(cli, 1));
    return run_entry_done(cli, id, run_entry_save(entry, error));
}

static int
edit_contact(Cli *cli, GError **error)
{
    gint64 row;
    if (!keep_row_need(cli->measure.db, "contact", run_cli_arg(cli, 0), &row, error))
        return -1;
    g_autofree char *account = keep_db_text(cli->measure.db, "SELECT a.ext_id FROM contact c JOIN account a ON a.id = c.account_id WHERE c.id = :id",
                                            BIND(KI("id", row)), error);
    g_autoptr(Entry) entry = run_entry_new(cli, &run_import_contacts);
    run_entry_set(entry, "account", account);
    run_entry_options(entry);
    run_entry_set(entry, "id", run_cli_arg(cli, 0));
    return run_entry_done(cli, run_cli_arg(cli, 0), account != NULL && run_entry_save(entry, error));
}

static int
remove_contact(Cli *cli, GError **error)
{
    gint64 row;
    if (!keep_row_need(cli->measure.db, "contact", run_cli_arg(cli, 0), &row, error))
        return -1;
    return run_entry_done(cli, run_cli_arg(cli, 0), run_entry_call(cli, keep_contact_remove, row, error));
}

typedef struct {
    gint64 contact;
    gint32 until;
    gint64 now;
} Absence;

static gboolean
set_away(KeepDb *db, gpointer data, GError **error)
{
    const Absence *absence = data;
    return keep_contact_away(db, absence->contact, absence->until, absence->now, error);
}

/* "contact away C1 until fredag"; a blunt day will do as well, and --back says that they are here. */
static int
away_contact(Cli *cli, GError **error)
{
    Absence absence = { 0, DAY_NONE, cli->now };
    gint32 today = calendar_day_of(cli->profile->calendar, cli->now);
    g_autoptr(GString) said = g_string_new(NULL);
    const char *word = run_cli_arg(cli, 1);
    gboolean is_until = word != NULL && (g_str_equal(word, "until") || g_str_equal(word, "till"));
    for (guint i = 1 + is_until; run_cli_arg(cli, i) != NULL; i++)
        g_string_append_printf(said, "%s%s", said->len > 0 ? " " : "", run_cli_arg(cli, i));
    if (run_cli_flag(cli, "back") == (said->len > 0))
        return run_cli_misuse(error, _("either a day or --back"));
    if (said->len > 0 && (!spoken_business_day(said->str, cli->profile->calendar, cli->now, SPOKEN_NEXT, &absence.until) || absence.until <= today))
        return run_cli_misuse(error, _("%s: no day to come"), said->str);
    if (!keep_contact_named(cli->measure.db, run_cli_arg(cli, 0), &absence.contact, error))
        return -1;
    gboolean good = run_entry_change(cli, set_away, &absence, error);
    if (good && absence.until != DAY_NONE) {
        g_autofree char *until = day_format(absence.until);
        g_printerr(_("cadens: %s is away until %s\n"), run_cli_arg(cli, 0), until);
    }
    return run_entry_done(cli, run_cli_arg(cli, 0), good);
}

const Command run_cmd_account_list = { "account list", NEEDS_READ, 0, 0, NULL, "", N_("Every account"), list_accounts };
const Command run_cmd_account_show = { "account show", NEEDS_READ, 1, 1, NULL, N_("ACCOUNT"), N_("An account, its contacts and its log"), show_account };
const Command run_cmd_account_add = { "account add", NEEDS_WRITE, 1, 1, ACCOUNT_OPTIONS, N_("NAME [--domains D] [--tier N] ..."), N_("A new account"), add_account };
const Command run_cmd_account_edit = { "account edit", NEEDS_WRITE, 1, 1, ACCOUNT_OPTIONS, N_("ACCOUNT [--name N] ..."), N_("Change an account"), edit_account };
const Command run_cmd_account_remove = { "account remove", NEEDS_WRITE, 1, 1, "dry-run", N_("ACCOUNT [--dry-run]"), N_("Remove an account on which nothing hangs"), remove_account };
const Command run_cmd_contact_list = { "contact list", NEEDS_READ, 0, 0, "account=", N_("[--account A]"), N_("Contacts"), list_contacts };
const Command run_cmd_contact_show = { "contact show", NEEDS_READ, 1, 1, NULL, N_("CONTACT"), N_("A contact"), show_contact };
const Command run_cmd_contact_add = { "contact add", NEEDS_WRITE, 2, 2, CONTACT_OPTIONS, N_("ACCOUNT NAME [--emails E] ..."), N_("A new contact"), add_contact };
const Command run_cmd_contact_edit = { "contact edit", NEEDS_WRITE, 1, 1, CONTACT_OPTIONS, N_("CONTACT [--name N] ..."), N_("Change a contact"), edit_contact };
const Command run_cmd_contact_away = { "contact away", NEEDS_WRITE, 1, -1, "back", N_("CONTACT until DAY | CONTACT --back"), N_("Somebody is away: reminders wait"), away_contact };
const Command run_cmd_contact_remove = { "contact remove", NEEDS_WRITE, 1, 1, "dry-run", N_("CONTACT [--dry-run]"), N_("Remove a contact"), remove_contact };
