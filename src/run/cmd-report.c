/* SPDX-License-Identifier: MIT
 * report daily and dashboard: the same content for the terminal, for programs, and as a page. */
#include "run/commands.h"
#include <glib/gi18n.h>
#include <stdio.h>
#include "run/dashboard.h"

static int
run_report(Cli *cli, GError **error)
{
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
    Document *document = document_new();
    document_fact(document, "dashboard", value_text(cli->profile->dashboard_path));
    int status = run_cli_print(cli, document, error);
    if (status == EXIT_DONE && run_cli_flag(cli, "open") && !run_dashboard_open(cli->profile, error))
        return -1;
    return status;
}

const Command run_cmd_report = { "report daily", NEEDS_READ, 0, 0, NULL, "[--format text|json|csv|html]", N_("The daily dashboard"), run_report };
const Command run_cmd_dashboard = { "dashboard", NEEDS_READ, 0, 0, "open", "[--open]", N_("Write the page"), run_dashboard };
