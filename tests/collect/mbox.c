/* SPDX-License-Identifier: MIT
 * Tests of collect/mbox: where messages begin, UIDs that stay, files that grow and shrink. */
#include "collect/mbox.h"
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <glib/gstdio.h>
#include "base/error.h"
#include "collect/mbox-reader.h"
#include "collect/message.h"
#include "lib/scratch.h"
#include "lib/sink.h"

typedef struct {
    char *dir, *path;
    Sink *sink;
    SourceConfig config;
} Box;

static void
set_up(Box *box, G_GNUC_UNUSED gconstpointer data)
{
    box->dir = scratch_new();
    box->path = scratch_path(box->dir, "Skickat 2025");
    box->sink = sink_new(TRUE);
    box->config = (SourceConfig){ .name = "arkiv", .type = "mbox", .path = box->path, .role = FOLDER_SENT, .backfill = BACKFILL_ALL };
}

static void
tear_down(Box *box, G_GNUC_UNUSED gconstpointer data)
{
    sink_free(box->sink);
    scratch_remove(box->dir);
    g_free(box->path);
    g_free(box->dir);
}

static void
write_box(const Box *box, const char *text)
{
    scratch_write(box->dir, "Skickat 2025", text, 0600);
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
subject_of(Box *box, guint32 uid)
{
    const SinkRow *row = sink_row(box->sink, "Skickat 2025", uid);
    return row ? row->mail->subject : NULL;
}

/* Subjects of the messages in TEXT, joined by "|"; "-" for none. */
static char *
subjects_of(const Box *box, const char *text, gssize length)
{
    g_assert_true(g_file_set_contents(box->path, text, length, NULL));
    g_autoptr(GError) error = NULL;
    g_autoptr(MboxReader) reader = collect_mbox_reader_new(box->path, &error);
    g_assert_no_error(error);
    g_autoptr(GString) out = g_string_new(NULL);
    MboxMessage message;
    for (gboolean first = TRUE; collect_mbox_reader_next(reader, &message, &error); first = FALSE) {
        g_autoptr(Mail) mail = collect_message_parse(message.bytes, message.length);
        g_string_append_printf(out, "%s%s", first ? "" : "|", mail->subject ? mail->subject : "-");
    }
    g_assert_no_error(error);
    return g_strdup(out->str);
}

#define FROM "From a@x.example Tue Mar 31 12:00:00 2026\n"

static const struct {
    const char *text, *subjects;
} splits[] = {
    { "", "" },
    { "\n\n", "" },
    { FROM, "-" },
    { FROM "Subject: a", "a" },
    { FROM "Subject: a\n\n" FROM "Subject: b\n\n", "a|b" },
    { "\n" FROM "Subject: a\n\n" FROM "Subject: b\n\n", "a|b" },
    { FROM "Subject: a\n\nbody\n" FROM "Subject: b\n\n", "a" },           /* no empty line before it */
    { FROM "Subject: a\n\n>From b\n\n>>From c\n\n" FROM "Subject: b\n", "a|b" },
    { FROM "Subject: a\n\n\n\n" FROM "\n\n" FROM "Subject: c\n", "a|-|c" },
    { FROM "Subject: a\n\nFrom here on\n\nFrom 2026 on, at 12:00\n\nFrom \n\nFrom\n", "a" },
    { FROM "Subject: a\n\n From a@x.example Tue Mar 31 12:00:00 2026\n", "a" },
    { FROM "Content-Length: 999999\nSubject: a\n\nx\n\n" FROM "Subject: b\n", "a|b" },
    { "From a@x.example Tue Mar 31 12:00:00 2026\r\nSubject: a\r\n\r\nbody\r\n\r\nFrom - Tue Mar 31 12:00:00 2026\r\nSubject: b\r\n\r\n", "a|b" },
    { "From MAILER-DAEMON Tue Mar 31 12:00 2026\nSubject: a\n\nFrom b@x.example Tue Mar 31 12:00:00 +0200 2026\nSubject: b\n", "a|b" },
    { "From \"a b\"@x.example Tue Mar 31 12:00:00 2026 remote from host\nSubject: a\n\nFrom c d Tue, 31 Mar 2026 12:00:00 +0200\nSubject: b\n", "a|b" },
    { "From nonsense\nSubject: a\n", "a" },
};

static void
test_split(Box *box, G_GNUC_UNUSED gconstpointer data)
{
    for (gsize i = 0; i < G_N_ELEMENTS(splits); i++) {
        g_autofree char *got = subjects_of(box, splits[i].text, -1);
        g_test_message("split %" G_GSIZE_FORMAT, i);
        g_assert_cmpstr(got, ==, splits[i].subjects);
    }
}

/* Separators at every place of the reader's chunks, and messages larger than what is kept of them. */
static void
test_chunks(Box *box, G_GNUC_UNUSED gconstpointer data)
{
    for (gsize shift = 0; shift < 100; shift += 3) {
        g_autoptr(GString) text = g_string_new(FROM "Subject: a\n\n");
        while (text->len < 256 * 1024 - 70 + shift)
            g_string_append_c(text, 'x');
        g_string_append(text, "\n\n" FROM "Subject: b\n\n");
        g_autofree char *got = subjects_of(box, text->str, (gssize)text->len);
        g_assert_cmpstr(got, ==, "a|b");
    }
}

static void
test_huge(Box *box, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 2; i++) {
        g_string_append_printf(text, FROM "Subject: stor %d\n\n", i);
        gsize end = text->len + COLLECT_MESSAGE_MAX + 700000;
        while (text->len < end)
            g_string_append(text, "en lång rad som upprepas och upprepas\n");
        g_string_append(text, "\n" FROM "Subject: liten\n\nx\n\n");
    }
    g_autofree char *got = subjects_of(box, text->str, (gssize)text->len);
    g_assert_cmpstr(got, ==, "stor 0|liten|stor 1|liten");
}

static void
test_sync(Box *box, G_GNUC_UNUSED gconstpointer data)
{
    write_box(box, FROM "Subject: a\n\n\nFrom b Tue Mar 31 13:00:00 2026\nSubject: b\n\n\nFrom c nonsense 12:00\nSubject: c\n\n");
    sync_box(box);
    g_assert_cmpuint(sink_count(box->sink, "Skickat 2025", 's'), ==, 2);
    g_assert_cmpstr(subject_of(box, 1), ==, "a");
    g_assert_cmpstr(subject_of(box, 2), ==, "b");
    g_assert_cmpint(sink_row(box->sink, "Skickat 2025", 2)->mail->arrived_at, ==, 1774962000);
    const SinkFolder *folder = sink_folder(box->sink, "Skickat 2025");
    g_assert_cmpint(folder->role, ==, FOLDER_SENT);
    g_assert_cmpuint(folder->frontier.uidvalidity, ==, 1);
    g_assert_true(folder->frontier.backfill_done);
    g_assert_cmpuint(folder->validities, ==, 1);
}

static void
test_grow_and_shrink(Box *box, G_GNUC_UNUSED gconstpointer data)
{
    write_box(box, FROM "Subject: a\n\n\n" FROM "Subject: b\n\n\n");
    sync_box(box);
    guint batches = sink_folder(box->sink, "Skickat 2025")->batches;
    sync_box(box);
    g_assert_cmpuint(sink_folder(box->sink, "Skickat 2025")->batches, ==, batches);
    write_box(box, FROM "Status: RO\nSubject: a\nX-Keywords: x\n\n\n" FROM "Subject: b\nX-UID: 7\n\n\n" FROM "Subject: c\n\n\n"); /* read, and one more */
    sync_box(box);
    g_assert_cmpuint(sink_count(box->sink, "Skickat 2025", 's'), ==, 3);
    g_assert_cmpstr(subject_of(box, 3), ==, "c");
    write_box(box, FROM "Subject: b\n\n\n" FROM "Subject: c\n\n\n" FROM "Subject: d\n\n\n");
    sync_box(box);
    g_assert_true(sink_row(box->sink, "Skickat 2025", 1)->is_gone);
    g_assert_false(sink_row(box->sink, "Skickat 2025", 2)->is_gone);
    g_assert_cmpstr(subject_of(box, 4), ==, "d");
    write_box(box, FROM "Subject: a\n\n\n" FROM "Subject: b\n\n\n" FROM "Subject: c\n\n\n" FROM "Subject: d\n\n\n");
    sync_box(box); /* what comes back is what it was */
    g_assert_false(sink_row(box->sink, "Skickat 2025", 1)->is_gone);
    g_assert_cmpuint(sink_count(box->sink, "Skickat 2025", 's'), ==, 4);
    write_box(box, FROM "Subject: b\n\n\n" FROM "Subject: c\n\n\n" FROM "Subject: d\n\n\n");
    sync_box(box);
    g_autoptr(GPtrArray) server = collect_source_uids(&box->config, sink_source(box->sink), NULL, NULL);
    const CollectFolderUids *uids = g_ptr_array_index(server, 0);
    static const guint32 expect[] = { 2, 3, 4 };
    g_assert_cmpmem(uids->uids->data, uids->uids->len * sizeof(guint32), expect, sizeof expect);
}

/* A large file of N messages, the last one followed by an empty line. */
static char *
large(guint n)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < n; i++)
        g_string_append_printf(text, FROM "Subject: brev %04u\n\nHej\n\n", i);
    return g_strdup(text->str);
}

/* Writes into the file without moving anything; its time stays when KEEP_TIME. */
static void
patch(const Box *box, goffset at, const char *text, gboolean keep_time)
{
    struct stat before;
    int fd = g_open(box->path, O_WRONLY | O_CLOEXEC, 0);
    g_assert_cmpint(fstat(fd, &before), ==, 0);
    g_assert_cmpint(pwrite(fd, text, strlen(text), at), ==, (gssize)strlen(text));
    const struct timespec times[] = { before.st_atim, before.st_mtim };
    if (keep_time)
        g_assert_cmpint(futimens(fd, times), ==, 0);
    close(fd);
}

static void
append(const Box *box, const char *text)
{
    struct stat state;
    g_assert_cmpint(g_stat(box->path, &state), ==, 0);
    patch(box, state.st_size, text, FALSE);
}

/* What is known of the file is not read again: a change in its middle, where nothing looks, is the proof. */
static void
test_reads_only_the_end(Box *box, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *text = large(500);
    goffset middle = strstr(text, "brev 0250") - text;
    write_box(box, text);
    sync_box(box);
    g_assert_cmpuint(sink_count(box->sink, "Skickat 2025", 's'), ==, 500);
    patch(box, middle, "BREV", TRUE);
    sync_box(box);
    g_assert_cmpuint(sink_count(box->sink, "Skickat 2025", 's'), ==, 500);
    append(box, FROM "Subject: sist\n\n\n" FROM "Subject: brev 0007\n\nHej\n\n");
    sync_box(box);
    g_assert_cmpuint(sink_count(box->sink, "Skickat 2025", 's'), ==, 502);
    g_assert_cmpstr(subject_of(box, 501), ==, "sist");
    g_assert_cmpstr(subject_of(box, 502), ==, "brev 0007"); /* a twin, not the one that is known */
    g_assert_false(sink_row(box->sink, "Skickat 2025", 251)->is_gone);
    append(box, "no message begins here\n\n");
    sync_box(box); /* that is no growth as mail programs do it, so all is read, and the patch is seen */
    g_assert_true(sink_row(box->sink, "Skickat 2025", 251)->is_gone);
    g_assert_cmpstr(subject_of(box, 503), ==, "BREV 0250");
    g_assert_false(sink_row(box->sink, "Skickat 2025", 502)->is_gone);
}

/* A message taken out, or another file in its place: all is read. */
static void
test_moved(Box *box, G_GNUC_UNUSED gconstpointer data)
{
    g_autofree char *text = large(500);
    write_box(box, text);
    sync_box(box);
    char *middle = strstr(text, FROM "Subject: brev 0250"), *next = strstr(text, FROM "Subject: brev 0251");
    g_autofree char *shorter = g_strdup_printf("%.*s%s%s", (int)(middle - text), text, next, FROM "Subject: ny, och lika lång\n\n");
    write_box(box, shorter);
    sync_box(box);
    g_assert_true(sink_row(box->sink, "Skickat 2025", 251)->is_gone);
    g_assert_cmpstr(subject_of(box, 501), ==, "ny, och lika lång");
}

/* A message is read once more under the UID that it has. */
static void
test_again(Box *box, G_GNUC_UNUSED gconstpointer data)
{
    write_box(box, FROM "Subject: a\n\n\n" FROM "Subject: b\n\n\n");
    sync_box(box);
    guint batches = sink_folder(box->sink, "Skickat 2025")->batches;
    sink_ask_again(box->sink, "Skickat 2025", 2);
    sync_box(box);
    g_assert_cmpuint(sink_folder(box->sink, "Skickat 2025")->batches, ==, batches + 1);
    g_assert_cmpuint(sink_count(box->sink, "Skickat 2025", 's'), ==, 2);
    g_assert_false(sink_row(box->sink, "Skickat 2025", 2)->is_wanted_again);
    sync_box(box);
    g_assert_cmpuint(sink_folder(box->sink, "Skickat 2025")->batches, ==, batches + 1);
}

static void
test_twins(Box *box, G_GNUC_UNUSED gconstpointer data)
{
    write_box(box, FROM "Subject: a\n\nett\n\n" FROM "Subject: a\n\ntvå\n\n" FROM "Subject: a\n\ntre\n\n");
    sync_box(box);
    sync_box(box);
    g_assert_cmpuint(sink_count(box->sink, "Skickat 2025", 's'), ==, 3);
}

static void
test_folder_data(Box *box, G_GNUC_UNUSED gconstpointer data)
{
    write_box(box, "From MAILER-DAEMON Tue Mar 31 12:00:00 2026\nSubject: DON'T DELETE THIS MESSAGE -- FOLDER INTERNAL DATA\nX-IMAP: 1 2\n\nx\n\n" FROM
                   "Subject: a\n\n");
    sync_box(box);
    g_assert_cmpuint(sink_count(box->sink, "Skickat 2025", 's'), ==, 1);
    g_assert_cmpstr(subject_of(box, 1), ==, "a");
}

static void
test_window(Box *box, G_GNUC_UNUSED gconstpointer data)
{
    write_box(box, "From a Mon Mar 31 12:00:00 2025\nSubject: förr\n\n\n" FROM "Subject: nu\n\n");
    box->config.backfill = BACKFILL_SINCE;
    box->config.backfill_since = 1767225600; /* 2026 */
    sync_box(box);
    g_assert_cmpuint(sink_count(box->sink, "Skickat 2025", 's'), ==, 1);
    g_assert_cmpstr(subject_of(box, 1), ==, "nu");
}

static void
check_failure(Box *box, int code)
{
    g_autoptr(GError) error = NULL;
    g_assert_false(collect_source_sync(&box->config, sink_source(box->sink), NULL, &error));
    g_assert_error(error, CADENS_ERROR, code);
}

static void
test_failures(Box *box, G_GNUC_UNUSED gconstpointer data)
{
    check_failure(box, CADENS_ERROR_BAD_INPUT);
    write_box(box, "Subject: a\n\nFrom a Tue Mar 31 12:00:00 2026\n");
    check_failure(box, CADENS_ERROR_BAD_INPUT);
    box->config.path = box->dir;
    check_failure(box, CADENS_ERROR_BAD_INPUT);
}

static void
test_locked(Box *box, G_GNUC_UNUSED gconstpointer data)
{
    write_box(box, FROM "Subject: a\n\n");
    int fd = g_open(box->path, O_RDWR | O_CLOEXEC, 0);
    struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
    g_assert_cmpint(fcntl(fd, F_OFD_SETLK, &lock), ==, 0);
    check_failure(box, CADENS_ERROR_TRY_LATER);
    close(fd);
    sync_box(box);
    g_assert_cmpstr(subject_of(box, 1), ==, "a");
}

#define ADD(name, test) g_test_add("/collect/mbox/" name, Box, NULL, set_up, test, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("split", test_split);
    ADD("chunks", test_chunks);
    ADD("huge", test_huge);
    ADD("sync", test_sync);
    ADD("grow-and-shrink", test_grow_and_shrink);
    ADD("reads-only-the-end", test_reads_only_the_end);
    ADD("moved", test_moved);
    ADD("again", test_again);
    ADD("twins", test_twins);
    ADD("folder-data", test_folder_data);
    ADD("window", test_window);
    ADD("failures", test_failures);
    ADD("locked", test_locked);
    return g_test_run();
}
