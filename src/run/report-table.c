/* SPDX-License-Identifier: MIT
 * The tables of a report beside its figures. */
#include "run/report-table.h"
#include <glib/gi18n.h>
#include "measure/list-table.h"
#include "present/figure-words.h"
#include "present/print.h"

#define SERIES_WEEKS 13

static gint32
last_day(const MeasureContext *measure, const Period *period)
{
    return MIN(calendar_day_of(measure->calendar, measure->now), period->last);
}

Table *
run_report_customers(const MeasureContext *measure, const Period *period, GError **error)
{
    return measure_list_query(measure, "customers", "report-customers",
                              BIND(KI("first", period->first), KI("last", period->last), KI("today", last_day(measure, period)), KI("now", measure->now)), error);
}

Table *
run_report_mentions(const MeasureContext *measure, const Period *period, GError **error)
{
    gint64 from = calendar_day_start(measure->calendar, period->first), to = calendar_day_start(measure->calendar, period->last + 1);
    return measure_list_query(measure, "competitor_mentions", "report-mentions", BIND(KI("from", from), KI("to", MIN(to, measure->now + 1))), error);
}

Table *
run_report_tiers(const MeasureContext *measure, const Period *period, GError **error)
{
    return measure_list_query(measure, "tier_mismatch", "report-tiers", BIND(KI("asked", measure->now), KI("today", last_day(measure, period))), error);
}

/* --- whose a deal is --------------------------------------------------------------------------------------------------------------- */

static Value *
account_of(const MeasureContext *measure, const Value *lead, GError **error)
{
    static const char sql[] = "SELECT a.name FROM lead l JOIN account a ON a.id = l.account_id WHERE l.ext_id = :id";
    g_autofree char *name = lead != NULL && lead->kind == VALUE_TEXT ? keep_db_text(measure->db, sql, BIND(KT("id", lead->t)), error) : NULL;
    return value_text(name);
}

static Value *
take_cell(Table *table, guint row, guint column)
{
    GPtrArray *cells = table->rows->pdata[row];
    Value *cell = cells->pdata[column];
    cells->pdata[column] = value_null();
    return cell;
}

Table *
run_report_with_accounts(const MeasureContext *measure, Table *deals, GError **error)
{
    g_autoptr(Table) owned = deals;
    g_autoptr(GError) failure = NULL;
    if (owned->columns->len == 0 || !g_str_equal(g_array_index(owned->columns, Column, 0).key, "lead"))
        return g_steal_pointer(&owned);
    g_autoptr(Table) table = table_new(owned->name);
    table->title = g_strdup(owned->title);
    for (guint i = 0; i < owned->columns->len; i++) {
        const Column *column = &g_array_index(owned->columns, Column, i);
        table_column(table, column->key, column->title, column->flags);
        if (i == 0)
            table_column(table, "account_name", measure_list_title("account_name"), COLUMN_PEOPLE | COLUMN_TRUNCATE);
    }
    for (guint row = 0; row < owned->rows->len && failure == NULL; row++) {
        table_row(table);
        for (guint i = 0; i < owned->columns->len; i++) {
            table_cell(table, take_cell(owned, row, i));
            if (i == 0)
                table_cell(table, account_of(measure, table_get(table, row, "lead"), &failure));
        }
    }
    if (failure == NULL)
        return g_steal_pointer(&table);
    g_propagate_error(error, g_steal_pointer(&failure));
    return NULL;
}

/* --- thirteen weeks ---------------------------------------------------------------------------------------------------------------- */

static const struct { const char *id, *title; } series[] = {
    { "stagnation_rate", N_("Stagnant") }, { "response_rate_km", N_("Responses") }, { "contact_attempts_per_day", N_("Attempts") }, { "meetings_booked", N_("Meetings booked") },
};

static void
free_figure(gpointer figure)
{
    figure_free(figure);
}

static Value *
value_of(const Figure *figure, gboolean is_told, gboolean swedish)
{
    if (figure == NULL || (!figure->has_value && !is_told))
        return value_null();
    if (!is_told)
        return value_real(figure->value);
    g_autofree char *words = present_figure_text(figure, swedish);
    return value_text(words);
}

static gboolean
add_week(const MeasureContext *measure, const Period *week, gboolean is_told, gboolean swedish, Table *table, GError **error)
{
    g_autofree char *label = is_told ? period_words(week) : period_label(week);
    table_row(table);
    table_cell(table, value_text(label));
    for (gsize i = 0; i < G_N_ELEMENTS(series); i++) {
        g_autoptr(GPtrArray) figures = g_ptr_array_new_with_free_func(free_figure);
        if (!measure_kpi(measure, measure_kpi_find(series[i].id), week, "all", figures, error))
            return FALSE;
        table_cell(table, value_of(figures->len > 0 ? figures->pdata[0] : NULL, is_told, swedish));
    }
    return TRUE;
}

Table *
run_report_series(const MeasureContext *measure, const Period *period, gboolean is_told, gboolean swedish, GError **error)
{
    g_autoptr(Table) table = table_new("series");
    table_column(table, "week", _("Week"), COLUMN_SHOWN);
    for (gsize i = 0; i < G_N_ELEMENTS(series); i++)
        table_column(table, series[i].id, _(series[i].title), COLUMN_RIGHT | COLUMN_WRAP);
    for (int back = SERIES_WEEKS - 1; back >= 0; back--) {
        const Period week = period_containing(PERIOD_WEEK, last_day(measure, period) - 7 * back);
        if (!add_week(measure, &week, is_told, swedish, table, error))
            return NULL;
    }
    return g_steal_pointer(&table);
}
