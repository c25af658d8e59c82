/* SPDX-License-Identifier: MIT
 * Calendars of a CalDAV server (RFC 4791): found from any address of theirs, and read by what has changed (RFC 6578, or ETags where a
 * server cannot do that). Only ever reads. Blocking; one call, one thread. */
#pragma once
#include "collect/feed.h"

#define DAV_BATCH 50            /* resources asked for at once */
#define DAV_CALENDARS_MAX 100
#define DAV_ITEMS_MAX 200000

typedef struct {
    char *href;   /* absolute URL; never shown */
    char *etag;   /* as the server gave it, or "" */
    char *text;   /* iCalendar; NULL = gone */
    gsize length; /* of TEXT */
} DavItem;

typedef struct {
    GHashTable *tokens; /* calendar's URL -> sync-token, "" = the server has none */
    GPtrArray *items;   /* of DavItem*: changed, new and gone */
    GPtrArray *problems; /* of char*: resources that are no calendar text; their ETags are kept, so that they are not asked for for ever */
} DavChanges;
void collect_dav_changes_free(DavChanges *changes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DavChanges, collect_dav_changes_free)

typedef struct { /* what the last sync left; borrowed */
    GHashTable *tokens; /* as above */
    GHashTable *etags;  /* resource's URL -> ETag */
} DavKnown;

gboolean collect_dav_is_url(const char *url); /* caldav: or caldavs: */

/* How many calendars with events are found from the configured address. Errors: as collect_dav_sync(). */
gboolean collect_dav_probe(const FeedConfig *config, GCancellable *cancellable, guint *ret_calendars, GError **error);
/* Everything that has changed since KNOWN (both tables empty: everything), or NULL. caldavs: is https; caldav: is http, for loopback hosts or
 * without a password only. RET_RETRY_AFTER_SECS is always written, as in collect_feed_fetch(). Errors: TRY_LATER, ASK_USER (refused),
 * BAD_INPUT (no calendar at that address). G_IO_ERROR_CANCELLED when cancelled. */
DavChanges *collect_dav_sync(const FeedConfig *config, const DavKnown *known, GCancellable *cancellable, gint64 *ret_retry_after_secs,
                             GError **error);
