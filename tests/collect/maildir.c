/* SPDX-License-Identifier: MIT
 * Tests of collect/maildir: trees of both kinds, UIDs that stay, files that move, and that nothing is changed. */
#include "collect/maildir.h"
#include <glib/gstdio.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/error.h"
#include "lib/scratch.h"
#include "lib/sink.h"

typedef struct {
    char *root;
    Sink *sink;
    SourceConfig config;
} Box;

static void
set_up(Box *box, G_GNUC_UNUSED gconstpointer data)
{
    box->root = scratch_new();
    box->sink = sink_new(TRUE);
    box->config = (SourceConfig){ .name = "local", .type = "maildir", .path = box->root, .backfill = BACKFILL_ALL };
}

static void
tear_down(Box *box, G_GNUC_UNUSED gconstpointer data)
{
    sink_free(box->sink);
    scratch_remove(box->root);
    g_free(box->root);
}

static void
make_folder(const Box *box, const char *name)
{
    static const char *const places[] = { "cur", "new", "tmp" };
    for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
        g_autofree char *path = g_build_filename(box->root, name, places[i], NULL);
        g_assert_cmpint(g_mkdir_with_parents(path, 0700), ==, 0);
    }
}

/* Without the fsync() of scratch_write(): there are thousands. */
static void
put(const Box *box, const char *file, const char *subject)
{
    g_autofree char *path = g_build_filename(box->root, file, NULL);
    FILE *out = g_fopen(path, "we");
    g_assert_nonnull(out);
    fprintf(out, "From: anna@x.example\nSubject: %s\nDate: Tue, 31 Mar 2026 12:00:00 +0200\n\nbody\n", subject);
    g_assert_cmpint(fclose(out), ==, 0);
}

static void
move(const Box *box, const char *from, const char *to)
{
    g_autofree char *old = g_build_filename(box->root, from, NULL), *new = g_build_filename(box->root, to, NULL);
    g_assert_cmpint(g_rename(old, new), ==, 0);
}

static void
sync_box(Box *box)
{
    g_autoptr(GError) error = NULL;
    gboolean done = collect_source_sync(&box->config, sink_source(box->sink), NULL, &error);
    g_assert_no_error(error);
    g_assert_true(done);
}

static const char *
subject_of(Box *box, const char *folder, guint32 uid)
{
    const SinkRow *row = sink_row(box->sink, folder, uid);
    return row ? row->mail->subject : NULL;
}

static void
test_first(Box *box, G_GNUC_UNUSED gconstpointer data)
{
    make_folder(box, ".");
    make_folder(box, ".Skickat");
    put(box, "cur/300.M1.host:2,S", "tre");
    put(box, "new/100.M9.host", "ett");
    put(box, "cur/200.b.host:2,RS", "två b");
    put(box, "cur/200.a.host", "två a");
    put(box, "cur/utan-tid:2,", "noll");
    put(box, "cur/.dold", "nej");
    put(box, "tmp/400.half", "nej");
    put(box, ".Skickat/cur/500.x:2,S", "skickat");
    sync_box(box);
    static const char *const subjects[] = { "noll", "ett", "två a", "två b", "tre" }; /* by arrival, then by name */
    static const gint64 arrivals[] = { 0, 100, 200, 200, 300 };
    g_assert_cmpuint(sink_count(box->sink, "INBOX", 's'), ==, 5);
    for (guint i = 0; i < G_N_ELEMENTS(subjects); i++) {
        g_assert_cmpstr(subject_of(box, "INBOX", i + 1), ==, subjects[i]);
        g_assert_cmpint(sink_row(box->sink, "INBOX", i + 1)->mail->arrived_at, ==, arrivals[i]);
    }
    g_assert_cmpstr(sink_row(box->sink, "INBOX", 5)->mail->local_key, ==, "300.M1.host");
    const SinkFolder *inbox = sink_folder(box->sink, "INBOX");
    g_assert_cmpuint(inbox->frontier.uidvalidity, ==, 1);
    g_assert_cmpuint(inbox->frontier.frontier_up, ==, 5);
    g_assert_true(inbox->frontier.backfill_done);
    g_assert_cmpint(inbox->frontier.server_count, ==, 5);
    g_assert_cmpint(inbox->role, ==, FOLDER_INBOX);
    g_assert_cmpint(sink_folder(box->sink, "Skickat")->role, ==, FOLDER_SENT);
}

static void
test_again(Box *box, G_GNUC_UNUSED gconstpointer data)
{
    make_folder(box, ".");
    put(box, "new/100.a", "ett");
    put(box, "cur/200.b:2,", "två");
    sync_box(box);
    guint batches = sink_folder(box->sink, "INBOX")->batches;
    sync_box(box);
    g_assert_cmpuint(sink_folder(box->sink, "INBOX")->batches, ==, batches); /* nothing new is nothing to write */
    move(box, "new/100.a", "cur/100.a:2,S");
    move(box, "cur/200.b:2,", "cur/200.b:2,RS");
    put(box, "new/50.c", "senare funnen");
    sync_box(box);
    g_assert_cmpuint(sink_count(box->sink, "INBOX", 's'), ==, 3);
    g_assert_cmpstr(subject_of(box, "INBOX", 3), ==, "senare funnen");
    g_assert_false(sink_row(box->sink, "INBOX", 1)->is_gone);
}

static void
test_gone(Box *box, G_GNUC_UNUSED gconstpointer data)
{
    make_folder(box, ".");
    put(box, "cur/100.a", "ett");
    put(box, "cur/200.b", "två");
    sync_box(box);
    g_autofree char *path = g_build_filename(box->root, "cur", "200.b", NULL);
    g_assert_cmpint(g_unlink(path), ==, 0);
    sync_box(box);
    g_assert_true(sink_row(box->sink, "INBOX", 2)->is_gone);
    g_assert_false(sink_row(box->sink, "INBOX", 1)->is_gone);
    guint batches = sink_folder(box->sink, "INBOX")->batches;
    sync_box(box);
    g_assert_cmpuint(sink_folder(box->sink, "INBOX")->batches, ==, batches);
    put(box, "new/300.c", "tre"); /* the UID of what is gone is not given again */
    sync_box(box);
    g_assert_cmpstr(subject_of(box, "INBOX", 3), ==, "tre");
    put(box, "cur/200.b", "två"); /* but to itself, when it comes back */
    sync_box(box);
    g_assert_false(sink_row(box->sink, "INBOX", 2)->is_gone);
    g_assert_cmpuint(sink_count(box->sink, "INBOX", 's'), ==, 3);
}

static void
test_plain_tree(Box *box, G_GNUC_UNUSED gconstpointer data)
{
    make_folder(box, "work/Inbox");
    make_folder(box, "work/Sent Items");
    make_folder(box, "work/Kunder/Acme");
    put(box, "work/Inbox/new/1.a", "in");
    put(box, "work/Sent Items/cur/2.a", "ut");
    put(box, "work/Kunder/Acme/cur/3.a", "arkiv");
    g_autofree char *loop = g_build_filename(box->root, "work", "Kunder", "runt", NULL);
    g_assert_cmpint(symlink("..", loop), ==, 0);
    sync_box(box);
    g_assert_cmpstr(subject_of(box, "work/Inbox", 1), ==, "in");
    g_assert_cmpint(sink_folder(box->sink, "work/Inbox")->role, ==, FOLDER_INBOX);
    g_assert_cmpint(sink_folder(box->sink, "work/Sent Items")->role, ==, FOLDER_SENT);
    g_assert_null(sink_folder(box->sink, "work/Kunder/Acme")); /* auto is INBOX and Sent (16-E01) */
}

static void
test_named(Box *box, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const names[] = { "Kunder/Räksmörgås", ".Arkiv", NULL };
    static const char *const missing[] = { "INBOX", "Finns ej", NULL };
    make_folder(box, ".");
    make_folder(box, ".Kunder.R&AOQ-ksm&APY-rg&AOU-s");
    make_folder(box, ".Arkiv");
    put(box, "cur/1.a", "nej");
    put(box, ".Kunder.R&AOQ-ksm&APY-rg&AOU-s/cur/1.a", "ja");
    put(box, ".Arkiv/cur/1.a", "också");
    box->config.folders = names;
    sync_box(box);
    g_assert_cmpstr(subject_of(box, "Kunder/Räksmörgås", 1), ==, "ja");
    g_assert_cmpstr(subject_of(box, "Arkiv", 1), ==, "också");
    g_assert_null(sink_folder(box->sink, "INBOX"));
    box->config.folders = missing;
    g_autoptr(GError) error = NULL;
    g_assert_false(collect_source_sync(&box->config, sink_source(box->sink), NULL, &error));
    g_assert_error(error, CADENS_ERROR, CADENS_ERROR_BAD_INPUT);
    g_assert_cmpuint(sink_count(box->sink, "INBOX", 's'), ==, 1); /* the folder that exists was read all the same */
}

static void
test_archive(Box *box, G_GNUC_UNUSED gconstpointer data)
{
    make_folder(box, "2024");
    make_folder(box, "2025");
    put(box, "2025/cur/1.a", "gammalt");
    sync_box(box);
    g_assert_cmpstr(subject_of(box, "2025", 1), ==, "gammalt");
}

static void
test_window(Box *box, G_GNUC_UNUSED gconstpointer data)
{
    make_folder(box, ".");
    put(box, "cur/100.old", "för gammalt");
    put(box, "cur/2000000000.new", "nytt");
    put(box, "cur/utan-tid", "av 2026 enligt Date");
    box->config.backfill = BACKFILL_SINCE;
    box->config.backfill_since = 1800000000; /* 2027 */
    sync_box(box);
    g_assert_cmpuint(sink_count(box->sink, "INBOX", 's'), ==, 1);
    g_assert_cmpstr(subject_of(box, "INBOX", 1), ==, "nytt");
    g_autoptr(GPtrArray) server = collect_source_uids(&box->config, sink_source(box->sink), NULL, NULL);
    g_assert_cmpuint(((CollectFolderUids *)g_ptr_array_index(server, 0))->uids->len, ==, 1);
    box->config.backfill = BACKFILL_ALL; /* the window is widened */
    sync_box(box);
    g_assert_cmpuint(sink_count(box->sink, "INBOX", 's'), ==, 3);
}

static void
test_uids(Box *box, G_GNUC_UNUSED gconstpointer data)
{
    make_folder(box, ".");
    put(box, "cur/100.a", "ett");
    put(box, "cur/200.b", "två");
    put(box, "cur/300.c", "tre");
    sync_box(box);
    g_autofree char *path = g_build_filename(box->root, "cur", "200.b", NULL);
    g_assert_cmpint(g_unlink(path), ==, 0);
    put(box, "new/400.d", "fyra");
    g_autoptr(GPtrArray) server = collect_source_uids(&box->config, sink_source(box->sink), NULL, NULL);
    g_assert_cmpuint(server->len, ==, 1);
    const CollectFolderUids *inbox = g_ptr_array_index(server, 0);
    static const guint32 expect[] = { 1, 3, 4 };
    g_assert_cmpmem(inbox->uids->data, inbox->uids->len * sizeof(guint32), expect, sizeof expect);
    g_assert_cmpuint(inbox->uidvalidity, ==, 1);
    sync_box(box);
    g_assert_cmpstr(subject_of(box, "INBOX", 4), ==, "fyra");
}

/* However often the store breaks off, the end is as if it never had. */
static void
test_interrupted(Box *box, G_GNUC_UNUSED gconstpointer data)
{
    make_folder(box, ".");
    for (int i = 0; i < 3500; i++) {
        g_autofree char *file = g_strdup_printf("cur/%d.m:2,S", 10000 + i), *subject = g_strdup_printf("brev %d", i);
        put(box, file, subject);
    }
    for (int i = 0; i < 3; i++) {
        g_autoptr(GError) error = NULL;
        sink_break_after(box->sink, 1);
        g_assert_false(collect_source_sync(&box->config, sink_source(box->sink), NULL, &error));
        g_assert_error(error, CADENS_ERROR, CADENS_ERROR_CORRUPT);
        g_assert_false(sink_folder(box->sink, "INBOX")->frontier.backfill_done);
    }
    sink_break_after(box->sink, G_MAXUINT);
    sync_box(box);
    g_assert_cmpuint(sink_count(box->sink, "INBOX", 's'), ==, 3500);
    for (guint i = 0; i < 3500; i++) {
        g_autofree char *subject = g_strdup_printf("brev %u", i);
        g_assert_cmpstr(subject_of(box, "INBOX", i + 1), ==, subject);
    }
    g_assert_true(sink_folder(box->sink, "INBOX")->frontier.backfill_done);
}

static char *
tree_state(const char *root)
{
    static const char *const files[] = { "new/100.a", "cur/200.b:2,S", "cur", "new", "." };
    g_autoptr(GString) out = g_string_new(NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *path = g_build_filename(root, files[i], NULL);
        struct stat status;
        g_assert_cmpint(stat(path, &status), ==, 0);
        g_string_append_printf(out, "%s %jd.%09ld %jd.%09ld %o %jd\n", files[i], (intmax_t)status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
                               (intmax_t)status.st_ctim.tv_sec, status.st_ctim.tv_nsec, status.st_mode, (intmax_t)status.st_size);
    }
    return g_strdup(out->str);
}

static void
test_unchanged(Box *box, G_GNUC_UNUSED gconstpointer data)
{
    make_folder(box, ".");
    put(box, "new/100.a", "ett");
    put(box, "cur/200.b:2,S", "två");
    g_autofree char *before = tree_state(box->root);
    sync_box(box);
    g_autofree char *after = tree_state(box->root);
    g_assert_cmpstr(before, ==, after);
}

/* What is no message, and what cannot be read, does not stop the rest. */
static void
test_odd_files(Box *box, G_GNUC_UNUSED gconstpointer data)
{
    make_folder(box, ".");
    put(box, "cur/100.a", "ett");
    scratch_write(box->root, "cur/150.empty", "", 0600);
    g_autofree char *pipe = g_build_filename(box->root, "cur", "200.pipe", NULL), *dir = g_build_filename(box->root, "cur", "250.dir", NULL);
    g_autofree char *nowhere = g_build_filename(box->root, "cur", "300.link", NULL);
    g_assert_cmpint(mkfifo(pipe, 0600), ==, 0);
    g_assert_cmpint(g_mkdir(dir, 0700), ==, 0);
    g_assert_cmpint(symlink("/nonexistent/x", nowhere), ==, 0);
    put(box, "cur/400.z", "sist");
    g_autoptr(GError) error = NULL;
    g_assert_false(collect_source_sync(&box->config, sink_source(box->sink), NULL, &error));
    g_assert_error(error, CADENS_ERROR, CADENS_ERROR_TRY_LATER);
    g_assert_cmpuint(sink_count(box->sink, "INBOX", 's'), ==, 3);
    g_assert_cmpstr(subject_of(box, "INBOX", 3), ==, "sist");
}

static void
test_no_maildir(Box *box, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) empty = NULL, missing = NULL;
    g_assert_false(collect_source_sync(&box->config, sink_source(box->sink), NULL, &empty));
    g_assert_error(empty, CADENS_ERROR, CADENS_ERROR_BAD_INPUT);
    box->config.path = "/nonexistent/maildir";
    g_assert_null(collect_source_uids(&box->config, sink_source(box->sink), NULL, &missing));
    g_assert_error(missing, CADENS_ERROR, CADENS_ERROR_BAD_INPUT);
}

static void
test_cancelled(Box *box, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GCancellable) cancellable = g_cancellable_new();
    g_autoptr(GError) error = NULL;
    make_folder(box, ".");
    put(box, "cur/100.a", "ett");
    g_cancellable_cancel(cancellable);
    g_assert_false(collect_source_sync(&box->config, sink_source(box->sink), cancellable, &error));
    g_assert_error(error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A mail program that keeps moving files about while they are read. */
static gpointer
restless(gpointer data)
{
    Box *box = data;
    for (int round = 0; round < 20; round++) {
        for (int i = 0; i < 200; i++) {
            g_autofree char *new = g_strdup_printf("%s/new/%d.m", box->root, 1000 + i), *cur = g_strdup_printf("%s/cur/%d.m:2,S", box->root, 1000 + i);
            g_rename(round % 2 ? cur : new, round % 2 ? new : cur);
        }
    }
    return NULL;
}

static void
test_moving(Box *box, G_GNUC_UNUSED gconstpointer data)
{
    make_folder(box, ".");
    for (int i = 0; i < 200; i++) {
        g_autofree char *file = g_strdup_printf("new/%d.m", 1000 + i);
        put(box, file, "rör sig");
    }
    GThread *thread = g_thread_new("restless", restless, box);
    for (int i = 0; i < 5; i++)
        sync_box(box);
    g_thread_join(thread);
    sync_box(box);
    g_assert_cmpuint(sink_count(box->sink, "INBOX", 's'), ==, 200);
}

#define ADD(name, test) g_test_add("/collect/maildir/" name, Box, NULL, set_up, test, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("first", test_first);
    ADD("again", test_again);
    ADD("gone", test_gone);
    ADD("plain-tree", test_plain_tree);
    ADD("named", test_named);
    ADD("archive", test_archive);
    ADD("window", test_window);
    ADD("uids", test_uids);
    ADD("interrupted", test_interrupted);
    ADD("unchanged", test_unchanged);
    ADD("odd-files", test_odd_files);
    ADD("no-maildir", test_no_maildir);
    ADD("cancelled", test_cancelled);
    ADD("moving", test_moving);
    return g_test_run();
}
