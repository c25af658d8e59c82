/* SPDX-License-Identifier: MIT
 * One row entered on the command line. */
#include "run/entry.h"
#include "keep/account.h"
#include <glib/gi18n.h>
#include <string.h>
#include "base/error.h"
#include "base/text.h"
#include "present/bus.h"
#include "present/csv.h"
#include "run/heal.h"

struct Entry {
    Cli *cli;
    const ImportKind *kind;
    GPtrArray *columns, *cells; /* of char*, same length */
};

Entry *
run_entry_new(Cli *cli, const ImportKind *kind)
{
    Entry *entry = g_new0(Entry, 1);
    entry->cli = cli;
    entry->kind = kind;
    entry->columns = g_ptr_array_new_with_free_func(g_free);
    entry->cells = g_ptr_array_new_with_free_func(g_free);
    return entry;
}

void
run_entry_free(Entry *entry)
{
    if (entry == NULL)
        return;
    g_ptr_array_unref(entry->columns);
    g_ptr_array_unref(entry->cells);
    g_free(entry);
}

void
run_entry_set(Entry *entry, const char *column, const char *value)
{
    if (value == NULL)
        return;
    char *clean = text_clean_line(value, -1, COLLECT_SHEET_CELL_MAX);
    for (guint i = 0; i < entry->columns->len; i++)
        if (g_str_equal(entry->columns->pdata[i], column)) {
            g_free(entry->cells->pdata[i]);
            entry->cells->pdata[i] = clean;
            return;
        }
    g_ptr_array_add(entry->columns, g_strdup(column));
    g_ptr_array_add(entry->cells, clean);
}

const char *
run_entry_get(const Entry *entry, const char *column)
{
    for (guint i = 0; i < entry->columns->len; i++)
        if (g_str_equal(entry->columns->pdata[i], column))
            return *(const char *)entry->cells->pdata[i] ? entry->cells->pdata[i] : NULL;
    return NULL;
}

void
run_entry_table(Entry *entry, const Table *table, guint row)
{
    for (guint i = 0; i < table->columns->len; i++) {
        GPtrArray *values = table->rows->pdata[row];
        g_autofree char *cell = present_csv_cell(values->pdata[i], g_array_index(table->columns, Column, i).key, entry->cli->print.zone);
        if (*cell)
            run_entry_set(entry, g_array_index(table->columns, Column, i).key, cell);
    }
}

void
run_entry_options(Entry *entry)
{
    for (const ImportColumn *column = entry->kind->columns; column->name != NULL; column++) {
        g_autofree char *option = g_strdelimit(g_strdup(column->name), "_", '-');
        run_entry_set(entry, column->name, run_cli_option(entry->cli, option));
    }
}

static gboolean
save(Entry *entry, GPtrArray *problems, gboolean *ret_is_misread, GError **error)
{
    Cli *cli = entry->cli;
    CollectSheetRow row = { 1, (char **)entry->cells->pdata };
    g_autoptr(GHashTable) first_rows = g_hash_table_new(g_str_hash, g_str_equal);
    const CollectSheet sheet = { (char **)entry->columns->pdata, entry->columns->len, NULL };
    const Profile *profile = cli->profile;
    ImportRow import = { .kind = entry->kind, .cells = { _("command line"), profile->calendar, &sheet, &row, problems, cli->now, ret_is_misread },
                         .db = cli->measure.db, .calendar = profile->calendar, .config = profile->config, .kpi_path = profile->kpi_path,
                         .now = cli->now, .is_manual = TRUE, .first_rows = first_rows };
    gboolean is_new = FALSE;
    return entry->kind->save(&import, &is_new, error) && problems->len == 0;
}

/* The change and the re-match in one transaction. With --dry-run the difference is printed and all of it taken back. */
static gboolean
heal(Cli *cli, HealChange change, gpointer data, GError **error)
{
    if (!run_cli_flag(cli, "dry-run")) {
        if (!run_heal(cli->engine, change, data, FALSE, NULL, error))
            return FALSE;
        present_bus_call("Changed", NULL, NULL);
        return TRUE;
    }
    Document *document = document_new();
    if (run_heal(cli->engine, change, data, TRUE, document, error))
        return run_cli_print(cli, document, error) == EXIT_DONE;
    document_free(document);
    return FALSE;
}

gboolean
run_entry_settle(Cli *cli, GError **error)
{
    if (!run_engine_wake(cli->engine, error))
        return FALSE;
    present_bus_call("Changed", NULL, NULL);
    return TRUE;
}

typedef struct {
    Entry *entry;
    GPtrArray *problems; /* of char* */
    gboolean is_misread; /* the first of them */
} Saving;

/* Refused cells are told by the caller, in one line. */
static gboolean
save_entry(gpointer data, GError **error)
{
    Saving *saving = data;
    if (save(saving->entry, saving->problems, &saving->is_misread, error))
        return TRUE;
    return saving->problems->len == 0 ? FALSE : fail(error, FAIL_BAD_INPUT, "%s", (char *)saving->problems->pdata[0]);
}

gboolean
run_entry_save(Entry *entry, GError **error)
{
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) failure = NULL;
    Saving saving = { entry, problems, FALSE };
    if (heal(entry->cli, save_entry, &saving, &failure))
        return TRUE;
    if (problems->len == 0 && failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    /* "command line:1: tier: why": the place says nothing here, the column and the reason say all */
    const char *first = problems->len > 0 ? strstr(problems->pdata[0], ":1: ") : NULL;
    const char *why = first != NULL ? first + strlen(":1: ") : _("not understood");
    return saving.is_misread ? (run_cli_misuse(error, "%s", why), FALSE) : fail(error, FAIL_BAD_INPUT, "%s", why);
}

/* --- what commands of several nouns share ----------------------------------------------------------------------------------- */

Table *
run_entry_only(Table *table, const char *id)
{
    for (guint i = table != NULL ? table->rows->len : 0; i > 0; i--) {
        const Value *value = table_get(table, i - 1, "id");
        if (value == NULL || g_strcmp0(value->t, id) != 0)
            g_ptr_array_remove_index(table->rows, i - 1);
    }
    return table;
}

char *
run_entry_account(Cli *cli, const char *text, GError **error)
{
    gint64 id;
    g_autoptr(GError) none = NULL;
    if (keep_row_need(cli->measure.db, "account", text, &id, &none))
        return keep_db_text(cli->measure.db, "SELECT ext_id FROM account WHERE id = :id", BIND(KI("id", id)), error);
    g_autoptr(GPtrArray) ids = g_error_matches(none, CADENS_ERROR, CADENS_ERROR_NOT_FOUND) && *text != '\0' ? keep_account_named(cli->measure.db, text, error) : NULL;
    if (ids != NULL && ids->len == 1)
        return g_strdup(ids->pdata[0]);
    if (ids != NULL && ids->len > 1) {
        g_ptr_array_add(ids, NULL);
        g_autofree char *list = g_strjoinv(", ", (char **)ids->pdata);
        return fail(error, FAIL_REFUSED, N_("%s is the name of several: %s"), text, list), NULL;
    }
    if (*error == NULL)
        g_propagate_error(error, g_steal_pointer(&none));
    return NULL;
}

void
run_entry_set_account(Entry *entry, Cli *cli, const char *text)
{
    g_autoptr(GError) none = NULL;
    g_autofree char *id = run_entry_account(cli, text, &none);
    run_entry_set(entry, "account", id != NULL ? id : text);
}

char *
run_entry_new_id(Cli *cli, const char *table, GError **error)
{
    g_autoptr(GError) failure = NULL;
    const char *given = run_cli_option(cli, "id");
    if (given == NULL)
        return keep_row_new_id(cli->measure.db, table, error);
    if (keep_row_find(cli->measure.db, table, given, &failure) != 0)
        return fail(error, FAIL_REFUSED, N_("%s is there already"), given), NULL;
    if (failure == NULL)
        return g_strdup(given);
    g_propagate_error(error, g_steal_pointer(&failure));
    return NULL;
}

typedef struct {
    Cli *cli;
    gboolean (*call)(KeepDb *db, gpointer data, GError **error);
    gpointer data;
} Calling;

static gboolean
call(gpointer data, GError **error)
{
    const Calling *calling = data;
    return calling->call(calling->cli->measure.db, calling->data, error);
}

gboolean
run_entry_change(Cli *cli, gboolean (*function)(KeepDb *db, gpointer data, GError **error), gpointer data, GError **error)
{
    Calling calling = { cli, function, data };
    return heal(cli, call, &calling, error);
}

typedef struct {
    gboolean (*call)(KeepDb *db, gint64 id, GError **error);
    gint64 id;
} RowCall;

static gboolean
call_row(KeepDb *db, gpointer data, GError **error)
{
    const RowCall *row = data;
    return row->call(db, row->id, error);
}

gboolean
run_entry_call(Cli *cli, gboolean (*function)(KeepDb *db, gint64 id, GError **error), gint64 id, GError **error)
{
    RowCall row = { function, id };
    return run_entry_change(cli, call_row, &row, error);
}

/* The same for programs. */
int
run_entry_tell(Cli *cli, const char *id)
{
    return run_cli_print_fact(cli, "id", value_text(id), NULL);
}

int
run_entry_done(Cli *cli, const char *id, gboolean good)
{
    if (!good)
        return -1;
    if (run_cli_flag(cli, "dry-run"))
        return EXIT_DONE;
    run_cli_say(cli, "%s", id);
    return cli->print.format == PRINT_TEXT ? EXIT_DONE : run_entry_tell(cli, id);
}
