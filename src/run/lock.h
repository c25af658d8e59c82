/* SPDX-License-Identifier: MIT
 * One daemon for one database: a lock file beside it. */
#pragma once
#include <glib.h>

/* The lock's descriptor, to be kept open as long as the daemon runs; -1 with TRY_LATER when another one holds it. */
int run_lock_take(const char *store_path, GError **error);
