/* SPDX-License-Identifier: MIT
 * A message or a meeting linked to an account by hand, or refused; survives every re-match (17-I). */
#pragma once
#include "keep/db.h"

/* VERDICT "link" or "reject", NULL to undo. The thread is settled again. NOT_FOUND when there is no such message. */
gboolean keep_link_put(KeepDb *db, gint64 message_id, gint64 account_id, const char *verdict, gint64 now, GError **error);
/* The same of a meeting: "link" adds the account to those that attend, "reject" keeps it away, NULL undoes both. */
gboolean keep_link_meeting(KeepDb *db, gint64 meeting_id, gint64 account_id, const char *verdict, gint64 now, GError **error);
