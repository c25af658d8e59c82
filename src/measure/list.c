/* SPDX-License-Identifier: MIT
 * Lists of what was logged and of the trade's own rows. */
#include "measure/list-table.h"

#define NOW(context) KI("now", (context)->now), KI("today", calendar_day_of((context)->calendar, (context)->now))
/* DAY_NONE at the end must not mean "nothing". */
#define SPAN(from, to) KI("from", from), KI("to", (to) == DAY_NONE ? G_MAXINT32 : (to))

Table *
measure_list_touchpoints(const MeasureContext *context, const char *account, gint32 from, gint32 to, GError **error)
{
    return measure_list_query(context, "touchpoints", "list-touchpoints",
                              BIND(NOW(context), SPAN(from, to), KT("account", account), KN("touchpoint")), error);
}

Table *
measure_list_touchpoint(const MeasureContext *context, const char *id, GError **error)
{
    return measure_list_query(context, "touchpoints", "list-touchpoints",
                              BIND(NOW(context), SPAN(DAY_NONE, DAY_NONE), KN("account"), KT("touchpoint", id)), error);
}

Table *
measure_list_episodes(const MeasureContext *context, const char *account, gint32 from, gint32 to, GError **error)
{
    return measure_list_query(context, "episodes", "list-episodes", BIND(NOW(context), SPAN(from, to), KT("account", account)), error);
}

/* Takes TABLE; fills its lists and drops the row id. */
static Table *
with_lists(const MeasureContext *context, Table *taken, const char *const lists[][2], guint n, GError **error)
{
    g_autoptr(Table) table = taken;
    for (guint i = 0; table && i < n; i++)
        if (!measure_list_fill(context, table, lists[i][0], lists[i][1], error))
            return NULL;
    if (table)
        measure_list_drop(table, "row_id");
    return g_steal_pointer(&table);
}

/* UTC instants, or dates of an all-day event with its end exclusive (16-A06). */
static void
set_times(Table *table)
{
    for (guint i = 0; i < table->rows->len; i++) {
        gboolean all_day = table_get(table, i, "all_day")->i != 0;
        const Value *start = table_get(table, i, all_day ? "start_day" : "start_at");
        const Value *end = table_get(table, i, all_day ? "end_day" : "end_at");
        measure_list_set(table, i, "start", all_day ? value_day((gint32)start->i) : value_utc(start->i));
        measure_list_set(table, i, "end", all_day ? value_day((gint32)end->i) : value_utc(end->i));
    }
    static const char *const served[] = { "start_at", "end_at", "start_day", "end_day" };
    for (guint i = 0; i < G_N_ELEMENTS(served); i++)
        measure_list_drop(table, served[i]);
}

/* Neither null nor "no" in every row. */
static gboolean
is_told(const Table *table, const char *key)
{
    for (guint i = 0; i < table->rows->len; i++) {
        const Value *value = table_get(table, i, key);
        if (value->kind != VALUE_NULL && (value->kind != VALUE_BOOL || value->i))
            return TRUE;
    }
    return FALSE;
}

/* Beyond the keys that every meeting has (spec 00 §6): told where there is something to tell. */
static void
drop_untold(Table *table)
{
    static const char *const extra[] = { "zone_guessed", "moved", "first_start", "moved_to", "cancelled_late", "ignored" };
    for (guint i = 0; i < G_N_ELEMENTS(extra); i++)
        if (!is_told(table, extra[i]))
            measure_list_drop(table, extra[i]);
}

Table *
measure_list_meetings(const MeasureContext *context, gint32 from, gint32 to, gboolean all, GError **error)
{
    static const char *const lists[][2] = {
        { "account", "SELECT DISTINCT c.ext_id FROM meeting_attendee a JOIN account c ON c.id = a.account_id"
                     " WHERE a.meeting_id = :id ORDER BY c.ext_id" },
        { "account_name", "SELECT DISTINCT c.name FROM meeting_attendee a JOIN account c ON c.id = a.account_id"
                          " WHERE a.meeting_id = :id ORDER BY c.name" },
        { "guests", "SELECT addr FROM meeting_attendee WHERE meeting_id = :id AND is_own = 0 AND role <> 'resource'"
                    " AND addr NOT LIKE 'account:%' ORDER BY addr" },
        { "attendees", "SELECT addr, role, partstat FROM meeting_attendee"
                       " WHERE meeting_id = :id AND addr NOT LIKE 'account:%' ORDER BY addr" },
    };
    Table *table = measure_list_query(context, "meetings", "list-meetings", BIND(NOW(context), SPAN(from, to), KI("all", all)), error);
    if (table)
        set_times(table);
    if (table)
        drop_untold(table);
    return with_lists(context, table, lists, G_N_ELEMENTS(lists), error);
}

Table *
measure_list_agenda(const MeasureContext *context, gint32 from, gint32 to, GError **error)
{
    static const char *const lists[][2] = {
        { "account", "SELECT DISTINCT c.ext_id FROM meeting_attendee a JOIN account c ON c.id = a.account_id"
                     " WHERE a.meeting_id = :id ORDER BY c.ext_id" },
        { "account_name", "SELECT DISTINCT c.name FROM meeting_attendee a JOIN account c ON c.id = a.account_id"
                          " WHERE a.meeting_id = :id ORDER BY c.name" },
        { "people", "SELECT COALESCE(c.full_name, a.name, a.addr) FROM meeting_attendee a LEFT JOIN contact c ON c.id = a.contact_id"
                    " WHERE a.meeting_id = :id AND a.is_own = 0 AND a.role <> 'resource' AND a.partstat <> 'declined'"
                    " AND a.addr NOT LIKE 'account:%' ORDER BY a.is_organizer DESC, 1" },
    };
    Table *table = measure_list_query(context, "agenda", "list-agenda", BIND(NOW(context), SPAN(from, to)), error);
    return with_lists(context, table, lists, G_N_ELEMENTS(lists), error);
}

Table *
measure_list_accounts(const MeasureContext *context, const char *account, GError **error)
{
    static const char *const lists[][2] = {
        { "domains", "SELECT domain FROM account_domain WHERE account_id = :id ORDER BY domain" },
    };
    Table *table = measure_list_query(context, "accounts", "list-accounts", BIND(NOW(context), KT("account", account)), error);
    return with_lists(context, table, lists, G_N_ELEMENTS(lists), error);
}

Table *
measure_list_contacts(const MeasureContext *context, const char *account, GError **error)
{
    static const char *const lists[][2] = {
        { "emails", "SELECT value FROM contact_address WHERE contact_id = :id AND kind = 'email' ORDER BY value" },
        { "phones", "SELECT value FROM contact_address WHERE contact_id = :id AND kind = 'phone' ORDER BY value" },
    };
    Table *table = measure_list_query(context, "contacts", "list-contacts", BIND(NOW(context), KT("account", account)), error);
    return with_lists(context, table, lists, G_N_ELEMENTS(lists), error);
}

Table *
measure_list_leads(const MeasureContext *context, const char *account, GError **error)
{
    return measure_list_query(context, "leads", "list-leads", BIND(NOW(context), KT("account", account)), error);
}

Table *
measure_list_follow_ups(const MeasureContext *context, const char *account, gboolean all, GError **error)
{
    return measure_list_query(context, "follow_ups", "list-follow-ups", BIND(NOW(context), KT("account", account), KI("all", all)), error);
}

Table *
measure_list_reviews(const MeasureContext *context, const char *account, GError **error)
{
    return measure_list_query(context, "reviews", "list-reviews", BIND(NOW(context), KT("account", account)), error);
}

Table *
measure_list_signals(const MeasureContext *context, const char *account, const char *lead, GError **error)
{
    return measure_list_query(context, "signals", "list-signals", BIND(NOW(context), KT("account", account), KT("lead", lead)), error);
}
