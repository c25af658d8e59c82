/* SPDX-License-Identifier: MIT
 * The questions of CalDAV (RFC 4791, 6578, 6764), one function each. */
#pragma once
#include "collect/dav-answer.h"
#include "collect/dav.h"

typedef struct DavSession DavSession;
DavSession *collect_dav_open(const FeedConfig *config, const char *password, GCancellable *cancellable); /* all borrowed */
void collect_dav_close(DavSession *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DavSession, collect_dav_close)
gint64 collect_dav_retry_after(const DavSession *session); /* of the last answer, seconds; 0 = it did not say */

/* HREF as an absolute URL; NULL if it leads to another server than BASE's, where the password has no business. Caller frees. */
char *collect_dav_resolve(const char *base, const char *href);

/* URLs of the calendars with events at URL: itself, or those of the home of the user it leads to. BAD_INPUT if there are none.
 * Caller unrefs. */
GPtrArray *collect_dav_find(DavSession *session, const char *url, GError **error);
/* Changes since TOKEN, "" = all. NULL with *RET_IS_REFUSED and no error: the server does not do that, or not from this token. */
DavAnswer *collect_dav_ask_changes(DavSession *session, const char *calendar, const char *token, gboolean *ret_is_refused,
                                   GError **error);
/* All resources with their ETags. */
DavAnswer *collect_dav_ask_list(DavSession *session, const char *calendar, GError **error);
/* The texts of HREFS (of char*). NULL with *RET_IS_REFUSED and no error: the server does not do that. */
DavAnswer *collect_dav_ask_texts(DavSession *session, const char *calendar, const GPtrArray *hrefs, gboolean *ret_is_refused,
                                 GError **error);
/* The text of one resource. When there is neither text nor *RET_IS_GONE, *RET_PROBLEM says why this one is not given; ERROR is for what
 * concerns them all. */
gboolean collect_dav_ask_text(DavSession *session, const char *href, char **ret_text, char **ret_etag, gboolean *ret_is_gone,
                              GError **ret_problem, GError **error);
