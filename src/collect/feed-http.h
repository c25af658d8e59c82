/* SPDX-License-Identifier: MIT
 * One HTTP resource is downloaded with libcurl: bounded in size, time and redirects, never
 * downgraded. */
#pragma once
#include "collect/feed.h"

typedef struct { /* what the last response said */
    long status;
    gboolean is_plain; /* nothing there speaks TLS: the port is closed, or the handshake is not
                          understood */
    GByteArray *body;
    char *etag, *last_modified;
    gint64 date, retry_at; /* instants of the server's clock; 0 = not said */
    gint64 retry_seconds;  /* Retry-After as a number; -1 = not said */
} FeedAnswer;
void collect_feed_answer_clear(FeedAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(FeedAnswer, collect_feed_answer_clear)

/* Downloads URL, following redirects. TRUE = there is an answer, whatever its status. Messages name
 * the host, never the URL. ANSWER is always fit to be cleared. */
gboolean collect_feed_http_get(const FeedConfig *config, const char *url, const char *password,
                               const char *etag, const char *last_modified,
                               GCancellable *cancellable, FeedAnswer *answer, GError **error);
/* Host of URL for messages; NULL if URL is none. Caller frees. */
char *collect_feed_http_host(const char *url);
