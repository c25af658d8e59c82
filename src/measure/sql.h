/* SPDX-License-Identifier: MIT
 * The SQL files of this room, compiled in. */
#pragma once

/* Text of sql/NAME.sql; each line "-- use: X" in it is replaced by the common table expressions of sql/shared/X.sql. Lives as
 * long as the process. NULL if there is none. */
const char *measure_sql(const char *name);
/* The same about one account: the lines "-- account: SQL" in it, which narrow it down to :account, hold. */
const char *measure_sql_of_account(const char *name);
