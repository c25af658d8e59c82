/* SPDX-License-Identifier: MIT
 * Everything stored, by natural keys, without row ids and wall-clock columns: two databases that know the same give the same
 * text, whatever the order in which they learnt it (17-D3). Signals are left out: they are when something was noticed. */
#pragma once
#include "keep/db.h"

/* Called once for each line (no LF): the table's name, then its columns, tab-separated; a backslash, tab or LF in a value is
 * escaped, null is \N. FALSE from LINE with ERROR set stops the dump. */
typedef gboolean (*KeepDumpLine)(gpointer data, const char *line, GError **error);
gboolean keep_dump(KeepDb *db, KeepDumpLine line, gpointer data, GError **error);
