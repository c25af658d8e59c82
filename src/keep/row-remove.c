/* SPDX-License-Identifier: MIT
 * Rows of the trade removed, with what is only a part of them. */
#include <glib/gi18n.h>
#include "base/error.h"
#include "keep/row.h"

/* What hangs on a row of the table and is not a part of it; a stage that the rules name is always needed. */
static const struct {
    const char *table, *sql;
} hangs[] = {
    { "project", "SELECT COUNT(*) FROM survey_response WHERE project_id = :id" },
    { "service", "SELECT (SELECT COUNT(*) FROM lead WHERE service_id = :id) + (SELECT COUNT(*) FROM proposal WHERE service_id = :id)"
                 " + (SELECT COUNT(*) FROM project WHERE service_id = :id) + (SELECT COUNT(*) FROM invoice_line WHERE service_id = :id)"
                 " + (SELECT COUNT(*) FROM subscription WHERE service_id = :id)" },
    { "stage", "SELECT (SELECT COUNT(*) FROM lead WHERE stage_id = :id) + (SELECT COUNT(*) FROM lead_stage_history WHERE to_stage_id = :id OR from_stage_id = :id)"
               " + (SELECT COUNT(*) FROM stage WHERE id = :id AND code IN ('prospect', 'paused', 'won', 'lost'))" },
    { "lead_source", "SELECT (SELECT COUNT(*) FROM lead WHERE source_id = :id) + (SELECT COUNT(*) FROM lead_touch_source WHERE source_id = :id)"
                     " + (SELECT COUNT(*) FROM source_cost WHERE source_id = :id)" },
    { "competitor", "SELECT COUNT(*) FROM lead WHERE competitor_id = :id" },
};
static const struct {
    const char *table, *sql; /* parts first */
} removals[] = {
    { "invoice", "DELETE FROM invoice_line WHERE invoice_id = :id" },
    { "subscription", "DELETE FROM subscription_change WHERE subscription_id = :id" },
    { "invoice", "DELETE FROM invoice WHERE id = :id" },
    { "subscription", "DELETE FROM subscription WHERE id = :id" },
    { "proposal", "DELETE FROM proposal WHERE id = :id" },
    { "referral", "DELETE FROM referral WHERE id = :id" },
    { "project", "DELETE FROM project WHERE id = :id" },
    { "source_cost", "DELETE FROM source_cost WHERE id = :id" },
    { "survey_response", "DELETE FROM survey_response WHERE id = :id" },
    { "target", "DELETE FROM target WHERE id = :id" },
    { "service", "DELETE FROM service WHERE id = :id" },
    { "stage", "DELETE FROM stage WHERE id = :id" },
    { "lead_source", "DELETE FROM lead_source WHERE id = :id" },
    { "competitor", "DELETE FROM competitor WHERE id = :id" },
    { "manual_signal", "DELETE FROM manual_signal WHERE id = :id" },
};

static gboolean
count_hanging(KeepDb *db, const char *table, gint64 id, gint64 *ret_n, GError **error)
{
    *ret_n = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(hangs); i++)
        if (g_str_equal(hangs[i].table, table))
            return keep_db_int(db, hangs[i].sql, BIND(KI("id", id)), ret_n, NULL, error);
    return TRUE;
}

gboolean
keep_row_remove(KeepDb *db, const char *table, gint64 id, GError **error)
{
    gint64 n;
    if (!count_hanging(db, table, id, &n, error))
        return FALSE;
    if (n > 0)
        return fail(error, FAIL_REFUSED, N_("it is needed: %d rows name it; nothing was removed"), (int)n);
    for (gsize i = 0; i < G_N_ELEMENTS(removals); i++)
        if (g_str_equal(removals[i].table, table) && !keep_db_run(db, removals[i].sql, BIND(KI("id", id)), error))
            return FALSE;
    return TRUE;
}
