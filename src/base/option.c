/* SPDX-License-Identifier: MIT
 * The option table: every key of the configuration, once (spec 00 §2, 10 §10.2 with the sections of
 * 17-G). */
#include "base/option.h"
#include <glib/gi18n.h>
#include <string.h>
#include "base/option-value.h"

#define TEXT(section, key, standard, check, help)                    \
    {                                                                \
        section, key, OPTION_TEXT, standard, 1, 0, NULL, help, check \
    }
#define LIST(section, key, standard, check, help)                    \
    {                                                                \
        section, key, OPTION_LIST, standard, 1, 0, NULL, help, check \
    }
#define INT(section, key, standard, min, max, help)                    \
    {                                                                  \
        section, key, OPTION_INT, standard, min, max, NULL, help, NULL \
    }
#define REAL(section, key, standard, min, max, help)                    \
    {                                                                   \
        section, key, OPTION_REAL, standard, min, max, NULL, help, NULL \
    }
#define BOOL(section, key, standard, help)                          \
    {                                                               \
        section, key, OPTION_BOOL, standard, 1, 0, NULL, help, NULL \
    }
#define CHOICE(section, key, standard, choices, help)                    \
    {                                                                    \
        section, key, OPTION_CHOICE, standard, 1, 0, choices, help, NULL \
    }
#define PERCENT(section, key, standard, help)                            \
    {                                                                    \
        section, key, OPTION_PERCENT, standard, 0, 100, NULL, help, NULL \
    }

static const Option options[] = {
    TEXT("business", "timezone", "Europe/Stockholm", option_check_zone,
         N_("Time zone of the business, whatever the computer's is")),
    TEXT("business", "work_hours", "Mon-Fri 08:00-17:00", option_check_hours,
         N_("Working hours; more than one item is separated by ;")),
    CHOICE("business", "holidays", "SE", "SE|none", N_("Public holidays that are days off")),
    LIST("business", "extra_days_off", "midsummer_eve; christmas_eve; new_year_eve",
         option_check_day_off,
         N_("Further days off: midsummer_eve, christmas_eve, new_year_eve or dates")),
    LIST("business", "quiet", "W28-W31; 12-22..01-06", option_check_quiet,
         N_("Periods in which slow answers mean nothing: ISO weeks or dates")),
    INT("business", "fiscal_start_month", "1", 1, 12, N_("First month of the fiscal year")),

    LIST("identity", "addresses", NULL, option_check_identity,
         N_("Own addresses; @domain means that everyone there is us")),

    CHOICE("mailbox", "type", "imap", "imap|maildir|mbox", N_("Kind of mailbox")),
    TEXT("mailbox", "host", NULL, option_check_host, N_("IMAP server")),
    INT("mailbox", "port", "993", 1, 65535, N_("Port of the server; 143 unless tls is implicit")),
    CHOICE("mailbox", "tls", "implicit", "implicit|starttls|none",
           N_("Encryption; none only for a server on this computer")),
    TEXT("mailbox", "user", NULL, NULL, N_("User name at the server")),
    CHOICE("mailbox", "auth", "password", "password|xoauth2", N_("How to log in")),
    TEXT("mailbox", "password_command", NULL, option_check_command,
         N_("Command whose first line of output is the password or the access token")),
    TEXT("mailbox", "password_file", NULL, NULL, N_("File with the password, mode 0600")),
    TEXT("mailbox", "password_secret", NULL, option_check_attributes,
         N_("Attributes of the password in the keyring of the desktop")),
    TEXT("mailbox", "online_account", NULL, NULL,
         N_("Account of GNOME Online Accounts that knows the password or the access token")),
    TEXT("mailbox", "ca_file", NULL, NULL, N_("Certificates to trust besides the system's (PEM)")),
    LIST("mailbox", "folders", "auto", NULL,
         N_("Folders to read; auto is INBOX and the sent mail")),
    TEXT("mailbox", "backfill", "all", option_check_backfill,
         N_("How far back to read at first: all, 365d or a date")),
    TEXT("mailbox", "path", NULL, NULL, N_("Where a maildir or mbox lies")),
    CHOICE("mailbox", "role", "inbox", "inbox|sent", N_("What an mbox holds")),
    INT("mailbox", "idle_minutes", "9", 5, 24, N_("Minutes after which IDLE is renewed")),
    INT("mailbox", "poll_minutes", "5", 1, 1440, N_("Minutes between two looks at all folders")),

    TEXT("calendar", "url", NULL, option_check_url,
         N_("Address of the feed: https, webcal, caldavs or file")),
    TEXT("calendar", "user", NULL, NULL, N_("User name at the server")),
    TEXT("calendar", "password_command", NULL, option_check_command,
         N_("Command whose first line of output is the password")),
    TEXT("calendar", "password_file", NULL, NULL, N_("File with the password, mode 0600")),
    TEXT("calendar", "password_secret", NULL, option_check_attributes,
         N_("Attributes of the password in the keyring of the desktop")),
    INT("calendar", "refresh_minutes", "30", 1, 1440, N_("Minutes between two looks at the feed")),
    TEXT("calendar", "user_agent", NULL, NULL,
         N_("Name to give to servers that refuse unknown programs")),
    TEXT("calendar", "ca_file", NULL, NULL, N_("Certificates to trust besides the system's (PEM)")),

    TEXT("store", "path", NULL, NULL,
         N_("The database; default cadens/cadens.db in the data directory")),
    TEXT("dashboard", "path", NULL, NULL,
         N_("The page; default Cadens/dashboard.html in the documents folder")),

    LIST("report", "kinds", "daily; weekly; monthly; quarterly; yearly", option_check_report,
         N_("Reports that are written by themselves")),
    LIST("report", "formats", "html", option_check_format,
         N_("Forms of each: html, xlsx, text, json, csv; the first is the one that is opened")),
    TEXT("report", "path", NULL, NULL, N_("Folder of these reports; default reports beside the page")),

    TEXT("export", "ics", NULL, NULL,
         N_("A calendar with touchpoints and reviews that are due, for other programs to subscribe to")),
    INT("export", "ics_days", "90", 1, 3660, N_("Days back for which it has touchpoints")),

    CHOICE("privacy", "bodies", "never", "never|glance",
           N_("Whether message bodies are looked at for cues; they are never stored")),
    LIST("privacy", "never_log", NULL, option_check_address,
         N_("Addresses and @domains whose messages are never logged")),
    LIST("privacy", "skip_person", NULL, option_check_address,
         N_("Addresses and @domains treated as absent from a message")),

    INT("retention", "human", "0", 0, 36500,
        N_("Days after which human mail of accounts loses subject and names; 0 = never")),
    INT("retention", "unmatched", "0", 0, 36500,
        N_("Days after which human mail of no account is removed; 0 = never")),
    INT("retention", "bulk", "0", 0, 36500,
        N_("Days after which newsletters and lists are removed; 0 = never")),
    INT("retention", "system", "0", 0, 36500,
        N_("Days after which mail of machines is removed; 0 = never")),
    INT("retention", "auto_reply", "0", 0, 36500,
        N_("Days after which automatic replies lose subject and names; 0 = never")),
    INT("retention", "bounce", "0", 0, 36500,
        N_("Days after which bounces lose subject and names; 0 = never")),
    INT("retention", "receipt", "0", 0, 36500,
        N_("Days after which receipts lose subject and names; 0 = never")),
    INT("retention", "calendar", "0", 0, 36500,
        N_("Days after which invitations by mail lose subject and names; 0 = never")),

    BOOL("notify", "enabled", "true", N_("Whether desktop notifications are shown")),
    CHOICE("notify", "hours", "work", "work|always", N_("When notifications may be shown")),
    INT("notify", "max_per_hour", "5", 0, 60, N_("Most notifications in an hour")),
    INT("notify", "max_per_day", "6", 0, 1000, N_("Most notifications in a day")),
    TEXT("notify", "digest_at", "08:15", option_check_time,
         N_("When the daily digest comes on workdays")),
    CHOICE("notify", "privacy", "full", "full|names|counts", N_("How much a notification tells")),
    TEXT("notify", "hook", NULL, option_check_command,
         N_("Command that gets each notification as JSON on its standard input")),

    INT("stale", "days", "14", 1, 365, N_("Days without activity after which a lead is stale")),
    INT("stale", "defer_max_days", "30", 0, 365,
        N_("Days ahead within which a planned step keeps a lead from being stale")),
    INT("hygiene", "days", "60", 1, 3650,
        N_("Days without activity after which a lead must be decided on")),

    INT("attempts", "max", "5", 1, 100, N_("Unanswered attempts after which to pause a lead")),
    BOOL("attempts", "auto_pause", "false", N_("Whether the lead is paused by itself then")),
    INT("attempts", "pause_days", "90", 1, 3650, N_("Days such a pause lasts")),
    INT("attempts", "daily_target", "20", 0, 1000, N_("Contact attempts aimed at per workday")),

    INT("reply", "window_days", "14", 1, 365, N_("Days within which an answer counts as one")),
    INT("reply", "fallback_days", "7", 0, 365,
        N_("Days within which mail outside the thread counts as an answer")),
    BOOL("reply", "invite_accept_counts", "true",
         N_("Whether accepting an invitation is an answer")),
    INT("reply", "bulk_max_accounts", "8", 1, 1000,
        N_("Accounts in one message above which it is bulk mail")),

    REAL("sla", "work_hours_t1", "4", 0.25, 1000,
         N_("Working hours in which tier 1 is to be answered")),
    REAL("sla", "work_hours_t2", "9", 0.25, 1000,
         N_("Working hours in which tier 2 is to be answered")),
    REAL("sla", "work_hours_t3", "18", 0.25, 1000,
         N_("Working hours in which tier 3 is to be answered")),
    REAL("sla", "work_hours_prospect", "9", 0.25, 1000,
         N_("Working hours in which everybody else is to be answered")),

    INT("responsiveness", "recent", "5", 2, 20, N_("Latest answers that are compared")),
    INT("responsiveness", "base_min", "8", 2, 100,
        N_("Earlier answers that are needed for comparing")),
    INT("responsiveness", "base_max", "20", 2, 100, N_("Earlier answers that are used at most")),
    REAL("responsiveness", "ratio", "2", 1, 100, N_("Times slower than before that is a change")),
    REAL("responsiveness", "min_diff_wh", "8", 0, 1000,
         N_("Working hours slower that is a change")),
    REAL("responsiveness", "floor_wh", "4", 0, 1000,
         N_("Working hours below which all answers are quick")),
    REAL("responsiveness", "p_watch", "0.05", 0, 1, N_("Chance of error at which a watch begins")),
    INT("responsiveness", "confirm_n", "4", 1, 20, N_("Further answers that confirm a watch")),
    REAL("responsiveness", "p_alert", "0.10", 0, 1,
         N_("Chance of error at which a watch is an alert")),

    INT("pipeline", "min_probability", "10", 0, 100,
        N_("Percent from which a lead is in the pipeline")),
    LIST("pipeline", "bands", "10-30; 40-60; 70-90", option_check_range,
         N_("Bands of probability: early, active, negotiation")),
    BOOL("pipeline", "conservative_probability", "false",
         N_("Whether a probability between two bands counts as the top of the lower one")),
    LIST("pipeline", "horizons", "3; 6; 12", option_check_count, N_("Horizons in months")),
    INT("pipeline", "weekly_review_over", "60", 0, 100,
        N_("Percent above which a lead is reviewed every week")),

    CHOICE("forecast", "snapshot", "first_workday", "first_workday|first_day",
           N_("When the month's forecast is kept")),
    REAL("coverage", "amber", "2", 0, 100, N_("Pipeline coverage that is amber")),
    REAL("coverage", "green", "3", 0, 100, N_("Pipeline coverage that is green")),
    TEXT("win", "lookback", "12m", option_check_months,
         N_("Months that historic win rates look at")),

    CHOICE("attribution", "model", "u_shaped", "first|last|linear|u_shaped|time_decay",
           N_("How a win is shared among its sources")),
    INT("attribution", "half_life_days", "30", 1, 3650,
        N_("Days in which a touch loses half its weight")),
    INT("attribution", "lookback_days", "365", 1, 3650,
        N_("Days before a win in which touches count")),
    PERCENT("finance", "gross_margin", NULL, N_("Gross margin; unset counts all revenue")),
    TEXT("icp", "employees", "30-300", option_check_range, N_("Employees of the ideal customer")),
    LIST("icp", "avoid", "<30; >500", option_check_bound, N_("Employees of customers to avoid")),
    TEXT("import", "employees", "25-500", option_check_range,
         N_("Employees outside which an import lists a row")),

    LIST("rules", "off", NULL, option_check_rule, N_("Rules that are switched off; cadens-rules(7) has them")),
    BOOL("signal", "evidence", "true", N_("Whether a signal keeps what it was found by")),
    INT("risk", "half_life_days", "45", 1, 3650,
        N_("Days in which a risk signal loses half its weight")),
    LIST("review", "check_in_by_mail", "2; 3", option_check_tier,
         N_("Tiers whose check-in may be a mail exchange")),
    LIST("review", "by_calendar", NULL, option_check_review,
         N_("Kinds of review that are due at the end of each month, quarter, half or year, not so long after the last")),

    INT("kpi", "min_n_colour", "5", 1, 1000, N_("Smallest number of cases that is given a colour")),
    BOOL("kpi", "show_immature", "true",
         N_("Whether cohorts that are too young are listed, without a value")),
    CHOICE("network", "metered", "light", "light|full|pause",
           N_("What is read by itself where bytes cost money")),

    CHOICE("ui", "language", NULL, "sv|en", N_("Language; default is the locale's")),
};

const Option *
option_table(gsize *ret_n)
{
    *ret_n = G_N_ELEMENTS(options);
    return options;
}

const Option *
option_find(const char *section, const char *key)
{
    for (gsize i = 0; i < G_N_ELEMENTS(options); i++)
        if (strcmp(options[i].section, section) == 0 && strcmp(options[i].key, key) == 0)
            return &options[i];
    return NULL;
}
