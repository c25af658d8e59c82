/* SPDX-License-Identifier: MIT
 * An explanation as it grows: steps, and what would change the verdict. */
#include "run/explanation.h"
#include <glib/gi18n.h>

void
run_explanation_clear(Explanation *explanation)
{
    g_clear_pointer(&explanation->steps, table_free);
    g_clear_pointer(&explanation->changes, g_ptr_array_unref);
}

Explanation
run_explanation_new(const MeasureContext *context)
{
    Explanation explanation = { context, table_new("steps"), g_ptr_array_new_with_free_func(g_free) };
    table_column(explanation.steps, "address", _("Address"), COLUMN_SHOWN);
    table_column(explanation.steps, "role", NULL, COLUMN_HIDDEN);
    table_column(explanation.steps, "step", NULL, COLUMN_HIDDEN);
    table_column(explanation.steps, "verdict", NULL, COLUMN_HIDDEN);
    table_column(explanation.steps, "reason", NULL, COLUMN_HIDDEN);
    table_column(explanation.steps, "what", NULL, COLUMN_HIDDEN);
    table_column(explanation.steps, "account", NULL, COLUMN_HIDDEN);
    table_column(explanation.steps, "words", _("What the rules say"), COLUMN_PEOPLE);
    return explanation;
}

void
run_explain_account_clear(ExplainAccount *account)
{
    g_clear_pointer(&account->ext_id, g_free);
    g_clear_pointer(&account->name, g_free);
}

gboolean
run_explanation_account(const Explanation *explanation, gint64 id, ExplainAccount *ret, GError **error)
{
    static const char FIND[] = "SELECT ext_id, name FROM account WHERE id = :id";
    GError *problem = NULL;
    g_autoptr(KeepRows) rows = keep_db_query(explanation->context->db, FIND, BIND(KI("id", id)), error);
    if (rows == NULL)
        return FALSE;
    if (keep_rows_next(rows, &problem))
        *ret = (ExplainAccount){ g_strdup(keep_rows_text(rows, 0)), g_strdup(keep_rows_text(rows, 1)) };
    if (problem != NULL)
        g_propagate_error(error, problem);
    return problem == NULL;
}

gboolean
run_explanation_step(Explanation *explanation, const IdentifyStep *step, GError **error)
{
    g_auto(ExplainAccount) account = { NULL, NULL };
    if (step->account_id != 0 && !run_explanation_account(explanation, step->account_id, &account, error))
        return FALSE;
    Table *table = explanation->steps;
    table_row(table);
    table_cell(table, value_text(step->addr));
    table_cell(table, value_text(step->role));
    table_cell(table, value_text(step->step));
    table_cell(table, value_text(step->verdict));
    table_cell(table, value_text(step->reason));
    table_cell(table, value_text(step->what));
    table_cell(table, value_text(account.ext_id));
    g_autofree char *words = run_explain_words(step, &account);
    table_cell(table, value_text(words));
    return TRUE;
}

void
run_explanation_suggest(Explanation *explanation, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    g_autofree char *change = g_strdup_vprintf(format, list);
    va_end(list);
    if (!g_ptr_array_find_with_equal_func(explanation->changes, change, g_str_equal, NULL))
        g_ptr_array_add(explanation->changes, g_steal_pointer(&change));
}

void
run_explanation_deliver(Explanation *explanation, Document *document)
{
    Value *changes = value_list();
    for (guint i = 0; i < explanation->changes->len; i++)
        value_append(changes, value_text(explanation->changes->pdata[i]));
    document_fact(document, "changes", changes);
    document_add(document, g_steal_pointer(&explanation->steps));
}
