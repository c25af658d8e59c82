/* SPDX-License-Identifier: MIT
 * UID SEARCH, its numbers read without the library: 100,000 of them are one long line. */
#include "collect/imap-search.h"
#include <string.h>
#include "collect/imap-set.h"

enum { WINDOW = 150000, DIGITS = 11 /* of one UID and its blank */, SECONDS = 120 };

typedef struct {
    GArray *uids;
    guint32 from, to;
} Found;

static void
note_numbers(const char *bytes, gsize length, gpointer data)
{
    Found *found = data;
    const char *at = bytes + MIN(length, strlen("* SEARCH"));
    for (;;) {
        char *end = NULL;
        guint64 uid = g_ascii_strtoull(at, &end, 10);
        if (end == at)
            return; /* the end, or "(MODSEQ 12)" */
        at = end;
        if (uid >= found->from && uid <= found->to) {
            guint32 small = (guint32)uid;
            g_array_append_val(found->uids, small);
        }
    }
}

/* SINCE compares days in the server's own zone: one day more is asked for, the exact instant is
 * judged by the caller. */
static void
append_since(GString *text, gint64 since)
{
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    g_autoptr(GDateTime) day = g_date_time_new_from_unix_utc(since - 86400);
    if (day)
        g_string_append_printf(text, " SINCE %d-%s-%04d", g_date_time_get_day_of_month(day),
                               months[g_date_time_get_month(day) - 1], g_date_time_get_year(day));
}

static ImapOutcome
search_window(ImapSession *session, Found *found, guint32 first, guint32 last, gint64 since,
              GError **error)
{
    g_autoptr(GString) text = g_string_new("UID SEARCH UID ");
    g_string_append_printf(text, "%u:%u", first, last);
    if (since != G_MININT64)
        append_since(text, since);
    ImapCommand command = {text->str, IMAP_WANT_SEARCH, (gsize)WINDOW * DIGITS + 1024,
                           SECONDS,   note_numbers,     found, NULL};
    return collect_imap_session_run(session, &command, error);
}

ImapOutcome
collect_imap_search(ImapSession *session, guint32 from, guint32 to, guint32 exists, gint64 since,
                    GArray **ret, GError **error)
{
    g_autoptr(GArray) uids = g_array_new(FALSE, FALSE, sizeof(guint32));
    Found found = {uids, from, to};
    ImapOutcome outcome = IMAP_DONE;
    guint64 step = exists <= WINDOW ? G_MAXUINT32 : WINDOW; /* one answer can hold all there is */
    for (guint64 first = MAX(from, 1); first <= to && outcome == IMAP_DONE; first += step)
        outcome = search_window(session, &found, (guint32)first, (guint32)MIN(first + step - 1, to),
                                since, error);
    if (outcome != IMAP_DONE)
        return outcome;
    collect_imap_set_sort(uids);
    *ret = g_steal_pointer(&uids);
    return IMAP_DONE;
}
