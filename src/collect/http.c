/* SPDX-License-Identifier: MIT
 * HTTP with libcurl: one server's resources, bounded in size, time and redirects, never downgraded. */
#include "collect/http.h"
#define CURL_DISABLE_TYPECHECK /* its macros would stand in the way of the pointers below */
#include <curl/curl.h>
#include <glib/gi18n.h>
#include <string.h>
#include "base/error.h"
#include "base/library.h"
#include "base/wording.h"
#include "collect/content.h"

#define CONNECT_SECONDS 30
#define SYSTEM_TRUST "/etc/ssl/certs"
#define HEADER_VALUE_MAX 1000
#define RETRY_MAX_SECONDS 86400

#define FUNCTIONS(X) \
    X(curl_easy_cleanup) X(curl_easy_getinfo) X(curl_easy_init) X(curl_easy_perform) X(curl_easy_reset) \
    X(curl_easy_setopt) X(curl_easy_strerror) X(curl_free) X(curl_getdate) X(curl_global_init) \
    X(curl_slist_append) X(curl_slist_free_all) X(curl_url) X(curl_url_cleanup) X(curl_url_get) X(curl_url_set)
static struct {
    FUNCTIONS(LIBRARY_FIELD)
} lib;
static const LibraryFunction functions[] = {FUNCTIONS(LIBRARY_ENTRY)};
static Library curl = LIBRARY_INIT(LIBRARY_CURL, functions);

static void
free_url(CURLU *url)
{
    lib.curl_url_cleanup(url);
}

typedef struct curl_slist CurlList;
static void
free_list(CurlList *list)
{
    lib.curl_slist_free_all(list);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CURLU, free_url)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CurlList, free_list)

static CURLU *
new_url(void)
{
    library_need(&curl);
    return lib.curl_url();
}

static void
answer_reset(HttpAnswer *answer)
{
    g_clear_pointer(&answer->etag, g_free);
    g_clear_pointer(&answer->last_modified, g_free);
    g_clear_pointer(&answer->charset, g_free);
    g_clear_pointer(&answer->body, g_byte_array_unref);
    *answer = (HttpAnswer){.body = g_byte_array_new(), .retry_seconds = -1};
}

void
collect_http_answer_clear(HttpAnswer *answer)
{
    g_clear_pointer(&answer->body, g_byte_array_unref);
    g_clear_pointer(&answer->etag, g_free);
    g_clear_pointer(&answer->last_modified, g_free);
    g_clear_pointer(&answer->charset, g_free);
}

gint64
collect_http_retry_after(const HttpAnswer *answer)
{
    gint64 seconds = answer->retry_seconds;
    if (seconds < 0 && answer->retry_at && answer->date)
        seconds = answer->retry_at - answer->date;
    return CLAMP(seconds, 0, RETRY_MAX_SECONDS);
}

static char *
url_part(const char *url, CURLUPart part)
{
    g_autoptr(CURLU) parsed = new_url();
    char *text = NULL;
    if (lib.curl_url_set(parsed, CURLUPART_URL, url, CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK ||
        lib.curl_url_get(parsed, part, &text, CURLU_DEFAULT_PORT) != CURLUE_OK)
        return NULL;
    char *copy = g_ascii_strdown(text, -1);
    lib.curl_free(text);
    return copy;
}

char *
collect_http_host(const char *url)
{
    return url_part(url, CURLUPART_HOST);
}

typedef struct {
    CURL *easy;
    HttpAnswer *answer;
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
read_retry(HttpAnswer *answer, const char *value)
{
    char *end = NULL;
    gint64 seconds = g_ascii_strtoll(value, &end, 10);
    if (end > value && *end == '\0')
        answer->retry_seconds = seconds;
    else
        answer->retry_at = MAX(lib.curl_getdate(value, NULL), 0);
}

static void
read_charset(HttpAnswer *answer, const char *value)
{
    g_free(answer->charset);
    answer->charset = strlen(value) <= HEADER_VALUE_MAX ? collect_content_parameter(value, "charset") : NULL;
}

static size_t
on_header(char *data, size_t size, size_t n, void *user)
{
    HttpAnswer *answer = ((Transfer *)user)->answer;
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
    else if (header_is(line, "Content-Type:"))
        read_charset(answer, value);
    else if (header_is(line, "Date:"))
        answer->date = MAX(lib.curl_getdate(value, NULL), 0);
    else if (header_is(line, "Retry-After:"))
        read_retry(answer, value);
    else if (header_is(line, "WWW-Authenticate:") && header_is(value, "Digest"))
        answer->wants_digest = TRUE;
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
    library_need(&curl);
    lib.curl_global_init(CURL_GLOBAL_DEFAULT);
    return data;
}

static void
set_limits(CURL *easy, const FeedConfig *config, gint64 deadline)
{
    gint64 left = (deadline - g_get_monotonic_time()) / 1000;
    lib.curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    lib.curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    lib.curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)MAX(left, 1));
    lib.curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, (long)FEED_STALL_BYTES);
    lib.curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME,
                     (long)(config->stall_seconds ? config->stall_seconds : FEED_STALL_SECONDS));
    lib.curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    lib.curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
}

static void
set_callbacks(CURL *easy, Transfer *transfer)
{
    lib.curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
    lib.curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
    lib.curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
    lib.curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
    lib.curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, on_progress);
    lib.curl_easy_setopt(easy, CURLOPT_XFERINFODATA, transfer);
    lib.curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
    lib.curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->detail);
}

static gboolean
is_given(const char *text)
{
    return text && *text;
}

static void
set_request(CURL *easy, const FeedConfig *config, const char *url)
{
    lib.curl_easy_setopt(easy, CURLOPT_URL, url);
    lib.curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
    lib.curl_easy_setopt(easy, CURLOPT_USERAGENT,
                     is_given(config->user_agent) ? config->user_agent : FEED_USER_AGENT);
    if (!is_given(config->ca_file))
        return;
    lib.curl_easy_setopt(easy, CURLOPT_CAINFO, config->ca_file);
    lib.curl_easy_setopt(easy, CURLOPT_CAPATH,
                     SYSTEM_TRUST); /* CAINFO alone would replace the system's trust */
}

static void
add_header(CurlList **list, const char *name, const char *value)
{
    if (!is_given(value))
        return;
    g_autofree char *line = g_strconcat(name, ": ", value, NULL);
    *list = lib.curl_slist_append(*list, line);
}

static CurlList *
headers_of(const HttpAsk *ask)
{
    CurlList *list = NULL;
    add_header(&list, "Accept", ask->body ? "text/xml, application/xml" : "text/calendar, */*;q=0.5");
    add_header(&list, "If-None-Match", ask->etag);
    add_header(&list, "If-Modified-Since", ask->last_modified);
    add_header(&list, "Depth", ask->depth);
    add_header(&list, "Content-Type", ask->body ? "application/xml; charset=utf-8" : NULL);
    return list;
}

static void
set_method(CURL *easy, const HttpAsk *ask)
{
    if (ask->body)
        lib.curl_easy_setopt(easy, CURLOPT_POSTFIELDS, ask->body);
    if (ask->method)
        lib.curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, ask->method);
}

/* The TLS library tells apart only in words what is wrong with a certificate. */
static const char *
certificate_reason(const char *detail)
{
    return strstr(detail, "does not match") ? wording_word(N_("its certificate is for another name"))
                                            : wording_word(N_("its certificate is not trusted, or has expired"));
}

static const char *
reason_of(CURLcode code, const char *detail)
{
    switch ((int)code) {
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
        return certificate_reason(detail);
    case CURLE_SSL_CACERT_BADFILE:
        return wording_word(N_("ca_file holds no readable certificate"));
    case CURLE_OPERATION_TIMEDOUT:
        return wording_word(N_("it is too slow"));
    case CURLE_COULDNT_RESOLVE_HOST:
        return wording_word(N_("no such host"));
    case CURLE_COULDNT_CONNECT:
        return wording_word(N_("it cannot be reached"));
    case CURLE_PARTIAL_FILE:
    case CURLE_BAD_CONTENT_ENCODING:
        return wording_word(N_("the download broke off"));
    default:
        return lib.curl_easy_strerror(code);
    }
}

static gboolean
fail_transfer(const char *host, CURLcode code, const Transfer *transfer,
              GError **error)
{
    if (g_cancellable_set_error_if_cancelled(transfer->cancellable, error))
        return FALSE;
    if (transfer->is_too_big)
        return fail(error, FAIL_TRY_LATER, N_("%s: more than %d MB"), host,
                    FEED_BYTES_MAX >> 20);
    return fail(error, FAIL_TRY_LATER, "%s: %s", host, reason_of(code, transfer->detail));
}

struct HttpSession {
    const FeedConfig *config;
    const char *password;
    GCancellable *cancellable;
    CURL *easy;
    long auth; /* CURLAUTH_BASIC until a server wants Digest */
};

static void
set_credentials(const HttpSession *session)
{
    if (!session->password)
        return;
    lib.curl_easy_setopt(session->easy, CURLOPT_HTTPAUTH, session->auth);
    lib.curl_easy_setopt(session->easy, CURLOPT_USERNAME, session->config->user);
    lib.curl_easy_setopt(session->easy, CURLOPT_PASSWORD, session->password);
}

typedef struct {
    HttpSession *session;
    const HttpAsk *ask;
    HttpAnswer *answer;
    gint64 deadline;
} Request;

/* One hop. RET_NEXT is where the server sends us, or NULL. */
static gboolean
ask_once(const Request *request, const char *url, gboolean with_password, char **ret_next,
         GError **error)
{
    HttpSession *session = request->session;
    CURL *easy = session->easy;
    g_autofree char *host = collect_http_host(url);
    g_autoptr(CurlList) headers = headers_of(request->ask);
    Transfer transfer = {easy, request->answer, session->cancellable, FALSE, ""};
    lib.curl_easy_reset(easy);
    set_limits(easy, session->config, request->deadline);
    set_callbacks(easy, &transfer);
    set_request(easy, session->config, url);
    set_method(easy, request->ask);
    lib.curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    if (with_password)
        set_credentials(session);
    answer_reset(request->answer);
    CURLcode code = lib.curl_easy_perform(easy);
    request->answer->is_plain = code == CURLE_COULDNT_CONNECT || code == CURLE_SSL_CONNECT_ERROR;
    if (code != CURLE_OK)
        return fail_transfer(host, code, &transfer, error);
    char *next = NULL;
    lib.curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &request->answer->status);
    lib.curl_easy_getinfo(easy, CURLINFO_REDIRECT_URL, &next);
    *ret_next = g_strdup(next);
    return TRUE;
}

/* A server that wants Digest is asked once more, and from then on at once with it. */
static gboolean
ask_authenticated(const Request *request, const char *url, gboolean with_password, char **ret_next, GError **error)
{
    HttpSession *session = request->session;
    if (!ask_once(request, url, with_password, ret_next, error))
        return FALSE;
    if (request->answer->status != 401 || !request->answer->wants_digest || !with_password || !session->password || session->auth != CURLAUTH_BASIC)
        return TRUE;
    session->auth = CURLAUTH_DIGEST;
    g_clear_pointer(ret_next, g_free);
    return ask_once(request, url, TRUE, ret_next, error);
}

gboolean
collect_http_is_same_server(const char *a, const char *b)
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

char *
collect_http_resolve(const char *base, const char *reference)
{
    g_autoptr(CURLU) url = new_url();
    char *text = NULL;
    if (lib.curl_url_set(url, CURLUPART_URL, base, 0) != CURLUE_OK || lib.curl_url_set(url, CURLUPART_URL, reference, 0) != CURLUE_OK ||
        lib.curl_url_get(url, CURLUPART_URL, &text, 0) != CURLUE_OK)
        return NULL;
    char *copy = header_is(text, "http:") || header_is(text, "https:") ? g_strdup(text) : NULL;
    lib.curl_free(text);
    return copy;
}

HttpSession *
collect_http_open(const FeedConfig *config, const char *password, GCancellable *cancellable)
{
    static GOnce once = G_ONCE_INIT;
    g_once(&once, start_curl, NULL);
    HttpSession *session = g_new0(HttpSession, 1);
    *session = (HttpSession){config, password, cancellable, lib.curl_easy_init(), CURLAUTH_BASIC};
    return session;
}

void
collect_http_close(HttpSession *session)
{
    if (!session)
        return;
    lib.curl_easy_cleanup(session->easy);
    g_free(session);
}

gboolean
collect_http_ask(HttpSession *session, const HttpAsk *ask, HttpAnswer *answer, char **ret_url, GError **error)
{
    gint64 total = session->config->total_seconds ? session->config->total_seconds : FEED_TOTAL_SECONDS;
    Request request = {session, ask, answer, g_get_monotonic_time() + total * G_USEC_PER_SEC};
    g_autofree char *at = g_strdup(ask->url), *host = collect_http_host(ask->url);
    for (int hops = 0; hops <= FEED_REDIRECTS_MAX; hops++) {
        g_autofree char *next = NULL;
        if (!ask_authenticated(&request, at, collect_http_is_same_server(ask->url, at), &next, error))
            return FALSE;
        if (!next) {
            if (ret_url)
                *ret_url = g_steal_pointer(&at);
            return TRUE;
        }
        if (!may_follow(at, next))
            return fail(error, FAIL_TRY_LATER, N_("%s: it leads to an unsafe address"), host);
        g_free(at);
        at = g_steal_pointer(&next);
    }
    return fail(error, FAIL_TRY_LATER, N_("%s: too many redirects"), host);
}
