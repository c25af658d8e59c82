/* SPDX-License-Identifier: MIT
 * IMAP against a real Dovecot over verified TLS. */
#include "collect/imap.h"
#include <glib/gstdio.h>
#include <string.h>
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
    g_autofree char *base = g_strdup_printf("%s/home/%s/Maildir%s%s", server.directory, user, *folder ? "/." : "", folder);
    guint unique = ++server.delivered;
    g_autofree char *name = g_strdup_printf("17000%05u.M%uP1.test", unique, unique);
    g_autofree char *tmp = g_strdup_printf("%s/tmp/%s", base, name), *new = g_strdup_printf("%s/new/%s", base, name);
    g_autofree char *text =
        g_strdup_printf("From: Bo Ek <bo@kund.example>\nTo: anna@satori.example\nSubject: =?utf-8?q?F=C3=B6rslag?= %u\n"
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

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    start_server();
    g_test_add_func("/collect/imap-dovecot/new-mail", test_new_mail);
    int status = g_test_run();
    stop_server();
    return status;
}
