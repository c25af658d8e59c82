/* SPDX-License-Identifier: MIT
 * The one deed of the engine: pausing a lead that never answers. */
#include "measure/due-pause.h"

static gboolean
write_history(const MeasureContext *context, gint64 lead_id, gint32 today, GError **error)
{
    return keep_db_run(context->db,
                       "INSERT INTO lead_stage_history (lead_id, from_stage_id, to_stage_id, at, "
                       "local_day) "
                       "SELECT l.id, l.stage_id, s.id, :now, :today FROM lead l JOIN stage s ON "
                       "s.code = 'paused' "
                       "WHERE l.id = :lead",
                       BIND(KI("now", context->now), KI("today", today), KI("lead", lead_id)),
                       error) &&
           keep_db_run(
               context->db,
               "INSERT INTO lead_change (lead_id, at, local_day, field, old_text, new_text) "
               "SELECT id, :now, :today, 'status', status, 'paused' FROM lead WHERE id = :lead",
               BIND(KI("now", context->now), KI("today", today), KI("lead", lead_id)), error);
}

static gboolean
pause_lead(const MeasureContext *context, gint64 lead_id, gint32 today, GError **error)
{
    gint64 until = today + config_int(context->config, "attempts", "pause_days");
    return write_history(context, lead_id, today, error) &&
           keep_db_run(
               context->db,
               "UPDATE lead SET status = 'paused', paused_until_day = :until, updated_at = :now, "
               "stage_id = COALESCE((SELECT id FROM stage WHERE code = 'paused'), stage_id) WHERE "
               "id = :lead",
               BIND(KI("until", until), KI("now", context->now), KI("lead", lead_id)), error);
}

static gboolean
is_open(const MeasureContext *context, gint64 lead_id, gboolean *ret_is_open, GError **error)
{
    return keep_db_int(context->db, "SELECT 1 FROM lead WHERE id = :lead AND status = 'open'",
                       BIND(KI("lead", lead_id)), &(gint64){0}, ret_is_open, error);
}

gboolean
measure_due_pause(const MeasureContext *context, const Alert *alert, const Signal *signal,
                  GError **error)
{
    gint32 today = calendar_day_of(context->calendar, context->now);
    gboolean is_lead_open;
    if (!is_open(context, alert->lead_id, &is_lead_open, error))
        return FALSE;
    if (!is_lead_open)
        return TRUE;
    if (!signal && !measure_due_signal_open(context->db, alert, TRUE, context->now, error))
        return FALSE;
    gint64 id;
    return pause_lead(context, alert->lead_id, today, error) &&
           keep_db_int(context->db,
                       "SELECT id FROM signal WHERE dedup_key = :key AND state <> 'resolved'",
                       BIND(KT("key", alert->key)), &id, NULL, error) &&
           measure_due_signal_resolve(context->db, id, "paused", context->now, error);
}
