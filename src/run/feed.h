/* SPDX-License-Identifier: MIT
 * One poll of a calendar feed: fetched and expanded in the source's thread, stored by the engine's. */
#pragma once
#include "collect/feed.h"
#include "run/sink.h"

/* The feed's place in the configuration. */
int run_feed_position(const Profile *profile, const char *name);
/* In the source's thread. NOW is the middle of the window of occurrences (spec 16 A06). An incomplete answer changes nothing. */
gboolean run_feed_sync(Engine *engine, Sink *sink, gint64 source_id, const FeedConfig *config, gint64 now, GCancellable *cancellable,
                       GError **error);
