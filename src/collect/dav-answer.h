/* SPDX-License-Identifier: MIT
 * A multistatus answer of a WebDAV server (RFC 4918 §13, RFC 4791, RFC 6578) is read. Pure. */
#pragma once
#include <glib.h>

typedef struct { /* one response; texts NULL = not said */
    char *href;      /* as the server wrote it */
    int status;      /* of the resource itself; 0 = only of its properties */
    char *etag;
    char *data;      /* calendar-data */
    char *principal; /* current-user-principal */
    char *home;      /* calendar-home-set, the first */
    gboolean is_calendar;
    gboolean has_events; /* of a calendar: VEVENT is among its components, or it does not tell */
} DavEntry;

typedef struct {
    GPtrArray *entries; /* of DavEntry* */
    char *token;        /* sync-token, or NULL */
} DavAnswer;
/* NULL with TRY_LATER if it is no multistatus. Entities are not expanded, nothing is loaded. Caller frees. */
DavAnswer *collect_dav_answer_read(const char *xml, gsize length, GError **error);
void collect_dav_answer_free(DavAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DavAnswer, collect_dav_answer_free)
