/* SPDX-License-Identifier: MIT
 * History heals: a change and its re-match in one transaction. */
#include "run/heal.h"
#include <glib/gi18n.h>
#include "keep/difference.h"

#define EXAMPLES_MAX 10

static void
add_example(Table *table, const KeepExample *example)
{
    table_row(table);
    table_cell(table, example->at != 0 ? value_instant(example->at) : value_null());
    table_cell(table, value_text(example->addr));
    table_cell(table, value_text(example->subject));
    table_cell(table, value_text(example->before));
    table_cell(table, value_text(example->after));
}

static Table *
examples_table(GPtrArray *examples)
{
    Table *table = table_new("examples");
    table_column(table, "at", _("Time"), COLUMN_SHOWN);
    table_column(table, "address", _("Address"), COLUMN_SHOWN);
    table_column(table, "subject", _("Subject"), COLUMN_TRUNCATE);
    table_column(table, "before", _("Before"), COLUMN_SHOWN);
    table_column(table, "after", _("After"), COLUMN_SHOWN);
    for (guint i = 0; i < examples->len; i++)
        add_example(table, examples->pdata[i]);
    return table;
}

static gboolean
tell(KeepDb *db, gboolean dry_run, Document *document, GError **error)
{
    KeepDifference difference = { 0 };
    if (!keep_difference_read(db, &difference, error))
        return FALSE;
    g_autoptr(GPtrArray) examples = keep_difference_examples(db, EXAMPLES_MAX, error);
    if (examples == NULL)
        return FALSE;
    document_fact(document, "touchpoints", value_int(difference.added - difference.removed));
    document_fact(document, "added", value_int(difference.added));
    document_fact(document, "removed", value_int(difference.removed));
    document_fact(document, "moved", value_int(difference.moved));
    document_fact(document, "changed", value_int(difference.changed));
    document_fact(document, "reclassified", value_int(difference.reclassified));
    document_fact(document, "erased", value_int(difference.erased));
    document_fact(document, "meetings", value_int(difference.meetings));
    document_fact(document, "dry_run", value_bool(dry_run));
    document_add(document, examples_table(examples));
    return TRUE;
}

static gboolean
heal(Engine *engine, HealChange change, gpointer data, gboolean dry_run, Document *document, GError **error)
{
    KeepDb *db = run_engine_db(engine);
    return run_engine_wake(engine, error) && /* what time has changed is not the change's doing */
           (document == NULL || keep_difference_begin(db, error)) && (change == NULL || change(data, error)) &&
           run_engine_settle_all(engine, error) && (document == NULL || tell(db, dry_run, document, error)) &&
           (document == NULL || keep_difference_end(db, error));
}

gboolean
run_heal(Engine *engine, HealChange change, gpointer data, gboolean dry_run, Document *document, GError **error)
{
    KeepDb *db = run_engine_db(engine);
    if (!keep_db_begin(db, error))
        return FALSE;
    gboolean good = heal(engine, change, data, dry_run, document, error);
    if (good && !dry_run)
        return keep_db_commit(db, error);
    keep_db_rollback(db);
    return good;
}
