/* SPDX-License-Identifier: MIT
 * The headers of a handful of messages, put into a batch. */
#pragma once
#include "collect/imap-work.h"

#define IMAP_WINDOW_MIN 200
#define IMAP_WINDOW_MAX 2000
/* Fetches the N ascending UIDs of the open folder (ON_SERVER as in imap-set.h) into BATCH: a mail each, or a note why not; those that the
 * server does not return are left out. IS_OPTIONAL: where too much goes wrong, the rest gets notes instead. On failure BATCH holds what came before it. */
gboolean collect_imap_window_fetch(ImapWork *work, const guint32 *uids, guint n, const GArray *on_server,
                                   gboolean is_optional, SourceBatch *batch, GError **error);
