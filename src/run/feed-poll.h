/* SPDX-License-Identifier: MIT
 * A poll of a calendar at work; run/feed*.c and run/verify-feed.c include it. */
#pragma once
#include "collect/ics-spool.h"
#include "keep/calendar.h"
#include "keep/tomb.h"
#include "run/feed.h"

typedef struct { /* one UID that was read */
    gsize body; /* which of the texts it was in */
    char *uid;
} FeedGroup;

typedef struct {         /* what was read, on its way to the store */
    IcsSpool *spool;     /* NULL = nothing */
    KeepTombs *tombs;    /* erased persons go by their alias; or NULL */
    GHashTable *renamed; /* UIDs of a feed that invents them -> stored UIDs; or NULL */
    GHashTable *known;   /* borrowed: uid -> hash of what needs no occurrences, because the window is as stored; or NULL */
    IcsReading reading;  /* the one that is given */
} FeedGift;
/* GIFT as `keep` takes it; it lives as long as GIFT. */
KeepGroups run_feed_give(FeedGift *gift);
void run_feed_gift_clear(FeedGift *gift);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(FeedGift, run_feed_gift_clear)

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
    FeedGift gift;     /* what was read of them */
    gboolean is_answered; /* the server sent a body: what it lacks is missing */
    gboolean is_suspect;
    GError *error;
} FeedPoll;

/* Runs FUNCTION with DATA in the engine's thread; fails with what it left in poll->error. */
gboolean run_feed_call(FeedPoll *poll, Sink *sink, void (*function)(gpointer data), gpointer data, GError **error);
/* An empty list of calendar texts, of GBytes*, owned. Caller unrefs. */
GPtrArray *run_feed_bodies(void);
/* Reads BODIES, which are then gone, in a process of its own and adds their UIDs to POLL's groups; what is stored with the same hash is not expanded when
 * COVERED. Tells what was odd in the name of NAME. In the source's thread. */
gboolean run_feed_read(FeedPoll *poll, const char *name, GPtrArray *bodies, gboolean covered, GCancellable *cancellable,
                       GError **error);
/* Erased persons in what was read go by their alias from here on. In the engine's thread. */
gboolean run_feed_hide(FeedPoll *poll, GError **error);
/* Nothing was read. */
void run_feed_forget(FeedPoll *poll);
void run_feed_tell(const char *name, const GPtrArray *problems);
/* The calendar stands still, the days do not: tomorrow's window is expanded from the stored texts. POLL's groups are left empty. */
gboolean run_feed_move_window(FeedPoll *poll, Sink *sink, const char *name, GCancellable *cancellable, GError **error);
/* One poll of a CalDAV server. */
gboolean run_feed_dav(FeedPoll *poll, Sink *sink, const FeedConfig *config, gint64 *ret_retry_after, GCancellable *cancellable, GError **error);
