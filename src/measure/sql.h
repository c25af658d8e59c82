/* SPDX-License-Identifier: MIT
 * The SQL files of this room, compiled in. */
#pragma once

/* Text of sql/NAME.sql; each line "-- use: X" in it is replaced by the common table expressions of sql/shared/X.sql. Lives as
 * long as the process. NULL if there is none. */
const char *measure_sql(const char *name);
