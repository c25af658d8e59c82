/* SPDX-License-Identifier: MIT
 * Promises and when they are due. */
#pragma once
#include "keep/row.h"

/* Saves the follow-up: columns of the table `follow_up`. A new one needs account_id, promise, created_at, due_* and committed_due_*. Inside a
 * transaction of the caller. */
gboolean keep_follow_up_save(KeepDb *db, const char *ext_id, const KeepFields *fields, gint64 *ret_id, gboolean *ret_is_new, GError **error);
gboolean keep_follow_up_remove(KeepDb *db, gint64 follow_up_id, GError **error);
