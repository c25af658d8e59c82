/* SPDX-License-Identifier: MIT
 * due, snooze, done, dismiss, ack: what needs doing, and what became of it. */
#include "run/commands.h"
#include "run/entry.h"
#include <glib/gi18n.h>
#include "base/clock.h"
#include "base/error.h"
#include "measure/due-why.h"
#include "measure/episode.h"
#include "present/bus.h"
#include "run/bar.h"

/* A moment before the last evaluation is asked for: mails are answered and owed as they were then. */
static gboolean
look_back(Cli *cli, GError **error)
{
    const MeasureContext *measure = &cli->measure;
    gint64 last;
    if (!measure_due_evaluated(measure, &last, error))
        return FALSE;
    return last <= measure->now || measure_episode_as_of(measure->db, measure->calendar, measure->config, measure->now, error);
}

static gboolean
evaluate(Cli *cli, GPtrArray **ret_alerts, GError **error)
{
    if (cli->engine == NULL)
        return TRUE;
    return run_engine_evaluate(cli->engine, NULL, ret_alerts, error);
}

/* What is asked for: one item and why, or all of them. NULL on failure. */
static Document *
answer(Cli *cli, const GPtrArray *alerts, gint64 why, GError **error)
{
    if (why != 0)
        return measure_due_why(&cli->measure, why, error);
    Table *table = measure_due_table(&cli->measure, run_cli_flag(cli, "all"), alerts, error);
    Document *document = table != NULL ? document_new() : NULL;
    if (document != NULL)
        document_add(document, table);
    return document;
}

static Document *
look(Cli *cli, gint64 why, GError **error)
{
    g_autoptr(GPtrArray) alerts = NULL;
    return evaluate(cli, &alerts, error) && look_back(cli, error) ? answer(cli, alerts, why, error) : NULL;
}

/* What another moment would find has no number yet: nobody can answer it. */
static void
take_numbers(Table *table, gint64 last)
{
    for (guint i = 0; i < table->rows->len; i++) {
        GPtrArray *row = table->rows->pdata[i];
        Value *id = row->pdata[0]; /* the first column */
        if (id->kind == VALUE_INT && id->i > last)
            id->kind = VALUE_NULL;
    }
}

/* Another moment is looked at and forgotten: the store stays as it is. */
static Document *
look_aside(Cli *cli, gint64 why, GError **error)
{
    KeepDb *db = cli->measure.db;
    gint64 last = 0;
    if (!keep_db_begin(db, error))
        return NULL;
    Document *document = keep_db_int(db, "SELECT COALESCE(MAX(id), 0) FROM signal", NO_BIND, &last, NULL, error) ? look(cli, why, error) : NULL;
    keep_db_rollback(db);
    if (document != NULL && why == 0)
        take_numbers(document->tables->pdata[0], last);
    return document;
}

static gboolean
wanted_id(const char *text, gint64 *ret_id, GError **error)
{
    guint64 id = 0;
    if (!g_ascii_string_to_unsigned(text, 10, 1, G_MAXINT64, &id, NULL))
        return run_cli_misuse(error, _("%s: no number of an item of `cadens due`"), text), FALSE;
    *ret_id = (gint64)id;
    return TRUE;
}

static int
run_due(Cli *cli, GError **error)
{
    const char *at = run_cli_option(cli, "at"), *why = run_cli_option(cli, "why");
    gint64 id = 0;
    if (at != NULL && !run_cli_instant(cli, at, SPOKEN_NEXT, &cli->now, error))
        return -1;
    if ((why != NULL && !wanted_id(why, &id, error)) || !run_cli_try_write(cli, _("this is what was known at the last evaluation"), error))
        return -1;
    cli->measure.now = cli->now;
    if (at != NULL && cli->engine != NULL)
        run_engine_set_now(cli->engine, cli->now);
    Document *document = at != NULL && cli->engine != NULL ? look_aside(cli, id, error) : look(cli, id, error);
    if (document == NULL || why != NULL || !run_bar_is_asked_for(cli))
        return document != NULL ? run_cli_print(cli, document, error) : -1;
    int status = run_bar_due(cli, document->tables->pdata[0]);
    document_free(document);
    return status;
}

static gboolean
signal_id(const Cli *cli, gint64 *ret_id, GError **error)
{
    return wanted_id(run_cli_arg(cli, 0), ret_id, error);
}

/* After a decision the rules are asked again: what it ends should end now. */
static int
decided(Cli *cli, gboolean good, GError **error)
{
    if (!good || !run_engine_evaluate(cli->engine, NULL, NULL, error))
        return -1;
    present_bus_call("Changed", NULL, NULL);
    return cli->print.format == PRINT_TEXT ? EXIT_DONE : run_entry_tell(cli, run_cli_arg(cli, 0));
}

static int
run_ack(Cli *cli, GError **error)
{
    gint64 id;
    return signal_id(cli, &id, error) ? decided(cli, measure_due_ack(&cli->measure, id, error), error) : -1;
}

static int
run_dismiss(Cli *cli, GError **error)
{
    gint64 id;
    return signal_id(cli, &id, error) ? decided(cli, measure_due_dismiss(&cli->measure, id, error), error) : -1;
}

static int
run_done(Cli *cli, GError **error)
{
    gint64 id;
    return signal_id(cli, &id, error) ? decided(cli, measure_due_done(&cli->measure, id, error), error) : -1;
}

/* Until when it is silent, for "friday" may be meant otherwise. */
static int
snoozed(Cli *cli, gint64 id, gint64 until, GError **error)
{
    g_autofree char *when = clock_format(until, calendar_zone(cli->profile->calendar));
    int status = decided(cli, measure_due_snooze(&cli->measure, id, until, error), error);
    if (status == EXIT_DONE)
        g_printerr(_("cadens: %s is silent until %s\n"), run_cli_arg(cli, 0), when);
    return status;
}

static int
run_snooze(Cli *cli, GError **error)
{
    gint64 id, until;
    g_autoptr(GError) why = NULL;
    if (!signal_id(cli, &id, error))
        return -1;
    if (!measure_due_parse_snooze(&cli->measure, id, run_cli_arg(cli, 1), &until, &why)) {
        if (g_error_matches(why, CADENS_ERROR, CADENS_ERROR_BAD_INPUT))
            return run_cli_misuse(error, "%s", why->message);
        return g_propagate_error(error, g_steal_pointer(&why)), -1;
    }
    return snoozed(cli, id, until, error);
}

/* A suggested promise becomes a follow-up; `done` does the same for the day that the letter names. */
static int
run_accept(Cli *cli, GError **error)
{
    gint64 id;
    gint32 day;
    if (!signal_id(cli, &id, error) || !run_cli_day(cli, "due", SPOKEN_NEXT, &day, error))
        return -1;
    g_autofree char *follow_up = measure_due_accept(&cli->measure, id, day, error);
    if (follow_up == NULL || !run_engine_evaluate(cli->engine, NULL, NULL, error))
        return -1;
    present_bus_call("Changed", NULL, NULL);
    return run_entry_done(cli, follow_up, TRUE);
}

const Command run_cmd_follow_up_accept = { "follow-up accept", NEEDS_WRITE, 1, 1, "due=", N_("ID [--due D]"), N_("A suggested promise becomes one"), run_accept };
const Command run_cmd_due = { "due", NEEDS_READ, 0, 0, "all at= why=", N_("[--all] [--why ID] [--at T] [--format waybar|i3blocks]"), N_("What needs doing, worst first"), run_due };
const Command run_cmd_snooze = { "snooze", NEEDS_WRITE, 2, 2, NULL, N_("ID WHEN"), N_("Be silent about an item until then (3d, 1w, a day)"), run_snooze };
const Command run_cmd_done = { "done", NEEDS_WRITE, 1, 1, NULL, N_("ID"), N_("The item is done"), run_done };
const Command run_cmd_dismiss = { "dismiss", NEEDS_WRITE, 1, 1, NULL, N_("ID"), N_("The item is no problem"), run_dismiss };
const Command run_cmd_ack = { "ack", NEEDS_WRITE, 1, 1, NULL, N_("ID"), N_("The item is seen: keep it, stop repeating it"), run_ack };
