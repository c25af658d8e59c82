/* SPDX-License-Identifier: MIT
 * sync: read every source now, with progress on a terminal. */
#include "run/cmd-collect.h"
#include <glib/gi18n.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/error.h"
#include "keep/calendar.h"
#include "present/bus.h"
#include "run/lock.h"
#include "run/sync.h"

/* Called from several threads; one line at a time, at most some a second. */
static void
on_progress(const char *source, const char *folder, guint64 done, guint64 total, gpointer data)
{
    (void)data;
    static GMutex mutex;
    static gint64 begun, last;
    g_mutex_lock(&mutex);
    gint64 now = g_get_monotonic_time();
    if (begun == 0)
        begun = now;
    if (now - last > 200000 && done > 0) {
        double seconds = (double)(now - begun) / 1e6, rate = (double)done / MAX(seconds, 0.001);
        g_printerr("\r\033[K%s/%s: %" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT ", %.0f/s, %.0f s ", source, folder, done, total,
                   rate, total > done ? (double)(total - done) / rate : 0.0);
        last = now;
    }
    g_mutex_unlock(&mutex);
}

static Table *
results_table(GPtrArray *results)
{
    Table *table = table_new("sources");
    table_column(table, "name", _("source"), COLUMN_SHOWN);
    table_column(table, "new", _("new messages"), COLUMN_RIGHT);
    table_column(table, "error", _("error"), COLUMN_SHOWN);
    for (guint i = 0; i < results->len; i++) {
        const SyncResult *result = results->pdata[i];
        table_row(table);
        table_cell(table, value_text(result->name));
        table_cell(table, value_int(result->new_messages));
        table_cell(table, value_text(result->error != NULL ? result->error->message : NULL));
    }
    return table;
}

static int
sync_here(Cli *cli, GError **error)
{
    g_autoptr(GPtrArray) results = NULL;
    gboolean is_terminal = isatty(STDERR_FILENO);
    if (!run_sync(cli->engine, run_cli_arg(cli, 0), is_terminal ? on_progress : NULL, NULL, &results, error))
        return -1;
    if (is_terminal)
        g_printerr("\r\033[K");
    if (!run_engine_evaluate(cli->engine, NULL, NULL, error))
        return -1;
    for (guint i = 0; i < results->len; i++) {
        const SyncResult *result = results->pdata[i];
        if (result->error != NULL)
            g_printerr("cadens: %s: %s\n", result->name, result->error->message);
    }
    int status = run_cli_print_table(cli, results_table(results), error);
    return status == EXIT_DONE ? run_sync_status(results) : status;
}

/* With --accept a calendar that is doubted is believed from this reading on. */
static gboolean
accept_wanted(const Cli *cli, GError **error)
{
    return !run_cli_flag(cli, "accept") || keep_calendar_accept(run_engine_db(cli->engine), run_cli_arg(cli, 0), cli->now, error);
}

/* A running daemon does the reading: two readers of one mailbox would only be in each other's way. */
int
run_collect_sync(Cli *cli, GError **error)
{
    if (run_cli_flag(cli, "accept") && run_cli_arg(cli, 0) == NULL)
        return run_cli_misuse(error, _("--accept needs the calendar's name"));
    if (!run_sync_is_known(cli->profile, run_cli_arg(cli, 0), error) || !accept_wanted(cli, error))
        return -1;
    int lock = run_lock_take(cli->profile->store_path, NULL);
    if (lock < 0) {
        const char *source = run_cli_arg(cli, 0);
        if (!present_bus_call("Sync", source != NULL ? source : "", NULL))
            return fail(error, FAIL_TRY_LATER, N_("another cadens is reading, and no daemon answers on the session bus")), -1;
        run_cli_say(cli, "%s", _("The daemon polls now; `cadens status` tells how it goes."));
        return cli->print.format == PRINT_TEXT ? EXIT_DONE : run_cli_print_fact(cli, "daemon", value_bool(TRUE), error);
    }
    int status = sync_here(cli, error);
    close(lock);
    return status;
}
