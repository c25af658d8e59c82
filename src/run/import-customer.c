/* SPDX-License-Identifier: MIT
 * What customers say and are worth as CSV: surveys, value-notes, tier-history; and what is sold, by which stages and sources. */
#include "run/import-kind.h"
#include "keep/lead.h"
#include <glib/gi18n.h>


static void
check_survey(ImportRow *row, KeepFields *fields)
{
    run_import_check_owners(row, fields);
    if (!keep_fields_has(fields, "contact_id"))
        keep_fields_null(fields, "contact_id");
    if (!keep_fields_has(fields, "project_id"))
        keep_fields_null(fields, "project_id");
    if (!keep_fields_has(fields, "ext_id"))
        keep_fields_null(fields, "ext_id");
}

/* With an id the row is the one of that id, else the one that says the same (15-B24, B30). */
static gboolean
save_survey(ImportRow *row, gboolean *ret_is_new, GError **error)
{
    ImportKind kind = *row->kind;
    kind.keys = run_cell_text(&row->cells, "id") != NULL ? "ext_id" : "account_id kind score local_day contact_id project_id ext_id";
    row->kind = &kind;
    return run_import_plain(row, ret_is_new, error);
}

const ImportKind run_import_surveys = {
    "surveys",
    (const ImportColumn[]){ COLUMN_TEXT("id", FALSE, "ext_id"), COLUMN_REFERENCE("account", TRUE, "account_id", "account"), COLUMN_CHOICE("kind", TRUE, "kind", "nps|csat"),
                            COLUMN_INT("score", TRUE, "score", 0, 10), COLUMN_DAY("date", TRUE, "local_day"), COLUMN_REFERENCE("contact", FALSE, "contact_id", "contact"),
                            COLUMN_REFERENCE("project", FALSE, "project_id", "project"), COLUMN_END },
    save_survey, "survey_response", NULL, check_survey,
};

const ImportKind run_import_value_notes = {
    "value-notes",
    (const ImportColumn[]){ COLUMN_REFERENCE("account", TRUE, "account_id", "account"), COLUMN_DAY("date", TRUE, "local_day"),
                            COLUMN_CHOICE("kind", TRUE, "kind", "benefit|cost_saving|roi_report"), COLUMN_TEXT("note", TRUE, "note"),
                            COLUMN_SIGNED_MONEY("amount", FALSE, "amount_ore"), COLUMN_END },
    run_import_plain, "value_note", "account_id local_day kind note", NULL,
};

const ImportKind run_import_tier_history = {
    "tier-history",
    (const ImportColumn[]){ COLUMN_REFERENCE("account", TRUE, "account_id", "account"), COLUMN_INT("tier", TRUE, "tier", 1, 3), COLUMN_DAY("from", TRUE, "from_day"),
                            COLUMN_TEXT("reason", FALSE, "reason"), COLUMN_END },
    run_import_plain, "account_tier_history", "account_id from_day", NULL,
};

/* --- the catalogue of the business ------------------------------------------------------------------------------------------------- */

static gboolean
is_new(ImportRow *row)
{
    return keep_row_find(row->db, row->kind->table, run_cell_text(&row->cells, "code"), NULL) == 0;
}

static void
check_service(ImportRow *row, KeepFields *fields)
{
    if (!run_import_is_good(row) || !is_new(row))
        return;
    run_import_default_text(fields, "name", run_cell_text(&row->cells, "code"));
    if (keep_fields_get_text(fields, "category") == NULL)
        run_cell_problem(&row->cells, "category", "%s", _("is required"));
}

const ImportKind run_import_services = {
    "services",
    (const ImportColumn[]){ COLUMN_TEXT("code", TRUE, "code"), COLUMN_TEXT("name", FALSE, "name"), COLUMN_CHOICE("category", FALSE, "category", "one_off|recurring"),
                            COLUMN_CHOICE("unit", FALSE, "unit", "user_month|month|hour|project|fee"), COLUMN_INT("list_price_ore", FALSE, "list_price_ore", 0, G_MAXINT64 / 2),
                            COLUMN_INT("std_duration_days", FALSE, "std_duration_days", 0, 36500),
                            COLUMN_INT("cycle_target_min_days", FALSE, "cycle_target_min_days", 0, 36500),
                            COLUMN_INT("cycle_target_max_days", FALSE, "cycle_target_max_days", 0, 36500),
                            COLUMN_CHOICE("status", FALSE, "status", "planned|active|retired"), COLUMN_END },
    run_import_plain, "service", "code", check_service,
};

static void
check_stage(ImportRow *row, KeepFields *fields)
{
    const char *code = run_cell_text(&row->cells, "code");
    if (!run_import_is_good(row) || !is_new(row))
        return;
    run_import_default_text(fields, "name_sv", code);
    run_import_default_text(fields, "name_en", code);
    run_import_default_int(fields, "default_probability", 0);
    if (keep_fields_get_text(fields, "kind") == NULL)
        run_cell_problem(&row->cells, "kind", "%s", _("is required"));
    gint64 ord;
    if (!keep_fields_get_int(fields, "ord", &ord))
        run_cell_problem(&row->cells, "ord", "%s", _("is required"));
}

/* The kind of a stage is what leads in it are. */
static gboolean
save_stage(ImportRow *row, gboolean *ret_is_new, GError **error)
{
    return run_import_plain(row, ret_is_new, error) &&
           (!run_import_is_good(row) || keep_lead_follow_stage(row->db, run_cell_text(&row->cells, "code"), row->now, error));
}

const ImportKind run_import_stages = {
    "stages",
    (const ImportColumn[]){ COLUMN_TEXT("code", TRUE, "code"), COLUMN_TEXT("name_sv", FALSE, "name_sv"), COLUMN_TEXT("name_en", FALSE, "name_en"),
                            COLUMN_INT("ord", FALSE, "ord", 0, 1000000), COLUMN_CHOICE("kind", FALSE, "kind", "open|won|lost|paused"),
                            COLUMN_BOOL("is_contacted", FALSE, "is_contacted"), COLUMN_BOOL("is_interested", FALSE, "is_interested"),
                            COLUMN_BOOL("is_qualified", FALSE, "is_qualified"), COLUMN_BOOL("is_opportunity", FALSE, "is_opportunity"),
                            COLUMN_INT("default_probability", FALSE, "default_probability", 0, 100), COLUMN_INT("stale_days", FALSE, "stale_days", 1, 3650), COLUMN_END },
    save_stage, "stage", "code", check_stage,
};

static void
check_source(ImportRow *row, KeepFields *fields)
{
    if (!run_import_is_good(row) || !is_new(row))
        return;
    run_import_default_text(fields, "name", run_cell_text(&row->cells, "code"));
    run_import_default_text(fields, "category", "other");
}

const ImportKind run_import_sources = {
    "sources",
    (const ImportColumn[]){ COLUMN_TEXT("code", TRUE, "code"), COLUMN_TEXT("name", FALSE, "name"),
                            COLUMN_CHOICE("category", FALSE, "category", "cold_calling|referral|website|linkedin|event|content|other"),
                            COLUMN_CHOICE("status", FALSE, "status", "active|testing|planned|retired"), COLUMN_DAY("test_started", FALSE, "test_started_day"),
                            COLUMN_INT("conv_target_min_bp", FALSE, "conv_target_min_bp", 0, 10000), COLUMN_INT("conv_target_max_bp", FALSE, "conv_target_max_bp", 0, 10000), COLUMN_END },
    run_import_plain, "lead_source", "code", check_source,
};
