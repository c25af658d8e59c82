/* SPDX-License-Identifier: MIT
 * Syncing with servers that misbehave: nothing is lost, nothing comes twice, and the error names
 * what happened. */
#include "collect/imap.h"
#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>
#include "base/error.h"
#include "lib/imapd.h"
#include "lib/scratch.h"
#include "lib/sink.h"

static char *directory, *ca_file;

static void
sync_ok(const SourceConfig *config, Sink *sink)
{
    g_autoptr(GError) error = NULL;
    gboolean ok = collect_imap_sync(config, sink_source(sink), NULL, &error);
    g_assert_no_error(error);
    g_assert_true(ok);
}

static void
sync_fails(const SourceConfig *config, Sink *sink, int code, const char *message)
{
    g_autoptr(GError) error = NULL;
    g_assert_false(collect_imap_sync(config, sink_source(sink), NULL, &error));
    g_assert_nonnull(error);
    if (!strstr(error->message, message))
        g_test_message("%s", error->message);
    g_assert_nonnull(strstr(error->message, message));
    g_assert_error(error, CADENS_ERROR, code);
}

static void
check_whole(Sink *sink, guint inbox, guint sent)
{
    g_assert_cmpuint(sink_count(sink, "INBOX", 's'), ==, inbox);
    g_assert_cmpuint(sink_count(sink, "Skickat", 's'), ==, sent);
    g_assert_true(sink_folder(sink, "INBOX")->frontier.backfill_done);
}

static void
test_plain(void)
{
    g_autoptr(Imapd) imapd = imapd_start(directory, "plain", NULL);
    g_autoptr(Sink) sink = sink_new(TRUE);
    SourceConfig config = imapd_config(imapd);
    sync_ok(&config, sink);
    check_whole(sink, 10, 2);
    g_assert_cmpint(sink_row(sink, "INBOX", 10)->mail->arrived_at, ==, 1719820805);
    g_assert_cmpstr(sink_row(sink, "INBOX", 10)->mail->subject, ==, "Brev 10");
    g_assert_cmpuint(sink_folder(sink, "INBOX")->frontier.frontier_up, ==, 10);
}

/* 14: at most six commands per folder when nothing is new, login included; and only ones that
 * change nothing. */
static void
test_nothing_new(void)
{
    g_autoptr(Imapd) imapd = imapd_start(directory, "plain", NULL);
    g_autoptr(Sink) sink = sink_new(TRUE);
    SourceConfig config = imapd_config(imapd);
    sync_ok(&config, sink);
    guint batches = sink_folder(sink, "INBOX")->batches, before = imapd_count(imapd, "\n");
    sync_ok(&config, sink);
    g_assert_cmpuint(imapd_count(imapd, "\n") - before, <=, 12);
    g_assert_cmpuint(imapd_count(imapd, "\n2 UID FETCH"), ==, 0);
    g_assert_cmpuint(sink_folder(sink, "INBOX")->batches, ==, batches);
    g_assert_cmpuint(imapd_count(imapd, "SELECT"), ==, 0);
    g_assert_cmpuint(imapd_count(imapd, "STORE"), ==, 0);
    g_assert_cmpuint(imapd_count(imapd, "BODY["), ==, 0);
}

/* The first run begins with the newest, survives being stopped anywhere, and goes on where it was.
 */
static void
test_resume(void)
{
    g_autoptr(Imapd) imapd = imapd_start(directory, "many", NULL);
    g_autoptr(Sink) sink = sink_new(TRUE);
    SourceConfig config = imapd_config(imapd);
    for (guint round = 0; round < 3; round++) {
        sink_break_after(sink, 2);
        sync_fails(&config, sink, CADENS_ERROR_CORRUPT, "the test broke the store");
    }
    g_assert_cmpuint(sink_folder(sink, "INBOX")->first_uid, ==, 5000);
    g_assert_false(sink_folder(sink, "INBOX")->frontier.backfill_done);
    g_assert_nonnull(sink_row(sink, "INBOX", 5000));
    g_assert_null(sink_row(sink, "INBOX", 1));
    sink_break_after(sink, G_MAXUINT);
    sync_ok(&config, sink);
    check_whole(sink, 5000, 0);
}

static void
test_chatter(void)
{
    g_autoptr(Imapd) imapd = imapd_start(directory, "chatter", NULL);
    g_autoptr(Sink) sink = sink_new(TRUE);
    SourceConfig config = imapd_config(imapd);
    sync_ok(&config, sink);
    check_whole(sink, 10, 2);
    g_assert_cmpuint(imapd_count(imapd, "\n2 "), ==, 0); /* one connection was enough */
}

typedef struct {
    const char *scenario;
    guint stored, bad;
    guint32 uid;
    const char *reason;
} Unreadable;
static const Unreadable unreadable[] = {{"nil-date", 998, 2, 500, "cannot be read"},
                                        {"huge-literal", 9, 1, 5, "too long"},
                                        {"huge-literals", 7, 3, 8, "too long"},
                                        {"no-for-one", 9, 1, 6, "Server error while fetching"},
                                        {"no-for-one-of-many", 2999, 1, 1500, "Server error while fetching"},
                                        {"poison", 999, 1, 437, "closed the connection"},
                                        {"poison-of-three", 997, 3, 300, "closed the connection"},
                                        {"hidden", 9, 1, 3, "does not return it"}};

static glong
peak_kilobytes(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

/* Some messages of many cannot be read: the others are, in bounded memory, and it is not tried for
 * ever. */
static void
test_unreadable(gconstpointer data)
{
    const Unreadable *one = data;
    g_autoptr(Imapd) imapd = imapd_start(directory, one->scenario, NULL);
    g_autoptr(Sink) sink = sink_new(TRUE);
    SourceConfig config = imapd_config(imapd);
    glong peak = peak_kilobytes();
    sync_ok(&config, sink);
    if (!g_getenv("ASAN_OPTIONS"))
        g_assert_cmpint(peak_kilobytes() - peak, <, 20000);
    g_assert_cmpuint(sink_count(sink, "INBOX", 's'), ==, one->stored);
    g_assert_cmpuint(sink_count(sink, "INBOX", 'q'), ==, one->bad);
    const SinkRow *row = sink_row(sink, "INBOX", one->uid);
    g_assert_cmpint(row->state, ==, 'q');
    g_test_message("%s", row->reason);
    g_assert_nonnull(strstr(row->reason, one->reason));
    g_assert_true(sink_folder(sink, "INBOX")->frontier.backfill_done);
    guint before = imapd_count(imapd, "FETCH");
    sync_ok(&config, sink); /* no loop: it is not asked for again */
    g_assert_cmpuint(imapd_count(imapd, "FETCH"), ==, before);
}

/* What is to be asked for again is: a message that can be read now, one that has gone, one that
 * still cannot be read. */
static void
test_mended(void)
{
    g_autoptr(Imapd) imapd = imapd_start(directory, "mended", NULL);
    g_autoptr(Sink) sink = sink_new(TRUE);
    SourceConfig config = imapd_config(imapd);
    sync_ok(&config, sink);
    g_assert_cmpuint(sink_count(sink, "INBOX", 'q'), ==, 2);
    sink_ask_again(sink, "INBOX", 500);
    sink_ask_again(sink, "INBOX", 700);
    sync_ok(&config, sink);
    g_assert_cmpuint(sink_count(sink, "INBOX", 'q'), ==, 2);
    sink_ask_again(sink, "INBOX", 500);
    sink_ask_again(sink, "INBOX", 700);
    sync_ok(&config, sink);
    g_assert_cmpint(sink_row(sink, "INBOX", 500)->state, ==, 's');
    g_assert_true(sink_row(sink, "INBOX", 700)->is_gone);
    g_assert_cmpuint(sink_count(sink, "INBOX", 's'), ==, 999);
}

static void
test_flapping(void)
{
    g_autoptr(Imapd) imapd = imapd_start(directory, "flapping", NULL);
    g_autoptr(Sink) sink = sink_new(TRUE);
    SourceConfig config = imapd_config(imapd);
    for (guint i = 0; i < 3; i++)
        sync_ok(&config, sink);
    sync_fails(&config, sink, CADENS_ERROR_TRY_LATER, "keeps renumbering the folder INBOX");
    g_assert_cmpuint(sink_folder(sink, "INBOX")->validities, ==, 3);
    g_assert_cmpuint(sink_count(sink, "Skickat", 's'), ==, 2); /* the others go on */
}

/* Nothing that was read under the old numbers is taken for what bears them now. */
static void
test_renumbered_meanwhile(void)
{
    g_autoptr(Imapd) imapd = imapd_start(directory, "renumbered-meanwhile", NULL);
    g_autoptr(Sink) sink = sink_new(TRUE);
    SourceConfig config = imapd_config(imapd);
    sync_fails(&config, sink, CADENS_ERROR_TRY_LATER, "has been renumbered meanwhile");
    sync_ok(&config, sink);
    g_assert_cmpuint(sink_folder(sink, "INBOX")->frontier.uidvalidity, ==, 8);
    check_whole(sink, 10, 2);
}

static void
test_folders_come_and_go(void)
{
    static const char *const wanted[] = {"INBOX", "Skickat", "Kunder", NULL};
    g_autoptr(Imapd) imapd = imapd_start(directory, "folders-come-and-go", NULL);
    g_autoptr(Sink) sink = sink_new(TRUE);
    SourceConfig config = imapd_config(imapd);
    config.folders = wanted;
    sync_ok(&config, sink);
    g_assert_cmpuint(sink_count(sink, "Kunder", 's'), ==, 3);
    sync_fails(&config, sink, CADENS_ERROR_BAD_INPUT,
               "work: the mailbox has no folder \"Skickat\"");
    g_assert_true(sink_folder(sink, "Kunder")->is_gone);
    g_assert_true(sink_folder(sink, "Skickat")->is_gone);
    g_assert_false(sink_folder(sink, "INBOX")->is_gone);
    sync_ok(&config, sink);
    g_assert_false(sink_folder(sink, "Kunder")->is_gone);
    g_assert_cmpuint(sink_count(sink, "Kunder", 's'), ==, 3);
}

static void
test_no_in_the_middle(void)
{
    g_autoptr(Imapd) imapd = imapd_start(directory, "no-in-the-middle", NULL);
    g_autoptr(Sink) sink = sink_new(TRUE);
    SourceConfig config = imapd_config(imapd);
    sync_ok(&config, sink);
    check_whole(sink, 10, 2);
}

typedef struct {
    const char *scenario;
    int code;
    const char *message;
} Refused;
static const Refused refused[] = {
    {"no-for-all", CADENS_ERROR_TRY_LATER, "localhost: UID FETCH refused: Internal error"},
    {"empty-refusal", CADENS_ERROR_TRY_LATER, "localhost: UID FETCH refused: no reason given"},
    {"throttled", CADENS_ERROR_TRY_LATER,
     "localhost: throttled by the server, which asks to wait 300 s"},
    {"quota", CADENS_ERROR_TRY_LATER, "localhost: throttled by the server: Account exceeded"},
    {"not-connected", CADENS_ERROR_ASK_USER,
     "the login is accepted but there is no mailbox behind it"},
    {"drop-mid-literal", CADENS_ERROR_TRY_LATER, "localhost: the server closed the connection"},
    {"drop-always", CADENS_ERROR_TRY_LATER, "localhost: the server closed the connection"},
    {"unwelcome", CADENS_ERROR_TRY_LATER,
     "localhost: the server closed the connection: too many connections"},
};

/* Said at once, without spinning, and nobody takes a message for unreadable because of it. */
static void
check_refused(const Refused *one, const char *certificate)
{
    g_autoptr(Imapd) imapd = imapd_start(directory, one->scenario, certificate);
    g_autoptr(Sink) sink = sink_new(TRUE);
    SourceConfig config = imapd_config(imapd);
    if (certificate) {
        config.tls = "implicit";
        config.ca_file = ca_file;
    }
    clock_t used = clock();
    gint64 start = g_get_monotonic_time();
    sync_fails(&config, sink, one->code, one->message);
    g_assert_cmpint(g_get_monotonic_time() - start, <, 3 * G_USEC_PER_SEC);
    /* sanitizers make handshakes dear */
    g_assert_cmpint(clock() - used, <, g_getenv("ASAN_OPTIONS") ? 2 * CLOCKS_PER_SEC : CLOCKS_PER_SEC / 2);
    g_assert_cmpuint(sink_count(sink, "INBOX", 'q'), ==, 0);
}

static void
test_refused(gconstpointer one)
{
    check_refused(one, NULL);
}

static void
test_refused_tls(gconstpointer one)
{
    check_refused(one, "localhost");
}

/* Replies on which the library crashes. */
static void
test_crashers(void)
{
    g_autoptr(Imapd) imapd = imapd_start(directory, "crashers", NULL);
    g_autoptr(Sink) sink = sink_new(TRUE);
    SourceConfig config = imapd_config(imapd);
    sync_ok(&config, sink);
    check_whole(sink, 10, 1);
}

/* UIDNEXT and UIDVALIDITY missing, 0 or beyond 32 bits: all is read, once. */
static void
test_numbers(gconstpointer scenario)
{
    g_autoptr(Imapd) imapd = imapd_start(directory, scenario, NULL);
    g_autoptr(Sink) sink = sink_new(TRUE);
    SourceConfig config = imapd_config(imapd);
    sync_ok(&config, sink);
    check_whole(sink, 10, 2);
    sync_ok(&config, sink);
    check_whole(sink, 10, 2);
    g_assert_cmpuint(sink_folder(sink, "INBOX")->validities, ==, 1);
    g_assert_cmpuint(sink_folder(sink, "INBOX")->frontier.uidvalidity, !=, 0);
}

/* More descriptors than select() knows. */
static void
test_many_descriptors(void)
{
    struct rlimit limit;
    int held[1100];
    g_assert_cmpint(getrlimit(RLIMIT_NOFILE, &limit), ==, 0);
    if (limit.rlim_max < 1300) {
        g_test_skip("too few descriptors allowed");
        return;
    }
    limit.rlim_cur = MAX(limit.rlim_cur, 1300);
    g_assert_cmpint(setrlimit(RLIMIT_NOFILE, &limit), ==, 0);
    g_autoptr(Imapd) imapd = imapd_start(directory, "plain", "localhost");
    g_autoptr(Sink) sink = sink_new(TRUE);
    SourceConfig config = imapd_config(imapd);
    config.tls = "implicit";
    config.ca_file = ca_file;
    for (gsize i = 0; i < G_N_ELEMENTS(held); i++)
        g_assert_cmpint(held[i] = open("/dev/null", O_RDONLY | O_CLOEXEC), >=, 0);
    sync_ok(&config, sink);
    for (gsize i = 0; i < G_N_ELEMENTS(held); i++)
        close(held[i]);
    check_whole(sink, 10, 2);
}

/* One folder that cannot be read does not keep the others from being read; a server that wants to
 * be left alone is. */
static void
test_other_folders(void)
{
    g_autoptr(Imapd) imapd = imapd_start(directory, "no-access", NULL);
    g_autoptr(Sink) sink = sink_new(TRUE);
    SourceConfig config = imapd_config(imapd);
    sync_fails(&config, sink, CADENS_ERROR_TRY_LATER,
               "localhost: EXAMINE INBOX refused: Permission denied");
    g_assert_cmpuint(sink_count(sink, "Skickat", 's'), ==, 2);

    g_autoptr(Imapd) throttled = imapd_start(directory, "throttled", NULL);
    config = imapd_config(throttled);
    g_autoptr(Sink) empty = sink_new(TRUE);
    sync_fails(&config, empty, CADENS_ERROR_TRY_LATER, "throttled");
    g_assert_cmpuint(imapd_count(throttled, "UID FETCH"), ==, 1);

    g_autoptr(Imapd) later = imapd_start(directory, "throttled-later", NULL);
    config = imapd_config(later);
    g_autoptr(Sink) some = sink_new(TRUE);
    sync_fails(&config, some, CADENS_ERROR_TRY_LATER, "throttled");
    g_assert_cmpuint(sink_count(some, "INBOX", 's'), ==, 200);
    g_assert_cmpuint(imapd_count(later, "UID FETCH"), ==, 3); /* one of them sent ahead */
}

/* A message on which the server dies is the only one to be read: that another one can be read proves that it is the message. */
static void
test_poison_alone(void)
{
    g_autoptr(Imapd) imapd = imapd_start(directory, "poison-alone", NULL);
    g_autoptr(Sink) sink = sink_new(TRUE);
    SourceConfig config = imapd_config(imapd);
    sync_ok(&config, sink);
    check_whole(sink, 10, 2);
    sync_ok(&config, sink);
    g_assert_cmpuint(sink_count(sink, "INBOX", 's'), ==, 10);
    g_assert_cmpint(sink_row(sink, "INBOX", 11)->state, ==, 'q');
}

/* What had come before the connection broke is kept, the rest comes on a new one. */
static void
test_drop_once(void)
{
    g_autoptr(Imapd) imapd = imapd_start(directory, "drop-once", NULL);
    g_autoptr(Sink) sink = sink_new(TRUE);
    SourceConfig config = imapd_config(imapd);
    sync_ok(&config, sink);
    check_whole(sink, 1000, 0);
    g_assert_cmpuint(imapd_count(imapd, "LOGIN") + imapd_count(imapd, "AUTHENTICATE"), ==, 2);
}

static gboolean
cancel_later(gpointer cancellable)
{
    g_cancellable_cancel(cancellable);
    return G_SOURCE_REMOVE;
}

static gpointer
cancel_soon(gpointer cancellable)
{
    g_usleep(200000);
    cancel_later(cancellable);
    return NULL;
}

static void
test_cancel(void)
{
    static const char *const scenarios[] = {"silent", "drip"};
    for (gsize i = 0; i < G_N_ELEMENTS(scenarios); i++) {
        g_autoptr(Imapd) imapd = imapd_start(directory, scenarios[i], NULL);
        g_autoptr(Sink) sink = sink_new(TRUE);
        g_autoptr(GCancellable) cancellable = g_cancellable_new();
        g_autoptr(GError) error = NULL;
        SourceConfig config = imapd_config(imapd);
        GThread *thread = g_thread_new("cancel", cancel_soon, cancellable);
        gint64 start = g_get_monotonic_time();
        g_assert_false(collect_imap_sync(&config, sink_source(sink), cancellable, &error));
        g_assert_error(error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
        g_assert_cmpint(g_get_monotonic_time() - start, <, 2 * G_USEC_PER_SEC);
        g_thread_join(thread);
    }
}

static void
test_old_uid(void)
{
    g_autoptr(Imapd) imapd = imapd_start(directory, "old-uid", NULL);
    g_autoptr(Sink) sink = sink_new(TRUE);
    SourceConfig config = imapd_config(imapd);
    sync_ok(&config, sink);
    sync_ok(&config, sink); /* the sink would object to a second copy */
    check_whole(sink, 10, 2);
}

static void
test_renumbered(void)
{
    g_autoptr(Imapd) imapd = imapd_start(directory, "renumbered", NULL);
    g_autoptr(Sink) sink = sink_new(TRUE);
    SourceConfig config = imapd_config(imapd);
    sync_ok(&config, sink);
    g_assert_cmpuint(sink_folder(sink, "INBOX")->frontier.uidvalidity, ==, 7);
    sync_ok(&config, sink);
    g_assert_cmpuint(sink_folder(sink, "INBOX")->frontier.uidvalidity, ==, 8);
    g_assert_cmpuint(sink_folder(sink, "INBOX")->validities, ==, 2);
    check_whole(sink, 10, 2);
}

static void
test_late_and_gone(void)
{
    g_autoptr(Imapd) imapd = imapd_start(directory, "late-uid", NULL);
    g_autoptr(Sink) sink = sink_new(TRUE);
    SourceConfig config = imapd_config(imapd);
    sync_ok(&config, sink);
    g_assert_null(sink_row(sink, "INBOX", 5));
    sync_ok(&config, sink);
    g_assert_cmpint(sink_row(sink, "INBOX", 5)->state, ==, 's');
    g_assert_true(sink_row(sink, "INBOX", 8)->is_gone);
    g_assert_false(sink_row(sink, "INBOX", 7)->is_gone);
    g_assert_cmpint(sink_folder(sink, "INBOX")->frontier.server_count, ==, 9);
}

static void
test_emptied(void)
{
    g_autoptr(Imapd) imapd = imapd_start(directory, "emptied", NULL);
    g_autoptr(Sink) sink = sink_new(TRUE);
    SourceConfig config = imapd_config(imapd);
    sync_ok(&config, sink);
    sync_ok(&config, sink);
    g_assert_cmpint(sink_row(sink, "INBOX", 11)->state, ==, 's');
    for (guint32 uid = 1; uid <= 10; uid++)
        g_assert_true(sink_row(sink, "INBOX", uid)->is_gone);
}

static void
test_sparse(void)
{
    g_autoptr(Imapd) imapd = imapd_start(directory, "sparse", NULL);
    g_autoptr(Sink) sink = sink_new(FALSE);
    SourceConfig config = imapd_config(imapd);
    sync_ok(&config, sink);
    check_whole(sink, 2000, 0);
    g_assert_cmpuint(imapd_count(imapd, "UID SEARCH"), <, 10);
    g_assert_cmpuint(imapd_count(imapd, "UID FETCH"), <, 10);
}

/* Messages before the window are only noted; a wider window brings them in. */
static void
test_backfill_window(void)
{
    g_autoptr(Imapd) imapd = imapd_start(directory, "plain", NULL);
    g_autoptr(Sink) sink = sink_new(TRUE);
    SourceConfig config = imapd_config(imapd);
    config.backfill = BACKFILL_SINCE;
    config.backfill_since = 1719820800;
    sync_ok(&config, sink);
    g_assert_cmpuint(sink_count(sink, "INBOX", 's'), ==, 6);
    g_assert_cmpuint(sink_count(sink, "INBOX", 'o'), ==, 4);
    g_assert_cmpuint(imapd_count(imapd, "SINCE 30-Jun-2024"), >, 0);
    sync_ok(&config, sink);
    SinkFolder *inbox = sink_folder(sink, "INBOX");
    for (guint32 uid = 1; uid <= 4; uid++) /* what the store does when the window is widened */
        g_hash_table_remove(inbox->rows, GUINT_TO_POINTER(uid));
    inbox->frontier.backfill_done = FALSE;
    inbox->frontier.frontier_down = inbox->frontier.frontier_up;
    config.backfill = BACKFILL_ALL;
    sync_ok(&config, sink);
    g_assert_cmpuint(sink_count(sink, "INBOX", 's'), ==, 10);
    g_assert_true(inbox->frontier.backfill_done);
}

/* The server's day is coarse; the instant of arrival decides. */
static void
test_backfill_instant(void)
{
    g_autoptr(Imapd) imapd = imapd_start(directory, "plain", NULL);
    g_autoptr(Sink) sink = sink_new(TRUE);
    SourceConfig config = imapd_config(imapd);
    config.backfill = BACKFILL_SINCE;
    config.backfill_since = 1719820806; /* a second after they all arrived */
    sync_ok(&config, sink);
    g_assert_cmpuint(sink_count(sink, "INBOX", 's'), ==, 0);
    g_assert_cmpuint(sink_count(sink, "INBOX", 'o'), ==, 10);
}

static void
test_folders(void)
{
    g_autoptr(Imapd) imapd = imapd_start(directory, "no-special-use", NULL);
    g_autoptr(Sink) sink = sink_new(TRUE);
    SourceConfig config = imapd_config(imapd);
    sync_ok(&config, sink);
    g_assert_cmpint(sink_folder(sink, "Skickade objekt")->role, ==, FOLDER_SENT);
    g_assert_null(sink_folder(sink, "Sent"));
    g_assert_null(sink_folder(sink, "Skräppost"));

    g_autoptr(Sink) chosen = sink_new(TRUE);
    config.folders = (const char *const[]){"Skräppost", NULL};
    sync_ok(&config, chosen);
    g_assert_cmpuint(sink_count(chosen, "Skräppost", 's'), ==, 2);
    g_assert_null(sink_folder(chosen, "INBOX"));
    config.folders = (const char *const[]){"Kunder", NULL};
    sync_fails(&config, chosen, CADENS_ERROR_BAD_INPUT,
               "work: the mailbox has no folder \"Kunder\"");

    static const char *const sent[] = {"Sent", "[Gmail]/Skickat", "INBOX.Skickade objekt", "Lähetetyt"};
    g_autoptr(Imapd) several = imapd_start(directory, "sent-in-many-words", NULL);
    g_autoptr(Sink) all = sink_new(TRUE);
    config = imapd_config(several);
    sync_ok(&config, all);
    for (gsize i = 0; i < G_N_ELEMENTS(sent); i++)
        g_assert_cmpint(sink_folder(all, sent[i])->role, ==, FOLDER_SENT);
    g_assert_null(sink_folder(all, "Skräppost"));

    g_autoptr(Imapd) cyrus = imapd_start(directory, "lower-case-sent", NULL);
    g_autoptr(Sink) lower = sink_new(TRUE);
    config = imapd_config(cyrus);
    sync_ok(&config, lower);
    g_assert_cmpint(sink_folder(lower, "Post")->role, ==, FOLDER_SENT);
    g_assert_null(sink_folder(lower, "Sent"));
}

static void
test_parts(void)
{
    g_autoptr(Imapd) imapd = imapd_start(directory, "parts", NULL);
    g_autoptr(Sink) sink = sink_new(TRUE);
    SourceConfig config = imapd_config(imapd);
    sync_ok(&config, sink);
    check_whole(sink, 10, 0);
    static const guint32 invites[] = {2, 3, 9};
    for (gsize i = 0; i < G_N_ELEMENTS(invites); i++) {
        const Mail *mail = sink_row(sink, "INBOX", invites[i])->mail;
        g_assert_cmpstr(mail->calendar_method, ==, "REQUEST");
        g_assert_nonnull(mail->invite);
        g_assert_cmpstr(mail->invite->uid, ==, "u1");
    }
    const Mail *bounce = sink_row(sink, "INBOX", 8)->mail;
    g_assert_nonnull(bounce->report);
    g_assert_cmpstr(bounce->report->original_id, ==, "orig@satori.example");
    g_assert_cmpuint(bounce->report->failed->len, ==, 1);
    g_assert_cmpstr(bounce->report->failed->pdata[0], ==, "eva@kund.example");
    g_assert_null(sink_row(sink, "INBOX", 1)->mail->invite);
    g_assert_cmpuint(sink_row(sink, "INBOX", 5)->mail->problems->len, >, 0);
    g_assert_cmpuint(imapd_count(imapd, "BODY["), ==, 0);
    g_assert_cmpuint(imapd_count(imapd, "BODY.PEEK[3.HEADER]<0.1048576>"), >, 0);
}

static void
test_structure_refused(void)
{
    g_autoptr(Imapd) imapd = imapd_start(directory, "structure-refused", NULL);
    g_autoptr(Sink) sink = sink_new(TRUE);
    SourceConfig config = imapd_config(imapd);
    sync_ok(&config, sink);
    check_whole(sink, 10, 0);
    g_assert_cmpuint(imapd_count(imapd, "BODYSTRUCTURE"), <, 20);
}

static void
test_uids(void)
{
    g_autoptr(Imapd) imapd = imapd_start(directory, "sparse", NULL);
    g_autoptr(Sink) sink = sink_new(TRUE);
    g_autoptr(GError) error = NULL;
    SourceConfig config = imapd_config(imapd);
    g_autoptr(GPtrArray) folders = collect_source_uids(&config, sink_source(sink), NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(folders->len, ==, 2);
    const CollectFolderUids *inbox = folders->pdata[0];
    g_assert_cmpstr(inbox->folder->name, ==, "INBOX");
    g_assert_cmpuint(inbox->uidvalidity, ==, 7);
    g_assert_cmpuint(inbox->uids->len, ==, 2000);
    g_assert_cmpuint(g_array_index(inbox->uids, guint32, 1999), ==, 1 + 1999 * 2501);
}

static void
test_unknown_type(void)
{
    g_autoptr(Sink) sink = sink_new(TRUE);
    g_autoptr(GError) error = NULL;
    SourceConfig config = {.name = "work", .type = "pop3"};
    g_assert_false(collect_source_sync(&config, sink_source(sink), NULL, &error));
    g_assert_error(error, CADENS_ERROR, CADENS_ERROR_BAD_INPUT);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    directory = scratch_new();
    g_autofree char *script = scratch_source("lib/certificates.sh");
    scratch_run("sh", script, directory, NULL);
    ca_file = scratch_path(directory, "ca.pem");
    g_test_add_func("/collect/imap-sync/plain", test_plain);
    g_test_add_func("/collect/imap-sync/nothing-new", test_nothing_new);
    g_test_add_func("/collect/imap-sync/resume", test_resume);
    g_test_add_func("/collect/imap-sync/chatter", test_chatter);
    for (gsize i = 0; i < G_N_ELEMENTS(unreadable); i++) {
        g_autofree char *path =
            g_strconcat("/collect/imap-sync/unreadable/", unreadable[i].scenario, NULL);
        g_test_add_data_func(path, &unreadable[i], test_unreadable);
    }
    g_test_add_func("/collect/imap-sync/mended", test_mended);
    g_test_add_func("/collect/imap-sync/flapping", test_flapping);
    g_test_add_func("/collect/imap-sync/renumbered-meanwhile", test_renumbered_meanwhile);
    g_test_add_func("/collect/imap-sync/folders-come-and-go", test_folders_come_and_go);
    g_test_add_func("/collect/imap-sync/no-in-the-middle", test_no_in_the_middle);
    for (gsize i = 0; i < G_N_ELEMENTS(refused); i++) {
        g_autofree char *path =
            g_strconcat("/collect/imap-sync/refused/", refused[i].scenario, NULL);
        g_autofree char *secure =
            g_strconcat("/collect/imap-sync/refused-tls/", refused[i].scenario, NULL);
        g_test_add_data_func(path, &refused[i], test_refused);
        g_test_add_data_func(secure, &refused[i], test_refused_tls);
    }
    static const char *const numbers[] = {"unnumbered", "no-uidnext", "no-uidvalidity",
                                          "zero-numbers", "huge-numbers"};
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++) {
        g_autofree char *path = g_strconcat("/collect/imap-sync/numbers/", numbers[i], NULL);
        g_test_add_data_func(path, numbers[i], test_numbers);
    }
    g_test_add_func("/collect/imap-sync/crashers", test_crashers);
    g_test_add_func("/collect/imap-sync/many-descriptors", test_many_descriptors);
    g_test_add_func("/collect/imap-sync/other-folders", test_other_folders);
    g_test_add_func("/collect/imap-sync/drop-once", test_drop_once);
    g_test_add_func("/collect/imap-sync/poison-alone", test_poison_alone);
    g_test_add_func("/collect/imap-sync/cancel", test_cancel);
    g_test_add_func("/collect/imap-sync/old-uid", test_old_uid);
    g_test_add_func("/collect/imap-sync/renumbered", test_renumbered);
    g_test_add_func("/collect/imap-sync/late-and-gone", test_late_and_gone);
    g_test_add_func("/collect/imap-sync/emptied", test_emptied);
    g_test_add_func("/collect/imap-sync/sparse", test_sparse);
    g_test_add_func("/collect/imap-sync/backfill-window", test_backfill_window);
    g_test_add_func("/collect/imap-sync/backfill-instant", test_backfill_instant);
    g_test_add_func("/collect/imap-sync/folders", test_folders);
    g_test_add_func("/collect/imap-sync/parts", test_parts);
    g_test_add_func("/collect/imap-sync/structure-refused", test_structure_refused);
    g_test_add_func("/collect/imap-sync/uids", test_uids);
    g_test_add_func("/collect/imap-sync/unknown-type", test_unknown_type);
    int status = g_test_run();
    imapd_end();
    scratch_remove(directory);
    g_free(directory);
    g_free(ca_file);
    return status;
}
