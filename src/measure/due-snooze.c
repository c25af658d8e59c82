/* SPDX-License-Identifier: MIT
 * Until when somebody wants to hear no more of an item (spec 09 §9.1). */
#include "measure/due.h"
#include "base/error.h"
#include "base/spoken.h"
#include "base/text.h"
#include <glib/gi18n.h>
#include <string.h>

#define SNOOZE_DAYS_MAX 3660
#define MORNING_DAYS_MAX 60 /* no holidays are longer */

/* "3d", "1w", "4h": *RET_N of *RET_UNIT. */
static gboolean
parse_span(const char *text, gint64 *ret_n, char *ret_unit)
{
    char *end;
    if (!g_ascii_isdigit(text[0]))
        return FALSE;
    guint64 n = g_ascii_strtoull(text, &end, 10);
    if (n == 0 || n > SNOOZE_DAYS_MAX || end[0] == '\0' || end[1] != '\0' || !strchr("hdw", end[0]))
        return FALSE;
    *ret_n = (gint64)n;
    *ret_unit = end[0];
    return TRUE;
}

/* The start of work on DAY; a day off begins at midnight, and the bubble waits for work by itself. */
static gint64
work_start(const Calendar *calendar, gint32 day)
{
    const CalendarDay *row = calendar_day(calendar, day);
    return row && row->is_workday ? row->work_start_at : calendar_day_start(calendar, day);
}

/* The next moment at which work begins: today's, on a workday whose work has not begun. */
static gboolean
next_morning(const MeasureContext *context, gint64 *ret_until, GError **error)
{
    gint32 today = calendar_day_of(context->calendar, context->now);
    for (gint32 day = today; day <= today + MORNING_DAYS_MAX; day++) {
        const CalendarDay *row = calendar_day(context->calendar, day);
        if (!row || !row->is_workday || row->work_start_at <= context->now)
            continue;
        *ret_until = row->work_start_at;
        return TRUE;
    }
    return fail(error, FAIL_BAD_INPUT, N_("no workday is near"));
}

/* The end of the next meeting with the account that the item is about. */
static gboolean
after_meeting(const MeasureContext *context, gint64 signal_id, gint64 *ret_until, GError **error)
{
    static const char END[] = "SELECT MIN(m.end_at) FROM signal s JOIN meeting_attendee a ON a.account_id = s.account_id JOIN meeting m ON m.id = a.meeting_id "
                              "WHERE s.id = :id AND m.end_at > :now AND m.all_day = 0 AND m.is_series = 0 AND m.has_external = 1 "
                              "AND (m.status <> 'cancelled' OR m.cancelled_at > :now)";
    gboolean is_found;
    if (!keep_db_int(context->db, END, BIND(KI("id", signal_id), KI("now", context->now)), ret_until, &is_found, error))
        return FALSE;
    return is_found || fail(error, FAIL_NOT_FOUND, N_("no meeting with them is ahead"));
}

static gboolean
is_one_of(const char *text, const char *const *words)
{
    g_autofree char *folded = text_fold(text);
    return g_strv_contains(words, folded);
}

gboolean
measure_due_parse_snooze(const MeasureContext *context, gint64 signal_id, const char *text, gint64 *ret_until, GError **error)
{
    static const char *const morning[] = {"morning", "next morning", "morgon", "nästa morgon", NULL};
    static const char *const meeting[] = {"after the meeting", "efter mötet", NULL};
    const Calendar *calendar = context->calendar;
    gint32 today = calendar_day_of(calendar, context->now), day = DAY_NONE;
    gint64 n, until;
    char unit;
    if (is_one_of(text, morning))
        return next_morning(context, ret_until, error);
    if (is_one_of(text, meeting))
        return after_meeting(context, signal_id, ret_until, error);
    if (parse_span(text, &n, &unit))
        until = unit == 'h' ? context->now + n * 3600
                            : work_start(calendar, today + (gint32)n * (unit == 'w' ? 7 : 1));
    else if (!spoken_instant(text, calendar, context->now, SPOKEN_BEGIN, &until, &day))
        return fail(error, FAIL_BAD_INPUT,
                    N_("%s: neither a span (4h, 3d, 1w) nor a day nor an instant"), text);
    if (day != DAY_NONE)
        until = work_start(calendar, day);
    if (until <= context->now)
        return fail(error, FAIL_BAD_INPUT, N_("%s: has passed"), text);
    *ret_until = until;
    return TRUE;
}
