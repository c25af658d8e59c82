/* SPDX-License-Identifier: MIT
 * collect/feed against files and a server on loopback that lies (feed-server.py). */
#include "collect/feed.h"
#include <glib/gstdio.h>
#include <string.h>
#include "base/error.h"

static GSubprocess *server;
static guint plain_port, other_port, tls_port;
static char *pem;

static void
start_server(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *script = g_test_build_filename(G_TEST_DIST, "collect", "feed-server.py", NULL);
    pem = g_test_build_filename(G_TEST_DIST, "collect", "feed-server.pem", NULL);
    server = g_subprocess_new(G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                              &error, "/usr/bin/python3", script, pem, NULL);
    g_assert_no_error(error);
    g_autoptr(GDataInputStream) lines =
        g_data_input_stream_new(g_subprocess_get_stdout_pipe(server));
    g_filter_input_stream_set_close_base_stream(G_FILTER_INPUT_STREAM(lines), FALSE);
    g_autofree char *line = g_data_input_stream_read_line(lines, NULL, NULL, NULL);
    g_assert_nonnull(line);
    g_assert_cmpint(sscanf(line, "%u %u %u", &plain_port, &other_port, &tls_port), ==, 3);
}

/* Closing its input ends the server. */
static void
stop_server(void)
{
    g_output_stream_close(g_subprocess_get_stdin_pipe(server), NULL, NULL);
    g_subprocess_wait(server, NULL, NULL);
    g_clear_object(&server);
    g_clear_pointer(&pem, g_free);
}

typedef struct {
    CollectFeedResult result;
    char *body, *etag, *last_modified;
    gsize length;
    gint64 retry_after;
    GError *error;
} Fetched;

static void
fetched_clear(Fetched *fetched)
{
    g_clear_pointer(&fetched->body, g_free);
    g_clear_pointer(&fetched->etag, g_free);
    g_clear_pointer(&fetched->last_modified, g_free);
    g_clear_error(&fetched->error);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Fetched, fetched_clear)

static Fetched
fetch(const FeedConfig *config, const char *etag, const char *last_modified)
{
    Fetched got = {0};
    got.result = collect_feed_fetch(config, etag, last_modified, NULL, &got.body, &got.length,
                                    &got.etag, &got.last_modified, &got.retry_after, &got.error);
    g_assert_true((got.result == FEED_FAILED) == (got.error != NULL));
    g_assert_true((got.result == FEED_OK) == (got.body != NULL));
    return got;
}

static char *
url_of(const char *scheme, guint port, const char *path)
{
    return g_strdup_printf("%s://127.0.0.1:%u/%s", scheme, port, path);
}

static Fetched
fetch_plain(const char *path)
{
    g_autofree char *url = url_of("http", plain_port, path);
    FeedConfig config = {.name = "work", .url = url};
    return fetch(&config, NULL, NULL);
}

static void
good_answers(void)
{
    static const char *const paths[] = {"good.ics",  "modified.ics", "gzip.ics",
                                        "close.ics", "to-good",      "browser"};
    for (gsize i = 0; i < G_N_ELEMENTS(paths); i++) {
        g_auto(Fetched) got = fetch_plain(paths[i]);
        g_assert_no_error(got.error);
        g_assert_cmpuint(got.length, ==, strlen(got.body));
        g_assert_true(g_str_has_suffix(got.body, "END:VCALENDAR\r\n"));
    }
}

static void
validators(void)
{
    g_autofree char *url = url_of("http", plain_port, "good.ics"),
                    *other = url_of("http", plain_port, "modified.ics");
    FeedConfig config = {.name = "work", .url = url}, by_date = {.name = "work", .url = other};
    g_auto(Fetched) first = fetch(&config, NULL, NULL);
    g_assert_cmpstr(first.etag, ==, "\"v1\"");
    g_assert_cmpstr(first.last_modified, ==, "Mon, 02 Jun 2025 10:00:00 GMT");
    g_auto(Fetched) again = fetch(&config, first.etag, first.last_modified);
    g_assert_cmpint(again.result, ==, FEED_NOT_MODIFIED);
    g_auto(Fetched) changed = fetch(&config, "\"v0\"", NULL);
    g_assert_cmpint(changed.result, ==, FEED_OK);
    g_auto(Fetched) dated = fetch(&by_date, NULL, first.last_modified);
    g_assert_cmpint(dated.result, ==, FEED_NOT_MODIFIED);
    g_assert_null(dated.etag);
}

/* Each is one clear line that names the feed and the host, and never the address, which is a
 * secret. */
static void
bad_answers(void)
{
    static const struct {
        const char *path, *words;
        CadensError code;
    } rows[] = {
        {"login", "web page", CADENS_ERROR_TRY_LATER},
        {"to-login", "web page", CADENS_ERROR_TRY_LATER},
        {"empty", "empty", CADENS_ERROR_TRY_LATER},
        {"cut-length", "broke off", CADENS_ERROR_TRY_LATER},
        {"cut-chunked", "broke off", CADENS_ERROR_TRY_LATER},
        {"cut-close", "incomplete", CADENS_ERROR_TRY_LATER},
        {"cut-gzip", "", CADENS_ERROR_TRY_LATER},
        {"bomb", "64 MB", CADENS_ERROR_TRY_LATER},
        {"loop", "too many redirects", CADENS_ERROR_TRY_LATER},
        {"to-file", "unsafe", CADENS_ERROR_TRY_LATER},
        {"broken", "HTTP 500", CADENS_ERROR_TRY_LATER},
        {"missing", "HTTP 404", CADENS_ERROR_TRY_LATER},
        {"never-modified", "HTTP 304", CADENS_ERROR_TRY_LATER},
        {"private", "HTTP 401", CADENS_ERROR_ASK_USER},
        {"forbidden", "HTTP 403", CADENS_ERROR_ASK_USER},
        {"agent", "HTTP 500", CADENS_ERROR_TRY_LATER},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *path = g_strconcat(rows[i].path, "?secret-token", NULL);
        g_auto(Fetched) got = fetch_plain(path);
        g_assert_error(got.error, CADENS_ERROR, (int)rows[i].code);
        g_assert_nonnull(strstr(got.error->message, rows[i].words));
        g_assert_nonnull(strstr(got.error->message, "127.0.0.1"));
        g_assert_null(strstr(got.error->message, "secret-token"));
    }
}

static void
retry_after(void)
{
    g_auto(Fetched) seconds = fetch_plain("busy"), date = fetch_plain("busy-date");
    g_assert_cmpint(seconds.retry_after, ==, 120);
    g_assert_cmpint(date.retry_after, ==, 300);
    g_assert_error(seconds.error, CADENS_ERROR, CADENS_ERROR_TRY_LATER);
}

static void
own_agent(void)
{
    g_autofree char *url = url_of("http", plain_port, "agent");
    FeedConfig config = {.name = "work", .url = url, .user_agent = "own agent"};
    g_auto(Fetched) got = fetch(&config, NULL, NULL);
    g_assert_no_error(got.error);
}

static void
passwords(void)
{
    g_autofree char *url = url_of("http", plain_port, "private"),
                    *other = url_of("http", plain_port, "to-other");
    FeedConfig config = {
        .name = "work", .url = url, .user = "anna", .password_command = "printf 'secret\\n'"};
    g_auto(Fetched) got = fetch(&config, NULL, NULL);
    g_assert_no_error(got.error);
    config.password_command = "printf wrong";
    g_auto(Fetched) wrong = fetch(&config, NULL, NULL);
    g_assert_error(wrong.error, CADENS_ERROR, CADENS_ERROR_ASK_USER);
    config.password_command = "false";
    g_auto(Fetched) none = fetch(&config, NULL, NULL);
    g_assert_error(none.error, CADENS_ERROR, CADENS_ERROR_ASK_USER);
    config = (FeedConfig){
        .name = "work", .url = other, .user = "anna", .password_command = "printf secret"};
    g_auto(Fetched) elsewhere = fetch(&config, NULL, NULL);
    g_assert_no_error(elsewhere.error);
    config = (FeedConfig){.name = "work",
                          .url = "http://feeds.example/x",
                          .user = "anna",
                          .password_command = "printf secret"};
    g_auto(Fetched) clear = fetch(&config, NULL, NULL);
    g_assert_error(clear.error, CADENS_ERROR, CADENS_ERROR_BAD_INPUT);
}

static void
certificates(void)
{
    g_autofree char *url = url_of("https", tls_port, "good.ics");
    FeedConfig config = {.name = "work", .url = url};
    g_auto(Fetched) unknown = fetch(&config, NULL, NULL);
    g_assert_error(unknown.error, CADENS_ERROR, CADENS_ERROR_TRY_LATER);
    g_assert_nonnull(strstr(unknown.error->message, "certificate"));
    config.ca_file = pem;
    g_auto(Fetched) trusted = fetch(&config, NULL, NULL);
    g_assert_no_error(trusted.error);
    config.ca_file = "/nonexistent/ca.pem";
    g_auto(Fetched) no_file = fetch(&config, NULL, NULL);
    g_assert_error(no_file.error, CADENS_ERROR, CADENS_ERROR_TRY_LATER);
}

static void
redirects_keep_encryption(void)
{
    g_autofree char *up = url_of("http", plain_port, "to-tls"),
                    *down = url_of("https", tls_port, "to-plain");
    FeedConfig config = {.name = "work", .url = up, .ca_file = pem};
    g_auto(Fetched) upgraded = fetch(&config, NULL, NULL);
    g_assert_no_error(upgraded.error);
    config.url = down;
    g_auto(Fetched) downgraded = fetch(&config, NULL, NULL);
    g_assert_error(downgraded.error, CADENS_ERROR, CADENS_ERROR_TRY_LATER);
    g_assert_nonnull(strstr(downgraded.error->message, "unsafe"));
}

static void
webcal(void)
{
    g_autofree char *plain = url_of("webcal", plain_port, "good.ics"),
                    *safe = url_of("webcal", tls_port, "good.ics");
    g_autofree char *strict = url_of("webcals", plain_port, "good.ics");
    FeedConfig config = {.name = "work", .url = plain};
    g_auto(Fetched) over_http = fetch(&config, NULL, NULL);
    g_assert_no_error(over_http.error);
    config = (FeedConfig){.name = "work", .url = safe, .ca_file = pem};
    g_auto(Fetched) over_https = fetch(&config, NULL, NULL);
    g_assert_no_error(over_https.error);
    config.ca_file = NULL;
    g_auto(Fetched) untrusted = fetch(&config, NULL, NULL);
    g_assert_nonnull(strstr(untrusted.error->message, "certificate"));
    config.url = strict;
    g_auto(Fetched) refused = fetch(&config, NULL, NULL);
    g_assert_error(refused.error, CADENS_ERROR, CADENS_ERROR_TRY_LATER);
}

static void
unreachable(void)
{
    static const struct {
        const char *url;
        CadensError code;
    } rows[] = {{"http://127.0.0.1:1/x", CADENS_ERROR_TRY_LATER},
                {"https://no-such-host.invalid/x", CADENS_ERROR_TRY_LATER},
                {"ftp://127.0.0.1/x", CADENS_ERROR_BAD_INPUT},
                {"http://", CADENS_ERROR_BAD_INPUT},
                {"gopher:x", CADENS_ERROR_BAD_INPUT},
                {"", CADENS_ERROR_BAD_INPUT}};
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        FeedConfig config = {.name = "work", .url = rows[i].url};
        g_auto(Fetched) got = fetch(&config, NULL, NULL);
        g_assert_error(got.error, CADENS_ERROR, (int)rows[i].code);
    }
}

static void
slow_servers(void)
{
    static const char *const paths[] = {"hang", "trickle"};
    for (gsize i = 0; i < G_N_ELEMENTS(paths); i++) {
        g_autofree char *url = url_of("http", plain_port, paths[i]);
        FeedConfig config = {.name = "work", .url = url, .total_seconds = 1, .stall_seconds = 1};
        gint64 start = g_get_monotonic_time();
        g_auto(Fetched) got = fetch(&config, NULL, NULL);
        g_assert_error(got.error, CADENS_ERROR, CADENS_ERROR_TRY_LATER);
        g_assert_cmpint(g_get_monotonic_time() - start, <, 10 * G_USEC_PER_SEC);
    }
}

static gpointer
cancel_soon(gpointer cancellable)
{
    g_usleep(G_USEC_PER_SEC / 10);
    g_cancellable_cancel(cancellable);
    return NULL;
}

static void
cancelled(void)
{
    g_autofree char *url = url_of("http", plain_port, "hang");
    FeedConfig config = {.name = "work", .url = url};
    g_autoptr(GCancellable) cancellable = g_cancellable_new();
    g_autoptr(GError) error = NULL;
    g_autofree char *body = NULL, *etag = NULL, *modified = NULL;
    gsize length;
    gint64 retry, start = g_get_monotonic_time();
    GThread *thread = g_thread_new("cancel", cancel_soon, cancellable);
    CollectFeedResult got = collect_feed_fetch(&config, NULL, NULL, cancellable, &body, &length,
                                               &etag, &modified, &retry, &error);
    g_thread_join(thread);
    g_assert_cmpint(got, ==, FEED_FAILED);
    g_assert_error(error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_assert_cmpint(g_get_monotonic_time() - start, <, 10 * G_USEC_PER_SEC);
}

static void
files(void)
{
    g_autofree char *path = g_build_filename(g_get_tmp_dir(), "cadens-feed-XXXXXX", NULL),
                    *url = NULL;
    g_assert_cmpint(g_close(g_mkstemp(path), NULL), ==, TRUE);
    url = g_filename_to_uri(path, NULL, NULL);
    FeedConfig config = {.name = "work", .url = url};
    g_auto(Fetched) empty = fetch(&config, NULL, NULL);
    g_assert_error(empty.error, CADENS_ERROR, CADENS_ERROR_TRY_LATER);
    g_assert_true(g_file_set_contents(path, "BEGIN:VCALENDAR\nEND:VCALENDAR\n", -1, NULL));
    g_auto(Fetched) first = fetch(&config, NULL, NULL);
    g_assert_cmpint(first.result, ==, FEED_OK);
    g_auto(Fetched) again = fetch(&config, first.etag, NULL);
    g_assert_cmpint(again.result, ==, FEED_NOT_MODIFIED);
    g_assert_true(g_file_set_contents(path, "BEGIN:VCALENDAR\nX:1\nEND:VCALENDAR\n", -1, NULL));
    g_auto(Fetched) changed = fetch(&config, first.etag, NULL);
    g_assert_cmpint(changed.result, ==, FEED_OK);
    g_assert_cmpint(g_unlink(path), ==, 0);
    g_auto(Fetched) gone = fetch(&config, NULL, NULL);
    g_assert_error(gone.error, CADENS_ERROR, CADENS_ERROR_TRY_LATER);
    config.url = "file:///dev/zero";
    g_auto(Fetched) device = fetch(&config, NULL, NULL);
    g_assert_error(device.error, CADENS_ERROR, CADENS_ERROR_TRY_LATER);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_unsetenv("http_proxy");
    g_unsetenv("https_proxy");
    g_unsetenv("all_proxy");
    start_server();
    g_test_add_func("/collect/feed/good-answers", good_answers);
    g_test_add_func("/collect/feed/validators", validators);
    g_test_add_func("/collect/feed/bad-answers", bad_answers);
    g_test_add_func("/collect/feed/retry-after", retry_after);
    g_test_add_func("/collect/feed/own-agent", own_agent);
    g_test_add_func("/collect/feed/passwords", passwords);
    g_test_add_func("/collect/feed/certificates", certificates);
    g_test_add_func("/collect/feed/redirects", redirects_keep_encryption);
    g_test_add_func("/collect/feed/webcal", webcal);
    g_test_add_func("/collect/feed/unreachable", unreachable);
    g_test_add_func("/collect/feed/slow", slow_servers);
    g_test_add_func("/collect/feed/cancelled", cancelled);
    g_test_add_func("/collect/feed/files", files);
    int status = g_test_run();
    stop_server();
    return status;
}
