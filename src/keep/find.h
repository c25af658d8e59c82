/* SPDX-License-Identifier: MIT
 * Rows found by the names that people use for them. */
#pragma once
#include "keep/db.h"

/* A message by its Message-ID (without <>), "ID#2" being the second that bears it (16-B05). *RET_ID 0 = there is none. */
gboolean keep_find_message(KeepDb *db, const char *public_id, gint64 *ret_id, gint64 *ret_thread_id, GError **error);

typedef struct { gint64 id, account_id, message_id, meeting_id; /* 0 = none */ } KeepTouch;
/* A touchpoint by its external id or its number; id 0 = there is none. */
gboolean keep_find_touchpoint(KeepDb *db, const char *name, KeepTouch *ret, GError **error);
