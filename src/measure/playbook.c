/* SPDX-License-Identifier: MIT
 * The playbook against losing a customer, as follow-ups. */
#include "measure/playbook.h"
#include <glib/gi18n.h>
#include "keep/follow-up.h"

static const struct {
    const char *promise;
    int workdays; /* from today until it is due */
} tasks[] = {
    {N_("Call their CEO: what is the problem, and what is behind it?"), 2},
    {N_("Report in figures what they have gained"), 5},
    {N_("Closer contact for 90 days: somebody senior looks after them"), 5},
    {N_("Propose services that fit them better"), 20},
};

static gboolean
open_task(const MeasureContext *context, gint64 account_id, gint64 signal_id, gsize place, GError **error)
{
    g_autoptr(KeepFields) fields = keep_fields_new();
    gint32 today = calendar_day_of(context->calendar, context->now), day = calendar_workday_add(context->calendar, today, tasks[place].workdays);
    gint64 id, end = calendar_day_start(context->calendar, day + 1);
    g_autofree char *ext_id = g_strdup_printf("PB%" G_GINT64_FORMAT "-%d-%d", signal_id, today, (int)place + 1);
    keep_fields_int(fields, "account_id", account_id);
    keep_fields_text(fields, "kind", "playbook");
    keep_fields_text(fields, "promise", _(tasks[place].promise));
    keep_fields_int(fields, "created_at", context->now);
    keep_fields_int(fields, "committed_due_day", day);
    keep_fields_int(fields, "committed_due_at", end);
    keep_fields_int(fields, "due_day", day);
    keep_fields_int(fields, "due_at", end);
    keep_fields_int(fields, "auto_close", 0);
    keep_fields_int(fields, "signal_id", signal_id);
    return keep_follow_up_save(context->db, ext_id, fields, &id, NULL, error);
}

gboolean
measure_playbook_open(const MeasureContext *context, gint64 account_id, gint64 signal_id, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(tasks); i++)
        if (!open_task(context, account_id, signal_id, i, error))
            return FALSE;
    return TRUE;
}
