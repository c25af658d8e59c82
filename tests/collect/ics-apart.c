/* SPDX-License-Identifier: MIT
 * Calendar text read in a process of its own says what reading it here says; a process that hangs, dies, takes too much or talks nonsense
 * costs one error. */
#include "collect/ics-apart.h"
#include "collect/ics-record.h"
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include "base/error.h"

#define FROM 1704067200 /* 2024-01-01 */
#define TO 1798761600   /* 2027-01-01 */

static char *program;
static char *folder;

static void
describe(GString *into, const char *uid, const char *hash, const char *raw, const GPtrArray *occurrences)
{
    g_string_append_printf(into, "%s %s %s\n", uid, hash, raw ? raw : "-");
    for (guint i = 0; occurrences && i < occurrences->len; i++) {
        const Event *event = g_ptr_array_index((GPtrArray *)occurrences, i);
        g_string_append_printf(into, " %s %s %d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %d %d %s %s %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                               " %" G_GINT64_FORMAT " %d %d %s %d\n",
                               event->uid, event->recurrence_id, event->all_day, event->start_at, event->end_at, event->start_day,
                               event->end_day, event->summary, event->location, event->status, event->sequence, event->dtstamp,
                               event->created, event->is_private, event->is_transparent, event->place, event->zone_guessed);
        for (guint j = 0; j < event->attendees->len; j++) {
            const EventAttendee *one = g_ptr_array_index(event->attendees, j);
            g_string_append_printf(into, "  %s %s %s %s %d\n", one->addr, one->name, one->role, one->partstat, one->is_organizer);
        }
    }
}

static void
take(IcsReading *reading, gpointer data)
{
    describe(data, reading->uid, reading->hash, reading->raw, reading->occurrences);
}

static gboolean
read_apart(const char *with, GBytes *const *bodies, gsize n, GHashTable *known, GCancellable *cancellable, GString *into, GPtrArray *problems,
           GError **error)
{
    g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Stockholm");
    const IcsWork work = {with, zone, FROM, TO, known, (const GBytes *const *)bodies, n, NULL};
    gint64 refresh;
    return collect_ics_apart(&work, take, into, &refresh, problems, cancellable, error);
}

static void
read_here(GBytes *body, GString *into, GPtrArray *problems)
{
    g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Stockholm");
    gsize length;
    const char *text = g_bytes_get_data(body, &length);
    g_autoptr(IcsFeed) feed = collect_ics_split(text, length, TRUE);
    for (guint i = 0; i < feed->groups->len; i++) {
        const IcsGroup *group = g_ptr_array_index(feed->groups, i);
        g_autofree char *raw = collect_ics_group_text(feed, group);
        g_autoptr(GPtrArray) events = collect_ics_expand(group, feed, zone, FROM, TO, problems);
        describe(into, group->uid, group->hash, raw, events);
    }
    for (guint i = 0; i < feed->problems->len; i++)
        g_ptr_array_add(problems, g_strdup(g_ptr_array_index(feed->problems, i)));
}

static void
unref_bytes(gpointer bytes)
{
    g_bytes_unref(bytes);
}

static GPtrArray *
vectors(void)
{
    g_autofree char *at = g_test_build_filename(G_TEST_DIST, "collect", "vectors", "nasty", NULL);
    g_autoptr(GDir) dir = g_dir_open(at, 0, NULL);
    g_assert_nonnull(dir);
    GPtrArray *bodies = g_ptr_array_new_with_free_func(unref_bytes);
    for (const char *name = g_dir_read_name(dir); name; name = g_dir_read_name(dir)) {
        g_autofree char *path = g_build_filename(at, name, NULL);
        char *text;
        gsize length;
        if (g_str_has_suffix(name, ".ics") && g_file_get_contents(path, &text, &length, NULL))
            g_ptr_array_add(bodies, g_bytes_new_take(text, length));
    }
    g_assert_cmpuint(bodies->len, >, 10);
    return bodies;
}

static void
test_same(void)
{
    g_autoptr(GPtrArray) bodies = vectors();
    g_autoptr(GString) here = g_string_new(NULL), apart = g_string_new(NULL);
    g_autoptr(GPtrArray) problems_here = g_ptr_array_new_with_free_func(g_free), problems = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    for (guint i = 0; i < bodies->len; i++)
        read_here(g_ptr_array_index(bodies, i), here, problems_here);
    g_assert_true(read_apart(program, (GBytes *const *)bodies->pdata, bodies->len, NULL, NULL, apart, problems, &error));
    g_assert_no_error(error);
    g_assert_cmpstr(apart->str, ==, here->str);
    g_assert_cmpuint(problems->len, ==, problems_here->len);
}

static const char SMALL[] = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20260101T100000Z\nSUMMARY:Hej\nATTENDEE;CN=Bo:mailto:bo@x.example\n"
                            "END:VEVENT\nEND:VCALENDAR\n";

static void
test_known(void)
{
    g_autoptr(GBytes) body = g_bytes_new_static(SMALL, strlen(SMALL));
    g_autoptr(IcsFeed) feed = collect_ics_split(SMALL, strlen(SMALL), FALSE);
    const IcsGroup *group = g_ptr_array_index(feed->groups, 0);
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GString) apart = g_string_new(NULL);
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    g_hash_table_insert(known, (gpointer) "a", group->hash);
    g_assert_true(read_apart(program, &body, 1, known, NULL, apart, problems, &error));
    g_autofree char *expected = g_strdup_printf("a %s -\n", group->hash);
    g_assert_cmpstr(apart->str, ==, expected);
    g_string_truncate(apart, 0);
    g_hash_table_replace(known, (gpointer) "a", (gpointer) "another");
    g_assert_true(read_apart(program, &body, 1, known, NULL, apart, problems, &error));
    g_assert_nonnull(strstr(apart->str, "Hej"));
}

/* A program in the place of the reader. */
static char *
script(const char *name, const char *text)
{
    char *path = g_build_filename(folder, name, NULL);
    g_autofree char *whole = g_strconcat("#!/bin/sh\n", text, "\n", NULL);
    g_assert_true(g_file_set_contents(path, whole, -1, NULL));
    g_assert_cmpint(g_chmod(path, 0700), ==, 0);
    return path;
}

static void
assert_fails(const char *with, GBytes *body)
{
    g_autoptr(GString) apart = g_string_new(NULL);
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    g_assert_false(read_apart(with, &body, 1, NULL, NULL, apart, problems, &error));
    g_assert_error(error, CADENS_ERROR, CADENS_ERROR_TRY_LATER);
}

static void
test_nonsense(void)
{
    static const struct {
        const char *name, *text;
    } rows[] = {
        {"dies", "kill -SEGV $$"},
        {"ends", "exit 0"},
        {"fails-late", "\"$0.real\"; exit 3"},
        {"other-tag", "printf '\\011\\0\\0\\0\\0\\0\\0\\0'"},
        {"huge", "printf '\\004\\0\\0\\0\\377\\377\\377\\377'"},
        {"short", "printf '\\004\\0\\0\\0\\020\\0\\0\\0abc'"},
        {"garbage", "printf '\\004\\0\\0\\0\\020\\0\\0\\0abcdefghijklmnop\\005\\0\\0\\0\\0\\0\\0\\0'; exit 1"},
    };
    g_autoptr(GBytes) body = g_bytes_new_static(SMALL, strlen(SMALL));
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *path = script(rows[i].name, rows[i].text);
        g_test_message("%s", rows[i].name);
        assert_fails(path, body);
    }
    g_autofree char *nothing = g_build_filename(folder, "nothing", NULL);
    assert_fails(nothing, body);
}

static gpointer
cancel_when_running(gpointer data)
{
    g_autofree char *sign = g_build_filename(folder, "running", NULL);
    while (!g_file_test(sign, G_FILE_TEST_EXISTS))
        g_usleep(10000);
    g_cancellable_cancel(data);
    return NULL;
}

static void
test_hangs(void)
{
    g_autofree char *text = g_strdup_printf("touch %s/running; exec sleep 1000", folder);
    g_autofree char *path = script("hangs", text);
    g_autoptr(GBytes) body = g_bytes_new_static(SMALL, strlen(SMALL));
    g_autoptr(GCancellable) cancellable = g_cancellable_new();
    g_autoptr(GString) apart = g_string_new(NULL);
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    GThread *other = g_thread_new("cancel", cancel_when_running, cancellable);
    g_assert_false(read_apart(path, &body, 1, NULL, cancellable, apart, problems, &error));
    g_assert_error(error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_assert_cmpint(waitpid(-1, NULL, WNOHANG), ==, -1); /* no child is left */
    g_thread_join(other);
}

/* Many endless series are more occurrences than one may have. */
static void
test_limits(void)
{
    g_autoptr(GString) text = g_string_new("BEGIN:VCALENDAR\n");
    for (int i = 0; i < 1500; i++)
        g_string_append_printf(text, "BEGIN:VEVENT\nUID:u%d\nDTSTART:20240101T100000Z\nRRULE:FREQ=DAILY\nEND:VEVENT\n", i);
    g_string_append(text, "END:VCALENDAR\n");
    g_autoptr(GBytes) body = g_bytes_new(text->str, text->len);
    assert_fails(program, body);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autofree char *self = g_file_read_link("/proc/self/exe", NULL), *here = g_path_get_dirname(self);
    program = g_build_filename(here, "..", "..", "cadens-ics", NULL);
    folder = g_dir_make_tmp("cadens-apart-XXXXXX", NULL);
    g_test_add_func("/ics-apart/same", test_same);
    g_test_add_func("/ics-apart/known", test_known);
    g_test_add_func("/ics-apart/nonsense", test_nonsense);
    g_test_add_func("/ics-apart/hangs", test_hangs);
    g_test_add_func("/ics-apart/limits", test_limits);
    int status = g_test_run();
    g_autofree char *remove = g_strdup_printf("rm -r '%s'", folder);
    g_spawn_command_line_sync(remove, NULL, NULL, NULL, NULL);
    g_free(program);
    g_free(folder);
    return status;
}
