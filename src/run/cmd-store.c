/* SPDX-License-Identifier: MIT
 * backup and export: the database as a whole, and a kind of it as CSV. */
#include "run/commands.h"
#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include "base/error.h"
#include "keep/dump.h"
#include "measure/list-table.h"
#include "run/calendar-export.h"
#include "run/import.h"
#include "keep/setting.h"

/* So that whoever asks to be forgotten can be told where copies lie. */
static void
note_backup(Cli *cli, const char *file)
{
    g_autofree char *key = g_strconcat("backup:", file, NULL);
    g_autoptr(Engine) engine = run_engine_open(cli->profile, cli->has_now ? cli->now : 0, NULL);
    if (engine != NULL)
        keep_setting_set(run_engine_db(engine), key, "", cli->now, NULL);
}

static int
run_backup(Cli *cli, GError **error)
{
    if (!keep_db_backup(cli->measure.db, run_cli_arg(cli, 0), error))
        return -1;
    g_autofree char *file = g_canonicalize_filename(run_cli_arg(cli, 0), NULL);
    note_backup(cli, file);
    run_cli_say(cli, _("Copied to %s."), run_cli_arg(cli, 0));
    return cli->print.format == PRINT_TEXT ? EXIT_DONE : run_cli_print_fact(cli, "file", value_text(file), error);
}

static gboolean
print_line(gpointer data, const char *line, GError **error)
{
    (void)data;
    return puts(line) >= 0 || fail(error, FAIL_TRY_LATER, "standard output: %s", g_strerror(errno));
}

static int
export_calendar(Cli *cli, GError **error)
{
    if (cli->print.format != PRINT_TEXT)
        return run_cli_misuse(error, _("export ics has a form of its own, not --format %s"), cli->format);
    g_autofree char *text = run_calendar_export_text(&cli->measure, error);
    return text == NULL ? -1 : fputs(text, stdout) >= 0 ? EXIT_DONE : EXIT_LATER;
}

/* The file that import takes, unless another format is asked for. */
static int
export_kind(Cli *cli, const char *kind, GError **error)
{
    if (!g_strv_contains(run_import_kinds(), kind)) {
        g_autofree char *names = g_strjoinv(", ", (char **)run_import_kinds());
        return run_cli_misuse(error, _("no kind %s; kinds are %s"), kind, names);
    }
    g_autofree char *name = g_strconcat("export-", kind, NULL);
    Table *table = measure_list_query(&cli->measure, kind, name, NO_BIND, error);
    if (table == NULL)
        return -1;
    if (cli->print.format == PRINT_TEXT)
        cli->print.format = PRINT_CSV;
    return run_cli_print_table(cli, table, error);
}

static int
run_export(Cli *cli, GError **error)
{
    gboolean has_kind = cli->args->len > 0, is_all = run_cli_flag(cli, "all");
    if (has_kind == is_all)
        return run_cli_misuse(error, _("usage: cadens %s %s"), "export", "KIND|ics|--all");
    if (has_kind && g_str_equal(run_cli_arg(cli, 0), "ics"))
        return export_calendar(cli, error);
    if (has_kind)
        return export_kind(cli, run_cli_arg(cli, 0), error);
    if (cli->print.format != PRINT_TEXT)
        return run_cli_misuse(error, _("export --all has a form of its own, not --format %s"), cli->format);
    return keep_dump(cli->measure.db, print_line, NULL, error) ? EXIT_DONE : -1;
}

const Command run_cmd_backup = { "backup", NEEDS_READ, 1, 1, NULL, N_("FILE"), N_("Copy the database, also while it is used"), run_backup };
const Command run_cmd_export = { "export", NEEDS_READ, 0, 1, "all", N_("KIND|ics|--all"), N_("A kind as its CSV, the log as a calendar, or everything stored by natural keys"), run_export };
