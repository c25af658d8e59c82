/* SPDX-License-Identifier: MIT
 * One poll of a calendar feed: fetched and expanded in the source's thread, stored by the engine's. */
#pragma once
#include "collect/feed.h"
#include "run/sink.h"

/* The feed's place in the configuration. */
int run_feed_position(const Profile *profile, const char *name);
typedef struct { /* how often the server wants to be asked, in seconds; 0 = it did not say */
    gint64 refresh;     /* the suggested minimum between polls (RFC 7986 5.7) */
    gint64 retry_after; /* from now on */
    gboolean is_suspect; /* so much is missing that a person must say whether it is gone */
} FeedWishes;
/* In the source's thread. RET_WISHES is written also when it fails. NOW is the middle of the window of occurrences (spec 16 A06). An incomplete answer changes nothing. */
gboolean run_feed_sync(Engine *engine, Sink *sink, gint64 source_id, const FeedConfig *config, gint64 now, FeedWishes *ret_wishes,
                       GCancellable *cancellable, GError **error);
