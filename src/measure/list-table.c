/* SPDX-License-Identifier: MIT
 * Turns rows into typed cells; what a column holds stands behind the colon of its name. */
#include "measure/list-table.h"
#include "measure/sql.h"
#include "base/wording.h"
#include <glib/gi18n.h>
#include <string.h>

static const struct { const char *key, *title; } titles[] = {
    { "id", N_("Id") },           { "kind", N_("Kind") },           { "direction", N_("Direction") }, { "at", N_("Time") },
    { "day", N_("Day") },         { "account", N_("Account") },     { "contact", N_("Contact") },     { "lead", N_("Lead") },
    { "subject", N_("Subject") }, { "start", N_("Start") },         { "end", N_("End") },             { "summary", N_("Summary") },
    { "status", N_("Status") },   { "state", N_("State") },         { "booked", N_("Booked") },       { "name", N_("Name") },
    { "tier", N_("Tier") },       { "stage", N_("Stage") },         { "source", N_("Source") },       { "due", N_("Due") },
    { "promise", N_("Promise") }, { "held", N_("Held") },           { "error", N_("Error") },         { "messages", N_("Messages") },
    { "address", N_("Address") }, { "last", N_("Last") },           { "mailbox", N_("Mailbox") },     { "folder", N_("Folder") },
    { "class", N_("Class") },     { "from", N_("From") },           { "reason", N_("Reason") },       { "owed_by", N_("Owed by") },
    { "opened_at", N_("Opened") }, { "closed_at", N_("Closed") },   { "attempts", N_("Attempts") },   { "last_success", N_("Last success") },
    { "lifecycle", N_("Relation") }, { "ball", N_("Turn") },        { "last_touch", N_("Last touch") }, { "next_meeting", N_("Next meeting") },
    { "title", N_("Title") },     { "role", N_("Role") },           { "amount_ore", N_("Amount") },   { "probability", N_("Probability") },
    { "expected_close", N_("Expected close") }, { "created", N_("Created") }, { "last_activity", N_("Last activity") }, { "done", N_("Done") },
    { "confirmed", N_("Confirmed") }, { "answered", N_("Answered") }, { "attendees", N_("Attendees") }, { "purpose", N_("Purpose") },
    { "account_name", N_("Account") }, { "contact_name", N_("Contact") }, { "guests", N_("Guests") }, { "lead_name", N_("Lead") },
    { "lag_s", N_("Lag") },       { "emails", N_("Mail") },         { "phones", N_("Phone") },        { "notes", N_("Notes") },
    { "accounts", N_("Accounts") }, { "uid", N_("UID") },           { "server", N_("Server") },       { "ledger", N_("Ledger") },
    { "gone", N_("Gone") },       { "outside", N_("Outside") },     { "quarantined", N_("Unreadable") }, { "unexplained", N_("Unexplained") },
    { "meetings", N_("Meetings") }, { "classes", N_("Classes") }, { "number", N_("No.") },
    { "invoiced_ore", N_("Invoiced in the period") }, { "mrr_ore", N_("Recurring a month") }, { "mrr_change_ore", N_("Change of it") }, { "heard", N_("Heard") }, { "phase", N_("Phase of revenue") }, { "command", N_("Read on") }, { "source_name", N_("Source") }, { "suggested", N_("Suggested tier") },
    { "people", N_("With") },     { "moved", N_("Moved") },         { "first_start", N_("First for") }, { "cancelled_late", N_("Late") },
    { "ignored", N_("Ignored") },
    { "report", N_("Report") },   { "file", N_("File") },           { "period", N_("Period") },
    { "risk", N_("Risk") },       { "last_two_way", N_("Last two-way contact") }, { "next_review", N_("Next review") },
    { "closed_day", N_("Closed") }, { "to", N_("To") },             { "review_day", N_("Reviewed") }, { "is_in_time", N_("In time") },
    { "rule", N_("Rule") },       { "due_day", N_("Due") },         { "score", N_("Points") },         { "subscription", N_("Subscription") },
    { "service", N_("Service") }, { "committed_until_day", N_("Bound until") }, { "notice_day", N_("Notice by") }, { "is_done", N_("Done") },
    { "place", N_("Place") },     { "prepared", N_("Prepared") },
    /* of the records of the trade */
    { "addresses", N_("Addresses") }, { "aliases", N_("Other spellings") }, { "amount", N_("Amount") }, { "asked", N_("Asked") },
    { "best_case", N_("Best case") }, { "category", N_("Category") }, { "channel_pref", N_("Prefers") }, { "churned", N_("Left on") },
    { "city", N_("City") }, { "closed", N_("Closed") }, { "code", N_("Code") }, { "commit", N_("Commit") }, { "committed_due", N_("Promised for") },
    { "committed_until", N_("Bound until") }, { "competitor", N_("Competitor") }, { "conv_target_max_bp", N_("Conversion, at most") },
    { "conv_target_min_bp", N_("Conversion, at least") }, { "customer_since", N_("Customer since") },
    { "cycle_target_max_days", N_("Cycle, longest (days)") }, { "cycle_target_min_days", N_("Cycle, shortest (days)") }, { "date", N_("Date") },
    { "decided", N_("Decided") }, { "default_probability", N_("Probability (%)") }, { "delivered", N_("Delivered") }, { "demo", N_("Demo") },
    { "discount_percent", N_("Discount (%)") }, { "domains", N_("Domains") }, { "duration_min", N_("Minutes") }, { "effective", N_("From") },
    { "employees", N_("Employees") }, { "enabled", N_("In force") }, { "enriched", N_("Enriched") }, { "evidence", N_("Evidence") },
    { "expansion_type", N_("Kind of expansion") }, { "feedback", N_("Feedback") }, { "field", N_("Field") },
    { "fiscal_start_month", N_("Fiscal year from month") }, { "followed_up", N_("Followed up") }, { "forecast_category", N_("Forecast category") },
    { "grace_days", N_("Grace (days)") }, { "health", N_("Health") }, { "high", N_("Highest") }, { "hour_cost", N_("Cost an hour") },
    { "interval_months", N_("Interval (months)") }, { "introduced", N_("Introduced") }, { "is_contacted", N_("Contacted") },
    { "is_interested", N_("Interested") }, { "is_opportunity", N_("Opportunity") }, { "is_qualified", N_("Qualified") },
    { "is_reference", N_("Reference") }, { "it_maturity", N_("IT maturity") }, { "key", N_("Key") }, { "kpi", N_("Figure") },
    { "label", N_("Label") }, { "left", N_("Left on") }, { "line", N_("Line") }, { "list_price_ore", N_("List price") },
    { "logged", N_("Logged") }, { "lost_reason", N_("Why lost") }, { "low", N_("Lowest") }, { "manual", N_("By hand") },
    { "min_employees", N_("Employees, at least") }, { "min_revenue", N_("Revenue, at least") }, { "name_en", N_("Name in English") },
    { "name_sv", N_("Name in Swedish") }, { "net", N_("Net") }, { "new", N_("New value") }, { "note", N_("Note") }, { "noted", N_("Noted") },
    { "notice_days", N_("Notice (days)") }, { "old", N_("Old value") }, { "ord", N_("Order") }, { "org_nr", N_("Organization no.") },
    { "outcome", N_("Outcome") }, { "owner", N_("Owner") }, { "paid", N_("Paid") }, { "paused_until", N_("Paused until") },
    { "pipeline", N_("Pipeline") }, { "planned_end", N_("Planned end") }, { "prep_done", N_("Prepared") }, { "presented", N_("Presented") },
    { "probability_reviewed", N_("Probability reviewed") }, { "project", N_("Project") }, { "quantity", N_("Quantity") },
    { "referrer", N_("Referrer") }, { "referrer_kind", N_("Kind of referrer") }, { "remind_days", N_("Reminder (days)") }, { "result", N_("Result") },
    { "reward", N_("Reward") }, { "rewarded", N_("Rewarded") }, { "scope", N_("About") }, { "segment", N_("Segment") },
    { "stale_days", N_("Stale after (days)") }, { "std_duration_days", N_("Usual duration (days)") }, { "step", N_("Step") },
    { "swedish_ops", N_("In Sweden") }, { "tags", N_("Tags") }, { "taken", N_("Taken") }, { "target", N_("Target") },
    { "term_months", N_("Term (months)") }, { "test_started", N_("Test since") }, { "turnover", N_("Turnover") }, { "unit", N_("Unit") },
    { "unit_price", N_("Price each") }, { "user", N_("User") }, { "users", N_("Users") }, { "utm_campaign", N_("UTM campaign") },
    { "utm_medium", N_("UTM medium") }, { "utm_source", N_("UTM source") }, { "valid_until", N_("Valid until") }, { "vat", N_("VAT") },
    { "weighted", N_("Weighted") }, { "period_key", N_("Period") }, { "period_kind", N_("Kind of period") },
};

const char *
measure_list_title(const char *key)
{
    for (guint i = 0; i < G_N_ELEMENTS(titles); i++)
        if (g_str_equal(titles[i].key, key))
            return _(titles[i].title);
    return NULL;
}

static gboolean
has_flag(const char *name, char flag)
{
    const char *flags = strchr(name, ':');
    return flags && strchr(flags + 1, flag);
}

/* Beside the id of an account its name is called that. */
static gboolean
is_beside_account(const Table *table)
{
    const Column *last = table->columns->len > 0 ? &g_array_index(table->columns, Column, table->columns->len - 1) : NULL;
    return last && g_str_equal(last->key, "account") && !(last->flags & COLUMN_HIDDEN);
}

static void
add_column(Table *table, const char *name)
{
    g_autofree char *key = g_strndup(name, strcspn(name, ":"));
    ColumnFlags flags = COLUMN_SHOWN;
    if (has_flag(name, 'h'))
        flags |= COLUMN_HIDDEN;
    if (has_flag(name, 'r') || has_flag(name, 'o'))
        flags |= COLUMN_RIGHT;
    if (has_flag(name, 't'))
        flags |= COLUMN_TRUNCATE;
    if (has_flag(name, 'l'))
        flags |= COLUMN_DETAIL;
    if (has_flag(name, 'p'))
        flags |= COLUMN_PEOPLE;
    gboolean is_name = g_str_equal(key, "account_name") && is_beside_account(table);
    table_column(table, key, measure_list_title(is_name ? "name" : key), flags);
}

Value *
measure_list_cell(KeepRows *rows, int column)
{
    const char *name = keep_rows_name(rows, column);
    if (keep_rows_is_null(rows, column))
        return value_null();
    if (keep_rows_is_text(rows, column) && has_flag(name, 'm')) {
        g_autofree char *words = wording_show(keep_rows_text(rows, column));
        return value_text(words);
    }
    if (keep_rows_is_text(rows, column))
        return value_text(keep_rows_text(rows, column));
    if (keep_rows_is_real(rows, column))
        return value_real(keep_rows_real(rows, column));
    gint64 i = keep_rows_int(rows, column);
    if (has_flag(name, 'i'))
        return value_instant(i);
    if (has_flag(name, 'u'))
        return value_utc(i);
    if (has_flag(name, 'd'))
        return value_day((gint32)i);
    if (has_flag(name, 'o'))
        return value_ore(i);
    return has_flag(name, 'b') ? value_bool(i != 0) : value_int(i);
}

static gboolean
read_rows(Table *table, KeepRows *rows, GError **error)
{
    GError *problem = NULL;
    while (keep_rows_next(rows, &problem)) {
        table_row(table);
        for (int i = 0; i < keep_rows_columns(rows); i++)
            table_cell(table, measure_list_cell(rows, i));
    }
    if (problem)
        g_propagate_error(error, problem);
    return problem == NULL;
}

Table *
measure_list_query(const MeasureContext *context, const char *name, const char *sql_name, const KeepBind *binds, GError **error)
{
    g_autoptr(KeepRows) rows = keep_db_query_text(context->db, measure_sql(sql_name), binds, TRUE, error);
    if (!rows)
        return NULL;
    g_autoptr(Table) table = table_new(name);
    for (int i = 0; i < keep_rows_columns(rows); i++)
        add_column(table, keep_rows_name(rows, i));
    return read_rows(table, rows, error) ? g_steal_pointer(&table) : NULL;
}

static Value *
read_item(KeepRows *rows)
{
    if (keep_rows_columns(rows) == 1)
        return measure_list_cell(rows, 0);
    Value *map = value_map();
    for (int i = 0; i < keep_rows_columns(rows); i++)
        value_set(map, keep_rows_name(rows, i), measure_list_cell(rows, i));
    return map;
}

static Value *
read_list(const MeasureContext *context, const char *sql, gint64 id, GError **error)
{
    g_autoptr(KeepRows) rows = keep_db_query(context->db, sql, BIND(KI("id", id)), error);
    if (!rows)
        return NULL;
    g_autoptr(Value) list = value_list();
    GError *problem = NULL;
    while (keep_rows_next(rows, &problem))
        value_append(list, read_item(rows));
    if (problem) {
        g_propagate_error(error, problem);
        return NULL;
    }
    return g_steal_pointer(&list);
}

static guint
column_of(const Table *table, const char *key)
{
    guint at = 0;
    while (!g_str_equal(g_array_index(table->columns, Column, at).key, key))
        at++;
    return at;
}

void
measure_list_drop(Table *table, const char *key)
{
    guint at = column_of(table, key);
    g_array_remove_index(table->columns, at);
    for (guint i = 0; i < table->rows->len; i++)
        g_ptr_array_remove_index(table->rows->pdata[i], at);
}

void
measure_list_set(Table *table, guint row, const char *key, Value *value)
{
    GPtrArray *cells = table->rows->pdata[row];
    guint at = column_of(table, key);
    value_free(cells->pdata[at]);
    cells->pdata[at] = value;
}

gboolean
measure_list_fill(const MeasureContext *context, Table *table, const char *key, const char *sql, GError **error)
{
    for (guint i = 0; i < table->rows->len; i++) {
        const Value *id = table_get(table, i, "row_id");
        if (id->kind != VALUE_INT) /* nothing is stored of it: null says so, an empty list would say "nobody" */
            continue;
        Value *list = read_list(context, sql, id->i, error);
        if (!list)
            return FALSE;
        measure_list_set(table, i, key, list);
    }
    return TRUE;
}
