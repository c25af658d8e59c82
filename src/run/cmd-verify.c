/* SPDX-License-Identifier: MIT
 * verify: the server's UIDs against the ledger, folder by folder (spec 16-A03, 17-D1). */
#include "run/commands.h"
#include <glib/gi18n.h>
#include "base/error.h"
#include "measure/list.h"
#include "run/source-config.h"

typedef struct {
    Cli *cli;
    Table *table;
    gboolean ok;
} Verification;

/* Both ascending: how many of A are not in B. */
static guint
count_missing(const GArray *a, const GArray *b)
{
    guint missing = 0, k = 0;
    for (guint i = 0; i < a->len; i++) {
        guint32 uid = g_array_index(a, guint32, i);
        while (k < b->len && g_array_index(b, guint32, k) < uid)
            k++;
        missing += k >= b->len || g_array_index(b, guint32, k) != uid;
    }
    return missing;
}

static void
make_columns(Table *table)
{
    table_column(table, "mailbox", _("mailbox"), COLUMN_SHOWN);
    table_column(table, "folder", _("folder"), COLUMN_SHOWN);
    table_column(table, "uidvalidity", NULL, COLUMN_HIDDEN);
    table_column(table, "server", _("server"), COLUMN_RIGHT);
    table_column(table, "ledger", _("ledger"), COLUMN_RIGHT);
    table_column(table, "missing", _("missing"), COLUMN_RIGHT);
    table_column(table, "extra", _("extra"), COLUMN_RIGHT);
    table_column(table, "unexplained", _("unexplained"), COLUMN_RIGHT);
    table_column(table, "gone", _("gone"), COLUMN_RIGHT);
    table_column(table, "outside", _("outside"), COLUMN_RIGHT);
    table_column(table, "quarantined", _("quarantined"), COLUMN_RIGHT);
    table_column(table, "classes", _("classes"), COLUMN_SHOWN);
}

/* The ledger's row of the folder, or -1. */
static int
find_folder(const Table *ledger, const char *raw_name)
{
    for (guint i = 0; i < ledger->rows->len; i++)
        if (g_str_equal(table_get(ledger, i, "raw_name")->t, raw_name))
            return (int)i;
    return -1;
}

static gint64
number(const Table *ledger, int row, const char *key)
{
    return row < 0 ? 0 : table_get(ledger, (guint)row, key)->i;
}

static Value *
copy_counts(const Table *ledger, int row)
{
    Value *copy = value_map();
    const Value *counts = row < 0 ? NULL : table_get(ledger, (guint)row, "classes");
    for (guint i = 0; counts != NULL && i < counts->items->len; i++)
        value_set(copy, counts->keys->pdata[i], value_int(((const Value *)counts->items->pdata[i])->i));
    return copy;
}

/* What the ledger has and the server has no longer is gone, not extra (17-D1). Under another UIDVALIDITY nothing that is stored speaks
 * of what the server has now. */
static gboolean
verify_folder(Verification *verification, const char *mailbox, const Table *ledger, const CollectFolderUids *server, GError **error)
{
    int row = find_folder(ledger, server->folder->raw_name);
    gboolean is_current = row >= 0 && number(ledger, row, "uidvalidity") == server->uidvalidity;
    g_autoptr(GArray) uids = is_current ? keep_folder_uids(verification->cli->measure.db, number(ledger, row, "folder_id"),
                                                           server->uidvalidity, 1, G_MAXUINT32, error)
                                        : g_array_new(FALSE, FALSE, sizeof(guint32));
    if (uids == NULL)
        return FALSE;
    guint missing = count_missing(server->uids, uids);
    gint64 known_gone = number(ledger, row, "gone"), vanished = MAX((gint64)count_missing(uids, server->uids) - known_gone, 0);
    gint64 held = number(ledger, row, "ledger"), unexplained = number(ledger, row, "unexplained");
    Table *table = verification->table;
    table_row(table);
    table_cell(table, value_text(mailbox));
    table_cell(table, value_text(server->folder->name));
    table_cell(table, value_int(server->uidvalidity));
    table_cell(table, value_int(server->uids->len));
    table_cell(table, value_int(is_current ? held - vanished : held));
    table_cell(table, value_int(missing));
    table_cell(table, value_int(is_current ? 0 : held));
    table_cell(table, value_int(unexplained));
    table_cell(table, value_int(known_gone + vanished));
    table_cell(table, value_int(number(ledger, row, "outside")));
    table_cell(table, value_int(number(ledger, row, "quarantined")));
    table_cell(table, copy_counts(ledger, row));
    verification->ok = verification->ok && missing == 0 && unexplained == 0 && (is_current || held == 0);
    return TRUE;
}

/* --- the source asks what is known; here in its own thread, for a database that nobody else writes through us ----------------- */

typedef struct {
    KeepDb *db;
    const char *mailbox;
} Known;

static const char folder_sql[] = "SELECT f.id FROM mail_folder f JOIN mailbox b ON b.id = f.mailbox_id"
                                 " WHERE b.name = :mailbox AND f.raw_name = :folder";

static gboolean
known_folder(const Known *known, const SourceFolder *folder, gint64 *ret_id, GError **error)
{
    gboolean found = FALSE;
    *ret_id = 0;
    return keep_db_int(known->db, folder_sql, BIND(KT("mailbox", known->mailbox), KT("folder", folder->raw_name)), ret_id, &found, error);
}

static GHashTable *
known_keys(gpointer data, const SourceFolder *folder, GError **error)
{
    const Known *known = data;
    gint64 id;
    if (!known_folder(known, folder, &id, error))
        return NULL;
    return keep_folder_local_keys(known->db, id, error);
}

static GArray *
known_uids(gpointer data, const SourceFolder *folder, guint32 uidvalidity, guint32 from, guint32 to, GError **error)
{
    const Known *known = data;
    gint64 id;
    if (!known_folder(known, folder, &id, error))
        return NULL;
    return keep_folder_uids(known->db, id, uidvalidity, from, to, error);
}

static gboolean
verify_mailbox(Verification *verification, const char *name, GError **error)
{
    Cli *cli = verification->cli;
    Known known = { cli->measure.db, name };
    const SourceSink sink = { .uids = known_uids, .local_keys = known_keys, .data = &known };
    SourceConfig config = run_source_mailbox(cli->profile, name, cli->now);
    g_autoptr(GPtrArray) folders = collect_source_uids(&config, &sink, NULL, error);
    run_source_mailbox_clear(&config);
    g_autoptr(Table) ledger = folders != NULL ? measure_list_folders(&cli->measure, name, error) : NULL;
    if (ledger == NULL)
        return FALSE;
    for (guint i = 0; i < folders->len; i++)
        if (!verify_folder(verification, name, ledger, folders->pdata[i], error))
            return FALSE;
    return TRUE;
}

static gboolean
verify_all(Verification *verification, const char *only, GError **error)
{
    const char *const *names = config_sections(verification->cli->profile->config, "mailbox");
    guint seen = 0;
    for (; names != NULL && *names != NULL; names++) {
        if (only != NULL && !g_str_equal(only, *names))
            continue;
        seen++;
        if (!verify_mailbox(verification, *names, error))
            return FALSE;
    }
    if (only != NULL && seen == 0)
        return fail(error, FAIL_NOT_FOUND, "%s: %s", only, _("no such mailbox in the configuration"));
    return TRUE;
}

static int
run(Cli *cli, GError **error)
{
    Table *table = table_new("folders");
    Document *document = document_new();
    document_add(document, table);
    make_columns(table);
    Verification verification = { cli, table, TRUE };
    gboolean good = verify_all(&verification, run_cli_arg(cli, 0), error);
    if (good && run_cli_flag(cli, "rows")) {
        Table *rows = measure_list_ledger(&cli->measure, run_cli_arg(cli, 0), NULL, error);
        good = rows != NULL;
        if (good)
            document_add(document, rows);
    }
    if (!good) {
        document_free(document);
        return -1;
    }
    document_fact(document, "ok", value_bool(verification.ok));
    int status = run_cli_print(cli, document, error);
    return status == EXIT_DONE && !verification.ok ? EXIT_NOTHING : status;
}

const Command run_cmd_verify = { "verify", NEEDS_READ, 0, 1, "rows", N_("[SOURCE] [--rows]"), N_("Prove that every message is accounted for"), run };
