/* SPDX-License-Identifier: MIT
 * forget, personal-data: what a person may ask of whoever keeps data on him (Regulation (EU) 2016/679, articles 15 and 17). */
#include "run/commands.h"
#include <glib/gi18n.h>
#include <string.h>
#include "base/address.h"
#include "base/error.h"
#include "collect/ics-scrub.h"
#include "identify/match.h"
#include "keep/person.h"
#include "keep/setting.h"
#include "measure/person.h"
#include "present/bus.h"
#include "run/calendar-export.h"
#include "run/dashboard.h"
#include "run/drift.h"
#include "run/ladder.h"

static char *
read_address(Cli *cli, GError **error)
{
    char *address = address_canonical(run_cli_arg(cli, 0));
    if (address == NULL)
        run_cli_misuse(error, _("%s: no address"), run_cli_arg(cli, 0));
    return address;
}

/* --- forget ----------------------------------------------------------------------------------------------------------------- */

/* Whose the person is by any of the addresses; 0 = nobody's. FALSE also when it is one of us. */
static gboolean
find_account(Cli *cli, const char *const *addresses, gint64 *ret_account, GError **error)
{
    g_autoptr(IdentifyIndex) index = run_ladder_index(cli->measure.db, cli->profile->config, error);
    *ret_account = 0;
    for (; index != NULL && *addresses != NULL; addresses++) {
        IdentifyMatch match;
        if (identify_index_is_own(index, *addresses))
            return fail(error, FAIL_REFUSED, N_("%s: is one of us ([identity] addresses)"), *addresses);
        if (*ret_account == 0 && !identify_index_is_skipped(index, *addresses) && identify_address(index, *addresses, &match))
            *ret_account = match.account_id;
    }
    return index != NULL;
}

static gboolean
erase(Cli *cli, const char *const *addresses, gboolean is_dry, KeepPersonErased *ret, GError **error)
{
    KeepDb *db = cli->measure.db;
    gint64 account = 0;
    g_autoptr(KeepTombs) tombs = keep_tombs_load(db, error);
    if (tombs == NULL || !find_account(cli, addresses, &account, error) || (is_dry && !keep_tombs_rehearse(tombs, error)) ||
        !keep_db_begin(db, error))
        return FALSE;
    gboolean good = keep_tombs_add(db, tombs, addresses, cli->now, error) &&
                    keep_person_erase(db, tombs, addresses, account, cli->now, collect_ics_scrub, ret, error);
    if (good && !is_dry)
        return keep_db_commit(db, error);
    keep_db_rollback(db);
    return good;
}

/* The page is written anew, and whoever shows it, or a bubble, is told. */
static gboolean
clean_up(Cli *cli, GError **error)
{
    const MeasureContext measure = run_engine_measure(cli->engine);
    run_drift_sweep(cli->measure.db);
    if (!run_engine_settle_all(cli->engine, error) || !run_engine_evaluate(cli->engine, NULL, NULL, error) || !keep_person_wipe(cli->measure.db, error))
        return FALSE;
    if (g_file_test(cli->profile->dashboard_path, G_FILE_TEST_EXISTS) && !run_dashboard_write(&measure, cli->profile, error))
        return FALSE;
    if (!run_calendar_export_write(&measure, cli->profile, error))
        return FALSE;
    present_bus_call("Changed", NULL, NULL);
    return TRUE;
}

static gboolean
is_database(const char *file)
{
    static const char MAGIC[] = "SQLite format 3";
    g_autofree char *bytes = NULL;
    g_autoptr(GMappedFile) map = g_mapped_file_new(file, FALSE, NULL);
    return map != NULL && g_mapped_file_get_length(map) >= sizeof MAGIC && memcmp(g_mapped_file_get_contents(map), MAGIC, sizeof MAGIC) == 0;
}

/* Copies that migrations made beside the database, and those that `backup` wrote. They are the user's: named, not touched. */
static Value *
list_backups(Cli *cli)
{
    Value *list = value_list();
    g_autofree char *folder = g_path_get_dirname(cli->profile->store_path), *base = g_path_get_basename(cli->profile->store_path);
    g_autofree char *prefix = g_strconcat(base, ".", NULL);
    g_autoptr(GDir) files = g_dir_open(folder, 0, NULL);
    for (const char *name; files != NULL && (name = g_dir_read_name(files)) != NULL;) {
        g_autofree char *file = g_build_filename(folder, name, NULL);
        if (g_str_has_prefix(name, prefix) && is_database(file))
            value_append(list, value_text(file));
    }
    g_autoptr(KeepRows) rows = keep_db_query(cli->measure.db, "SELECT substr(key, 8) FROM setting WHERE key LIKE 'backup:%' ORDER BY 1", NO_BIND, NULL);
    while (rows != NULL && keep_rows_next(rows, NULL))
        if (is_database(keep_rows_text(rows, 0)))
            value_append(list, value_text(keep_rows_text(rows, 0)));
    return list;
}

static int
tell(Cli *cli, const KeepPersonErased *erasure, gboolean is_dry, GError **error)
{
    Document *document = document_new();
    document_fact(document, "dry_run", value_bool(is_dry));
    document_fact(document, "messages", value_int(erasure->messages));
    document_fact(document, "touches", value_int(erasure->touchpoints));
    document_fact(document, "meetings", value_int(erasure->meetings));
    document_fact(document, "contacts", value_int(erasure->contacts));
    document_fact(document, "texts", value_int(erasure->texts));
    document_fact(document, "backups", list_backups(cli));
    return run_cli_print(cli, document, error);
}

static int
run_forget(Cli *cli, GError **error)
{
    KeepPersonErased erasure = { 0 };
    gboolean is_dry = run_cli_flag(cli, "dry-run");
    g_autofree char *address = read_address(cli, error);
    g_auto(GStrv) addresses = address != NULL ? keep_person_addresses(cli->measure.db, address, error) : NULL;
    if (addresses == NULL || !erase(cli, (const char *const *)addresses, is_dry, &erasure, error) || (!is_dry && !clean_up(cli, error)))
        return -1;
    return tell(cli, &erasure, is_dry, error);
}

/* --- personal-data ------------------------------------------------------------------------------------------------------------ */

static int
run_personal_data(Cli *cli, GError **error)
{
    g_autofree char *address = read_address(cli, error);
    g_autoptr(KeepTombs) tombs = address != NULL ? keep_tombs_load(cli->measure.db, error) : NULL;
    g_autoptr(Document) document = document_new();
    guint rows = 0;
    if (tombs == NULL || !measure_person(&cli->measure, address, document, &rows, error))
        return -1;
    document_fact(document, "address", value_text(address));
    document_fact(document, "forgotten", value_bool(keep_tombs_has(tombs, address)));
    if (cli->format == NULL)
        cli->print.format = PRINT_JSON; /* what is handed over, a machine reads */
    int status = run_cli_print(cli, g_steal_pointer(&document), error);
    return status == EXIT_DONE && rows == 0 ? EXIT_NOTHING : status;
}

const Command run_cmd_forget = { "forget", NEEDS_WRITE, 1, 1, "dry-run", N_("ADDRESS [--dry-run]"), N_("Erase a person, and never log anything of them again"), run_forget };
const Command run_cmd_personal_data = { "personal-data", NEEDS_READ, 1, 1, NULL, N_("ADDRESS"), N_("All that is stored on a person, as JSON"), run_personal_data };
