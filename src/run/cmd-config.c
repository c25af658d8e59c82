/* SPDX-License-Identifier: MIT
 * config list, config check: what is configured and where it comes from. */
#include "run/commands.h"
#include <glib/gi18n.h>
#include "measure/kpi-own.h"

static void
add_row(Table *table, const Config *config, const char *section, const Option *option)
{
    g_autofree char *value = config_shown(config, section, option->key);
    table_row(table);
    table_cell(table, value_text(section));
    table_cell(table, value_text(option->key));
    table_cell(table, value_text(value != NULL ? value : ""));
    table_cell(table, value_text(config_origin(config, section, option->key)));
    table_cell(table, value_text(_(option->help)));
}

static void
add_option(Table *table, const Config *config, const Option *option)
{
    gboolean is_named = g_str_equal(option->section, "mailbox") || g_str_equal(option->section, "calendar");
    if (!is_named) {
        add_row(table, config, option->section, option);
        return;
    }
    for (const char *const *name = config_sections(config, option->section); name != NULL && *name != NULL; name++) {
        g_autofree char *section = g_strdup_printf("%s %s", option->section, *name);
        add_row(table, config, section, option);
    }
}

static int
run_list(Cli *cli, GError **error)
{
    Table *table = table_new("options");
    table_column(table, "section", _("section"), COLUMN_SHOWN);
    table_column(table, "key", _("key"), COLUMN_SHOWN);
    table_column(table, "value", _("value"), COLUMN_TRUNCATE);
    table_column(table, "origin", _("from"), COLUMN_TRUNCATE);
    table_column(table, "help", _("meaning"), COLUMN_HIDDEN);
    gsize n;
    const Option *options = option_table(&n);
    for (gsize i = 0; i < n; i++)
        add_option(table, cli->profile->config, &options[i]);
    return run_cli_print_table(cli, table, error);
}

static int
tell_programs(Cli *cli, GError **error)
{
    Document *document = document_new();
    Value *files = value_list();
    for (guint i = 0; i < cli->profile->files->len; i++)
        value_append(files, value_text(cli->profile->files->pdata[i]));
    document_fact(document, "ok", value_bool(TRUE));
    document_fact(document, "files", files);
    return run_cli_print(cli, document, error);
}

/* Loading the profile has checked everything; reaching this point is the answer. */
static int
run_check(Cli *cli, GError **error)
{
    gboolean is_there = cli->profile->files->len > 0;
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    measure_kpi_own_load(cli->profile->kpi_path, problems);
    for (guint i = 0; i < problems->len; i++)
        g_printerr("%s\n", (char *)problems->pdata[i]);
    if (problems->len > 0)
        return EXIT_NOTHING;
    run_cli_say(cli, "%s", is_there ? _("The configuration is good.") : _("There is no configuration file; every option has its default."));
    int status = cli->print.format == PRINT_TEXT ? EXIT_DONE : tell_programs(cli, error);
    return status == EXIT_DONE && !is_there ? EXIT_NOTHING : status;
}

const Command run_cmd_config_list = { "config list", NEEDS_PROFILE, 0, 0, NULL, "", N_("Every option, its value and where it comes from"), run_list };
const Command run_cmd_config_check = { "config check", NEEDS_PROFILE, 0, 0, NULL, "", N_("Check the configuration"), run_check };
