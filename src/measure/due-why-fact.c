/* SPDX-License-Identifier: MIT
 * What is stored of the thing that an item is about, for `due --why`. */
#include "measure/due-why.h"
#include <glib/gi18n.h>

static const struct {
    const char *kind, *key, *label;
    ValueKind type;
    const char *sql; /* one value of :id, as of :now; :suffix is the end of the item's key */
} facts[] = {
    {"lead", "name", N_("Lead"), VALUE_TEXT, "SELECT name FROM lead WHERE id = :id"},
    {"lead", "stage", N_("Stage"), VALUE_TEXT, "SELECT s.code FROM lead l JOIN stage s ON s.id = l.stage_id WHERE l.id = :id"},
    {"lead", "stage_stale_days", N_("Limit of the stage, days"), VALUE_INT,
     "SELECT s.stale_days FROM lead l JOIN stage s ON s.id = l.stage_id WHERE l.id = :id"},
    {"lead", "status", N_("Status"), VALUE_TEXT, "SELECT status FROM lead WHERE id = :id"},
    {"lead", "probability", N_("Probability"), VALUE_INT, "SELECT probability FROM lead WHERE id = :id"},
    {"lead", "probability_reviewed", N_("Probability reviewed"), VALUE_DAY, "SELECT probability_reviewed_day FROM lead WHERE id = :id"},
    {"lead", "expected_close", N_("Expected close"), VALUE_DAY, "SELECT expected_close_day FROM lead WHERE id = :id"},
    {"lead", "paused_until", N_("Paused until"), VALUE_DAY, "SELECT paused_until_day FROM lead WHERE id = :id AND status = 'paused'"},
    {"lead", "last_touch", N_("Last touch"), VALUE_INSTANT,
     "SELECT MAX(occurred_at) FROM touchpoint WHERE lead_id = :id AND is_human = 1 AND kind <> 'note' AND occurred_at <= :now"},
    {"lead", "next_follow_up", N_("Next follow-up"), VALUE_DAY,
     "SELECT MIN(due_day) FROM follow_up WHERE lead_id = :id AND status = 'open' AND due_at > :now"},
    {"account", "account_name", N_("Account"), VALUE_TEXT, "SELECT name FROM account WHERE id = :id"},
    {"account", "lifecycle", N_("Kind of account"), VALUE_TEXT, "SELECT lifecycle FROM account WHERE id = :id"},
    {"account", "tier", N_("Tier"), VALUE_INT, "SELECT tier FROM account WHERE id = :id"},
    {"account", "account_touch", N_("Last touch of the account"), VALUE_INSTANT,
     "SELECT MAX(occurred_at) FROM touchpoint WHERE account_id = :id AND is_human = 1 AND kind <> 'note' AND occurred_at <= :now"},
    {"account", "last_heard", N_("Last heard from them"), VALUE_INSTANT,
     "SELECT MAX(occurred_at) FROM touchpoint WHERE account_id = :id AND is_human = 1 AND direction <> 'out' AND kind <> 'note' AND is_copied = 0 "
     "AND occurred_at <= :now"},
    {"account", "next_meeting", N_("Next meeting"), VALUE_INSTANT,
     "SELECT MIN(m.start_at) FROM meeting m JOIN meeting_attendee a ON a.meeting_id = m.id WHERE a.account_id = :id AND m.start_at > :now "
     "AND m.status <> 'cancelled'"},
    {"account", "review_last", N_("Last such review"), VALUE_DAY,
     "SELECT MAX(held_day) FROM review WHERE account_id = :id AND kind = :suffix AND held_day <= :today"},
    {"account", "review_months", N_("Months between such reviews"), VALUE_INT,
     "SELECT p.interval_months FROM account a JOIN review_policy p ON p.tier = a.tier AND p.enabled = 1 WHERE a.id = :id AND p.kind = :suffix"},
    {"account", "review_remind_days", N_("Days before in which to remind"), VALUE_INT,
     "SELECT p.remind_days FROM account a JOIN review_policy p ON p.tier = a.tier AND p.enabled = 1 WHERE a.id = :id AND p.kind = :suffix"},
    {"contact", "contact_name", N_("Contact"), VALUE_TEXT, "SELECT full_name FROM contact WHERE id = :id"},
    {"contact", "away_until", N_("Away until"), VALUE_DAY, "SELECT away_until_day FROM contact WHERE id = :id"},
    {"follow_up", "promise", N_("Promise"), VALUE_TEXT, "SELECT promise FROM follow_up WHERE id = :id"},
    {"follow_up", "promised_at", N_("Promised"), VALUE_INSTANT, "SELECT created_at FROM follow_up WHERE id = :id"},
    {"follow_up", "committed_due", N_("Promised for"), VALUE_DAY, "SELECT committed_due_day FROM follow_up WHERE id = :id"},
    {"follow_up", "due_at", N_("Due"), VALUE_INSTANT, "SELECT due_at FROM follow_up WHERE id = :id"},
    {"episode", "who", N_("Who asked"), VALUE_TEXT,
     "SELECT COALESCE(c.full_name, e.contact_addr) FROM response_episode e LEFT JOIN contact c ON c.id = e.contact_id WHERE e.id = :id"},
    {"episode", "letter", N_("Letter"), VALUE_TEXT,
     "SELECT m.subject FROM response_episode e JOIN message m ON m.id = e.open_message_id WHERE e.id = :id"},
    {"episode", "asked_at", N_("Asked"), VALUE_INSTANT, "SELECT opened_at FROM response_episode WHERE id = :id"},
    {"episode", "letters", N_("Letters so far"), VALUE_INT, "SELECT attempts FROM response_episode WHERE id = :id"},
    {"meeting", "meeting", N_("Meeting"), VALUE_TEXT, "SELECT summary FROM meeting WHERE id = :id"},
    {"meeting", "starts", N_("Starts"), VALUE_INSTANT, "SELECT start_at FROM meeting WHERE id = :id"},
    {"meeting", "purpose", N_("Purpose"), VALUE_TEXT, "SELECT purpose FROM meeting WHERE id = :id"},
    {"review", "review", N_("Review"), VALUE_TEXT, "SELECT kind FROM review WHERE id = :id"},
    {"review", "held", N_("Held"), VALUE_DAY, "SELECT held_day FROM review WHERE id = :id"},
    {"project", "service", N_("Service"), VALUE_TEXT, "SELECT s.code FROM project p JOIN service s ON s.id = p.service_id WHERE p.id = :id"},
    {"project", "delivered", N_("Delivered"), VALUE_DAY, "SELECT delivered_day FROM project WHERE id = :id"},
    {"subscription", "service", N_("Service"), VALUE_TEXT,
     "SELECT s.code FROM subscription p JOIN service s ON s.id = p.service_id WHERE p.id = :id"},
    {"subscription", "bound_until", N_("Bound until"), VALUE_DAY, "SELECT committed_until_day FROM subscription WHERE id = :id"},
    {"subscription", "notice_days", N_("Days of notice"), VALUE_INT, "SELECT notice_days FROM subscription WHERE id = :id"},
    {"referral", "asked", N_("Reference asked for"), VALUE_DAY, "SELECT asked_day FROM referral WHERE id = :id"},
    {"referral", "introduced", N_("Introduced"), VALUE_DAY, "SELECT introduced_day FROM referral WHERE id = :id"},
    {"referral", "followed_up", N_("Followed up"), VALUE_DAY, "SELECT followed_up_day FROM referral WHERE id = :id"},
    {"source", "source", N_("Source"), VALUE_TEXT, "SELECT name FROM lead_source WHERE id = :id"},
};

static Value *
value_of(KeepRows *row, ValueKind type)
{
    if (type == VALUE_TEXT)
        return value_text(keep_rows_text(row, 0));
    gint64 number = keep_rows_int(row, 0);
    return type == VALUE_DAY ? value_day((gint32)number) : type == VALUE_INSTANT ? value_instant(number) : value_int(number);
}

static gboolean
add_fact(Table *table, const MeasureContext *context, gsize place, gint64 id, const char *suffix, GError **error)
{
    g_autoptr(GError) problem = NULL;
    gint32 today = calendar_day_of(context->calendar, context->now);
    g_autoptr(KeepRows) rows =
        keep_db_query_text(context->db, facts[place].sql, BIND(KI("id", id), KI("now", context->now), KI("today", today), KT("suffix", suffix)), TRUE, error);
    if (!rows)
        return FALSE;
    if (keep_rows_next(rows, &problem) && !keep_rows_is_null(rows, 0)) {
        table_row(table);
        table_cell(table, value_text(facts[place].kind));
        table_cell(table, value_text(facts[place].key));
        table_cell(table, value_text(_(facts[place].label)));
        table_cell(table, value_of(rows, facts[place].type));
    }
    if (!problem)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&problem));
    return FALSE;
}

static gboolean
add_facts(Table *table, const MeasureContext *context, const char *kind, gint64 id, const char *suffix, GError **error)
{
    for (gsize i = 0; id != 0 && i < G_N_ELEMENTS(facts); i++)
        if (g_str_equal(facts[i].kind, kind) && !add_fact(table, context, i, id, suffix, error))
            return FALSE;
    return TRUE;
}

Table *
measure_due_why_details(const MeasureContext *context, const DueWhySubject *subject, GError **error)
{
    g_autoptr(Table) table = table_new("details");
    table_column(table, "about", NULL, COLUMN_HIDDEN);
    table_column(table, "fact", NULL, COLUMN_HIDDEN);
    table_column(table, "label", _("What"), COLUMN_PEOPLE);
    table_column(table, "value", _("Value"), COLUMN_SHOWN);
    gboolean is_lead = g_str_equal(subject->subject_kind, "lead"), is_account = g_str_equal(subject->subject_kind, "account");
    gboolean ok = (is_lead || is_account || add_facts(table, context, subject->subject_kind, subject->subject_id, subject->suffix, error)) &&
                  add_facts(table, context, "lead", is_lead ? subject->subject_id : subject->lead_id, subject->suffix, error) &&
                  add_facts(table, context, "account", is_account ? subject->subject_id : subject->account_id, subject->suffix, error);
    return ok ? g_steal_pointer(&table) : NULL;
}
