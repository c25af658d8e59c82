/* SPDX-License-Identifier: MIT
 * verify: the server's UIDs against the ledger, folder by folder (spec 16-A03, 17-D1). */
#include "run/commands.h"
#include <glib/gi18n.h>
#include <string.h>
#include "base/error.h"
#include "measure/list.h"
#include "run/source-config.h"

typedef struct { /* what the ledger holds of one folder under one UIDVALIDITY */
    GArray *uids;        /* of guint32, ascending, gone ones left out */
    GHashTable *classes; /* class or state -> GINT_TO_POINTER(count) */
    guint gone, unexplained;
    guint extra;         /* rows under another UIDVALIDITY that nobody marked gone */
} Holding;

typedef struct {
    Cli *cli;
    Table *table;
    gboolean ok;
} Verification;

static void
holding_clear(Holding *holding)
{
    g_array_unref(holding->uids);
    g_hash_table_unref(holding->classes);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Holding, holding_clear)

static const char holding_sql[] =
    "SELECT l.uid, l.state, l.gone_at, m.auto_class, l.reason, l.uidvalidity FROM ledger l JOIN mail_folder f ON f.id = l.folder_id"
    " JOIN mailbox b ON b.id = f.mailbox_id LEFT JOIN message m ON m.id = l.message_id"
    " WHERE b.name = :mailbox AND f.raw_name = :folder ORDER BY l.uid";

/* A stored message is explained by its class, everything else by its reason; never_log says it all by itself. */
static const char *
account_for(KeepRows *row)
{
    const char *state = keep_rows_text(row, 1);
    if (g_str_equal(state, "stored"))
        return keep_rows_text(row, 3);
    if (g_str_equal(state, "never_log") || g_str_equal(state, "outside") || g_str_equal(state, "forgotten"))
        return state;
    return keep_rows_is_null(row, 4) ? NULL : state;
}

static void
count_row(Holding *holding, guint32 uidvalidity, KeepRows *row)
{
    guint32 uid = (guint32)keep_rows_int(row, 0);
    const char *class = account_for(row);
    if (keep_rows_int(row, 5) != uidvalidity) {
        holding->extra += keep_rows_is_null(row, 2);
        return;
    }
    if (!keep_rows_is_null(row, 2)) {
        holding->gone++;
        return;
    }
    g_array_append_val(holding->uids, uid);
    if (class == NULL) {
        holding->unexplained++;
        return;
    }
    gpointer count = g_hash_table_lookup(holding->classes, class);
    g_hash_table_replace(holding->classes, g_strdup(class), GINT_TO_POINTER(GPOINTER_TO_INT(count) + 1));
}

static gboolean
read_holding(KeepDb *db, const char *mailbox, const CollectFolderUids *server, Holding *ret, GError **error)
{
    g_autoptr(GError) failure = NULL;
    ret->uids = g_array_new(FALSE, FALSE, sizeof(guint32));
    ret->classes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(KeepRows) rows = keep_db_query(db, holding_sql, BIND(KT("mailbox", mailbox), KT("folder", server->folder->raw_name)), error);
    if (rows == NULL)
        return FALSE;
    while (keep_rows_next(rows, &failure))
        count_row(ret, server->uidvalidity, rows);
    if (failure == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&failure));
    return FALSE;
}

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

static Value *
class_counts(GHashTable *classes)
{
    Value *map = value_map();
    g_autoptr(GList) names = g_list_sort(g_hash_table_get_keys(classes), (GCompareFunc)strcmp);
    for (GList *name = names; name != NULL; name = name->next)
        value_set(map, name->data, value_int(GPOINTER_TO_INT(g_hash_table_lookup(classes, name->data))));
    return map;
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
    table_column(table, "classes", _("classes"), COLUMN_SHOWN);
}

/* What the ledger has and the server has no longer is gone, not extra (17-D1). */
static gboolean
verify_folder(Verification *verification, const char *mailbox, const CollectFolderUids *server, GError **error)
{
    g_auto(Holding) holding = { 0 };
    if (!read_holding(verification->cli->measure.db, mailbox, server, &holding, error))
        return FALSE;
    guint missing = count_missing(server->uids, holding.uids);
    guint vanished = count_missing(holding.uids, server->uids);
    Table *table = verification->table;
    table_row(table);
    table_cell(table, value_text(mailbox));
    table_cell(table, value_text(server->folder->name));
    table_cell(table, value_int(server->uidvalidity));
    table_cell(table, value_int(server->uids->len));
    table_cell(table, value_int(holding.uids->len - vanished));
    table_cell(table, value_int(missing));
    table_cell(table, value_int(holding.extra));
    table_cell(table, value_int(holding.unexplained));
    table_cell(table, value_int(holding.gone + vanished));
    table_cell(table, class_counts(holding.classes));
    verification->ok = verification->ok && missing == 0 && holding.extra == 0 && holding.unexplained == 0;
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
    const SourceConfig config = run_source_mailbox(cli->profile, name, cli->now);
    g_autoptr(GPtrArray) folders = collect_source_uids(&config, &sink, NULL, error);
    if (folders == NULL)
        return FALSE;
    for (guint i = 0; i < folders->len; i++)
        if (!verify_folder(verification, name, folders->pdata[i], error))
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
    gboolean good = verify_all(&verification, cli_arg(cli, 0), error);
    if (good && cli_flag(cli, "rows")) {
        Table *rows = measure_list_ledger(&cli->measure, cli_arg(cli, 0), NULL, error);
        good = rows != NULL;
        if (good)
            document_add(document, rows);
    }
    if (!good) {
        document_free(document);
        return -1;
    }
    document_fact(document, "ok", value_bool(verification.ok));
    int status = cli_print(cli, document, error);
    return status == EXIT_DONE && !verification.ok ? EXIT_NOTHING : status;
}

const Command cmd_verify = { "verify", NEEDS_READ, 0, 1, "rows", N_("[SOURCE] [--rows]"), N_("Prove that every message is accounted for"), run };
