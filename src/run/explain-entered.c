/* SPDX-License-Identifier: MIT
 * Why: touchpoints and meetings that no mailbox or feed brought, but a person or a file. */
#include "run/explanation.h"

/* The file that was imported at that moment, else the only one of its kind there ever was; NULL = nobody knows, or ERROR. */
static char *
find_file(const MeasureContext *context, const char *kind, gint64 at, GError **error)
{
    static const char FIND[] =
        "SELECT file_name FROM import_batch WHERE source = :kind AND id = COALESCE("
        "(SELECT MAX(id) FROM import_batch WHERE source = :kind AND (started_at = :at OR finished_at = :at)), "
        "(SELECT CASE WHEN COUNT(*) = 1 THEN MAX(id) END FROM import_batch WHERE source = :kind))";
    g_autofree char *file = keep_db_text(context->db, FIND, BIND(KT("kind", kind), KI("at", at)), error);
    return file != NULL ? g_path_get_basename(file) : NULL;
}

/* By hand, or from which file of KIND (NULL = by hand); when, and under which id. */
static gboolean
add_origin(Explanation *explanation, const char *kind, gint64 at, const char *id, Document *document, GError **error)
{
    g_autoptr(GError) failure = NULL;
    g_autofree char *file = kind != NULL ? find_file(explanation->context, kind, at, &failure) : NULL;
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    document_fact(document, "id", value_text(id));
    document_fact(document, "logged", value_instant(at));
    document_fact(document, "file", value_text(file));
    if (kind != NULL)
        run_explanation_suggest(explanation, "cadens import %s FILE", kind);
    const IdentifyStep step = { .step = "ingest", .verdict = kind != NULL ? "import" : "manual", .reason = file != NULL ? "file" : NULL, .what = file };
    return run_explanation_step(explanation, &step, error);
}

/* What the entry named by itself, so that no rule was asked. */
static gboolean
add_named(Explanation *explanation, const char *what, const char *name, gint64 account_id, GError **error)
{
    const IdentifyStep step = { .step = what, .verdict = "yes", .reason = "named", .what = (char *)name, .account_id = account_id };
    return (name == NULL && account_id == 0) || run_explanation_step(explanation, &step, error);
}

static gboolean
add_touchpoint(Explanation *explanation, KeepRows *row, Document *document, GError **error)
{
    gboolean is_import = g_str_equal(keep_rows_text(row, 0), "import");
    document_fact(document, "user", value_text(keep_rows_text(row, 6)));
    return add_origin(explanation, is_import ? "touchpoints" : NULL, keep_rows_int(row, 1), keep_rows_text(row, 2), document, error) &&
           add_named(explanation, "manual", NULL, keep_rows_int(row, 3), error) &&
           add_named(explanation, "contact", keep_rows_text(row, 4), 0, error) && add_named(explanation, "lead", keep_rows_text(row, 5), 0, error);
}

gboolean
run_explain_entered(const MeasureContext *context, gint64 touchpoint_id, Document *document, GError **error)
{
    static const char FIND[] =
        "SELECT t.ingest, t.logged_at, t.ext_id, t.account_id, c.ext_id || ' ' || c.full_name, l.ext_id || ' ' || l.name, u.name "
        "FROM touchpoint t LEFT JOIN contact c ON c.id = t.contact_id LEFT JOIN lead l ON l.id = t.lead_id "
        "LEFT JOIN app_user u ON u.id = t.user_id WHERE t.id = :id";
    g_autoptr(KeepRows) rows = keep_db_query(context->db, FIND, BIND(KI("id", touchpoint_id)), error);
    g_auto(Explanation) explanation = run_explanation_new(context);
    if (rows == NULL || !keep_rows_next(rows, error) || !add_touchpoint(&explanation, rows, document, error))
        return FALSE;
    run_explanation_deliver(&explanation, document);
    return TRUE;
}

static void
mark_named(IdentifyTrace *trace)
{
    for (guint i = 0; i < trace->steps->len; i++) {
        IdentifyStep *step = &g_array_index(trace->steps, IdentifyStep, i);
        if (g_str_equal(step->step, "manual"))
            step->reason = "named";
    }
}

gboolean
run_explain_entered_meeting(Explanation *explanation, gint64 meeting_id, IdentifyTrace *trace, Document *document, GError **error)
{
    static const char FIND[] = "SELECT first_seen_at, ext_id FROM meeting WHERE id = :id AND source_id IS NULL AND ext_id IS NOT NULL";
    GError *problem = NULL;
    g_autoptr(KeepRows) rows = keep_db_query(explanation->context->db, FIND, BIND(KI("id", meeting_id)), error);
    if (rows == NULL)
        return FALSE;
    if (keep_rows_next(rows, &problem)) {
        mark_named(trace);
        return add_origin(explanation, "meetings", keep_rows_int(rows, 0), keep_rows_text(rows, 1), document, error);
    }
    if (problem != NULL)
        g_propagate_error(error, problem);
    return problem == NULL;
}
