/* SPDX-License-Identifier: MIT
 * Two accounts become one. */
#pragma once
#include "keep/db.h"

/* Everything of FROM becomes INTO's: contacts, domains, rules, leads, the log, money, promises, links by hand. What INTO does not know of itself it learns from
 * FROM. FROM's external id goes on meaning INTO. What is stored is marked to be matched again. REFUSED when both are the same. Inside a transaction of the
 * caller. */
gboolean keep_account_merge(KeepDb *db, gint64 from, gint64 into, gint64 now, GError **error);
/* TRUE in *RET if EXT_ID is that of an account that went into another. */
gboolean keep_account_is_merged(KeepDb *db, const char *ext_id, gboolean *ret, GError **error);
