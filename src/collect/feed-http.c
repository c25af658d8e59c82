/* SPDX-License-Identifier: MIT
 * One HTTP resource is downloaded with libcurl: bounded in size, time and redirects, never
 * downgraded. */
#include "collect/feed-http.h"
#include <curl/curl.h>
#include <glib/gi18n.h>
#include <string.h>
#include "base/error.h"

#define CONNECT_SECONDS 30
#define SYSTEM_TRUST "/etc/ssl/certs"
#define HEADER_VALUE_MAX 1000

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CURL, curl_easy_cleanup)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CURLU, curl_url_cleanup)
typedef struct curl_slist CurlList;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CurlList, curl_slist_free_all)

static void
answer_reset(FeedAnswer *answer)
{
    g_clear_pointer(&answer->etag, g_free);
    g_clear_pointer(&answer->last_modified, g_free);
    g_clear_pointer(&answer->body, g_byte_array_unref);
    *answer = (FeedAnswer){.body = g_byte_array_new(), .retry_seconds = -1};
}

void
collect_feed_answer_clear(FeedAnswer *answer)
{
    g_clear_pointer(&answer->body, g_byte_array_unref);
    g_clear_pointer(&answer->etag, g_free);
    g_clear_pointer(&answer->last_modified, g_free);
}

static char *
url_part(const char *url, CURLUPart part)
{
    g_autoptr(CURLU) parsed = curl_url();
    char *text = NULL;
    if (curl_url_set(parsed, CURLUPART_URL, url, CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK ||
        curl_url_get(parsed, part, &text, CURLU_DEFAULT_PORT) != CURLUE_OK)
        return NULL;
    char *copy = g_ascii_strdown(text, -1);
    curl_free(text);
    return copy;
}

char *
collect_feed_http_host(const char *url)
{
    return url_part(url, CURLUPART_HOST);
}

typedef struct {
    CURL *easy;
    FeedAnswer *answer;
    GCancellable *cancellable;
    gboolean is_too_big;
    char detail[CURL_ERROR_SIZE];
} Transfer;

static size_t
on_body(char *data, size_t size, size_t n, void *user)
{
    Transfer *transfer = user;
    GByteArray *body = transfer->answer->body;
    transfer->is_too_big = body->len + size * n > FEED_BYTES_MAX;
    if (transfer->is_too_big)
        return 0;
    g_byte_array_append(body, (const guint8 *)data, (guint)(size * n));
    return size * n;
}

static gboolean
header_is(const char *line, const char *name)
{
    return g_ascii_strncasecmp(line, name, strlen(name)) == 0;
}

static void
keep_value(char **into, const char *value)
{
    g_free(*into);
    *into = strlen(value) <= HEADER_VALUE_MAX ? g_strdup(value) : NULL;
}

static void
read_retry(FeedAnswer *answer, const char *value)
{
    char *end = NULL;
    gint64 seconds = g_ascii_strtoll(value, &end, 10);
    if (end > value && *end == '\0')
        answer->retry_seconds = seconds;
    else
        answer->retry_at = MAX(curl_getdate(value, NULL), 0);
}

static size_t
on_header(char *data, size_t size, size_t n, void *user)
{
    FeedAnswer *answer = ((Transfer *)user)->answer;
    g_autofree char *line = g_strndup(data, size * n);
    const char *colon = strchr(line, ':');
    if (header_is(line, "HTTP/"))
        answer_reset(answer);
    if (!colon)
        return size * n;
    g_autofree char *value = g_strstrip(g_strdup(colon + 1));
    if (header_is(line, "ETag:"))
        keep_value(&answer->etag, value);
    else if (header_is(line, "Last-Modified:"))
        keep_value(&answer->last_modified, value);
    else if (header_is(line, "Date:"))
        answer->date = MAX(curl_getdate(value, NULL), 0);
    else if (header_is(line, "Retry-After:"))
        read_retry(answer, value);
    return size * n;
}

static int
on_progress(void *user, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
    (void)a, (void)b, (void)c, (void)d;
    return g_cancellable_is_cancelled(((Transfer *)user)->cancellable);
}

static gpointer
start_curl(gpointer data)
{
    curl_global_init(CURL_GLOBAL_DEFAULT);
    return data;
}

static void
set_limits(CURL *easy, const FeedConfig *config, gint64 deadline)
{
    gint64 left = (deadline - g_get_monotonic_time()) / 1000;
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)MAX(left, 1));
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, (long)FEED_STALL_BYTES);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME,
                     (long)(config->stall_seconds ? config->stall_seconds : FEED_STALL_SECONDS));
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
}

static void
set_callbacks(CURL *easy, Transfer *transfer)
{
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, on_progress);
    curl_easy_setopt(easy, CURLOPT_XFERINFODATA, transfer);
    curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->detail);
}

static gboolean
is_given(const char *text)
{
    return text && *text;
}

static void
set_request(CURL *easy, const FeedConfig *config, const char *url)
{
    curl_easy_setopt(easy, CURLOPT_URL, url);
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
    curl_easy_setopt(easy, CURLOPT_USERAGENT,
                     is_given(config->user_agent) ? config->user_agent : FEED_USER_AGENT);
    if (!is_given(config->ca_file))
        return;
    curl_easy_setopt(easy, CURLOPT_CAINFO, config->ca_file);
    curl_easy_setopt(easy, CURLOPT_CAPATH,
                     SYSTEM_TRUST); /* CAINFO alone would replace the system's trust */
}

static CurlList *
condition_headers(const char *etag, const char *last_modified)
{
    CurlList *list = curl_slist_append(NULL, "Accept: text/calendar, */*;q=0.5");
    g_autofree char *match = is_given(etag) ? g_strconcat("If-None-Match: ", etag, NULL) : NULL;
    g_autofree char *since =
        is_given(last_modified) ? g_strconcat("If-Modified-Since: ", last_modified, NULL) : NULL;
    if (match)
        list = curl_slist_append(list, match);
    if (since)
        list = curl_slist_append(list, since);
    return list;
}

/* The TLS library tells apart only in words what is wrong with a certificate. */
static const char *
certificate_reason(const char *detail)
{
    return strstr(detail, "does not match") ? _("its certificate is for another name")
                                            : _("its certificate is not trusted, or has expired");
}

static const char *
reason_of(CURLcode code, const char *detail)
{
    switch ((int)code) {
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
        return certificate_reason(detail);
    case CURLE_SSL_CACERT_BADFILE:
        return _("ca_file holds no readable certificate");
    case CURLE_OPERATION_TIMEDOUT:
        return _("it is too slow");
    case CURLE_COULDNT_RESOLVE_HOST:
        return _("no such host");
    case CURLE_COULDNT_CONNECT:
        return _("it cannot be reached");
    case CURLE_PARTIAL_FILE:
    case CURLE_BAD_CONTENT_ENCODING:
        return _("the download broke off");
    default:
        return curl_easy_strerror(code);
    }
}

static gboolean
fail_transfer(const char *host, CURLcode code, const Transfer *transfer,
              GError **error)
{
    if (g_cancellable_set_error_if_cancelled(transfer->cancellable, error))
        return FALSE;
    if (transfer->is_too_big)
        return fail(error, FAIL_TRY_LATER, _("%s: more than %d MB"), host,
                    FEED_BYTES_MAX >> 20);
    return fail(error, FAIL_TRY_LATER, "%s: %s", host, reason_of(code, transfer->detail));
}

typedef struct {
    const FeedConfig *config;
    const char *password, *etag, *last_modified;
    GCancellable *cancellable;
    FeedAnswer *answer;
    gint64 deadline;
} Request;

/* One hop. RET_NEXT is where the server sends us, or NULL. */
static gboolean
get_once(const Request *request, const char *url, gboolean with_password, char **ret_next,
         GError **error)
{
    g_autofree char *host = collect_feed_http_host(url);
    g_autoptr(CURL) easy = curl_easy_init();
    g_autoptr(CurlList) headers = condition_headers(request->etag, request->last_modified);
    Transfer transfer = {easy, request->answer, request->cancellable, FALSE, ""};
    set_limits(easy, request->config, request->deadline);
    set_callbacks(easy, &transfer);
    set_request(easy, request->config, url);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    if (with_password && request->password) {
        curl_easy_setopt(easy, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
        curl_easy_setopt(easy, CURLOPT_USERNAME, request->config->user);
        curl_easy_setopt(easy, CURLOPT_PASSWORD, request->password);
    }
    answer_reset(request->answer);
    CURLcode code = curl_easy_perform(easy);
    request->answer->is_plain = code == CURLE_COULDNT_CONNECT || code == CURLE_SSL_CONNECT_ERROR;
    if (code != CURLE_OK)
        return fail_transfer(host, code, &transfer, error);
    char *next = NULL;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &request->answer->status);
    curl_easy_getinfo(easy, CURLINFO_REDIRECT_URL, &next);
    *ret_next = g_strdup(next);
    return TRUE;
}

static gboolean
is_same_server(const char *a, const char *b)
{
    static const CURLUPart parts[] = {CURLUPART_SCHEME, CURLUPART_HOST, CURLUPART_PORT};
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_autofree char *left = url_part(a, parts[i]), *right = url_part(b, parts[i]);
        if (!left || g_strcmp0(left, right) != 0)
            return FALSE;
    }
    return TRUE;
}

/* To http only from http, and to nothing but HTTP: a redirect must not read a file or give up
 * encryption. */
static gboolean
may_follow(const char *from, const char *to)
{
    g_autofree char *old = url_part(from, CURLUPART_SCHEME), *new = url_part(to, CURLUPART_SCHEME);
    return g_strcmp0(new, "https") == 0 ||
           (g_strcmp0(new, "http") == 0 && g_strcmp0(old, "http") == 0);
}

gboolean
collect_feed_http_get(const FeedConfig *config, const char *url, const char *password,
                      const char *etag, const char *last_modified, GCancellable *cancellable,
                      FeedAnswer *answer, GError **error)
{
    static GOnce once = G_ONCE_INIT;
    g_once(&once, start_curl, NULL);
    gint64 total = config->total_seconds ? config->total_seconds : FEED_TOTAL_SECONDS;
    Request request = {config,
                       password,
                       etag,
                       last_modified,
                       cancellable,
                       answer,
                       g_get_monotonic_time() + total * G_USEC_PER_SEC};
    g_autofree char *at = g_strdup(url), *host = collect_feed_http_host(url);
    for (int hops = 0; hops <= FEED_REDIRECTS_MAX; hops++) {
        g_autofree char *next = NULL;
        if (!get_once(&request, at, is_same_server(url, at), &next, error))
            return FALSE;
        if (!next)
            return TRUE;
        if (!may_follow(at, next))
            return fail(error, FAIL_TRY_LATER, _("%s: it leads to an unsafe address"), host);
        g_free(at);
        at = g_steal_pointer(&next);
    }
    return fail(error, FAIL_TRY_LATER, _("%s: too many redirects"), host);
}
