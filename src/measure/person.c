/* SPDX-License-Identifier: MIT
 * One SQL file, one table of what is stored on a person. */
#include "measure/person.h"
#include "measure/list-table.h"
#include "measure/sql.h"

gboolean
measure_person(const MeasureContext *context, const char *address, Document *document, guint *ret_rows, GError **error)
{
    static const char *const tables[][2] = {
        { "contacts", "person-contact" },     { "messages", "person-message" }, { "invitations", "person-invite" },
        { "reports", "person-report" },       { "meetings", "person-meeting" }, { "touchpoints", "person-touchpoint" },
        { "episodes", "person-episode" },     { "business", "person-business" }, { "decisions", "person-decision" },
        { "reminders", "person-reminder" },
    };
    *ret_rows = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(tables); i++) {
        Table *table = measure_list_query(context, tables[i][0], tables[i][1], BIND(KT("address", address)), error);
        if (!table)
            return FALSE;
        *ret_rows += table->rows->len;
        document_add(document, table);
    }
    return TRUE;
}

gboolean
measure_person_known(const MeasureContext *context, const char *address, PersonKnown *ret, GError **error)
{
    g_autoptr(KeepRows) rows =
        keep_db_query_text(context->db, measure_sql("address-known"), BIND(KT("addr", address), KI("now", context->now)), TRUE, error);
    if (!rows || !keep_rows_next(rows, error))
        return FALSE;
    *ret = (PersonKnown){keep_rows_int(rows, 0), keep_rows_int(rows, 1), keep_rows_int(rows, 2)};
    return TRUE;
}
