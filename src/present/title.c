/* SPDX-License-Identifier: MIT
 * What tables and facts are called for people. */
#include "present/title.h"
#include <glib/gi18n.h>
#include <string.h>
#include "present/cell.h"

typedef struct {
    const char *name;
    const char *title, *none;
} TableWords;

static const TableWords table_words[] = {
    {"touchpoints", N_("Touchpoints"), N_("No touchpoints.")},
    {"meetings", N_("Meetings"), N_("No meetings.")},
    {"agenda", N_("Today and tomorrow"), N_("No meetings today or tomorrow.")},
    {"episodes", N_("Episodes"), N_("No episodes.")},
    {"kpis", N_("Figures"), N_("No figures.")},
    {"due", N_("To do"), N_("Nothing is due.")},
    {"folders", N_("Folders"), N_("No folders.")},
    {"messages", N_("Messages"), N_("No messages.")},
    {"rows", N_("Messages"), N_("No messages.")},
    {"triage", N_("Strangers"), N_("No strangers.")},
    {"occurrences", N_("Occurrences"), N_("No occurrences.")},
    {"problems", N_("Problems"), N_("No problems.")},
    {"sources", N_("Sources"), N_("No sources: `cadens setup` asks for a mailbox.")},
    {"owed", N_("Replies owed"), N_("No reply is owed.")},
    {"accounts", N_("Accounts"), N_("No accounts.")},
    {"contacts", N_("Contacts"), N_("No contacts.")},
    {"standing", N_("Standing"), N_("Nothing is known.")},
    {"score", N_("What the score is made of"), N_("No score.")},
    {"leads", N_("Leads"), N_("No leads.")},
    {"follow_ups", N_("Promises"), N_("No promises.")},
    {"reviews", N_("Reviews"), N_("No reviews.")},
    {"units", N_("What was counted"), N_("Nothing was counted.")},
    {"examples", N_("For example"), N_("No touchpoint comes or goes.")},
    {"steps", N_("Step by step"), N_("No rule was asked: it was entered by hand or imported.")},
    {"slots", N_("Free times"), N_("No free time in the next 60 days.")},
    {"thresholds", N_("Limits in force"), N_("The rule has no limits of its own in the configuration.")},
    {"details", N_("What is stored"), N_("Nothing more is stored about it.")},
    {"events", N_("What became of it"), N_("Nothing yet.")},
    {"proposals", N_("Proposals"), N_("No proposals.")},
    {"referrals", N_("Referrals"), N_("No referrals.")},
    {"projects", N_("Projects"), N_("No projects.")},
    {"invoices", N_("Invoices"), N_("No invoices.")},
    {"subscriptions", N_("Subscriptions"), N_("No subscriptions.")},
    {"costs", N_("Costs"), N_("No costs.")},
    {"surveys", N_("Surveys"), N_("No answers to surveys.")},
    {"targets", N_("Targets"), N_("No targets.")},
    {"services", N_("Services"), N_("No services.")},
    {"stages", N_("Stages"), N_("No stages.")},
    {"tiers", N_("Tiers"), N_("No tiers.")},
    {"review_policies", N_("Review policies"), N_("No review policies.")},
    {"signals", N_("Risks and signs that were noted"), N_("Nothing was noted.")},
    {"competitors", N_("Competitors"), N_("No competitors.")},
    {"customers", N_("Customers"), N_("No customers.")},
    {"reports", N_("Reports"), N_("No reports yet.")},
    {"calendars", N_("Calendars"), N_("No calendars.")},
    {"drift", N_("Stored otherwise than it would be now"), N_("All is stored as it would be now.")},
    {"checklist", N_("To talk about"), N_("Nothing to talk about.")},
};

static const TableWords *
words_of(const Table *table)
{
    for (gsize i = 0; i < G_N_ELEMENTS(table_words); i++)
        if (g_strcmp0(table_words[i].name, table->name) == 0)
            return &table_words[i];
    return NULL;
}

const char *
present_table_title(const Table *table)
{
    const TableWords *words = words_of(table);
    return table->title != NULL ? table->title : words != NULL ? _(words->title) : table->name;
}

const char *
present_table_none(const Table *table)
{
    const TableWords *words = words_of(table);
    return words != NULL ? _(words->none) : _("Nothing to show.");
}

/* What a person reads for the key of a fact; a key without words is read as it stands. */
static const struct {
    const char *key, *title;
} fact_titles[] = {
    {"as_of", N_("As of")},     {"dashboard", N_("The page")}, {"kind", N_("Kind")},
    {"rows", N_("Rows")},       {"created", N_("New")},        {"updated", N_("Updated")},
    {"dry_run", N_("Dry run")}, {"id", N_("Id")},              {"title", N_("Title")},
    {"name", N_("Name")}, {"since", N_("Since")},
    {"unit", N_("Unit")},       {"formula", N_("Formula")},    {"source", N_("Source")},
    {"sql", N_("SQL")},         {"problems", N_("Problems")},
    {"class", N_("Class")},     {"because", N_("Because")},    {"direction", N_("Direction")},
    {"from", N_("From")},       {"to", N_("To")},              {"cc", N_("Cc")},
    {"subject", N_("Subject")}, {"date", N_("Date")},          {"message_id", N_("Message-ID")},
    {"in_reply_to", N_("In-Reply-To")}, {"references", N_("References")}, {"ok", N_("Complete")},
    {"changes", N_("What would change it")}, {"address", N_("Address")}, {"sent", N_("Letters from it")},
    {"received", N_("Letters to it")}, {"meetings", N_("Meetings")}, {"account", N_("Account")},
    {"contact", N_("Contact")}, {"method", N_("Method")}, {"decision", N_("Decision")}, {"forgotten", N_("Forgotten")},
    {"logged", N_("Logged")}, {"user", N_("By")}, {"file", N_("File")},
    {"pattern", N_("Whom")}, {"touchpoints", N_("Touchpoints more or less")}, {"added", N_("Added")}, {"removed", N_("Removed")},
    {"moved", N_("Moved to another account")}, {"changed", N_("Changed otherwise")}, {"reclassified", N_("Letters read otherwise")},
    {"erased", N_("Letters forgotten")}, {"messages", N_("Messages")}, {"touches", N_("Touches")},
    {"rule_says", N_("The rule says")}, {"ends", N_("And then")}, {"verdict", N_("Now the condition")}, {"evidence", N_("Found")},
    {"opened", N_("Since")}, {"due_day", N_("Due")}, {"severity", N_("Severity")}, {"state", N_("State")}, {"rule", N_("Rule")}, {"hits", N_("Times looked at")},
    {"key", N_("Key")}, {"checklist", N_("To talk about")}, {"organizer", N_("Invites")}, {"attendees", N_("Invited")}, {"away", N_("Who is away")}, {"away_until", N_("Back on")},
    {"contacts", N_("Contacts")}, {"texts", N_("Further texts")}, {"backups", N_("Copies that still hold it")},
};

char *
present_fact_title(const char *key)
{
    for (gsize i = 0; i < G_N_ELEMENTS(fact_titles); i++)
        if (strcmp(fact_titles[i].key, key) == 0)
            return g_strdup(_(fact_titles[i].title));
    char *title = present_plain(key, 0, FALSE);
    return g_strdelimit(title, "_", ' ');
}
