/* SPDX-License-Identifier: MIT
 * A calendar's text is proven whole, and a whole file is read at once for `inspect`. */
#include "collect/ics.h"
#include <glib/gi18n.h>
#include <string.h>
#include "collect/ics-entry.h"
#include "base/error.h"

#define BOM "\xef\xbb\xbf"

static void
skip_lead(const char **body, gsize *length)
{
    gsize skip = *length >= 3 && memcmp(*body, BOM, 3) == 0 ? 3 : 0;
    while (skip < *length && g_ascii_isspace((*body)[skip]))
        skip++;
    *body += skip;
    *length -= skip;
}

static gboolean
starts_with(const char *body, gsize length, const char *word)
{
    return length >= strlen(word) && g_ascii_strncasecmp(body, word, strlen(word)) == 0;
}

/* Behind a whole calendar nothing counts, except the beginning of another one that was cut. */
static gboolean
is_cut_begin(const IcsLine *line)
{
    gsize length = line->end - line->start;
    while (length > 0 && g_ascii_isspace(line->start[length - 1]))
        length--;
    return length < strlen("BEGIN:VCALENDAR") &&
           g_ascii_strncasecmp(line->start, "BEGIN:VCALENDAR", length) == 0;
}

gboolean
collect_ics_check(const char *body, gsize length, GError **error)
{
    skip_lead(&body, &length);
    if (length == 0)
        return fail(error, FAIL_TRY_LATER, N_("the answer is empty"));
    if (*body == '<')
        return fail(error, FAIL_TRY_LATER, N_("the answer is a web page, not a calendar"));
    if (!starts_with(body, length, "BEGIN:VCALENDAR"))
        return fail(error, FAIL_TRY_LATER, N_("the answer is not a calendar"));
    g_auto(IcsReader) reader = {0};
    collect_ics_line_reader_init(&reader, body, length);
    gboolean is_open = FALSE;
    for (IcsLine line; collect_ics_line_next(&reader, &line);) {
        if (collect_ics_line_says(&line, "BEGIN", "VCALENDAR") || (!is_open && is_cut_begin(&line)))
            is_open = TRUE;
        else if (collect_ics_line_says(&line, "END", "VCALENDAR"))
            is_open = FALSE;
    }
    return !is_open || fail(error, FAIL_TRY_LATER, N_("the calendar is incomplete"));
}

static int
compare_events(gconstpointer a, gconstpointer b)
{
    const Event *left = *(Event *const *)a, *right = *(Event *const *)b;
    if (left->start_at != right->start_at)
        return left->start_at < right->start_at ? -1 : 1;
    int by_uid = strcmp(left->uid, right->uid);
    return by_uid ? by_uid : g_strcmp0(left->recurrence_id, right->recurrence_id);
}

static void
move_all(GPtrArray *into, GPtrArray *from)
{
    g_ptr_array_set_free_func(from, NULL);
    for (guint i = 0; i < from->len; i++)
        g_ptr_array_add(into, g_ptr_array_index(from, i));
}

static void
free_event(gpointer event)
{
    event_free(event);
}

GPtrArray *
collect_ics_inspect(const char *body, gsize length, GTimeZone *user_zone, gint64 from, gint64 to,
                    GPtrArray *problems, GError **error)
{
    g_autoptr(GError) incomplete = NULL;
    const char *start = body;
    gsize rest = length;
    skip_lead(&start, &rest);
    gboolean is_calendar =
        starts_with(start, rest, "BEGIN:VCALENDAR") || starts_with(start, rest, "BEGIN:VEVENT");
    if (!is_calendar)
        return fail(error, FAIL_BAD_INPUT, N_("not a calendar")), NULL;
    if (!collect_ics_check(body, length, &incomplete))
        collect_ics_problem(problems, "%s", incomplete->message);
    g_autoptr(IcsFeed) feed = collect_ics_split(body, length, FALSE);
    for (guint i = 0; i < feed->problems->len; i++)
        collect_ics_problem(problems, "%s", (char *)g_ptr_array_index(feed->problems, i));
    g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func(free_event);
    for (guint i = 0; i < feed->groups->len; i++) {
        g_autoptr(GPtrArray) some = collect_ics_expand(g_ptr_array_index(feed->groups, i), feed,
                                                       user_zone, from, to, problems);
        move_all(events, some);
    }
    g_ptr_array_sort(events, compare_events);
    return g_steal_pointer(&events);
}
