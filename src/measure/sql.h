/* SPDX-License-Identifier: MIT
 * The SQL files of this room, compiled in. */
#pragma once
#include <glib.h>

/* Text of sql/NAME.sql; each line "-- use: X" in it is replaced by the common table expressions of sql/shared/X.sql. Lives as
 * long as the process. NULL if there is none. */
const char *measure_sql(const char *name);
/* What a shared file with the line "-- memo: TABLE" defines may be kept: KEEP names the temporary table that has the rows of TABLE as SQL, a list of
 * common table expressions with TABLE among them, gives them; NULL = they are not kept. The name is borrowed. */
typedef const char *(*MeasureSqlKeep)(const char *table, const char *sql, gpointer data);
/* As measure_sql(), with KEEP asked for everything that may be kept. Caller frees. */
char *measure_sql_kept(const char *name, MeasureSqlKeep keep, gpointer data);
/* The same as measure_sql() about one account: the lines "-- account: SQL" in it, which narrow it down to :account, hold. */
const char *measure_sql_of_account(const char *name);
