/* SPDX-License-Identifier: MIT
 * A poll of a calendar at work; run/feed*.c and run/verify-feed.c include it. */
#pragma once
#include "keep/calendar.h"
#include "run/feed.h"

typedef struct { /* one UID, ready to be stored */
    gsize body; /* which of the texts it was read from */
    char *uid, *hash, *raw;
    GPtrArray *occurrences; /* of Event*, or NULL: as stored */
} FeedGroup;

typedef struct {
    Engine *engine;
    gint64 source_id;
    gint64 from, to, now;
    /* what is stored */
    KeepCalendar *stored;
    GHashTable *hashes;
    /* what the poll brought */
    char *etag, *last_modified, *body_hash;
    gint64 refresh_secs;
    GPtrArray *groups; /* of FeedGroup* */
    gboolean is_answered; /* the server sent a body: what it lacks is missing */
    gboolean is_suspect;
    GError *error;
} FeedPoll;

/* Runs FUNCTION with DATA in the engine's thread; fails with what it left in poll->error. */
gboolean run_feed_call(FeedPoll *poll, Sink *sink, void (*function)(gpointer data), gpointer data, GError **error);
/* An empty list of calendar texts, of GBytes*, owned. Caller unrefs. */
GPtrArray *run_feed_bodies(void);
/* Reads BODIES in a process of its own and adds their UIDs to POLL's groups; what is stored with the same hash is not expanded when
 * COVERED. Tells what was odd in the name of NAME. In the source's thread. */
gboolean run_feed_read(FeedPoll *poll, const char *name, const GPtrArray *bodies, gboolean covered, GCancellable *cancellable,
                       GError **error);
/* Erased persons in POLL's groups go by their alias, in the engine's thread, before anything is stored. */
gboolean run_feed_hide(FeedPoll *poll, GError **error);
/* POLL's groups as `keep` takes them; caller frees. */
KeepGroup *run_feed_groups(const FeedPoll *poll);
void run_feed_tell(const char *name, const GPtrArray *problems);
/* The calendar stands still, the days do not: tomorrow's window is expanded from the stored texts. POLL's groups are left empty. */
gboolean run_feed_move_window(FeedPoll *poll, Sink *sink, const char *name, GCancellable *cancellable, GError **error);
/* One poll of a CalDAV server. */
gboolean run_feed_dav(FeedPoll *poll, Sink *sink, const FeedConfig *config, gint64 *ret_retry_after, GCancellable *cancellable, GError **error);
