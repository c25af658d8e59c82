/* SPDX-License-Identifier: MIT
 * status: is every source read? */
#include "run/commands.h"
#include <glib/gi18n.h>
#include "keep/setting.h"
#include "measure/list.h"
#include "run/bar.h"

static guint
count_failing(const Table *table)
{
    guint failing = 0;
    for (guint i = 0; i < table->rows->len; i++) {
        const Value *state = table_get(table, i, "state");
        failing += g_strcmp0(state->t, "failing") == 0 || g_strcmp0(state->t, "needs_attention") == 0;
    }
    return failing;
}

/* --- completeness ------------------------------------------------------------------------------------------------------- */

static Value *
stored_number(const Cli *cli, const char *key, gboolean is_instant)
{
    g_autofree char *text = keep_setting_get(cli->measure.db, key, NULL);
    if (text == NULL)
        return value_null();
    gint64 number = g_ascii_strtoll(text, NULL, 10);
    return is_instant ? value_instant(number) : value_int(number);
}

/* What the last nightly round found. */
static Value *
nightly_round(const Cli *cli)
{
    Value *round = value_map();
    value_set(round, "at", stored_number(cli, "verify.at", TRUE));
    value_set(round, "missing", stored_number(cli, "verify.missing", FALSE));
    value_set(round, "drift", stored_number(cli, "verify.drift", FALSE));
    return round;
}

/* Days for each class of mail (null = for ever), and how many messages the last nightly round dealt with. */
static Value *
retention(const Cli *cli)
{
    static const char *const classes[] = { "human", "unmatched", "bulk", "system", "auto_reply", "bounce", "receipt", "calendar" };
    Value *map = value_map();
    for (gsize i = 0; i < G_N_ELEMENTS(classes); i++) {
        gint64 days = config_int(cli->profile->config, "retention", classes[i]);
        value_set(map, classes[i], days > 0 ? value_int(days) : value_null());
    }
    value_set(map, "erased", stored_number(cli, "retention.erased", FALSE));
    return map;
}

static void
say_retention(const Cli *cli)
{
    g_autoptr(Value) map = retention(cli);
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i + 1 < map->items->len; i++) {
        const Value *days = map->items->pdata[i];
        if (days->kind == VALUE_INT)
            g_string_append_printf(text, _("%s%s %d days"), text->len > 0 ? ", " : "", (const char *)map->keys->pdata[i], (int)days->i);
    }
    if (text->len > 0)
        run_cli_say(cli, _("kept: %s; the last night erased %d"), text->str, (int)value_get(map, "erased")->i);
}

static void
say_holes(const Cli *cli, const Table *table)
{
    for (guint i = 0; i < table->rows->len; i++) {
        const char *name = table_get(table, i, "name")->t;
        gint64 missing = table_get(table, i, "missing")->i, unreadable = table_get(table, i, "unreadable")->i;
        if (missing > 0)
            run_cli_say(cli, _("%s: %d missing; figures and reminders wait for them (cadens verify --repair)"), name, (int)missing);
        if (unreadable > 0)
            run_cli_say(cli, _("%s: %d could not be read"), name, (int)unreadable);
    }
}

static int
print_all(Cli *cli, Table *table, GError **error)
{
    Document *document = document_new();
    document_add(document, table);
    say_holes(cli, table);
    say_retention(cli);
    if (cli->print.format == PRINT_JSON) {
        document_fact(document, "nightly", nightly_round(cli));
        document_fact(document, "retention", retention(cli));
    }
    return run_cli_print(cli, document, error);
}

static int
run(Cli *cli, GError **error)
{
    Table *table = measure_list_sources(&cli->measure, error);
    if (table == NULL)
        return -1;
    guint failing = count_failing(table);
    int status = EXIT_DONE;
    if (run_bar_is_asked_for(cli)) {
        status = run_bar_status(cli, failing, error);
        table_free(table);
    } else {
        status = print_all(cli, table, error);
    }
    return status == EXIT_DONE && failing > 0 ? EXIT_NOTHING : status;
}

const Command run_cmd_status = { "status", NEEDS_READ, 0, 0, NULL, "[--format waybar|i3blocks]", N_("Each source: state, last success, error"), run };
