/* SPDX-License-Identifier: MIT
 * IMAP against a real Dovecot over verified TLS. */
#include "collect/imap.h"
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/error.h"
#include "lib/scratch.h"
#include "lib/sink.h"

typedef struct {
    char *directory, *ca_file;
    int imap, imaps;
    guint delivered;
} Server;

static Server server;

static char *
read_file(const char *name)
{
    g_autofree char *path = scratch_path(server.directory, name);
    char *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    return text;
}

static void
dovecot(const char *verb)
{
    g_autofree char *script = scratch_source("lib/dovecot.sh");
    scratch_run("sh", script, verb, server.directory, NULL);
}

static void
start_server(void)
{
    server.directory = scratch_new();
    dovecot("start");
    g_autofree char *ports = read_file("ports");
    g_assert_cmpint(sscanf(ports, "IMAP=%d\nIMAPS=%d", &server.imap, &server.imaps), ==, 2);
    server.ca_file = scratch_path(server.directory, "ca.pem");
}

static void
stop_server(void)
{
    dovecot("stop");
    scratch_remove(server.directory);
    g_free(server.directory);
    g_free(server.ca_file);
}

static SourceConfig
config_for(const char *user)
{
    return (SourceConfig){.name = "work",
                          .type = "imap",
                          .host = "localhost",
                          .port = server.imaps,
                          .tls = "implicit",
                          .user = user,
                          .auth = "password",
                          .password_command = "echo secret",
                          .ca_file = server.ca_file,
                          .idle_minutes = 9,
                          .poll_minutes = 5};
}

/* Delivers as a mail program would: written to tmp, renamed into new. */
static void
deliver(const char *user, const char *folder, guint number, const char *extra, const char *body)
{
    g_autofree char *base = g_strdup_printf("%s/home/%s/Maildir%s%s", server.directory, user,
                                            *folder ? "/." : "", folder);
    guint unique = ++server.delivered;
    g_autofree char *name = g_strdup_printf("17000%05u.M%uP1.test", unique, unique);
    g_autofree char *tmp = g_strdup_printf("%s/tmp/%s", base, name),
                    *new = g_strdup_printf("%s/new/%s", base, name);
    g_autofree char *text = g_strdup_printf(
        "From: Bo Ek <bo@kund.example>\nTo: anna@satori.example\nSubject: =?utf-8?q?F=C3=B6rslag?= "
        "%u\n"
        "Date: Tue, 14 Nov 2023 22:13:20 +0100\nMessage-ID: <m%u@kund.example>\n%s\n%s\n",
        number, number, extra, body);
    g_assert_true(g_file_set_contents(tmp, text, -1, NULL));
    struct stat owner;
    g_assert_cmpint(g_stat(base, &owner), ==, 0);
    g_assert_cmpint(chown(tmp, owner.st_uid, owner.st_gid), ==, 0);
    g_assert_cmpint(g_rename(tmp, new), ==, 0);
}

static void
sync_once(const SourceConfig *config, Sink *sink)
{
    g_autoptr(GError) error = NULL;
    gboolean ok = collect_imap_sync(config, sink_source(sink), NULL, &error);
    g_assert_no_error(error);
    g_assert_true(ok);
}

/* A plain dialogue of our own; the answers. */
static char *
ask(const char *user, const char *commands)
{
    g_autofree char *login = g_strdup_printf("1 LOGIN %s secret\r\n%s", user, commands);
    g_autoptr(GSocketClient) client = g_socket_client_new();
    g_socket_client_set_enable_proxy(client, FALSE);
    g_autoptr(GSocketConnection) link =
        g_socket_client_connect_to_host(client, "127.0.0.1", (guint16)server.imap, NULL, NULL);
    g_autoptr(GString) answers = g_string_new(NULL);
    char buffer[4096];
    g_assert_true(g_output_stream_write_all(g_io_stream_get_output_stream(G_IO_STREAM(link)), login,
                                            strlen(login), NULL, NULL, NULL));
    for (gssize n; (n = g_input_stream_read(g_io_stream_get_input_stream(G_IO_STREAM(link)), buffer,
                                            sizeof buffer, NULL, NULL)) > 0;)
        g_string_append_len(answers, buffer, n);
    return g_string_free(g_steal_pointer(&answers), FALSE);
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
test_new_mail(void)
{
    g_autoptr(Sink) sink = sink_new(TRUE);
    SourceConfig config = config_for("alice");
    sync_once(&config, sink); /* also makes the server create the folders */
    g_assert_cmpuint(sink_count(sink, "INBOX", 's'), ==, 0);
    g_assert_true(sink_folder(sink, "INBOX")->frontier.backfill_done);
    for (guint i = 1; i <= 3; i++)
        deliver("alice", "", i, "", "Hej");
    deliver("alice", "Skickat", 4, "", "Hej");
    sync_once(&config, sink);
    g_assert_cmpuint(sink_count(sink, "INBOX", 's'), ==, 3);
    g_assert_cmpuint(sink_count(sink, "Skickat", 's'), ==, 1);
    g_assert_cmpint(sink_folder(sink, "Skickat")->role, ==, FOLDER_SENT);
    g_assert_cmpint(sink_folder(sink, "INBOX")->role, ==, FOLDER_INBOX);
    g_assert_null(sink_folder(sink, "Utkast"));
    const Mail *mail = sink_row(sink, "INBOX", 2)->mail;
    g_assert_cmpstr(mail->subject, ==, "Förslag 2");
    g_assert_cmpstr(mail->message_id, ==, "m2@kund.example");
    g_assert_cmpint(mail->date_at, ==, 1699996400);
    g_assert_cmpint(mail->arrived_at, >, 1700000000);
}

/* 10,000 messages, all at once as a mail store that was there before. Every seventh is marked read,
 * some are flagged. */
static void
fill(const char *user, guint n)
{
    static const char *const flags[] = {"", "S", "F", "", "RS", "", ""};
    g_autofree char *base = g_strdup_printf("%s/home/%s/Maildir/cur", server.directory, user);
    struct stat owner;
    g_assert_cmpint(g_stat(base, &owner), ==, 0);
    for (guint i = 1; i <= n; i++) {
        g_autofree char *path = g_strdup_printf("%s/%u.M%uP1.fill:2,%s", base, 1600000000 + i * 60,
                                                i, flags[i % G_N_ELEMENTS(flags)]);
        g_autofree char *text = g_strdup_printf(
            "Return-Path: <bo@kund%u.example>\nReceived: from mx by mx; Sun, 13 Sep 2020 14:26:40 "
            "+0200\nFrom: =?utf-8?q?Bo_=C3=85berg?= "
            "<bo@kund%u.example>\nTo: Anna <anna@satori.example>\nSubject: "
            "=?utf-8?b?w4VyZW5kZQ==?= %u\nMessage-ID: <f%u@kund.example>\n"
            "References: <a%u@kund.example>\n <b%u@kund.example>\nContent-Type: %s\n\nHej\n",
            i % 150, i % 150, i, i, i, i,
            i % 5 ? "text/plain; charset=utf-8" : "multipart/alternative; boundary=x");
        int fd = g_open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
        g_assert_cmpint(fd, >=, 0);
        g_assert_cmpint(write(fd, text, strlen(text)), ==, (gssize)strlen(text));
        g_assert_cmpint(fchown(fd, owner.st_uid, owner.st_gid), ==, 0);
        close(fd);
    }
}

/* Names of the files, which hold the flags, and UIDs and UIDVALIDITY as Dovecot wrote them: what a
 * client can change. */
static char *
snapshot(const char *user)
{
    static const char *const places[] = {"Maildir/cur", "Maildir/new", "Maildir/.Skickat/cur",
                                         "Maildir/.Skickat/new"};
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
        g_autofree char *path = g_strdup_printf("%s/home/%s/%s", server.directory, user, places[i]);
        g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
        for (const char *name = dir ? g_dir_read_name(dir) : NULL; name;
             name = g_dir_read_name(dir))
            g_ptr_array_add(names, g_strconcat(places[i], "/", name, NULL));
    }
    g_ptr_array_sort(names, compare_names);
    g_ptr_array_add(names, NULL);
    return g_strjoinv("\n", (char **)names->pdata);
}

static glong
peak_kilobytes(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

#define MANY 10000

/* First sync of a large folder: complete, in bounded memory, and without a trace on the server. */
static void
test_many(void)
{
    g_autoptr(Sink) sink = sink_new(FALSE);
    SourceConfig config = config_for("bob");
    sync_once(&config, sink);
    fill("bob", MANY);
    g_autofree char *before = snapshot("bob");
    glong peak = peak_kilobytes();
    sync_once(&config, sink);
    g_test_message("%ld kB more at the peak", peak_kilobytes() - peak);
    if (!g_getenv("ASAN_OPTIONS"))
        g_assert_cmpint(peak_kilobytes() - peak, <, 25000);
    g_assert_cmpuint(sink_count(sink, "INBOX", 's'), ==, MANY);
    g_assert_cmpuint(sink_count(sink, "INBOX", 'q'), ==, 0);
    sync_once(&config, sink);
    g_autofree char *after = snapshot("bob");
    g_assert_cmpstr(before, ==, after);
}

/* Where the flags are, only a client's own SELECT would leave \Recent and \Seen behind; the server
 * is asked over a second connection. */
static void
test_nothing_seen(void)
{
    g_autoptr(Sink) sink = sink_new(FALSE);
    SourceConfig config = config_for("alice");
    deliver("alice", "", 100, "Content-Type: multipart/mixed; boundary=x", "--x\n\nHej\n--x--");
    sync_once(&config, sink);
    g_autofree char *flags =
        ask("alice", "2 SELECT INBOX\r\n3 UID SEARCH SEEN\r\n4 UID SEARCH UNSEEN\r\n5 LOGOUT\r\n");
    g_assert_nonnull(strstr(flags, "* SEARCH\r\n"));
    g_assert_nonnull(strstr(flags, "* SEARCH 1 2 3"));
}

static void
test_invite(void)
{
    g_autoptr(Sink) sink = sink_new(TRUE);
    SourceConfig config = config_for("alice");
    deliver("alice", "", 101, "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x",
            "--x\nContent-Type: text/plain\n\nHej\n--x\nContent-Type: text/calendar; "
            "method=REQUEST; charset=utf-8\n\nBEGIN:VCALENDAR\n"
            "VERSION:2.0\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:u77\nDTSTAMP:20240701T080000Z\nDTSTART:"
            "20240702T080000Z\n"
            "ORGANIZER:mailto:bo@kund.example\nATTENDEE:mailto:anna@satori.example\nEND:"
            "VEVENT\nEND:VCALENDAR\n--x--");
    sync_once(&config, sink);
    SinkFolder *inbox = sink_folder(sink, "INBOX");
    const Mail *mail = sink_row(sink, "INBOX", inbox->frontier.frontier_up)->mail;
    g_assert_cmpstr(mail->message_id, ==, "m101@kund.example");
    g_assert_cmpstr(mail->calendar_method, ==, "REQUEST");
    g_assert_nonnull(mail->invite);
    g_assert_cmpstr(mail->invite->uid, ==, "u77");
}

static char *
inbox_path(const char *user, const char *part)
{
    return g_strdup_printf("%s/home/%s/Maildir/%s", server.directory, user, part);
}

/* Up to N messages deleted behind the server's back, as another client would; how many. */
static guint
delete_some(const char *user, guint n)
{
    static const char *const parts[] = {"cur", "new"};
    guint deleted = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_autofree char *path = inbox_path(user, parts[i]);
        g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
        for (const char *name; deleted < n && (name = g_dir_read_name(dir));) {
            g_autofree char *file = g_build_filename(path, name, NULL);
            deleted += g_unlink(file) == 0;
        }
    }
    return deleted;
}

/* The ledger has what the server has, and says of the rest that it has gone. */
static void
check_agrees(const SourceConfig *config, Sink *sink)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) folders = collect_source_uids(config, sink_source(sink), NULL, &error);
    g_assert_no_error(error);
    const CollectFolderUids *inbox = folders->pdata[0];
    guint there = 0;
    g_assert_cmpstr(inbox->folder->name, ==, "INBOX");
    for (guint i = 0; i < inbox->uids->len; i++) {
        const SinkRow *row = sink_row(sink, "INBOX", g_array_index(inbox->uids, guint32, i));
        g_assert_nonnull(row);
        g_assert_false(row->is_gone);
    }
    for (guint32 uid = 1; uid <= sink_folder(sink, "INBOX")->frontier.frontier_up; uid++) {
        const SinkRow *row = sink_row(sink, "INBOX", uid);
        there += row && !row->is_gone;
    }
    g_assert_cmpuint(there, ==, inbox->uids->len);
}

/* All is deleted, and then mail comes again (espocrm 3654). */
static void
test_emptied(void)
{
    g_autoptr(Sink) sink = sink_new(TRUE);
    SourceConfig config = config_for("alice");
    deliver("alice", "", 300, "", "Hej");
    sync_once(&config, sink);
    guint32 up = sink_folder(sink, "INBOX")->frontier.frontier_up;
    g_assert_cmpuint(delete_some("alice", G_MAXUINT), >, 0);
    sync_once(&config, sink);
    g_assert_true(sink_row(sink, "INBOX", up)->is_gone);
    deliver("alice", "", 301, "", "Hej");
    sync_once(&config, sink);
    g_assert_cmpstr(sink_row(sink, "INBOX", up + 1)->mail->message_id, ==, "m301@kund.example");
    check_agrees(&config, sink);
}

typedef struct {
    gint is_over;
} Traffic;

static gpointer
make_traffic(gpointer data)
{
    Traffic *traffic = data;
    for (guint i = 0; i < 400; i++) {
        deliver("alice", "", 1000 + i, "", "Hej");
        if (i % 7 == 0)
            delete_some("alice", 3);
    }
    g_atomic_int_set(&traffic->is_over, 1);
    return NULL;
}

/* Mail comes and goes while it is read. */
static void
test_concurrent(void)
{
    g_autoptr(Sink) sink = sink_new(TRUE);
    SourceConfig config = config_for("alice");
    Traffic traffic = {0};
    GThread *thread = g_thread_new("traffic", make_traffic, &traffic);
    while (!g_atomic_int_get(&traffic.is_over))
        sync_once(&config, sink);
    g_thread_join(thread);
    sync_once(&config, sink);
    g_assert_cmpuint(sink_count(sink, "INBOX", 's'), >, 200);
    check_agrees(&config, sink);
}

typedef struct {
    SourceConfig config;
    Sink *sink;
    GCancellable *cancellable;
    gint passes;
} Watch;

static void
count_pass(gpointer data)
{
    g_atomic_int_inc(&((Watch *)data)->passes);
}

static gpointer
watch(gpointer data)
{
    Watch *one = data;
    g_autoptr(GError) error = NULL;
    g_assert_false(collect_imap_watch(&one->config, sink_source(one->sink), count_pass, one,
                                      one->cancellable, &error));
    g_assert_error(error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    return NULL;
}

/* Mail that arrives over IDLE is stored within a second or two (Dovecot itself looks into a Maildir
 * at once, by inotify). */
static void
test_idle(void)
{
    g_autoptr(Sink) sink = sink_new(TRUE);
    g_autoptr(GCancellable) cancellable = g_cancellable_new();
    Watch one = {config_for("alice"), sink, cancellable, 0};
    GThread *thread = g_thread_new("watch", watch, &one);
    for (guint i = 0; i < 1000 && g_atomic_int_get(&one.passes) == 0; i++)
        g_usleep(10000);
    g_assert_cmpint(g_atomic_int_get(&one.passes), ==, 1);
    guint32 next = sink_folder(sink, "INBOX")->frontier.frontier_up + 1;
    for (guint round = 0; round < 3; round++, next++) {
        deliver("alice", "", 200 + round, "", "Hej");
        gint64 start = g_get_monotonic_time();
        while (!sink_row(sink, "INBOX", next) &&
               g_get_monotonic_time() - start < 5 * G_USEC_PER_SEC)
            g_usleep(2000);
        g_assert_nonnull(sink_row(sink, "INBOX", next));
        g_test_message("stored %.3f s after delivery",
                       (double)(g_get_monotonic_time() - start) / G_USEC_PER_SEC);
    }
    g_cancellable_cancel(cancellable);
    g_thread_join(thread);
}

static void
test_starttls(void)
{
    g_autoptr(GPtrArray) folders = NULL;
    g_autoptr(GError) error = NULL;
    SourceConfig config = config_for("alice");
    config.port = server.imap;
    config.tls = "starttls";
    g_assert_true(collect_imap_probe(&config, &folders, NULL, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(folders->len, ==, 2);
    config.password_command = "echo wrong";
    g_assert_false(collect_imap_probe(&config, &folders, NULL, &error));
    g_assert_error(error, CADENS_ERROR, CADENS_ERROR_ASK_USER);
    g_assert_true(g_str_has_prefix(error->message, "localhost: refused the password of alice: "));
}

/* The server goes away in the middle of waiting. */
static void
test_server_stops(void)
{
    g_autoptr(Sink) sink = sink_new(TRUE);
    g_autoptr(GError) error = NULL;
    SourceConfig config = config_for("alice");
    dovecot("stop");
    g_assert_false(collect_imap_sync(&config, sink_source(sink), NULL, &error));
    g_assert_error(error, CADENS_ERROR, CADENS_ERROR_TRY_LATER);
    g_assert_true(g_str_has_prefix(error->message, "localhost: "));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    start_server();
    g_test_add_func("/collect/imap-dovecot/new-mail", test_new_mail);
    g_test_add_func("/collect/imap-dovecot/starttls", test_starttls);
    g_test_add_func("/collect/imap-dovecot/nothing-seen", test_nothing_seen);
    g_test_add_func("/collect/imap-dovecot/invite", test_invite);
    g_test_add_func("/collect/imap-dovecot/idle", test_idle);
    g_test_add_func("/collect/imap-dovecot/many", test_many);
    g_test_add_func("/collect/imap-dovecot/emptied", test_emptied);
    g_test_add_func("/collect/imap-dovecot/concurrent", test_concurrent);
    g_test_add_func("/collect/imap-dovecot/server-stops", test_server_stops);
    int status = g_test_run();
    stop_server();
    return status;
}
