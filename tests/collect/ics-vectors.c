/* SPDX-License-Identifier: MIT
 * Recurrence vectors: nasty.tsv is computed by hand, gen.tsv by an independent library over
 * generated feeds. A line "W file from to what" opens a window, "E uid start end summary" is an
 * occurrence in it (end "-" = not checked); days are written as T00:00:00Z. Cancelled ones are left
 * out: that library shows them where they had been moved to, the project at their original start
 * (16-A06; tests/collect/ics.c). One occurrence of g011 is added by hand, in both windows that it
 * is in: UNTIL=DATE on a timed series includes that day, as Google means it. */
#include "collect/ics.h"
#include <string.h>

static gint64
parse_instant(const char *text)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(text, NULL);
    g_assert_nonnull(time);
    return g_date_time_to_unix(time);
}

typedef struct {
    char *file;
    gint64 from, to;
    gboolean known_only;              /* other UIDs of the file are not judged */
    GPtrArray *expected;              /* of char*, one line per occurrence */
    GHashTable *uids, *timeless_ends; /* uids, and "uid start" whose end is not given */
} Window;

static void
window_free(gpointer data)
{
    Window *window = data;
    g_free(window->file);
    g_ptr_array_unref(window->expected);
    g_hash_table_unref(window->uids);
    g_hash_table_unref(window->timeless_ends);
    g_free(window);
}

/* The library and the project may differ on whether an occurrence that only touches the window is
 * in it. */
static gboolean
is_on_edge(const Window *window, gint64 start, gint64 end)
{
    return start == window->from || start == window->to || end == window->from || end == window->to;
}

static char *
occurrence_line(const char *uid, gint64 start, gint64 end, const char *summary)
{
    return g_strdup_printf("%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s", uid, start, end,
                           summary);
}

static void
add_expected(Window *window, char **cells)
{
    gint64 start = parse_instant(cells[2]);
    gboolean has_end = strcmp(cells[3], "-") != 0;
    gint64 end = has_end ? parse_instant(cells[3]) : start;
    g_hash_table_add(window->uids, g_strdup(cells[1]));
    if (is_on_edge(window, start, end))
        return;
    if (!has_end)
        g_hash_table_add(window->timeless_ends, occurrence_line(cells[1], start, 0, ""));
    g_ptr_array_add(window->expected,
                    occurrence_line(cells[1], start, has_end ? end : 0, cells[4]));
}

static Window *
window_new(char **cells)
{
    Window *window = g_new0(Window, 1);
    window->file = g_strdup(cells[1]);
    window->from = parse_instant(cells[2]);
    window->to = parse_instant(cells[3]);
    window->known_only = strcmp(cells[4], "known") == 0;
    window->expected = g_ptr_array_new_with_free_func(g_free);
    window->uids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    window->timeless_ends = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return window;
}

static GPtrArray *
read_windows(const char *name)
{
    g_autofree char *path = g_test_build_filename(G_TEST_DIST, "collect", "vectors", name, NULL);
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    GPtrArray *windows = g_ptr_array_new_with_free_func(window_free);
    for (char **line = lines; *line; line++) {
        g_auto(GStrv) cells = g_strsplit(*line, "\t", -1);
        if (g_strcmp0(cells[0], "W") == 0)
            g_ptr_array_add(windows, window_new(cells));
        else if (g_strcmp0(cells[0], "E") == 0)
            add_expected(g_ptr_array_index(windows, windows->len - 1), cells);
    }
    return windows;
}

/* A copy without a NUL behind it, so that reading too far is found. */
static char *
read_feed(const char *file, gsize *ret_length)
{
    g_autofree char *path = g_test_build_filename(G_TEST_DIST, "collect", "vectors", file, NULL);
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, ret_length, NULL));
    return g_memdup2(text, *ret_length);
}

static GPtrArray *
found_lines(const Window *window, const GPtrArray *events)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < events->len; i++) {
        const Event *event = g_ptr_array_index(events, i);
        gboolean is_cancelled = strcmp(event->status, "cancelled") == 0;
        if (is_cancelled ||
            (window->known_only && !g_hash_table_contains(window->uids, event->uid)))
            continue;
        g_autofree char *bare = occurrence_line(event->uid, event->start_at, 0, "");
        gboolean has_end = !g_hash_table_contains(window->timeless_ends, bare);
        if (!is_on_edge(window, event->start_at, has_end ? event->end_at : event->start_at))
            g_ptr_array_add(lines, occurrence_line(event->uid, event->start_at,
                                                   has_end ? event->end_at : 0, event->summary));
    }
    return lines;
}

static int
compare_lines(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static char *
joined(GPtrArray *lines)
{
    g_ptr_array_sort(lines, compare_lines);
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < lines->len; i++)
        g_string_append_printf(text, "%s\n", (char *)g_ptr_array_index(lines, i));
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static gboolean
check_window(const Window *window, GTimeZone *utc)
{
    gsize length;
    g_autofree char *body = read_feed(window->file, &length);
    g_autoptr(GPtrArray) events =
        collect_ics_inspect(body, length, utc, window->from, window->to, NULL, NULL);
    g_assert_nonnull(events);
    g_autoptr(GPtrArray) lines = found_lines(window, events);
    g_autofree char *found = joined(lines), *expected = joined(window->expected);
    if (strcmp(found, expected) == 0)
        return TRUE;
    g_test_message("%s from %" G_GINT64_FORMAT ":\nexpected\n%sfound\n%s", window->file,
                   window->from, expected, found);
    return FALSE;
}

/* All windows of one file. */
static void
check_file(gconstpointer data)
{
    const GPtrArray *windows = data;
    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    guint wrong = 0;
    for (guint i = 0; i < windows->len; i++)
        wrong += !check_window(g_ptr_array_index(windows, i), utc);
    g_assert_cmpuint(wrong, ==, 0);
}

static void
free_windows(gpointer windows)
{
    g_ptr_array_unref(windows);
}

static void
add_file(GPtrArray *windows)
{
    const Window *first = g_ptr_array_index(windows, 0);
    g_autofree char *name = g_strdup_printf("/collect/ics-vectors/%.*s",
                                            (int)(strlen(first->file) - strlen(".ics")), first->file);
    g_test_add_data_func_full(name, windows, check_file, free_windows);
}

/* The windows of a file stand together, and each file is a test. */
static void
add_files(const char *name, guint rows)
{
    g_autoptr(GPtrArray) windows = read_windows(name);
    GPtrArray *file = NULL;
    g_assert_cmpuint(windows->len, ==, rows);
    g_ptr_array_set_free_func(windows, NULL);
    for (guint i = 0; i < windows->len; i++) {
        Window *window = g_ptr_array_index(windows, i);
        if (file && strcmp(((Window *)g_ptr_array_index(file, 0))->file, window->file) != 0) {
            add_file(file);
            file = NULL;
        }
        if (!file)
            file = g_ptr_array_new_with_free_func(window_free);
        g_ptr_array_add(file, window);
    }
    add_file(file);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    add_files("nasty.tsv", 16);
    add_files("gen.tsv", 600);
    return g_test_run();
}
