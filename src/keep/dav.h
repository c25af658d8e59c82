/* SPDX-License-Identifier: MIT
 * What is known of the calendars of a CalDAV server (RFC 4791): how far each was read, and what each of their resources holds. */
#pragma once
#include "keep/calendar.h"

/* Calendar's URL -> token, and resource's URL -> ETag; both own their strings. Caller unrefs. */
gboolean keep_dav_load(KeepDb *db, gint64 source_id, GHashTable **ret_tokens, GHashTable **ret_etags, GError **error);

typedef struct { /* borrowed */
    const char *href, *etag;
    const GPtrArray *uids; /* of const char*; may be empty; NULL = the resource is gone */
} KeepDavItem;
/* Stores what a sync brought, in one transaction: ITEMS changed or went, GROUPS are all events of those that changed, TOKENS replace the
 * stored ones. A server says what is gone: meetings to come of a UID that no resource holds any longer are cancelled at once. */
gboolean keep_dav_store(KeepDb *db, gint64 source_id, GHashTable *tokens, const KeepDavItem *items, gsize n_items, const KeepGroups *groups,
                        gint64 from, gint64 to, const Calendar *calendar, gint64 now, KeepPoll *ret, GError **error);
