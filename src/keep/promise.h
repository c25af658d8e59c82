/* SPDX-License-Identifier: MIT
 * Promises found in our own letters, and what became of them. */
#pragma once
#include "base/mail.h"
#include "keep/db.h"
#include "keep/mail.h"

/* A stored copy of ours promises something for DUE_DAY in the words of PATTERN; whoever was read first speaks. */
gboolean keep_promise_note(KeepDb *db, const KeepFolder *folder, guint32 uidvalidity, guint32 uid, gint32 due_day, const char *pattern, GError **error);
/* DECISION "accepted" or "dismissed": it is suggested no more. */
gboolean keep_promise_decide(KeepDb *db, gint64 message_id, const char *decision, gint64 now, GError **error);
/* Makes a follow-up of the letter's promise to ACCOUNT_ID, due until DUE_AT, the end of DUE_DAY. *RET_ID is its external id; caller frees.
 * NOT_FOUND when the letter does not stand in the account's log any more. Inside a transaction of the caller. */
gboolean keep_promise_accept(KeepDb *db, gint64 message_id, gint64 account_id, gint32 due_day, gint64 due_at, gint64 now, char **ret_id,
                             GError **error);
