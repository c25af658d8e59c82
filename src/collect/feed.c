/* SPDX-License-Identifier: MIT
 * A calendar feed is fetched: file:, http(s): and webcal(s):, whole or not at all. */
#include "collect/feed.h"
#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include "collect/charset.h"
#include "collect/dav.h"
#include "collect/http.h"
#include "collect/ics.h"
#include "collect/secret.h"
#include "base/error.h"
#include "base/wording.h"

typedef struct { /* where a successful fetch goes */
    char *body, *etag, *last_modified;
    gsize length;
    gint64 retry_after;
    gboolean is_plain;
} Result;

static gboolean
has_scheme(const char *url, const char *scheme)
{
    gsize length = strlen(scheme);
    return g_ascii_strncasecmp(url, scheme, length) == 0 && url[length] == ':';
}

static CollectFeedResult
check_body(const char *where, Result *result, GError **error)
{
    if (collect_ics_check(result->body, result->length, error))
        return FEED_OK;
    fail_within(error, where);
    return FEED_FAILED;
}

static char *
file_etag(GFileInfo *info)
{
    return g_strdup_printf(
        "\"%" G_GINT64_FORMAT "-%" G_GUINT64_FORMAT ".%06u\"", (gint64)g_file_info_get_size(info),
        g_file_info_get_attribute_uint64(info, G_FILE_ATTRIBUTE_TIME_MODIFIED),
        g_file_info_get_attribute_uint32(info, G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC));
}

/* In the system's words, which can be said in every language. */
static const char *
why_not(const GError *cause)
{
    static const struct {
        int code, number;
    } known[] = {{G_IO_ERROR_NOT_FOUND, ENOENT}, {G_IO_ERROR_PERMISSION_DENIED, EACCES}, {G_IO_ERROR_NOT_DIRECTORY, ENOTDIR}};
    for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
        if (g_error_matches(cause, G_IO_ERROR, known[i].code))
            return g_strerror(known[i].number);
    return cause->message;
}

static gboolean
fail_file(const GError *cause, GError **error)
{
    if (g_error_matches(cause, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
        g_propagate_error(error, g_error_copy(cause));
        return FALSE;
    }
    return fail(error, FAIL_TRY_LATER, N_("the file cannot be read: %s"), why_not(cause));
}

static CollectFeedResult
fetch_file(const FeedConfig *config, const char *etag, GCancellable *cancellable, Result *result,
           GError **error)
{
    g_autoptr(GError) cause = NULL;
    g_autoptr(GFile) file = g_file_new_for_uri(config->url);
    g_autoptr(GFileInfo) info = g_file_query_info(file, "standard::size,standard::type,time::*",
                                                  G_FILE_QUERY_INFO_NONE, cancellable, &cause);
    if (!info)
        return fail_file(cause, error), FEED_FAILED;
    if (g_file_info_get_file_type(info) != G_FILE_TYPE_REGULAR ||
        g_file_info_get_size(info) > FEED_BYTES_MAX)
        return fail(error, FAIL_TRY_LATER, N_("no file of at most %d MB"), FEED_BYTES_MAX >> 20),
               FEED_FAILED;
    result->etag = file_etag(info);
    if (g_strcmp0(result->etag, etag) == 0)
        return FEED_NOT_MODIFIED;
    if (!g_file_load_contents(file, cancellable, &result->body, &result->length, NULL, &cause))
        return fail_file(cause, error), FEED_FAILED;
    return check_body(wording_word(N_("the file")), result, error);
}

/* A label is often wrong where the text is UTF-8; and what is not UTF-8 in spite of its label is guessed line by line (text_clean()). */
static gboolean
is_in_other_charset(const char *charset, const GByteArray *body)
{
    return charset && g_ascii_strncasecmp(charset, "utf-8", 5) != 0 && g_ascii_strcasecmp(charset, "utf8") != 0 &&
           collect_charset_is_known(charset) && !g_utf8_validate((const char *)body->data, (gssize)body->len, NULL);
}

static void
take_body(HttpAnswer *answer, Result *result)
{
    if (is_in_other_charset(answer->charset, answer->body)) {
        result->body = collect_charset_decode(answer->charset, (const char *)answer->body->data, answer->body->len);
        result->length = strlen(result->body);
        return;
    }
    g_byte_array_append(answer->body, (const guint8 *)"", 1);
    result->length = answer->body->len - 1;
    result->body = (char *)g_byte_array_free(g_steal_pointer(&answer->body), FALSE);
}

static CollectFeedResult
judge(const char *host, gboolean was_conditional, HttpAnswer *answer, Result *result,
      GError **error)
{
    result->retry_after = collect_http_retry_after(answer);
    if (answer->status == 304 && was_conditional)
        return FEED_NOT_MODIFIED;
    if (answer->status == 401 || answer->status == 403)
        return fail(error, FAIL_ASK_USER, N_("%s refuses access (HTTP %ld)"), host, answer->status),
               FEED_FAILED;
    if (answer->status != 200)
        return fail(error, FAIL_TRY_LATER, N_("%s answers HTTP %ld"), host, answer->status),
               FEED_FAILED;
    take_body(answer, result);
    result->etag = g_steal_pointer(&answer->etag);
    result->last_modified = g_steal_pointer(&answer->last_modified);
    return check_body(host, result, error);
}

typedef struct {
    const char *etag, *last_modified;
    GCancellable *cancellable;
} Condition;

static CollectFeedResult
fetch_url(const FeedConfig *config, const char *url, const char *password,
          const Condition *condition, Result *result, GError **error)
{
    g_autofree char *host = collect_http_host(url);
    if (!host)
        return fail(error, FAIL_BAD_INPUT, N_("the address is not readable")), FEED_FAILED;
    g_auto(HttpAnswer) answer = {0};
    g_autoptr(HttpSession) session = collect_http_open(config, password, condition->cancellable);
    const HttpAsk ask = {.url = url, .etag = condition->etag, .last_modified = condition->last_modified};
    gboolean has_answer = collect_http_ask(session, &ask, &answer, NULL, error);
    result->is_plain = answer.is_plain;
    if (!has_answer)
        return FEED_FAILED;
    return judge(host, condition->etag || condition->last_modified, &answer, result, error);
}

static gboolean
is_loopback(const char *url)
{
    g_autofree char *host = collect_http_host(url);
    return host && (strcmp(host, "localhost") == 0 || g_str_has_prefix(host, "127.") ||
                    strcmp(host, "[::1]") == 0);
}

/* webcal: says nothing about encryption, so https is tried first; http only if nothing listens
 * there, and never with a password. */
static CollectFeedResult
fetch_webcal(const FeedConfig *config, const char *password, const Condition *condition,
             Result *result, GError **error)
{
    const char *rest = strchr(config->url, ':');
    g_autofree char *safe = g_strconcat("https", rest, NULL),
                    *plain = g_strconcat("http", rest, NULL);
    g_autoptr(GError) first = NULL;
    CollectFeedResult got = fetch_url(config, safe, password, condition, result, &first);
    if (got == FEED_FAILED && result->is_plain && !password && has_scheme(config->url, "webcal")) {
        g_clear_error(&first);
        got = fetch_url(config, plain, NULL, condition, result, &first);
    }
    if (first)
        g_propagate_error(error, g_steal_pointer(&first));
    return got;
}

gboolean
collect_feed_password(const FeedConfig *config, const char *url, GCancellable *cancellable, char **ret_password, GError **error)
{
    *ret_password = NULL;
    if (!config->user || !*config->user)
        return TRUE;
    if (has_scheme(url, "http") && !is_loopback(url))
        return fail(error, FAIL_BAD_INPUT, N_("a password is sent over https only"));
    const SecretSource source = {config->name, config->password_command, config->password_file, config->password_secret, NULL, FALSE};
    *ret_password = collect_secret_read(&source, cancellable, error);
    return *ret_password != NULL;
}

static CollectFeedResult
fetch_network(const FeedConfig *config, const Condition *condition, Result *result, GError **error)
{
    gboolean is_http = has_scheme(config->url, "http"), is_https = has_scheme(config->url, "https");
    if (!is_http && !is_https && !has_scheme(config->url, "webcal") && !has_scheme(config->url, "webcals"))
        return fail(error, FAIL_BAD_INPUT, N_("calendars are read at file, https, http, webcal, caldavs and caldav addresses")), FEED_FAILED;
    char *password;
    if (!collect_feed_password(config, config->url, condition->cancellable, &password, error))
        return FEED_FAILED;
    CollectFeedResult got = is_http || is_https
                                ? fetch_url(config, config->url, password, condition, result, error)
                                : fetch_webcal(config, password, condition, result, error);
    collect_secret_free(password);
    return got;
}

static void
result_clear(Result *result)
{
    g_free(result->body);
    g_free(result->etag);
    g_free(result->last_modified);
}

CollectFeedResult
collect_feed_fetch(const FeedConfig *config, const char *etag, const char *last_modified,
                   GCancellable *cancellable, char **ret_body, gsize *ret_length, char **ret_etag,
                   char **ret_last_modified, gint64 *ret_retry_after_secs, GError **error)
{
    Result result = {0};
    Condition condition = {etag, last_modified, cancellable};
    CollectFeedResult got = has_scheme(config->url, "file")
                                ? fetch_file(config, etag, cancellable, &result, error)
                                : fetch_network(config, &condition, &result, error);
    *ret_retry_after_secs = result.retry_after;
    if (got != FEED_OK) {
        result_clear(&result);
        return got;
    }
    *ret_body = result.body;
    *ret_length = result.length;
    *ret_etag = result.etag;
    *ret_last_modified = result.last_modified;
    return FEED_OK;
}

gboolean
collect_feed_probe(const FeedConfig *config, GCancellable *cancellable, guint *ret_calendars, GError **error)
{
    g_autofree char *body = NULL, *etag = NULL, *modified = NULL;
    gsize length;
    gint64 patience;
    if (collect_dav_is_url(config->url))
        return collect_dav_probe(config, cancellable, ret_calendars, error);
    *ret_calendars = 1;
    return collect_feed_fetch(config, NULL, NULL, cancellable, &body, &length, &etag, &modified, &patience, error) != FEED_FAILED;
}
