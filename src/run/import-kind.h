/* SPDX-License-Identifier: MIT
 * A kind of CSV file: its columns, and how one row is saved. */
#pragma once
#include "base/config.h"
#include "keep/row.h"
#include "run/cell.h"

typedef struct ImportKind ImportKind;
typedef struct {
    const ImportKind *kind;
    CellReader cells;
    KeepDb *db;
    const Calendar *calendar;
    const Config *config;
    const char *kpi_path; /* folder of the user's own figures */
    gint64 now;
    gboolean is_manual; /* typed on the command line, not from a file */
    GHashTable *first_rows; /* CollectSheetRow by a text of it: for kinds whose rows must agree with each other */
    guint problems_before; /* of earlier rows */
    const char *column; /* the column to blame when the store refuses the row */
} ImportRow;
/* How run_import_plain reads a cell. CELL_OWN: the kind's own code does. */
typedef enum {
    CELL_OWN, CELL_TEXT, CELL_INT, CELL_MONEY, CELL_SIGNED_MONEY, CELL_DAY, CELL_INSTANT, CELL_CHOICE, CELL_BOOL, CELL_REFERENCE,
} CellType;
typedef struct {
    const char *name; /* NULL ends the list */
    gboolean is_required;
    CellType type;
    const char *field;     /* of the table */
    const char *of;        /* choices, the table referred to, or the field that takes an instant's local day */
    gint64 min, max;       /* of a whole number */
} ImportColumn;
#define COLUMN_OWN(column, required) { column, required, CELL_OWN, NULL, NULL, 0, 0 }
#define COLUMN_TEXT(column, required, field) { column, required, CELL_TEXT, field, NULL, 0, 0 }
#define COLUMN_INT(column, required, field, min, max) { column, required, CELL_INT, field, NULL, min, max }
#define COLUMN_MONEY(column, required, field) { column, required, CELL_MONEY, field, NULL, 0, 0 }
#define COLUMN_SIGNED_MONEY(column, required, field) { column, required, CELL_SIGNED_MONEY, field, NULL, 0, 0 }
#define COLUMN_DAY(column, required, field) { column, required, CELL_DAY, field, NULL, 0, 0 }
#define COLUMN_INSTANT(column, required, field, day_field) { column, required, CELL_INSTANT, field, day_field, 0, 0 }
#define COLUMN_CHOICE(column, required, field, choices) { column, required, CELL_CHOICE, field, choices, 0, 0 }
#define COLUMN_BOOL(column, required, field) { column, required, CELL_BOOL, field, NULL, 0, 0 }
#define COLUMN_REFERENCE(column, required, field, table) { column, required, CELL_REFERENCE, field, table, 0, 0 }
#define COLUMN_END { NULL, FALSE, CELL_OWN, NULL, NULL, 0, 0 }
struct ImportKind {
    const char *name;
    const ImportColumn *columns;
    /* Inside a transaction. Reads every cell, so that each bad one is named, also where required ones are missing; then stores the row if
     * it is good. FALSE with ERROR from the store. */
    gboolean (*save)(ImportRow *row, gboolean *ret_is_new, GError **error);
    /* For run_import_plain: */
    const char *table;
    const char *keys; /* fields that make a row the same, separated by blanks (15-B24); NULL = the external id or code in the first column */
    void (*check)(ImportRow *row, KeepFields *fields); /* what one cell cannot tell; may set further fields. Or NULL */
};

extern const ImportKind run_import_users, run_import_accounts, run_import_contacts, run_import_leads, run_import_stage_history, run_import_lead_changes,
    run_import_touchpoints, run_import_meetings, run_import_follow_ups, run_import_reviews, run_import_qualification, run_import_lead_touches,
    run_import_proposals, run_import_projects, run_import_invoices, run_import_subscriptions, run_import_subscription_changes, run_import_costs,
    run_import_surveys, run_import_referrals, run_import_targets, run_import_value_notes, run_import_tier_history, run_import_services,
    run_import_stages, run_import_sources, run_import_forecast_snapshots, run_import_tiers, run_import_review_policies,
    run_import_signals, run_import_competitors;

/* Before the first row of a file is saved: what an account or a contact is to have no longer is given up, so that another row may have it,
 * wherever that stands in the file. Problems are noted later, when the row is saved. */
gboolean run_import_release(ImportRow *row, GError **error);
/* The save function of a kind whose columns say it all. */
gboolean run_import_plain(ImportRow *row, gboolean *ret_is_new, GError **error);

/* No cell of the row was bad so far. */
gboolean run_import_is_good(const ImportRow *row);
/* Cells into fields; a column that the file does not have leaves the field alone, an empty cell clears it. */
void run_import_text(ImportRow *row, KeepFields *fields, const char *column, const char *field);
void run_import_int(ImportRow *row, KeepFields *fields, const char *column, const char *field, gint64 min, gint64 max);
void run_import_money(ImportRow *row, KeepFields *fields, const char *column, const char *field);
void run_import_signed_money(ImportRow *row, KeepFields *fields, const char *column, const char *field);
/* DAY_FIELD (may be NULL) gets its local day. */
void run_import_instant(ImportRow *row, KeepFields *fields, const char *column, const char *field, const char *day_field);
/* Fields of a new row that must not be empty and were not given. */
void run_import_default_int(KeepFields *fields, const char *field, gint64 value);
void run_import_default_text(KeepFields *fields, const char *field, const char *value);
/* Lead and contact in FIELDS are the account's own. */
void run_import_check_owners(ImportRow *row, const KeepFields *fields);
void run_import_day(ImportRow *row, KeepFields *fields, const char *column, const char *field);
void run_import_choice(ImportRow *row, KeepFields *fields, const char *column, const char *field, const char *choices);
void run_import_bool(ImportRow *row, KeepFields *fields, const char *column, const char *field);
/* "2026-Q1" of KIND "quarter" as the calendar table writes it, 20261; 0 if TEXT is no period of that kind. */
gint64 run_import_period_key(const Calendar *calendar, const char *kind, const char *text);
/* The external id in COLUMN names a row of TABLE. FALSE when it names none (a problem) or is empty (no problem). */
gboolean run_import_reference(ImportRow *row, const char *column, const char *table, gint64 *ret_id);
void run_import_reference_field(ImportRow *row, KeepFields *fields, const char *column, const char *field, const char *table);
/* The row of TABLE under COLUMN belongs to the account (15-B28); otherwise a problem, unless the account is not known (0). */
void run_import_check_account(ImportRow *row, const char *column, const char *table, gint64 id, gint64 account_id);
/* Canonical addresses of a list cell; every bad one is a problem. Caller frees with g_strfreev. */
char **run_import_addresses(ImportRow *row, const char *column, gboolean allow_domains);
