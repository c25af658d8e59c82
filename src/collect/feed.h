/* SPDX-License-Identifier: MIT
 * A calendar feed is fetched: file:, http(s): and webcal(s):, whole or not at all. Blocking; one call, one thread. */
#pragma once
#include <gio/gio.h>

typedef struct { /* from [calendar NAME]; owned by the caller */
    const char *name;
    const char *url;              /* a secret: never in an error text, a log or a process list */
    const char *user;             /* Basic authentication; NULL or "" = none */
    const char *password_command; /* argv by shell quoting rules, no shell */
    const char *password_file;    /* 0600 */
    const char *password_secret;  /* attributes in the keyring of the desktop */
    const char *user_agent;       /* NULL or "" = FEED_USER_AGENT */
    const char *ca_file;          /* PEM, in addition to system trust */
    guint total_seconds;          /* limit of one fetch; 0 = FEED_TOTAL_SECONDS */
    guint stall_seconds;          /* less than FEED_STALL_BYTES a second for so long is a failure; 0 = FEED_STALL_SECONDS */
} FeedConfig;

/* Microsoft 365 answers 500 or a login page to anything that does not look like a browser. */
#define FEED_USER_AGENT "Mozilla/5.0 (X11; Linux x86_64) Chrome/139.0.0.0 Cadens"
#define FEED_BYTES_MAX (64 * 1024 * 1024) /* after decompression */
#define FEED_TOTAL_SECONDS 300
#define FEED_STALL_SECONDS 30
#define FEED_STALL_BYTES 64
#define FEED_REDIRECTS_MAX 8

typedef enum {
    FEED_FAILED,       /* ERROR is set */
    FEED_NOT_MODIFIED, /* what is stored still holds */
    FEED_OK,
} CollectFeedResult;

/* Fetches the feed; ETAG and LAST_MODIFIED are those of the last FEED_OK or NULL. Only on FEED_OK are RET_BODY (with a NUL behind its
 * last byte), RET_ETAG and RET_LAST_MODIFIED (NULL if the server named none) written; the caller frees them. The body has passed
 * collect_ics_check(). RET_RETRY_AFTER_SECS is always written: how long the server wants to be left alone, 0 = it did not say.
 * Errors: TRY_LATER (unreachable, certificate, HTTP error, no calendar, incomplete), ASK_USER (401, 403, password), BAD_INPUT (URL).
 * G_IO_ERROR_CANCELLED when cancelled. */
CollectFeedResult collect_feed_fetch(const FeedConfig *config, const char *etag, const char *last_modified, GCancellable *cancellable,
                                     char **ret_body, gsize *ret_length, char **ret_etag, char **ret_last_modified,
                                     gint64 *ret_retry_after_secs, GError **error);

/* Whether there are calendars at the configured address, of a feed or of a CalDAV server, and how many. Errors: as above. */
gboolean collect_feed_probe(const FeedConfig *config, GCancellable *cancellable, guint *ret_calendars, GError **error);

/* The password for URL, which is what the configured address means; NULL when no user is configured. Errors: ASK_USER, BAD_INPUT (it would
 * cross a network unencrypted). Freed with collect_secret_free(). */
gboolean collect_feed_password(const FeedConfig *config, const char *url, GCancellable *cancellable, char **ret_password, GError **error);
