/* SPDX-License-Identifier: MIT
 * FETCH after FETCH, each sent while the answer to the one before is being read: the way to the server and back is not waited for each time. */
#pragma once
#include "collect/imap-session.h"

typedef struct {
    char *(*compose)(gpointer data); /* text of the next command, to be freed; NULL = that was all */
    /* Runs TEXT with NEXT (may be NULL) as ImapCommand.next, and does with the answer what is to be done. */
    ImapOutcome (*ask)(const char *text, const char *next, gpointer data, GError **error);
    gpointer data;
    gboolean is_one_by_one; /* nothing is sent ahead */
} ImapSeries;
/* Ends with the first that is not DONE. After a refusal the answer to what was sent ahead is still taken, so that the connection lives; if it
 * dies of that, that is the outcome. */
ImapOutcome collect_imap_series(const ImapSeries *series, GError **error);
