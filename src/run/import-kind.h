/* SPDX-License-Identifier: MIT
 * A kind of CSV file: its columns, and how one row is saved. */
#pragma once
#include "keep/row.h"
#include "run/cell.h"

typedef struct {
    CellReader cells;
    KeepDb *db;
    const Calendar *calendar;
    gint64 now;
    gboolean is_manual; /* typed on the command line, not from a file */
    guint problems_before; /* of earlier rows */
    const char *column; /* the column to blame when the store refuses the row */
} ImportRow;
typedef struct {
    const char *name; /* NULL ends the list */
    gboolean is_required;
} ImportColumn;
typedef struct {
    const char *name;
    const ImportColumn *columns;
    /* Inside a transaction. Reads every cell, so that each bad one is named, also where required ones are missing; then stores the row if
     * it is good. FALSE with ERROR from the store. */
    gboolean (*save)(ImportRow *row, gboolean *ret_is_new, GError **error);
} ImportKind;

extern const ImportKind run_import_users, run_import_accounts, run_import_contacts, run_import_leads, run_import_stage_history, run_import_lead_changes,
    run_import_touchpoints, run_import_meetings, run_import_follow_ups, run_import_reviews;

/* No cell of the row was bad so far. */
gboolean run_import_is_good(const ImportRow *row);
/* Cells into fields; a column that the file does not have leaves the field alone, an empty cell clears it. */
void run_import_text(ImportRow *row, KeepFields *fields, const char *column, const char *field);
void run_import_int(ImportRow *row, KeepFields *fields, const char *column, const char *field, gint64 min, gint64 max);
void run_import_money(ImportRow *row, KeepFields *fields, const char *column, const char *field);
void run_import_day(ImportRow *row, KeepFields *fields, const char *column, const char *field);
void run_import_choice(ImportRow *row, KeepFields *fields, const char *column, const char *field, const char *choices);
void run_import_bool(ImportRow *row, KeepFields *fields, const char *column, const char *field);
/* The external id in COLUMN names a row of TABLE. FALSE when it names none (a problem) or is empty (no problem). */
gboolean run_import_reference(ImportRow *row, const char *column, const char *table, gint64 *ret_id);
void run_import_reference_field(ImportRow *row, KeepFields *fields, const char *column, const char *field, const char *table);
/* The row of TABLE under COLUMN belongs to the account (15-B28); otherwise a problem, unless the account is not known (0). */
void run_import_check_account(ImportRow *row, const char *column, const char *table, gint64 id, gint64 account_id);
/* Canonical addresses of a list cell; every bad one is a problem. Caller frees with g_strfreev. */
char **run_import_addresses(ImportRow *row, const char *column, gboolean allow_domains);
