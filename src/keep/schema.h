/* SPDX-License-Identifier: MIT
 * The numbered schema scripts and how a file is brought up to them; nobody outside of `keep` and its tests includes it. */
#pragma once
#include "keep/db.h"

/* Applies SCRIPTS[i] (version i + 1) that the file does not have yet, each with its number in one transaction, after a backup
 * copy beside the file (not of a new file). NEWER when the file is newer than N. */
gboolean keep_schema_apply(KeepDb *db, const char *const *scripts, int n, GError **error);
/* The scripts compiled in. Borrowed; the number of them is keep_db_version. */
const char *const *keep_schema_scripts(void);
