/* SPDX-License-Identifier: MIT
 * backup, export --all: the database as a whole. */
#include "run/commands.h"
#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include "base/error.h"
#include "keep/dump.h"
#include "keep/setting.h"

/* So that whoever asks to be forgotten can be told where copies lie. */
static void
note_backup(Cli *cli)
{
    g_autofree char *file = g_canonicalize_filename(run_cli_arg(cli, 0), NULL), *key = g_strconcat("backup:", file, NULL);
    g_autoptr(Engine) engine = run_engine_open(cli->profile, cli->has_now ? cli->now : 0, NULL);
    if (engine != NULL)
        keep_setting_set(run_engine_db(engine), key, "", cli->now, NULL);
}

static int
run_backup(Cli *cli, GError **error)
{
    if (!keep_db_backup(cli->measure.db, run_cli_arg(cli, 0), error))
        return -1;
    note_backup(cli);
    run_cli_say(cli, _("Copied to %s."), run_cli_arg(cli, 0));
    return EXIT_DONE;
}

static gboolean
print_line(gpointer data, const char *line, GError **error)
{
    (void)data;
    return puts(line) >= 0 || fail(error, FAIL_TRY_LATER, "standard output: %s", g_strerror(errno));
}

static int
run_export(Cli *cli, GError **error)
{
    if (!run_cli_flag(cli, "all"))
        return run_cli_misuse(error, _("usage: cadens %s %s"), "export", "--all");
    return keep_dump(cli->measure.db, print_line, NULL, error) ? EXIT_DONE : -1;
}

const Command run_cmd_backup = { "backup", NEEDS_READ, 1, 1, NULL, N_("FILE"), N_("Copy the database, also while it is used"), run_backup };
const Command run_cmd_export = { "export", NEEDS_READ, 0, 0, "all", "--all", N_("Everything stored, by natural keys"), run_export };
