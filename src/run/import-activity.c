/* SPDX-License-Identifier: MIT
 * touchpoints, meetings and follow-ups as CSV. */
#include "run/import-kind.h"
#include <glib/gi18n.h>
#include "keep/follow-up.h"
#include "keep/hand.h"

#define NOON (12 * 3600)

/* Lead and contact must be the account's own (15-B28). */
static void
read_owners(ImportRow *row, KeepFields *fields)
{
    run_import_reference_field(row, fields, "contact", "contact_id", "contact");
    run_import_reference_field(row, fields, "lead", "lead_id", "lead");
    run_import_check_owners(row, fields);
}

static void
read_instant(ImportRow *row, KeepFields *fields, const char *column, const char *field, gint64 offset)
{
    gint64 at;
    if (run_cell_instant(&row->cells, column, offset, &at, NULL))
        keep_fields_int(fields, field, at);
    else if (run_cell_has(&row->cells, column) && run_cell_text(&row->cells, column) == NULL)
        keep_fields_null(fields, field);
}

/* --- touchpoints --------------------------------------------------------------------------------------------------------------- */

static gboolean
save_touchpoint(ImportRow *row, gboolean *ret_is_new, GError **error)
{
    g_autoptr(KeepFields) fields = keep_fields_new();
    gint64 id, account_id = 0, minutes, logged;
    if (run_import_reference(row, "account", "account", &account_id))
        keep_fields_int(fields, "account_id", account_id);
    run_import_choice(row, fields, "kind", "kind", "email|meeting|call|linkedin|sms|note");
    run_import_choice(row, fields, "direction", "direction", "in|out|both");
    read_instant(row, fields, "at", "occurred_at", 0);
    read_owners(row, fields);
    run_import_choice(row, fields, "outcome", "outcome",
                  "connected|right_person|no_answer|voicemail|wrong_person|not_interested|interested|booked");
    if (run_cell_int(&row->cells, "duration_min", 0, 100000, &minutes))
        keep_fields_int(fields, "duration_s", minutes * 60);
    run_import_text(row, fields, "summary", "summary");
    run_import_text(row, fields, "tags", "tags");
    run_import_reference_field(row, fields, "user", "user_id", "app_user");
    if (run_cell_instant(&row->cells, "logged", 0, &logged, NULL))
        keep_fields_int(fields, "logged_at", logged);
    if (!run_import_is_good(row))
        return TRUE;
    return keep_hand_touchpoint(row->db, run_cell_text(&row->cells, "id"), fields, row->is_manual ? "manual" : "import", row->calendar, row->now, &id, ret_is_new, error);
}

const ImportKind run_import_touchpoints = {
    .name = "touchpoints",
    .columns = (const ImportColumn[]){ COLUMN_OWN("id", TRUE), COLUMN_OWN("kind", TRUE), COLUMN_OWN("direction", TRUE), COLUMN_OWN("account", TRUE), COLUMN_OWN("at", TRUE), COLUMN_OWN("contact", FALSE),
                            COLUMN_OWN("lead", FALSE), COLUMN_OWN("outcome", FALSE), COLUMN_OWN("duration_min", FALSE), COLUMN_OWN("summary", FALSE), COLUMN_OWN("user", FALSE),
                            COLUMN_OWN("logged", FALSE), COLUMN_OWN("tags", FALSE), COLUMN_END },
    .save = save_touchpoint,
};

/* --- meetings ------------------------------------------------------------------------------------------------------------------- */

static gboolean
save_meeting(ImportRow *row, gboolean *ret_is_new, GError **error)
{
    g_autoptr(KeepFields) fields = keep_fields_new();
    gint64 id, account_id = 0, start = 0, end = 0, lead_id;
    run_import_reference(row, "account", "account", &account_id);
    read_instant(row, fields, "start", "start_at", 0);
    read_instant(row, fields, "end", "end_at", 0);
    if (keep_fields_get_int(fields, "start_at", &start) && keep_fields_get_int(fields, "end_at", &end) && end < start)
        run_cell_problem(&row->cells, "end", "%s", _("lies before the start"));
    run_import_text(row, fields, "summary", "summary");
    read_instant(row, fields, "booked", "booked_at", 0);
    run_import_choice(row, fields, "purpose", "purpose", "first|demo|check_in|qbr|strategic|annual|expansion|delivery|other");
    run_import_choice(row, fields, "outcome", "outcome", "assumed_held|held|no_show|not_held");
    read_instant(row, fields, "prep_done", "prep_done_at", 0);
    run_import_choice(row, fields, "place", "place", "in_person|video|phone");
    run_import_reference_field(row, fields, "lead", "lead_id", "lead");
    if (keep_fields_get_int(fields, "lead_id", &lead_id))
        run_import_check_account(row, "lead", "lead", lead_id, account_id);
    g_auto(GStrv) attendees = run_import_addresses(row, "attendees", FALSE);
    if (!run_import_is_good(row))
        return TRUE;
    return keep_hand_meeting(row->db, run_cell_text(&row->cells, "id"), fields, account_id, (const char *const *)attendees, row->calendar,
                             row->now, &id, ret_is_new, error);
}

const ImportKind run_import_meetings = {
    .name = "meetings",
    .columns = (const ImportColumn[]){ COLUMN_OWN("id", TRUE), COLUMN_OWN("start", TRUE), COLUMN_OWN("end", TRUE), COLUMN_OWN("account", TRUE), COLUMN_OWN("summary", FALSE), COLUMN_OWN("booked", FALSE),
                            COLUMN_OWN("purpose", FALSE), COLUMN_OWN("outcome", FALSE), COLUMN_OWN("prep_done", FALSE), COLUMN_OWN("place", FALSE), COLUMN_OWN("attendees", FALSE),
                            COLUMN_OWN("lead", FALSE), COLUMN_END },
    .save = save_meeting,
};

/* --- follow-ups --------------------------------------------------------------------------------------------------------------------- */

/* A day is due at its end, an instant is a promised time (15-B2). */
static gboolean
read_due(ImportRow *row, const char *column, gint32 *ret_day, gint64 *ret_at)
{
    gboolean is_day = FALSE;
    if (!run_cell_instant(&row->cells, column, 0, ret_at, &is_day))
        return FALSE;
    *ret_day = calendar_day_of(row->calendar, *ret_at);
    if (is_day)
        *ret_at = calendar_day_start(row->calendar, *ret_day + 1);
    return TRUE;
}

static void
read_dues(ImportRow *row, KeepFields *fields)
{
    gint32 day, committed_day;
    gint64 at, committed_at;
    if (!read_due(row, "due", &day, &at))
        return;
    if (!read_due(row, "committed_due", &committed_day, &committed_at)) {
        committed_day = day;
        committed_at = at;
    }
    keep_fields_int(fields, "due_day", day);
    keep_fields_int(fields, "due_at", at);
    keep_fields_int(fields, "committed_due_day", committed_day);
    keep_fields_int(fields, "committed_due_at", committed_at);
}

static void
read_state(ImportRow *row, KeepFields *fields)
{
    const char *status = NULL;
    gint64 done;
    gboolean has_status = run_cell_choice(&row->cells, "status", "open|done|cancelled", &status);
    gboolean has_done = run_cell_instant(&row->cells, "done", NOON, &done, NULL);
    if (!has_status)
        status = has_done ? "done" : "open";
    if (g_str_equal(status, "done") && !has_done)
        run_cell_problem(&row->cells, "done", "%s", _("required when the status is done"));
    if (!g_str_equal(status, "done") && has_done)
        run_cell_problem(&row->cells, "done", _("the status is %s"), status);
    keep_fields_text(fields, "status", status);
    if (has_done)
        keep_fields_int(fields, "done_at", done);
    else
        keep_fields_null(fields, "done_at");
}

static gboolean
save_follow_up(ImportRow *row, gboolean *ret_is_new, GError **error)
{
    g_autoptr(KeepFields) fields = keep_fields_new();
    gint64 id, account_id = 0;
    if (run_import_reference(row, "account", "account", &account_id))
        keep_fields_int(fields, "account_id", account_id);
    run_import_text(row, fields, "promise", "promise");
    read_instant(row, fields, "created", "created_at", 0);
    read_dues(row, fields);
    read_owners(row, fields);
    if (run_cell_text(&row->cells, "kind") != NULL)
        run_import_choice(row, fields, "kind", "kind", "follow_up|proposal|documentation|referral_thanks|playbook|other");
    read_state(row, fields);
    if (!run_import_is_good(row))
        return TRUE;
    return keep_follow_up_save(row->db, run_cell_text(&row->cells, "id"), fields, &id, ret_is_new, error);
}

const ImportKind run_import_follow_ups = {
    .name = "follow-ups",
    .columns = (const ImportColumn[]){ COLUMN_OWN("id", TRUE), COLUMN_OWN("account", TRUE), COLUMN_OWN("promise", TRUE), COLUMN_OWN("created", TRUE), COLUMN_OWN("due", TRUE), COLUMN_OWN("committed_due", FALSE),
                            COLUMN_OWN("lead", FALSE), COLUMN_OWN("contact", FALSE), COLUMN_OWN("kind", FALSE), COLUMN_OWN("status", FALSE), COLUMN_OWN("done", FALSE), COLUMN_END },
    .save = save_follow_up,
};
