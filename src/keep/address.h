/* SPDX-License-Identifier: MIT
 * Addresses as numbers; nobody outside of `keep` includes it. */
#pragma once
#include "keep/db.h"

/* The number of a canonical address, given on first sight. */
gboolean keep_address_id(KeepDb *db, const char *addr, gint64 *ret_id, GError **error);
