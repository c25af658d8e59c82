/* SPDX-License-Identifier: MIT
 * One pass over one folder: what is new, what the overlap missed, what the backfill still owes, what has gone (notes on mail §3.1). */
#pragma once
#include "collect/imap-work.h"

/* Everything above the frontier, and a second look at the last 200 UIDs below it. With a finished backfill also what has gone. */
gboolean collect_imap_pass_news(ImapWork *work, const SourceFolder *folder, GError **error);
/* The rest of the backfill, newest first. Nothing if it is done. */
gboolean collect_imap_pass_backfill(ImapWork *work, const SourceFolder *folder, GError **error);
/* Both, for every folder (of SourceFolder*): first what is new everywhere. */
gboolean collect_imap_pass_all(ImapWork *work, const GPtrArray *folders, GError **error);
/* TRUE if the open folder has nothing above the frontier that is stored. */
gboolean collect_imap_pass_is_current(ImapWork *work, gboolean *ret_current, GError **error);
