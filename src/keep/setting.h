/* SPDX-License-Identifier: MIT
 * Small facts the program keeps about itself (table setting). */
#pragma once
#include "keep/db.h"

/* NULL without error = never set. Caller frees. */
char *keep_setting_get(KeepDb *db, const char *key, GError **error);
gboolean keep_setting_set(KeepDb *db, const char *key, const char *value, gint64 now, GError **error);
