/* SPDX-License-Identifier: MIT
 * The brief on an account. */
#include "run/brief.h"
#include <glib/gi18n.h>
#include "measure/advice.h"
#include "measure/checklist.h"
#include "measure/due.h"
#include "measure/list.h"
#include "measure/list-table.h"
#include "measure/review.h"
#include "measure/standing.h"
#include "present/figures.h"
#include "present/print.h"

#define UNREVIEWED_DAYS 90
#define AHEAD_DAYS 60

static const char *const figures[] = {
    "response_rate", "their_response_time", "our_first_response_time", "days_since_two_way", "multithread_depth", "mrr_by_account", "invoiced_ytd",
    "invoiced_lifetime", "expansion_rate", "revenue_phase", "churn_risk_score", "nps_account_mean",
};

static void
free_figure(gpointer figure)
{
    figure_free(figure);
}

/* The rows that KEEP wants. */
static Table *
only(Table *table, gboolean (*keep)(const Table *table, guint row, const char *account), const char *account)
{
    for (guint i = table != NULL ? table->rows->len : 0; i > 0; i--)
        if (!keep(table, i - 1, account))
            g_ptr_array_remove_index(table->rows, i - 1);
    return table;
}

static gboolean
is_of(const Table *table, guint row, const char *account)
{
    const Value *value = table_get(table, row, "account");
    for (guint i = 0; value != NULL && value->kind == VALUE_LIST && i < value->items->len; i++)
        if (g_strcmp0(((const Value *)value->items->pdata[i])->t, account) == 0)
            return TRUE;
    return value != NULL && value->kind == VALUE_TEXT && g_str_equal(value->t, account);
}

static gboolean
is_unanswered(const Table *table, guint row, const char *account)
{
    (void)account;
    const Value *closed = table_get(table, row, "closed_at");
    return closed == NULL || closed->kind == VALUE_NULL;
}

static gboolean
is_running(const Table *table, guint row, const char *account)
{
    (void)account;
    const Value *status = table_get(table, row, "status");
    return status != NULL && g_strcmp0(status->t, "open") == 0;
}

/* The day of the last review of any kind, or DAY_NONE. */
static gint32
last_review(const MeasureContext *measure, const char *account, GError **error)
{
    gint32 today = calendar_day_of(measure->calendar, measure->now), last = DAY_NONE;
    g_autoptr(Table) reviews = measure_list_reviews(measure, account, error);
    for (guint i = 0; reviews != NULL && i < reviews->rows->len; i++) {
        const Value *held = table_get(reviews, i, "held");
        if (held != NULL && held->kind == VALUE_DAY && held->i <= today && (last == DAY_NONE || held->i > last))
            last = (gint32)held->i;
    }
    return last;
}

static Table *
read_figures(const MeasureContext *measure, const char *account, GError **error)
{
    g_autofree char *scope = g_strconcat("account:", account, NULL);
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(free_figure);
    for (gsize i = 0; i < G_N_ELEMENTS(figures); i++)
        if (!measure_kpi(measure, measure_kpi_find(figures[i]), NULL, scope, list, error))
            return NULL;
    return measure_kpi_subjects(measure, list, error) ? present_figures(list) : NULL;
}

/* The first of the meetings that is a review; REVIEW_NONE if none is. */
static ReviewKind
booked_review(const Table *meetings)
{
    ReviewKind kind = REVIEW_NONE;
    for (guint i = 0; meetings != NULL && i < meetings->rows->len && kind == REVIEW_NONE; i++) {
        const Value *purpose = table_get(meetings, i, "purpose");
        kind = measure_review_kind(purpose != NULL ? purpose->t : NULL);
    }
    return kind;
}

static void
add_points(Table *table, ReviewKind kind)
{
    for (const char *const *point = measure_checklist(kind); *point != NULL; point++) {
        table_row(table);
        table_cell(table, value_text(measure_review_code(kind)));
        table_cell(table, value_text(*point));
    }
}

/* What the meeting that is booked is for, and what is due besides. */
static Table *
checklist_table(ReviewKind booked, ReviewKind due)
{
    Table *table = table_new("checklist");
    table_column(table, "kind", _("Review"), COLUMN_SHOWN);
    table_column(table, "point", _("To talk about"), COLUMN_SHOWN);
    add_points(table, booked);
    if (due != booked)
        add_points(table, due);
    return table;
}

/* Of one company its name in every row says nothing to people; where several can be in a row (a meeting) they are told. */
static void
leave_out_name(Table *table)
{
    for (guint i = 0; i < table->columns->len; i++) {
        Column *column = &g_array_index(table->columns, Column, i);
        const Value *first = table->rows->len > 0 ? table_get(table, 0, column->key) : NULL;
        gboolean is_name = g_str_equal(column->key, "account_name") && first != NULL && first->kind == VALUE_TEXT;
        if (is_name || (g_str_equal(column->key, "subject") && present_figures_is(table)))
            column->flags |= COLUMN_HIDDEN;
    }
}

/* TITLE for people; NULL = that of such a list. */
static void
add(Document *document, Table *table, const char *title)
{
    if (table == NULL)
        return;
    leave_out_name(table);
    if (title != NULL)
        table->title = g_strdup(title);
    document_add(document, table);
}

/* What it is to us; what is kept of its turns and meetings is of today, and stands below as of the moment asked for. */
static Table *
read_company(const MeasureContext *measure, const char *account, GError **error)
{
    static const char *const of_today[] = { "ball", "ball_since", "last_touch", "next_meeting" };
    Table *company = measure_list_accounts(measure, account, error);
    for (gsize i = 0; company != NULL && i < G_N_ELEMENTS(of_today); i++)
        measure_list_drop(company, of_today[i]);
    return company;
}

/* Who they are, and how to talk with them. */
static void
add_people(Document *document, const MeasureContext *measure, const char *account, GError **error)
{
    g_autoptr(GError) failure = NULL;
    g_autofree char *segment = keep_db_text(measure->db, "SELECT segment FROM account WHERE ext_id = :id", BIND(KT("id", account)), &failure);
    Table *people = failure == NULL ? measure_list_contacts(measure, account, &failure) : NULL;
    add(document, people, _("People"));
    if (people != NULL)
        add(document, measure_advice(segment, people), _("How to talk with them"));
    else
        g_propagate_error(error, g_steal_pointer(&failure));
}

/* The rules are asked about the account alone. */
static Table *
read_due(const MeasureContext *measure, const char *account, GError **error)
{
    MeasureContext narrow = *measure;
    if (!keep_db_int(measure->db, "SELECT id FROM account WHERE ext_id = :id", BIND(KT("id", account)), &narrow.account_id, NULL, error))
        return NULL;
    return measure_due_table(&narrow, TRUE, NULL, error);
}

Document *
run_brief(const MeasureContext *measure, const char *account, GError **error)
{
    gint32 today = calendar_day_of(measure->calendar, measure->now);
    g_autoptr(GError) failure = NULL;
    g_autofree char *name = keep_db_text(measure->db, "SELECT name FROM account WHERE ext_id = :id", BIND(KT("id", account)), &failure);
    gint32 review = failure == NULL ? last_review(measure, account, &failure) : DAY_NONE, since = review != DAY_NONE ? review : today - UNREVIEWED_DAYS;
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return NULL;
    }
    g_autoptr(Document) document = document_new();
    document_fact(document, "account", value_text(account));
    document_fact(document, "name", value_text(name));
    document_fact(document, "as_of", value_instant(measure->now));
    document_fact(document, "since", value_day(since));
    add(document, read_company(measure, account, &failure), _("The company"));
    if (failure == NULL)
        add(document, measure_standing_account(measure, account, &failure), NULL);
    if (failure == NULL)
        add_people(document, measure, account, &failure);
    Table *meetings = failure == NULL ? only(measure_list_meetings(measure, today, today + AHEAD_DAYS, FALSE, &failure), is_of, account) : NULL;
    add(document, meetings, _("Meetings booked"));
    ReviewKind booked = booked_review(meetings), due = REVIEW_NONE;
    if (failure == NULL)
        measure_review_next(measure, account, &due, &failure);
    g_autoptr(Table) points = checklist_table(booked, due);
    if (failure == NULL && points->rows->len > 0)
        add(document, g_steal_pointer(&points), _("For the review"));
    if (failure == NULL)
        add(document, only(measure_list_episodes(measure, account, DAY_NONE, DAY_NONE, &failure), is_unanswered, account), _("Unanswered"));
    if (failure == NULL)
        add(document, read_figures(measure, account, &failure), NULL);
    if (failure == NULL)
        add(document, only(measure_list_leads(measure, account, &failure), is_running, account), _("Open leads"));
    if (failure == NULL)
        add(document, read_due(measure, account, &failure), NULL);
    if (failure == NULL)
        add(document, measure_list_follow_ups(measure, account, FALSE, &failure), NULL);
    if (failure == NULL)
        add(document, measure_list_touchpoints(measure, account, since, today, &failure), review != DAY_NONE ? _("Since the last review") : _("What happened lately"));
    if (failure == NULL)
        return g_steal_pointer(&document);
    g_propagate_error(error, g_steal_pointer(&failure));
    return NULL;
}
