/* SPDX-License-Identifier: MIT
 * What the columns of the rows behind figures are called, where no list has them. */
#include "measure/kpi-engine.h"
#include "measure/list-table.h"
#include <glib/gi18n.h>

static const struct { const char *key, *title; } titles[] = {
    { "age_work_secs", N_("Age in working time (s)") }, { "answer", N_("Survey answer") }, { "band", N_("Band") },
    { "booked_at", N_("Booked") }, { "booked_day", N_("Booked") }, { "cancelled_day", N_("Cancelled") },
    { "close_day", N_("Expected close") }, { "component", N_("Component") }, { "contact_addr", N_("Address") },
    { "contact_day", N_("First contact") }, { "created_day", N_("Created") }, { "credit_ore", N_("Share of the deal") },
    { "date_day", N_("Date") }, { "days", N_("Days") }, { "decided_day", N_("Decided") }, { "delivered_day", N_("Delivered") },
    { "demo_at", N_("Demo") }, { "done_at", N_("Done") }, { "due_at", N_("Due") }, { "end_at", N_("End") }, { "episode", N_("Episode") },
    { "expected_day", N_("Expected close") }, { "filled", N_("Filled in") }, { "first_day", N_("First contact or date") },
    { "follow_up", N_("Follow-up") }, { "followed_up_at", N_("Followed up") }, { "forecast_ore", N_("Forecast") },
    { "from_day", N_("From") }, { "gained_ore", N_("Gained") }, { "has_answered", N_("Answered") }, { "has_booked", N_("Meeting booked") },
    { "has_chat", N_("Has satori-chat") }, { "has_expanded", N_("Bought more") }, { "has_met", N_("Met") }, { "held_day", N_("Held") },
    { "horizon", N_("Horizon") }, { "hours", N_("Hours") }, { "ingest", N_("Noted by") }, { "introduced_day", N_("Introduced") },
    { "invoice_day", N_("Invoice date") }, { "is_answered", N_("Answered") }, { "is_answered_in_time", N_("Answered in time") },
    { "is_asked", N_("Asked") }, { "is_avoided", N_("To be avoided") }, { "is_clean", N_("Clean") }, { "is_complete", N_("Complete") },
    { "is_enriched", N_("Enriched") }, { "is_event", N_("Answered") }, { "is_false", N_("Not won") }, { "is_fit", N_("Fitting") },
    { "is_ideal", N_("Ideal") }, { "is_in_order", N_("In order") }, { "is_known", N_("Known") }, { "is_late", N_("In the later months") },
    { "is_lost", N_("Is lost") }, { "is_mature", N_("Time has passed") }, { "is_noted", N_("Noted") }, { "is_now_ore", N_("Now") },
    { "is_old", N_("Long enough a customer") }, { "is_on_time", N_("In time") }, { "is_on_track", N_("On track") },
    { "is_over", N_("Over") }, { "is_overdue", N_("Overdue") }, { "is_prepared", N_("Prepared") }, { "is_promising", N_("Promising") },
    { "is_reached", N_("Reached") }, { "is_seen", N_("Seen") }, { "is_stale", N_("Stale") }, { "is_tagged", N_("Tagged") },
    { "is_won", N_("Is won") }, { "last_day", N_("Last") }, { "local_day", N_("Day") }, { "logged_at", N_("Logged") },
    { "max_ord", N_("Furthest stage (order)") }, { "meeting_day", N_("Meeting") }, { "month", N_("Month") },
    { "month_end_day", N_("Month until") }, { "month_ore", N_("A month") }, { "months", N_("Months") }, { "moved_ore", N_("Movement") },
    { "net_ore", N_("Net") }, { "now_ore", N_("Now") }, { "ore", N_("Amount") }, { "paid_ore", N_("Invoiced in the year") },
    { "part", N_("Part") }, { "planned_end_day", N_("Planned end") }, { "points", N_("Points") }, { "presented_day", N_("Presented") },
    { "proposal", N_("Proposal") }, { "qualified_day", N_("Qualified") }, { "quarter", N_("Quarter") }, { "referral", N_("Referral") },
    { "revenue_ore", N_("Revenue") }, { "secs", N_("Seconds") }, { "since_at", N_("Since") }, { "since_day", N_("Since") },
    { "sla_secs", N_("Promised (s)") }, { "spent_ore", N_("Spent") }, { "start_at", N_("Start") }, { "start_day", N_("Start") },
    { "subscriptions", N_("Subscriptions") }, { "suggested", N_("Suggested tier") }, { "test_started_day", N_("Test since") },
    { "to_day", N_("To") }, { "until_day", N_("Until") }, { "users_first", N_("Users at the start") }, { "users_now", N_("Users now") },
    { "wanted", N_("Wanted") }, { "was_ore", N_("Before") }, { "weight", N_("Probability counted (%)") }, { "what", N_("What") },
    { "won_ore", N_("Won value") }, { "work_secs", N_("Working time (s)") }, { "workdays", N_("Workdays") },
};

const char *
measure_kpi_unit_title(const char *key)
{
    const char *title = measure_list_title(key);
    for (guint i = 0; title == NULL && i < G_N_ELEMENTS(titles); i++)
        if (g_str_equal(titles[i].key, key))
            return _(titles[i].title);
    return title;
}
