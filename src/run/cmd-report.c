/* SPDX-License-Identifier: MIT
 * report and dashboard: the same content for the terminal, for programs, and as a page. */
#include "run/commands.h"
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include "base/cadence.h"
#include "measure/list.h"
#include "present/report.h"
#include "run/brief.h"
#include "run/dashboard.h"
#include "run/entry.h"
#include "run/open.h"
#include "run/report.h"

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
    const Period today = period_containing(PERIOD_DAY, calendar_day_of(cli->profile->calendar, cli->now));
    g_autofree char *title = cadence_title(cadence_find("daily"), &today);
    run_cli_say(cli, "%s\n", title);
    return run_cli_print(cli, document, error);
}

static int
run_dashboard(Cli *cli, GError **error)
{
    run_cli_speak_to_people(cli, TRUE);
    gboolean is_written = run_dashboard_write(&cli->measure, cli->profile, error);
    run_cli_speak_to_people(cli, FALSE);
    if (!is_written)
        return -1;
    int status = run_cli_print_fact(cli, "dashboard", value_text(cli->profile->dashboard_path), error);
    if (status == EXIT_DONE && run_cli_flag(cli, "open") && !run_open_file(cli->profile->dashboard_path, error))
        return -1;
    return status;
}

/* The period asked for, or the last one that is over. */
static gboolean
read_period(Cli *cli, const ReportKind *kind, Period *ret, GError **error)
{
    const char *text = run_cli_option(cli, "period");
    const Period last = run_report_last(kind, calendar_day_of(cli->profile->calendar, cli->now));
    *ret = last;
    if (text == NULL || (period_parse(text, ret, NULL) && run_report_fits(kind, ret)))
        return TRUE;
    g_autofree char *label = period_label(&last);
    return run_cli_misuse(error, _("--period %s: a period of this report, such as %s"), text, label), FALSE;
}

static int
run_periodic(Cli *cli, GError **error)
{
    const ReportKind *kind = run_report_find(strchr(cli->command->name, ' ') + 1);
    Period period;
    if (!read_period(cli, kind, &period, error))
        return -1;
    if (cli->format != NULL && g_str_equal(cli->format, "html")) {
        g_autofree char *page = run_report_page(&cli->measure, cli->profile, kind, &period, error);
        return page == NULL ? -1 : fputs(page, stdout) >= 0 ? EXIT_DONE : EXIT_LATER;
    }
    Document *document = run_report_document(&cli->measure, kind, &period, cli->print.format == PRINT_TEXT, cli->print.swedish, error);
    if (document == NULL)
        return -1;
    g_autofree char *title = cadence_title(cadence_find(strchr(cli->command->name, ' ') + 1), &period);
    run_cli_say(cli, "%s\n", title);
    return run_cli_print(cli, document, error);
}

#define PERIODIC(kind, help) \
    const Command run_cmd_report_##kind = { "report " #kind, NEEDS_READ, 0, 0, "period=", N_("[--period P] [--format text|json|csv|xlsx|html]"), help, run_periodic }
PERIODIC(weekly, N_("The review of a week: won and lost, moves, forecast"));
PERIODIC(monthly, N_("The analysis of a month: every figure, the worst, customers, sources"));
PERIODIC(quarterly, N_("The review of a quarter: portfolio, relations, risk, expansion"));
PERIODIC(yearly, N_("The review of a year: customer value, sources, seasons"));

/* For people the heading stands above; the facts are for programs. */
static int
run_brief_of(Cli *cli, GError **error)
{
    g_autofree char *account = run_entry_account(cli, run_cli_arg(cli, 0), error);
    Document *document = account != NULL ? run_brief(&cli->measure, account, error) : NULL;
    if (document == NULL)
        return -1;
    if (cli->format != NULL && g_str_equal(cli->format, "html")) {
        g_autoptr(Document) owned = document;
        g_autofree char *title = g_strdup_printf(_("Brief: %s"), value_get(document->facts, "name")->t);
        g_autofree char *page = present_report(document, title, cli->now, calendar_zone(cli->profile->calendar), cli->profile->swedish);
        return fputs(page, stdout) >= 0 ? EXIT_DONE : EXIT_LATER;
    }
    return run_cli_print(cli, document, error);
}

static int
list_reports(Cli *cli, GError **error)
{
    Table *table = measure_list_reports(&cli->measure, error);
    return table == NULL ? -1 : run_cli_print_table(cli, table, error);
}

const Command run_cmd_report_list = { "report list", NEEDS_READ, 0, 0, NULL, "", N_("The reports that were written by themselves"), list_reports };
const Command run_cmd_brief = { "brief", NEEDS_READ, 1, 1, NULL, N_("ACCOUNT [--format text|json|csv|xlsx|html]"), N_("One page before a meeting"), run_brief_of };
const Command run_cmd_report = { "report daily", NEEDS_READ, 0, 0, "period=", N_("[--period day:D] [--format text|json|csv|xlsx|html]"), N_("The daily dashboard"), run_report };
const Command run_cmd_dashboard = { "dashboard", NEEDS_READ, 0, 0, "open", "[--open]", N_("Write the page"), run_dashboard };
