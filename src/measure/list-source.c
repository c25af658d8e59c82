/* SPDX-License-Identifier: MIT
 * Lists of what came in: sources, folders, every UID of the ledger, and strangers. */
#include "measure/list-table.h"
#include <string.h>
#include "base/address.h"
#include "base/wording.h"

Table *
measure_list_sources(const MeasureContext *context, GError **error)
{
    Table *table = measure_list_query(context, "sources", "list-sources", BIND(KI("now", context->now)), error);
    for (guint i = 0; table && i < table->rows->len; i++)
        wording_drop_owner(((Value *)table_get(table, i, "error"))->t, table_get(table, i, "name")->t);
    return table;
}

Table *
measure_list_reports(const MeasureContext *context, GError **error)
{
    return measure_list_query(context, "reports", "list-reports", BIND(KI("now", context->now)), error);
}

/* Whom the configuration already knows: us, and those of whom nothing is to be logged. */
static AddressSet *
settled_people(const Config *config)
{
    static const struct { const char *section, *key; } lists[] = {
        { "identity", "addresses" }, { "privacy", "skip_person" }, { "privacy", "never_log" } };
    AddressSet *people = address_set_new();
    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++)
        for (const char *const *item = config_list(config, lists[i].section, lists[i].key); item && *item; item++)
            address_set_add(people, *item);
    return people;
}

Table *
measure_list_triage(const MeasureContext *context, gboolean all, GError **error)
{
    Table *table = measure_list_query(context, "triage", "list-triage", BIND(KI("now", context->now), KI("all", all != FALSE)), error);
    g_autoptr(AddressSet) people = settled_people(context->config);
    for (guint i = table ? table->rows->len : 0; i > 0; i--)
        if (address_set_has(people, table_get(table, i - 1, "address")->t))
            g_ptr_array_remove_index(table->rows, i - 1);
    return table;
}

static const char ACCOUNTS[] = "SELECT a.ext_id AS account, ma.method AS method FROM message_account ma JOIN account a ON a.id = ma.account_id"
                               " WHERE ma.message_id = :id ORDER BY a.ext_id";

/* "ID#2" is the second message that bears ID (16-B05), unless an id really ends so. */
static Table *
query_ledger(const MeasureContext *context, const char *mailbox, const char *message_id, GError **error)
{
    g_autofree char *id = g_strdup(message_id);
    char *hash = id ? strrchr(id, '#') : NULL;
    gint64 twin = hash ? g_ascii_strtoll(hash + 1, NULL, 10) : 0;
    if (twin > 1)
        *hash = '\0';
    return measure_list_query(context, "rows", "list-ledger",
                              BIND(KI("now", context->now), KT("mailbox", mailbox), KT("whole", message_id), KT("message_id", id),
                                   KI("twin", MAX(twin, 1))),
                              error);
}

Table *
measure_list_ledger(const MeasureContext *context, const char *mailbox, const char *message_id, GError **error)
{
    g_autoptr(Table) table = query_ledger(context, mailbox, message_id, error);
    if (!table || !measure_list_fill(context, table, "accounts", ACCOUNTS, error))
        return NULL;
    measure_list_drop(table, "row_id");
    return g_steal_pointer(&table);
}

/* {"human": 12, ...} of the folder. */
static Value *
count_classes(const MeasureContext *context, gint64 folder_id, GError **error)
{
    static const char SQL[] =
        "SELECT CASE WHEN l.state = 'stored' THEN m.auto_class ELSE l.state END AS class, COUNT(*)"
        " FROM ledger l JOIN mail_folder f ON f.id = l.folder_id AND f.uidvalidity = l.uidvalidity LEFT JOIN message m ON m.id = l.message_id"
        " WHERE l.folder_id = :folder AND l.gone_at IS NULL AND l.state <> 'outside' AND (l.state <> 'stored' OR m.auto_class IS NOT NULL)"
        " GROUP BY 1 ORDER BY 1";
    g_autoptr(KeepRows) rows = keep_db_query(context->db, SQL, BIND(KI("folder", folder_id)), error);
    if (!rows)
        return NULL;
    g_autoptr(Value) classes = value_map();
    GError *problem = NULL;
    while (keep_rows_next(rows, &problem))
        value_set(classes, keep_rows_text(rows, 0), value_int(keep_rows_int(rows, 1)));
    if (problem) {
        g_propagate_error(error, problem);
        return NULL;
    }
    return g_steal_pointer(&classes);
}

Table *
measure_list_folders(const MeasureContext *context, const char *mailbox, GError **error)
{
    g_autoptr(Table) table = measure_list_query(context, "folders", "list-folders", BIND(KT("mailbox", mailbox)), error);
    if (!table)
        return NULL;
    for (guint i = 0; i < table->rows->len; i++) {
        Value *classes = count_classes(context, table_get(table, i, "folder_id")->i, error);
        if (!classes)
            return NULL;
        measure_list_set(table, i, "classes", classes);
    }
    return g_steal_pointer(&table);
}
