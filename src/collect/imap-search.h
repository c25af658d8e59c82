/* SPDX-License-Identifier: MIT
 * Which UIDs a folder has. */
#pragma once
#include "collect/imap-session.h"

/* UIDs in [FROM, TO] of the open folder, ascending, in windows so that no answer is huge; EXISTS as EXAMINE said. SINCE: only messages
 * that arrived on that UTC day before or later (G_MININT64 = all). *RET (of guint32); caller unrefs. */
ImapOutcome collect_imap_search(ImapSession *session, guint32 from, guint32 to, guint32 exists, gint64 since, GArray **ret, GError **error);
