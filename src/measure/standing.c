/* SPDX-License-Identifier: MIT
 * Standing of an account, score of a lead. */
#include "measure/standing.h"
#include <glib/gi18n.h>
#include "measure/policy.h"

/* Words of the two lists for people: a code of WHAT, or WHAT itself where CODE is NULL. */
static const struct {
    const char *what, *code, *text;
} words[] = {
    { "tier_suggested", NULL, N_("Suggested tier") },
    { "icp_fit", NULL, N_("Fit") },
    { "icp_fit", "ideal", N_("ideal") },
    { "icp_fit", "acceptable", N_("acceptable") },
    { "icp_fit", "avoid", N_("to avoid") },
    { "anti_pattern", NULL, N_("Speaks against it") },
    { "anti_pattern", "employees", N_("number of employees") },
    { "anti_pattern", "segment", N_("technology company") },
    { "anti_pattern", "swedish_ops", N_("no operations in Sweden") },
    { "decision_maker", NULL, N_("Decision maker") },
    { "decision_maker", "ceo", N_("head") },
    { "decision_maker", "it_coo", N_("IT or operations") },
    { "geo_class", NULL, N_("Region") },
    { "geo_class", "primary", N_("primary") },
    { "geo_class", "secondary", N_("secondary") },
    { "geo_class", "outside", N_("outside Sweden") },
    { "revenue_phase", NULL, N_("Phase of revenue") },
    { "revenue_phase", "1", N_("delivery") },
    { "revenue_phase", "2", N_("recurring pilot") },
    { "revenue_phase", "3", N_("expansion") },
    { "revenue_phase", "4", N_("partnership") },
    { "employees", NULL, N_("Employees") },
    { "segment", NULL, N_("Segment") },
    { "region", NULL, N_("Region") },
    { "it_maturity", NULL, N_("IT maturity") },
    { "source", NULL, N_("Source") },
    { "inbound_mail", NULL, N_("Mail from them in 30 days") },
    { "meeting", NULL, N_("Meeting held or booked") },
    { "score", NULL, N_("Score") },
    { "avoided", NULL, N_("At most, being one to avoid") },
};

static const char *
word(const char *what, const char *code)
{
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_str_equal(words[i].what, what) && g_strcmp0(words[i].code, code) == 0)
            return _(words[i].text);
    return code != NULL ? code : what;
}

static KeepRows *
query(const MeasureContext *context, const char *file, const char *account, const char *lead, GError **error)
{
    return measure_policy_rows(context, file,
                               BIND(KI("now", context->now), KI("asked", context->now), KI("today", calendar_day_of(context->calendar, context->now)),
                                    KT("account", account), KT("lead", lead)),
                               error);
}

static Table *
finish(Table *table, GError *problem, GError **error)
{
    if (problem == NULL)
        return table;
    table_free(table);
    g_propagate_error(error, problem);
    return NULL;
}

/* "head: Asa Berg", "ideal (120 employees)", "unknown". Caller frees. */
static char *
finding(const char *what, const char *value, const char *note)
{
    if (value == NULL)
        return g_strdup(_("unknown"));
    if (g_str_equal(what, "decision_maker"))
        return g_strdup_printf("%s: %s", word(what, value), note != NULL ? note : _("unknown"));
    if (note != NULL && g_str_equal(what, "icp_fit"))
        return g_strdup_printf(_("%s (%s employees)"), word(what, value), note);
    return note != NULL && !g_str_equal(what, "tier_suggested") ? g_strdup_printf("%s (%s)", word(what, value), note) : g_strdup(word(what, value));
}

Table *
measure_standing_account(const MeasureContext *context, const char *account, GError **error)
{
    enum { WHAT, VALUE, NOTE };
    g_autoptr(KeepRows) rows = query(context, "list-standing", account, NULL, error);
    GError *problem = NULL;
    if (rows == NULL)
        return NULL;
    Table *table = table_new("standing");
    table_column(table, "what", NULL, COLUMN_HIDDEN);
    table_column(table, "value", NULL, COLUMN_HIDDEN);
    table_column(table, "note", NULL, COLUMN_HIDDEN);
    table_column(table, "heading", _("What"), COLUMN_PEOPLE);
    table_column(table, "finding", _("Finding"), COLUMN_PEOPLE | COLUMN_WRAP);
    while (keep_rows_next(rows, &problem)) {
        const char *what = keep_rows_text(rows, WHAT), *value = keep_rows_text(rows, VALUE), *note = keep_rows_text(rows, NOTE);
        g_autofree char *found = finding(what, value, note);
        table_row(table);
        table_cell(table, value_text(what));
        table_cell(table, value_text(value));
        table_cell(table, value_text(note));
        table_cell(table, value_text(word(what, NULL)));
        table_cell(table, value_text(found));
    }
    return finish(table, problem, error);
}

Table *
measure_standing_lead(const MeasureContext *context, const char *lead, GError **error)
{
    enum { PART, POINTS, MOST, KNOWN };
    g_autoptr(KeepRows) rows = query(context, "list-score", NULL, lead, error);
    GError *problem = NULL;
    if (rows == NULL)
        return NULL;
    Table *table = table_new("score");
    table_column(table, "part", NULL, COLUMN_HIDDEN);
    table_column(table, "heading", _("Part"), COLUMN_PEOPLE);
    table_column(table, "points", _("Points"), COLUMN_RIGHT);
    table_column(table, "most", _("of"), COLUMN_RIGHT);
    table_column(table, "known", NULL, COLUMN_HIDDEN);
    table_column(table, "finding", _("Finding"), COLUMN_PEOPLE);
    while (keep_rows_next(rows, &problem)) {
        const char *part = keep_rows_text(rows, PART);
        gboolean known = keep_rows_int(rows, KNOWN) != 0;
        table_row(table);
        table_cell(table, value_text(part));
        table_cell(table, value_text(word(part, NULL)));
        table_cell(table, value_int(keep_rows_int(rows, POINTS)));
        table_cell(table, value_int(keep_rows_int(rows, MOST)));
        table_cell(table, value_bool(known));
        table_cell(table, value_text(known ? NULL : _("unknown")));
    }
    return finish(table, problem, error);
}
