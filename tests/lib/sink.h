/* SPDX-License-Identifier: MIT
 * A sink in memory: what a source hands over, and the answers a database would give. Safe to look at from another thread. */
#pragma once
#include "collect/source.h"

typedef struct {
    gboolean is_wanted_again;
    char state; /* 's'tored, 'n'ever log, 'q'uarantined, 'o'utside */
    gboolean is_gone;
    Mail *mail; /* NULL unless stored */
    char *reason;
} SinkRow;

typedef struct {
    char *raw_name, *name;
    FolderRole role;
    SourceFrontier frontier;
    GHashTable *rows;  /* GUINT_TO_POINTER(uid) -> SinkRow*, of the current UIDVALIDITY */
    guint validities;  /* how many UIDVALIDITYs there were */
    guint32 first_uid; /* the highest UID of the first batch with mails */
    guint batches;
    gboolean is_gone;  /* not among the folders last listed */
} SinkFolder;

typedef struct Sink Sink;
/* With KEEP_MAILS FALSE only the rows are kept, for memory measurements. */
Sink *sink_new(gboolean keep_mails);
void sink_free(Sink *sink);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sink, sink_free)
const SourceSink *sink_source(Sink *sink);
SinkFolder *sink_folder(Sink *sink, const char *name); /* by name for people; NULL if never handed over; borrowed */
/* The row of a UID or NULL; how many rows are in STATE; borrowed. */
const SinkRow *sink_row(Sink *sink, const char *name, guint32 uid);
guint sink_count(Sink *sink, const char *name, char state);
/* From now on the UID is to be asked for once more. */
void sink_ask_again(Sink *sink, const char *name, guint32 uid);
/* Batches taken from now on fail (TRUE) or not. */
void sink_break_after(Sink *sink, guint batches);
