/* SPDX-License-Identifier: MIT
 * lead: list, show, add, edit, remove, and the verbs of the trade: stage, won, lost, pause. */
#include "run/commands.h"
#include <glib/gi18n.h>
#include "base/clock.h"
#include "base/error.h"
#include "keep/lead.h"
#include "measure/list.h"
#include "measure/standing.h"
#include "run/entry.h"

#define LEAD_OPTIONS "id= account= name= contact= service= kind= expansion-type= probability= probability-reviewed= evidence= amount= users= " \
                     "term-months= expected-close= forecast-category= source= created= lost-reason= competitor= paused-until= demo= enriched="

static int
print(Cli *cli, Table *table, GError **error)
{
    return table != NULL ? run_cli_print_table(cli, table, error) : -1;
}

static int
list_leads(Cli *cli, GError **error)
{
    return print(cli, measure_list_leads(&cli->measure, run_cli_option(cli, "account"), error), error);
}

static int
show_lead(Cli *cli, GError **error)
{
    gint64 id;
    if (!keep_row_need(cli->measure.db, "lead", run_cli_arg(cli, 0), &id, error))
        return -1;
    Table *lead = run_entry_only(measure_list_leads(&cli->measure, NULL, error), run_cli_arg(cli, 0));
    Table *score = lead != NULL ? measure_standing_lead(&cli->measure, run_cli_arg(cli, 0), error) : NULL;
    Table *signals = score != NULL ? measure_list_signals(&cli->measure, NULL, run_cli_arg(cli, 0), error) : NULL;
    Document *document = document_new();
    Table *const tables[] = { lead, score, signals };
    for (gsize i = 0; i < G_N_ELEMENTS(tables); i++)
        if (tables[i] != NULL)
            document_add(document, tables[i]);
    if (signals != NULL)
        return run_cli_print(cli, document, error);
    document_free(document);
    return -1;
}

/* A second open lead for the same account and service is refused when a person adds it (15-B8). */
static gboolean
is_second(Cli *cli, const char *account, const char *service, GError **error)
{
    gint64 rows = 0;
    static const char sql[] = "SELECT COUNT(*) FROM lead l JOIN account a ON a.id = l.account_id JOIN service s ON s.id = l.service_id"
                              " WHERE l.status = 'open' AND a.ext_id = :account AND s.code = :service";
    if (service == NULL)
        return FALSE;
    if (keep_db_int(cli->measure.db, sql, BIND(KT("account", account), KT("service", service)), &rows, NULL, error) && rows > 0)
        fail(error, FAIL_REFUSED, N_("%s has an open lead for %s already"), account, service);
    return *error != NULL;
}

static int
add_lead(Cli *cli, GError **error)
{
    if (is_second(cli, run_cli_arg(cli, 0), run_cli_option(cli, "service"), error))
        return -1;
    g_autofree char *id = run_entry_new_id(cli, "lead", error);
    if (id == NULL)
        return -1;
    g_autoptr(Entry) entry = run_entry_new(cli, &run_import_leads);
    g_autofree char *now = clock_format_utc(cli->now);
    run_entry_set(entry, "created", now);
    run_entry_options(entry);
    run_entry_set(entry, "stage", run_cli_option(cli, "stage"));
    run_entry_set(entry, "id", id);
    run_entry_set_account(entry, cli, run_cli_arg(cli, 0));
    run_entry_set(entry, "name", run_cli_arg(cli, 1));
    return run_entry_done(cli, id, run_entry_save(entry, error));
}

/* The stage is not an attribute: it has its own verb and its history. */
static gboolean
set_current(Cli *cli, Entry *entry, gint64 row, GError **error)
{
    static const char sql[] = "SELECT a.ext_id, s.code, l.closed_at FROM lead l JOIN account a ON a.id = l.account_id JOIN stage s ON s.id = l.stage_id"
                              " WHERE l.id = :id";
    g_autoptr(KeepRows) rows = keep_db_query(cli->measure.db, sql, BIND(KI("id", row)), error);
    if (rows == NULL || !keep_rows_next(rows, error))
        return FALSE;
    run_entry_set(entry, "account", keep_rows_text(rows, 0));
    run_entry_set(entry, "stage", keep_rows_text(rows, 1));
    if (!keep_rows_is_null(rows, 2)) {
        g_autofree char *closed = clock_format_utc(keep_rows_int(rows, 2));
        run_entry_set(entry, "closed", closed);
    }
    return TRUE;
}

static int
edit_lead(Cli *cli, GError **error)
{
    gint64 row;
    if (!keep_row_need(cli->measure.db, "lead", run_cli_arg(cli, 0), &row, error))
        return -1;
    g_autoptr(Entry) entry = run_entry_new(cli, &run_import_leads);
    if (!set_current(cli, entry, row, error))
        return -1;
    run_entry_options(entry);
    run_entry_set(entry, "id", run_cli_arg(cli, 0));
    return run_entry_done(cli, run_cli_arg(cli, 0), run_entry_save(entry, error));
}

static int
remove_lead(Cli *cli, GError **error)
{
    gint64 row;
    if (!keep_row_need(cli->measure.db, "lead", run_cli_arg(cli, 0), &row, error))
        return -1;
    return run_entry_done(cli, run_cli_arg(cli, 0), run_entry_call(cli, keep_lead_remove, row, error));
}

/* --- stages ------------------------------------------------------------------------------------------------------------------- */

static gboolean
enter(Cli *cli, const char *stage, KeepFields *fields, GError **error)
{
    gint64 row, at = cli->now;
    const char *text = run_cli_option(cli, "at");
    if (!keep_row_need(cli->measure.db, "lead", run_cli_arg(cli, 0), &row, error) || (text != NULL && !run_cli_instant(cli, text, SPOKEN_LAST, &at, error)))
        return FALSE;
    if (!keep_db_begin(cli->measure.db, error))
        return FALSE;
    if ((fields == NULL || keep_lead_save(cli->measure.db, run_cli_arg(cli, 0), fields, NULL, 0, cli->profile->calendar, cli->now, &row, NULL, error)) &&
        keep_lead_stage(cli->measure.db, row, stage, at, "live", cli->profile->calendar, cli->now, error))
        return keep_db_commit(cli->measure.db, error) && run_entry_settle(cli, error);
    keep_db_rollback(cli->measure.db);
    return FALSE;
}

static int
stage_lead(Cli *cli, GError **error)
{
    return run_entry_done(cli, run_cli_arg(cli, 0), enter(cli, run_cli_arg(cli, 1), NULL, error));
}

static int
win_lead(Cli *cli, GError **error)
{
    return run_entry_done(cli, run_cli_arg(cli, 0), enter(cli, "won", NULL, error));
}

static int
lose_lead(Cli *cli, GError **error)
{
    const char *reason = run_cli_option(cli, "reason");
    gint64 id;
    if (reason == NULL)
        return run_cli_misuse(error, _("say why: --reason %s"), "price|no_budget|timing|competitor|no_decision|no_need|no_contact|other");
    if (!keep_row_need(cli->measure.db, "lost_reason", reason, &id, error))
        return -1;
    g_autoptr(KeepFields) fields = keep_fields_new();
    keep_fields_int(fields, "lost_reason_id", id);
    return run_entry_done(cli, run_cli_arg(cli, 0), enter(cli, "lost", fields, error));
}

/* Only what goes on can rest: a pause would undo how the lead ended. */
static gboolean
require_going_on(Cli *cli, GError **error)
{
    gint64 row;
    if (!keep_row_need(cli->measure.db, "lead", run_cli_arg(cli, 0), &row, error))
        return FALSE;
    g_autofree char *status = keep_lead_status(cli->measure.db, row, error);
    if (status == NULL)
        return FALSE;
    return g_str_equal(status, "open") || g_str_equal(status, "paused") ||
           fail(error, FAIL_REFUSED, N_("%s is %s; reopen it first with lead stage"), run_cli_arg(cli, 0), status);
}

static int
pause_lead(Cli *cli, GError **error)
{
    gint32 day;
    if (!run_cli_day(cli, "until", SPOKEN_NEXT, &day, error) || !require_going_on(cli, error))
        return -1;
    g_autoptr(KeepFields) fields = keep_fields_new();
    if (day == DAY_NONE)
        keep_fields_null(fields, "paused_until_day");
    else
        keep_fields_int(fields, "paused_until_day", day);
    return run_entry_done(cli, run_cli_arg(cli, 0), enter(cli, "paused", fields, error));
}

/* Back to the last open stage, so that nothing of how far it had come is lost. */
static int
reopen_lead(Cli *cli, GError **error)
{
    static const char sql[] = "SELECT s.code FROM lead_stage_history h JOIN stage s ON s.id = h.to_stage_id WHERE h.lead_id = :id AND s.kind = 'open' "
                              "ORDER BY h.at DESC, h.id DESC LIMIT 1";
    gint64 row;
    if (!keep_row_need(cli->measure.db, "lead", run_cli_arg(cli, 0), &row, error))
        return -1;
    g_autoptr(GError) failure = NULL;
    g_autofree char *stage = keep_db_text(cli->measure.db, sql, BIND(KI("id", row)), &failure);
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return -1;
    }
    return run_entry_done(cli, run_cli_arg(cli, 0), enter(cli, stage != NULL ? stage : "prospect", NULL, error));
}

/* Somebody looked at the probability, and changed it or not. */
static int
confirm_probability(Cli *cli, GError **error)
{
    gint64 row;
    if (!keep_row_need(cli->measure.db, "lead", run_cli_arg(cli, 0), &row, error))
        return -1;
    g_autoptr(Entry) entry = run_entry_new(cli, &run_import_leads);
    if (!set_current(cli, entry, row, error))
        return -1;
    run_entry_set(entry, "id", run_cli_arg(cli, 0));
    run_entry_set(entry, "probability", run_cli_arg(cli, 1));
    run_entry_set(entry, "probability_reviewed", "today");
    return run_entry_done(cli, run_cli_arg(cli, 0), run_entry_save(entry, error));
}

const Command run_cmd_lead_list = { "lead list", NEEDS_READ, 0, 0, "account=", N_("[--account A]"), N_("Leads"), list_leads };
const Command run_cmd_lead_show = { "lead show", NEEDS_READ, 1, 1, NULL, N_("LEAD"), N_("A lead"), show_lead };
const Command run_cmd_lead_add = { "lead add", NEEDS_WRITE, 2, 2, LEAD_OPTIONS " stage=", N_("ACCOUNT NAME [--stage S] [--source S] ..."), N_("A new lead"), add_lead };
const Command run_cmd_lead_edit = { "lead edit", NEEDS_WRITE, 1, 1, LEAD_OPTIONS, N_("LEAD [--probability P] ..."), N_("Change a lead"), edit_lead };
const Command run_cmd_lead_remove = { "lead remove", NEEDS_WRITE, 1, 1, NULL, N_("LEAD"), N_("Remove a lead on which nothing hangs"), remove_lead };
const Command run_cmd_lead_stage = { "lead stage", NEEDS_WRITE, 2, 2, "at=", N_("LEAD STAGE [--at T]"), N_("The lead enters a stage"), stage_lead };
const Command run_cmd_lead_won = { "lead won", NEEDS_WRITE, 1, 1, "at=", N_("LEAD [--at T]"), N_("The lead is won"), win_lead };
const Command run_cmd_lead_lost = { "lead lost", NEEDS_WRITE, 1, 1, "reason= at=", N_("LEAD --reason R [--at T]"), N_("The lead is lost"), lose_lead };
const Command run_cmd_lead_pause = { "lead pause", NEEDS_WRITE, 1, 1, "until= at=", N_("LEAD [--until D]"), N_("The lead rests"), pause_lead };
const Command run_cmd_lead_reopen = { "lead reopen", NEEDS_WRITE, 1, 1, "at=", N_("LEAD [--at T]"), N_("The lead goes on where it was"), reopen_lead };
const Command run_cmd_lead_confirm_probability = { "lead confirm-probability", NEEDS_WRITE, 1, 2, NULL, N_("LEAD [PERCENT]"), N_("The probability was looked at"), confirm_probability };
