/* SPDX-License-Identifier: MIT
 * One row entered on the command line, with the same checks and the same words as an imported one. */
#pragma once
#include "run/command.h"
#include "run/import-kind.h"

typedef struct Entry Entry;
Entry *run_entry_new(Cli *cli, const ImportKind *kind);
void run_entry_free(Entry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Entry, run_entry_free)
/* VALUE NULL is no value. A column again replaces. */
void run_entry_set(Entry *entry, const char *column, const char *value);
/* What was set; NULL = nothing. Borrowed. */
const char *run_entry_get(const Entry *entry, const char *column);
/* The row of an exported table, as its CSV has it. */
void run_entry_table(Entry *entry, const Table *table, guint row);
/* Every option of the call that is a column of the kind ("customer-since" is customer_since). */
void run_entry_options(Entry *entry);
/* Saves and settles in one transaction; with the flag --dry-run the difference is printed instead. A refused cell is BAD_INPUT. */
gboolean run_entry_save(Entry *entry, GError **error);
/* Commits, settles, and pokes a running daemon. */
gboolean run_entry_settle(Cli *cli, GError **error);
/* TABLE (may be NULL) with only the rows whose "id" is ID. */
Table *run_entry_only(Table *table, const char *id);
/* The external id of the account that TEXT names: by its id or that of one that went into it, else by its name or a part of it that no other has;
 * NULL with NOT_FOUND, or REFUSED when there are several. Caller frees. */
char *run_entry_account(Cli *cli, const char *text, GError **error);
/* Sets the column "account" to the one that TEXT names; to TEXT itself, which the row will be refused for, if it names none or several. */
void run_entry_set_account(Entry *entry, Cli *cli, const char *text);
/* What commands share: the id of a new row of keep's TABLE (--id, or the next one), refused when it is there already; NULL with ERROR. */
char *run_entry_new_id(Cli *cli, const char *table, GError **error);
/* FUNCTION and the settling in one transaction, --dry-run as above. */
gboolean run_entry_call(Cli *cli, gboolean (*function)(KeepDb *db, gint64 id, GError **error), gint64 id, GError **error);
gboolean run_entry_change(Cli *cli, gboolean (*function)(KeepDb *db, gpointer data, GError **error), gpointer data, GError **error);
/* Says ID, unless it was a dry run, and returns the status. */
int run_entry_done(Cli *cli, const char *id, gboolean good);
/* Tells a program which row it was: {"schema": 1, "id": ID}. */
int run_entry_tell(Cli *cli, const char *id);
