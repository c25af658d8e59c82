/* SPDX-License-Identifier: MIT
 * report daily and dashboard: the same content for the terminal, for programs, and as a page. */
#include "run/commands.h"
#include <glib/gi18n.h>
#include <stdio.h>
#include "run/dashboard.h"

/* A day that is over is told as it was at its end. */
static gboolean
set_day(Cli *cli, GError **error)
{
    const char *text = run_cli_option(cli, "period");
    Period period;
    if (text == NULL)
        return TRUE;
    if (!period_parse(text, &period, NULL) || period.kind != PERIOD_DAY)
        return run_cli_misuse(error, _("--period %s: a day, such as day:2026-03-31"), text), FALSE;
    gint64 end = calendar_day_start(cli->profile->calendar, period.last + 1) - 1;
    cli->now = cli->measure.now = MIN(cli->now, end);
    return TRUE;
}

static int
run_report(Cli *cli, GError **error)
{
    if (!set_day(cli, error))
        return -1;
    if (cli->format != NULL && g_str_equal(cli->format, "html")) {
        g_autofree char *page = run_dashboard_page(&cli->measure, cli->profile, error);
        return page == NULL ? -1 : fputs(page, stdout) >= 0 ? EXIT_DONE : EXIT_LATER;
    }
    Document *document = run_dashboard_document(&cli->measure, cli->print.format != PRINT_TEXT, error);
    if (document == NULL)
        return -1;
    g_autofree char *day = day_format(calendar_day_of(cli->profile->calendar, cli->now));
    run_cli_say(cli, _("Daily report, %s\n"), day);
    return run_cli_print(cli, document, error);
}

static int
run_dashboard(Cli *cli, GError **error)
{
    if (!run_dashboard_write(&cli->measure, cli->profile, error))
        return -1;
    int status = run_cli_print_fact(cli, "dashboard", value_text(cli->profile->dashboard_path), error);
    if (status == EXIT_DONE && run_cli_flag(cli, "open") && !run_dashboard_open(cli->profile, error))
        return -1;
    return status;
}

const Command run_cmd_report = { "report daily", NEEDS_READ, 0, 0, "period=", N_("[--period day:D] [--format text|json|csv|html]"), N_("The daily dashboard"), run_report };
const Command run_cmd_dashboard = { "dashboard", NEEDS_READ, 0, 0, "open", "[--open]", N_("Write the page"), run_dashboard };
