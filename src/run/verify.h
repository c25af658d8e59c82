/* SPDX-License-Identifier: MIT
 * Proofs of completeness: what a source has against what the ledger holds (spec 00 §3, 16-A03, 17-D). */
#pragma once
#include "run/engine.h"

typedef struct {
    const Profile *profile;
    MeasureContext measure; /* for reading */
    Engine *engine;         /* what is found is noted for figures and rules; NULL = nothing can be written */
    gint64 now;
} Proof;

typedef struct { /* one folder of a mailbox */
    char *mailbox, *folder;
    guint32 uidvalidity;
    gint64 server, ledger, missing, extra, unexplained, gone, outside, quarantined;
    Value *classes; /* map of counts */
} FolderProof;
void run_verify_folder_free(gpointer proof);
/* Asks the mailbox NAME; appends to FOLDERS (of FolderProof*). Errors as of collect_source_uids(). */
gboolean run_verify_mailbox(const Proof *proof, const char *name, GPtrArray *folders, GError **error);
gboolean run_verify_folder_is_whole(const FolderProof *folder);

typedef struct { /* one feed */
    char *calendar;
    gint64 feed, stored;          /* UIDs there and here */
    gint64 missing, gone, changed; /* UIDs: not stored, no longer shown, shown otherwise than stored */
    gint64 occurrences, missing_occurrences; /* that the stored window should show, and those of them that are not there */
    gint64 unbelieved;                       /* not there, because the feed claims them of a past that was looked at without them */
} FeedProof;
void run_verify_feed_free(gpointer proof);
gboolean run_verify_calendar(const Proof *proof, const char *name, GPtrArray *feeds, GError **error);
gboolean run_verify_feed_is_whole(const FeedProof *feed);
