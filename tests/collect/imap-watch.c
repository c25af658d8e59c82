/* SPDX-License-Identifier: MIT
 * Waiting for mail: IDLE as servers really do it, and what happens when they do not. */
#include "collect/imap.h"
#include <string.h>
#include "base/error.h"
#include "lib/imapd.h"
#include "lib/scratch.h"
#include "lib/sink.h"

static char *directory, *ca_file;

typedef struct {
    Imapd *imapd;
    Sink *sink;
    SourceConfig config;
    GCancellable *cancellable;
    GThread *thread;
    GError *error;
    gint passes;
    gint is_over;
} Watch;

static void
count_pass(gpointer data)
{
    g_atomic_int_inc(&((Watch *)data)->passes);
}

static gpointer
run(gpointer data)
{
    Watch *watch = data;
    g_assert_false(collect_imap_watch(&watch->config, sink_source(watch->sink), count_pass, watch,
                                      watch->cancellable, &watch->error));
    g_atomic_int_set(&watch->is_over, 1);
    return NULL;
}

static void
watch_start_tls(Watch *watch, const char *scenario, const char *certificate)
{
    *watch = (Watch){.imapd = imapd_start(directory, scenario, certificate),
                     .sink = sink_new(TRUE),
                     .cancellable = g_cancellable_new()};
    watch->config = imapd_config(watch->imapd);
    if (certificate) {
        watch->config.tls = "implicit";
        watch->config.ca_file = ca_file;
    }
    watch->thread = g_thread_new("watch", run, watch);
}

static void
watch_start(Watch *watch, const char *scenario)
{
    watch_start_tls(watch, scenario, NULL);
}

/* Cancelled, unless it ended by itself. */
static void
watch_stop(Watch *watch)
{
    gint64 start = g_get_monotonic_time();
    g_cancellable_cancel(watch->cancellable);
    g_thread_join(watch->thread);
    g_assert_cmpint(g_get_monotonic_time() - start, <, 10 * G_USEC_PER_SEC);
    g_clear_error(&watch->error);
    g_object_unref(watch->cancellable);
    sink_free(watch->sink);
    imapd_free(watch->imapd);
}

/* TRUE as soon as UID is stored, FALSE after SECONDS. */
static gboolean
comes(Watch *watch, guint32 uid, double seconds)
{
    gint64 end = g_get_monotonic_time() + (gint64)(seconds * G_USEC_PER_SEC);
    while (!sink_row(watch->sink, "INBOX", uid)) {
        if (g_get_monotonic_time() > end)
            return FALSE;
        g_usleep(5000);
    }
    return TRUE;
}

static gboolean
ends(Watch *watch, double seconds)
{
    gint64 end = g_get_monotonic_time() + (gint64)(seconds * G_USEC_PER_SEC);
    while (!g_atomic_int_get(&watch->is_over) && g_get_monotonic_time() < end)
        g_usleep(5000);
    return g_atomic_int_get(&watch->is_over);
}

/* Mail that arrives while idle is stored by itself, whatever the server's way of telling. */
static void
test_wakes(gconstpointer scenario)
{
    Watch watch;
    watch_start(&watch, scenario);
    g_assert_true(comes(&watch, 11, 5));
    g_assert_cmpuint(sink_count(watch.sink, "INBOX", 's'), ==, 11);
    g_assert_cmpuint(imapd_count(watch.imapd, "LOGOUT"), ==, 0); /* all on one connection */
    g_assert_false(g_atomic_int_get(&watch.is_over));
    watch_stop(&watch);
}

/* Both in one TLS record: no poll of the descriptor would tell of the second. */
static void
test_together_tls(void)
{
    Watch watch;
    watch_start_tls(&watch, "idle-together", "localhost");
    g_assert_true(comes(&watch, 11, 5));
    watch_stop(&watch);
}

static void
test_cancelled(void)
{
    Watch watch;
    watch_start(&watch, "plain");
    g_assert_true(comes(&watch, 10, 5));
    while (imapd_count(watch.imapd, "IDLE") == 0)
        g_usleep(5000);
    g_cancellable_cancel(watch.cancellable);
    g_assert_true(ends(&watch, 2));
    g_assert_error(watch.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_assert_cmpint(g_atomic_int_get(&watch.passes), ==, 1);
    watch_stop(&watch);
}

/* BYE while idle, and then a closed socket: an error, not a signal and not a spin. */
static void
test_bye(void)
{
    Watch watch;
    watch_start(&watch, "idle-bye");
    g_assert_true(ends(&watch, 5));
    g_assert_error(watch.error, CADENS_ERROR, CADENS_ERROR_TRY_LATER);
    g_assert_nonnull(strstr(watch.error->message, "server is restarting"));
    g_assert_cmpuint(sink_count(watch.sink, "INBOX", 's'), ==, 10);
    watch_stop(&watch);
}

/* A server that refuses IDLE is polled, and asked for IDLE only once. */
static void
test_refused(void)
{
    Watch watch;
    watch_start(&watch, "idle-refused");
    g_assert_true(comes(&watch, 10, 5));
    while (imapd_count(watch.imapd, "IDLE") == 0)
        g_usleep(5000);
    g_usleep(200000);
    g_assert_cmpuint(imapd_count(watch.imapd, "IDLE"), ==, 1);
    g_assert_false(g_atomic_int_get(&watch.is_over));
    watch_stop(&watch);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    directory = scratch_new();
    static const char *const waking[] = {"idle-deliver", "idle-early", "idle-together",
                                         "idle-chatty", "idle-ends"};
    for (gsize i = 0; i < G_N_ELEMENTS(waking); i++) {
        g_autofree char *path = g_strconcat("/collect/imap-watch/", waking[i], NULL);
        g_test_add_data_func(path, waking[i], test_wakes);
    }
    g_autofree char *script = scratch_source("lib/certificates.sh");
    scratch_run("sh", script, directory, NULL);
    ca_file = scratch_path(directory, "ca.pem");
    g_test_add_func("/collect/imap-watch/idle-together-tls", test_together_tls);
    g_test_add_func("/collect/imap-watch/cancelled", test_cancelled);
    g_test_add_func("/collect/imap-watch/bye", test_bye);
    g_test_add_func("/collect/imap-watch/refused", test_refused);
    int status = g_test_run();
    imapd_end();
    scratch_remove(directory);
    g_free(directory);
    g_free(ca_file);
    return status;
}
