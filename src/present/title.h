/* SPDX-License-Identifier: MIT
 * What tables and facts are called for people. */
#pragma once
#include "base/table.h"

/* Its own title, else that of such a list, else its name. Borrowed. */
const char *present_table_title(const Table *table);
/* What stands where it has no rows. Borrowed. */
const char *present_table_none(const Table *table);
/* A key without words is read as it stands. Caller frees. */
char *present_fact_title(const char *key);
