/* SPDX-License-Identifier: MIT
 * CSV files of every kind become rows: whole or not at all. */
#include "run/import.h"
#include <glib/gi18n.h>
#include <string.h>
#include "base/error.h"
#include "base/text.h"
#include "collect/sheet-map.h"
#include "keep/hand.h"
#include "run/import-kind.h"
#include "run/import-map.h"

#define CACHE_MEBIBYTES 64 /* a row goes into an index for each thing that is asked of it: without it every page is read many times */

static const ImportKind *const kinds[] = {
    &run_import_users,         &run_import_accounts,     &run_import_contacts, &run_import_leads,      &run_import_stage_history,
    &run_import_lead_changes,  &run_import_qualification, &run_import_lead_touches, &run_import_proposals, &run_import_projects,
    &run_import_invoices, &run_import_subscriptions, &run_import_subscription_changes, &run_import_costs, &run_import_touchpoints,
    &run_import_meetings, &run_import_follow_ups, &run_import_reviews, &run_import_surveys, &run_import_referrals, &run_import_targets,
    &run_import_value_notes, &run_import_tier_history, &run_import_services, &run_import_stages, &run_import_sources,
    &run_import_forecast_snapshots, &run_import_tiers, &run_import_review_policies, &run_import_signals, &run_import_competitors,
};

const char *const *
run_import_kinds(void)
{
    static const char *names[G_N_ELEMENTS(kinds) + 1];
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        names[i] = kinds[i]->name;
    return names;
}

void
run_import_summary_clear(ImportSummary *summary)
{
    g_clear_pointer(&summary->missing, g_ptr_array_unref);
    g_clear_pointer(&summary->outside, g_ptr_array_unref);
}

static const ImportKind *
find_kind(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (g_str_equal(kinds[i]->name, name))
            return kinds[i];
    return NULL;
}

/* --- the header ----------------------------------------------------------------------------------------------------------- */

static gboolean
is_known(const ImportKind *kind, const char *column)
{
    for (const ImportColumn *known = kind->columns; known->name != NULL; known++)
        if (g_str_equal(known->name, column))
            return TRUE;
    return FALSE;
}

static char *
known_names(const ImportKind *kind)
{
    GString *names = g_string_new(NULL);
    for (const ImportColumn *known = kind->columns; known->name != NULL; known++)
        g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", known->name);
    return g_string_free(names, FALSE);
}

/* FALSE if the rows cannot be looked at: what they lack would be told of each. A column too many keeps no bad cell from being told. */
static gboolean
check_header(const ImportKind *kind, const char *file, const CollectSheet *sheet, GPtrArray *problems)
{
    g_autofree char *names = known_names(kind);
    for (guint i = 0; i < sheet->n_columns; i++)
        if (!is_known(kind, sheet->columns[i]))
            g_ptr_array_add(problems, g_strdup_printf(_("%s:1: %s: unknown column; known are %s"), file, sheet->columns[i], names));
    guint before = problems->len;
    for (const ImportColumn *known = kind->columns; known->name != NULL; known++)
        if (known->is_required && !g_strv_contains((const char *const *)sheet->columns, known->name))
            g_ptr_array_add(problems, g_strdup_printf(_("%s:1: %s: required column is missing"), file, known->name));
    return problems->len == before;
}

/* --- rows --------------------------------------------------------------------------------------------------------------------- */

static void
check_required(const ImportKind *kind, const CellReader *cells)
{
    for (const ImportColumn *column = kind->columns; column->name != NULL; column++)
        if (column->is_required && run_cell_text(cells, column->name) == NULL)
            run_cell_problem(cells, column->name, "%s", _("is required"));
}

/* The size of a company never keeps it out (17-K5). */
static void
note_size(const ImportRow *row, ImportSummary *summary)
{
    gint64 low, high, employees;
    const char *text = run_cell_text(&row->cells, "employees");
    char *end;
    if (text == NULL || row->kind != &run_import_accounts)
        return;
    low = g_ascii_strtoll(config_text(row->config, "import", "employees"), &end, 10);
    high = g_ascii_strtoll(end + 1, NULL, 10);
    employees = g_ascii_strtoll(text, NULL, 10);
    if (employees >= low && employees <= high)
        return;
    if (summary->outside == NULL)
        summary->outside = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(summary->outside, g_strdup(run_cell_text(&row->cells, "id")));
}

/* A row that the store refuses is the row's fault, and named as such; anything else ends the import. */
static gboolean
save_row(const ImportKind *kind, ImportRow *row, ImportSummary *summary, GError **error)
{
    g_autoptr(GError) failure = NULL;
    gboolean is_new = FALSE;
    if (kind->save(row, &is_new, &failure)) {
        summary->created += is_new && run_import_is_good(row);
        summary->updated += !is_new && run_import_is_good(row);
        return TRUE;
    }
    if (failure == NULL || g_error_matches(failure, CADENS_ERROR, CADENS_ERROR_REFUSED) ||
        g_error_matches(failure, CADENS_ERROR, CADENS_ERROR_NOT_FOUND)) {
        if (failure != NULL)
            run_cell_problem(&row->cells, row->column != NULL ? row->column : kind->columns[0].name, "%s", failure->message);
        return TRUE;
    }
    g_propagate_error(error, g_steal_pointer(&failure));
    return FALSE;
}

/* The row of number I, whose bad cells go into PROBLEMS. */
static ImportRow
row_of(Engine *engine, const ImportKind *kind, const char *file, const CollectSheet *sheet, guint i, GPtrArray *problems)
{
    const Profile *profile = run_engine_profile(engine);
    return (ImportRow){ .kind = kind, .cells = { file, profile->calendar, sheet, &g_array_index(sheet->rows, CollectSheetRow, i), problems, 0 },
                        .db = run_engine_db(engine), .calendar = profile->calendar, .config = profile->config, .kpi_path = profile->kpi_path, .now = run_engine_now(engine),
                        .problems_before = problems->len };
}

/* So that the order of the rows says nothing. */
static gboolean
release_rows(Engine *engine, const ImportKind *kind, const char *file, const CollectSheet *sheet, GError **error)
{
    g_autoptr(GPtrArray) unheard = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < sheet->rows->len; i++) {
        ImportRow row = row_of(engine, kind, file, sheet, i, unheard);
        if (!run_import_release(&row, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
save_rows(Engine *engine, const ImportKind *kind, const char *file, const CollectSheet *sheet, GPtrArray *problems,
          ImportSummary *summary, GError **error)
{
    g_autoptr(GHashTable) first_rows = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < sheet->rows->len; i++) {
        ImportRow row = row_of(engine, kind, file, sheet, i, problems);
        row.first_rows = first_rows;
        summary->rows++;
        check_required(kind, &row.cells);
        if (!save_row(kind, &row, summary, error))
            return FALSE;
        if (run_import_is_good(&row))
            note_size(&row, summary);
    }
    return TRUE;
}

/* The rows are written in one transaction, which is kept only if every one of them was good. */
static gboolean
take(Engine *engine, const ImportKind *kind, const char *file, const char *sha256, const CollectSheet *sheet, GPtrArray *problems,
     ImportSummary *summary, GError **error)
{
    KeepDb *db = run_engine_db(engine);
    if (!keep_db_widen(db, CACHE_MEBIBYTES, error) || !keep_db_begin(db, error))
        return FALSE;
    gboolean good = release_rows(engine, kind, file, sheet, error) && save_rows(engine, kind, file, sheet, problems, summary, error);
    if (good && problems->len == 0) /* what an import brings is history: it opens silently (17-B2) */
        return keep_hand_import(db, kind->name, file, sha256, summary->rows, run_engine_now(engine), error) && keep_db_commit(db, error);
    keep_db_rollback(db);
    return good;
}

static char *
read_file(const char *file, gsize *length, GError **error)
{
    char *bytes = NULL;
    g_autoptr(GError) failure = NULL;
    if (!g_file_get_contents(file, &bytes, length, &failure))
        fail(error, FAIL_NOT_FOUND, "%s", failure->message);
    return bytes;
}

/* SHEET as the map makes it; as it is without one. NULL with a problem, or with ERROR when there is no such map. */
static CollectSheet *
map_sheet(const Profile *profile, const ImportKind *kind, CollectSheet *sheet, const char *map_name, GPtrArray *problems,
          ImportSummary *summary, GError **error)
{
    if (map_name == NULL || sheet == NULL)
        return sheet;
    g_autoptr(CollectSheet) theirs = sheet;
    gsize length = 0;
    g_autofree char *path = run_import_map_path(profile, map_name, error);
    g_autofree char *bytes = path != NULL ? read_file(path, &length, error) : NULL;
    g_autoptr(CollectSheetMap) map = bytes != NULL ? collect_sheet_map_parse(path, bytes, length, problems) : NULL;
    if (map == NULL)
        return NULL;
    if (!g_str_equal(collect_sheet_map_kind(map), kind->name)) {
        fail(error, FAIL_NOT_FOUND, N_("%s: this map is for %s, not for %s"), path, collect_sheet_map_kind(map), kind->name);
        return NULL;
    }
    summary->missing = g_ptr_array_new_with_free_func(g_free);
    return collect_sheet_map_apply(map, theirs, summary->missing, &summary->left_out);
}

gboolean
run_import(Engine *engine, const char *kind_name, const char *file, const char *map_name, GPtrArray *problems, ImportSummary *ret,
           GError **error)
{
    const ImportKind *kind = find_kind(kind_name);
    if (kind == NULL) {
        const char *nearest = text_nearest(kind_name, run_import_kinds());
        g_autofree char *names = g_strjoinv(", ", (char **)run_import_kinds());
        return nearest != NULL ? fail(error, FAIL_NOT_FOUND, N_("no kind %s (did you mean %s?); kinds are %s"), kind_name, nearest, names)
                               : fail(error, FAIL_NOT_FOUND, N_("no kind %s; kinds are %s"), kind_name, names);
    }
    gsize length = 0;
    g_autofree char *bytes = read_file(file, &length, error);
    if (bytes == NULL)
        return FALSE;
    *ret = (ImportSummary){ 0 };
    g_autofree char *sha256 = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes, length);
    g_autoptr(GError) failure = NULL;
    g_autoptr(CollectSheet) sheet = map_sheet(run_engine_profile(engine), kind, collect_sheet_parse(file, bytes, length, problems), map_name,
                                              problems, ret, &failure);
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    if (sheet != NULL && check_header(kind, file, sheet, problems) &&
        !take(engine, kind, file, sha256, sheet, problems, ret, error))
        return FALSE;
    if (problems->len > 0)
        return fail(error, FAIL_BAD_INPUT, ngettext("%s: %u problem; nothing was written", "%s: %u problems; nothing was written", problems->len),
                    file, problems->len);
    return TRUE;
}
