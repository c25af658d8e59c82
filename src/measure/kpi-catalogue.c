/* SPDX-License-Identifier: MIT
 * The KPI catalogue: what each figure is called, measured in, and taken from (spec 03, 15-A, 15-E, 17-F, 17-K). */
#include "measure/kpi.h"
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#define EPISODE_SCOPES "all account contact tier segment source"

/* Sorted by id. */
static const KpiDefinition catalogue[] = {
    { "active_leads", N_("Active leads"), "count", "point", "all", 0, "leads", "range",
      N_("leads in an open stage and not paused, at the end of the day"), "001:10", 0 },
    { "activities_today", N_("Today's activities"), "count", "day", "all", 0, "touchpoints", NULL,
      N_("mails, calls, messages and held meetings of the day"), "001:110", KPI_LIST },
    { "activity_logged_24h_rate", N_("Activities logged within 24 hours"), "rate", "week", "all ingest", 0, "touchpoints", "higher",
      N_("automatic and hand-made touchpoints logged within 24 hours / all of them"), "001:95", 0 },
    { "attempts_to_pause", N_("Leads to pause after unanswered attempts"), "count", "point", "all", 0, "leads", NULL,
      N_("active leads with at least [attempts] max attempts since they last spoke with us"), "004:18", KPI_LIST },
    { "check_in_coverage", N_("Check-in coverage"), "rate", "month", "all", 0, NULL, "higher",
      N_("customers with a review, meeting or call in the period / customers due for a check-in in it"), "002:9", 0 },
    { "contact_attempts_per_day", N_("Contact attempts per workday"), "per_workday", "day", "all", 0, "touchpoints", "higher",
      N_("outbound calls, and mails, LinkedIn and SMS messages once per lead and day / workdays"), "001:32", 0 },
    { "customers_untouched_30d", N_("Customers untouched for 30 days"), "count", "point", "all", 0, "touchpoints", NULL,
      N_("customers with whom nobody has spoken for more than 30 days"), "002:9", KPI_LIST },
    { "days_since_two_way", N_("Days since last two-way contact"), "days", "point", "account", 0, "touchpoints", NULL,
      N_("days since somebody of the account last wrote, answered a call or met us"), "002:9", 0 },
    { "first_meetings_booked", N_("First meetings booked"), "count", "week", "all", 0, "calendar", NULL,
      N_("meetings booked in the period that are the first one with an account"), "004:29", 0 },
    { "follow_up_response_rate", N_("Follow-up response rate"), "rate", "month", EPISODE_SCOPES, 14, "mail", NULL,
      N_("episodes answered within [reply] window_days of their first follow-up / episodes old enough with one in the period"), "001:34", KPI_FILTERED | KPI_WINDOW },
    { "meetings_booked", N_("Meetings booked"), "count", "week", "all", 0, "calendar", "higher",
      N_("external meetings by the day of booking; a series once, a moved one not again"), "001:33", 0 },
    { "meetings_held", N_("Meetings held"), "count", "month", "all", 0, "meetings", NULL,
      N_("external meetings that took place, each occurrence by the day of its start"), "001:33", 0 },
    { "meetings_upcoming", N_("Upcoming meetings"), "count", "day", "all", 0, "calendar", NULL,
      N_("external meetings that start within the next seven days"), "001:110", KPI_STATE | KPI_LIST },
    { "multithread_depth", N_("People in contact with us"), "count", "point", "account", 0, "touchpoints", NULL,
      N_("people of the account who have spoken with us in the last 90 days"), "002:46", 0 },
    { "new_leads", N_("New leads"), "count", "month", "all", 0, "leads", "range",
      N_("new business leads by the day they were created"), "001:8", 0 },
    { "our_first_response_time", N_("Our response time"), "hours", "week", EPISODE_SCOPES, 0, "mail", NULL,
      N_("Kaplan-Meier median of the working hours until we answered"), "002:88", KPI_FILTERED | KPI_WINDOW },
    { "our_sla_rate", N_("Answers within the promised time"), "rate", "week", EPISODE_SCOPES, 0, "mail", NULL,
      N_("answers given within the promised working time of the tier / answers given or past that time"), "002:88", KPI_FILTERED | KPI_WINDOW },
    { "overdue_follow_ups", N_("Overdue follow-ups"), "count", "point", "all", 0, "follow-ups", "lower",
      N_("follow-ups not done whose time has passed"), "001:111", KPI_LIST },
    { "pipeline_cleanliness", N_("Pipeline cleanliness"), "rate", "point", "all", 0, "leads", "higher",
      N_("active leads with activity within [hygiene] days / active leads"), "001:96", 0 },
    { "qbr_coverage", N_("Quarterly review coverage"), "rate", "quarter", "all", 0, NULL, "higher",
      N_("customers with a quarterly business review in the period / customers due for one in it"), "002:72", 0 },
    { "replies_owed_by_us", N_("Replies we owe"), "count", "point", EPISODE_SCOPES, 0, "mail", "lower",
      N_("mails that wait for our answer"), "002:88", KPI_FILTERED | KPI_LIST },
    { "response_rate", N_("Response rate"), "rate", "rolling90", EPISODE_SCOPES, 14, "mail", NULL,
      N_("mails answered within [reply] window_days / mails that asked for an answer and are old enough to tell"), "001:34", KPI_FILTERED | KPI_WINDOW },
    { "response_rate_km", N_("Response rate, running"), "rate", "rolling90", EPISODE_SCOPES, 0, "mail", NULL,
      N_("Kaplan-Meier probability of an answer within [reply] window_days, the youngest mails included"), "001:34", KPI_FILTERED | KPI_WINDOW },
    { "stagnation_rate", N_("Stagnation rate"), "rate", "point", "all", 0, "leads", "lower",
      N_("active leads without activity for more than [stale] days / active leads"), "001:29", 0 },
    { "their_response_time", N_("Their response time"), "hours", "rolling90", EPISODE_SCOPES, 0, "mail", NULL,
      N_("Kaplan-Meier median of the working hours until they answered"), "002:96", KPI_FILTERED | KPI_WINDOW },
};

const KpiDefinition *
measure_kpi_catalogue(gsize *ret_n)
{
    *ret_n = G_N_ELEMENTS(catalogue);
    return catalogue;
}

static int
compare_id(const void *id, const void *definition)
{
    return strcmp(id, ((const KpiDefinition *)definition)->id);
}

const KpiDefinition *
measure_kpi_find(const char *id)
{
    return bsearch(id, catalogue, G_N_ELEMENTS(catalogue), sizeof *catalogue, compare_id);
}
