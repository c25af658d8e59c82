/* SPDX-License-Identifier: MIT
 * One pass over a folder that lies on this machine: UIDs by key, batches, what is gone (17-D2). Shared by maildir and mbox. */
#pragma once
#include "collect/source.h"

typedef struct {
    const SourceFolder *folder;
    const SourceSink *sink;
    SourceFrontier frontier;  /* as it will be after the open batch */
    gboolean was_complete;    /* a pass has come to its end before */
    gint64 old_count;         /* messages that were there then; -1 = unknown */
    GHashTable *keys;         /* local_key -> uid, as stored */
    GHashTable *gone;         /* the same of what was there once */
    GHashTable *present;      /* those of them that are still there; set of keys borrowed from keys */
    GHashTable *again;        /* UIDs to be read once more; set */
    guint32 last_uid;
    SourceBatch *batch;
    guint n_added;
} LocalPass;

/* Asks the sink what is stored. After FALSE too the pass must be cleared. */
gboolean collect_local_begin(LocalPass *pass, const SourceFolder *folder, const SourceSink *sink, GError **error);
void collect_local_clear(LocalPass *pass);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(LocalPass, collect_local_clear)
/* Says that the message KEY is there. TRUE if it is already stored and need not be read. */
gboolean collect_local_is_known(LocalPass *pass, const char *key);
/* TRUE if stored messages have not been said to be there, and that was not already so when the last pass ended. */
gboolean collect_local_misses_some(const LocalPass *pass);
/* TRUE if MAIL may be glanced at, so that the caller gives it its text. */
gboolean collect_local_may_glance(const LocalPass *pass, Mail *mail);
/* Takes a message with its local_key; one that was never there gets the next UID. */
gboolean collect_local_add(LocalPass *pass, Mail *mail, GError **error);
/* TRUE if the last pass was complete, everything stored was there then, and nothing is to be read once more. */
gboolean collect_local_is_settled(const LocalPass *pass);
/* Says that everything stored is there. */
void collect_local_keep_all(LocalPass *pass);
/* Stores MARK with the last batch. */
void collect_local_mark(LocalPass *pass, const char *mark);
/* Hands over the last batch, with what is gone. IS_WHOLE FALSE: some messages could not be read, so the pass does not count as complete. */
gboolean collect_local_end(LocalPass *pass, gboolean is_whole, GError **error);

/* For `verify`: the UIDs of the messages KEYS (of char*, in the order in which a pass would give new ones their UIDs); KNOWN is local_key ->
 * uid as stored. */
CollectFolderUids *collect_local_uids(const SourceFolder *folder, GPtrArray *keys, GHashTable *known);
/* TRUE if the backfill window of CONFIG begins after the message: by its arrival, without one by a usable Date. Such a message is not
 * counted and gets no UID until the window is widened. */
gboolean collect_local_is_outside(const SourceConfig *config, gint64 arrived_at, const Mail *mail);
