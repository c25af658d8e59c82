/* SPDX-License-Identifier: MIT
 * HTTP with libcurl: one server's resources, bounded in size, time and redirects, never downgraded. Blocking; one session, one thread. */
#pragma once
#include "collect/feed.h"

typedef struct { /* what the last response said */
    long status;
    gboolean is_plain; /* nothing there speaks TLS: the port is closed, or the handshake is not
                          understood */
    gboolean wants_digest; /* of a 401: Digest authentication is offered */
    GByteArray *body;
    char *etag, *last_modified;
    char *charset;         /* of the body, as it says; NULL = not said */
    gint64 date, retry_at; /* instants of the server's clock; 0 = not said */
    gint64 retry_seconds;  /* Retry-After as a number; -1 = not said */
} HttpAnswer;
void collect_http_answer_clear(HttpAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(HttpAnswer, collect_http_answer_clear)
/* How long the server wants to be left alone, in seconds up to a day; 0 = it did not say. */
gint64 collect_http_retry_after(const HttpAnswer *answer);

typedef struct { /* borrowed; NULL = left out */
    const char *url;
    const char *method;              /* NULL = GET */
    const char *body;                /* XML */
    const char *depth;               /* of WebDAV */
    const char *etag, *last_modified; /* what is stored already */
} HttpAsk;

/* Limits, trust and user are CONFIG's; the connection is kept between questions. All three are borrowed; PASSWORD NULL = none. */
typedef struct HttpSession HttpSession;
HttpSession *collect_http_open(const FeedConfig *config, const char *password, GCancellable *cancellable);
void collect_http_close(HttpSession *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HttpSession, collect_http_close)

/* Asks, following redirects; the password goes to the server of ASK's URL only. TRUE = there is an answer, whatever its status.
 * RET_URL (may be NULL) is where it came from in the end; caller frees. Messages name the host, never the URL. ANSWER is always fit to
 * be cleared. Errors: TRY_LATER; G_IO_ERROR_CANCELLED. */
gboolean collect_http_ask(HttpSession *session, const HttpAsk *ask, HttpAnswer *answer, char **ret_url, GError **error);

/* Host of URL for messages; NULL if URL is none. Caller frees. */
char *collect_http_host(const char *url);
/* Whether scheme, host and port are the same. */
gboolean collect_http_is_same_server(const char *a, const char *b);
/* REFERENCE as it is meant in a document at BASE; NULL if that is no http or https URL. Caller frees. */
char *collect_http_resolve(const char *base, const char *reference);
