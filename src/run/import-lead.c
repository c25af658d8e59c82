/* SPDX-License-Identifier: MIT
 * leads, stage-history and lead-changes as CSV (15-B3..B7, B27). */
#include "run/import-kind.h"
#include <glib/gi18n.h>
#include "keep/competitor.h"
#include "keep/lead.h"

/* --- leads -------------------------------------------------------------------------------------------------------------------- */

/* "engagement budget timeline" as bits (09 §9.10). */
static void
read_evidence(ImportRow *row, KeepFields *fields)
{
    static const char *const words[] = { "engagement", "budget", "timeline" };
    g_auto(GStrv) items = run_cell_list(&row->cells, "evidence");
    gint64 bits = 0;
    if (!run_cell_has(&row->cells, "evidence"))
        return;
    for (char **item = items; item != NULL && *item != NULL; item++) {
        gsize i = 0;
        while (i < G_N_ELEMENTS(words) && !g_str_equal(words[i], *item))
            i++;
        if (i == G_N_ELEMENTS(words))
            run_cell_problem(&row->cells, "evidence", _("\"%s\" is none of %s"), *item, "engagement, budget, timeline");
        else
            bits |= (gint64)1 << i;
    }
    keep_fields_int(fields, "prob_evidence", bits);
}

/* A lost reason or competitor that nobody knows yet is made (15-B10). */
static gboolean
find_or_make(ImportRow *row, KeepFields *fields, const char *column, const char *table, const char *insert, const char *field, GError **error)
{
    const char *text = run_cell_text(&row->cells, column);
    g_autoptr(GError) failure = NULL;
    if (!run_cell_has(&row->cells, column))
        return TRUE;
    if (text == NULL) {
        keep_fields_null(fields, field);
        return TRUE;
    }
    gint64 id = 0;
    if (g_str_equal(table, "competitor"))
        keep_competitor_find(row->db, text, &id, &failure); /* by any of its spellings */
    else
        id = keep_row_find(row->db, table, text, &failure);
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    if (id == 0) {
        if (!keep_db_run(row->db, insert, BIND(KT("name", text)), error))
            return FALSE;
        id = keep_db_last_id(row->db);
    }
    keep_fields_int(fields, field, id);
    return TRUE;
}

static gboolean
read_names(ImportRow *row, KeepFields *fields, GError **error)
{
    return find_or_make(row, fields, "lost_reason", "lost_reason", "INSERT INTO lost_reason(code, name_sv) VALUES(:name, :name)",
                        "lost_reason_id", error) &&
           find_or_make(row, fields, "competitor", "competitor", "INSERT INTO competitor(name) VALUES(:name)", "competitor_id", error);
}

static void
read_instants(ImportRow *row, KeepFields *fields, gint64 *ret_closed)
{
    gint64 at;
    if (run_cell_instant(&row->cells, "created", 0, &at, NULL)) {
        keep_fields_int(fields, "created_at", at);
        keep_fields_int(fields, "created_day", calendar_day_of(row->calendar, at));
    }
    if (run_cell_instant(&row->cells, "demo", 0, &at, NULL))
        keep_fields_int(fields, "demo_at", at);
    if (run_cell_instant(&row->cells, "enriched", 0, &at, NULL))
        keep_fields_int(fields, "enriched_at", at);
    *ret_closed = 0;
    run_cell_instant(&row->cells, "closed", 0, ret_closed, NULL);
}

static void
read_lead(ImportRow *row, KeepFields *fields)
{
    run_import_text(row, fields, "name", "name");
    run_import_reference_field(row, fields, "service", "service_id", "service");
    if (run_cell_text(&row->cells, "kind") != NULL)
        run_import_choice(row, fields, "kind", "kind", "new_business|expansion|renewal");
    run_import_choice(row, fields, "expansion_type", "expansion_type", "organic|service|technology|strategic");
    run_import_int(row, fields, "probability", "probability", 0, 100);
    run_import_day(row, fields, "probability_reviewed", "probability_reviewed_day");
    run_import_money(row, fields, "amount", "amount_ore");
    run_import_int(row, fields, "users", "users", 0, 10000000);
    run_import_int(row, fields, "term_months", "term_months", 0, 1200);
    run_import_day(row, fields, "expected_close", "expected_close_day");
    run_import_choice(row, fields, "forecast_category", "forecast_category", "omitted|pipeline|best_case|commit");
    run_import_reference_field(row, fields, "source", "source_id", "lead_source");
    run_import_day(row, fields, "paused_until", "paused_until_day");
    read_evidence(row, fields);
}

/* Won and lost need their day unless real history tells it; an open stage has none (15-B27). */
static gboolean
check_closing(ImportRow *row, const char *stage, gint64 closed, GError **error)
{
    gint64 real = 0;
    g_autofree char *kind = keep_db_text(row->db, "SELECT kind FROM stage WHERE code = :code", BIND(KT("code", stage != NULL ? stage : "prospect")), error);
    if (kind == NULL) {
        run_cell_problem(&row->cells, "stage", _("no stage %s"), stage);
        return *error == NULL;
    }
    gboolean is_closed = g_str_equal(kind, "won") || g_str_equal(kind, "lost");
    if (!keep_db_int(row->db, "SELECT COUNT(*) FROM lead_stage_history h JOIN lead l ON l.id = h.lead_id WHERE l.ext_id = :id AND h.is_synthetic = 0",
                     BIND(KT("id", run_cell_text(&row->cells, "id"))), &real, NULL, error))
        return FALSE;
    if (is_closed && closed == 0 && real == 0)
        run_cell_problem(&row->cells, "closed", "%s", _("required for won/lost"));
    if (!is_closed && closed != 0)
        run_cell_problem(&row->cells, "closed", _("the stage %s is open"), stage != NULL ? stage : "prospect");
    return TRUE;
}

static gboolean
save_lead(ImportRow *row, gboolean *ret_is_new, GError **error)
{
    g_autoptr(KeepFields) fields = keep_fields_new();
    gint64 id, account_id = 0, contact_id, closed;
    const char *stage = run_cell_text(&row->cells, "stage");
    if (run_import_reference(row, "account", "account", &account_id))
        keep_fields_int(fields, "account_id", account_id);
    run_import_reference_field(row, fields, "contact", "contact_id", "contact");
    if (keep_fields_get_int(fields, "contact_id", &contact_id))
        run_import_check_account(row, "contact", "contact", contact_id, account_id);
    read_lead(row, fields);
    read_instants(row, fields, &closed);
    if (!read_names(row, fields, error) || !check_closing(row, stage, closed, error))
        return FALSE;
    if (!run_import_is_good(row))
        return TRUE;
    row->column = "id";
    return keep_lead_save(row->db, run_cell_text(&row->cells, "id"), fields, stage, closed, row->calendar, row->now, &id, ret_is_new, error);
}

const ImportKind run_import_leads = {
    .name = "leads",
    .columns = (const ImportColumn[]){ COLUMN_OWN("id", TRUE), COLUMN_OWN("account", TRUE), COLUMN_OWN("name", TRUE), COLUMN_OWN("contact", FALSE), COLUMN_OWN("service", FALSE), COLUMN_OWN("kind", FALSE),
                            COLUMN_OWN("expansion_type", FALSE), COLUMN_OWN("stage", FALSE), COLUMN_OWN("probability", FALSE), COLUMN_OWN("probability_reviewed", FALSE),
                            COLUMN_OWN("evidence", FALSE), COLUMN_OWN("amount", FALSE), COLUMN_OWN("users", FALSE), COLUMN_OWN("term_months", FALSE), COLUMN_OWN("expected_close", FALSE),
                            COLUMN_OWN("forecast_category", FALSE), COLUMN_OWN("source", FALSE), COLUMN_OWN("created", TRUE), COLUMN_OWN("closed", FALSE), COLUMN_OWN("lost_reason", FALSE),
                            COLUMN_OWN("competitor", FALSE), COLUMN_OWN("paused_until", FALSE), COLUMN_OWN("demo", FALSE), COLUMN_OWN("enriched", FALSE), COLUMN_END },
    .save = save_lead,
};

/* --- stage-history --------------------------------------------------------------------------------------------------------------- */

static gboolean
save_history(ImportRow *row, gboolean *ret_is_new, GError **error)
{
    gint64 lead_id = 0, stage_id = 0, at = 0, rows = 0;
    run_import_reference(row, "lead", "lead", &lead_id);
    run_import_reference(row, "stage", "stage", &stage_id);
    run_cell_instant(&row->cells, "at", 0, &at, NULL);
    if (!run_import_is_good(row))
        return TRUE;
    if (!keep_db_int(row->db, "SELECT COUNT(*) FROM lead_stage_history WHERE lead_id = :lead AND to_stage_id = :stage AND at = :at AND is_synthetic = 0",
                     BIND(KI("lead", lead_id), KI("stage", stage_id), KI("at", at)), &rows, NULL, error))
        return FALSE;
    *ret_is_new = rows == 0;
    return keep_lead_stage(row->db, lead_id, run_cell_text(&row->cells, "stage"), at, "backfill", row->calendar, row->now, error);
}

const ImportKind run_import_stage_history = {
    .name = "stage-history",
    .columns = (const ImportColumn[]){ COLUMN_OWN("lead", TRUE), COLUMN_OWN("stage", TRUE), COLUMN_OWN("at", TRUE), COLUMN_END },
    .save = save_history,
};

/* --- lead-changes ------------------------------------------------------------------------------------------------------------------ */

static const struct {
    const char *name, *field;
    enum { CHANGE_PERCENT, CHANGE_MONEY, CHANGE_DAY, CHANGE_CATEGORY, CHANGE_SOURCE } type;
} changes[] = {
    { "probability", "probability", CHANGE_PERCENT },
    { "amount", "amount_ore", CHANGE_MONEY },
    { "expected_close", "expected_close_day", CHANGE_DAY },
    { "forecast_category", "forecast_category", CHANGE_CATEGORY },
    { "source", "source_id", CHANGE_SOURCE },
};

static KeepBind
change_value(ImportRow *row, const char *column, int type)
{
    gint64 value = 0;
    gint32 day = 0;
    const char *choice = NULL;
    gboolean has = FALSE;
    switch (type) {
    case CHANGE_PERCENT:
        has = run_cell_int(&row->cells, column, 0, 100, &value);
        break;
    case CHANGE_MONEY:
        has = run_cell_money(&row->cells, column, &value);
        break;
    case CHANGE_DAY:
        has = run_cell_day(&row->cells, column, &day);
        value = day;
        break;
    case CHANGE_CATEGORY:
        return run_cell_choice(&row->cells, column, "omitted|pipeline|best_case|commit", &choice) ? (KeepBind)KT("", choice) : (KeepBind)KN("");
    default:
        has = run_import_reference(row, column, "lead_source", &value);
        break;
    }
    return has ? (KeepBind)KI("", value) : (KeepBind)KN("");
}

static gboolean
save_change(ImportRow *row, gboolean *ret_is_new, GError **error)
{
    gint64 lead_id = 0, at = 0;
    const char *name = run_cell_text(&row->cells, "field");
    gsize i = 0;
    while (i < G_N_ELEMENTS(changes) && g_strcmp0(changes[i].name, name) != 0)
        i++;
    gboolean is_known = i < G_N_ELEMENTS(changes);
    if (name != NULL && !is_known)
        run_cell_problem(&row->cells, "field", _("\"%s\" is none of %s"), name, "probability, amount, expected_close, forecast_category, source");
    run_import_reference(row, "lead", "lead", &lead_id);
    run_cell_instant(&row->cells, "at", 0, &at, NULL);
    if (!is_known)
        return TRUE;
    const KeepBind old_value = change_value(row, "old", (int)changes[i].type), new_value = change_value(row, "new", (int)changes[i].type);
    if (!run_import_is_good(row))
        return TRUE;
    if (!keep_lead_change(row->db, lead_id, at, changes[i].field, &old_value, &new_value, row->calendar, error))
        return FALSE;
    *ret_is_new = keep_db_changes(row->db) > 0;
    return TRUE;
}

const ImportKind run_import_lead_changes = {
    .name = "lead-changes",
    .columns = (const ImportColumn[]){ COLUMN_OWN("lead", TRUE), COLUMN_OWN("at", TRUE), COLUMN_OWN("field", TRUE), COLUMN_OWN("old", FALSE), COLUMN_OWN("new", FALSE), COLUMN_END },
    .save = save_change,
};
