/* SPDX-License-Identifier: MIT
 * due, snooze, done, dismiss, ack: what needs doing, and what became of it. */
#include "run/commands.h"
#include "run/entry.h"
#include <glib/gi18n.h>
#include "base/error.h"
#include "measure/episode.h"
#include "present/bus.h"

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

static int
run_due(Cli *cli, GError **error)
{
    const char *text = run_cli_option(cli, "at");
    if (text != NULL && !run_cli_instant(cli, text, SPOKEN_NEXT, &cli->now, error))
        return -1;
    if (!run_cli_try_write(cli, _("this is what was known at the last evaluation"), error))
        return -1;
    cli->measure.now = cli->now;
    if (text != NULL && cli->engine != NULL)
        run_engine_set_now(cli->engine, cli->now);
    g_autoptr(GPtrArray) alerts = NULL;
    if (!evaluate(cli, &alerts, error) || !look_back(cli, error))
        return -1;
    Table *table = measure_due_table(&cli->measure, run_cli_flag(cli, "all"), alerts, error);
    return table != NULL ? run_cli_print_table(cli, table, error) : -1;
}

static gboolean
signal_id(const Cli *cli, gint64 *ret_id, GError **error)
{
    const char *text = run_cli_arg(cli, 0);
    guint64 id = 0;
    if (!g_ascii_string_to_unsigned(text, 10, 1, G_MAXINT64, &id, NULL))
        return run_cli_misuse(error, _("%s: no number of an item of `cadens due`"), text), FALSE;
    *ret_id = (gint64)id;
    return TRUE;
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

static int
run_snooze(Cli *cli, GError **error)
{
    gint64 id, until;
    if (!signal_id(cli, &id, error) || !measure_due_parse_snooze(&cli->measure, run_cli_arg(cli, 1), &until, error))
        return -1;
    return decided(cli, measure_due_snooze(&cli->measure, id, until, error), error);
}

const Command run_cmd_due = { "due", NEEDS_READ, 0, 0, "all at=", N_("[--all] [--at T]"), N_("What needs doing, worst first"), run_due };
const Command run_cmd_snooze = { "snooze", NEEDS_WRITE, 2, 2, NULL, N_("ID WHEN"), N_("Be silent about an item until then (3d, 1w, a day)"), run_snooze };
const Command run_cmd_done = { "done", NEEDS_WRITE, 1, 1, NULL, N_("ID"), N_("The item is done"), run_done };
const Command run_cmd_dismiss = { "dismiss", NEEDS_WRITE, 1, 1, NULL, N_("ID"), N_("The item is no problem"), run_dismiss };
const Command run_cmd_ack = { "ack", NEEDS_WRITE, 1, 1, NULL, N_("ID"), N_("The item is seen: keep it, stop repeating it"), run_ack };
