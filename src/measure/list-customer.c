/* SPDX-License-Identifier: MIT
 * Customers as the dashboard shows them, each with the review that is due next; and the hours of the week in which people are in touch. */
#include "measure/list-table.h"
#include "measure/review.h"
#include "measure/rule.h"
#include "measure/sql.h"

/* The rules for reviews know when each is due, also the ones that nobody has to be told of yet. */
static void
fill_reviews(Table *table, GHashTable *next)
{
    for (guint i = 0; i < table->rows->len; i++) {
        gint64 id = table_get(table, i, "row_id")->i;
        const NextReview *review = g_hash_table_lookup(next, &id);
        if (review == NULL)
            continue;
        measure_list_set(table, i, "next_review", value_day(review->due));
        measure_list_set(table, i, "review", value_text(measure_review_name(review->kind)));
    }
}

Table *
measure_list_customers(const MeasureContext *context, GError **error)
{
    g_auto(RuleScene) scene = { 0 };
    measure_rule_scene(&scene, context);
    g_autoptr(GHashTable) next = measure_rule_review_next(&scene, error);
    if (next == NULL)
        return NULL;
    Table *table = measure_list_query(context, "customers", "list-customers",
                                      BIND(KI("now", context->now), KI("today", scene.today), KI("risk_days", config_int(context->config, "risk", "half_life_days"))), error);
    if (table == NULL)
        return NULL;
    fill_reviews(table, next);
    measure_list_drop(table, "row_id");
    return table;
}

gboolean
measure_list_moments(const MeasureContext *context, gint32 from, gint32 to, WeekHours *ret, GError **error)
{
    GError *problem = NULL;
    *ret = (WeekHours){ .from = from, .to = to };
    g_autoptr(KeepRows) rows = keep_db_query_text(context->db, measure_sql("list-moments"), BIND(KI("from", from), KI("to", to), KI("now", context->now)), TRUE, error);
    if (rows == NULL)
        return FALSE;
    while (keep_rows_next(rows, &problem)) {
        g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(keep_rows_int(rows, 0) * 900);
        g_autoptr(GDateTime) local = g_date_time_to_timezone(utc, calendar_zone(context->calendar));
        ret->touches[g_date_time_get_day_of_week(local) - 1][g_date_time_get_hour(local)] += keep_rows_int(rows, 1);
        ret->n += keep_rows_int(rows, 1);
    }
    if (problem != NULL)
        g_propagate_error(error, problem);
    return problem == NULL;
}
