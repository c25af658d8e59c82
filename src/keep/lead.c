/* SPDX-License-Identifier: MIT
 * Leads, the history of their stages, and the audit of what their forecast depends on. */
#include "keep/lead.h"
#include "base/error.h"
#include "keep/touchpoint.h"
#include <glib/gi18n.h>

/* --- stage ------------------------------------------------------------------------------------------------------------------- */

static const char history_add_sql[] =
    "INSERT INTO lead_stage_history(lead_id, from_stage_id, to_stage_id, at, local_day, ingest, is_synthetic)"
    " SELECT :lead, (SELECT h.to_stage_id FROM lead_stage_history h WHERE h.lead_id = :lead AND h.at <= :at ORDER BY h.at DESC, h.id DESC LIMIT 1),"
    " :stage, :at, :day, :ingest, :synthetic"
    " WHERE NOT EXISTS (SELECT 1 FROM lead_stage_history h WHERE h.lead_id = :lead AND h.to_stage_id = :stage AND h.at = :at)";
/* History comes in any order: what follows the row came from its stage. */
static const char history_next_sql[] =
    "UPDATE lead_stage_history SET from_stage_id = (SELECT h.to_stage_id FROM lead_stage_history h WHERE h.lead_id = :lead AND h.at <= :at"
    " ORDER BY h.at DESC, h.id DESC LIMIT 1)"
    " WHERE id = (SELECT h.id FROM lead_stage_history h WHERE h.lead_id = :lead AND h.at > :at ORDER BY h.at, h.id LIMIT 1)";
static const char synthetic_drop_sql[] = "DELETE FROM lead_stage_history WHERE lead_id = :lead AND is_synthetic = 1";
/* The latest row of the history is the state (15-B4, B6). */
static const char follow_sql[] =
    "UPDATE lead SET stage_id = s.to_stage_id, status = s.kind,"
    " closed_at = CASE WHEN s.kind IN ('won','lost') THEN s.at END, closed_day = CASE WHEN s.kind IN ('won','lost') THEN s.local_day END,"
    " updated_at = :now FROM (SELECT h.to_stage_id, h.at, h.local_day, g.kind FROM lead_stage_history h JOIN stage g ON g.id = h.to_stage_id"
    " WHERE h.lead_id = :lead ORDER BY h.at DESC, h.id DESC LIMIT 1) s WHERE id = :lead";
static const char account_dirty_sql[] = "UPDATE account SET dirty = 1 WHERE id = (SELECT account_id FROM lead WHERE id = :lead)";

static gboolean
add_history(KeepDb *db, gint64 lead_id, gint64 stage_id, gint64 at, const char *ingest, gboolean is_synthetic, const Calendar *calendar,
            gint64 now, GError **error)
{
    return keep_db_run(db, history_add_sql,
                       BIND(KI("lead", lead_id), KI("stage", stage_id), KI("at", at), KI("day", calendar_day_of(calendar, at)),
                            KT("ingest", ingest), KI("synthetic", is_synthetic)), error) &&
           keep_db_run(db, history_next_sql, BIND(KI("lead", lead_id), KI("at", at)), error) &&
           keep_db_run(db, follow_sql, BIND(KI("lead", lead_id), KI("now", now)), error) &&
           keep_db_run(db, account_dirty_sql, BIND(KI("lead", lead_id)), error);
}

gboolean
keep_lead_stage(KeepDb *db, gint64 lead_id, const char *stage, gint64 at, const char *ingest, const Calendar *calendar, gint64 now,
                GError **error)
{
    gint64 stage_id;
    if (!keep_row_need(db, "stage", stage, &stage_id, error))
        return FALSE;
    /* A stage that is entered live leaves the beginning as it is known; imported history replaces the guess (15-B3). */
    gint64 since = at; /* what is known of the lead changes from here on */
    if (g_str_equal(ingest, "backfill")) {
        if (!keep_db_run(db, synthetic_drop_sql, BIND(KI("lead", lead_id)), error))
            return FALSE;
        since = keep_db_changes(db) > 0 ? 0 : at;
    }
    return add_history(db, lead_id, stage_id, at, ingest, FALSE, calendar, now, error) &&
           keep_touchpoint_relink(db, lead_id, 0, since, error);
}

gboolean
keep_lead_follow_stage(KeepDb *db, const char *stage, gint64 now, GError **error)
{
    static const char leads[] = "SELECT l.id FROM lead l JOIN stage g ON g.id = l.stage_id WHERE g.code = :stage AND l.status <> g.kind";
    g_autoptr(KeepRows) rows = keep_db_query(db, leads, BIND(KT("stage", stage)), error);
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    GError *problem = NULL;
    while (rows != NULL && keep_rows_next(rows, &problem)) {
        gint64 id = keep_rows_int(rows, 0);
        g_array_append_val(ids, id);
    }
    if (problem != NULL)
        g_propagate_error(error, problem);
    gboolean good = rows != NULL && problem == NULL;
    for (guint i = 0; good && i < ids->len; i++) {
        gint64 id = g_array_index(ids, gint64, i);
        good = keep_db_run(db, follow_sql, BIND(KI("lead", id), KI("now", now)), error) && keep_db_run(db, account_dirty_sql, BIND(KI("lead", id)), error);
    }
    return good;
}

/* --- audit ------------------------------------------------------------------------------------------------------------------- */

static const char *const audited[] = { "probability", "amount_ore", "expected_close_day", "source_id", "forecast_category" };
static const char change_sql[] =
    "INSERT INTO lead_change(lead_id, at, local_day, field, old_value, new_value, old_text, new_text)"
    " SELECT :lead, :at, :day, :field, :old, :new, :old_text, :new_text WHERE NOT EXISTS (SELECT 1 FROM lead_change c WHERE c.lead_id = :lead"
    " AND c.at = :at AND c.field = :field AND c.old_value IS :old AND c.new_value IS :new AND c.old_text IS :old_text AND c.new_text IS :new_text)";

static KeepBind
named(const char *name, const KeepBind *value, gboolean want_text)
{
    gboolean is_text = value->type == KEEP_BIND_TEXT;
    if (value->type == KEEP_BIND_NULL || is_text != want_text)
        return (KeepBind)KN(name);
    KeepBind bind = *value;
    bind.name = name;
    return bind;
}

gboolean
keep_lead_change(KeepDb *db, gint64 lead_id, gint64 at, const char *field, const KeepBind *old_value, const KeepBind *new_value,
                 const Calendar *calendar, GError **error)
{
    const KeepBind binds[] = { KI("lead", lead_id), KI("at", at), KI("day", calendar_day_of(calendar, at)), KT("field", field),
                               named("old", old_value, FALSE), named("new", new_value, FALSE), named("old_text", old_value, TRUE),
                               named("new_text", new_value, TRUE), { NULL, KEEP_BIND_NULL, 0, 0, NULL } };
    return keep_db_run(db, change_sql, binds, error);
}

static KeepBind
column_bind(KeepRows *row, int column)
{
    if (keep_rows_is_null(row, column))
        return (KeepBind)KN("");
    if (keep_rows_is_text(row, column))
        return (KeepBind)KT("", keep_rows_text(row, column));
    return (KeepBind)KI("", keep_rows_int(row, column));
}

static KeepBind
field_bind(const KeepFields *fields, const char *column)
{
    gint64 value;
    if (keep_fields_get_int(fields, column, &value))
        return (KeepBind)KI("", value);
    const char *text = keep_fields_get_text(fields, column);
    return text != NULL ? (KeepBind)KT("", text) : (KeepBind)KN("");
}

static gboolean
is_same(const KeepBind *a, const KeepBind *b)
{
    return a->type == b->type && a->i == b->i && g_strcmp0(a->t, b->t) == 0;
}

static gboolean
audit(KeepDb *db, gint64 id, const KeepFields *fields, const Calendar *calendar, gint64 now, GError **error)
{
    g_autoptr(KeepRows) row = keep_db_query(
        db, "SELECT probability, amount_ore, expected_close_day, source_id, forecast_category FROM lead WHERE id = :id",
        BIND(KI("id", id)), error);
    if (row == NULL || !keep_rows_next(row, error))
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(audited); i++) {
        const KeepBind old_value = column_bind(row, (int)i), new_value = field_bind(fields, audited[i]);
        if (!keep_fields_has(fields, audited[i]) || is_same(&old_value, &new_value))
            continue;
        if (!keep_lead_change(db, id, now, audited[i], &old_value, &new_value, calendar, error))
            return FALSE;
    }
    return TRUE;
}

/* --- saving ------------------------------------------------------------------------------------------------------------------- */

static const char real_history_sql[] = "SELECT COUNT(*) FROM lead_stage_history WHERE lead_id = :id AND is_synthetic = 0";
static const char created_sql[] = "SELECT created_at FROM lead WHERE id = :id";
static const char account_sql[] = "SELECT account_id FROM lead WHERE id = :id";
static const char kind_sql[] = "SELECT kind FROM stage WHERE id = :id";

/* One history row for a lead without history: its stage, at its creation (open) or its closing (spec 00 §5). */
static gboolean
begin_history(KeepDb *db, gint64 id, gint64 stage_id, gint64 closed_at, const Calendar *calendar, gint64 now, GError **error)
{
    gint64 real = 0, created = 0;
    if (!keep_db_int(db, real_history_sql, BIND(KI("id", id)), &real, NULL, error) ||
        !keep_db_int(db, created_sql, BIND(KI("id", id)), &created, NULL, error))
        return FALSE;
    if (real > 0)
        return TRUE;
    g_autofree char *kind = keep_db_text(db, kind_sql, BIND(KI("id", stage_id)), error);
    if (kind == NULL)
        return FALSE;
    gboolean is_closed = g_str_equal(kind, "won") || g_str_equal(kind, "lost");
    return keep_db_run(db, synthetic_drop_sql, BIND(KI("lead", id)), error) &&
           add_history(db, id, stage_id, is_closed && closed_at != 0 ? closed_at : created, "backfill", TRUE, calendar, now, error);
}

/* Whose touches a lead may claim depends on these. */
static gboolean
moves_touches(const KeepFields *fields)
{
    return keep_fields_has(fields, "account_id") || keep_fields_has(fields, "contact_id") || keep_fields_has(fields, "created_at");
}

gboolean
keep_lead_save(KeepDb *db, const char *ext_id, KeepFields *fields, const char *stage, gint64 closed_at, const Calendar *calendar,
               gint64 now, gint64 *ret_id, gboolean *ret_is_new, GError **error)
{
    g_autoptr(GError) failure = NULL;
    gint64 id = keep_row_find(db, "lead", ext_id, &failure), stage_id = 0, prospect_id = 0;
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    if (!keep_row_need(db, "stage", stage != NULL ? stage : "prospect", &stage_id, error) ||
        !keep_row_need(db, "stage", "prospect", &prospect_id, error))
        return FALSE;
    gint64 left = 0;
    if (id != 0 && (!audit(db, id, fields, calendar, now, error) || !keep_db_int(db, account_sql, BIND(KI("id", id)), &left, NULL, error)))
        return FALSE;
    if (id == 0) /* an open stage until the history speaks: the row's own check wants closing and status to agree */
        keep_fields_int(fields, "stage_id", prospect_id);
    keep_fields_int(fields, "updated_at", now);
    if (!keep_row_save(db, "lead", ext_id, fields, ret_id, ret_is_new, error))
        return FALSE;
    if ((id == 0 || stage != NULL) && !begin_history(db, *ret_id, stage_id, closed_at, calendar, now, error))
        return FALSE;
    return (id != 0 && stage == NULL && !moves_touches(fields)) || keep_touchpoint_relink(db, *ret_id, left, 0, error);
}

static const char hangs_sql[] = "SELECT (SELECT COUNT(*) FROM touchpoint WHERE lead_id = :id) + (SELECT COUNT(*) FROM proposal WHERE lead_id = :id)"
                                " + (SELECT COUNT(*) FROM follow_up WHERE lead_id = :id) + (SELECT COUNT(*) FROM meeting WHERE lead_id = :id)";
static const char *const own_sql[] = {
    "DELETE FROM lead_stage_history WHERE lead_id = :id", "DELETE FROM lead_change WHERE lead_id = :id",
    "DELETE FROM qualification_step WHERE lead_id = :id", "DELETE FROM lead_touch_source WHERE lead_id = :id",
    "DELETE FROM manual_signal WHERE lead_id = :id",
    "UPDATE response_episode SET lead_id = NULL WHERE lead_id = :id", "DELETE FROM lead WHERE id = :id",
};

char *
keep_lead_status(KeepDb *db, gint64 lead_id, GError **error)
{
    return keep_db_text(db, "SELECT status FROM lead WHERE id = :id", BIND(KI("id", lead_id)), error);
}

gboolean
keep_lead_remove(KeepDb *db, gint64 lead_id, GError **error)
{
    gint64 rows = 0;
    if (!keep_db_int(db, hangs_sql, BIND(KI("id", lead_id)), &rows, NULL, error))
        return FALSE;
    if (rows > 0)
        return fail(error, FAIL_REFUSED, N_("%d rows hang on this lead; nothing was removed"), (int)rows);
    for (gsize i = 0; i < G_N_ELEMENTS(own_sql); i++)
        if (!keep_db_run(db, own_sql[i], BIND(KI("id", lead_id)), error))
            return FALSE;
    return TRUE;
}
