/* SPDX-License-Identifier: MIT
 * Messages taken out of the store, so that only the numbers of their copies are left. */
#pragma once
#include "keep/db.h"

/* Erases a message with all that hangs on it: touchpoints, verdicts, links by hand, parties, ids and addresses that nothing else names. Its copies stay in the
 * ledger as STATE ("never_log" or "forgotten") without any fact of the message (16-B13). Its thread and accounts are settled again. Inside a transaction
 * of the caller. */
gboolean keep_erase_message(KeepDb *db, gint64 message_id, const char *state, GError **error);
/* Erases every stored message with PATTERN (canonical address or @domain) among its parties as never_log; *RET (may be NULL) counts them. */
gboolean keep_erase_never(KeepDb *db, const char *pattern, guint *ret, GError **error);
/* What is never_log is asked for once more at the next sync: an entry was taken back, and nobody knows any more which messages it covered. */
gboolean keep_erase_again(KeepDb *db, GError **error);
/* What hangs on messages and meetings that are torn out of the store is forgotten, so that the next sync finds them missing and reads them anew;
 * links by hand are lost with them. One transaction. */
gboolean keep_erase_lost(KeepDb *db, GError **error);
