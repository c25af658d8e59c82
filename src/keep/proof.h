/* SPDX-License-Identifier: MIT
 * What proofs of completeness found, and how what is missing is asked for again (spec 00 §3 verify, 16-A03, 17-D). */
#pragma once
#include "keep/mail.h"

/* MISSING messages that the source has and the ledger has not, all later than SINCE; 0 = everything is there as of NOW. While some are
 * missing the next pass compares the whole folder instead of trusting numbers. */
gboolean keep_proof_folder(KeepDb *db, gint64 folder_id, gint64 missing, gint64 since, gint64 now, GError **error);
/* Up to when the folder is known to be whole if UID is missing: the arrival of the message before it; of the first one known if there is none. */
gboolean keep_proof_since(KeepDb *db, gint64 folder_id, guint32 uidvalidity, guint32 uid, gint64 *ret_since, GError **error);
/* The next pass asks again for every message that could not be read. */
gboolean keep_proof_retry(KeepDb *db, gint64 folder_id, GError **error);
/* Without a word to any server: a folder of which the ledger holds less than its last pass counted is missing what makes the difference.
 * Returns the names (of char*: "mailbox/folder: n") of those found now. NULL on error; caller unrefs. */
GPtrArray *keep_proof_light(KeepDb *db, gint64 now, GError **error);
/* The same for a feed; MISSING > 0 makes the next poll take the whole of it anew. */
gboolean keep_proof_calendar(KeepDb *db, gint64 source_id, gint64 missing, gint64 now, GError **error);

/* Everything that follows from the facts is made dirty: threads that ids say are one are joined, the times and the role of messages are worked
 * out again from their copies, and no verdict is trusted. Settling does the rest. Returns at once; one transaction. */
gboolean keep_proof_recompute(KeepDb *db, GError **error);
