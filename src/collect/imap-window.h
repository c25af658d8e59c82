/* SPDX-License-Identifier: MIT
 * The headers of a handful of messages, put into a batch. */
#pragma once
#include "collect/imap-work.h"

#define IMAP_WINDOW_MIN 200
#define IMAP_WINDOW_MAX 2000
#define IMAP_WINDOWS_AHEAD 4 /* windows that a request should span: each is asked for while the one before is being read */

typedef struct {
    const guint32 *uids; /* ascending */
    guint n;
    const GArray *on_server; /* as in imap-set.h */
    gboolean is_optional;    /* where too much goes wrong, the rest gets notes instead */
    /* Takes the batch, of the same folder and UIDVALIDITY, with what is known of a window whose messages need no second look, before the others
     * are read; FALSE ends it all. NULL = everything stays in the batch of the request. */
    gboolean (*store)(gpointer data, SourceBatch *batch, GError **error);
    gpointer data;
} ImapRequest;
/* Fetches them from the open folder into BATCH: a mail each, or a note why not; those that the server does not return are left out. On
 * failure BATCH holds what came before it. */
gboolean collect_imap_window_fetch(ImapWork *work, const ImapRequest *request, SourceBatch *batch, GError **error);
