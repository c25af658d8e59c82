/* SPDX-License-Identifier: MIT
 * The one deed of the engine: pausing a lead that never answers. */
#include "measure/due-pause.h"
#include "keep/lead.h"

static gboolean
is_open(const MeasureContext *context, gint64 lead_id, gboolean *ret_is_open, GError **error)
{
    gint64 one;
    return keep_db_int(context->db, "SELECT 1 FROM lead WHERE id = :lead AND status = 'open'",
                       BIND(KI("lead", lead_id)), &one, ret_is_open, error);
}

static gboolean
pause_lead(const MeasureContext *context, gint64 lead_id, GError **error)
{
    gint32 today = calendar_day_of(context->calendar, context->now);
    gint64 until = today + config_int(context->config, "attempts", "pause_days");
    return keep_lead_stage(context->db, lead_id, "paused", context->now, "live", context->calendar,
                           context->now, error) &&
           keep_db_run(context->db, "UPDATE lead SET paused_until_day = :until WHERE id = :lead",
                       BIND(KI("until", until), KI("lead", lead_id)), error);
}

gboolean
measure_due_pause(const MeasureContext *context, const Alert *alert, const Signal *signal,
                  GError **error)
{
    gboolean is_lead_open;
    if (!is_open(context, alert->lead_id, &is_lead_open, error))
        return FALSE;
    if (!is_lead_open)
        return TRUE;
    if (!signal && !measure_due_signal_open(context->db, alert, TRUE, context->now, error))
        return FALSE;
    gint64 id;
    return pause_lead(context, alert->lead_id, error) &&
           keep_db_int(context->db,
                       "SELECT id FROM signal WHERE dedup_key = :key AND state <> 'resolved'",
                       BIND(KT("key", alert->key)), &id, NULL, error) &&
           measure_due_signal_resolve(context->db, id, "paused", context->now, error);
}
