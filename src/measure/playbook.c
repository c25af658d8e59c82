/* SPDX-License-Identifier: MIT
 * The playbook against losing a customer, as follow-ups. */
#include "measure/playbook.h"
#include <glib/gi18n.h>

static const struct {
    const char *promise;
    int workdays; /* from today until it is due */
} tasks[] = {
    {N_("Call their CEO: what is the problem, and what is behind it?"), 2},
    {N_("Report in figures what they have gained"), 5},
    {N_("Closer contact for 90 days: somebody senior looks after them"), 5},
    {N_("Propose services that fit them better"), 20},
};

gboolean
measure_playbook_open(const MeasureContext *context, gint64 account_id, gint64 signal_id, GError **error)
{
    static const char sql[] = "INSERT INTO follow_up (ext_id, account_id, kind, promise, created_at, committed_due_day, committed_due_at, due_day, due_at, "
                              "auto_close, signal_id) VALUES (:ext_id, :account, 'playbook', :promise, :now, :day, :at, :day, :at, 0, :signal)";
    gint32 today = calendar_day_of(context->calendar, context->now);
    for (gsize i = 0; i < G_N_ELEMENTS(tasks); i++) {
        gint32 day = calendar_workday_add(context->calendar, today, tasks[i].workdays);
        g_autofree char *id = g_strdup_printf("PB%" G_GINT64_FORMAT "-%d-%d", signal_id, today, (int)i + 1);
        if (!keep_db_run(context->db, sql,
                         BIND(KT("ext_id", id), KI("account", account_id), KT("promise", _(tasks[i].promise)), KI("now", context->now), KI("day", day),
                              KI("at", calendar_day_start(context->calendar, day + 1)), KI("signal", signal_id)),
                         error))
            return FALSE;
    }
    return TRUE;
}
