/* SPDX-License-Identifier: MIT
 * touchpoints, meetings, episodes: what was logged, oldest first (spec 00 §6, 16-A). */
#include "run/commands.h"
#include <glib/gi18n.h>
#include "measure/list.h"
#include "run/entry.h"

typedef struct {
    char *account; /* external id or NULL */
    gint32 from, to;
} Window;

static void
window_clear(Window *window)
{
    g_clear_pointer(&window->account, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Window, window_clear)

static gboolean
read_window(Cli *cli, Window *ret, GError **error)
{
    const char *account = run_cli_option(cli, "account");
    ret->account = account != NULL ? run_entry_account(cli, account, error) : NULL;
    if (account != NULL && ret->account == NULL)
        return FALSE;
    if (!run_cli_day(cli, "from", SPOKEN_LAST, &ret->from, error) || !run_cli_day(cli, "to", SPOKEN_LAST, &ret->to, error))
        return FALSE;
    gboolean is_before = ret->from != DAY_NONE && ret->to != DAY_NONE && ret->to < ret->from; /* "from monday to friday" ends later */
    return !is_before || run_cli_day(cli, "to", SPOKEN_NEXT, &ret->to, error);
}

static int
print(Cli *cli, Table *table, GError **error)
{
    return table != NULL ? run_cli_print_table(cli, table, error) : -1;
}

static int
run_touchpoints(Cli *cli, GError **error)
{
    g_auto(Window) window = { NULL, DAY_NONE, DAY_NONE };
    if (!read_window(cli, &window, error))
        return -1;
    return print(cli, measure_list_touchpoints(&cli->measure, window.account, window.from, window.to, error), error);
}

static int
run_meetings(Cli *cli, GError **error)
{
    g_auto(Window) window = { NULL, DAY_NONE, DAY_NONE };
    if (!read_window(cli, &window, error))
        return -1;
    return print(cli, measure_list_meetings(&cli->measure, window.from, window.to, run_cli_flag(cli, "all"), error), error);
}

static int
run_episodes(Cli *cli, GError **error)
{
    g_auto(Window) window = { NULL, DAY_NONE, DAY_NONE };
    if (!read_window(cli, &window, error))
        return -1;
    return print(cli, measure_list_episodes(&cli->measure, window.account, window.from, window.to, error), error);
}

const Command run_cmd_touchpoints = { "touchpoints", NEEDS_READ, 0, 0, "account= from= to=", N_("[--account A] [--from D] [--to D]"),
                                  N_("What was logged"), run_touchpoints };
const Command run_cmd_meetings = { "meetings", NEEDS_READ, 0, 0, "from= to= all", N_("[--from D] [--to D] [--all]"),
                               N_("Meetings with customers, or every occurrence"), run_meetings };
const Command run_cmd_episodes = { "episodes", NEEDS_READ, 0, 0, "account= from= to=", N_("[--account A] [--from D] [--to D]"),
                               N_("Who owed whom an answer"), run_episodes };
